import { DUMP_SCHEMA, defineScalarTag, dump, NOT_RESOLVED } from "js-yaml";
import { invalidArgument } from "../http/errors.ts";
import { depthLimit, setOwn } from "./construct.ts";
import { readNumber } from "./scalars.ts";

/** Numbers to kubectl, though neither YAML 1.1 nor YAML 1.2 has them (`0O17`, `1_e3`): such strings are quoted. */
const numberTag = defineScalarTag<true>("tag:clusterplane,2026:number", {
  implicit: true,
  implicitFirstChars: [..."+-.0123456789"],
  resolve: (text) => (readNumber(text) === undefined ? NOT_RESOLVED : true),
  identify: () => false,
});

const schema = DUMP_SCHEMA.withTags(numberTag);

/**
 * Writes objects as YAML, in the order of their fields: one object, or several as documents separated by `---`. Quotes strings that YAML
 * 1.1 or 1.2 would read as something else (`yes`, `012`, `1.20`, dates). Leaves out fields that are undefined.
 *
 * @throws InvalidArgument if a value is none that JSON has (a function, a Date, NaN), or one that `parseManifest` refuses (an unpaired
 * surrogate, an integer beyond 2^53), with its path.
 */
export function toYaml(objects: object | readonly object[]): string {
  const list: readonly object[] = Array.isArray(objects) ? objects : [objects as object];
  return list.map((object) => document(object)).join("---\n");
}

const refusal = (path: string, reason: string) => invalidArgument("toYaml", `${path === "" ? "the object" : path} ${reason}`);

function document(object: object): string {
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    throw invalidArgument("toYaml", "expected an object, or an array of objects");
  }
  return dump(plain(object, "", new Set()), { schema, noRefs: true, lineWidth: -1 });
}

/** The value without undefined fields. Throws at the first value that JSON does not have, or that `parseManifest` would refuse. */
function plain(value: unknown, path: string, above: Set<object>): unknown {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return wellFormed(value, path);
  if (typeof value === "number") return exact(value, path);
  if (typeof value !== "object") throw refusal(path, `is of type ${typeof value}, which JSON does not have`);
  if (above.has(value)) throw refusal(path, "contains itself");
  if (above.size === depthLimit) throw refusal(path, `is nested deeper than ${depthLimit} levels`);
  above.add(value);
  const copy = Array.isArray(value) ? value.map((item, i) => plain(item, `${path}[${i}]`, above)) : plainFields(value, path, above);
  above.delete(value);
  return copy;
}

function wellFormed(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text)) throw refusal(path, "has an unpaired surrogate, which is no character");
  return text;
}

function exact(value: number, path: string): number {
  if (!Number.isFinite(value)) throw refusal(path, `is ${value}, which JSON does not have`);
  const read = readNumber(String(value));
  if (read && "refused" in read) throw refusal(path, "is an integer beyond 2^53, whose last digits JavaScript does not keep");
  // JSON has no -0.
  return value + 0;
}

function plainFields(value: object, path: string, above: Set<object>): Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value);
  // Plain objects of another realm (an iframe, a vm context) have another Object.prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw refusal(path, `is a ${value.constructor?.name ?? "class instance"}, not a plain object`);
  }
  const fields: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const at = path === "" ? key : `${path}.${key}`;
    setOwn(fields, wellFormed(key, at), plain(field, at, above));
  }
  return fields;
}
