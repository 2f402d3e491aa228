import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { goString, goText } from "../quote.ts";
import { badRequest, internal, panicked } from "../status.ts";
import type { FieldData } from "../tables.ts";
import { withoutNulls } from "./merge-patch.ts";

/** How a list is merged: by value, or item by item by a key. */
type How = "set" | { key: string; items: string | undefined };

/** Lists that are merged wherever they stand, beside those of which the tables say so. All others are replaced. */
const merged: Record<string, Record<string, How>> = {
  ObjectMeta: { finalizers: "set", ownerReferences: { key: "uid", items: undefined } },
};

const orderPrefix = "$setElementOrder/";
const deletePrefix = "$deleteFromPrimitiveList/";

const badRetain = () => badRequest("invalid patch format of retainKeys");
const badDirective = (directive: Json, object: JsonObject) =>
  internal(`unknown patch type: ${goString(directive)} in map: ${goText(object)}`);
const mixed = (original: Json[], patch: Json[]) => internal(`list element types are not identical: [${goText(original)} ${goText(patch)}]`);
const noKey = (item: JsonObject, key: string) => internal(`map: ${goText(item)} does not contain declared merge key: ${key}`);

/** Lays a strategic merge patch over an object of a type, with its directives (`$patch`, `$deleteFromPrimitiveList/…` and so on). */
export function applyStrategicMergePatch(object: JsonObject, patch: JsonObject, type: string, decoder: Decoder): JsonObject {
  return new Merger(decoder).object(copy(object), copy(patch), type);
}

/** Merges as the server's library does; it changes what it is given. */
class Merger {
  readonly #decoder: Decoder;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  #field(type: string | undefined, key: string): FieldData | undefined {
    const fields = type === undefined ? {} : this.#decoder.type(type).fields;
    return Object.hasOwn(fields, key) ? fields[key] : undefined;
  }

  #how(type: string | undefined, key: string): How | undefined {
    const own = type === undefined ? undefined : merged[type]?.[key];
    if (own) return own;
    const field = this.#field(type, key);
    if (!field?.merge) return undefined;
    // The first key is the one that patches know.
    return field.merge === "value" ? "set" : { key: field.merge[0]?.[0] as string, items: field.items?.ref };
  }

  /** `isMap`: its members are of no names of their own. */
  object(original: JsonObject, patch: JsonObject, type: string | undefined, isMap = false): JsonObject {
    const directive = member(patch, "$patch");
    if (directive !== undefined) {
      if (directive === "delete") return {};
      if (directive !== "replace") throw badDirective(directive, patch);
      delete patch.$patch;
      return patch;
    }
    retainKeys(original, patch);
    this.#ordered(original, patch, type);
    for (const name of Object.keys(patch)) {
      const value = patch[name] as Json;
      if (name.startsWith(deletePrefix)) this.#deleteItems(original, name.slice(deletePrefix.length), value);
      else if (value === null) delete original[name];
      else {
        const old = member(original, name);
        const isDeep = (isObject(old) && isObject(value)) || (Array.isArray(old) && Array.isArray(value));
        if (isMap && isDeep) throw internal("merging an object in json but data type is not struct, instead is: map");
        this.#member(original, name, value, type);
      }
    }
    return original;
  }

  #member(original: JsonObject, key: string, value: Json, type: string | undefined): void {
    const old = member(original, key);
    const field = this.#field(type, key);
    if (isObject(old) && isObject(value)) define(original, key, this.object(old, value, field?.ref, field?.type === "map"));
    else if (Array.isArray(old) && Array.isArray(value)) define(original, key, this.#list(old, value, this.#how(type, key)));
    else {
      const kept = typeof old === typeof value && !isObject(value) && !Array.isArray(value) ? value : withoutNulls(value);
      const plain = withoutDirectives(kept);
      if (plain === undefined) delete original[key];
      else define(original, key, plain);
    }
  }

  #list(original: Json[], patch: Json[], how: How | undefined): Json[] {
    if (!how) return patch;
    if (!original.length && !patch.length) return original;
    if (how === "set") {
      const objects = (list: readonly Json[]) => new Set(list.map(isObject));
      if (original.length && patch.length && new Set([...objects(original), ...objects(patch)]).size > 1) throw mixed(original, patch);
      const seen = new Set<string>();
      const isNew = (item: Json) => seen.size < seen.add(identity(item)).size;
      const all = [...original, ...patch].filter(isNew);
      const patched = new Set(patch.map(identity));
      const isPatched = (item: Json) => patched.has(identity(item));
      return inOrder(
        all.filter(isPatched),
        all.filter((item) => !isPatched(item)),
        patch,
        original,
        (item) => item,
      );
    }
    const { key, items } = how;
    if ([...original, ...patch].some((item) => !isObject(item))) {
      throw mixed(original, patch);
    }
    const serverOrder = [...original];
    const keyOf = (item: Json) => (isObject(item) ? member(item, key) : undefined);
    const { server, plain, isReplaced } = special(original, patch, key);
    if (isReplaced) return plain;
    const places = placesOf(server, keyOf);
    for (const item of plain) {
      if (keyOf(item) === undefined) throw noKey(item, key);
      const at = places.get(identity(keyOf(item)));
      if (at === undefined) places.set(identity(keyOf(item)), server.push(item) - 1);
      else server[at] = this.object(server[at] as JsonObject, item, items);
    }
    const patched = placesOf(plain, keyOf);
    const isPatched = (item: Json) => patched.has(identity(keyOf(item)));
    return inOrder(
      server.filter(isPatched),
      server.filter((item) => !isPatched(item)),
      plain,
      serverOrder,
      keyOf,
    );
  }

  #deleteItems(original: JsonObject, key: string, gone: Json): void {
    const list = member(original, key);
    if (!Array.isArray(list) || !Array.isArray(gone)) return;
    if (list.length && gone.some((item) => isObject(item) !== isObject(list[0]))) throw mixed(list, gone);
    const deleted = new Set(gone.map(identity));
    define(
      original,
      key,
      list.filter((item) => !deleted.has(identity(item))),
    );
  }

  /** Merges the lists of which the patch says the order, and takes them out of it. */
  #ordered(original: JsonObject, patch: JsonObject, type: string | undefined): void {
    for (const name of Object.keys(patch)) {
      if (!name.startsWith(orderPrefix)) continue;
      const order = patch[name] as Json;
      delete patch[name];
      const key = name.slice(orderPrefix.length);
      const [old, given] = [member(original, key), member(patch, key)];
      const wrong = [order, old, given].find((list) => list !== undefined && !Array.isArray(list));
      if (wrong !== undefined) throw internal(`expected a []interface {}, but received a ${goKind(wrong)}`);
      const how = this.#how(type, key);
      const keyOf = (item: Json) => (how && how !== "set" && isObject(item) ? member(item, how.key) : item);
      const patchList = given as Json[] | undefined;
      if (patchList) checkOrder(patchList, order as Json[], keyOf);
      let list: Json[];
      if (old && patchList) list = this.#list([...(old as Json[])], patchList, how);
      else if (old) list = old as Json[];
      else if (patchList) list = withoutDirectives(patchList) as Json[];
      else continue;
      // The server looks up items without a key by their value, which Go can't do with objects.
      if ((!how || how === "set") && [...(order as Json[]), ...list].some((item) => typeof item === "object" && item !== null))
        throw panicked();
      const ordered = placesOf(order as Json[], keyOf);
      const isOrdered = (item: Json) => ordered.has(identity(keyOf(item)));
      const server = (old ?? []) as Json[];
      define(
        original,
        key,
        inOrder(
          list.filter(isOrdered),
          list.filter((item) => !isOrdered(item)),
          order as Json[],
          server,
          keyOf,
        ),
      );
      delete patch[key];
    }
  }
}

function retainKeys(original: JsonObject, patch: JsonObject): void {
  const retained = member(patch, "$retainKeys");
  if (retained === undefined) return;
  delete patch.$retainKeys;
  if (!Array.isArray(retained)) throw badRetain();
  for (const key in patch) {
    if (patch[key] === null || key.startsWith(deletePrefix) || key.startsWith(orderPrefix)) continue;
    if (!retained.includes(key)) throw badRetain();
  }
  for (const key in original) if (!retained.includes(key)) delete original[key];
}

/** The items of a list without those that a directive deletes, and the patch without directives. */
function special(original: Json[], patch: readonly Json[], key: string): { server: Json[]; plain: JsonObject[]; isReplaced: boolean } {
  const plain: JsonObject[] = [];
  const deleted = new Set<string>();
  let isReplaced = false;
  for (const item of patch as JsonObject[]) {
    const directive = member(item, "$patch");
    if (directive === undefined) plain.push(item);
    else if (directive === "replace") isReplaced = true;
    else if (directive === "merge") throw internal("merging lists cannot yet be specified in the patch");
    else if (directive !== "delete") throw badDirective(directive, item);
    else {
      const value = member(item, key);
      if (value === undefined) throw noKey(item, key);
      deleted.add(identity(value));
    }
  }
  const server = deleted.size ? original.filter((o) => !(isObject(o) && deleted.has(identity(member(o, key))))) : original;
  return { server, plain, isReplaced };
}

/** What is patched in the order of the patch, the rest where it was before. */
function inOrder(
  patched: Json[],
  rest: Json[],
  patchOrder: readonly Json[],
  serverOrder: readonly Json[],
  keyOf: (item: Json) => Json | undefined,
): Json[] {
  const place = (order: readonly Json[]) => {
    const places = placesOf(order, keyOf);
    return (item: Json) => places.get(identity(keyOf(item))) ?? -1;
  };
  const [inPatch, onServer] = [place(patchOrder), place(serverOrder)];
  const right = sortedBy(patched, inPatch);
  const left = sortedBy(rest, onServer);
  const out: Json[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    const [ofLeft, ofRight] = [onServer(left[l] as Json), onServer(right[r] as Json)];
    out.push((ofLeft >= 0 && ofRight >= 0 && ofLeft < ofRight ? left[l++] : right[r++]) as Json);
  }
  return [...out, ...left.slice(l), ...right.slice(r)];
}

function sortedBy(items: readonly Json[], place: (item: Json) => number): Json[] {
  return items
    .map((item) => ({ item, at: place(item) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** A value as a text that is the same for equal values: lists are searched by it, since they can be long. */
function identity(value: Json | undefined): string {
  return (
    JSON.stringify(value, (_, item: Json) =>
      isObject(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
    ) ?? ""
  );
}

/** The first place of each key in a list. */
function placesOf(items: readonly Json[], keyOf: (item: Json) => Json | undefined): Map<string, number> {
  const places = new Map<string, number>();
  for (const [at, item] of items.entries()) {
    const key = identity(keyOf(item));
    if (!places.has(key)) places.set(key, at);
  }
  return places;
}

/** The items of a patch must come in the order that it says. */
function checkOrder(patch: readonly Json[], order: readonly Json[], keyOf: (item: Json) => Json | undefined): void {
  if (!patch.length || !order.length) return;
  const items = patch.filter((item) => !(isObject(item) && Object.hasOwn(item, "$patch")));
  let at = 0;
  for (const wanted of order) if (at < items.length && equal(keyOf(items[at] as Json), keyOf(wanted))) at++;
  if (at < items.length) {
    throw internal(`The order in patch list:\n${goText([...patch])}\n doesn't match $setElementOrder list:\n${goText([...order])}\n`);
  }
}

/** A value that nothing was there for: objects that carry a directive are left out. */
function withoutDirectives(value: Json): Json | undefined {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (Object.hasOwn(value, "$patch")) return undefined;
  const out: JsonObject = {};
  for (const key in value) {
    const kept = withoutDirectives(value[key] as Json);
    if (kept !== undefined) define(out, key, kept);
  }
  return out;
}

function goKind(value: Json): string {
  if (isObject(value)) return "map[string]interface {}";
  return typeof value === "boolean" ? "bool" : typeof value === "number" ? "int64" : "string";
}
