import { InternalServerError } from "./errors.ts";
import { formatHttpDate } from "./http-date.ts";

/** A document's id, 24 hex digits: a type of its own as in MongoDB, where the same digits as text are another value. */
export class ObjectId {
  readonly hex: string;

  constructor(hex: string) {
    this.hex = hex.toLowerCase();
    Object.freeze(this);
  }

  /** The id that a text writes, or undefined. */
  static parse(text: string): ObjectId | undefined {
    return /^[0-9a-fA-F]{24}$/.test(text) ? new ObjectId(text) : undefined;
  }

  toString(): string {
    return this.hex;
  }

  toJSON(): string {
    return this.hex;
  }
}

/** A document as the store keeps it: ids are `ObjectId`, times are `Date`, all else is JSON; frozen in depth. */
export type Document = Readonly<Record<string, unknown>>;
/** A document under construction. */
export type Draft = Record<string, unknown>;

/** An uploaded file in a form: no field of any resource takes one. */
export class UploadedFile {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Whether a value is a document or sub-document: an object that is no array, id, time or file. */
export const isDict = (value: unknown): value is Draft =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof ObjectId) &&
  !(value instanceof Date) &&
  !(value instanceof UploadedFile);

/** Whether Python takes a value for true: empty texts, lists and dicts count as false, as 0 and null do; NaN does not. */
export const truthy = (value: unknown): boolean =>
  Number.isNaN(value) || (Array.isArray(value) ? value.length > 0 : isDict(value) ? Object.keys(value).length > 0 : Boolean(value));

/** Sets a key as data even when it is called `__proto__`. */
export function setKey(target: Draft, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** A copy whose dicts and lists may be changed; ids and times are shared. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isDict(value)) return value;
  const out: Draft = {};
  for (const key of Object.keys(value)) setKey(out, key, copy(value[key]));
  return out as T;
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** Equality as Python sees it: the order of keys doesn't matter, and true is 1. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "boolean" && typeof b === "number") return Number(a) === b;
  if (typeof a === "number" && typeof b === "boolean") return a === Number(b);
  if (a instanceof ObjectId || b instanceof ObjectId) return a instanceof ObjectId && b instanceof ObjectId && a.hex === b.hex;
  if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((v, i) => equal(v, b[i]));
  if (!isDict(a) || !isDict(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

/** A stored value as it is written in answers: ids as hex digits, times as RFC 1123. The server fails at NaN and infinities. */
export function toWire(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new InternalServerError();
  if (value instanceof ObjectId) return value.hex;
  if (value instanceof Date) return formatHttpDate(value);
  if (Array.isArray(value)) return value.map(toWire);
  if (!isDict(value)) return value;
  const out: Draft = {};
  for (const key of Object.keys(value)) setKey(out, key, toWire(value[key]));
  return out;
}
