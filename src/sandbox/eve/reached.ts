import { isDict } from "./values.ts";

function walk(value: unknown, path: readonly string[]): unknown[] {
  const [first, ...rest] = path;
  if (first === undefined) return [value];
  if (isDict(value) && Object.hasOwn(value, first)) return walk(value[first], rest);
  if (!Array.isArray(value)) return [undefined];
  if (!/^\d+$/.test(first)) return value.flatMap((inner) => (isDict(inner) ? walk(inner, path) : [undefined]));
  // A document in the list may have a field called by a number, too.
  const called = value.filter((inner) => isDict(inner) && Object.hasOwn(inner, first)).flatMap((inner) => walk(inner, path));
  return [...(Number(first) < value.length ? walk(value[Number(first)], rest) : [undefined]), ...called];
}

/**
 * What a path leads to: lists are walked into, item by item, and by a number in the path. What ends early leads to undefined; nothing is
 * there when it comes upon an empty list. Mingo's own walk leaves out what is missing in a list's items, and goes into lists in lists.
 */
export const reached = (document: unknown, path: string): unknown[] => walk(document, path.split("."));
