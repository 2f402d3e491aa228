import { metaTypes } from "../meta-types.ts";
import type { FieldData, Published, Tables, TypeData } from "../tables.ts";

/** Versions of OpenAPI that an API server publishes. */
export type OpenApiVersion = 2 | 3;

export type Schema = Record<string, unknown>;

/** Where schemas stand in a document. */
const prefixes = { 2: "#/definitions/", 3: "#/components/schemas/" } as const;

/** Names the schema of a type: `sh.loft.management.v1.Project`. */
export type Naming = (type: string) => string;

/** Names schemas of one group version. */
const namesOf =
  (tables: Tables): Naming =>
  (type) =>
    `${(tables.group || "core").split(".").reverse().join(".")}.${tables.version}.${type}`;

const metaName: Naming = (type) => `io.k8s.apimachinery.pkg.apis.meta.v1.${type}`;

/** A reference to the schema of a kind or type of a group version. */
export const refTo = (tables: Tables, type: string, version: OpenApiVersion): Schema => ({
  $ref: prefixes[version] + namesOf(tables)(type),
});

/** A reference to a type of the machinery. */
export const metaRef = (type: keyof typeof metaTypes, version: OpenApiVersion): Schema => ({ $ref: prefixes[version] + metaName(type) });

function fieldSchema(names: Naming, field: FieldData | undefined, version: OpenApiVersion): Schema {
  const schema = valueSchema(names, field, version);
  // The server writes null for these; version 2 has no word for that.
  return field?.nullWhenUnset && version === 3 ? { ...schema, nullable: true } : schema;
}

function valueSchema(names: Naming, field: FieldData | undefined, version: OpenApiVersion): Schema {
  switch (field?.type) {
    case "string":
      return { type: "string", ...(field.enum && { enum: field.enum }) };
    case "bytes":
      return { type: "string", format: "byte" };
    case "boolean":
      return { type: "boolean" };
    case "int32":
    case "int64":
      return { type: "integer", format: field.type };
    case "number":
      return { type: "number", format: "double" };
    case "time":
      return { type: "string", format: "date-time" };
    case "quantity":
      return { type: "string" };
    case "intOrString":
      return version === 2 ? { type: "string", format: "int-or-string" } : { oneOf: [{ type: "integer" }, { type: "string" }] };
    case "array":
      return { type: "array", items: fieldSchema(names, field.items, version), ...listExtensions(field) };
    case "map":
      return { type: "object", additionalProperties: fieldSchema(names, field.items, version) };
    case "object":
      return field.ref ? { $ref: prefixes[version] + names(field.ref) } : { type: "object" };
    default:
      return {};
  }
}

/** How a list is merged, by strategic merge patches and by server-side apply. */
function listExtensions({ merge }: FieldData): Schema {
  if (!merge) return {};
  if (merge === "value") return { "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge" };
  const keys = merge.map(([key]) => key);
  const keyed = { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": keys };
  return { ...keyed, "x-kubernetes-patch-merge-key": keys[0], "x-kubernetes-patch-strategy": "merge" };
}

/** Lists of metadata that are merged in every API. */
const metadataLists: Readonly<Record<string, Schema>> = {
  finalizers: { "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge" },
  ownerReferences: {
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["uid"],
    "x-kubernetes-patch-merge-key": "uid",
    "x-kubernetes-patch-strategy": "merge",
  },
};

/** A schema with what is said beside it. Version 3 takes nothing beside a reference. */
const extended = (schema: Schema, extension: Schema | undefined, version: OpenApiVersion): Schema =>
  !extension ? schema : version === 3 && "$ref" in schema ? { allOf: [schema], ...extension } : { ...schema, ...extension };

function typeSchema(
  names: Naming,
  type: TypeData,
  name: string,
  version: OpenApiVersion,
  extensions: Published["extensions"] = {},
): Schema {
  // Clients that validate by version 2 take properties for all that there are.
  if (type.open && version === 2) return { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const properties = Object.fromEntries(
    Object.entries(type.fields).map(([key, field]) => [
      key,
      extended(fieldSchema(names, field, version), name === "ObjectMeta" ? metadataLists[key] : extensions[`${name}.${key}`], version),
    ]),
  );
  const required = Object.entries(type.fields)
    .filter(([, field]) => field.required)
    .map(([key]) => key);
  return {
    type: "object",
    properties,
    ...(required.length && { required }),
    ...(type.atomic && { "x-kubernetes-map-type": "atomic" }),
    ...(type.open && { "x-kubernetes-preserve-unknown-fields": true }),
  };
}

export const kindExtension = ({ group, version }: Tables, kind: string) => ({ group, kind, version });

/** The types that some types refer to, these included. */
function reachable(types: Readonly<Record<string, TypeData>>, from: Iterable<string>): Record<string, TypeData> {
  const out: Record<string, TypeData> = {};
  const visit = (name: string | undefined): void => {
    if (name === undefined || Object.hasOwn(out, name)) return;
    const type = types[name] as TypeData;
    out[name] = type;
    for (const field of Object.values(type.fields)) for (let at: FieldData | undefined = field; at; at = at.items) visit(at.ref);
  };
  for (const name of from) visit(name);
  return out;
}

/** The schemas of a group version, with those of the machinery. */
export function schemasOf(tables: Tables, version: OpenApiVersion): Schema {
  const names = namesOf(tables);
  const out: Schema = {};
  const kinds = new Map<string, string>();
  const published = tables.published?.();
  const types = { ...tables.types, ...published?.types };
  for (const data of tables.kinds) {
    if (data.type) kinds.set(data.kind, published?.kinds[data.kind] ?? data.type);
    for (const sub of data.subresources) if (sub.type && sub.name !== "status") kinds.set(sub.kind, sub.type);
  }
  for (const [name, type] of Object.entries(published ? reachable(types, kinds.values()) : types)) {
    out[names(name)] = typeSchema(names, type, name, version, published?.extensions);
  }
  // Several kinds may be of one type: each has a schema of its own.
  for (const [kind, type] of kinds) {
    out[names(kind)] = {
      ...typeSchema(names, types[type] as TypeData, type, version, published?.extensions),
      "x-kubernetes-group-version-kind": [kindExtension(tables, kind)],
    };
  }
  for (const data of tables.kinds) {
    if (!data.type || !data.verbs.includes("list")) continue;
    const list = data.listKind ?? `${data.kind}List`;
    out[names(list)] = {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: metaRef("ListMeta", version),
        items: { type: "array", items: refTo(tables, data.kind, version) },
      },
      required: ["items"],
      "x-kubernetes-group-version-kind": [kindExtension(tables, list)],
    };
  }
  for (const [name, type] of Object.entries(metaTypes)) out[metaName(name)] = typeSchema(metaName, type, name, version);
  return out;
}
