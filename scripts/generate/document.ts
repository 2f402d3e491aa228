/** Reads one of the two documents in openapi/, its files joined. */
import { fileURLToPath } from "node:url";
import { bundle, createConfig } from "@redocly/openapi-core";

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  enum?: (string | null)[];
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  "x-always"?: boolean;
  "x-null-when-unset"?: boolean;
  "x-pointer"?: boolean;
  "x-known-values"?: string[];
  "x-open-on-read"?: boolean;
  "x-since"?: string;
  "x-removed-after"?: string;
  "x-required"?: boolean;
  "x-unique"?: boolean;
  "x-shown-once"?: boolean;
  "x-computed"?: boolean;
  "x-dependencies"?: string[];
  "x-relation"?: { resource: string; embeddable: boolean };
  "x-eve-resource"?: { name: string; title: string };
  "x-kubernetes-map-type"?: "atomic";
  "x-kubernetes-group-version-kind"?: { group: string; version: string; kind: string }[];
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  operationId: string;
  parameters?: { $ref?: string; name?: string }[];
  requestBody?: Content & { $ref?: string };
  responses: Record<string, Content & { $ref?: string }>;
}

export const METHODS = ["get", "post", "put", "patch", "delete"] as const;

export type PathItem = Partial<Record<(typeof METHODS)[number], Operation>>;

export interface ApiDocument {
  paths: Record<string, PathItem>;
  components: { schemas: Record<string, Schema> };
}

export type DocumentName = "platform" | "cloudcasa";

export function documentPath(name: DocumentName): string {
  return fileURLToPath(new URL(`../../openapi/${name}/openapi.yaml`, import.meta.url));
}

export async function readDocument(name: DocumentName): Promise<ApiDocument> {
  const { bundle: joined, problems } = await bundle({ config: await createConfig({}), ref: documentPath(name) });
  const problem = problems[0];
  if (problem !== undefined) throw new Error(`openapi/${name}: ${problem.message}`);
  return joined.parsed as ApiDocument;
}

/** Name of the schema that a $ref leads to. */
export function refName(schema: Schema): string | undefined {
  return schema.$ref?.replace("#/components/schemas/", "");
}

export function schemaOf(document: ApiDocument, name: string): Schema {
  const schema = document.components.schemas[name];
  if (schema === undefined) throw new Error(`no schema named ${name}`);
  return schema;
}

/** Types of a schema without "null". */
export function typesOf(schema: Schema): string[] {
  const types = schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type];
  return types.filter((type) => type !== "null");
}

export function isNullable(schema: Schema): boolean {
  return Array.isArray(schema.type) && schema.type.includes("null");
}

/** Properties and required names of a schema, with those of its allOf parts. */
export function fieldsOf(document: ApiDocument, schema: Schema): { properties: Record<string, Schema>; required: Set<string> } {
  const properties: Record<string, Schema> = {};
  const required = new Set<string>();
  for (const part of [...(schema.allOf ?? []), schema]) {
    const name = refName(part);
    const own = name === undefined ? part : schemaOf(document, name);
    const fields = own === schema || own.allOf === undefined ? own : undefined;
    if (fields === undefined) throw new Error("allOf within allOf is not needed here");
    Object.assign(properties, fields.properties ?? {});
    for (const field of fields.required ?? []) required.add(field);
  }
  return { properties, required };
}
