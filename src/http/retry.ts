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
