import { isObject, type Json } from "./objects.ts";
import { badRequest } from "./status.ts";

/** Where a list goes on. */
interface Continuation {
  /** The version the list is of; -1 for whatever is there now. */
  version: number;
  /** The key of the last object that was given, below the path of the list. */
  after: string;
}

/** The token of a continuation, in the form of the real server's. */
export function writeContinue({ version, after }: Continuation): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: "meta.k8s.io/v1", rv: version, start: `${after}\u0000` }));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Reads a token; throws 400 for what is none. */
export function readContinue(token: string): Continuation {
  const bad = (why: string) => badRequest(`invalid continue token: continue key is not valid${why}`);
  let value: Json;
  try {
    if (!/^[A-Za-z0-9_-]*$/.test(token)) throw new Error("illegal base64 data");
    const text = atob(token.replaceAll("-", "+").replaceAll("_", "/"));
    value = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))) as Json;
  } catch (error) {
    throw bad(`: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw bad(": not an object");
  if (value.v !== "meta.k8s.io/v1") throw bad(`: server does not recognize this encoded version ${String(value.v ?? "")}`);
  if (typeof value.rv !== "number" || value.rv === 0) throw bad(": incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
  if (typeof value.start !== "string" || !value.start) throw bad(": encoded start key empty (version meta.k8s.io/v1)");
  return { version: value.rv, after: value.start.endsWith("\u0000") ? value.start.slice(0, -1) : value.start };
}
