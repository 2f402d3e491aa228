import { copy, define, isObject, type Json, type JsonObject, member } from "../objects.ts";

/**
 * Lays a merge patch (RFC 7396) over a document: objects are merged, null removes, all else is replaced. Neither is changed.
 * As in the server's library, objects in new arrays lose members that are null, unless the array replaces an object.
 */
export function applyMergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const out = { ...document };
  for (const key in patch) {
    const value = patch[key] as Json;
    const old = member(document, key);
    if (value === null) delete out[key];
    else if (!isObject(old)) define(out, key, withoutNulls(value));
    else define(out, key, isObject(value) ? applyMergePatch(old, value) : copy(value));
  }
  return out;
}

/** A value without members of objects that are null, however deep; null stays in arrays. */
export function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const out: JsonObject = {};
  for (const key in value) if (value[key] !== null) define(out, key, withoutNulls(value[key] as Json));
  return out;
}
