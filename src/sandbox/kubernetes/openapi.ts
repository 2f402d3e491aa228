import { rootOf } from "./resource.ts";
import type { FieldData, KindData, Tables, TypeData } from "./tables.ts";

/** Where schemas stand in a document. */
const prefixes = { 2: "#/definitions/", 3: "#/components/schemas/" } as const;

type Schema = Record<string, unknown>;

const schemaName = (tables: Tables, type: string) => `${(tables.group || "core").split(".").reverse().join(".")}.${tables.version}.${type}`;

function fieldSchema(tables: Tables, field: FieldData | undefined, version: 2 | 3): Schema {
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
      return { type: "array", items: fieldSchema(tables, field.items, version), ...listExtensions(field) };
    case "map":
      return { type: "object", additionalProperties: fieldSchema(tables, field.items, version) };
    case "object":
      return field.ref ? { $ref: prefixes[version] + schemaName(tables, field.ref) } : { type: "object" };
    default:
      return { type: "object" };
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

function typeSchema(tables: Tables, type: TypeData, name: string, version: 2 | 3): Schema {
  const properties = Object.fromEntries(
    Object.entries(type.fields).map(([key, field]) => {
      const schema = fieldSchema(tables, field, version);
      if (name === "ObjectMeta" && key === "finalizers")
        Object.assign(schema, { "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge" });
      if (name === "ObjectMeta" && key === "ownerReferences") {
        const keyed = { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["uid"] };
        Object.assign(schema, keyed, { "x-kubernetes-patch-merge-key": "uid", "x-kubernetes-patch-strategy": "merge" });
      }
      return [key, schema];
    }),
  );
  const required = Object.entries(type.fields)
    .filter(([, field]) => field.required)
    .map(([key]) => key);
  const kind = tables.kinds.find((k) => k.type === name && k.kind === name) ?? subresourceOf(tables, name);
  return {
    type: "object",
    properties,
    ...(required.length && { required }),
    ...(type.atomic && { "x-kubernetes-map-type": "atomic" }),
    ...(type.open && { "x-kubernetes-preserve-unknown-fields": true }),
    ...(kind && { "x-kubernetes-group-version-kind": [gvk(tables, kind.kind)] }),
  };
}

const subresourceOf = (tables: Tables, type: string) =>
  tables.kinds.flatMap((k) => k.subresources).find((s) => s.type === type && s.name !== "status");

const gvk = (tables: Tables, kind: string) => ({ group: tables.group, kind, version: tables.version });

function schemas(tables: Tables, version: 2 | 3): Schema {
  const out: Schema = {};
  for (const [name, type] of Object.entries(tables.types)) out[schemaName(tables, name)] = typeSchema(tables, type, name, version);
  for (const data of tables.kinds) {
    if (data.type && data.type !== data.kind) {
      // Several kinds may be of one type; each has a schema of its own.
      const schema = typeSchema(tables, tables.types[data.type] as TypeData, data.type, version);
      out[schemaName(tables, data.kind)] = { ...schema, "x-kubernetes-group-version-kind": [gvk(tables, data.kind)] };
    }
    if (!data.type || !data.verbs.includes("list")) continue;
    const list = data.listKind ?? `${data.kind}List`;
    out[schemaName(tables, list)] = {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: { type: "object" },
        items: { type: "array", items: { $ref: prefixes[version] + schemaName(tables, data.kind) } },
      },
      required: ["items"],
      "x-kubernetes-group-version-kind": [gvk(tables, list)],
    };
  }
  return out;
}

const text = (name: string) => ({ name, in: "query", schema: { type: "string", uniqueItems: true } });
const parameters: Record<string, string[]> = {
  post: ["dryRun", "fieldManager", "fieldValidation"],
  put: ["dryRun", "fieldManager", "fieldValidation"],
  patch: ["dryRun", "fieldManager", "fieldValidation", "force"],
  delete: ["dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy"],
};

/** One operation of the version 3 document, as much of it as clients look at. */
function operation(
  tables: Tables,
  method: string,
  action: string,
  data: { kind: string; type?: string | undefined },
  patchTypes: readonly string[],
): Schema {
  const ref = data.type ? { $ref: prefixes[3] + schemaName(tables, data.type) } : { type: "object" };
  const body = method === "patch" ? patchTypes : method === "get" || method === "delete" ? [] : ["*/*"];
  return {
    operationId: `${action}${data.kind}`,
    parameters: (parameters[method] ?? []).map(text),
    ...(body.length && {
      requestBody: { content: Object.fromEntries(body.map((t) => [t, { schema: method === "patch" ? { type: "object" } : ref }])) },
    }),
    responses: { 200: { description: "OK", content: { "application/json": { schema: ref } } } },
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": gvk(tables, data.kind),
  };
}

const actions: Record<string, [verb: string, method: string]> = {
  create: ["create", "post"],
  list: ["list", "get"],
  deletecollection: ["deletecollection", "delete"],
  get: ["get", "get"],
  update: ["put", "put"],
  patch: ["patch", "patch"],
  delete: ["delete", "delete"],
};

function paths(tables: Tables, patchTypes: (data: KindData) => readonly string[]): Schema {
  const out: Record<string, Schema> = {};
  const add = (path: string, verbs: readonly string[], data: { kind: string; type?: string | undefined }, types: readonly string[]) => {
    for (const verb of verbs) {
      const [action, method] = actions[verb] ?? [];
      if (!action || !method) continue;
      out[path] = { ...out[path], [method]: operation(tables, method, action, data, types) };
    }
  };
  for (const data of tables.kinds) {
    const base = rootOf(tables);
    const types = patchTypes(data);
    const itself = { kind: data.kind, type: data.type && data.kind };
    const collection = `${base}${data.namespaced ? "/namespaces/{namespace}" : ""}/${data.plural}`;
    add(
      collection,
      data.verbs.filter((v) => ["create", "list", "deletecollection"].includes(v)),
      itself,
      types,
    );
    if (data.namespaced)
      add(
        `${base}/${data.plural}`,
        data.verbs.filter((v) => v === "list"),
        itself,
        types,
      );
    add(
      `${collection}/{name}`,
      data.verbs.filter((v) => ["get", "update", "patch", "delete"].includes(v)),
      itself,
      types,
    );
    for (const sub of data.subresources) {
      const of = sub.name === "status" ? itself : { kind: sub.kind, type: sub.type };
      add(`${collection}/{name}/${sub.name}`, sub.verbs, of as KindData, types);
    }
  }
  return out;
}

/** The documents an API server publishes of itself, made when they are first asked for. */
export class OpenApi {
  readonly #tables: readonly Tables[];
  readonly #title: string;
  readonly #patchTypes: (data: KindData) => readonly string[];
  readonly #made = new Map<string, string>();

  constructor(tables: readonly Tables[], options: { title: string; patchTypes: (data: KindData) => readonly string[] }) {
    this.#tables = tables;
    this.#title = options.title;
    this.#patchTypes = options.patchTypes;
  }

  #make(name: string, make: () => unknown): string {
    let text = this.#made.get(name);
    if (text === undefined) {
      text = JSON.stringify(make());
      this.#made.set(name, text);
    }
    return text;
  }

  get #info() {
    return { title: this.#title, version: "unversioned" };
  }

  /** GET /openapi/v3: where the document of each group version is; the hash changes with its content. */
  get index(): string {
    const entry = (tables: Tables) => [
      rootOf(tables).slice(1),
      { serverRelativeURL: `/openapi/v3${rootOf(tables)}?hash=${hash(this.v3(tables))}` },
    ];
    return this.#make("index", () => ({ paths: Object.fromEntries(this.#tables.map(entry)) }));
  }

  /** The version 3 document of one group version. */
  v3(tables: Tables): string {
    return this.#make(rootOf(tables), () => ({
      openapi: "3.0.0",
      info: this.#info,
      paths: paths(tables, this.#patchTypes),
      components: { schemas: schemas(tables, 3) },
    }));
  }

  get v2(): string {
    const definitions = () => Object.assign({}, ...this.#tables.map((tables) => schemas(tables, 2)));
    return this.#make("v2", () => ({ swagger: "2.0", info: this.#info, paths: {}, definitions: definitions() }));
  }

  /** The version 2 document as protobuf, without definitions: some clients read no other form, and need no more of it. */
  get v2Protobuf(): Uint8Array {
    // Document { swagger = 1 "2.0"; info = 2 Info { title = 1; version = 2 }; paths = 8 {} }
    const string = (field: number, value: string) => [(field << 3) | 2, value.length, ...new TextEncoder().encode(value)];
    const info = [...string(1, this.#title), ...string(2, "unversioned")];
    return Uint8Array.from([...string(1, "2.0"), 0x12, info.length, ...info, 0x42, 0]);
  }
}

/** A hash that changes with a text (FNV-1a, 64 bits as two halves), in upper-case hex. */
export function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [a, b]
    .map((n) => (n >>> 0).toString(16).padStart(8, "0"))
    .join("")
    .toUpperCase();
}
