/** What a `Status` says. Loaded when a server refuses. */
import type { ErrorCode } from "../../http/errors.ts";
import { pauseSeconds } from "../../http/explain/retry-after.ts";
import { isObject, own } from "../../http/json.ts";
import type { ErrorFacts, ParseError } from "../../http/status.ts";
import type { Status } from "./object.ts";
import { isStatus } from "./status.ts";

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

/** Reads the `Status` that a Kubernetes API server responds with when it refuses. */
export const parseStatus: ParseError = ({ json }) => (isStatus(json) ? statusFacts(json) : undefined);

const stringOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** What a Status says, whatever the types of its fields are. */
export function statusFacts(status: Status): ErrorFacts {
  const reason = stringOf(status.reason);
  const details: Record<string, unknown> = isObject(status.details) ? status.details : {};
  const listed = Array.isArray(details["causes"]) ? details["causes"].filter(isObject) : [];
  const causes = listed.map(({ field, reason, message }) => ({
    ...(stringOf(field) !== undefined && { field: stringOf(field)! }),
    ...(stringOf(reason) !== undefined && { reason: stringOf(reason)! }),
    message: stringOf(message) ?? "",
  }));
  const isTooNew = causes.some(({ reason }) => reason === "ResourceVersionTooLarge");
  return {
    code: isTooNew ? "Expired" : reason === undefined ? undefined : (own(codes, reason) as ErrorCode | undefined),
    reason,
    message: stringOf(status.message),
    ...(causes.length > 0 && { causes }),
    retryAfter: pauseSeconds(details["retryAfterSeconds"]),
  };
}
