/** The public names of what both clients share. */
export type { Duration } from "./duration.ts";
export {
  ClusterplaneError,
  type ErrorCause,
  type ErrorCode,
  isAborted,
  isAlreadyExists,
  isBadRequest,
  isClusterplaneError,
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
  isRequestError,
  isTimeout,
  isTooManyRequests,
  isUnauthorized,
  isUnavailable,
  isUnsupported,
  RequestError,
} from "./errors.ts";
export type { CallOptions, ClientOptions, Fetch, Validate, Warning } from "./http.ts";
export { applyPatch, type JsonPatch, type JsonPatchOperation } from "./json-patch.ts";
export type { Query } from "./paths.ts";
export type { RawAnswer, RawOptions } from "./raw.ts";
export type { RetryOptions } from "./retry.ts";
export type { Token, TokenContext } from "./token.ts";
export type { JsonPatchOf } from "./typed-patch.ts";
export { version } from "./version.ts";
