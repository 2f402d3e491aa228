/**
 * One family of errors for both APIs. Branch on `code` or, better, with the predicates (`isConflict(error)`): messages may change with any
 * release.
 */

const brand = Symbol.for("clusterplane.error");
const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");

/** What went wrong. Every code there is; a server's own reason stands in `reason`. */
export type ErrorCode =
  /** Somebody else changed the object: read it again (Kubernetes 409 Conflict, Eve 412). */
  | "Conflict"
  /** The name is taken (Kubernetes 409 AlreadyExists, Eve 422 "not unique"). */
  | "AlreadyExists"
  /** Something still refers to the object (Eve 409 on DELETE). */
  | "InUse"
  | "NotFound"
  /** The server refused the object (422); `causes` says which fields. */
  | "Invalid"
  | "BadRequest"
  | "Unauthorized"
  | "Forbidden"
  | "MethodNotAllowed"
  | "UnsupportedMediaType"
  /** The server refused the request as too large (413). */
  | "TooLarge"
  /** A change came without the version it was made from (428). */
  | "PreconditionRequired"
  /** 410: what was asked for is gone for good. */
  | "Gone"
  /** 410 of a list or watch: the version or continue token is too old, or too new (504 of a watch). List again. */
  | "Expired"
  | "TooManyRequests"
  /** The server, or a gateway before it, can't respond now (502, 503, 504). */
  | "Unavailable"
  /** A 5xx that is none of the others. */
  | "ServerError"
  /** The deadline passed. */
  | "Timeout"
  /** The caller's signal aborted. */
  | "Aborted"
  /** No connection was made, or it broke. */
  | "Connection"
  /** The response is empty, HTML, cut off, or JSON of another form than was due. */
  | "NotJson"
  /** The response is larger than `maxBytes`. */
  | "AnswerTooLarge"
  /** A redirect in place of a response: mostly a login page or a wrong base URL. */
  | "Redirected"
  /** The sandbox does not play this request (501). No real server sends it. */
  | "Unsupported"
  /** The sandbox of this client was disposed. */
  | "Disposed"
  /** Refused before anything was sent: a wrong name, option, token or object. */
  | "InvalidArgument"
  /** The token function threw; its error is the cause. */
  | "Token"
  /** No address or key was found in the environment or in config files. */
  | "NoConfig"
  /** A config file or environment variable can't be used. */
  | "InvalidConfig"
  /** The platform: a quota is used up (403). */
  | "QuotaExceeded"
  /** The platform: the project requires a template, or does not allow this one (403). */
  | "TemplateRefused"
  /** The platform: the virtual cluster does not run yet, or not now. */
  | "NotReady"
  /** The server accepted the request and says that the work failed; or a wait can't succeed any more. */
  | "Failed";

/** The class of every error that this package throws. */
export class ClusterplaneError extends Error {
  override readonly name: string = "ClusterplaneError";
  /** Stable: programs branch on it. */
  declare readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    // Not methods with computed keys: bundlers never drop a class that has those.
    Object.defineProperties(this, { [brand]: { value: true }, [inspectSymbol]: { value: print } });
  }

  /** What loggers write: the facts, and nothing that could hold a secret. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, code: this.code, message: this.message };
  }
}

/** The stack, and the facts: what Node, Deno and Bun print for the error. */
function print(this: ClusterplaneError, _depth: number, options: object, inspect?: (value: unknown, options: object) => string): string {
  const { name: _name, code: _code, message: _message, ...facts } = this.toJSON();
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const cause = this.cause instanceof Error ? `\n  [cause]: ${this.cause.name}: ${this.cause.message}` : "";
  const details = Object.keys(known).length > 0 && inspect ? ` ${inspect(known, options)}` : "";
  return `${this.stack ?? `${this.name}: ${this.message}`}${cause}${details}`;
}

/** One thing that the server objects to. */
export interface ErrorCause {
  /** Path in the object, as the server names it: `spec.templateRef.name`, `name`. Absent: the object as a whole. */
  readonly field?: string;
  /** The server's own sort, where it has one: `FieldValueRequired`, `FieldValueInvalid`. */
  readonly reason?: string;
  readonly message: string;
}

/** Which call an error belongs to. */
export interface CallDescription {
  /** The verb as the client calls it: `get`, `create`, `list`. */
  readonly verb: string;
  /** The kind or resource: `VirtualClusterInstance`, `kubeclusters`. */
  readonly resource: string;
  /** The object's name or id. */
  readonly name?: string | undefined;
  /** Shown instead of the path when the path itself is a secret. */
  readonly path?: string | undefined;
}

/** The facts of a failed call. */
export interface RequestErrorInit {
  readonly code: ErrorCode;
  readonly call: CallDescription;
  readonly method: string;
  readonly path: string;
  /** The server's or our own sentence, without the call's name in front. */
  readonly message: string;
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly causes?: readonly ErrorCause[] | undefined;
  readonly attempts?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryable?: boolean | undefined;
  readonly retryAfter?: number | undefined;
  readonly effect?: "none" | "unknown" | undefined;
  readonly body?: unknown;
  readonly cause?: unknown;
}

/** A call that failed: by the server's response, on the way, or by its deadline. */
export class RequestError extends ClusterplaneError {
  override readonly name: string = "RequestError";
  // Declared only: what the constructor sets needs no field beside it.
  /** HTTP status; absent if no response came. */
  declare readonly status: number | undefined;
  /** The server's own word for the failure: a Kubernetes reason, or Eve's. */
  declare readonly reason: string | undefined;
  /** What the server objects to, field by field. */
  declare readonly causes: readonly ErrorCause[];
  declare readonly verb: string;
  declare readonly resource: string;
  /** Name or id of the object. */
  declare readonly resourceName: string | undefined;
  declare readonly method: string;
  /** Without query. */
  declare readonly path: string;
  /** How many times the request was sent or tried. */
  declare readonly attempts: number;
  /** The server's id of the request, for its operators. */
  declare readonly requestId: string | undefined;
  /** Whether the same call may succeed later without a change. */
  declare readonly retryable: boolean;
  /** Seconds the server asked to wait. */
  declare readonly retryAfter: number | undefined;
  /** `"unknown"`: the request may have taken effect although the call failed, because its response was lost. */
  declare readonly effect: "none" | "unknown";
  /** The server's response, parsed if it was JSON, secrets hidden: a Kubernetes `Status`, an Eve error document. */
  declare readonly body: unknown;

  constructor(init: RequestErrorInit) {
    const { call } = init;
    const what = `${call.verb} ${call.resource}${call.name === undefined ? "" : ` "${call.name}"`}`;
    const status = [init.status, init.reason ?? init.code].filter((part) => part !== undefined).join(" ");
    super(init.code, `${what}: ${status}: ${init.message}${afterAttempts(init.attempts)}`, { cause: init.cause });
    this.status = init.status;
    this.reason = init.reason;
    this.causes = init.causes ?? [];
    this.verb = call.verb;
    this.resource = call.resource;
    this.resourceName = call.name;
    this.method = init.method;
    this.path = init.path;
    this.attempts = init.attempts ?? 1;
    this.requestId = init.requestId;
    this.retryable = init.retryable ?? false;
    this.retryAfter = init.retryAfter;
    this.effect = init.effect ?? "none";
    this.body = init.body;
    // The body stays reachable, but a logger that walks an error's properties should not print whole answers.
    Object.defineProperty(this, "body", { enumerable: false });
  }

  override toJSON(): Record<string, unknown> {
    const { status, reason, causes, verb, resource, resourceName, method, path, attempts, requestId, retryable, retryAfter, effect } = this;
    return {
      ...super.toJSON(),
      status,
      reason,
      ...(causes.length > 0 && { causes }),
      verb,
      resource,
      resourceName,
      method,
      path,
      attempts,
      requestId,
      retryable,
      retryAfter,
      effect,
    };
  }
}

function afterAttempts(attempts: number | undefined): string {
  return attempts !== undefined && attempts > 1 ? ` (after ${attempts} attempts)` : "";
}

/** An error of this package, from whichever copy of it (ESM, CommonJS, another version). */
export function isClusterplaneError(error: unknown): error is ClusterplaneError {
  return typeof error === "object" && error !== null && (error as Record<symbol, unknown>)[brand] === true;
}

/** An error of a call: it has `status`, `causes`, `method`, `path` and so on. */
export function isRequestError(error: unknown): error is RequestError {
  return isClusterplaneError(error) && typeof (error as Partial<RequestError>).method === "string";
}

/** The error for a wrong argument. `where` is the path in what the caller gave, `expected` what should have been there. */
export function invalidArgument(where: string, expected: string): ClusterplaneError {
  return new ClusterplaneError("InvalidArgument", `${where}: ${expected}`);
}
