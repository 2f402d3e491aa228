/** Queries of an Eve API: typed by the resource, written as JSON once. Escaping for the URL is left to the transport. */
import { invalidArgument } from "../../http/errors.ts";
import { isObject, isPlainObject } from "../../http/json.ts";
import { jsonText } from "../../http/json-text.ts";
import { checkPositiveInteger } from "../../http/options.ts";

type Deeper = [never, 0, 1, 2];
type Inner<V> = NonNullable<V> extends readonly (infer Item)[] ? NonNullable<Item> : NonNullable<V>;

/** The fields of a document, and the dotted paths into its objects and lists: `name`, `status.state`, `schedules.retainDays`, `tags.owner`. */
export type Path<T, Depth extends number = 2> = T extends object
  ? {
      [K in Exclude<keyof T, "_links" | "_status"> & string]: [Depth] extends [0] ? K : K | `${K}.${Path<Inner<T[K]>, Deeper[Depth]>}`;
    }[Exclude<keyof T, "_links" | "_status"> & string]
  : never;

/** The type of what a path leads to. */
type ValueAt<T, P> = P extends keyof T
  ? NonNullable<T[P]>
  : P extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? ValueAt<Inner<T[Head]>, Rest>
      : unknown
    : unknown;

/** The operators that Eve knows for a field, in the words of MongoDB. */
export interface Operators<V> {
  $eq?: V | null;
  $ne?: V | null;
  $gt?: V;
  $gte?: V;
  $lt?: V;
  $lte?: V;
  $in?: ReadonlyArray<V | null>;
  $nin?: ReadonlyArray<V | null>;
  $exists?: boolean;
  /** A regular expression, matched anywhere in the text unless it has `^` and `$`. */
  $regex?: string;
  /** Flags of `$regex`: `i`, `m`, `s`, `x`. */
  $options?: string;
  $not?: Operators<V>;
  /** Of a list: holds all of these. */
  $all?: readonly Inner<V>[];
  /** Of a list: one member fits all of this. */
  $elemMatch?: Record<string, unknown>;
  /** Of a list: its length. */
  $size?: number;
  $mod?: readonly [divisor: number, remainder: number];
  $type?: string | number;
}

/** A value to equal (of a list: also one of its members), null for "null or not there", or operators. */
export type Match<V> = V | Inner<V> | null | Operators<Inner<V>>;

/**
 * A filter: each field or dotted path must match, `$and`, `$or` and `$nor` combine filters.
 *
 * Ids are plain text. `_created` and `_updated` are compared with RFC 1123 text (`httpDate(date)`), all other times with
 * seconds since 1970 (`epochSeconds(date)`).
 */
export type Where<T> = { [P in Path<T>]?: Match<ValueAt<T, P>> } & {
  $and?: readonly Where<T>[];
  $or?: readonly Where<T>[];
  $nor?: readonly Where<T>[];
};

/** A field or dotted path, with `-` in front for descending order. */
export type Sort<T> = Path<T> | `-${Path<T>}`;

/** The fields to give back, or those to leave out. */
export type Projection<T> = readonly Path<T>[] | { readonly [P in Path<T>]?: 0 };

/** Targets of a resource's relations by field or dotted path: what `embedded` may name. */
export type Relations = object;

type Always = "_id" | "_etag" | "_created" | "_updated" | "_links";
type Head<P> = P extends `${infer First}.${string}` ? First : P;

/** A document of which only some fields were asked for. */
export type Projected<T, P> = [P] extends [never]
  ? T
  : P extends readonly (infer Name)[]
    ? Pick<T, Extract<keyof T, Head<Name> | Always>>
    : Omit<T, Exclude<keyof P, Always>>;

type Put<T, P, Target> = P extends `${infer First}.${infer Rest}`
  ? First extends keyof T
    ? Omit<T, First> & { [K in First]?: Put<NonNullable<T[First]>, Rest, Target> }
    : T
  : P extends keyof T
    ? Omit<T, P> & { [K in P]?: Target | null }
    : T;

/** A document in which relations were embedded: the whole target in place of its id, null when it is gone. */
export type Embedded<T, R, E> = [E] extends [never]
  ? T
  : E extends readonly [infer First, ...infer Rest]
    ? Embedded<First extends keyof R ? Put<T, First, R[First]> : T, R, Rest>
    : T;

/** What can be asked of one document. */
export interface ItemQuery<P = never, E = never> {
  /** Only these fields (`["name", "status.state"]`), or all but these (`{ tags: 0 }`). `_id`, `_etag`, `_created`, `_updated` always come. */
  readonly projection?: P;
  /** Relations to give as whole documents in place of their ids. */
  readonly embedded?: E;
}

/** What can be asked of a collection. */
export interface CollectionQuery<T, P = never, E = never> extends ItemQuery<P, E> {
  /** Only documents that match. */
  readonly where?: Where<T>;
  /** The order: a field or dotted path, with `-` in front for descending, or a list of them. Default: as they were stored. */
  readonly sort?: Sort<T> | readonly Sort<T>[];
  /** The first page to read, from 1 (default 1). */
  readonly page?: number;
  /** Documents per page (default 25; the server may give fewer: stock Eve at most 50). */
  readonly max_results?: number;
  /** Reads the next page while the loop works on this one. Default false. */
  readonly prefetch?: boolean;
}

type QueryValues = { [name in "where" | "sort" | "projection" | "embedded" | "page" | "max_results"]?: unknown };

/** The query parameters of a request. Throws InvalidArgument for what JSON would drop: a filter without that value finds other documents. */
export function queryParameters(query: QueryValues): Record<string, string> {
  const out: Record<string, string> = {};
  if (query.where !== undefined) {
    if (!isPlainObject(query.where)) throw refuse("where", "an object of fields and what they must match", query.where);
    const text = jsonText(query.where, "where", { undefinedFields: false, insteadOfDate });
    if (text !== "{}") out["where"] = JSON.stringify(withExactNames(query.where));
  }
  if (query.sort !== undefined) out["sort"] = names(query.sort, "sort").join(",");
  if (query.projection !== undefined) out["projection"] = projectionText(query.projection);
  if (query.embedded !== undefined) out["embedded"] = flags(names(query.embedded, "embedded"), 1);
  for (const name of ["max_results", "page"] as const) {
    const value = query[name];
    if (value === undefined) continue;
    checkPositiveInteger(value, name);
    out[name] = String(value);
  }
  return out;
}

const insteadOfDate = "a string or a number: httpDate(date) for _created and _updated, epochSeconds(date) for other times";

/**
 * The same filter, in which names are found that look like something else: Eve casts a string of 24 hex digits to an id and one that looks
 * like a date to a date, also where the field is text. A regular expression is not cast.
 */
function withExactNames(where: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(where).map(([field, match]) => {
      if (field === "name") return [field, exactName(match)];
      return [
        field,
        field.startsWith("$") && Array.isArray(match) ? match.map((one) => (isObject(one) ? withExactNames(one) : one)) : match,
      ];
    }),
  );
}

function exactName(match: unknown): unknown {
  if (typeof match === "string") return isCast(match) ? oneOf([match]) : match;
  const [[operator, names] = [], ...others] = isObject(match) ? Object.entries(match) : [];
  const list: unknown[] = Array.isArray(names) ? names : [names];
  const isText = others.length === 0 && list.every((name) => typeof name === "string") && list.some((name) => isCast(name as string));
  if (isText && (operator === "$eq" || operator === "$in")) return oneOf(list as string[]);
  if (isText && (operator === "$ne" || operator === "$nin")) return { $not: oneOf(list as string[]) };
  return match;
}

function oneOf(names: readonly string[]): object {
  const either = names.map(escaped).join("|");
  return { $regex: names.length === 1 ? `^${either}$` : `^(?:${either})$` };
}

/** Whether a server may take a name for an id, a date or a number. */
export function isCast(name: string): boolean {
  return /^[0-9a-f]{24}$/i.test(name) || /^[a-z]{3},\s/i.test(name) || (name.trim() !== "" && !Number.isNaN(Number(name)));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function projectionText(projection: unknown): string {
  if (Array.isArray(projection)) return flags(names(projection, "projection"), 1);
  if (!isPlainObject(projection) || Object.values(projection).some((flag) => flag !== 0)) {
    throw refuse("projection", "an array of fields to return, or an object such as { tags: 0 } of fields to leave out", projection);
  }
  return flags(Object.keys(projection), 0);
}

function flags(fields: readonly string[], flag: 0 | 1): string {
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, flag])));
}

function names(value: unknown, where: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw refuse(where, "at least one field", value);
  for (const name of list)
    if (typeof name !== "string" || /^-?$/.test(name) || /[,()\s]/.test(name)) throw refuse(where, "names of fields", name);
  return list as string[];
}

/** A body. Throws InvalidArgument for what JSON does not have; an undefined field is left out. */
export function bodyText(value: unknown, { exactIntegers = false } = {}): string {
  return jsonText(value, "document", { insteadOfDate, exactIntegers });
}

function refuse(where: string, expected: string, got: unknown): Error {
  const shown =
    typeof got === "string"
      ? JSON.stringify(got.slice(0, 60))
      : Array.isArray(got)
        ? "an array"
        : isObject(got)
          ? "an object"
          : String(got);
  return invalidArgument(where, `expected ${expected}, got ${shown}`);
}
