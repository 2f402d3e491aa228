/**
 * zod/mini schemas, one for each schema of a document that a request or an answer is made of. They pass unknown keys: newer servers
 * have more fields, and whoever wants them refused asks src/schemas for it. Nothing is changed by them: no defaults, no coercion. Each is
 * made in a function marked as pure, so that bundlers drop those that are not used, and has the type of the plain interface: spelled out
 * by zod, the declarations would be a hundred times as long.
 */
import { type ApiDocument, fieldsOf, isNullable, refName, type Schema, schemaOf, typesOf } from "./document.ts";
import { printKey } from "./print.ts";
import type { Table } from "./tables.ts";

export function zodSchemas(document: ApiDocument, tables: Table[], interfaces: string): string {
  const names: string[] = [];
  const visit = (name: string): void => {
    if (names.includes(name)) return;
    for (const used of refs(document, schemaOf(document, name))) visit(used);
    names.push(name);
  };
  for (const table of tables) for (const name of Object.values(table.entries)) visit(name);
  const schemas = names.map((name) => {
    const schema = schemaOf(document, name);
    const made = `/* @__PURE__ */ (() => ${object(document, schema)} as unknown as z.ZodMiniType<${name}>)()`;
    return `/** ${schema.description ?? name} */\nexport const ${name}Schema: z.ZodMiniType<${name}> = ${made};\n`;
  });
  const printed = tables.map((table) => {
    const entries = Object.entries(table.entries).map(([key, name]) => `  ${printKey(key)}: ${name}Schema,\n`);
    return `/** ${table.doc} */\nexport const ${table.name} = {\n${entries.join("")}};\n`;
  });
  const types = `import type {\n${[...names]
    .sort()
    .map((name) => `  ${name},\n`)
    .join("")}} from "${interfaces}";\n`;
  return `import * as z from "zod/mini";\n${types}\n${[...schemas, ...printed].join("\n")}`;
}

function refs(document: ApiDocument, schema: Schema): Set<string> {
  const found = new Set<string>();
  const look = (part: Schema): void => {
    const ref = refName(part);
    if (ref !== undefined) found.add(ref);
    if (part.items !== undefined) look(part.items);
    if (typeof part.additionalProperties === "object") look(part.additionalProperties);
    for (const choice of part.anyOf ?? []) look(choice);
  };
  for (const field of Object.values(fieldsOf(document, schema).properties)) look(field);
  return found;
}

function object(document: ApiDocument, schema: Schema): string {
  const { properties, required } = fieldsOf(document, schema);
  if (Object.keys(properties).length === 0) return "z.record(z.string(), z.unknown())";
  const lines = Object.entries(properties).map(([key, field]) => {
    const inner = type(field);
    return `  ${printKey(key)}: ${required.has(key) ? inner : `z.optional(${inner})`},\n`;
  });
  const needs = Object.entries(properties).flatMap(([key, field]) =>
    (field["x-dependencies"] ?? []).map((other) => dependency(key, other)),
  );
  return `z.looseObject({\n${lines.join("")}})${checks(needs)}`;
}

/** Where a field is, another one must be. */
function dependency(key: string, other: string): string {
  const params = `{ path: [${JSON.stringify(other)}], params: { expected: ${JSON.stringify(`a value, since ${key} is given`)} } }`;
  return `z.refine((value) => value[${JSON.stringify(key)}] === undefined || value[${JSON.stringify(other)}] !== undefined, ${params})`;
}

function type(schema: Schema): string {
  const plain = bareType(schema);
  return isNullable(schema) || schema["x-null-when-unset"] ? `z.nullable(${plain})` : plain;
}

function bareType(schema: Schema): string {
  const ref = refName(schema);
  if (ref !== undefined) return `${ref}Schema`;
  if (schema.anyOf !== undefined) return `z.union([${schema.anyOf.map(type).join(", ")}])`;
  if (schema.enum !== undefined) return `z.enum(${JSON.stringify(schema.enum.filter((value) => value !== null))})`;
  const types = typesOf(schema);
  if (types.length > 1) return `z.union([${types.map((one) => bareType({ ...schema, type: one })).join(", ")}])`;
  switch (types[0]) {
    case "string":
      return `z.string()${checks([bound("minLength", schema.minLength), bound("maxLength", schema.maxLength)])}`;
    case "boolean":
      return "z.boolean()";
    case "integer":
      return `${schema.format === "int32" ? "z.int32()" : "z.int()"}${checks([bound("minimum", schema.minimum), bound("maximum", schema.maximum)])}`;
    case "number":
      return "z.number()";
    case "array":
      return `z.array(${type(schema.items as Schema)})${checks([bound("minLength", schema.minItems), bound("maxLength", schema.maxItems)])}`;
    case "object": {
      const values = typeof schema.additionalProperties === "object" ? type(schema.additionalProperties) : "z.unknown()";
      return `z.record(z.string(), ${values})`;
    }
    default:
      return "z.unknown()";
  }
}

function bound(check: string, limit: number | undefined): string | undefined {
  return limit === undefined ? undefined : `z.${check}(${limit})`;
}

function checks(list: (string | undefined)[]): string {
  const given = list.filter((check) => check !== undefined);
  return given.length === 0 ? "" : `.check(${given.join(", ")})`;
}
