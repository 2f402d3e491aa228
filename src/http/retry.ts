import { type Duration, milliseconds } from "./duration.ts";
import { known } from "./known.ts";
import { errorParts } from "./redact.ts";
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

/** Codes of Node, undici and Bun that mean: no connection was made, so nothing was sent. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
  "FailedToOpenSocket",
]);

/** Failures that another attempt does not mend: a name that doesn't exist, a certificate nobody vouches for. */
const hopeless = /^(ENOTFOUND|ERR_TLS_.*|CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|ERR_SSL_.*|ERR_INVALID_.*|HPE_INVALID_.*)$/;

/**
 * What can be known of a failed fetch. Node and Bun name the system call that failed; Deno says it in the message; browsers say nothing,
 * so there a POST is never repeated.
 */
export function connectionFailure(error: unknown): { readonly sent: boolean; readonly hopeless: boolean } {
  for (const part of parts(error)) {
    const { code, message } = errorParts(part);
    if (code !== undefined && hopeless.test(code)) return { sent: false, hopeless: true };
    if (code !== undefined && neverConnected.has(code)) return { sent: false, hopeless: false };
    if (/\(Connect\).*connection refused|tcp connect error|dns error/i.test(message))
      return { sent: false, hopeless: /dns error/i.test(message) };
  }
  return { sent: true, hopeless: false };
}

function* parts(error: unknown, depth = 0): Generator<unknown> {
  if (typeof error !== "object" || error === null || depth > 4) return;
  yield error;
  if ("cause" in error) yield* parts(error.cause, depth + 1);
  if ("errors" in error && Array.isArray(error.errors)) for (const inner of error.errors) yield* parts(inner, depth + 1);
}
