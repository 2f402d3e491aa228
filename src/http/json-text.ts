/** JSON text of values, and what JSON can't hold. */
import { invalidArgument } from "./errors.ts";

/** Nothing real is nested as deeply; what is would overflow the stack somewhere. */
const mostLevels = 500;

/** How a value is checked before it is written. */
export interface JsonRules {
  /** False: an undefined field is refused in place of being left out. Default true. */
  readonly undefinedFields?: boolean;
  /** What to give in place of a Date, where the API does not take JSON's form of it. */
  readonly insteadOfDate?: string;
  /** Refuses integers that JavaScript can't hold exactly: they may have been rounded when they were read. */
  readonly exactIntegers?: boolean;
}

/** JSON text of a value. Throws InvalidArgument, with the path, for what JSON would drop, round or turn into something else. */
export function jsonText(value: unknown, where: string, rules: JsonRules = {}): string {
  check(value, where, rules, []);
  return JSON.stringify(value);
}

/** Objects whose content JSON would drop, or write as something else. */
const notPlain = /^\[object (?:Map|Set|WeakMap|WeakSet|Promise|RegExp|Error|BigInt|ArrayBuffer|SharedArrayBuffer|DataView|\w+Array)\]$/;

function check(value: unknown, where: string, rules: JsonRules, above: object[], isConverted = false): void {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw invalidArgument(where, `expected a finite number, got ${value}`);
    if (rules.exactIntegers && isRounded(value)) {
      throw invalidArgument(
        where,
        "is an integer beyond 2^53, which JavaScript can't hold exactly; send a patch without it, or YAML or JSON text",
      );
    }
    return;
  }
  if (typeof value !== "object") throw invalidArgument(where, `expected a value that JSON has, got ${typeof value}`);
  if (above.length >= mostLevels) throw invalidArgument(where.slice(0, 100), `is nested more than ${mostLevels} levels deep`);
  if (above.includes(value)) throw invalidArgument(where.slice(0, 100), "contains itself");
  const json = (value as { toJSON?: unknown }).toJSON;
  // JSON asks once: what a toJSON gives is taken as it is.
  if (typeof json === "function" && !isConverted) {
    if (value instanceof Date && rules.insteadOfDate !== undefined) {
      throw invalidArgument(where, `expected ${rules.insteadOfDate}, got a Date`);
    }
    check(json.call(value, ""), where, rules, above, true);
    return;
  }
  if (!Array.isArray(value) && notPlain.test(Object.prototype.toString.call(value))) {
    throw invalidArgument(where, `expected a plain object, got ${value.constructor?.name}`);
  }
  above.push(value);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) check(value[index], `${where}[${index}]`, rules, above);
  } else {
    refuseInherited(value, where);
    for (const key of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[key];
      if (inner !== undefined || rules.undefinedFields === false) check(inner, where === "" ? key : `${where}.${key}`, rules, above);
    }
  }
  above.pop();
}

/** JSON only has an object's own keys. Methods of a class are not meant to be sent. */
function refuseInherited(value: object, where: string): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return;
  for (const key in value) {
    if (!Object.hasOwn(value, key) && !(key in Object.prototype)) {
      throw invalidArgument(where, `inherits ${JSON.stringify(key.slice(0, 40))}, which JSON would leave out; make it a key of its own`);
    }
  }
}

/** An integer that JavaScript may have rounded. */
const isRounded = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** Throws InvalidArgument, with the path, if the value holds an integer that may have been rounded when it was read. */
export function refuseRounded(value: unknown, where: string): void {
  check(value, where, { exactIntegers: true }, []);
}

/** A copy that shares nothing, as it would travel: no undefined fields, Dates as text. Throws InvalidArgument for what JSON does not have. */
export function copyJson<T>(value: T, where: string): T {
  return JSON.parse(jsonText(value, where)) as T;
}
