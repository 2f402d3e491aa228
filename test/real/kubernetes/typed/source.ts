import { type FieldData, type KindData, kinds, type TypeData, types } from "../../../../src/generated/sandbox/platform.ts";

/** Where the Go types of Kubernetes itself stand; all others are made from our tables. */
const kubernetes: Record<string, "metav1" | "corev1"> = {
  ...Object.fromEntries(
    ["DeleteOptions", "LabelSelector", "LabelSelectorRequirement", "ListMeta", "ManagedFieldsEntry", "ObjectMeta", "OwnerReference"].map(
      (name) => [name, "metav1"],
    ),
  ),
  ...Object.fromEntries(["Preconditions", "Status", "StatusCause", "StatusDetails"].map((name) => [name, "metav1"])),
  ...Object.fromEntries(
    ["AppArmorProfile", "Capabilities", "PodSecurityContext", "ResourceClaim", "ResourceRequirements", "SELinuxOptions"].map((name) => [
      name,
      "corev1",
    ]),
  ),
  ...Object.fromEntries(
    ["SeccompProfile", "SecretKeySelector", "SecurityContext", "Sysctl", "WindowsSecurityContextOptions"].map((name) => [name, "corev1"]),
  ),
};

const plain: Partial<Record<FieldData["type"], string>> = {
  string: "string",
  bytes: "[]byte",
  boolean: "bool",
  int32: "int32",
  int64: "int64",
  number: "float64",
  time: "metav1.Time",
  quantity: "resource.Quantity",
  intOrString: "intstr.IntOrString",
  any: "runtime.RawExtension",
};

function goType(field: FieldData | undefined): string {
  if (!field) return "runtime.RawExtension";
  const leaf = plain[field.type];
  if (leaf) return leaf;
  if (field.type === "array") return `[]${goType(field.items)}`;
  if (field.type === "map") return `map[string]${goType(field.items)}`;
  if (field.ref === undefined) return "runtime.RawExtension";
  const home = kubernetes[field.ref];
  return home ? `${home}.${field.ref}` : field.ref;
}

const goName = (name: string) => name.replace(/^[^A-Za-z]+/, "").replace(/^./, (c) => c.toUpperCase());

/** A field that is no pointer is written even when it is unset, if it is a struct or has no `omitempty`. */
function goField(name: string, field: FieldData): string {
  const isPointer = field.pointer || (!field.always && (field.type === "object" || field.type === "time" || field.type === "quantity"));
  const omit = !field.always || (field.type === "object" && !isPointer) ? ",omitempty" : "";
  return `\t${goName(name)} ${isPointer ? "*" : ""}${goType(field)} \`json:"${name}${omit}"\``;
}

function goStruct(name: string, { fields }: TypeData, isKind: boolean): string {
  const own = Object.entries(fields).filter(([field]) => !isKind || !["kind", "apiVersion", "metadata"].includes(field));
  const head = isKind ? ['\tmetav1.TypeMeta `json:",inline"`', '\tmetav1.ObjectMeta `json:"metadata,omitempty"`'] : [];
  return `type ${name} struct {\n${[...head, ...own.map(([field, data]) => goField(field, data))].join("\n")}\n}`;
}

interface Schema {
  [member: string]: unknown;
}

/** What the schema of a field says, with the Go type's name for a reference. */
function schemaOf(field: FieldData | undefined): Schema {
  switch (field?.type) {
    case "string":
      return { type: "string" };
    case "bytes":
      return { type: "string", format: "byte" };
    case "boolean":
      return { type: "boolean" };
    case "int32":
    case "int64":
      return { type: "integer", format: field.type };
    case "number":
      return { type: "number", format: "double" };
    case "array":
      return { type: "array", items: schemaOf(field.items) };
    case "map":
      return { type: "object", additionalProperties: schemaOf(field.items) };
    default:
      return { $ref: goType(field) };
  }
}

/** Lists of Kubernetes' own types that are merged by a key; only the tables' types are described here, and theirs have none. */
const keyed: Record<string, string> = {};

function definition(name: string, { fields, atomic }: TypeData, isKind: boolean): Schema {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([field, data]) => {
      const key = keyed[`${name}.${field}`];
      const how = key === undefined ? {} : { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [key] };
      return [field, { ...schemaOf(data), ...how }];
    }),
  );
  const required = Object.entries(fields)
    .filter(([, field]) => field.required)
    .map(([field]) => field);
  return {
    type: "object",
    ...(atomic && { "x-kubernetes-map-type": "atomic" }),
    properties,
    ...(required.length && !isKind && { required }),
  };
}

/** What is served: kinds that have a type. */
const served = kinds.filter((kind) => kind.type !== undefined);
const listOf = (kind: KindData) => kind.listKind ?? `${kind.kind}List`;

/** Types that a type holds, itself included. */
function closure(roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (field: FieldData | undefined) => {
    if (!field) return;
    visit(field.items);
    if (field.ref === undefined || found.has(field.ref)) return;
    found.add(field.ref);
    if (kubernetes[field.ref] === "metav1") return;
    for (const data of Object.values(types[field.ref]?.fields ?? {})) visit(data);
  };
  for (const ref of roots) visit({ type: "object", ref });
  return found;
}

/** The Go package `v1` with the platform's types, and their definitions as JSON. */
export function goSource(): { types: string; definitions: string } {
  const roots = served.map((kind) => kind.type as string);
  const isKind = new Set(roots);
  const names = [...closure(roots)].sort();
  const structs = names.filter((name) => !kubernetes[name]).map((name) => goStruct(name, types[name] as TypeData, isKind.has(name)));
  const lists = served.map(
    (kind) =>
      `type ${listOf(kind)} struct {\n\tmetav1.TypeMeta \`json:",inline"\`\n\tmetav1.ListMeta \`json:"metadata,omitempty"\`\n\tItems []${kind.type} \`json:"items"\`\n}`,
  );
  const objects = [...roots, ...served.map(listOf)];
  const methods = objects.map(
    (name) =>
      `func (in *${name}) DeepCopyObject() runtime.Object { return deepCopy(in) }\n\nfunc (in ${name}) OpenAPIModelName() string { return modelName("${name}") }`,
  );
  const entry = (kind: KindData) =>
    [
      `\t{Kind: "${kind.kind}", Plural: "${kind.plural}", Singular: "${kind.singular}", Namespaced: ${kind.namespaced}`,
      `Kept: ${kind.verbs.includes("update")}, Status: ${kind.statusSubresource === true}, ShortNames: []string{${(kind.shortNames ?? []).map((s) => `"${s}"`).join(", ")}}`,
      `New: func() runtime.Object { return new(${kind.type}) }, NewList: func() runtime.Object { return new(${listOf(kind)}) }},`,
    ].join(", ");
  const text = `// Made from src/generated/sandbox/platform.ts. Do not edit.
package v1

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

var (
	_ corev1.SecurityContext
	_ resource.Quantity
	_ intstr.IntOrString
)

// Kinds are the kinds that are served.
var Kinds = []Kind{
${served.map(entry).join("\n")}
}

${[...structs, ...lists, ...methods].join("\n\n")}
`;
  const definitions: Record<string, Schema> = {};
  for (const name of names) {
    if (kubernetes[name] === "metav1") continue;
    definitions[goType({ type: "object", ref: name })] = definition(name, types[name] as TypeData, isKind.has(name));
  }
  for (const kind of served) {
    definitions[listOf(kind)] = {
      type: "object",
      required: ["items"],
      properties: {
        kind: { type: "string" },
        apiVersion: { type: "string" },
        metadata: { $ref: "metav1.ListMeta" },
        items: { type: "array", items: { $ref: kind.type } },
      },
    };
  }
  return { types: text, definitions: JSON.stringify(definitions, null, 1) };
}
