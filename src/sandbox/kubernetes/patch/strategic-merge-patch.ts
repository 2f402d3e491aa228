import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { badRequest } from "../status.ts";
import type { FieldData } from "../tables.ts";

/** How a list is merged: by value, or item by item by a key. */
type How = "set" | { key: string; items: string | undefined };

/** Lists that are merged wherever they stand, beside those of which the tables say so. All others are replaced. */
const merged: Record<string, Record<string, How>> = {
  ObjectMeta: { finalizers: "set", ownerReferences: { key: "uid", items: undefined } },
};

function howOf(field: FieldData | undefined): How | undefined {
  if (!field?.merge) return undefined;
  // The first key is the one that patches know.
  return field.merge === "value" ? "set" : { key: field.merge[0]?.[0] as string, items: field.items?.ref };
}

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
    } else if (Array.isArray(value))
      define(out, key, mergeList(old, value, (type && merged[type]?.[key]) || howOf(field), patch, key, decoder));
    else define(out, key, value);
  }
  return out;
}

function mergeList(
  old: Json | undefined,
  patch: readonly Json[],
  how: How | undefined,
  whole: JsonObject,
  name: string,
  decoder: Decoder,
): Json[] {
  const before = Array.isArray(old) ? old : [];
  if (!how) return copy([...patch]);
  const order = member(whole, `$setElementOrder/${name}`);
  if (how === "set") {
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
    else {
      const next = mergeObject(at < 0 ? {} : (out[at] as JsonObject), rest, how.items, decoder) as JsonObject;
      if (at < 0) out.push(next);
      else out[at] = next;
    }
  }
  return Array.isArray(order) ? sorted(out, order, keyOf) : out;
}

/** Items in the order that is given for them, or for their keys; the rest behind them. */
function sorted(items: Json[], order: readonly Json[], keyOf: (item: Json) => Json | undefined = (item) => item): Json[] {
  const place = (item: Json) => {
    const at = order.findIndex((o) => equal(keyOf(o), keyOf(item)));
    return at < 0 ? order.length : at;
  };
  return [...items].sort((a, b) => place(a) - place(b));
}
