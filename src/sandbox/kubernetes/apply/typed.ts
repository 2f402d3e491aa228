import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { goText, quote } from "../quote.ts";
import type { FieldData, TypeData } from "../tables.ts";
import { FieldSet } from "./field-set.ts";

/** How the fields of a value are owned: each by itself, or all as one. */
type Shape =
  | { kind: "leaf" }
  | { kind: "struct"; type: string }
  | { kind: "map"; items: FieldData | undefined }
  /** Of no schema: objects field by field, all else as one. `named`: each field is also owned as such, since it is declared nowhere. */
  | { kind: "deduced"; named: boolean }
  /** A list whose items are owned one by one: by value, or by the values of keys; then each as one, or field by field. */
  | { kind: "set" }
  | { kind: "keyed"; keys: Keys; items: Shape };

/** The fields that tell items apart, with what counts where one is left out. */
type Keys = readonly (readonly [field: string, unset?: string])[];

/** The lists that are not owned as one. The kinds themselves have none; metadata has these two, wherever it stands. */
const lists: Record<string, Record<string, Shape>> = {
  ObjectMeta: { finalizers: { kind: "set" }, ownerReferences: { kind: "keyed", keys: [["uid", ""]], items: { kind: "leaf" } } },
};

interface Member {
  value: Json;
  shape: Shape;
  /** Several items of a list have this name: they are owned as one. */
  isDuplicated?: true;
}

/** An item of a list by its name in a FieldSet. */
type Item = readonly [name: string, item: Member];

/** An object without fields is described as any object. */
const isBlank = ({ fields }: TypeData): boolean => Object.keys(fields).length === 0;

/** What changed between two values. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

/** An object that does not fit its schema, as server-side apply says it. */
export class TypedError extends Error {}

/** The field-by-field work of server-side apply, along the table of types. */
export class Typed {
  readonly #decoder: Decoder;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  /** An object of a type when nothing is set. */
  empty(type: string): JsonObject {
    return this.#decoder.empty(type);
  }

  #shape(field: FieldData | undefined, owner?: string, name?: string): Shape {
    const special = owner && name ? lists[owner]?.[name] : undefined;
    if (special) return special;
    if (field?.type === "object" && field.ref) {
      const type = this.#decoder.type(field.ref);
      if (type.atomic) return { kind: "leaf" };
      return isBlank(type) ? { kind: "deduced", named: false } : { kind: "struct", type: field.ref };
    }
    if (field?.type === "map") return { kind: "map", items: field.items };
    if (field?.merge === "value") return { kind: "set" };
    if (field?.merge) return { kind: "keyed", keys: field.merge, items: this.#shape(field.items) };
    return { kind: "leaf" };
  }

  /** The items of a list that is owned item by item, each as often as it is there. */
  #items(list: readonly Json[], shape: Shape): Item[] {
    if (shape.kind === "set") return list.map((value) => [`v:${JSON.stringify(value)}`, { value, shape: { kind: "leaf" } }]);
    if (shape.kind !== "keyed") return [];
    return list.filter(isObject).map((value) => [keyName(shape.keys, value), { value, shape: shape.items }]);
  }

  /** The members of a value that is owned piece by piece, by their names in a FieldSet. */
  #members(value: Json, shape: Shape): Map<string, Member> {
    const out = new Map<string, Member>();
    if (Array.isArray(value)) {
      const twice = new Map<string, Json[]>();
      for (const [name, item] of this.#items(value, shape)) {
        const first = out.get(name);
        if (first) twice.set(name, [...(twice.get(name) ?? [first.value]), item.value]);
        else out.set(name, item);
      }
      for (const [name, values] of twice) out.set(name, { value: values, shape: { kind: "leaf" }, isDuplicated: true });
    } else if (isObject(value) && shape.kind === "deduced") {
      for (const key in value) out.set(`f:${key}`, { value: value[key] as Json, shape });
    } else if (isObject(value) && (shape.kind === "struct" || shape.kind === "map")) {
      const type = shape.kind === "struct" ? this.#decoder.type(shape.type) : undefined;
      for (const key in value) {
        const field = shape.kind === "map" ? shape.items : type && Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
        const item = value[key] as Json;
        const isDeduced = type?.open && !field;
        out.set(`f:${key}`, {
          value: item,
          shape: isDeduced
            ? { kind: "deduced", named: type?.open === "undeclared" }
            : this.#shape(field, shape.kind === "struct" ? shape.type : undefined, key),
        });
      }
    }
    return out;
  }

  /** The fields that a client names by sending this object. */
  fieldSet(value: JsonObject, type: string): FieldSet {
    const set = new FieldSet();
    this.#collect(value, { kind: "struct", type }, set, false);
    return set;
  }

  #collect(value: Json, shape: Shape, set: FieldSet, everyNode: boolean): void {
    const members = shape.kind === "leaf" || value === null ? undefined : this.#members(value, shape);
    // Who sends a list that is merged and empty owns nothing of it.
    const isMerged = shape.kind === "set" || shape.kind === "keyed";
    if (everyNode || (!members?.size && !(isMerged && Array.isArray(value)))) set.member = true;
    for (const [name, item] of members ?? []) {
      const branch = set.branch(name);
      this.#collect(item.value, item.shape, branch, everyNode);
      // Who sends an item of a list or a map, or a field that is declared nowhere, owns that it is there.
      const isNamed = item.shape.kind === "deduced" && item.shape.named;
      if (shape.kind === "keyed" || shape.kind === "map" || isNamed) branch.member = true;
      if (branch.empty) set.children.delete(name);
    }
  }

  compare(before: JsonObject, after: JsonObject, type: string): Comparison {
    const out = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() };
    this.#compare(before, after, { kind: "struct", type }, out);
    for (const set of Object.values(out)) prune(set);
    return out;
  }

  #compare(before: Json, after: Json, shape: Shape, out: Comparison): void {
    if (shape.kind === "leaf" || (shape.kind === "deduced" && !(isObject(before) && isObject(after)))) {
      if (!equal(before, after)) out.modified.member = true;
      return;
    }
    const old = this.#members(before, shape);
    const now = this.#members(after, shape);
    // Null and empty differ, although neither has members.
    if (!old.size && !now.size && !equal(before, after)) out.modified.member = true;
    for (const [name, item] of now) {
      const was = old.get(name);
      if (!was || was.isDuplicated !== item.isDuplicated) {
        this.#collect(item.value, item.shape, out.added.branch(name), true);
        if (was) this.#collect(was.value, was.shape, out.removed.branch(name), true);
      } else {
        this.#compare(was.value, item.value, item.shape, {
          added: out.added.branch(name),
          modified: out.modified.branch(name),
          removed: out.removed.branch(name),
        });
      }
    }
    for (const [name, item] of old) if (!now.has(name)) this.#collect(item.value, item.shape, out.removed.branch(name), true);
  }

  /** What the live object becomes when the applied one is laid over it. */
  merge(live: JsonObject, applied: JsonObject, type: string): JsonObject {
    return this.#merge(live, applied, { kind: "struct", type }) as JsonObject;
  }

  #merge(live: Json | undefined, applied: Json, shape: Shape): Json {
    if (live === undefined || live === null || shape.kind === "leaf") return copy(applied);
    // Null takes nothing away from what is merged.
    if (applied === null) return Object.keys(live).length ? copy(live) : null;
    if (shape.kind === "set" || shape.kind === "keyed") {
      if (!Array.isArray(live) || !Array.isArray(applied)) return copy(applied);
      const all = this.#items(live, shape);
      // What is there more than once is replaced, not merged.
      const mergeable = new Map([...this.#members(live, shape)].filter(([, { isDuplicated }]) => !isDuplicated));
      return this.#mergeLists(all, this.#items(applied, shape), mergeable);
    }
    if (!isObject(live) || !isObject(applied)) return copy(applied);
    const out = copy(live);
    for (const [name, item] of this.#members(applied, shape)) {
      const key = name.slice(2);
      define(out, key, this.#merge(member(live, key), item.value, item.shape));
    }
    return out;
  }

  /** Two lists as one: items of both in the order of the applied one, the others where they stand between them. */
  #mergeLists(live: readonly Item[], applied: readonly Item[], mergeable: ReadonlyMap<string, Member>): Json[] {
    const out: Json[] = [];
    const [old, given] = [new Map(live), new Map(applied)];
    const shared = applied.map(([name]) => name).filter((name) => old.has(name));
    const done = new Set<string>();
    const take = ([name, item]: Item) => {
      done.add(name);
      out.push(this.#merge(mergeable.get(name)?.value, item.value, item.shape));
    };
    let l = 0;
    let r = 0;
    while (l < live.length || r < applied.length) {
      const [mine, theirs] = [live[l], applied[r]];
      if (mine && theirs) {
        if (mine[0] === theirs[0]) {
          take(theirs);
          l++;
          r++;
          shared.shift();
          continue;
        }
        if (given.has(mine[0]) && shared.length && shared[0] !== mine[0]) {
          l++;
          continue;
        }
      }
      if (mine) {
        if (!given.has(mine[0])) {
          out.push(copy(mine[1].value));
          l++;
          continue;
        }
        if (done.has(mine[0])) l++;
      }
      if (theirs) {
        take(theirs);
        r++;
        if (shared[0] === theirs[0]) shared.shift();
      }
    }
    return out;
  }

  /**
   * The object without the fields that a manager applied last time (`last`) and that nobody owns now. `owned` are the fields of all
   * managers, including what this one applies now.
   */
  prune(object: JsonObject, last: FieldSet, owned: FieldSet, type: string): JsonObject {
    const shape: Shape = { kind: "struct", type };
    const fieldsOf = (value: JsonObject) => this.#withParents(this.fieldSet(value, type), shape);
    const all = fieldsOf(object);
    const mine = this.#withParents(last, shape);
    let rest = fieldsOf(this.#removeFrom(object, mine, shape));
    rest = fieldsOf(this.#removeFrom(object, all.without(rest.union(this.#withParents(owned, shape))), shape));
    return this.#removeFrom(object, all.without(rest).intersection(mine), shape);
  }

  /** The set, with each declared field that a member is below. */
  #withParents(set: FieldSet, shape: Shape): FieldSet {
    const children = new Map<string, FieldSet>();
    for (const [name, child] of set.children) {
      const [below, isDeclared] = this.#below(shape, name);
      const whole = this.#withParents(child, below);
      if (isDeclared) whole.member = true;
      children.set(name, whole);
    }
    return new FieldSet(set.member, children);
  }

  /** The shape of what has this name in a FieldSet, and whether it is a declared field. */
  #below(shape: Shape, name: string): [Shape, boolean] {
    if (shape.kind === "keyed") return [shape.items, false];
    if (shape.kind === "map") return [this.#shape(shape.items), false];
    if (shape.kind !== "struct") return [shape.kind === "deduced" ? shape : { kind: "leaf" }, false];
    const { fields } = this.#decoder.type(shape.type);
    const key = name.slice(2);
    const isDeclared = name.startsWith("f:") && Object.hasOwn(fields, key);
    return [isDeclared ? this.#shape(fields[key], shape.type, key) : { kind: "leaf" }, isDeclared];
  }

  #removeFrom(object: JsonObject, fields: FieldSet, shape: Shape): JsonObject {
    return fields.empty ? object : ((this.#remove(object, fields, shape) ?? {}) as JsonObject);
  }

  /** Null for a list or an object that holds nothing any more: its field stays, as null. */
  #remove(value: Json, fields: FieldSet, shape: Shape): Json {
    if (Array.isArray(value)) {
      const kept: Json[] = [];
      for (const [name, item] of this.#items(value, shape)) {
        const child = fields.children.get(name);
        if (!child?.member) kept.push(child ? this.#remove(item.value, child, item.shape) : item.value);
      }
      return kept.length ? kept : null;
    }
    if (!isObject(value)) return value;
    const members = this.#members(value, shape);
    const out: JsonObject = {};
    for (const key in value) {
      const item = members.get(`f:${key}`);
      const child = fields.children.get(`f:${key}`);
      if (!child?.member) define(out, key, item && child ? this.#remove(item.value, child, item.shape) : (value[key] as Json));
    }
    return Object.keys(out).length ? out : null;
  }

  /** Throws TypedError when a value has fields that its type does not have, or of a wrong type. */
  validate(value: JsonObject, type: string): void {
    const errors: string[] = [];
    this.#validateStruct(value, type, "", errors);
    if (errors.length === 1) throw new TypedError(errors[0]);
    if (errors.length) throw new TypedError(`errors:\n${errors.map((e) => `  ${e}`).join("\n")}`);
  }

  #validateStruct(value: JsonObject, type: string, path: string, errors: string[]): void {
    const { fields, open } = this.#decoder.type(type);
    if (isBlank({ fields })) return;
    for (const key in value) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      const at = `${path}.${key}`;
      if (!field && open) continue;
      if (!field) {
        // The server looks at no further field of that object.
        errors.push(`${at}: field not declared in schema`);
        return;
      }
      this.#validate(value[key] as Json, field, at, errors, lists[type]?.[key] ?? this.#shape(field));
    }
  }

  #validateItems(list: readonly Json[], field: FieldData, path: string, errors: string[], shape?: Shape): void {
    const seen = new Set<string>();
    for (const [i, item] of list.entries()) {
      const error = shape && itemError(item, shape);
      if (error) {
        errors.push(`${path}: element ${i}: ${error}`);
        return;
      }
      const name =
        shape?.kind === "set"
          ? `[=${JSON.stringify(item)}]`
          : shape?.kind === "keyed"
            ? `[${shape.keys.map(([key, unset]) => `${key}=${JSON.stringify((item as JsonObject)[key] ?? unset)}`).join(",")}]`
            : `[${i}]`;
      if (shape && seen.has(name)) errors.push(`${path}: duplicate entries for key ${name}`);
      seen.add(name);
      this.#validate(item, field.items, `${path}${name}`, errors);
    }
  }

  #validate(value: Json, field: FieldData | undefined, path: string, errors: string[], special?: Shape): void {
    if (!field || value === null) return;
    switch (field.type) {
      case "time":
      case "quantity":
      case "intOrString":
        if (typeof value === "object") errors.push(`${path}: expected any scalar, got ${goValue(value)}`);
        return;
      case "string":
      case "bytes":
        if (typeof value !== "string")
          errors.push(`${path}: expected string, got &value.valueUnstructured{Value:${JSON.stringify(value)}}`);
        return;
      case "boolean":
        if (typeof value !== "boolean") errors.push(`${path}: expected boolean, got ${goValue(value)}`);
        return;
      case "int32":
      case "int64":
      case "number":
        if (typeof value !== "number") errors.push(`${path}: expected numeric (int or float), got ${goType(value)}`);
        return;
      case "object":
        if (!field.ref) return;
        if (!isObject(value)) errors.push(`${path}: expected map, got ${goValue(value)}`);
        else this.#validateStruct(value, field.ref, path, errors);
        return;
      case "map":
        if (!isObject(value)) errors.push(`${path}: expected map, got ${goValue(value)}`);
        else for (const key in value) this.#validate(value[key] as Json, field.items, `${path}.${key}`, errors);
        return;
      case "array": {
        if (!Array.isArray(value)) {
          errors.push(`${path}: expected list, got ${goValue(value)}`);
          return;
        }
        this.#validateItems(value, field, path, errors, special);
        return;
      }
      default:
        return;
    }
  }
}

const keyName = (keys: Keys, item: JsonObject) =>
  `k:${JSON.stringify(Object.fromEntries(keys.map(([key, unset]) => [key, item[key] ?? unset ?? ""])))}`;

/** Takes away branches that hold nothing. */
function prune(set: FieldSet): void {
  for (const [name, child] of set.children) {
    prune(child);
    if (child.empty) set.children.delete(name);
  }
}

/** Why an item can't be told from the others of its list. */
function itemError(item: Json, shape: Shape): string | undefined {
  if (shape.kind === "set") {
    if (isObject(item)) return "associative list without keys has an element that's a map type";
    if (Array.isArray(item)) return "not supported: associative list with lists as elements";
    return item === null ? "associative list without keys has an element that's an explicit null" : undefined;
  }
  if (shape.kind !== "keyed") return undefined;
  if (item === null) return "associative list with keys may not have a null element";
  if (!isObject(item)) return "associative list with keys may not have non-map elements";
  if (shape.keys.some(([key, unset]) => Object.hasOwn(item, key) || unset !== undefined)) return undefined;
  const names = shape.keys.map(([key]) => quote(key)).join(" ");
  return `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`;
}

/** A value as the messages of server-side apply show it. */
const goValue = (value: Json): string => `&{${goText(value)}}`;

/** The type of a value in these messages. */
function goType(value: Json): string {
  if (Array.isArray(value)) return "[]interface {}";
  if (isObject(value)) return "map[string]interface {}";
  return typeof value === "boolean" ? "bool" : typeof value === "number" ? "float64" : "string";
}
