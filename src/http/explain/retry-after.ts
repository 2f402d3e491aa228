/** When a server asks to come back. */

/** A number of seconds that a server gave, as a pause: undefined if it is no number, never below 0, at most a year. */
export function pauseSeconds(value: unknown): number | undefined {
  return typeof value === "number" && !Number.isNaN(value) ? Math.min(Math.max(0, value), 31_536_000) : undefined;
}

/**
 * Seconds of a Retry-After header: a number (of several, which a proxy may have added to, the largest), or a date. A date counts from the
 * response's own, if it has one that can be read: the clocks of server and client may differ. `now` in milliseconds since 1970.
 */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim().slice(0, 100) ?? "";
  const numbers = value.split(",").map((part) => part.trim());
  if (numbers.every((part) => /^\d{1,15}(\.\d{1,15})?$/.test(part))) return pauseSeconds(Math.max(...numbers.map(Number)));
  return pauseSeconds((dateOf(value) - (dateOf(headers.get("date") ?? "") || now)) / 1000);
}

/** Milliseconds of a date of HTTP, in each of its three forms; NaN for any other text, of which Date.parse would make something too. */
function dateOf(text: string): number {
  if (!/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? .{1,40}\d\d:\d\d:\d\d/i.test(text)) return Number.NaN;
  // The oldest form does not say that it is GMT.
  return Date.parse(/\d{4}$/.test(text) ? `${text} GMT` : text);
}
