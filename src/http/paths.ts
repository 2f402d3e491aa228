import { invalidArgument } from "./errors.ts";

/**
 * One segment of a path, encoded. Throws InvalidArgument for names that would leave their place in the URL: fetch resolves `.` and `..`
 * (also as `%2e`), and an empty name turns "this object" into "all objects".
 */
export function segment(value: unknown, what: string): string {
  if (typeof value !== "string") throw invalidArgument(what, `expected a string, got ${value === null ? "null" : typeof value}`);
  if (value === "") throw invalidArgument(what, "expected a name, got an empty string");
  if (/^(\.|%2e){1,2}$/i.test(value)) throw invalidArgument(what, `"${value}" is not a name`);
  return encoded(value, what);
}

/** What a query can hold. `undefined` and `null` leave the parameter out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined | null>>;

/** `?a=1&b=2`, or nothing. Throws InvalidArgument for a value that is no string, number or boolean. */
export function queryString(query: Query | undefined): string {
  if (query === undefined || query === null) return "";
  // Strings, Maps and URLSearchParams have other keys than their parameters, or none.
  if (Object.prototype.toString.call(query) !== "[object Object]") throw invalidArgument("query", "expected a plain object of parameters");
  let text = "";
  for (const key of Object.keys(query)) {
    const value = query[key];
    if (value === undefined || value === null) continue;
    if (typeof value === "object" || typeof value === "function" || typeof value === "symbol" || Number.isNaN(value)) {
      throw invalidArgument(`query.${key}`, `expected a string, a number or a boolean, got ${Number.isNaN(value) ? "NaN" : typeof value}`);
    }
    text += `${text === "" ? "?" : "&"}${encoded(key, "query")}=${encoded(value, `query.${key}`)}`;
  }
  return text;
}

function encoded(value: string | number | boolean, what: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    throw invalidArgument(what, "contains half of a surrogate pair, which can't be part of a URL");
  }
}
