import type { Clock } from "./clock.ts";
import type { Duration } from "./duration.ts";
import type { CallDescription, ErrorCode } from "./errors.ts";
import type { HeadersInput } from "./headers.ts";
import type { OptionNames } from "./options.ts";
import type { RetryOptions } from "./retry.ts";
import type { Token } from "./token.ts";

/** `globalThis.fetch`, or anything that behaves like it: a proxy's, a sandbox's, one with other certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A property of a fetch: secrets of its own, such as a proxy's password, that errors never show. */
export const fetchSecrets = Symbol.for("clusterplane.secrets");

/** A server's Warning header. */
export interface Warning extends CallDescription {
  readonly text: string;
}

/** Checks what is sent and what came. A throw for `"input"` keeps the request from being sent. */
export type Validate = (what: "input" | "answer", kind: string, value: unknown) => void;

/** One attempt of a call, as it is sent. Holds no query, header, body or token. */
export interface RequestEvent {
  /** What the client does: `get`, `create`, `list`, `watch`. */
  readonly verb: string;
  /** The kind or resource: `VirtualClusterInstance`, `kubeclusters`. */
  readonly resource: string;
  /** Name or id of the object, if the call is about one. */
  readonly name?: string | undefined;
  /** The HTTP method. */
  readonly method: string;
  /** The path, without query. */
  readonly path: string;
  /** Which attempt of the call, counted from 1. */
  readonly attempt: number;
}

/** One attempt of a call, at its end; of a stream, when it begins. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; undefined if no response came. */
  readonly status?: number | undefined;
  /** Seconds from the request to here. */
  readonly duration: number;
  /** The server's id of the request. */
  readonly requestId?: string | undefined;
  /** The code of the error that the attempt failed with; undefined if it succeeded. */
  readonly errorCode?: ErrorCode | undefined;
}

/** The options of every client. */
export interface ClientOptions {
  /** Address of the server. `https://` is added when missing; `http://` is for loopback, or with `allowHttp`. */
  readonly baseUrl: string;
  /** Bearer token, or a function that gives one for each attempt. Leave it out to send none. */
  readonly token?: Token | undefined;
  /** The fetch to use. Default: `globalThis.fetch`, looked up anew for each call. */
  readonly fetch?: Fetch | undefined;
  /** Deadline of a call with all its attempts. Default `"60s"`. A stream only has it until it begins. */
  readonly timeout?: Duration | undefined;
  /** How failed calls are repeated; `false` for never. */
  readonly retry?: RetryOptions | false | undefined;
  /** Sent with every request. An undefined value leaves the header out. */
  readonly headers?: HeadersInput | undefined;
  /** Put before our own User-Agent. Browsers forbid setting one. */
  readonly userAgent?: string | undefined;
  /** Largest response body in bytes; of a stream, its longest line. Default: no limit. */
  readonly maxBytes?: number | undefined;
  /** Allows `http://` to hosts that are not this machine: the token is readable on the way. Default false. */
  readonly allowHttp?: boolean | undefined;
  /** Gets each warning that the server sends along with a response. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
  /** Called when an attempt of a call is sent. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each attempt that was sent. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Checks input before it is sent and responses as they come; see `clusterplane/schemas`. */
  readonly validate?: Validate | undefined;
  /** Where deadlines, pauses and waits take their time from. Default: the platform's timers. */
  readonly clock?: Clock | undefined;
}

/** The names of these options. */
export const clientOptions = {
  baseUrl: true,
  token: true,
  fetch: true,
  timeout: true,
  retry: true,
  headers: true,
  userAgent: true,
  maxBytes: true,
  allowHttp: true,
  onWarning: true,
  onRequest: true,
  onResponse: true,
  validate: true,
  clock: true,
} satisfies OptionNames<ClientOptions>;
