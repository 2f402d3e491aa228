import type { ErrorCause, ErrorCode } from "./errors.ts";

/** What an API's own error body says; what is left out is taken from the status. */
export interface ErrorFacts {
  readonly code?: ErrorCode | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly causes?: readonly ErrorCause[] | undefined;
  readonly retryAfter?: number | undefined;
  /** The server says that nothing was done, and that a later attempt may succeed. */
  readonly undone?: boolean | undefined;
}

/**
 * Reads an API's own form of errors. `text` is the beginning of the body; `json` the parsed body, undefined if it is not JSON. Both come
 * without secrets, in whatever form the server chose.
 */
export type ParseError = (response: {
  readonly method: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}) => ErrorFacts | undefined;

const codes: Readonly<Record<number, ErrorCode>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  408: "Timeout",
  409: "Conflict",
  410: "Gone",
  412: "Conflict",
  413: "TooLarge",
  415: "UnsupportedMediaType",
  422: "Invalid",
  428: "PreconditionRequired",
  429: "TooManyRequests",
  502: "Unavailable",
  503: "Unavailable",
  504: "Unavailable",
};

export function codeOf(status: number): ErrorCode {
  return codes[status] ?? (status >= 500 ? "ServerError" : "BadRequest");
}

/**
 * What sending a request twice can do. `read`: nothing. `guarded`: nothing, since the request carries the version that it changes, or
 * deletes one object. `write`: it may act twice.
 */
export type Safety = "read" | "guarded" | "write";

/** Whether the same request may be sent again after a response of this status. */
export function mayRepeatStatus(status: number, safety: Safety, retryAfter: number | undefined): boolean {
  // Who says when to come back has done nothing.
  if (safety === "write") return (status === 429 || status === 503) && retryAfter !== undefined;
  if (status === 429 || (status >= 502 && status <= 504)) return true;
  return safety === "read" && status >= 500 && status !== 501 && retryAfter !== undefined;
}
