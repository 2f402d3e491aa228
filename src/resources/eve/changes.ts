/** What a change of a document comes to: nothing, a PATCH, or a PUT. */
import { isObject, own } from "../../http/json.ts";
import { definedKeys, sameJson } from "../../http/same-json.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The smallest PATCH body that turns `before` into `after` and leaves everything else as it is; "put" if a PATCH can't do that. Eve merges
 * nested objects key by key, so a key can't be removed by a PATCH. It also validates a nested object as if it were all there is: it fills in
 * defaults and demands required fields. So a nested object that changed is sent complete, and arrays are replaced. An empty body means that
 * nothing changed.
 */
export function leastChange(before: Fields, after: Fields): Record<string, unknown> | "put" {
  const changed = definedKeys(after).filter((key) => !sameJson(own(before, key), own(after, key)));
  if (isRemoving(before, after)) return "put";
  return Object.fromEntries(changed.map((key) => [key, own(after, key)]));
}

/** Whether an object lacks a key, at any depth, that it had before. */
function isRemoving(before: unknown, after: unknown): boolean {
  if (!isObject(before) || !isObject(after)) return false;
  return definedKeys(before).some((key) => own(after, key) === undefined || isRemoving(before[key], own(after, key)));
}

/** A document with the given fields set: nested objects merged, everything else replaced, as a PATCH is documented. */
export function merged(document: Fields, change: Fields): Record<string, unknown> {
  const keys = new Set([...definedKeys(document), ...definedKeys(change)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [is, should] = [own(document, key), own(change, key)];
      if (should === undefined) return [key, is];
      return [key, isObject(is) && isObject(should) ? merged(is, should) : should];
    }),
  );
}

/**
 * Whether everything that was sent is in the stored document. Fields in `hidden` (dotted paths of what the server never gives back) can't
 * be compared and do not count.
 */
export function holds(stored: unknown, sent: unknown, hidden: readonly string[] = [], at = ""): boolean {
  if (hidden.includes(at)) return true;
  const below = (key: string) => (at === "" ? key : `${at}.${key}`);
  if (isObject(sent) && isObject(stored)) {
    return definedKeys(sent).every((key) => holds(own(stored, key), own(sent, key), hidden, below(key)));
  }
  if (Array.isArray(sent) && Array.isArray(stored)) {
    return sent.length === stored.length && sent.every((item, index) => holds(stored[index], item, hidden, at));
  }
  if (isObject(sent) && stored === undefined) {
    // An object of hidden fields alone leaves nothing behind.
    const keys = definedKeys(sent);
    return keys.length > 0 && keys.every((key) => holds(undefined, own(sent, key), hidden, below(key)));
  }
  return sameJson(stored, sent);
}

/** Whether what was sent has a field at one of these dotted paths. */
export function holdsAny(sent: unknown, paths: readonly string[] = [], at = ""): boolean {
  if (paths.includes(at)) return true;
  if (Array.isArray(sent)) return sent.some((item) => holdsAny(item, paths, at));
  return isObject(sent) && definedKeys(sent).some((key) => holdsAny(own(sent, key), paths, at === "" ? key : `${at}.${key}`));
}

/** The dotted paths at which a stored document differs from what was sent. Hidden fields do not count. */
export function differingPaths(stored: unknown, sent: unknown, hidden: readonly string[] = [], at = ""): string[] {
  if (holds(stored, sent, hidden, at)) return [];
  if (!isObject(stored) || !isObject(sent)) return [at];
  return definedKeys(sent).flatMap((key) => differingPaths(own(stored, key), own(sent, key), hidden, at === "" ? key : `${at}.${key}`));
}
