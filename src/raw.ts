import type { CallOptions } from "./http/call.ts";
import type { HeadersInput } from "./http/headers.ts";
import type { Query } from "./http/paths.ts";

export interface RawOptions extends CallOptions {
  readonly params?: {
    /** Values for the names in braces in the path. Encoded. */
    readonly path?: Readonly<Record<string, string>>;
    readonly query?: Query;
  };
  /** Sent as JSON; a string is sent as it is, with the content type given in `headers`. GET and HEAD have none. */
  readonly body?: unknown;
  readonly headers?: HeadersInput;
  /** What is due: JSON (default), or text. */
  readonly answer?: "json" | "text";
}

export interface RawAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
}
