/**
 * How long a writer that came too late waits before it tries again, in milliseconds; undefined if no time is left for another try.
 *
 * `round` counts the tries from 1, `took` is how long the last one took, `left` the time there is. The longer a try takes, the more others
 * fit into it, so the pause is counted in tries: at most one after the first conflict, four after the second, up to 256 and five seconds.
 * One other writer costs little, and a hundred spread out after a few rounds. The pause is random, or they would meet again. With little
 * time left it is short: the tries that still fit are worth more.
 */
export function conflictPause(round: number, took: number, left: number): number | undefined {
  const unit = Math.max(5, took);
  const pause = Math.random() * Math.min(5000, left / 4, unit * 4 ** Math.min(round - 1, 4));
  return pause + unit < left ? pause : undefined;
}
