import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { goString, goText } from "../quote.ts";
import { badRequest, internal } from "../status.ts";
import type { FieldData } from "../tables.ts";

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
      if (original.some((item) => patch.some((other) => isObject(item) !== isObject(other)))) throw mixed(original, patch);
      const all: Json[] = [];
      for (const item of [...original, ...patch]) if (!all.some((other) => equal(other, item))) all.push(item);
      const isPatched = (item: Json) => patch.some((p) => equal(p, item));
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
    for (const item of plain) {
      if (keyOf(item) === undefined) throw noKey(item, key);
      const at = server.findIndex((o) => equal(keyOf(o), keyOf(item)));
      if (at < 0) server.push(item);
      else server[at] = this.object(server[at] as JsonObject, item, items);
    }
    const isPatched = (item: Json) => plain.some((p) => equal(keyOf(p), keyOf(item)));
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
    const kept = list.filter((item) => !gone.some((g) => equal(g, item)));
    define(original, key, kept);
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
      const isOrdered = (item: Json) => (order as Json[]).some((o) => equal(keyOf(o), keyOf(item)));
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
  let server = original;
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
      server = server.filter((o) => !(isObject(o) && equal(member(o, key), value)));
    }
  }
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
  const place = (order: readonly Json[]) => (item: Json) => order.findIndex((o) => equal(keyOf(o), keyOf(item)));
  const [inPatch, onServer] = [place(patchOrder), place(serverOrder)];
  const right = [...patched].sort((a, b) => inPatch(a) - inPatch(b));
  const left = [...rest].sort((a, b) => onServer(a) - onServer(b));
  const out: Json[] = [];
  while (left.length && right.length) {
    const [l, r] = [onServer(left[0] as Json), onServer(right[0] as Json)];
    out.push((l >= 0 && r >= 0 && l < r ? left : right).shift() as Json);
  }
  return [...out, ...left, ...right];
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

/** A value without members that are null, however deep. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const out: JsonObject = {};
  for (const key in value) if (value[key] !== null) define(out, key, withoutNulls(value[key] as Json));
  return out;
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
