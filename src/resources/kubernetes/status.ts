import type { ErrorCode } from "../../http/errors.ts";
import { isObject, own } from "../../http/json.ts";
import { pauseSeconds } from "../../http/retry.ts";
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

/** The HTTP status that a Status claims, if it is that of a failure. */
export function failureIn(json: unknown): number | undefined {
  if (!isStatus(json)) return undefined;
  const { code, status } = json;
  if (typeof code === "number" && code >= 400 && code < 600) return Math.trunc(code);
  return status === "Failure" ? 500 : undefined;
}

/** Tells what JSON is not, if an object of the kind was due. A kept object has a name; other responses only have to be objects. */
export function mismatchOf(kind: string, isKept: boolean): (json: unknown) => string | undefined {
  return (json) => {
    if (!isObject(json) || isStatus(json) || Object.keys(json).length === 0) return `not a ${kind}`;
    const { metadata } = json;
    if (!isKept || (isObject(metadata) && typeof metadata["name"] === "string")) return undefined;
    return `not a ${kind}: it has no ${isObject(metadata) ? "metadata.name" : "metadata"}`;
  };
}

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
