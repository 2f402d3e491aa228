import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { badRequest } from "../status.ts";

/**
 * The lists that a strategic merge patch merges: by value, or item by item by a key.
 * The kinds of the tables have none of their own; metadata has two, wherever it stands. All other lists are replaced.
 */
const merged: Record<string, Record<string, "set" | { key: string }>> = {
  ObjectMeta: { finalizers: "set", ownerReferences: { key: "uid" } },
};

/** Lays a strategic merge patch over an object of a type, with its directives (`$patch`, `$deleteFromPrimitiveList/…` and so on). */
export function applyStrategicMergePatch(object: JsonObject, patch: JsonObject, type: string, decoder: Decoder): JsonObject {
  return mergeObject(object, patch, type, decoder) ?? {};
}

function mergeObject(object: JsonObject, patch: JsonObject, type: string | undefined, decoder: Decoder): JsonObject | undefined {
  const directive = member(patch, "$patch");
  if (directive === "replace") {
    const { $patch: _, ...rest } = patch;
    return copy(rest);
  }
  if (directive === "delete") return undefined;
  if (directive !== undefined && directive !== "merge") throw badRequest(`unknown patch type found: ${String(directive)}`);
  const out: JsonObject = { ...object };
  const retained = member(patch, "$retainKeys");
  if (Array.isArray(retained)) {
    for (const key in out) if (!retained.includes(key)) delete out[key];
  }
  for (const key in patch) {
    if (key === "$patch" || key === "$retainKeys" || key.startsWith("$setElementOrder/")) continue;
    const value = patch[key] as Json;
    if (key.startsWith("$deleteFromPrimitiveList/")) {
      const name = key.slice("$deleteFromPrimitiveList/".length);
      const list = member(out, name);
      if (Array.isArray(list) && Array.isArray(value)) out[name] = list.filter((item) => !value.some((v) => equal(v, item)));
      continue;
    }
    const field = type === undefined ? undefined : decoder.type(type).fields[key];
    const old = member(out, key);
    if (value === null) delete out[key];
    else if (isObject(value)) {
      const next = mergeObject(isObject(old) ? old : {}, value, field?.type === "object" ? field.ref : undefined, decoder);
      if (next === undefined) delete out[key];
      else define(out, key, next);
    } else if (Array.isArray(value)) define(out, key, mergeList(old, value, type && merged[type]?.[key], patch, key));
    else define(out, key, value);
  }
  return out;
}

function mergeList(
  old: Json | undefined,
  patch: readonly Json[],
  how: "set" | { key: string } | undefined | "",
  whole: JsonObject,
  name: string,
): Json[] {
  const before = Array.isArray(old) ? old : [];
  if (!how) return copy([...patch]);
  if (how === "set") {
    const order = member(whole, `$setElementOrder/${name}`);
    const all = [...patch, ...before.filter((item) => !patch.includes(item))];
    return Array.isArray(order) ? sorted(all, order) : all;
  }
  const keyOf = (item: Json) => (isObject(item) ? member(item, how.key) : undefined);
  if (patch.some((item) => isObject(item) && item.$patch === "replace"))
    return copy(patch.filter((item) => !isObject(item) || item.$patch === undefined));
  let out = [...before];
  for (const item of patch) {
    const key = keyOf(item);
    if (key === undefined) throw badRequest(`map: ${JSON.stringify(item)} does not contain declared merge key: ${how.key}`);
    const { $patch: directive, ...rest } = item as JsonObject;
    const at = out.findIndex((o) => equal(keyOf(o), key));
    if (directive === "delete") out = out.filter((o) => !equal(keyOf(o), key));
    else if (at < 0) out.push(copy(rest));
    else out[at] = { ...(out[at] as JsonObject), ...copy(rest) };
  }
  return out;
}

function sorted(items: Json[], order: readonly Json[]): Json[] {
  const place = (item: Json) => {
    const at = order.findIndex((o) => equal(o, item));
    return at < 0 ? order.length : at;
  };
  return [...items].sort((a, b) => place(a) - place(b));
}
