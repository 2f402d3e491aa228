import { IssueList, type Path } from "./issues.ts";
import { repr, str, tuple } from "./python-repr.ts";
import type { Rule, Schema } from "./schema.ts";
import { copy, type Document, type Draft, equal, isDict, ObjectId, setKey } from "./values.ts";

/** What is no object where a document should be. */
export class NotADocument extends Error {
  constructor(value: unknown) {
    super(value === null || value === undefined ? "document is missing" : `'${str(value)}' is not a document, must be a dict`);
    this.name = "NotADocument";
  }
}

export interface Validation {
  /** `update` (PATCH) asks for no required fields; `replace` (PUT) and `create` (POST) do. */
  operation: "create" | "update" | "replace";
  /** The stored document that is to be changed. */
  persisted?: Document;
  /** Whether a document of that resource has this id. */
  exists(resource: string, id: unknown): boolean;
  /** Whether another stored document has this value at this dotted path; throws `Unstorable` for a value that none can have. */
  taken(path: string, value: unknown): boolean;
}

const length = (value: unknown): number | undefined => {
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isDict(value) ? Object.keys(value).length : undefined;
};

/** As Cerberus asks Python: from the start of the text, to its end or to a line break there. */
function fits(regex: string, text: string): boolean {
  const pattern = new RegExp(`^(?:${regex.endsWith("$") ? regex : `${regex}$`})`, "u");
  return pattern.test(text) || (text.endsWith("\n") && pattern.test(text.slice(0, -1)));
}

const isNumber = (value: unknown): boolean => ["number", "boolean", "bigint"].includes(typeof value);

const hasType: Readonly<Record<NonNullable<Rule["type"]>, (value: unknown) => boolean>> = {
  string: (v) => typeof v === "string",
  // Wider whole numbers are bigint: such a number was written as a float.
  integer: (v) => typeof v === "boolean" || typeof v === "bigint" || (Number.isInteger(v) && Math.abs(v as number) <= 2 ** 63),
  number: (v) => typeof v === "number" || typeof v === "bigint",
  boolean: (v) => typeof v === "boolean",
  dict: isDict,
  list: Array.isArray,
  objectid: (v) => v instanceof ObjectId || (typeof v === "string" && ObjectId.parse(v) !== undefined),
  datetime: (v) => v instanceof Date,
};

/** One validation of one document: first defaults are filled in, then each field is held against its rules. */
class Validator {
  readonly issues = new IssueList();
  readonly #validation: Validation;
  /** While the whole document is validated once more, read-only fields are no longer passed over. */
  #again = false;

  constructor(validation: Validation) {
    this.#validation = validation;
  }

  get #update(): boolean {
    return this.#validation.operation === "update";
  }

  /** Checks read-only fields before defaults come in, since a field may have both. */
  normalize(fields: Draft, schema: Schema, path: Path): void {
    const persisted = this.#validation.persisted;
    for (const [key, rule] of Object.entries(schema)) {
      if (rule.readonly && Object.hasOwn(fields, key) && !equal(fields[key], persisted?.[key] ?? null)) {
        this.issues.add([...path, key], "readonly", "field is read-only");
      }
    }
    for (const [key, rule] of Object.entries(schema)) {
      if (!("default" in rule) || Object.hasOwn(fields, key)) continue;
      // A patch keeps what is stored; but within the sub-documents it sends, defaults are filled in anew.
      if (this.#update && path.length === 0 && persisted && Object.hasOwn(persisted, key)) continue;
      setKey(fields, key, copy(rule.default));
    }
    for (const key of Object.keys(fields))
      if (Object.hasOwn(schema, key)) this.#normalizeInner(fields[key], schema[key] as Rule, [...path, key]);
  }

  #normalizeInner(value: unknown, rule: Rule, path: Path): void {
    if (isDict(value)) {
      if (rule.valuesrules) for (const key of Object.keys(value)) this.#normalizeInner(value[key], rule.valuesrules, [...path, key]);
      if (rule.type === "dict" && rule.schema) this.normalize(value, rule.schema, path);
    } else if (Array.isArray(value) && rule.items) {
      const { items } = rule;
      value.forEach((inner, i) => {
        this.#normalizeInner(inner, items, [...path, i]);
      });
    }
  }

  fields(fields: Draft, schema: Schema, path: Path): void {
    for (const key of Object.keys(fields)) {
      if (Object.hasOwn(schema, key)) this.#field(fields[key], schema[key] as Rule, [...path, key], fields, schema);
      else this.issues.add([...path, key], "", "unknown field");
    }
    if (this.#update) return;
    for (const [key, rule] of Object.entries(schema)) {
      if (rule.required && !Object.hasOwn(fields, key)) this.issues.add([...path, key], "required", "required field");
    }
  }

  #field(value: unknown, rule: Rule, path: Path, siblings: Draft, schema: Schema): void {
    const add = (name: string, message: string): void => this.issues.add(path, name, message);
    if (value === null) {
      if (!rule.nullable) add("nullable", "null value not allowed");
      if (this.#refused(rule, path)) return;
      // These are asked of null too.
      this.#unique(value, rule, path);
      this.#relation(value, rule, path);
      this.#dependencies(rule, path, siblings, schema);
      return;
    }
    if (this.#refused(rule, path)) return;
    if (rule.type && !hasType[rule.type](value)) {
      add("type", `must be of ${rule.type} type`);
      return;
    }
    const size = length(value);
    const emptyRefused = rule.empty === false && size === 0;
    if (emptyRefused) add("empty", "empty values not allowed");
    else {
      if (rule.allowed) this.#allowed(value, rule.allowed, path);
      if (rule.minlength !== undefined && size !== undefined && size < rule.minlength) add("minlength", `min length is ${rule.minlength}`);
      if (rule.maxlength !== undefined && size !== undefined && size > rule.maxlength) add("maxlength", `max length is ${rule.maxlength}`);
      if (rule.regex !== undefined && typeof value === "string" && !fits(rule.regex, value)) {
        add("regex", `value does not match regex '${rule.regex}'`);
      }
    }
    if (isNumber(value)) {
      if (rule.min !== undefined && Number(value) < rule.min) add("min", `min value is ${repr(rule.min)}`);
      if (rule.max !== undefined && Number(value) > rule.max) add("max", `max value is ${repr(rule.max)}`);
    }
    this.#unique(value, rule, path);
    this.#relation(value, rule, path);
    this.#dependencies(rule, path, siblings, schema);
    if (isDict(value)) {
      if (rule.schema) this.fields(value, rule.schema, path);
      const { valuesrules } = rule;
      if (valuesrules) for (const key of Object.keys(value)) this.#field(value[key], valuesrules, [...path, key], value, {});
    } else if (Array.isArray(value) && rule.items) {
      const { items } = rule;
      value.forEach((inner, i) => {
        this.#field(inner, items, [...path, i], {}, {});
      });
    }
  }

  /** A read-only field at the top that was sent changed: nothing more is said of it. */
  #refused(rule: Rule, path: Path): boolean {
    return rule.readonly === true && path.length === 1 && !this.#again && this.issues.has(path, "readonly");
  }

  #allowed(value: unknown, allowed: readonly unknown[], path: Path): void {
    const isAllowed = (v: unknown): boolean => allowed.some((a) => equal(a, v));
    if (Array.isArray(value)) {
      const others = value.filter((v) => !isAllowed(v));
      if (others.length > 0) this.issues.add(path, "allowed", `unallowed values ${tuple(others)}`);
    } else if (!isAllowed(value)) this.issues.add(path, "allowed", `unallowed value ${str(value)}`);
  }

  #unique(value: unknown, rule: Rule, path: Path): void {
    if (!rule.unique) return;
    const names = path.filter((part) => typeof part === "string").join(".");
    if (this.#validation.taken(names, value)) this.issues.add(path, "", `value '${str(value)}' is not unique`);
  }

  #relation(value: unknown, rule: Rule, path: Path): void {
    if (!rule.relation || (value === null && rule.nullable)) return;
    const { resource } = rule.relation;
    for (const id of Array.isArray(value) ? value : [value]) {
      if (!this.#validation.exists(resource, id)) {
        this.issues.add(path, "", `value '${str(id)}' must exist in resource '${resource}', field '_id'.`);
      }
    }
  }

  #dependencies(rule: Rule, path: Path, siblings: Draft, schema: Schema): void {
    if (!rule.dependencies) return;
    const { persisted } = this.#validation;
    const stored = rule.dependencies.filter((d) => !Object.hasOwn(siblings, d) && persisted && Object.hasOwn(persisted, d));
    if (stored.length === 0) {
      for (const dependency of rule.dependencies) {
        if (!Object.hasOwn(siblings, dependency)) this.issues.add(path, "dependencies", `field '${dependency}' is required`);
      }
      return;
    }
    // What is stored counts as there; Eve then validates all of it once more.
    const whole = copy(siblings);
    for (const key of stored) whole[key] = copy(persisted?.[key]);
    const before = this.#again;
    this.#again = true;
    this.fields(whole, schema, path.slice(0, -1));
    this.#again = before;
  }
}

/**
 * Fills in defaults and holds a document against its schema. The document (changed in place) is what to store when there are
 * no issues. Throws `NotADocument` for what is no object.
 */
export function validate(document: unknown, schema: Schema, validation: Validation): IssueList {
  if (!isDict(document)) throw new NotADocument(document);
  const validator = new Validator(validation);
  validator.normalize(document, schema, []);
  validator.fields(document, schema, []);
  return validator.issues;
}
