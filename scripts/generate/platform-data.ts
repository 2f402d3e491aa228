/** What the sandbox's Kubernetes engine serves: kinds with their verbs, and the fields of their types. */
import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import type { FieldData, KindData, SubresourceData, TypeData } from "../../src/generated/sandbox/platform.ts";
import { type ApiDocument, METHODS, type Operation, refName, type Schema, schemaOf, typesOf } from "./document.ts";
import { print } from "./print.ts";

const ROOT = "/apis/management.loft.sh/v1";

/** An entry of openapi/platform/kinds.yaml. */
interface ListedKind {
  kind: string;
  plural: string;
  namespaced?: boolean;
  list?: boolean;
  verbs: string[];
  shortNames?: string[];
  requestOnly?: true;
  statusSubresource?: true;
  since?: string;
  subresources?: SubresourceData[];
}

interface Listed {
  kinds: ListedKind[];
  subresources: Record<string, SubresourceData[]>;
}

export function platformData(document: ApiDocument): string {
  const listed = load(readFileSync(new URL("../../openapi/platform/kinds.yaml", import.meta.url), "utf8")) as Listed;
  const kinds = [...describedKinds(document, listed), ...listed.kinds.map(listedKind)];
  kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const types = typesData(document, kinds);
  return `${INTERFACES}
export const kinds: readonly KindData[] = ${print(kinds)};

export const types: Readonly<Record<string, TypeData>> = ${print(types)};
`;
}

function listedKind(entry: ListedKind): KindData {
  return {
    kind: entry.kind,
    ...(entry.list === true ? { listKind: `${entry.kind}List` } : {}),
    plural: entry.plural,
    singular: entry.kind.toLowerCase(),
    namespaced: entry.namespaced === true,
    verbs: entry.verbs,
    ...(entry.shortNames === undefined ? {} : { shortNames: entry.shortNames }),
    ...(entry.requestOnly === undefined ? {} : { requestOnly: true }),
    ...(entry.statusSubresource === undefined ? {} : { statusSubresource: true }),
    ...(entry.since === undefined ? {} : { since: entry.since }),
    subresources: entry.subresources ?? [],
  };
}

interface Found {
  kind: string;
  listKind?: string;
  namespaced: boolean;
  verbs: Set<string>;
  subresources: SubresourceData[];
}

const ORDER = ["create", "get", "list", "watch", "update", "patch", "delete", "deletecollection"];
const COLLECTION_VERBS = { get: "list", post: "create", delete: "deletecollection", put: undefined, patch: undefined } as const;
const ITEM_VERBS = { get: "get", post: undefined, put: "update", patch: "patch", delete: "delete" } as const;
const SUBRESOURCE_VERBS = { get: "get", post: "create", put: "update", patch: "patch", delete: "delete" } as const;

/** Kinds with a schema: their verbs are what the paths say. */
function describedKinds(document: ApiDocument, listed: Listed): KindData[] {
  const found = new Map<string, Found>();
  const at = (plural: string): Found => {
    let entry = found.get(plural);
    if (entry === undefined) {
      entry = { kind: "", namespaced: false, verbs: new Set(), subresources: [] };
      found.set(plural, entry);
    }
    return entry;
  };
  for (const [path, item] of Object.entries(document.paths)) {
    const match = /^\/apis\/management\.loft\.sh\/v1(\/namespaces\/\{namespace\})?\/([a-z]+)(\/\{name\})?(?:\/([a-z]+))?$/.exec(path);
    if (match === null) throw new Error(`${path}: not a path under ${ROOT}`);
    const [, namespaced, plural, name, subresource] = match as unknown as [string, string?, string?, string?, string?];
    const entry = at(plural as string);
    if (namespaced !== undefined) entry.namespaced = true;
    const verbs: string[] = [];
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const verb = (name === undefined ? COLLECTION_VERBS : subresource === undefined ? ITEM_VERBS : SUBRESOURCE_VERBS)[method];
      if (verb === undefined) throw new Error(`${path}: no verb is ${method} there`);
      verbs.push(verb);
      if (verb === "list" && hasParameter(operation, "watch")) verbs.push("watch");
      const answer = answerName(operation);
      if (answer === undefined) continue;
      if (verb === "list") entry.listKind = answer;
      else if (subresource === undefined && verb !== "delete" && verb !== "deletecollection") entry.kind = answer;
    }
    if (subresource !== undefined) {
      const type = answerName(Object.values(item).find((operation) => operation?.operationId !== undefined) as Operation) as string;
      entry.subresources.push({ name: subresource, kind: type, verbs: inOrder(verbs), type });
    } else for (const verb of verbs) entry.verbs.add(verb);
  }
  return [...found].map(([plural, entry]) => {
    const schema = schemaOf(document, entry.kind);
    const verbs = inOrder([...entry.verbs]);
    const subresources = [...entry.subresources, ...(listed.subresources[entry.kind] ?? [])];
    subresources.sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      kind: entry.kind,
      ...(entry.listKind === undefined ? {} : { listKind: entry.listKind }),
      plural,
      singular: entry.kind.toLowerCase(),
      namespaced: entry.namespaced,
      verbs,
      type: entry.kind,
      ...(verbs.length === 1 && verbs[0] === "create" ? { requestOnly: true as const } : {}),
      ...(subresources.some((subresource) => subresource.name === "status") ? { statusSubresource: true as const } : {}),
      ...(schema["x-since"] === undefined ? {} : { since: schema["x-since"] }),
      ...(schema["x-removed-after"] === undefined ? {} : { removedAfter: schema["x-removed-after"] }),
      subresources,
    };
  });
}

function inOrder(verbs: string[]): string[] {
  return verbs.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

function hasParameter(operation: Operation, name: string): boolean {
  return (operation.parameters ?? []).some((parameter) => parameter.name === name || parameter.$ref?.endsWith(`/${name}`));
}

function answerName(operation: Operation): string | undefined {
  const answer = operation.responses["200"] ?? operation.responses["201"];
  const schema = answer?.content?.["application/json"]?.schema;
  return schema === undefined ? undefined : refName(schema);
}

/** The types of the kinds, and those of the bodies that every Kubernetes-style API knows. */
function typesData(document: ApiDocument, kinds: KindData[]): Record<string, TypeData> {
  const roots = ["DeleteOptions", "Status"];
  for (const kind of kinds) {
    if (kind.type !== undefined) roots.push(kind.type);
    for (const subresource of kind.subresources) if (subresource.type !== undefined) roots.push(subresource.type);
  }
  const types: Record<string, TypeData> = {};
  const visit = (name: string): void => {
    if (types[name] !== undefined) return;
    const schema = schemaOf(document, name);
    const fields: Record<string, FieldData> = {};
    types[name] = { ...(schema["x-kubernetes-map-type"] === "atomic" ? { atomic: true as const } : {}), fields };
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      // What later versions dropped is read, but no longer served; whole kinds that were dropped are.
      if (field["x-removed-after"] !== undefined) continue;
      fields[key] = {
        ...fieldData(field, visit),
        ...(schema.required?.includes(key) ? { required: true } : {}),
        ...(field["x-always"] ? { always: true } : {}),
        ...(field["x-null-when-unset"] ? { nullWhenUnset: true } : {}),
        ...(field["x-pointer"] ? { pointer: true } : {}),
        ...(field.enum === undefined ? {} : { enum: field.enum as string[] }),
      };
    }
  };
  for (const root of roots) visit(root);
  return Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fieldData(schema: Schema, visit: (name: string) => void): FieldData {
  const ref = refName(schema);
  if (ref !== undefined) {
    visit(ref);
    return { type: "object", ref };
  }
  const types = typesOf(schema);
  if (schema.format === "quantity") return { type: "quantity" };
  switch (types[0]) {
    case "string":
      return { type: schema.format === "date-time" ? "time" : schema.format === "byte" ? "bytes" : "string" };
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: schema.format === "int32" ? "int32" : "int64" };
    case "number":
      return { type: "number" };
    case "array":
      return { type: "array", items: fieldData(schema.items as Schema, visit) };
    case "object":
      if (typeof schema.additionalProperties === "object") return { type: "map", items: fieldData(schema.additionalProperties, visit) };
      return { type: "any" };
    default:
      return { type: "any" };
  }
}

const INTERFACES = `/** What a field holds and how the server writes it. */
export interface FieldData {
  type: "string" | "bytes" | "boolean" | "int32" | "int64" | "number" | "time" | "quantity" | "intOrString" | "any" | "object" | "array" | "map";
  /** Name in \`types\`, for an object. */
  ref?: string;
  /** What an array or a map holds. */
  items?: FieldData;
  required?: true;
  /** Written even when it is empty. */
  always?: true;
  /** An array, a map or a time that is written as null when it is unset. */
  nullWhenUnset?: true;
  /** An empty value that was given is kept: it is not the same as none. Objects are such without saying so. */
  pointer?: true;
  enum?: readonly string[];
  /** Of an array: its items are told apart by these of their fields (with what counts where one is left out), or by their value. */
  merge?: "value" | readonly (readonly [field: string, unset?: string])[];
}

/** The fields of an object, in the order in which the server writes them. */
export interface TypeData {
  /** Fields that are not named are kept as they were sent. The server knows them, or, if they are undeclared, does not either. */
  open?: true | "undeclared";
  /** Owned as one by who applies it, not field by field. */
  atomic?: true;
  fields: Readonly<Record<string, FieldData>>;
}

/** A path below an object: \`…/{plural}/{name}/{subresource}\`. */
export interface SubresourceData {
  name: string;
  kind: string;
  /** Group and version of its kind, if they are not those of the parent. */
  apiVersion?: string;
  verbs: readonly string[];
  /** Absent: its schema is not described. */
  type?: string;
  /** Not an object but a stream, an upgraded connection or a file. */
  raw?: string;
}

/** A kind of object, and what may be done with it. */
export interface KindData {
  kind: string;
  listKind?: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames?: readonly string[];
  /** Names that it shares with other kinds, as \`all\`. */
  categories?: readonly string[];
  /** Absent: its schema is not described. */
  type?: string;
  /** Asked and answered, never kept. */
  requestOnly?: true;
  statusSubresource?: true;
  /** What its names may be: a DNS label, one that begins with a letter, or one segment of a path. Absent: a subdomain. */
  names?: "label" | "dns1035" | "path";
  /**
   * Of a custom resource definition: its objects must say their kind, have it in lists too, and know no strategic merge patches; what is not
   * named in its type is declared nowhere.
   */
  custom?: true;
  /** Fields that can be selected by, besides name and namespace: \`status.phase\`. */
  selectable?: readonly string[];
  /** Tables show its age instead of the time at which it was made. */
  aged?: true;
  /** Its changes are not counted: no metadata.generation. */
  uncounted?: true;
  /** Where its subresource \`scale\` finds the counts and the selector in an object. */
  scale?: { replicas: readonly string[]; status: readonly string[]; selector?: readonly string[] };
  /** A PUT without resourceVersion is taken. */
  unconditional?: true;
  /** A PUT to a name that is not there creates the object. */
  createOnUpdate?: true;
  /** DELETE answers with the object instead of a Status. */
  answersDeleted?: true;
  since?: string;
  removedAfter?: string;
  subresources: readonly SubresourceData[];
}
`;
