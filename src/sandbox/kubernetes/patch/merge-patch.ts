import { copy, define, isObject, type Json, type JsonObject, member } from "../objects.ts";

/** Lays a merge patch (RFC 7396) over a document: objects are merged, null removes, all else is replaced. Neither is changed. */
export function applyMergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const out = { ...document };
  for (const key in patch) {
    const value = patch[key] as Json;
    const old = member(document, key);
    if (value === null) delete out[key];
    else if (isObject(value)) define(out, key, applyMergePatch(isObject(old) ? old : {}, value));
    else define(out, key, copy(value));
  }
  return out;
}
