import { CORE_SCHEMA, loadAll } from "js-yaml";
import { type RuleData, resources } from "../generated/sandbox/cloudcasa.ts";
import { kinds } from "../generated/sandbox/platform.ts";
import { hint } from "./option-names.ts";

/** An object of the platform as it is in YAML: with its kind, its status and whatever else it is to have. */
export interface SeedObject {
  kind: string;
  apiVersion?: string;
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
}

/** What to store: an object of the platform, or objects by where they belong. */
export type Seed =
  | SeedObject
  | {
      /** Documents of CloudCasa by resource. Ids are made where they have none. */
      cloudcasa?: Readonly<Record<string, readonly object[]>>;
      /** Objects of clusters behind the platform by cluster, as `project/demo/virtualcluster/dev`. */
      clusters?: Readonly<Record<string, readonly SeedObject[]>>;
    };

/** What to store, each in its place. */
export interface Planted {
  platform: { plural: string; object: SeedObject }[];
  cloudcasa: { resource: string; document: Record<string, unknown> }[];
  clusters: { cluster: string; object: SeedObject }[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (what: string): TypeError => new TypeError(`sandbox.seed: ${what}`);

/** So many values may be in YAML: a few lines of aliases name a document of gigabytes. */
const mostValues = 1_000_000;

/** Documents of YAML, or of JSON, which is YAML. */
function documents(text: string): unknown[] {
  let read: unknown[];
  try {
    read = loadAll(text, { schema: CORE_SCHEMA, maxAliases: 1000, maxDepth: 100 });
  } catch (error) {
    throw wrong(`the text is no YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  let left = mostValues;
  const count = (value: unknown): void => {
    if (--left < 0) throw wrong(`the YAML has more than ${mostValues} values`);
    if (typeof value === "object" && value !== null) for (const item of Object.values(value)) count(item);
  };
  count(read);
  return read
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document) => (Array.isArray(document) ? document : [document]));
}

/** Reads what was given. Throws a TypeError that names the object and what is wrong with it; nothing is stored then. */
export function planted(given: string | Seed | readonly Seed[]): Planted {
  const out: Planted = { platform: [], cloudcasa: [], clusters: [] };
  const items: readonly unknown[] = typeof given === "string" ? documents(given) : Array.isArray(given) ? given : [given];
  for (const [index, item] of items.entries()) plant(item, `object ${index + 1}`, out);
  return out;
}

function plant(item: unknown, where: string, out: Planted): void {
  if (!isObject(item)) throw wrong(`${where} is no object`);
  const { kind, items } = item;
  if (typeof kind === "string" && kind.endsWith("List") && Array.isArray(items)) {
    for (const [index, inner] of items.entries()) {
      plant(isObject(inner) ? { kind: kind.slice(0, -4), ...inner } : inner, `${where}, item ${index + 1}`, out);
    }
    return;
  }
  if (kind !== undefined) {
    out.platform.push({
      object: checkPhase(named(item, where), phases.platform, where),
      plural: pluralOf(String(kind), item["apiVersion"], where),
    });
    return;
  }
  const unknown = Object.keys(item).find((key) => key !== "cloudcasa" && key !== "clusters");
  if (unknown !== undefined) {
    throw wrong(`${where} has no kind, and ${JSON.stringify(unknown)} is no place${hint(unknown, ["cloudcasa", "clusters", "kind"])}`);
  }
  for (const [resource, list] of lists(item["cloudcasa"], `${where}: cloudcasa`)) {
    for (const document of list) out.cloudcasa.push({ resource, document: documentOf(resource, document, where) });
  }
  for (const [cluster, list] of lists(item["clusters"], `${where}: clusters`)) {
    for (const object of list) {
      const at = `${where}: ${cluster}`;
      out.clusters.push({ cluster, object: checkPhase(named(object, at), phases.clusters, at) });
    }
  }
}

function documentOf(resource: string, document: unknown, where: string): Record<string, unknown> {
  const known = resources.find((one) => one.name === resource);
  const names = resources.map((one) => one.name);
  if (!known) throw wrong(`${where}: CloudCasa has no resource ${JSON.stringify(resource)}${hint(resource, names)}`);
  if (!isObject(document)) throw wrong(`${where}: a document of ${resource} is no object`);
  const unknown = Object.keys(document).find((field) => !field.startsWith("_") && !Object.hasOwn(known.schema, field));
  if (unknown !== undefined)
    throw wrong(`${where}: ${resource} has no field ${JSON.stringify(unknown)}${hint(unknown, Object.keys(known.schema))}`);
  checkValues(document, { type: "dict", schema: known.schema }, `${where}: ${resource}`);
  const { _id: id } = document;
  if (id !== undefined && !/^[0-9a-f]{24}$/.test(String(id))) throw wrong(`${where}: an _id of ${resource} must have 24 hex digits`);
  return document;
}

/** Throws for a value that is none of those that its field can have: a job in an unknown state would neither go on nor be found. */
function checkValues(value: unknown, rule: RuleData, where: string): void {
  const { allowed, schema, items } = rule;
  if (allowed && typeof value === "string" && !allowed.includes(value))
    throw wrong(`${where} is never ${JSON.stringify(value)}${hint(value, allowed.map(String))}`);
  if (Array.isArray(value) && items) for (const item of value) checkValues(item, items, where);
  if (!isObject(value) || !schema) return;
  for (const [field, inner] of Object.entries(schema)) checkValues(value[field], inner, `${where}.${field}`);
}

const instance = ["Pending", "Ready", "Sleeping", "Failed"];
const node = ["Pending", "Available", "Failed"];

/** The phases that objects can be in; other kinds have no list of them. */
const phases = {
  platform: {
    VirtualClusterInstance: instance,
    SpaceInstance: instance,
    Cluster: ["Initialized", "Failed"],
    NodeClaim: node,
    NodeEnvironment: node,
    NodeProvider: node,
    NodeType: node,
  },
  clusters: {
    Namespace: ["Active", "Terminating"],
    PersistentVolume: ["Pending", "Available", "Bound", "Released", "Failed"],
    PersistentVolumeClaim: ["Pending", "Bound", "Lost"],
    Pod: ["Pending", "Running", "Succeeded", "Failed", "Unknown"],
  },
} as const satisfies Record<string, Readonly<Record<string, readonly string[]>>>;

function checkPhase(object: SeedObject, known: Readonly<Record<string, readonly string[]>>, where: string): SeedObject {
  const { kind, status, metadata } = object;
  const phase = isObject(status) ? status["phase"] : undefined;
  const all = Object.hasOwn(known, kind) ? known[kind] : undefined;
  // Nothing has happened to an object whose phase is empty.
  if (all && typeof phase === "string" && phase !== "" && !all.includes(phase))
    throw wrong(`${where}: ${kind} ${JSON.stringify(metadata.name)}: status.phase is never ${JSON.stringify(phase)}${hint(phase, all)}`);
  return object;
}

function lists(value: unknown, where: string): [string, unknown[]][] {
  if (value === undefined) return [];
  if (!isObject(value)) throw wrong(`${where} must be an object of lists`);
  for (const [name, list] of Object.entries(value)) if (!Array.isArray(list)) throw wrong(`${where}.${name} must be a list`);
  return Object.entries(value) as [string, unknown[]][];
}

function named(object: unknown, where: string): SeedObject {
  const { kind, metadata } = (isObject(object) ? object : {}) as Partial<SeedObject>;
  if (typeof kind !== "string" || kind === "") throw wrong(`${where} has no kind`);
  if (!isObject(metadata) || typeof metadata.name !== "string" || metadata.name === "")
    throw wrong(`${where}: a ${kind} without metadata.name`);
  return object as SeedObject;
}

const management = "management.loft.sh/v1";

function pluralOf(name: string, apiVersion: unknown, where: string): string {
  if (apiVersion !== undefined && apiVersion !== management) {
    const what = `${name} of ${JSON.stringify(apiVersion)} is no object of the platform (${management})`;
    throw wrong(`${where}: ${what}; objects of a cluster stand under clusters`);
  }
  const names = kinds.map((one) => one.kind);
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw wrong(`${where}: the platform has no kind ${JSON.stringify(name)}${hint(name, names)}`);
  if (!kind.type || !kind.verbs.includes("list")) throw wrong(`${where}: the sandbox keeps no ${name}`);
  return kind.plural;
}
