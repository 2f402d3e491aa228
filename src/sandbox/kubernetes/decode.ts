import { copy, define, isObject, type Json, type JsonObject } from "./objects.ts";
import { quote } from "./quote.ts";
import type { FieldData, Tables, TypeData } from "./tables.ts";

/** A value of the wrong type. */
export class DecodeError extends Error {}

/** Decodes what a client sends into what the server keeps: known fields only, each of its type, empty ones left out. */
export class Decoder {
  readonly #types: Tables["types"];
  readonly #zero = new Map<string, JsonObject>();

  constructor(types: Tables["types"]) {
    this.#types = types;
  }

  type(name: string): TypeData {
    const type = this.#types[name];
    if (!type) throw new Error(`No type ${name} in the tables`);
    return type;
  }

  /** An object as the server writes it when nothing is set. */
  empty(type: string): JsonObject {
    let zero = this.#zero.get(type);
    if (!zero) {
      zero = this.#object({}, type, "", []);
      this.#zero.set(type, zero);
    }
    return copy(zero);
  }

  /**
   * Decodes an object; names of fields that the type does not have are added to `unknown`.
   * Throws DecodeError for a value of the wrong type.
   */
  decode(value: JsonObject, type: string, unknown: string[]): JsonObject {
    return this.#object(value, type, "", unknown);
  }

  #object(value: JsonObject, typeName: string, path: string, unknown: string[]): JsonObject {
    const type = this.type(typeName);
    const out: JsonObject = {};
    // Unknown fields are named in the order of the document, not in that of the type.
    const below = new Map<string, string[]>();
    for (const key in type.fields) {
      const field = type.fields[key] as FieldData;
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      let decoded: Json | undefined;
      if (given !== undefined && given !== null) {
        const found: string[] = [];
        decoded = this.#field(given, field, path ? `${path}.${key}` : key, typeName, found);
        if (found.length) below.set(key, found);
      }
      if (decoded === undefined || (!field.always && isEmpty(decoded, field))) {
        if (field.always) out[key] = this.#whenUnset(field);
      } else out[key] = decoded;
    }
    for (const key in value) {
      if (!Object.hasOwn(type.fields, key)) {
        if (!type.open) unknown.push(path ? `${path}.${key}` : key);
        else if (value[key] !== null) define(out, key, value[key]);
      } else if (below.size) unknown.push(...(below.get(key) ?? []));
    }
    return out;
  }

  /** What is written for a field that is always there. */
  #whenUnset(field: FieldData): Json {
    switch (field.type) {
      case "string":
      case "quantity":
        return field.type === "quantity" ? "0" : "";
      case "boolean":
        return false;
      case "int32":
      case "int64":
      case "number":
      case "intOrString":
        return 0;
      case "array":
      case "map":
        return field.nullWhenUnset ? null : field.type === "array" ? [] : {};
      case "object":
        return field.ref ? this.#object({}, field.ref, "", []) : {};
      default:
        return null;
    }
  }

  #field(value: Json, field: FieldData, path: string, owner: string, unknown: string[]): Json {
    switch (field.type) {
      case "string":
        if (typeof value !== "string") throw mismatch(value, owner, path, "string");
        return value;
      case "boolean":
        if (typeof value !== "boolean") throw mismatch(value, owner, path, "bool");
        return value;
      case "int32":
      case "int64":
        if (typeof value !== "number") throw mismatch(value, owner, path, field.type);
        if (!Number.isInteger(value) || (field.type === "int32" && Math.abs(value) > 2 ** 31)) {
          throw mismatch(value, owner, path, field.type, String(value));
        }
        return value;
      case "number":
        if (typeof value !== "number") throw mismatch(value, owner, path, "float64");
        return value;
      case "time":
        return time(value, owner, path);
      case "quantity":
        return quantity(value);
      case "intOrString":
        if (typeof value !== "string" && !(typeof value === "number" && Number.isInteger(value)))
          throw mismatch(value, owner, path, "intstr.IntOrString");
        return value;
      case "object":
        if (!isObject(value)) throw mismatch(value, owner, path, field.ref ? `v1.${field.ref}` : "map[string]interface {}");
        return field.ref ? this.#object(value, field.ref, path, unknown) : value;
      case "array":
        if (!Array.isArray(value)) throw mismatch(value, owner, path, `[]${goType(field.items)}`);
        return value.map((item, i) => this.#item(item, field.items, `${path}[${i}]`, owner, unknown));
      case "map": {
        if (!isObject(value)) throw mismatch(value, owner, path, `map[string]${goType(field.items)}`);
        const out: JsonObject = {};
        for (const key in value) define(out, key, this.#item(value[key] as Json, field.items, `${path}.${key}`, owner, unknown));
        return out;
      }
      case "any":
        return value;
    }
  }

  /** An item of a list or a map: null is the empty value. */
  #item(value: Json, field: FieldData | undefined, path: string, owner: string, unknown: string[]): Json {
    if (!field) return value;
    return value === null ? this.#whenUnset(field) : this.#field(value, field, path, owner, unknown);
  }
}

/** Whether a field that may be left out is left out. Objects are pointers: those that were given stay. */
function isEmpty(value: Json, field: FieldData): boolean {
  switch (field.type) {
    case "string":
      return value === "";
    case "boolean":
      return value === false;
    case "int32":
    case "int64":
    case "number":
      return value === 0;
    case "array":
      return (value as Json[]).length === 0;
    case "map":
      return Object.keys(value as JsonObject).length === 0;
    default:
      return false;
  }
}

function goType(field: FieldData | undefined): string {
  switch (field?.type) {
    case "object":
      return field.ref ? `v1.${field.ref}` : "map[string]interface {}";
    case "array":
      return `[]${goType(field.items)}`;
    case "map":
      return `map[string]${goType(field.items)}`;
    case "boolean":
      return "bool";
    case "number":
      return "float64";
    case "any":
    case undefined:
      return "interface {}";
    default:
      return (field as FieldData).type;
  }
}

function jsonKind(value: Json): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return "object";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function mismatch(value: Json, owner: string, path: string, wanted: string, literal?: string): DecodeError {
  const what = literal === undefined ? jsonKind(value) : `number ${literal}`;
  return new DecodeError(`json: cannot unmarshal ${what} into Go struct field ${owner}.${path} of type ${wanted}`);
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A time in any zone, kept as UTC in whole seconds. */
function time(value: Json, owner: string, path: string): string {
  if (typeof value !== "string") throw mismatch(value, owner, path, "string");
  const at = rfc3339.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) {
    const layout = "2006-01-02T15:04:05Z07:00";
    throw new DecodeError(`parsing time ${quote(value)} as ${quote(layout)}: cannot parse ${quote(value)} as "2006"`);
  }
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const quantityPattern = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";

function quantity(value: Json): string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !new RegExp(quantityPattern).test(text)) {
    throw new DecodeError(`quantities must match the regular expression '${quantityPattern}'`);
  }
  return text;
}
