/** What a change of a document comes to: nothing, a PATCH, or a PUT. */
import { isObject } from "../../http/object.ts";

type Fields = Record<string, unknown>;

/** Whether two JSON values are the same. The order of keys does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  const left = definedKeys(a);
  return (
    left.length === definedKeys(b).length && left.every((key) => Object.hasOwn(b, key) && sameJson((a as Fields)[key], (b as Fields)[key]))
  );
}

/** A key set to undefined is not written by JSON, so it counts as absent. */
function definedKeys(value: object): string[] {
  return Object.keys(value).filter((key) => (value as Fields)[key] !== undefined);
}

/**
 * The smallest PATCH body that turns `before` into `after`, or "put" where a key must go: Eve merges nested objects key by key and knows
 * no way to remove one. Lists are replaced whole. An empty body means that nothing changed.
 */
export function leastChange(before: Fields, after: Fields): Fields | "put" {
  const body: Fields = {};
  for (const key of definedKeys(before)) if (after[key] === undefined) return "put";
  for (const key of definedKeys(after)) {
    const from = before[key];
    const to = after[key];
    if (sameJson(from, to)) continue;
    if (isObject(from) && isObject(to)) {
      const inner = leastChange(from, to);
      if (inner === "put") return "put";
      body[key] = inner;
    } else {
      body[key] = to;
    }
  }
  return body;
}

/**
 * Whether everything that was sent is in the stored document. Fields in `hidden` (dotted paths of what the server never gives back) can't
 * be looked at and do not count.
 */
export function holds(stored: unknown, sent: unknown, hidden: readonly string[] = [], at = ""): boolean {
  if (hidden.includes(at)) return true;
  if (isObject(sent) && isObject(stored)) {
    return definedKeys(sent).every((key) => holds(stored[key], sent[key], hidden, at === "" ? key : `${at}.${key}`));
  }
  if (isObject(sent) && stored === undefined) {
    // An object of hidden fields alone leaves nothing behind.
    return (
      definedKeys(sent).length > 0 &&
      definedKeys(sent).every((key) => holds(undefined, sent[key], hidden, at === "" ? key : `${at}.${key}`))
    );
  }
  return sameJson(stored, sent);
}
