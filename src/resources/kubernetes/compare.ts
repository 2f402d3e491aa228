/** Compares what was sent with what the server keeps: a server adds defaults and metadata, but never changes what it was given. */
import { isObject, own } from "../../http/json.ts";

/** Absent, null, `""`, `{}` and `[]` are all "not set" to a Kubernetes server. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

/** Whether `stored` holds all that `sent` says. */
export function contains(stored: unknown, sent: unknown): boolean {
  if (sent === undefined || sent === null) return true;
  if (Array.isArray(sent)) {
    if (sent.length === 0) return true;
    return Array.isArray(stored) && stored.length === sent.length && sent.every((item, index) => contains(stored[index], item));
  }
  if (isObject(sent)) {
    if (!isObject(stored)) return isEmpty(sent) && isEmpty(stored);
    return Object.keys(sent).every((key) => contains(own(stored, key), own(sent, key)));
  }
  // `false`, `0` and `""` are said, not left out: the server may drop them but not turn them into something else.
  return stored === sent || (isEmpty(sent) && isEmpty(stored));
}

/** Whether `stored` holds what a merge patch makes of it: null, and an empty list, leave nothing behind. */
export function holdsMerged(stored: unknown, patch: unknown): boolean {
  if (patch === undefined) return true;
  if (isObject(patch))
    return Object.keys(patch).every((key) => holdsMerged(isObject(stored) ? own(stored, key) : undefined, own(patch, key)));
  return isEmpty(patch) ? isEmpty(stored) : contains(stored, patch);
}

/** Whether a created object is stored as it was sent. What the server owns is left out. */
export function isCreated(stored: unknown, sent: unknown): boolean {
  return contains(stored, wanted(sent));
}

/** Whether a written object is stored exactly as it was sent: unlike after a create, a further field is a difference (it should be gone). */
export function isWritten(stored: unknown, sent: unknown): boolean {
  const [is, was] = [wanted(stored), wanted(sent)];
  return contains(is, was) && contains(was, is);
}

const ownedByServer = new Set(["resourceVersion", "generation", "managedFields", "creationTimestamp", "uid", "selfLink", "namespace"]);

/** The part of an object that its writer decides. */
function wanted(object: unknown): unknown {
  if (!isObject(object)) return object;
  const { status: _status, apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = object;
  const meta = isObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([key]) => !ownedByServer.has(key))) : undefined;
  return { ...rest, metadata: meta };
}

/** The paths at which a stored object differs from what was wanted, as far as its writer decides: `spec.template`, `metadata.labels.app`. */
export function differingPaths(stored: unknown, sent: unknown): string[] {
  const found: string[] = [];
  const visit = (is: unknown, should: unknown, path: string) => {
    if (contains(is, should)) return;
    if (!isObject(is) || !isObject(should)) found.push(path);
    else for (const key of Object.keys(should)) visit(own(is, key), own(should, key), path === "" ? key : `${path}.${key}`);
  };
  visit(stored, wanted(sent), "");
  return found;
}
