/** The public names of what both clients share. */

export type { CallOptions } from "./call.ts";
export type { ClientOptions, Fetch, RequestEvent, ResponseEvent, Validate, Warning } from "./client-options.ts";
export type { Clock } from "./clock.ts";
export type { Duration } from "./duration.ts";
export { ClusterplaneError, type ErrorCause, type ErrorCode, isClusterplaneError, isRequestError, RequestError } from "./errors.ts";
export type { HeadersInput } from "./headers.ts";
export type { JsonPatch, JsonPatchOperation } from "./json-patch.ts";
export type { Query } from "./paths.ts";
export {
  isAborted,
  isAlreadyExists,
  isBadRequest,
  isConflict,
  isConnectionError,
  isExpired,
  isFailed,
  isForbidden,
  isGone,
  isInvalid,
  isInvalidArgument,
  isNotFound,
  isNotJson,
  isPreconditionRequired,
  isTimeout,
  isTooManyRequests,
  isUnauthorized,
  isUnavailable,
  isUnsupported,
  isWaitError,
} from "./predicates.ts";
export type { RetryOptions } from "./retry.ts";
export type { Token, TokenContext } from "./token.ts";
export type { JsonPatchOf } from "./typed-patch.ts";
export { version } from "./version.ts";
export { type FailingCondition, type ObjectState, WaitError } from "./wait-error.ts";
