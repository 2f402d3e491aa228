import { compare as compareScalars } from "mingo/util";
import { reachedInOrder } from "./reached.ts";
import type { Sort } from "./sort.ts";
import { type Document, isDict, ObjectId } from "./values.ts";

/** What a list without items is sorted by: it comes before all else. */
const noItem = Symbol("no item");

/** The kinds of values in the order in which MongoDB sorts them: what is missing is as null. */
function kind(value: unknown): number {
  if (value === noItem) return 0;
  if (value === undefined || value === null) return 1;
  if (typeof value === "number") return 2;
  if (typeof value === "string") return 3;
  if (isDict(value)) return 4;
  if (Array.isArray(value)) return 5;
  if (value instanceof ObjectId) return 6;
  return typeof value === "boolean" ? 7 : 8;
}

/** Whether MongoDB compares two values at all when it is asked for greater or less. */
export const sameKind = (a: unknown, b: unknown): boolean => kind(a) === kind(b);

/** What a dict or a list is compared by, one after the other. */
function parts(value: unknown): readonly unknown[] | undefined {
  if (isDict(value)) return Object.entries(value).map(([key, inner]) => [kind(inner), key, inner]);
  return Array.isArray(value) ? value : undefined;
}

/** Texts are ordered by characters, as their UTF-8 is: those of two halves come after all others. */
const scalar = (value: unknown): unknown => (typeof value === "string" ? value.replace(/[\ud800-\udbff]/g, "\uffff$&") : (value ?? null));

/** MongoDB's order of values: first by their kinds. Negative when the first comes first. */
export function compare(a: unknown, b: unknown): number {
  const difference = kind(a) - kind(b);
  if (difference !== 0) return difference;
  const left = parts(a);
  const right = parts(b);
  if (!left || !right) return compareScalars(scalar(a), scalar(b));
  for (let i = 0; i < left.length && i < right.length; i++) {
    const inner = compare(left[i], right[i]);
    if (inner !== 0) return inner;
  }
  return left.length - right.length;
}

/** What a document is sorted by: of a list its first item in that order. */
function sortValue(of: (document: unknown) => unknown[], document: Document, direction: 1 | -1): unknown {
  const values = of(document).flatMap((value) => (Array.isArray(value) && value.length === 0 ? [noItem] : value));
  return values.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best), values[0]);
}

/**
 * The documents in that order. Not by mingo's cursor: it sorts dicts by their sorted keys, texts by halves of characters, takes a list's
 * least item in both directions, and has no place for what is missing in a list.
 */
export function sorted(documents: readonly Document[], sort: Sort): Document[] {
  const fields = sort.map(([field, direction]) => ({ of: reachedInOrder(field), direction }));
  const keyed = documents.map((document) => ({ document, keys: fields.map(({ of, direction }) => sortValue(of, document, direction)) }));
  const difference = (a: readonly unknown[], b: readonly unknown[]): number =>
    sort.reduce((sum, [, direction], i) => sum || compare(a[i], b[i]) * direction, 0);
  return keyed.sort((a, b) => difference(a.keys, b.keys)).map(({ document }) => document);
}
