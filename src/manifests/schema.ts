import {
  boolYaml11Tag,
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mergeTag,
  NOT_RESOLVED,
  type Schema,
} from "js-yaml";

/** A scalar that has no place in an object that is sent as JSON. */
class Unfit {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** Powers of two between which kubectl keeps an integer as it is; further out it takes the nearest float, as JavaScript does. */
const least = -(2n ** 63n);
const beyond = 2n ** 64n;

function integer(digits: string, radixPrefix: string, negative: boolean): number | Unfit {
  const exact = BigInt(radixPrefix + digits) * (negative ? -1n : 1n);
  const value = Number(exact);
  if (exact >= least && exact < beyond && BigInt(value) !== exact) {
    return new Unfit("the integer is too large to be held exactly (2^53 is the limit); put it in quotes if it is meant as text");
  }
  // Not -0, which JSON doesn't know.
  return value + 0;
}

/** Integers of YAML 1.1 and 1.2 as kubectl takes them: 0777 and 0o777 are octal, 0b101 binary, 0x1F hexadecimal, 1_000 a thousand. */
function readInteger(source: string): number | Unfit | undefined {
  const parts = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/.exec(source);
  if (!parts) return undefined;
  const [, sign, hexadecimal, binary, octal, decimal] = parts;
  const negative = sign === "-";
  if (hexadecimal !== undefined) return integer(hexadecimal, "0x", negative);
  if (binary !== undefined) return integer(binary, "0b", negative);
  if (octal !== undefined) return integer(octal, "0o", negative);
  return integer(decimal as string, "", negative);
}

function readFloat(source: string): number | Unfit | undefined {
  if (/^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/.test(source)) return new Unfit("JSON has no infinity and no NaN");
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(source)) return undefined;
  const value = Number(source);
  // Beyond the largest float it stays text.
  return Number.isFinite(value) ? value + 0 : undefined;
}

const firstOfNumber = [..."+-.0123456789"];

const integerTag = defineScalarTag<number | Unfit>("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: firstOfNumber,
  resolve: (source) => readInteger(source.replaceAll("_", "")) ?? NOT_RESOLVED,
  identify: () => false,
});

const floatTag = defineScalarTag<number | Unfit>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: firstOfNumber,
  resolve: (source, isExplicit) => {
    // Underscores are for digits: ._5 is text.
    const plain = source.startsWith(".") ? source : source.replaceAll("_", "");
    return (isExplicit ? readInteger(plain) : undefined) ?? readFloat(plain) ?? NOT_RESOLVED;
  },
  identify: () => false,
});

const sequenceTag = defineSequenceTag<unknown[]>("tag:yaml.org,2002:seq", {
  create: () => [],
  addItem: (items, item) => {
    if (item instanceof Unfit) return item.why;
    items.push(item);
  },
  identify: Array.isArray,
});

type Fields = Record<string, unknown>;

/** Sets a field as its own, also one called __proto__. */
export function setOwn(fields: Fields, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}

/** Keys become text, as in JSON. Others than text, whole numbers and booleans are refused: kubectl refuses or rewrites them. */
const mappingTag = defineMappingTag<Fields>("tag:yaml.org,2002:map", {
  create: () => ({}),
  addPair: (fields, key, value) => {
    if (value instanceof Unfit) return value.why;
    if (key instanceof Unfit) return key.why;
    if (typeof key === "number" && !Number.isInteger(key)) return "a key that is a number with a fraction: put it in quotes";
    if (typeof key !== "string" && typeof key !== "number" && typeof key !== "boolean") return "a key must be text";
    setOwn(fields, String(key), value);
    return "";
  },
  has: (fields, key) => Object.hasOwn(fields, String(key)),
  keys: Object.keys,
  get: (fields, key) => fields[String(key)],
  identify: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
});

/** What kubectl takes for a number though neither YAML 1.1 nor 1.2 does (0O17, 1_e3): for the writer, which puts such text in quotes. */
export const numberLookalike = defineScalarTag<true>("tag:clusterplane,2026:number-lookalike", {
  implicit: true,
  implicitFirstChars: firstOfNumber,
  resolve: (source) => {
    const plain = source.startsWith(".") ? source : source.replaceAll("_", "");
    return readInteger(plain) === undefined && readFloat(plain) === undefined ? NOT_RESOLVED : true;
  },
  identify: () => false,
});

/** YAML as kubectl reads it: YAML 1.2 with the booleans, integers and merge keys of 1.1; dates stay text. */
export const kubectlSchema: Schema = CORE_SCHEMA.withTags(boolYaml11Tag, mergeTag, integerTag, floatTag, sequenceTag, mappingTag);
