/** What was thrown while a call was under way, as an error of ours. */
import { Attempt } from "./attempt.ts";
import type { Call } from "./call.ts";
import type { Deadline } from "./deadline.ts";
import { isClusterplaneError, type RequestError } from "./errors.ts";
import { explanation, unexplained } from "./explanation.ts";

/** A stream made its reader wait too long. */
export class StreamTimeout extends Error {}

export async function failureOf(given: unknown, attempt: Attempt): Promise<RequestError> {
  const thrown = readable(given);
  const { call } = attempt;
  const end = endOf(attempt);
  if (end !== undefined) return end;
  // A token function's error, or a refused argument: there is nothing to add to it.
  if (isClusterplaneError(thrown)) return thrown as RequestError;
  if (thrown instanceof StreamTimeout) return attempt.error({ code: "Timeout", message: thrown.message, retryable: true });
  const explain = await explanation(attempt);
  if (explain !== undefined) return explain.connectionError(thrown, attempt);
  const { isSent, effect } = attempt;
  const unknown = { code: "Connection", message: `the connection failed; ${unexplained}` } as const;
  return endOf(attempt) ?? attempt.error({ ...unknown, retryable: call.safety !== "write" || !isSent, effect: isSent ? effect : "none" });
}

/** The error of a call whose time has ended. */
export function endOf(attempt: Attempt): RequestError | undefined {
  const { call, deadline } = attempt;
  const effect = attempt.isSent ? attempt.effect : "none";
  if (deadline.ended === "aborted") {
    return attempt.error({ code: "Aborted", message: "request aborted", cause: deadline.reason, effect });
  }
  if (deadline.ended === "timeout") {
    const message = `timed out after ${deadline.timeout / 1000} s`;
    return attempt.error({ code: "Timeout", message, effect, retryable: call.safety !== "write" });
  }
  return undefined;
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
export function failsBefore(call: Call & { readonly deadline: Deadline }): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    throw await failureOf(thrown, new Attempt(call, call.deadline));
  };
}
