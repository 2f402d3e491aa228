import { type Duration, milliseconds } from "./duration.ts";
import { known } from "./known.ts";
import { wholeFrom1 } from "./whole.ts";

/** How often and how patiently a failed call is tried again. What may be tried again at all is not a matter of taste: see docs. */
export interface RetryOptions {
  /** Attempts in all, the first included. Default 5; 1 means never again. */
  readonly attempts?: number;
  /** Pause before the second attempt; doubled for each further one, up to half of it left to chance. Default `"250ms"`. */
  readonly minDelay?: Duration;
  /** The longest pause of our own. What a server asks for in Retry-After counts beyond that, up to the call's deadline. Default `"8s"`. */
  readonly maxDelay?: Duration;
}

export const retryOptions = "attempts minDelay maxDelay";

/**
 * What repeating a request can do.
 * `read`: nothing. `guarded`: nothing, because the request carries the version it changes (or deletes one object). `write`: it may act twice.
 */
export type Safety = "read" | "guarded" | "write";

export interface RetryPolicy {
  readonly attempts: number;
  delay(attempt: number): number;
}

export function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  if (options === false) return { attempts: 1, delay: () => 0 };
  const { attempts = 5, minDelay = 0.25, maxDelay = 8 } = options ?? {};
  if (options !== undefined) known(options, retryOptions, "retry");
  wholeFrom1(attempts, "retry.attempts");
  const min = milliseconds(minDelay, "retry.minDelay");
  const max = milliseconds(maxDelay, "retry.maxDelay");
  return {
    attempts,
    delay(attempt) {
      const full = Math.min(max, min * 2 ** (attempt - 1));
      return full / 2 + (Math.random() * full) / 2;
    },
  };
}

/** Whether a status may be answered by sending the same request again. */
export function mayRepeatStatus(status: number, safety: Safety, retryAfter: number | undefined): boolean {
  // Both say that nothing was done; a write still waits for the server to say when.
  if (status === 429 || status === 503) return safety !== "write" || retryAfter !== undefined;
  return (status === 502 || status === 504) && safety !== "write";
}

/** Seconds from a Retry-After header: a number of them, or a date. */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}
