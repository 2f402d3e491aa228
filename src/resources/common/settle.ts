/** What became of a create whose response was lost. Loaded when that happens. */
import type { Deadline } from "../../http/deadline.ts";
import { RequestError } from "../../http/errors.ts";
import { isLost } from "../../http/lost.ts";
import { isAlreadyExists } from "../../http/predicates.ts";
import type { RetryPolicy } from "../../http/retry.ts";

/** What settling a create needs of its resource. */
export interface Creation<T> {
  /** What is stored under the name or names; undefined if nothing is. */
  find(): Promise<T | undefined>;
  /** Whether that is what was sent; undefined if it can't be compared. */
  isCreated(found: T): boolean | undefined;
  /** Sends it once more, after so many attempts. */
  send(attempts: number): Promise<T>;
}

/**
 * Sends a create until it is known that the object exists because of it. There, and as it was sent: returns it. There, and different: throws
 * the last error. There, and not to be compared: throws the error of the lost response. Not there: sends again, as often as the client's `retry` allows.
 */
export async function settleCreate<T>(
  lost: RequestError,
  { find, isCreated, send }: Creation<T>,
  retry: RetryPolicy,
  deadline: Deadline,
): Promise<T> {
  let error = lost;
  for (;;) {
    const found = await find().catch((failure: unknown) => Promise.reject(ended(deadline, lost) ?? (isLost(failure) ? failure : error)));
    if (found !== undefined) {
      const isOurs = isCreated(found);
      if (isOurs) return found;
      throw isOurs === undefined ? lost : error;
    }
    if (error.attempts >= retry.attempts) throw error;
    // The pause gives a request that still lingers in a gateway time to arrive.
    await deadline.sleep(retry.delay(error.attempts)).catch(() => Promise.reject(ended(deadline, lost) ?? lost));
    try {
      return await send(error.attempts);
    } catch (failure) {
      // An "already exists" may be the first request, which came late.
      if (!isLost(failure) && !isAlreadyExists(failure)) throw ended(deadline, lost) ?? failure;
      error = failure;
    }
  }
}

/** The error of a call whose time ended while its effect was not known; undefined while there is time. */
export function ended(deadline: Deadline, lost: RequestError): RequestError | undefined {
  if (deadline.ended === undefined) return undefined;
  const isAborted = deadline.ended === "aborted";
  return new RequestError({
    code: isAborted ? "Aborted" : "Timeout",
    message: `${isAborted ? "request aborted" : `timed out after ${deadline.timeout / 1000} s`} after its response was lost`,
    call: { verb: lost.verb, resource: lost.resource, name: lost.resourceName },
    method: lost.method,
    path: lost.path,
    attempts: lost.attempts,
    effect: "unknown",
    cause: isAborted ? deadline.reason : lost,
  });
}
