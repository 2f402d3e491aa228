/** What was thrown while a call was under way, as an error of ours. */
import { Attempt } from "./attempt.ts";
import type { Call } from "./call.ts";
import { connectionFailure } from "./connection-failure.ts";
import type { Deadline } from "./deadline.ts";
import { isClusterplaneError, type RequestError } from "./errors.ts";
import { errorParts, foreignError, property } from "./redact.ts";

/** A stream made its reader wait too long. */
export class StreamTimeout extends Error {}

export function failureOf(given: unknown, attempt: Attempt): RequestError {
  const thrown = readable(given);
  const { call, deadline } = attempt;
  const effect = attempt.isSent ? attempt.effect : "none";
  if (deadline.ended === "aborted") {
    return attempt.error({ code: "Aborted", message: "request aborted", cause: deadline.reason, effect });
  }
  if (deadline.ended === "timeout") {
    const message = `timed out after ${deadline.timeout / 1000} s`;
    return attempt.error({ code: "Timeout", message, effect, retryable: call.safety !== "write" });
  }
  // A token function's error, or a refused argument: there is nothing to add to it.
  if (isClusterplaneError(thrown)) return thrown as RequestError;
  if (thrown instanceof StreamTimeout) return attempt.error({ code: "Timeout", message: thrown.message, retryable: true });
  if (isDisposed(thrown)) {
    return attempt.error({ code: "Disposed", message: "the sandbox was disposed", effect: "none" });
  }
  const { sent, hopeless, advice } = connectionFailure(thrown);
  const isBroken = attempt.isSent && sent;
  const cause = foreignError(thrown, attempt.secrets);
  const why = innermost(cause);
  const what = isBroken ? "the connection broke" : "no connection was made";
  return attempt.error({
    code: "Connection",
    message: `${what}${why === "" ? "" : `: ${why}`}${advice === undefined ? "" : `; ${advice}`}`,
    cause,
    retryable: !hopeless && (call.safety !== "write" || !isBroken),
    effect: isBroken ? effect : "none",
  });
}

/** What was thrown, unless it is a proxy that throws at every touch. */
function readable(thrown: unknown): unknown {
  try {
    void (thrown instanceof Error);
    return thrown;
  } catch {
    return undefined;
  }
}

/** Throws the error of a call that failed before anything of it was sent. */
export function failsBefore(call: Call & { readonly deadline: Deadline }): (thrown: unknown) => never {
  return (thrown) => {
    throw failureOf(thrown, new Attempt(call, call.deadline));
  };
}

/** A sandbox that was disposed of marks its refusals: no later attempt reaches it. */
function isDisposed(thrown: unknown): boolean {
  const inner = property(thrown, "cause");
  return errorParts(thrown).code === "SANDBOX_DISPOSED" || errorParts(inner).code === "SANDBOX_DISPOSED";
}

function innermost(cause: Error | undefined): string {
  let deepest = cause;
  while (deepest?.cause instanceof Error && deepest.cause.message !== "") deepest = deepest.cause;
  return deepest?.message ?? "";
}
