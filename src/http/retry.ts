/** What may be sent again, how often, and after which pause. */
import { type Duration, milliseconds } from "./duration.ts";
import { invalidArgument } from "./errors.ts";
import { checkOptions, checkPositiveInteger, type OptionNames } from "./options.ts";

/** How failed calls are repeated. Which failures may be repeated at all can't be changed: see docs/requests.md. */
export interface RetryOptions {
  /** Attempts in all, the first included. Default 5; 1 means no retry. */
  readonly attempts?: number;
  /** Pause before the second attempt; doubled for each further one, up to half of it random. Default `"250ms"`. */
  readonly minDelay?: Duration;
  /** The longest pause of our own. A Retry-After of the server may be longer, up to the deadline of the call. Default `"8s"`. */
  readonly maxDelay?: Duration;
}

const retryOptions = { attempts: true, minDelay: true, maxDelay: true } satisfies OptionNames<RetryOptions>;

/**
 * What sending a request twice can do. `read`: nothing. `guarded`: nothing, since the request carries the version that it changes, or
 * deletes one object. `write`: it may act twice.
 */
export type Safety = "read" | "guarded" | "write";

export interface RetryPolicy {
  readonly attempts: number;
  /** Milliseconds before the attempt after this one, counted from 1. */
  delay(attempt: number): number;
}

export function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  if (options === false) return { attempts: 1, delay: () => 0 };
  if (options !== undefined) checkOptions(options, retryOptions, "retry");
  const { attempts = 5, minDelay = "250ms", maxDelay } = options ?? {};
  checkPositiveInteger(attempts, "retry.attempts");
  const min = milliseconds(minDelay, "retry.minDelay");
  const max = maxDelay === undefined ? Math.max(min, 8000) : milliseconds(maxDelay, "retry.maxDelay");
  if (max < min) throw invalidArgument("retry.maxDelay", `expected at least minDelay (${minDelay}), got ${maxDelay}`);
  return {
    attempts,
    delay(attempt) {
      const full = Math.min(max, min * 2 ** (attempt - 1));
      return full / 2 + (Math.random() * full) / 2;
    },
  };
}

/** Whether the same request may be sent again after a response of this status. */
export function mayRepeatStatus(status: number, safety: Safety, retryAfter: number | undefined): boolean {
  // Who says when to come back has done nothing.
  if (safety === "write") return (status === 429 || status === 503) && retryAfter !== undefined;
  return status === 429 || (status >= 502 && status <= 504);
}

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
