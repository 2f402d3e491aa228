/**
 * How long a writer waits who came too late, in milliseconds; undefined when there is no time left for another try.
 *
 * `round` counts the tries from 1, `took` is how long the last one took, `left` the time there is. The longer a try takes, the more others
 * fit into it, so the pause is measured in tries: at most one after the first conflict, four after the second, up to 256 and to five seconds.
 * One other writer costs little, and a hundred find their distance after a few rounds. All of it is left to chance, or they would meet again.
 * With little time left the pauses are short: the tries that still fit are worth more than good manners.
 */
export function conflictPause(round: number, took: number, left: number): number | undefined {
  const unit = Math.max(5, took);
  const pause = Math.random() * Math.min(5000, left / 4, unit * 4 ** Math.min(round - 1, 4));
  return pause + unit < left ? pause : undefined;
}
