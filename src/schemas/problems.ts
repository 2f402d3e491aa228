import * as z from "zod/mini";
import type { OptionNames } from "../http/options.ts";

/** What is wrong with one place of a value. */
export interface Problem {
  /** Where in the value: `spec.access[0].verbs`. Empty: the value as a whole. */
  readonly path: string;
  /** What should be there: `number`, `one of "aws", "azure"`. */
  readonly expected: string;
  /** What is there: its type, not its value, which may be a secret. Values are named only where few are allowed. */
  readonly got: string;
  /** All three in one line: `spec.ttl: expected number, got string`. */
  readonly message: string;
}

/** What happens with fields that the schema does not know: newer servers have more of them, mistyped names are others. */
export interface ProblemOptions {
  /** Default `"pass"`. */
  unknownFields?: "pass" | "refuse";
}

export const problemOptions = { unknownFields: true } satisfies OptionNames<ProblemOptions>;

type Schema = z.core.$ZodType;
type Path = readonly PropertyKey[];

/** Everything that is wrong with a value, in the order of its fields; an empty list when nothing is. Never throws, never changes the value. */
export function problems(schema: Schema, value: unknown, options: ProblemOptions = {}): Problem[] {
  const issues = z.safeParse(schema, value).error?.issues ?? [];
  const found = issues.map((issue) => fromIssue(issue, value));
  if (options.unknownFields === "refuse") findUnknown(schema, value, [], found);
  return found;
}

function fromIssue(issue: z.core.$ZodIssue, root: unknown): Problem {
  const value = at(root, issue.path);
  switch (issue.code) {
    case "invalid_type":
      return problem(issue.path, typeName(issue.expected), describe(value));
    case "invalid_value": {
      const allowed = issue.values.map((one) => JSON.stringify(one)).join(", ");
      return problem(issue.path, `one of ${allowed}`, typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : describe(value));
    }
    case "too_small":
      return problem(issue.path, limit("at least", issue.minimum, issue.origin), size(value));
    case "too_big":
      return problem(issue.path, limit("at most", issue.maximum, issue.origin), size(value));
    case "invalid_union": {
      const types = issue.errors.flat().flatMap((inner) => (inner.code === "invalid_type" ? [typeName(inner.expected)] : []));
      return problem(issue.path, [...new Set(types)].join(" or "), describe(value));
    }
    case "custom":
      return problem(issue.path, String(issue.params?.["expected"] ?? issue.message), describe(value));
    default:
      return problem(issue.path, issue.message, describe(value));
  }
}

function typeName(expected: string): string {
  return expected === "int" ? "integer" : expected === "record" ? "object" : expected;
}

function limit(words: string, bound: unknown, origin: unknown): string {
  const unit =
    origin === "string" ? (bound === 1 ? " character" : " characters") : origin === "array" ? (bound === 1 ? " item" : " items") : "";
  return `${words} ${String(bound)}${unit}`;
}

function size(value: unknown): string {
  if (typeof value === "string" || Array.isArray(value)) return String(value.length);
  return typeof value === "number" ? String(value) : describe(value);
}

function problem(path: Path, expected: string, got: string): Problem {
  const text = pathText(path);
  return { path: text, expected, got, message: `${text === "" ? "" : `${text}: `}expected ${expected}, got ${got}` };
}

/** Type of a value as JSON has it. Numbers are shown: none of them is a secret, and 1.5 for an integer says more than "number". */
function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number" && (!Number.isSafeInteger(value) || Number.isNaN(value))) return String(value);
  return typeof value;
}

/** A path as JavaScript writes it. */
function pathText(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const name = String(key);
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

function at(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return value;
}

function findUnknown(schema: Schema, value: unknown, path: Path, found: Problem[]): void {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case "optional":
    case "nullable":
      findUnknown(def.innerType, value, path, found);
      return;
    case "array":
      if (Array.isArray(value)) for (const [index, item] of value.entries()) findUnknown(def.element, item, [...path, index], found);
      return;
    case "record":
      if (isObject(value)) for (const [key, item] of Object.entries(value)) findUnknown(def.valueType, item, [...path, key], found);
      return;
    case "object":
      if (!isObject(value)) return;
      for (const [key, item] of Object.entries(value)) {
        const field = Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
        if (field !== undefined) findUnknown(field, item, [...path, key], found);
        else found.push(problem([...path, key], `no field of this name${nearest(key, Object.keys(def.shape))}`, describe(item)));
      }
  }
}

/** Names the field that was probably meant: the same but for case, or one letter more or less. */
function nearest(key: string, names: string[]): string {
  const near = names.find((name) => name.toLowerCase() === key.toLowerCase() || oneLetterOff(name, key));
  return near === undefined ? "" : ` (${near}?)`;
}

function oneLetterOff(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short.length < 3) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  return long.length === short.length ? short.slice(same + 1) === long.slice(same + 1) : short.slice(same) === long.slice(same + 1);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
