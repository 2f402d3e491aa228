import { Query } from "mingo/query";
import { checkQuery } from "./check-query.ts";
import { EveError, InternalServerError, Unsupported } from "./errors.ts";
import { parseHttpDate } from "./http-date.ts";
import { parseJson } from "./json.ts";
import { sorted } from "./order.ts";
import { NoCondition, pythonWhere } from "./python-where.ts";
import { operators } from "./query-operators.ts";
import { Effort, withPatterns } from "./regex.ts";
import type { Sort } from "./sort.ts";
import { checkStorable } from "./storable.ts";
import { type Document, type Draft, isDict, ObjectId, setKey } from "./values.ts";

/** The operators that Eve lets through; any other is 400. */
const known = new Set(
  (
    "$gt $gte $in $lt $lte $ne $nin $eq $or $and $not $nor $mod $regex $text $where $options $search $language $caseSensitive " +
    "$diacriticSensitive $exists $type $geoWithin $geoIntersects $near $nearSphere $centerSphere $geometry $maxDistance $minDistance " +
    "$box $all $elemMatch $size $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $center $expr"
  ).split(" "),
);

/** Those of them that need an index of the database: text search and geometry. */
const needIndex = new Set(
  (
    "$text $search $language $caseSensitive $diacriticSensitive $geoWithin $geoIntersects $near $nearSphere $centerSphere $geometry " +
    "$maxDistance $minDistance $box $center"
  ).split(" "),
);

/** Refuses what Eve refuses, and says so where the sandbox can't follow. */
function checkOperators(value: unknown, blocked: ReadonlySet<string>): void {
  if (Array.isArray(value)) for (const inner of value) checkOperators(inner, blocked);
  if (!isDict(value)) return;
  const keys = Object.keys(value);
  // Eve stumbles over an empty name, tries its Python form and fails at that.
  if (keys.some((key) => key === "" || (key.startsWith("$") && !known.has(key)) || blocked.has(key))) throw new EveError(400);
  for (const key of keys) {
    if (needIndex.has(key)) {
      throw new Unsupported(
        `where-${key.slice(1)}`,
        `the operator ${key}`,
        "answers when the collection has the index it needs",
        "Filter by other operators.",
      );
    }
    const asked = value[key];
    // Mingo loses the one, and the condition with it, and takes what is in the other for a class.
    if (key === "__proto__" || (key === "constructor" && typeof asked === "object" && asked !== null)) {
      throw new Unsupported("where-proto", `a query by a field called ${key}`, "compares that field", "Filter by other fields.");
    }
    checkOperators(asked, blocked);
  }
}

/** The query for mingo: texts that look like an id or a time are matched as such, wherever they stand. */
export function cast(value: unknown): unknown {
  if (typeof value === "string") return parseHttpDate(value) ?? ObjectId.parse(value) ?? value;
  if (Array.isArray(value)) return value.map((inner) => (Array.isArray(inner) ? inner : cast(inner)));
  if (!isDict(value)) return value;
  const out: Draft = {};
  for (const key of Object.keys(value)) setKey(out, key, cast(value[key]));
  return out;
}

/**
 * The Mongo query that the parameter `where` asks for, in Mongo's or in Python's form; 400 when it can't be read or has an
 * operator that is not allowed, 500 for what the server stumbles over.
 */
export function parseWhere(text: string | undefined, blocked: ReadonlySet<string>): Draft {
  if (!text) return {};
  let query: unknown;
  try {
    query = parseJson(text);
  } catch {
    try {
      query = pythonWhere(text);
    } catch (error) {
      throw error instanceof NoCondition ? new EveError(400) : error;
    }
  }
  checkOperators(query, blocked);
  if (!isDict(query)) throw new InternalServerError();
  return cast(query) as Draft;
}

/** The conditions, values and parts of paths that each document is compared with. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 1);
  if (!isDict(value)) return 1;
  return Object.entries(value).reduce((sum: number, [key, item]) => sum + key.split(".").length + sizeOf(item), 1);
}

/** The database refuses to sort by more fields. */
const mostSortFields = 32;

/** So many comparisons of a query take seconds. */
const mostComparisons = 20_000_000;

/** The documents that fit a query, in the order asked for; 500 for what the database refuses, 501 for what would block the process. */
export function find(documents: Iterable<Document>, query: Draft, sort: Sort): Document[] {
  try {
    const all = [...documents];
    if (sort.length > mostSortFields) throw new InternalServerError();
    if (sizeOf(query) * all.length > mostComparisons) {
      throw new Unsupported(
        "where-effort",
        "a query with so many conditions on so many documents",
        "finds what fits",
        "Ask in smaller parts.",
      );
    }
    checkStorable(query);
    checkQuery(query);
    const asked = new Query(withPatterns(query, new Effort()) as Draft, { context: operators, scriptEnabled: false });
    const found = all.filter((document) => asked.test(document));
    return sort.length > 0 ? sorted(found, sort) : found;
  } catch (error) {
    if (error instanceof EveError) throw error;
    // The database, or what evaluates queries here, refuses such a query: the server fails at that.
    throw new InternalServerError();
  }
}
