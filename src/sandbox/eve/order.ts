import { isDict, ObjectId } from "./values.ts";

/** What a list without items is sorted by: it comes before all else. */
export const noItem = Symbol("no item");

/** The kinds of values in the order in which MongoDB sorts them: what is missing is as null. */
function kind(value: unknown): number {
  if (value === noItem) return 0;
  if (value === undefined || value === null) return 1;
  if (typeof value === "number" || typeof value === "bigint") return 2;
  if (typeof value === "string") return 3;
  if (isDict(value)) return 4;
  if (Array.isArray(value)) return 5;
  if (value instanceof ObjectId) return 6;
  if (typeof value === "boolean") return 7;
  return 8;
}

/** Whether MongoDB compares two values at all when it is asked for greater or less. */
export const sameKind = (a: unknown, b: unknown): boolean => kind(a) === kind(b);

/** By the numbers of their characters, as their UTF-8 is ordered. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = ((left[i] as string).codePointAt(0) as number) - ((right[i] as string).codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareDicts(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [key, value] = left[i] as [string, unknown];
    const [otherKey, other] = right[i] as [string, unknown];
    const difference = kind(value) - kind(other) || compareTexts(key, otherKey) || compare(value, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** MongoDB's order of values: first by their kinds. Negative when the first comes first. */
export function compare(a: unknown, b: unknown): number {
  const difference = kind(a) - kind(b);
  if (difference !== 0) return difference;
  if (typeof a === "string") return compareTexts(a, b as string);
  if (a instanceof ObjectId) return compareTexts(a.hex, (b as ObjectId).hex);
  if (a instanceof Date) return a.getTime() - (b as Date).getTime();
  if (typeof a === "boolean") return Number(a) - Number(b);
  if (Array.isArray(a)) {
    const other = b as unknown[];
    for (let i = 0; i < a.length && i < other.length; i++) {
      const inner = compare(a[i], other[i]);
      if (inner !== 0) return inner;
    }
    return a.length - other.length;
  }
  if (isDict(a)) return compareDicts(a, b as Record<string, unknown>);
  if (a === undefined || a === null || a === noItem) return 0;
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}
