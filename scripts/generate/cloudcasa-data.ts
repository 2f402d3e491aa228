/** What the sandbox's Eve engine serves: resources with their methods and the rules of their fields. */
import type { ResourceData, RuleData } from "../../src/generated/sandbox/cloudcasa.ts";
import { type ApiDocument, fieldsOf, isNullable, METHODS, refName, type Schema, schemaOf, typesOf } from "./document.ts";
import { print } from "./print.ts";

export function cloudcasaData(document: ApiDocument): string {
  const resources: ResourceData[] = [];
  for (const schema of Object.values(document.components.schemas)) {
    const resource = schema["x-eve-resource"];
    if (resource === undefined) continue;
    const kept = Object.keys(fieldsOf(document, schemaOf(document, "DocumentMeta")).properties);
    const rules = dictRules(document, schema, kept);
    resources.push({
      name: resource.name,
      itemTitle: resource.title,
      resourceMethods: methods(document, `/${resource.name}`),
      itemMethods: methods(document, `/${resource.name}/{id}`),
      schema: rules,
    });
  }
  resources.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${INTERFACES}
export const resources: readonly ResourceData[] = ${print(resources)};
`;
}

function methods(document: ApiDocument, path: string): string[] {
  const item = document.paths[path];
  if (item === undefined) throw new Error(`no path ${path}`);
  return METHODS.filter((method) => item[method] !== undefined).map((method) => method.toUpperCase());
}

function dictRules(document: ApiDocument, schema: Schema, except: readonly string[] = []): Record<string, RuleData> {
  const { properties, required } = fieldsOf(document, schema);
  const rules: Record<string, RuleData> = {};
  for (const [key, field] of Object.entries(properties)) {
    if (except.includes(key) || field["x-computed"]) continue;
    rules[key] = { ...rule(document, field), ...(required.has(key) || field["x-required"] ? { required: true } : {}) };
  }
  return rules;
}

function rule(document: ApiDocument, schema: Schema): RuleData {
  const ref = refName(schema);
  const target = ref === undefined ? schema : schemaOf(document, ref);
  const type = ruleType(target);
  const out: RuleData = {};
  if (type !== undefined) out.type = type;
  if (schema.readOnly || schema["x-shown-once"]) out.readonly = true;
  if (schema.writeOnly || schema["x-shown-once"]) out.writeOnly = true;
  if (isNullable(schema)) out.nullable = true;
  if (schema["x-unique"]) out.unique = true;
  if (schema.default !== undefined) out.default = schema.default;
  const { minLength = schema.minItems, maxLength = schema.maxItems, minimum, maximum } = schema;
  if (minLength !== undefined) out.minlength = minLength;
  if (maxLength !== undefined) out.maxlength = maxLength;
  if (minimum !== undefined) out.min = minimum;
  if (maximum !== undefined) out.max = maximum;
  if (schema.enum !== undefined) out.allowed = schema.enum.filter((value) => value !== null);
  if (schema["x-dependencies"] !== undefined) out.dependencies = schema["x-dependencies"];
  if (schema["x-relation"] !== undefined) out.relation = schema["x-relation"];
  if (target.properties !== undefined || target.allOf !== undefined) out.schema = dictRules(document, target);
  if (typeof target.additionalProperties === "object") out.valuesrules = rule(document, target.additionalProperties);
  if (target.items !== undefined) out.items = rule(document, target.items);
  return out;
}

function ruleType(schema: Schema): RuleData["type"] {
  if (schema.format === "objectid") return "objectid";
  switch (typesOf(schema)[0]) {
    case "string":
      return "string";
    case "integer":
      return "integer";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "object":
      return "dict";
    case "array":
      return "list";
    default:
      return undefined;
  }
}

const INTERFACES = `/** The rules of one field. */
export interface RuleData {
  type?: "string" | "integer" | "number" | "boolean" | "dict" | "list" | "objectid" | "datetime";
  required?: true;
  readonly?: true;
  nullable?: true;
  unique?: true;
  default?: unknown;
  /** Of a string or a list. */
  minlength?: number;
  maxlength?: number;
  min?: number;
  max?: number;
  allowed?: readonly unknown[];
  regex?: string;
  empty?: false;
  /** Fields beside this one that must be there when this one is. */
  dependencies?: readonly string[];
  /** Of a dict. */
  schema?: Readonly<Record<string, RuleData>>;
  /** Of a list. */
  items?: RuleData;
  /** Of a dict with free keys. */
  valuesrules?: RuleData;
  /** An id (or a list of ids) of documents of another resource. */
  relation?: { resource: string; embeddable: boolean };
  /** Kept and never given back; of a read-only field given back once, in the answer that creates the document. */
  writeOnly?: true;
}

/** One resource: its name is the last part of its URL. */
export interface ResourceData {
  name: string;
  /** Title of links to its documents. */
  itemTitle: string;
  /** Verbs of the collection: GET, POST, DELETE. */
  resourceMethods: readonly string[];
  /** Verbs of a document: GET, PUT, PATCH, DELETE. */
  itemMethods: readonly string[];
  schema: Readonly<Record<string, RuleData>>;
}
`;
