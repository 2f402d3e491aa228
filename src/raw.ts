import type { CallOptions } from "./http/call.ts";
import type { HeadersInput } from "./http/headers.ts";

export interface RawOptions extends CallOptions {
  readonly params?: {
    /** Values for the names in braces in the path. Encoded. */
    readonly path?: Readonly<Record<string, string>>;
    /** An array becomes one parameter for each of its values. `undefined` and `null` leave the parameter out. */
    readonly query?: RawQuery;
  };
  /** Sent as JSON; a string is sent as it is, with the content type given in `headers`. GET and HEAD have none. */
  readonly body?: unknown;
  readonly headers?: HeadersInput;
  /** What is due: JSON (default; the body may be empty unless the method is GET), or text. */
  readonly answer?: "json" | "text";
}

type QueryValue = string | number | boolean;

export type RawQuery = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined | null>>;

export interface RawAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  /** undefined if the body is empty. */
  readonly data: T;
}
