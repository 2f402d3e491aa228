/** The pause before a further attempt after so many failures in a row, in milliseconds: from `min`, growing by half each time to `max`, random. */
export function backoff(failures: number, min: number, max: number, random = Math.random()): number {
  const grown = Math.min(Math.max(min, max), min * 1.5 ** Math.max(0, failures - 1));
  return min + random * (grown - min);
}
