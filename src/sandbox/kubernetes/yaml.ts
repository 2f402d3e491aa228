import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, dump, loadAll, mergeTag, NOT_RESOLVED, YAMLException } from "js-yaml";
import { define, type Json } from "./objects.ts";

/** Text that is no YAML, or YAML that is no JSON. */
export class YamlSyntaxError extends Error {}

/** `0777`, `012` and `1_000` are integers to the server's reader, but not to the core schema of YAML 1.2. */
const integer = defineScalarTag<number>("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: [..."+-0123456789"],
  resolve: (source) => {
    const text = source.replaceAll("_", "");
    if (!/^[+-]?\d/.test(text) || text.endsWith(".")) return NOT_RESOLVED;
    const sign = text.startsWith("-") ? -1 : 1;
    const digits = text.replace(/^[+-]/, "");
    if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
    if (/^0o[0-7]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 8);
    if (/^0b[01]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 2);
    if (/^0x[0-9a-fA-F]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 16);
    return /^(0|[1-9]\d*)$/.test(digits) ? sign * Number(digits) : NOT_RESOLVED;
  },
  identify: () => false,
});

/** What the server's YAML reader understands: YAML 1.2 with the booleans and merge keys of 1.1. */
const schema = CORE_SCHEMA.withTags(boolYaml11Tag, mergeTag, integer);

/** A few lines of aliases can name a document of gigabytes. */
const limits = { maxAliases: 1000, maxDepth: 500 };
const aliasedNodes = 400_000;

/** Reads one YAML document as JSON. Nothing at all is null. Duplicate keys are noted, the last one counts. */
export function parseYaml(text: string): { value: Json; duplicates: string[] } {
  if (!text.trim()) return { value: null, duplicates: [] };
  // Without aliases there are fewer nodes than characters.
  const size = () => ({ left: text.length + aliasedNodes });
  try {
    return { value: toJson(first(text, {}), size()), duplicates: [] };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error instanceof YamlSyntaxError ? error : new YamlSyntaxError(String(error));
    if (error.reason === "duplicated mapping key") {
      const line = (error.mark?.line ?? 0) + 1;
      const value = toJson(first(text, { json: true }), size());
      const key =
        text
          .split("\n")
          [line - 1]?.split(":")[0]
          ?.replace(/^[\s-]+/, "") ?? "";
      return { value, duplicates: [`line ${line}: key ${JSON.stringify(key)} already set in map`] };
    }
    throw new YamlSyntaxError(`line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`);
  }
}

/** Of several documents the first counts. */
const first = (text: string, options: { json?: boolean }) => loadAll(text, { schema, ...limits, ...options })[0] ?? null;

function toJson(value: unknown, size: { left: number }): Json {
  if (--size.left < 0) throw new YamlSyntaxError("document contains excessive aliasing");
  if (Array.isArray(value)) return value.map((item) => toJson(item, size));
  if (typeof value === "object" && value !== null) {
    const out: { [key: string]: Json } = {};
    for (const [key, item] of Object.entries(value)) define(out, key, toJson(item, size));
    return out;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new YamlSyntaxError(`unsupported value: ${value}`);
  return value as Json;
}

/** Writes JSON as the server writes YAML: keys sorted, lists not indented. */
export function toYaml(value: unknown): string {
  return dump(value, { sortKeys: true, seqNoIndent: true, lineWidth: -1, noRefs: true });
}
