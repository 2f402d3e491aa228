import { isDict } from "./values.ts";

interface Rules {
  /** What an item of a list that is no document leads to when the path goes on below it. */
  below: readonly [] | readonly [undefined];
  /** The value in place of a list at a number at the end of a path. */
  list: (list: readonly unknown[]) => unknown;
}

function walk(value: unknown, path: readonly string[], rules: Rules): unknown[] {
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  if (isDict(value)) return Object.hasOwn(value, first) ? walk(value[first], rest, rules) : [undefined];
  if (!Array.isArray(value)) return [undefined];
  const isPlace = /^\d+$/.test(first);
  const inItems = value.flatMap((inner) => (isDict(inner) ? walk(inner, path, rules) : isPlace ? [] : rules.below));
  if (!isPlace || Number(first) >= value.length) return inItems;
  const item: unknown = value[Number(first)];
  if (rest.length === 0) return [Array.isArray(item) ? rules.list(item) : item, ...inItems];
  return [...(isDict(item) || Array.isArray(item) ? walk(item, rest, rules) : []), ...inItems];
}

const same = (list: readonly unknown[]): unknown => list;

/**
 * The values that a path leads to in a query: every item of a list is looked into, and the one at a number in the path. Undefined stands for a
 * field that is missing. In a list only documents can miss a field: numbers, strings and lists in it lead to nothing, so that
 * `{ "a.b": null }` does not find `{ a: [1] }`. Mingo's own walk leaves out what is missing, and goes into lists in lists.
 */
export const reached = (document: unknown, path: string): unknown[] => walk(document, path.split("."), { below: [], list: same });

/**
 * As {@link reached}, for operators that also look at the items of a list: the items of a list that a number leads to do not count, so it
 * stands in a list of its own.
 */
export const reachedItems = (document: unknown, path: string): unknown[] =>
  walk(document, path.split("."), { below: [], list: (list) => [list] });

/** The values that a path leads to in an order, where whatever has no such field counts as null. */
export const reachedInOrder = (document: unknown, path: string): unknown[] =>
  walk(document, path.split("."), { below: [undefined], list: same });
