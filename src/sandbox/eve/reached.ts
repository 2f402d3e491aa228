import { isDict } from "./values.ts";

interface Rules {
  /** What an item of a list that is no document leads to when the path goes on below it. */
  below: readonly [] | readonly [undefined];
  /** The value in place of a list at a number at the end of a path. */
  list: (list: readonly unknown[]) => unknown;
}

function walk(value: unknown, path: readonly string[], from: number, rules: Rules): unknown[] {
  const first = path[from];
  if (first === undefined) return [value];
  if (isDict(value)) return Object.hasOwn(value, first) ? walk(value[first], path, from + 1, rules) : [undefined];
  if (!Array.isArray(value)) return [undefined];
  const isPlace = /^\d+$/.test(first);
  const inItems = value.flatMap((inner) => (isDict(inner) ? walk(inner, path, from, rules) : isPlace ? [] : rules.below));
  if (!isPlace || Number(first) >= value.length) return inItems;
  const item: unknown = value[Number(first)];
  if (from + 1 === path.length) return [Array.isArray(item) ? rules.list(item) : item, ...inItems];
  return [...(isDict(item) || Array.isArray(item) ? walk(item, path, from + 1, rules) : []), ...inItems];
}

/** The values of a document. */
type Values = (document: unknown) => unknown[];

function along(path: string, rules: Rules): Values {
  const parts = path.split(".");
  return (document) => walk(document, parts, 0, rules);
}

const same = (list: readonly unknown[]): unknown => list;

/**
 * The values that a path leads to in a query: every item of a list is looked into, and the one at a number in the path. Undefined stands for a
 * field that is missing. In a list only documents can miss a field: numbers, strings and lists in it lead to nothing, so that
 * `{ "a.b": null }` does not find `{ a: [1] }`. Mingo's own walk leaves out what is missing, and goes into lists in lists.
 */
export const reached = (path: string): Values => along(path, { below: [], list: same });

/**
 * As {@link reached}, for operators that also look at the items of a list: the items of a list that a number leads to do not count, so it
 * stands in a list of its own.
 */
export const reachedItems = (path: string): Values => along(path, { below: [], list: (list) => [list] });

/** The values that a path leads to in an order, where whatever has no such field counts as null. */
export const reachedInOrder = (path: string): Values => along(path, { below: [undefined], list: same });
