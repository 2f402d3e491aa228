import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, loadAll, mergeTag, NOT_RESOLVED, YAMLException } from "js-yaml";
import { define, type Json } from "./objects.ts";

/** Text that is no YAML, or YAML that is no JSON. */
export class YamlSyntaxError extends Error {}

/** YAML with a value that JSON has not, in the words of the server. */
export class YamlValueError extends YamlSyntaxError {}

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

/** So many keys that are there twice are noted, and so many characters are read to find them: each one takes another reading of the text. */
const duplicatesLimit = 100;
const rereadLimit = 2_000_000;

/** Reads one YAML document as JSON. Nothing at all is null. Duplicate keys are noted, the last one counts. */
export function parseYaml(text: string): { value: Json; duplicates: string[] } {
  if (!text.trim()) return { value: null, duplicates: [] };
  if (/^%YAML\s+(?!1\.1\s)/.test(text)) throw new YamlSyntaxError("found incompatible YAML document");
  // Without aliases there are fewer nodes than characters.
  const size = () => ({ left: text.length + aliasedNodes });
  try {
    return { value: toJson(first(text, {}), size()), duplicates: [] };
  } catch (error) {
    if (!isDuplicate(error)) throw asSyntaxError(error);
  }
  return { value: toJson(read(text, { json: true }), size()), duplicates: duplicateKeys(text) };
}

const isDuplicate = (error: unknown): error is YAMLException => error instanceof YAMLException && error.reason === "duplicated mapping key";

function asSyntaxError(error: unknown): YamlSyntaxError {
  if (error instanceof YamlSyntaxError) return error;
  if (!(error instanceof YAMLException)) return new YamlSyntaxError(String(error));
  return new YamlSyntaxError(`line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`);
}

function read(text: string, options: { json?: boolean }): unknown {
  try {
    return first(text, options);
  } catch (error) {
    throw asSyntaxError(error);
  }
}

/** Every key that is there again: the reader stops at the first, so each is given another name before it reads on. */
function duplicateKeys(text: string): string[] {
  const found: string[] = [];
  let rest = text;
  const most = Math.min(duplicatesLimit, Math.ceil(rereadLimit / text.length));
  while (found.length < most) {
    try {
      first(rest, {});
      return found;
    } catch (error) {
      if (!isDuplicate(error) || !error.mark) return found;
      const { position, line } = error.mark;
      const quoted = /["']/.exec(rest[position - 1] ?? "")?.[0];
      const key = quoted
        ? rest.slice(position, rest.indexOf(quoted, position))
        : (/^.*?(?=\s*(?::\s|:$|\n|$))/.exec(rest.slice(position))?.[0] ?? "");
      found.push(`line ${line + 1}: key ${JSON.stringify(key)} already set in map`);
      rest = `${rest.slice(0, position)}again${found.length}_${rest.slice(position)}`;
    }
  }
  return found;
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
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new YamlValueError(`json: unsupported value: ${Number.isNaN(value) ? "NaN" : value < 0 ? "-Inf" : "+Inf"}`);
  }
  return value as Json;
}
