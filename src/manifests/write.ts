import { DUMP_SCHEMA, dump } from "js-yaml";
import { numberLookalike } from "./schema.ts";

const schema = DUMP_SCHEMA.withTags(numberLookalike);

/**
 * Objects as YAML, in the order of their fields: one object, or several as documents that `---` parts. What YAML 1.1 or 1.2 would
 * take for something else (`yes`, `012`, `1.20`, dates) is put in quotes; fields that are undefined are left out.
 *
 * @throws TypeError when a value is none that JSON has (a function, a Date, NaN), naming its path.
 */
export function toYaml(objects: object | readonly object[]): string {
  const list: readonly object[] = Array.isArray(objects) ? objects : [objects as object];
  return list.map((object) => document(object)).join("---\n");
}

function document(object: object): string {
  if (typeof object !== "object" || object === null || Array.isArray(object))
    throw new TypeError("toYaml: a manifest is an object with fields");
  return dump(plain(object, "", new Set()), { schema, noRefs: true, lineWidth: -1 });
}

/** The value without undefined fields; throws at the first value that JSON doesn't know. */
function plain(value: unknown, path: string, above: Set<object>): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  if (typeof value !== "object")
    throw new TypeError(
      `toYaml: ${path || "the value"} is ${typeof value === "number" ? value : `a ${typeof value}`}, which JSON doesn't have`,
    );
  if (above.has(value)) throw new TypeError(`toYaml: ${path} contains itself`);
  above.add(value);
  let out: unknown;
  if (Array.isArray(value)) out = value.map((item, i) => plain(item, `${path}[${i}]`, above));
  else {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      throw new TypeError(`toYaml: ${path || "the value"} is a ${value.constructor?.name ?? "class instance"}, not a plain object`);
    }
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    out = Object.fromEntries(fields.map(([key, field]) => [key, plain(field, path === "" ? key : `${path}.${key}`, above)]));
  }
  above.delete(value);
  return out;
}
