import type { Deadline } from "./deadline.ts";
import type { Duration } from "./duration.ts";
import type { CallDescription } from "./errors.ts";
import type { OptionNames } from "./options.ts";
import type { Query } from "./paths.ts";
import type { Safety } from "./status.ts";

/** The options of every call. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of this call with all its attempts. Default: the client's. */
  readonly timeout?: Duration | undefined;
}

/** The names of these options. */
export const callOptions = { signal: true, timeout: true } satisfies OptionNames<CallOptions>;

/** One call: what is sent, what is due, and how it is described. */
export interface Call {
  readonly method: string;
  /** Encoded, from the base URL on: `/api/v1/kubeclusters`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** A query that is encoded already, with its question mark; instead of `query`. */
  readonly search?: string | undefined;
  /** The query may hold secrets: errors never show its values. */
  readonly hidesQuery?: boolean;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** Strings of this call that errors never show, beside those that are sent: asked for only when an error is made. */
  readonly secrets?: (() => readonly string[]) | undefined;
  /** Names of fields whose values errors never show where a server quotes JSON, beside the usual ones. */
  readonly secretFields?: readonly string[] | undefined;
  readonly safety: Safety;
  readonly describe: CallDescription;
  /** Shared by several requests; without one the request has its own, of the client's timeout. */
  readonly deadline?: Deadline | undefined;
  readonly maxBytes?: number | undefined;
  /** Statuses beside 2xx that are no error: 304. */
  readonly accept?: readonly number[] | undefined;
  /** What is due: JSON (default), JSON or an empty body, text, or nothing in particular (JSON is parsed if it comes). */
  readonly answer?: "json" | "optional" | "text" | "any" | undefined;
  /** What JSON that came is not (`"not a list"`); undefined if it is what was due. */
  readonly mismatch?: ((json: unknown) => string | undefined) | undefined;
  /** The status that a 2xx response says of itself in its JSON, if that is a failure: it is refused like a response of that status. */
  readonly failureIn?: ((json: unknown) => number | undefined) | undefined;
  /** Attempts of the same call that were made before: they count for the limit, and in errors. */
  readonly attempts?: number | undefined;
  /** False: one attempt only; the caller repeats by rules of its own. */
  readonly retry?: false | undefined;
}
