import { encodeBase64 } from "./base64.ts";
import { NumberText } from "./json.ts";
import { copy, define, isObject, type Json, type JsonObject } from "./objects.ts";
import { canonicalQuantity, QuantityError } from "./quantity.ts";
import type { FieldData, Tables, TypeData } from "./tables.ts";
import { canonicalTime, TimeError } from "./time.ts";

/** A value that its field can't take. */
export class DecodeError extends Error {}

/** A value of the wrong type: the server reads on, and what a field's own reader says of a later value comes before it. */
class Mismatch extends DecodeError {}

/** Decodes what a client sends into what the server keeps: known fields only, each of its type, empty ones left out. */
export class Decoder {
  readonly #types: Tables["types"];
  readonly #zero = new Map<string, JsonObject>();
  /** The first of the object that is being decoded. */
  #mismatch: Mismatch | undefined;
  #isUnstructured = false;

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
   * Throws DecodeError for a value of the wrong type. `isUnstructured`: the value has been read before, so the server's other reader takes
   * it, which names fields without the keys of maps.
   */
  decode(value: JsonObject, type: string, unknown: string[], isUnstructured = false): JsonObject {
    this.#mismatch = undefined;
    this.#isUnstructured = isUnstructured;
    const object = this.#object(value, type, "", unknown);
    if (this.#mismatch) throw this.#mismatch;
    return object;
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
        decoded = this.#tolerant(given, field, path ? `${path}.${key}` : key, typeName, found);
        if (found.length) below.set(key, found);
      }
      if (decoded === undefined || (!field.always && isEmpty(decoded, field))) {
        if (field.always) out[key] = this.#whenUnset(field);
      } else out[key] = decoded;
    }
    for (const key in value) {
      if (!Object.hasOwn(type.fields, key)) {
        if (!type.open) unknown.push(path ? `${path}.${key}` : key);
        else if (value[key] !== null) define(out, key, plain(value[key] as Json));
      } else if (below.size) for (const name of below.get(key) ?? []) unknown.push(name);
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

  #tolerant(value: Json, field: FieldData, path: string, owner: string, unknown: string[]): Json | undefined {
    try {
      return this.#field(value, field, path, owner, unknown);
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      this.#mismatch ??= error;
      return undefined;
    }
  }

  /** Undefined for a value that stands for none. */
  #field(value: Json, field: FieldData, path: string, owner: string, unknown: string[]): Json | undefined {
    switch (field.type) {
      case "bytes":
        if (Array.isArray(value) && value.every((b) => typeof b === "number" && b >= 0 && b < 256)) {
          return encodeBase64(Uint8Array.from(value as number[]));
        }
        if (typeof value !== "string") throw mismatch(value, owner, path, "[]uint8");
        return this.#base64(value);
      case "string":
        if (typeof value !== "string") throw mismatch(value, owner, path, "string");
        return value;
      case "boolean":
        if (typeof value !== "boolean") throw mismatch(value, owner, path, "bool");
        return value;
      case "int32":
      case "int64":
        return integer(value, owner, path, field.type);
      case "number":
        if ((value as unknown) instanceof NumberText) return Number((value as unknown as NumberText).text);
        if (typeof value !== "number") throw mismatch(value, owner, path, "float64");
        return value;
      case "time":
        return time(value, owner, path);
      case "quantity":
        return quantity(value);
      case "intOrString":
        return typeof value === "string" ? value : integer(value, owner, path, "int32");
      case "object":
        if (!isObject(value) || isNumber(value))
          throw mismatch(value, owner, path, field.ref ? `v1.${field.ref}` : "map[string]interface {}");
        return field.ref ? this.#object(value, field.ref, path, unknown) : value;
      case "array":
        if (!Array.isArray(value)) throw mismatch(value, owner, path, `[]${goType(field.items)}`);
        return value.map((item, i) => this.#item(item, field.items, `${path}[${i}]`, owner, unknown));
      case "map": {
        if (!isObject(value) || isNumber(value)) throw mismatch(value, owner, path, `map[string]${goType(field.items)}`);
        const out: JsonObject = {};
        for (const key in value) {
          const at = this.#isUnstructured ? path : `${path}.${key}`;
          define(out, key, this.#item(value[key] as Json, field.items, at, owner, unknown));
        }
        return out;
      }
      case "any":
        return plain(value);
    }
  }

  #base64(value: string): string {
    try {
      return base64(value);
    } catch (error) {
      if (!(error instanceof Mismatch && this.#isUnstructured)) throw error;
      throw new Mismatch(`error decoding from json: ${error.message}`);
    }
  }

  /** An item of a list or a map: null is the empty value. */
  #item(value: Json, field: FieldData | undefined, path: string, owner: string, unknown: string[]): Json {
    if (!field) return plain(value);
    // Of a list or a map there is none at all, of the rest the empty one.
    if (value === null && ["array", "map", "bytes"].includes(field.type)) return null;
    return value === null ? this.#whenUnset(field) : (this.#tolerant(value, field, path, owner, unknown) ?? null);
  }
}

/** Whether a field that may be left out is left out. Pointers that were given stay, and objects are such. */
function isEmpty(value: Json, field: FieldData): boolean {
  if (field.pointer) return false;
  switch (field.type) {
    case "string":
    case "bytes":
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
  if (isNumber(value)) return "number";
  if (typeof value === "object") return "object";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function mismatch(value: Json, owner: string, path: string, wanted: string, literal?: string): Mismatch {
  const what = literal === undefined ? jsonKind(value) : `number ${literal}`;
  return new Mismatch(`json: cannot unmarshal ${what} into Go struct field ${owner}.${path} of type ${wanted}`);
}

const isNumber = (value: unknown): boolean => value instanceof NumberText;

/** A value without numbers whose text matters. */
function plain(value: Json): Json {
  if (isNumber(value)) return Number((value as unknown as NumberText).text);
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const out: JsonObject = {};
  for (const key in value) define(out, key, plain(value[key] as Json));
  return out;
}

/** The largest integers of each type, and the first too small ones. */
const ranges = { int32: [2n ** 31n, -(2n ** 31n) - 1n], int64: [2n ** 63n, -(2n ** 63n) - 1n] } as const;

function integer(value: Json, owner: string, path: string, type: "int32" | "int64"): number {
  const text = isNumber(value) ? (value as unknown as NumberText).text : typeof value === "number" ? String(value) : undefined;
  if (text === undefined) throw mismatch(value, owner, path, type);
  const [above, below] = ranges[type];
  if (!/^-?\d+$/.test(text) || BigInt(text) >= above || BigInt(text) <= below) throw mismatch(value, owner, path, type, text);
  return Number(text);
}

function time(value: Json, owner: string, path: string): string | undefined {
  if (typeof value !== "string") throw new DecodeError(mismatch(value, owner, path, "string").message);
  try {
    return canonicalTime(value);
  } catch (error) {
    throw error instanceof TimeError ? new DecodeError(error.message) : error;
  }
}

function quantity(value: Json): string {
  const text = isNumber(value) ? (value as unknown as NumberText).text : String(typeof value === "object" ? "" : value);
  try {
    return canonicalQuantity(text.trim());
  } catch (error) {
    throw error instanceof QuantityError ? new DecodeError(error.message) : error;
  }
}

/** Bytes as base64, written as the server writes them; line breaks do not count. */
function base64(value: string): string {
  const text = value.replace(/[\r\n]/g, "");
  const bad = (at: number) => new Mismatch(`illegal base64 data at input byte ${at}`);
  const data = /^[A-Za-z0-9+/]*/.exec(text)?.[0].length ?? 0;
  const [whole, begun] = [data - (data % 4), data % 4];
  const padding = text.slice(data);
  if (begun === 0 || begun === 1) {
    if (padding) throw bad(data);
    if (begun) throw bad(whole);
  } else if (padding === "") throw bad(whole);
  else if (padding[0] !== "=") throw bad(data);
  else if (begun === 2 && padding[1] !== "=") throw bad(padding.length === 1 ? text.length : data);
  else if (padding.length > 4 - begun) throw bad(data + 4 - begun);
  return btoa(atob(text));
}
