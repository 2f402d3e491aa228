import { type FieldData, type KindData, kinds, types } from "../../../src/generated/sandbox/platform.ts";

/** A part of the OpenAPI v3 schema of a custom resource definition. */
interface Schema {
  type?: string;
  format?: string;
  nullable?: true;
  default?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  "x-kubernetes-preserve-unknown-fields"?: true;
  "x-kubernetes-int-or-string"?: true;
}

const anything: Schema = { "x-kubernetes-preserve-unknown-fields": true };

const plain: Partial<Record<FieldData["type"], Schema>> = {
  string: { type: "string" },
  // Without the format: this engine takes no empty text for bytes.
  bytes: { type: "string" },
  boolean: { type: "boolean" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  number: { type: "number" },
  time: { type: "string", format: "date-time", nullable: true },
  quantity: { "x-kubernetes-int-or-string": true },
  intOrString: { "x-kubernetes-int-or-string": true },
};

const empty: Partial<Record<FieldData["type"], unknown>> = {
  string: "",
  boolean: false,
  int32: 0,
  int64: 0,
  number: 0,
  object: {},
  array: [],
  map: {},
};

/** A field's schema; what the platform writes even when it is unset becomes a default. `above` are the types it lies within. */
function schemaOf(field: FieldData, above: readonly string[]): Schema {
  const schema = shapeOf(field, above);
  if (field.nullWhenUnset) return { ...schema, nullable: true, default: null };
  return field.always && field.type in empty ? { ...schema, default: empty[field.type] } : schema;
}

function shapeOf(field: FieldData, above: readonly string[]): Schema {
  const leaf = plain[field.type];
  if (leaf) return leaf;
  if (field.type === "array") return { type: "array", items: field.items ? shapeOf(field.items, above) : anything };
  if (field.type === "map") return { type: "object", additionalProperties: field.items ? shapeOf(field.items, above) : anything };
  const type = field.ref === undefined || above.includes(field.ref) ? undefined : types[field.ref];
  if (field.type !== "object" || !type) return anything; // also where a type holds itself, which a definition can't say
  const inside = [...above, field.ref!];
  const properties = Object.entries(type.fields).map(([name, data]) => [name, schemaOf(data, inside)] as const);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function kindSchema(kind: KindData): Schema {
  const type = kind.type === undefined ? undefined : types[kind.type];
  if (!type) return { type: "object", "x-kubernetes-preserve-unknown-fields": true };
  const own = Object.entries(type.fields).filter(([name]) => !["kind", "apiVersion", "metadata"].includes(name));
  return { type: "object", properties: Object.fromEntries(own.map(([name, field]) => [name, schemaOf(field, [])])) };
}

/** The definitions (`apiextensions.k8s.io/v1`) of all kinds of the management API that can be listed; those without a described schema take any. */
export function definitions(): object[] {
  const group = "management.loft.sh";
  return kinds
    .filter((kind) => !kind.requestOnly && kind.listKind !== undefined)
    .map((kind) => ({
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: `${kind.plural}.${group}` },
      spec: {
        group,
        scope: kind.namespaced ? "Namespaced" : "Cluster",
        names: {
          kind: kind.kind,
          listKind: kind.listKind,
          plural: kind.plural,
          singular: kind.singular,
          ...(kind.shortNames && { shortNames: kind.shortNames }),
        },
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            schema: { openAPIV3Schema: kindSchema(kind) },
            ...(kind.statusSubresource && { subresources: { status: {} } }),
          },
        ],
      },
    }));
}
