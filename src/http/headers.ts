import { invalidArgument } from "./errors.ts";
import { isPlainObject, typeName } from "./json.ts";

/** Headers as a caller may give them. An undefined value leaves the header out. */
export type HeadersInput = Headers | ReadonlyMap<string, string> | Readonly<Record<string, string | undefined>>;

/**
 * The caller's headers with names in lower case. Throws InvalidArgument for names and values that HTTP does not allow, without showing a
 * value: fetch would refuse them too, but with the value in its message.
 */
export function headersOf(given: HeadersInput | undefined, where = "headers"): Record<string, string> {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null) throw invalidArgument(where, "expected a plain object, a Map or Headers");
  const isIterable = typeof (given as { entries?: unknown }).entries === "function";
  if (!isIterable && !isPlainObject(given)) throw invalidArgument(where, "expected a plain object, a Map or Headers");
  const pairs = isIterable ? (given as Headers).entries() : Object.entries(given);
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs as Iterable<[unknown, unknown]>) {
    if (value === undefined) continue;
    if (typeof name !== "string" || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
      throw invalidArgument(where, `${JSON.stringify(name)?.slice(0, 60)} is not the name of a header`);
    }
    const lower = name.toLowerCase();
    if (lower === "authorization") throw invalidArgument(where, "expected no Authorization; give the token as token");
    if (ofTransport.has(lower)) throw invalidArgument(where, `${lower} belongs to the connection, which fetch makes; leave it out`);
    if (Object.hasOwn(headers, lower)) throw invalidArgument(where, `${lower} is given twice, in two spellings`);
    headers[lower] = headerValue(value, `${where}["${lower}"]`);
  }
  return headers;
}

/** Browsers drop some of these without a word, other runtimes fail on them, or send what the body contradicts. */
const ofTransport = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The value of a header, trimmed. Throws InvalidArgument, without the value, if HTTP does not allow it. */
export function headerValue(value: unknown, where: string): string {
  if (typeof value !== "string") throw invalidArgument(where, `expected a string, got ${typeName(value)}`);
  const trimmed = value.trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(trimmed))
    throw invalidArgument(where, "contains a line break or another control character");
  if (/[\u0100-\uffff]/.test(trimmed)) throw invalidArgument(where, "contains a character that a header can't hold (beyond U+00FF)");
  return trimmed;
}
