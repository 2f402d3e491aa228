/** What an error is. Each predicate holds across copies of this package and narrows to the class that it has proved. */
import { type ClusterplaneError, type ErrorCode, isClusterplaneError, isRequestError, type RequestError } from "./errors.ts";
import type { WaitError } from "./wait-error.ts";

/** An error of a wait: it has `phase`, `reason`, `conditions` and `object`. */
export function isWaitError(error: unknown): error is WaitError {
  return isClusterplaneError(error) && error.name === "WaitError";
}

const ofRequest = (error: unknown, ...codes: readonly ErrorCode[]): error is RequestError =>
  isRequestError(error) && codes.includes(error.code);

const ofRequestOrWait = (error: unknown, code: ErrorCode): error is RequestError | WaitError =>
  (isRequestError(error) || isWaitError(error)) && error.code === code;

/** Somebody else changed the object (Kubernetes 409 Conflict, Eve 412): read it again. */
export const isConflict = (error: unknown): error is RequestError => ofRequest(error, "Conflict");
/** The name is taken. */
export const isAlreadyExists = (error: unknown): error is RequestError => ofRequest(error, "AlreadyExists");
/** There is no such object: a call was refused with 404, or a wait found none. */
export const isNotFound = (error: unknown): error is RequestError | WaitError => ofRequestOrWait(error, "NotFound");
/** The API itself says so: there is no such object. A gateway's 404, or that of a wrong base URL, says nothing of the object. */
export const isNoSuchObject = (error: unknown): error is RequestError => ofRequest(error, "NotFound") && error.reason === "NotFound";
/** The server refused the object (422): `error.causes` says which fields. */
export const isInvalid = (error: unknown): error is RequestError => ofRequest(error, "Invalid");
/** The server could not read the request (400). */
export const isBadRequest = (error: unknown): error is RequestError => ofRequest(error, "BadRequest");
/** The token is wrong, unknown or expired (401). */
export const isUnauthorized = (error: unknown): error is RequestError => ofRequest(error, "Unauthorized");
/** The caller is known and has no right to do this (403), for whatever reason. */
export const isForbidden = (error: unknown): error is RequestError => isRequestError(error) && error.status === 403;
/** A change came without the version it was made from (428). */
export const isPreconditionRequired = (error: unknown): error is RequestError => ofRequest(error, "PreconditionRequired");
/** 410: an object, a version or a continue token is gone. */
export const isGone = (error: unknown): error is RequestError => ofRequest(error, "Gone", "Expired");
/** The version or continue token is too old: list again. */
export const isExpired = (error: unknown): error is RequestError => ofRequest(error, "Expired");
/** 429. */
export const isTooManyRequests = (error: unknown): error is RequestError => ofRequest(error, "TooManyRequests");
/** The server, or a gateway before it, can't respond now (502, 503, 504). */
export const isUnavailable = (error: unknown): error is RequestError => ofRequest(error, "Unavailable");
/** The deadline of a call or of a wait passed. */
export const isTimeout = (error: unknown): error is RequestError | WaitError => ofRequestOrWait(error, "Timeout");
/** The caller's signal ended the call or the wait. */
export const isAborted = (error: unknown): error is RequestError | WaitError => ofRequestOrWait(error, "Aborted");
/** No connection could be made, or it broke. */
export const isConnectionError = (error: unknown): error is RequestError => ofRequest(error, "Connection");
/** The response was not the JSON that was due. */
export const isNotJson = (error: unknown): error is RequestError => ofRequest(error, "NotJson");
/** The sandbox does not play this request. */
export const isUnsupported = (error: unknown): error is RequestError => ofRequest(error, "Unsupported");
/** Refused by this package before anything was sent. */
export const isInvalidArgument = (error: unknown): error is ClusterplaneError =>
  isClusterplaneError(error) && error.code === "InvalidArgument";
/** The server says in its response that the work failed, or a wait can't succeed any more. */
export const isFailed = (error: unknown): error is RequestError | WaitError => ofRequestOrWait(error, "Failed");
