import { Query } from "mingo";
import { EveError, Unsupported } from "./errors.ts";
import { parseHttpDate } from "./http-date.ts";
import { parseJson } from "./json.ts";
import { NoCondition, pythonWhere } from "./python-where.ts";
import type { Sort } from "./sort.ts";
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

/** The types that `$type` can tell apart here; a document has no others but ids. */
const types = new Set<unknown>(
  "double string object array undefined bool date null regex int long decimal number 1 2 3 4 6 8 9 10 11 16 18 19".split(" "),
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
    // The library that evaluates queries loses such a key, and the condition with it.
    if (key.split(".").includes("__proto__")) {
      throw new Unsupported("where-proto", "a query by a field called __proto__", "compares that field", "Filter by other fields.");
    }
    const asked = value[key];
    if (key === "$options" && typeof asked === "string" && asked.includes("x")) {
      throw new Unsupported("where-options", "$options with x", "ignores blanks in the pattern", "Write the pattern without blanks.");
    }
    if (key === "$type" && (Array.isArray(asked) ? asked : [asked]).some((type) => !types.has(String(type)))) {
      throw new Unsupported(
        "where-type",
        `$type with ${JSON.stringify(asked)}`,
        "compares the type in the database",
        "Ask for one of JSON's types.",
      );
    }
    checkOperators(asked, blocked);
  }
}

/** Texts in a query that look like an id or a time are matched as such, wherever they stand. */
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
 * operator that is not allowed.
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
  // The real server fails at JSON that is no object, with a page that says nothing: refused in its words for bad queries.
  if (!isDict(query)) throw new EveError(400);
  checkOperators(query, blocked);
  return cast(query) as Draft;
}

/** The documents that fit a query, in the order asked for; 400 when an operator can't take its value. */
export function find(documents: Iterable<Document>, query: Draft, sort: Sort): Document[] {
  const all = [...documents];
  if (Object.keys(query).length === 0 && sort.length === 0) return all;
  try {
    const cursor = new Query(query, { scriptEnabled: false }).find<Document>(all);
    if (sort.length > 0) cursor.sort(Object.fromEntries(sort));
    return cursor.all();
  } catch {
    // The database refuses such a query, and the real server shows the framework's page for that.
    throw new EveError(400);
  }
}
