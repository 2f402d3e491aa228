import { invalidArgument } from "./errors.ts";
import { typeName } from "./json.ts";

interface BaseUrlRules {
  /** What people paste along, cut from the end: `/kubernetes/management`, `/api/v1` … */
  readonly cut?: RegExp;
  /** Allows `http://` to any host. Loopback needs no leave. */
  readonly allowHttp?: boolean | undefined;
}

/**
 * The address in one form: with scheme, without trailing slash, without a pasted suffix. In browsers a path (`""`, `/proxy`) means this
 * page's own origin.
 */
export function normaliseBaseUrl(given: unknown, rules: BaseUrlRules = {}): string {
  if (typeof given !== "string") throw invalidArgument("baseUrl", `expected a string, got ${typeName(given)}`);
  if (rules.allowHttp !== undefined && typeof rules.allowHttp !== "boolean") throw invalidArgument("allowHttp", "expected true or false");
  const url = parse(given.trim());
  if (url.username !== "" || url.password !== "") throw invalidArgument("baseUrl", "holds a user name or password; give a token instead");
  if (url.search !== "" || url.hash !== "") throw invalidArgument("baseUrl", "holds a query or fragment; give the address alone");
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw invalidArgument("baseUrl", `expected an https:// address, got ${url.protocol}//`);
  }
  if (url.protocol === "http:" && !rules.allowHttp && !isLoopback(url.hostname) && !isOwnPage(url)) {
    throw invalidArgument(
      "baseUrl",
      `http:// would send the token readably to ${url.host}; use https://, or allowHttp: true if that is meant`,
    );
  }
  let path = url.pathname;
  if (rules.cut) path = path.replace(rules.cut, "");
  return url.origin + path.replace(/\/+$/, "");
}

function parse(text: string): URL {
  const page = (globalThis as { location?: { origin?: string } }).location?.origin;
  if (text === "" || (text.startsWith("/") && !text.startsWith("//"))) {
    if (page === undefined || page === "null") throw invalidArgument("baseUrl", "expected an address such as https://platform.example.com");
    return new URL(text, page);
  }
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, "")}`);
  } catch {
    throw invalidArgument("baseUrl", "is not an address; expected something like https://platform.example.com");
  }
}

/** A page served over http:// by its own host has made that choice already. */
function isOwnPage(url: URL): boolean {
  return (globalThis as { location?: { origin?: string } }).location?.origin === url.origin;
}

/**
 * This machine, by its usual names. Other addresses of 127.0.0.0/8 are not among them: people give them to forwarded ports and test servers
 * on purpose, with a proxy between.
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\]|\[::ffff:7f00:1\])$/i.test(hostname);
}

/** Names that can never be a real server (RFC 2606, RFC 6761): where a sandbox lives. */
export function isReserved(hostname: string): boolean {
  return /(^|\.)(test|invalid|example|localhost)$/i.test(hostname);
}
