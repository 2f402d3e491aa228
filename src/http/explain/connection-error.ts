import type { Attempt } from "../attempt.ts";
import type { RequestError } from "../errors.ts";
import { errorParts, property } from "../thrown.ts";
import { secretsOf } from "./call-secrets.ts";
import { connectionFailure } from "./connection-failure.ts";
import { foreignError } from "./redact.ts";

/** What `fetch`, or the reading of a body, threw. */
export function connectionError(thrown: unknown, attempt: Attempt): RequestError {
  if (isDisposed(thrown)) {
    return attempt.error({ code: "Disposed", message: "the sandbox was disposed", effect: "none" });
  }
  const { sent, hopeless, advice } = connectionFailure(thrown);
  const isBroken = attempt.isSent && sent;
  const cause = foreignError(thrown, secretsOf(attempt));
  const why = innermost(cause);
  const what = isBroken ? "the connection broke" : "no connection was made";
  return attempt.error({
    code: "Connection",
    message: `${what}${why === "" ? "" : `: ${why}`}${advice === undefined ? "" : `; ${advice}`}`,
    cause,
    retryable: !hopeless && (attempt.call.safety !== "write" || !isBroken),
    effect: isBroken ? attempt.effect : "none",
  });
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
