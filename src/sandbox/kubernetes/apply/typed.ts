import type { Decoder } from "../decode.ts";
import { copy, define, equal, isObject, type Json, type JsonObject, member } from "../objects.ts";
import { quote } from "../quote.ts";
import type { FieldData } from "../tables.ts";
import { FieldSet } from "./field-set.ts";

/** How the fields of a value are owned: each by itself, or all as one. */
type Shape =
  | { kind: "leaf" }
  | { kind: "struct"; type: string }
  | { kind: "map"; items: FieldData | undefined }
  /** Of no schema: objects field by field, all else as one. */
  | { kind: "deduced" }
  /** A list whose items are owned one by one: by value, or by the values of keys; then each as one, or field by field. */
  | { kind: "set" }
  | { kind: "keyed"; keys: Keys; items: Shape };

/** The fields that tell items apart, with what counts where one is left out. */
type Keys = readonly (readonly [field: string, unset?: string])[];

/** The lists that are not owned as one. The kinds themselves have none; metadata has these two, wherever it stands. */
const lists: Record<string, Record<string, Shape>> = {
  ObjectMeta: { finalizers: { kind: "set" }, ownerReferences: { kind: "keyed", keys: [["uid"]], items: { kind: "leaf" } } },
};

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
    if (field?.type === "object" && field.ref) return { kind: "struct", type: field.ref };
    if (field?.type === "map") return { kind: "map", items: field.items };
    if (field?.merge === "value") return { kind: "set" };
    if (field?.merge) return { kind: "keyed", keys: field.merge, items: this.#shape(field.items) };
    return { kind: "leaf" };
  }

  /** The members of a value that is owned piece by piece, by their names in a FieldSet. */
  #members(value: Json, shape: Shape): Map<string, { value: Json; shape: Shape }> {
    const out = new Map<string, { value: Json; shape: Shape }>();
    if (shape.kind === "set" && Array.isArray(value)) {
      for (const item of value) out.set(`v:${JSON.stringify(item)}`, { value: item, shape: { kind: "leaf" } });
    } else if (shape.kind === "keyed" && Array.isArray(value)) {
      for (const item of value) {
        if (isObject(item)) out.set(keyName(shape.keys, item), { value: item, shape: shape.items });
      }
    } else if (isObject(value) && shape.kind === "deduced") {
      for (const key in value) out.set(`f:${key}`, { value: value[key] as Json, shape });
    } else if (isObject(value) && (shape.kind === "struct" || shape.kind === "map")) {
      const type = shape.kind === "struct" ? this.#decoder.type(shape.type) : undefined;
      for (const key in value) {
        const field = shape.kind === "map" ? shape.items : type?.fields[key];
        const item = value[key] as Json;
        if (item === null && shape.kind === "struct") continue;
        const isDeduced = type?.open && !field;
        out.set(`f:${key}`, {
          value: item,
          shape: isDeduced ? { kind: "deduced" } : this.#shape(field, shape.kind === "struct" ? shape.type : undefined, key),
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
    if (everyNode || !members?.size) set.member = true;
    for (const [name, item] of members ?? []) {
      this.#collect(item.value, item.shape, set.branch(name), everyNode);
      // Who sends an item of a list owns that it is there.
      if (shape.kind === "keyed") set.branch(name).member = true;
    }
  }

  compare(before: JsonObject, after: JsonObject, type: string): Comparison {
    const out = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() };
    this.#compare(before, after, { kind: "struct", type }, out);
    for (const set of Object.values(out)) prune(set);
    return out;
  }

  #compare(before: Json, after: Json, shape: Shape, out: Comparison): void {
    if (
      shape.kind === "leaf" ||
      before === null ||
      after === null ||
      (shape.kind === "deduced" && !(isObject(before) && isObject(after)))
    ) {
      if (!equal(before, after)) out.modified.member = true;
      return;
    }
    const old = this.#members(before, shape);
    const now = this.#members(after, shape);
    for (const [name, item] of now) {
      const was = old.get(name);
      if (!was) this.#collect(item.value, item.shape, out.added.branch(name), true);
      else {
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
    if (shape.kind === "set" || shape.kind === "keyed") {
      if (!Array.isArray(live) || !Array.isArray(applied)) return copy(applied);
      const given = this.#members(applied, shape);
      const kept = [...this.#members(live, shape)].map(([name, item]) => {
        const replacement = given.get(name);
        given.delete(name);
        return replacement ? this.#merge(item.value, replacement.value, replacement.shape) : item.value;
      });
      return copy([...kept, ...[...given.values()].map((item) => item.value)]);
    }
    if (!isObject(live) || !isObject(applied)) return copy(applied);
    const out = copy(live);
    for (const [name, item] of this.#members(applied, shape)) {
      const key = name.slice(2);
      define(out, key, this.#merge(member(live, key), item.value, item.shape));
    }
    return out;
  }

  /** The object without the fields of a set; what holds nothing any more goes with them. */
  remove(object: JsonObject, fields: FieldSet, type: string): JsonObject {
    return (this.#remove(object, fields, { kind: "struct", type }) ?? {}) as JsonObject;
  }

  #remove(value: Json, fields: FieldSet, shape: Shape): Json | undefined {
    if (!fields.children.size) return fields.member ? undefined : value;
    const members = this.#members(value, shape);
    if (Array.isArray(value)) {
      const kept: Json[] = [];
      for (const [name, item] of members) {
        const child = fields.children.get(name);
        if (child?.member) continue;
        const rest = child ? this.#remove(item.value, child, item.shape) : item.value;
        if (rest !== undefined) kept.push(rest);
      }
      return kept.length ? kept : undefined;
    }
    if (!isObject(value)) return value;
    const out: JsonObject = {};
    for (const key in value) {
      const item = members.get(`f:${key}`);
      const child = fields.children.get(`f:${key}`);
      const kept = item && child ? this.#remove(item.value, child, item.shape) : (value[key] as Json);
      if (kept !== undefined) define(out, key, kept);
    }
    return Object.keys(out).length ? out : undefined;
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
    for (const key in value) {
      const field = fields[key];
      const at = `${path}.${key}`;
      if (!field && open) continue;
      if (!field) errors.push(`${at}: field not declared in schema`);
      else this.#validate(value[key] as Json, field, at, errors, lists[type]?.[key] ?? this.#shape(field));
    }
  }

  #validate(value: Json, field: FieldData | undefined, path: string, errors: string[], special?: Shape): void {
    if (!field || value === null) return;
    switch (field.type) {
      case "string":
      case "time":
        if (typeof value !== "string") errors.push(`${path}: expected string, got ${goValue(value)}`);
        return;
      case "boolean":
        if (typeof value !== "boolean") errors.push(`${path}: expected boolean, got ${goValue(value)}`);
        return;
      case "int32":
      case "int64":
      case "number":
        if (typeof value !== "number") errors.push(`${path}: expected numeric (int or float), got ${goValue(value)}`);
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
        const seen = new Set<string>();
        value.forEach((item, i) => {
          const name =
            special?.kind === "set"
              ? `[=${JSON.stringify(item)}]`
              : special?.kind === "keyed" && isObject(item)
                ? `[${special.keys.map(([key, unset]) => `${key}=${JSON.stringify(item[key] ?? unset)}`).join(",")}]`
                : undefined;
          if (name !== undefined && seen.has(name)) errors.push(`${path}: duplicate entries for key ${name}`);
          if (name !== undefined) seen.add(name);
          this.#validate(item, field.items, name === undefined ? `${path}[${i}]` : `${path}${name}`, errors);
        });
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

/** A value as the messages of server-side apply show it. */
function goValue(value: Json): string {
  if (typeof value === "string") return `&value.valueUnstructured{Value:${quote(value)}}`;
  return `&value.valueUnstructured{Value:${JSON.stringify(value)}}`;
}
