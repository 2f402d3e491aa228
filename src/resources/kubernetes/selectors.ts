/** Label and field selectors, checked against their grammar: a selector that means something else chooses the wrong objects. */
import { invalidArgument } from "../../http/errors.ts";
import { isPlainObject, typeName } from "../../http/json.ts";

/** `{ app: "web", tier: ["a", "b"], canary: true, old: false }`: equals, is one of, exists, doesn't exist. Or the selector's own text. */
export type LabelSelector = string | Readonly<Record<string, string | readonly string[] | boolean>>;

/** `{ "metadata.name": "web" }`, or the selector's own text. */
export type FieldSelector = string | Readonly<Record<string, string>>;

export interface Selectors {
  readonly labelSelector?: LabelSelector | undefined;
  readonly fieldSelector?: FieldSelector | undefined;
}

/** The selectors as query parameters. Throws InvalidArgument for keys and values that no label or field can have. */
export function selectorQuery({ labelSelector, fieldSelector }: Selectors): {
  readonly labelSelector: string | undefined;
  readonly fieldSelector: string | undefined;
} {
  return {
    labelSelector: textOf(labelSelector, "labelSelector", labelTerm),
    fieldSelector: textOf(fieldSelector, "fieldSelector", fieldTerm),
  };
}

/** The same for a deletion: an empty selector, or a variable that was not set, would choose everything. */
export function checkDeletionSelectors(selectors: Selectors): void {
  for (const name of ["labelSelector", "fieldSelector"] as const) {
    if (name in selectors && selectors[name] === undefined) {
      throw invalidArgument(name, "is undefined, which would delete all objects; leave it out if that is meant");
    }
    if (selectors[name] !== undefined && selectorQuery(selectors)[name] === undefined) {
      throw invalidArgument(name, "is empty, which would delete all objects; leave it out if that is meant");
    }
  }
}

function textOf(selector: unknown, where: string, term: (key: string, value: unknown, where: string) => string): string | undefined {
  if (selector === undefined) return undefined;
  if (typeof selector === "string") return selector.trim() === "" ? undefined : selector;
  if (!isPlainObject(selector)) throw invalidArgument(where, "expected a plain object or a string");
  const terms = Object.entries(selector).map(([key, value]) => term(key, value, `${where}[${JSON.stringify(key)}]`));
  return terms.length === 0 ? undefined : terms.join(",");
}

const name = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const domain = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function labelTerm(key: string, value: unknown, where: string): string {
  const parts = key.split("/");
  const isKey = parts.length <= 2 && name.test(parts.at(-1)!) && (parts.length === 1 || domain.test(parts[0]!));
  if (!isKey) throw invalidArgument(where, "is not the key of a label");
  if (value === true) return key;
  if (value === false) return `!${key}`;
  if (!Array.isArray(value)) return `${key}=${labelValue(value, where)}`;
  if (value.length === 0) throw invalidArgument(where, "is an empty list, which no label can match");
  return `${key} in (${value.map((one) => labelValue(one, where)).join(",")})`;
}

function labelValue(value: unknown, where: string): string {
  if (typeof value !== "string")
    throw invalidArgument(where, `expected a string, a list of strings, true or false, got ${typeName(value)}`);
  if (value !== "" && !name.test(value)) {
    throw invalidArgument(where, `${JSON.stringify(value.slice(0, 80))} is not a value that a label can have`);
  }
  return value;
}

function fieldTerm(key: string, value: unknown, where: string): string {
  if (!/^[A-Za-z][\w.-]*(?:\[[\w./-]+\])?$/.test(key)) throw invalidArgument(where, "is not the path of a field");
  if (typeof value !== "string") throw invalidArgument(where, `expected a string, got ${typeName(value)}`);
  // In a field selector a backslash escapes what would end the value.
  return `${key}=${value.replace(/[\\,=]/g, "\\$&")}`;
}
