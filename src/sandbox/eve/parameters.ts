import { parseInteger } from "./coerce.ts";
import { InternalServerError } from "./errors.ts";
import { parseHttpDate } from "./http-date.ts";

/** How many documents a page holds: by default, and at most. */
export interface Pagination {
  default: number;
  limit: number;
}

/** What a request asks for beside its path and body, as Eve reads it. */
export interface Parameters {
  where?: string;
  sort?: string;
  projection?: string;
  embedded?: string;
  page: number;
  maxResults: number;
  /** Etags without quotes and weak mark; absent when the header is not there or empty. */
  ifMatch?: string;
  ifNoneMatch?: string;
  /** A second later than the header says. */
  ifModifiedSince?: Date;
  /** Parameters that Eve does nothing with but to repeat them in links. */
  others: readonly (readonly [string, string])[];
}

/** What Eve reads, or (version, without versioning) keeps for itself. */
const read = new Set(["where", "sort", "page", "max_results", "embedded", "projection", "version"]);

function etag(header: string | null): string | undefined {
  if (!header) return undefined;
  const bare = (header.startsWith('W/"') ? header.replace(/^[W/]+/, "") : header).replaceAll('"', "");
  return bare === "" ? undefined : bare;
}

/** A text as Python's `float()` reads it; NaN for one that it does not. */
function parseFloatingPoint(text: string): number {
  if (/^\s*[+-]?inf(inity)?\s*$/i.test(text)) return Number.POSITIVE_INFINITY;
  return /^\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text) ? Number(text.replaceAll("_", "")) : Number.NaN;
}

/** The server fails at infinity, which it can't make a whole number of. */
function maxResults(text: string | null, { default: standard, limit }: Pagination): number {
  const number = text === null ? Number.NaN : parseFloatingPoint(text);
  if (Math.abs(number) === Number.POSITIVE_INFINITY) throw new InternalServerError();
  const whole = Math.trunc(number);
  return Number.isNaN(whole) || whole <= 0 ? standard : Math.min(whole, limit);
}

/** Throws the server's 500 for a time in If-Modified-Since that is none, and for an infinite `max_results`. */
export function readParameters(query: URLSearchParams, headers: Headers, pagination: Pagination): Parameters {
  const since = headers.get("if-modified-since");
  const time = since ? parseHttpDate(since) : undefined;
  if (since && !time) throw new InternalServerError();
  const page = Number(parseInteger(query.get("page") ?? "") ?? 1);
  const others = [...new Set(query.keys())]
    .filter((key) => !read.has(key))
    .flatMap((key) => query.getAll(key).map((value) => [key, value] as const));
  const parameters: Parameters = { page: Math.abs(page) || 1, maxResults: maxResults(query.get("max_results"), pagination), others };
  for (const name of ["where", "sort", "projection", "embedded"] as const) {
    const value = query.get(name);
    if (value) parameters[name] = value;
  }
  const ifMatch = etag(headers.get("if-match"));
  const ifNoneMatch = etag(headers.get("if-none-match"));
  if (ifMatch !== undefined) parameters.ifMatch = ifMatch;
  if (ifNoneMatch !== undefined) parameters.ifNoneMatch = ifNoneMatch;
  if (time) parameters.ifModifiedSince = new Date(time.getTime() + 1000);
  return parameters;
}
