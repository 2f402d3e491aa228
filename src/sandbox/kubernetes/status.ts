import type { FieldError } from "./field-errors.ts";
import { aggregate, detail } from "./field-errors.ts";
import { quote } from "./quote.ts";

/** One of the causes of a failure. */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** What a failure is about. */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The API's answer when there is no object to answer with. */
export interface Status {
  kind: "Status";
  apiVersion: "v1";
  metadata: { continue?: string };
  status: "Success" | "Failure";
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** A request that fails, with the Status that says so. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: StatusDetails | undefined;
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** The continue token that goes on where the refused one cannot. */
  readonly continueToken: string | undefined;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: StatusDetails,
    extra: { headers?: Record<string, string>; continueToken?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.headers = extra.headers ?? {};
    this.continueToken = extra.continueToken;
  }

  get status(): Status {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: this.continueToken === undefined ? {} : { continue: this.continueToken },
      status: "Failure",
      message: this.message,
      ...(this.reason && { reason: this.reason }),
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

/** A resource of a group: `projects` of `management.example.com`. */
export interface GroupResource {
  group: string;
  resource: string;
}

/** `name.group`, or the name alone in the core group. */
function qualified(group: string, name: string): string {
  return group ? `${name}.${group}` : name;
}

const details = (name: string, group: string, kind: string): StatusDetails => ({
  ...(name && { name }),
  ...(group && { group }),
  ...(kind && { kind }),
});

export const badRequest = (message: string) => new ApiError(400, "BadRequest", message);

/** A failure that the server has no reason for: a 500 without one. */
export const internal = (message: string) => new ApiError(500, undefined, message);

/** The real server ends the connection of such a request, and this response gets lost. */
export const panicked = () => internal("This request caused apiserver to panic. Look in the logs for details.");

export const notFound = (of: GroupResource, name: string) =>
  new ApiError(404, "NotFound", `${qualified(of.group, of.resource)} ${quote(name)} not found`, details(name, of.group, of.resource));

export const alreadyExists = (of: GroupResource, name: string, beingDeleted: boolean) =>
  new ApiError(
    409,
    "AlreadyExists",
    `${beingDeleted ? "object is being deleted: " : ""}${qualified(of.group, of.resource)} ${quote(name)} already exists`,
    details(name, of.group, of.resource),
  );

/** A name that the server made up, or would have if none had been given, is taken. */
export const generatedNameTaken = (of: GroupResource, name: string, beingDeleted: boolean) =>
  new ApiError(
    409,
    "AlreadyExists",
    `${alreadyExists(of, name, beingDeleted).message}, the server was not able to generate a unique name for the object`,
    { ...details(name, of.group, of.resource), retryAfterSeconds: 1 },
    { headers: { "retry-after": "1" } },
  );

export const conflict = (of: GroupResource, name: string, why: string) =>
  new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualified(of.group, of.resource)} ${quote(name)}: ${why}`,
    details(name, of.group, of.resource),
  );

/** Another writer was first. */
export const modified = (of: GroupResource, name: string) =>
  conflict(of, name, "the object has been modified; please apply your changes to the latest version and try again");

/** 422: every field that is wrong, each a cause. */
export const invalid = (group: string, kind: string, name: string, errors: readonly FieldError[]) =>
  new ApiError(422, "Invalid", `${qualified(group, kind)} ${quote(name)} is invalid: ${aggregate(errors)}`, {
    ...details(name, group, kind),
    causes: errors.map((e) => ({ reason: e.reason, message: detail(e), field: e.field })),
  });

/** 422 for options in the query or in the body: `CreateOptions`, `ListOptions` and so on. */
export const invalidOptions = (kind: string, errors: readonly FieldError[]) => invalid("meta.k8s.io", kind, "", errors);

export const forbidden = (of: GroupResource, name: string, why: string) =>
  new ApiError(
    403,
    "Forbidden",
    of.resource || name ? `${qualified(of.group, of.resource)}${name ? ` ${quote(name)}` : ""} is forbidden: ${why}` : `forbidden: ${why}`,
    details(name, of.group, of.resource),
    { headers: { "x-content-type-options": "nosniff" } },
  );

export const unauthorized = (message = "Unauthorized") => new ApiError(401, "Unauthorized", message);

export const methodNotAllowed = () =>
  new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});

export const pathNotFound = () => new ApiError(404, "NotFound", "the server could not find the requested resource", {});

export const unsupportedMediaType = (accepted: readonly string[]) =>
  new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`,
  );

export const notAcceptable = (message: string) => new ApiError(406, "NotAcceptable", message);

export const tooLarge = (message: string) => new ApiError(413, "RequestEntityTooLarge", `Request entity too large: ${message}`);

/** 410: the version asked for is forgotten. */
export const expired = (message: string, continueToken?: string) =>
  new ApiError(410, "Expired", message, undefined, continueToken === undefined ? {} : { continueToken });

/** 504: the version asked for is not there yet. */
export const tooLargeVersion = (asked: number, current: number) =>
  new ApiError(
    504,
    "Timeout",
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    { causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }], retryAfterSeconds: 1 },
    { headers: { "retry-after": "1" } },
  );

/** The answer to a deletion that is done. */
export const deleted = (of: GroupResource, name: string, uid: string): Status => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Success",
  details: { name, group: of.group, kind: of.resource, uid },
});

/**
 * 501: known to the real server, not simulated here. A code that the real server never uses, so that nobody takes a
 * limit of the sandbox for an answer of the server.
 */
export function unsupported(id: string, what: { asked: string; real: string; instead: string; field?: string }): ApiError {
  return new ApiError(
    501,
    "SandboxUnsupported",
    `${what.asked}: the sandbox does not simulate this. The real server: ${what.real}. ${what.instead}`,
    { causes: [{ reason: "SandboxUnsupported", message: what.asked, ...(what.field && { field: what.field }) }] },
    { headers: { "x-sandbox": `unsupported; id=${id}` } },
  );
}
