/** What a failure means for what comes after it. */
import { isClusterplaneError, isRequestError, type RequestError } from "./errors.ts";

/**
 * Whether the response to a write may have been lost, so that only a look at the server tells what became of it. Not after a 500 or
 * `Failed`, which are the server's own word, not after a redirect, where a look would be redirected too, and not after the end of the call's time.
 */
export function isLost(error: unknown): error is RequestError {
  return (
    isRequestError(error) &&
    error.effect === "unknown" &&
    !["Aborted", "Timeout", "ServerError", "Failed", "Redirected"].includes(error.code)
  );
}

/**
 * Whether no later attempt can succeed without a change: a wrong request, a missing right, a kind that is not there. Waits, watches and
 * caches end by such an error, and by no other.
 */
export function isFinal(error: unknown): boolean {
  // A token function fails when the server that it asks is down, often in the same outage.
  if (isClusterplaneError(error) && error.code === "Token") return false;
  if (!isRequestError(error)) return true;
  const { status, code } = error;
  // The token of a function may have expired on its way. A fixed token stays what it is.
  if (status === 401) return !error.retryable;
  if (status === 501 || code === "Redirected" || code === "InvalidArgument" || code === "Disposed" || code === "AnswerTooLarge")
    return true;
  return status !== undefined && status >= 400 && status < 500 && ![408, 409, 410, 429].includes(status);
}
