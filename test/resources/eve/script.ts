/** A server that answers what a test says, and keeps what it was asked. */
import type { ClientOptions } from "../../../src/http/client-options.ts";
import { Http } from "../../../src/http/http.ts";
import { eveError } from "../../../src/resources/eve/parse-error.ts";
import { refusalOf } from "../../../src/resources/eve/refusal.ts";
import { type Definition, Documents, type StoredDocument } from "./parts.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An answer: a body with status 200, `[status, body, headers]`, or "cut" for a connection that breaks after the request arrived. */
export type Reply = object | readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>] | "cut";
export type Script = (asked: Asked, count: number) => Reply | Promise<Reply>;

export interface Thing extends StoredDocument {
  name: string;
  note?: string;
  tags?: { [key: string]: string };
  count?: number;
  list?: string[];
  parts?: { size: number; label?: string }[];
  status?: { state?: string; message?: string };
  owner?: string;
  secret?: { key?: string };
}

export function serve(script: Script, definition: Definition = { name: "things" }, options: Partial<ClientOptions> = {}) {
  const asked: Asked[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const headers = init.headers as Record<string, string>;
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    asked.push({ method: init.method ?? "GET", path: pathname, query: Object.fromEntries(searchParams), headers, body });
    const reply = await script(asked.at(-1) as Asked, asked.length);
    init.signal?.throwIfAborted();
    if (reply === "cut")
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
    const [status, answer, more] = Array.isArray(reply)
      ? (reply as unknown as readonly [number, unknown?, Record<string, string>?])
      : [200, reply as object];
    const text = answer === undefined ? null : typeof answer === "string" ? answer : JSON.stringify(answer);
    const type = typeof answer === "string" ? "text/html" : "application/json";
    return new Response(text, { status, headers: { "content-type": type, ...more } });
  };
  const http = new Http(
    { baseUrl: "http://127.0.0.1:1", token: "test-token", retry: { minDelay: "1ms" }, ...options, fetch },
    { parseError: async () => eveError },
  );
  return {
    asked,
    things: new Documents<Thing, { name: string } & Partial<Thing>>(
      { http, root: "/api/v1", refusal: (...response) => refusalOf(...response) },
      definition,
    ),
  };
}

/** A stored document. Each version has an etag of its own. */
export function stored(version: number, fields: Omit<Thing, "_id" | "_etag">): Thing {
  return {
    _id: "5eb599e603f7a77d5223efee",
    _etag: `${version}`.padStart(40, "a"),
    _created: "Fri, 08 May 2020 17:41:58 GMT",
    _updated: "Fri, 08 May 2020 17:41:58 GMT",
    _links: { self: { href: "/v1/things/5eb599e603f7a77d5223efee", title: "Thing" } },
    ...fields,
  } as Thing;
}

export const mismatch = [412, { _status: "ERR", _error: { code: 412, message: "Client and server etags don't match" } }] as const;
export const missing = [404, { _status: "ERR", _error: { code: 404, message: "The requested URL was not found on the server." } }] as const;

/** One document that keeps Eve's rules: If-Match, merge on PATCH, a new etag with every write. */
export function keeper(first: Omit<Thing, "_id" | "_etag">) {
  let version = 1;
  let now = stored(1, first);
  const write = (next: Thing) => {
    version++;
    now = { ...next, _etag: stored(version, first)._etag };
    return now;
  };
  const merge = (into: unknown, from: unknown): unknown =>
    typeof into === "object" && into !== null && typeof from === "object" && from !== null && !Array.isArray(from) && !Array.isArray(into)
      ? Object.fromEntries(
          [...new Set([...Object.keys(into), ...Object.keys(from)])].map((key) => [
            key,
            key in from ? merge((into as never)[key], (from as never)[key]) : (into as never)[key],
          ]),
        )
      : from;
  return {
    get now() {
      return now;
    },
    /** Somebody else's write. */
    change: (fields: Partial<Thing>) => write({ ...now, ...fields }),
    answer(asked: Asked): Reply {
      if (asked.method === "GET") return asked.headers["if-none-match"] === `"${now._etag}"` ? [304] : now;
      if (asked.headers["if-match"] === undefined)
        return [
          428,
          { _status: "ERR", _error: { code: 428, message: "To edit a document its etag must be provided using the If-Match header" } },
        ];
      if (asked.headers["if-match"] !== now._etag) return mismatch;
      if (asked.method === "DELETE") return [204];
      if (asked.method === "PATCH") return { ...write(merge(now, asked.body) as Thing), _status: "OK" };
      const { _id, _etag, status } = now;
      return { ...write({ _id, _etag, ...(status && { status }), ...(asked.body as object) } as Thing), _status: "OK" };
    },
  };
}
