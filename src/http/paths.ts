import { invalidArgument } from "./errors.ts";
import { isPlainObject, typeName } from "./json.ts";

/**
 * One segment of a path, encoded. Throws InvalidArgument for names that would leave their place in the URL: fetch resolves `.` and `..`
 * (also as `%2e`), and an empty name turns "this object" into "all objects".
 */
export function segment(value: unknown, what: string): string {
  if (typeof value !== "string") throw invalidArgument(what, `expected a string, got ${typeName(value)}`);
  if (value === "") throw invalidArgument(what, "expected a name, got an empty string");
  if (/^(\.|%2e){1,2}$/i.test(value)) throw invalidArgument(what, `"${value}" is not a name`);
  return encoded(value, what);
}

/** What a query can hold. `undefined` and `null` leave the parameter out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined | null>>;

/** `?a=1&b=2`, or nothing. Throws InvalidArgument for a value that is no string, number or boolean. */
export function queryString(query: Query | undefined): string {
  if (query === undefined || query === null) return "";
  checkQuery(query);
  let text = "";
  for (const key of Object.keys(query)) {
    const value = query[key];
    if (value === undefined || value === null) continue;
    text += `${text === "" ? "?" : "&"}${encoded(key, "query")}=${encoded(value, `query.${key}`)}`;
  }
  return text;
}

/** Throws InvalidArgument for strings, Maps, URLSearchParams and the like, which have other keys than their parameters, or none. */
export function checkQuery(query: object): void {
  if (!isPlainObject(query)) throw invalidArgument("query", "expected a plain object of parameters");
}

/** A part of a URL. Throws InvalidArgument for a value that is no string, number or boolean. */
export function encoded(value: unknown, what: string): string {
  if (!/^(string|number|bigint|boolean)$/.test(typeof value) || Number.isNaN(value)) {
    throw invalidArgument(what, `expected a string, a number or a boolean, got ${Number.isNaN(value) ? "NaN" : typeof value}`);
  }
  try {
    return encodeURIComponent(value as string | number | boolean);
  } catch {
    throw invalidArgument(what, "contains half of a surrogate pair, which can't be part of a URL");
  }
}
