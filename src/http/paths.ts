import { invalidArgument } from "./errors.ts";

/**
 * One segment of a path, encoded. Names that would climb or fall out of their place in the URL are refused before anything is sent:
 * fetch normalises `.` and `..` (also as `%2e`), and an empty name turns "this object" into "all of them".
 */
export function segment(value: unknown, what: string): string {
  if (typeof value !== "string") throw invalidArgument(what, `expected a text, got ${value === null ? "null" : typeof value}`);
  if (value === "") throw invalidArgument(what, "expected a name, got an empty text");
  if (value === "." || value === ".." || /^(\.|%2e){1,2}$/i.test(value)) throw invalidArgument(what, `"${value}" is not a name`);
  try {
    return encodeURIComponent(value);
  } catch {
    throw invalidArgument(what, "holds half of a surrogate pair, so it can't be part of a URL");
  }
}

/** What a query can hold. `undefined` and `null` leave the parameter out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined | null>>;

/** `?a=1&b=2`, or nothing. */
export function queryString(query: Query | undefined): string {
  if (query === undefined) return "";
  let text = "";
  for (const key in query) {
    const value = query[key];
    if (value !== undefined && value !== null) {
      text += `${text === "" ? "?" : "&"}${encodeURIComponent(key)}=${encodeURIComponent(value)}`;
    }
  }
  return text;
}
