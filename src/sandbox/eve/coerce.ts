import { parseHttpDate } from "./http-date.ts";
import { parseJson, wholeNumber } from "./json.ts";
import type { Rule, Schema } from "./schema.ts";
import { type Draft, isDict, ObjectId, setKey, truthy } from "./values.ts";

/** Where Eve's conversion meets a value it can't even look into, it stops there; validation then names what is wrong. */
class Stop extends Error {}

/** Turns `{"a.b": 1}` into `{"a": {"b": 1}}`, at every depth, in place. */
function splitDottedKeys(value: unknown): void {
  if (Array.isArray(value)) for (const inner of value) splitDottedKeys(inner);
  if (!isDict(value)) return;
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (!key.includes(".")) {
      splitDottedKeys(inner);
      continue;
    }
    const parts = key.split(".");
    let at: Draft = value;
    for (const part of parts.slice(0, -1)) {
      if (!Object.hasOwn(at, part)) setKey(at, part, {});
      const next = at[part];
      if (!isDict(next)) throw new Stop();
      at = next;
    }
    splitDottedKeys(inner);
    setKey(at, parts.at(-1) as string, inner);
    delete value[key];
  }
}

/** A text as Python's `int()` reads it. */
export function parseInteger(text: string): number | bigint | undefined {
  if (!/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text)) return undefined;
  const digits = text.trim().replaceAll("_", "");
  return wholeNumber(BigInt(digits.replace(/^[+-]/, "")) * (digits.startsWith("-") ? -1n : 1n));
}

const booleans: Readonly<Record<string, boolean>> = { "1": true, true: true, "0": false, false: false };

/** A value as the rule's type has it, when it can be converted; else as it came, and validation will refuse it. */
function convert(type: Rule["type"], value: unknown): unknown {
  switch (type) {
    case "objectid":
      if (!truthy(value)) return null;
      return typeof value === "string" ? (ObjectId.parse(value) ?? value) : value;
    case "datetime":
      if (!truthy(value)) return null;
      return typeof value === "string" ? (parseHttpDate(value) ?? value) : value;
    case "integer":
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new Stop();
      if (typeof value === "number")
        return Number.isNaN(value) || Math.abs(value) <= 2 ** 63 ? Math.trunc(value) : BigInt(Math.trunc(value));
      if (typeof value === "boolean") return Number(value);
      return typeof value === "string" ? (parseInteger(value) ?? value) : value;
    case "number":
      if (typeof value !== "string") return value;
      try {
        return parseJson(value);
      } catch {
        return value;
      }
    case "boolean":
      return (typeof value === "object" ? undefined : booleans[String(value).toLowerCase()]) ?? value;
    default:
      return value;
  }
}

const convertible = new Set<Rule["type"]>(["objectid", "datetime", "integer", "number", "boolean"]);

/** Whether nothing is in a value that Eve walks through as if it were a list; stops at what it can't walk through. */
function nothingIn(value: unknown): boolean {
  if (value === "" || (isDict(value) && Object.keys(value).length === 0)) return true;
  throw new Stop();
}

function convertList(list: unknown, items: Rule): void {
  if (items.type === "dict") {
    // A dict or text is walked through too, and nothing is found in it.
    if (!Array.isArray(list)) {
      if (typeof list === "string" || isDict(list)) return;
      throw new Stop();
    }
    for (const inner of list) if (isDict(inner) && items.schema) convertFields(inner, items.schema);
  } else if (items.type === "list") {
    if (!Array.isArray(list) && nothingIn(list)) return;
    for (const inner of list as unknown[]) if (items.items) convertList(inner, items.items);
  } else if (convertible.has(items.type)) {
    if (!Array.isArray(list)) nothingIn(list);
    else for (let i = 0; i < list.length; i++) list[i] = convert(items.type, list[i]);
  }
}

function convertFields(document: Draft, schema: Schema): void {
  for (const key of Object.keys(document)) {
    const value = document[key];
    if (value === null || value === undefined || !Object.hasOwn(schema, key)) continue;
    const rule = schema[key] as Rule;
    if (rule.type === "dict" && rule.schema) {
      if (isDict(value)) convertFields(value, rule.schema);
    } else if (rule.type === "list" && rule.items) convertList(value, rule.items);
    else setKey(document, key, convert(rule.type, value));
  }
}

/**
 * Prepares a document for validation, in place: dotted keys become sub-documents, and values are converted to their fields'
 * types where that can be done (`"5"` and `1.5` for whole numbers, `"true"` for booleans, hex digits for ids).
 */
export function coerce(document: Draft, schema: Schema): void {
  try {
    splitDottedKeys(document);
    convertFields(document, schema);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
}
