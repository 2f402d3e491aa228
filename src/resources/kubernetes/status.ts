import { type ErrorCode, RequestError } from "../../http/errors.ts";
import { isObject } from "../../http/object.ts";
import type { ErrorFacts, ParseError } from "../../http/status.ts";
import type { Status } from "./object.ts";

/** The reasons of the Kubernetes API conventions that have a code of their own here. */
const codes: Readonly<Record<string, ErrorCode>> = {
  AlreadyExists: "AlreadyExists",
  Conflict: "Conflict",
  NotFound: "NotFound",
  Invalid: "Invalid",
  BadRequest: "BadRequest",
  Unauthorized: "Unauthorized",
  Forbidden: "Forbidden",
  Gone: "Gone",
  Expired: "Expired",
  TooManyRequests: "TooManyRequests",
  MethodNotAllowed: "MethodNotAllowed",
  UnsupportedMediaType: "UnsupportedMediaType",
  RequestEntityTooLarge: "TooLarge",
  Timeout: "Timeout",
  ServerTimeout: "Unavailable",
  ServiceUnavailable: "Unavailable",
};

export function isStatus(value: unknown): value is Status {
  return isObject(value) && value["kind"] === "Status";
}

/** What JSON is not, unless it is an object that can be what was due. */
export function notA(kind: string, json: unknown): string | undefined {
  return isObject(json) && !isStatus(json) ? undefined : `not a ${kind}`;
}

/** Reads the `Status` a Kubernetes API server answers with when it refuses. */
export const parseStatus: ParseError = ({ json }) => (isStatus(json) ? statusFacts(json) : undefined);

function statusFacts(status: Status): ErrorFacts {
  const { reason, message, details } = status;
  return {
    code: reason === undefined ? undefined : codes[reason],
    reason: reason || undefined,
    message: message || undefined,
    causes: details?.causes?.map(({ field, reason, message }) => ({
      ...(field && { field }),
      ...(reason && { reason }),
      message: message ?? "",
    })),
    retryAfter: details?.retryAfterSeconds,
  };
}

/** A failure that came inside a watch, where it has no HTTP status of its own. */
export function eventError(status: Status, verb: string, resource: string, path: string): RequestError {
  const facts = statusFacts(status);
  return new RequestError({
    ...facts,
    code: facts.code ?? (status.code === 410 ? "Expired" : "ServerError"),
    message: facts.message ?? "the server ended the watch without saying why",
    call: { verb, resource },
    method: "GET",
    path,
    status: status.code,
    body: status,
  });
}
