import { groupVersion, rootOf } from "../resource.ts";
import type { KindData, SubresourceData, Tables } from "../tables.ts";
import { kindExtension, metaRef, refTo, type Schema } from "./schemas.ts";

/** What an engine does with the kinds of its tables. */
export interface Served {
  /** Media types of patches that a kind takes. */
  patchTypes: (data: KindData) => readonly string[];
  /** Whether a request is answered, and not refused with 501. */
  plays: (tables: Tables, data: KindData, method: string, at: "all" | "collection" | "item" | SubresourceData) => boolean;
}

const text = { type: "string", uniqueItems: true };
const flag = { type: "boolean", uniqueItems: true };
const whole = { type: "integer", uniqueItems: true };

const selection = {
  labelSelector: text,
  fieldSelector: text,
  limit: whole,
  continue: text,
  resourceVersion: text,
  resourceVersionMatch: text,
  sendInitialEvents: flag,
  timeoutSeconds: whole,
};
const removal = { dryRun: text, gracePeriodSeconds: whole, orphanDependents: flag, propagationPolicy: text };
const writing = { dryRun: text, fieldManager: text, fieldValidation: text };

/** Query parameters of each action. */
const parameters: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  list: { ...selection, allowWatchBookmarks: flag, watch: flag },
  deletecollection: { ...selection, ...removal },
  delete: removal,
  post: writing,
  put: writing,
  patch: { ...writing, force: flag },
};

const named = (entries: Readonly<Record<string, Schema>>, where: "query" | "path"): Schema[] =>
  Object.entries(entries).map(([name, schema]) => ({ name, in: where, ...(where === "path" && { required: true }), schema }));

/** Actions as they are named in documents, with their methods. */
const actions: Readonly<Record<string, readonly [action: string, method: string]>> = {
  create: ["post", "post"],
  list: ["list", "get"],
  deletecollection: ["deletecollection", "delete"],
  get: ["get", "get"],
  update: ["put", "put"],
  patch: ["patch", "patch"],
  delete: ["delete", "delete"],
};

/** First words of operation ids. */
const words: Readonly<Record<string, string>> = {
  post: "create",
  get: "read",
  put: "replace",
  deletecollection: "deleteCollection",
};

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** `ManagementLoftShV1`: a group version as part of an operation id. */
const idPart = (tables: Tables): string =>
  groupVersion({ ...tables, group: tables.group || "core" })
    .split(/[./-]/)
    .map(capital)
    .join("");

const content = (schema: Schema, types: readonly string[]) => Object.fromEntries(types.map((type) => [type, { schema }]));

interface Described {
  action: string;
  method: string;
  id: string;
  /** What is sent and answered; undefined if it is not described. */
  schema: Schema | undefined;
  kind: string;
  list: Schema | undefined;
  raw: boolean;
  patchTypes: readonly string[];
  isPlayed: boolean;
}

function operation(tables: Tables, described: Described): Schema {
  const { action, method, id, raw, isPlayed, patchTypes } = described;
  const schema = described.schema ?? { type: "object" };
  const answer = {
    list: described.list ?? { type: "object" },
    delete: { anyOf: [metaRef("Status", 3), schema] },
    deletecollection: { anyOf: [metaRef("Status", 3), described.list ?? { type: "object" }] },
  }[action];
  const body =
    method === "patch"
      ? content({}, patchTypes)
      : method === "delete"
        ? content(metaRef("DeleteOptions", 3), ["application/json", "application/yaml"])
        : method === "get"
          ? undefined
          : content(schema, ["application/json", "application/yaml"]);
  const ok = {
    description: "OK",
    content: raw ? content({ type: "string" }, ["text/plain"]) : content(answer ?? schema, ["application/json"]),
  };
  const failure = { description: "Failure", content: content(metaRef("Status", 3), ["application/json"]) };
  const isCreation = method === "post" || method === "put" || method === "patch";
  return {
    operationId: id,
    ...(parameters[action] && { parameters: named(parameters[action], "query") }),
    ...(body && { requestBody: { ...(method !== "delete" && { required: true }), content: body } }),
    responses: {
      ...(isPlayed && { 200: ok, ...(isCreation && { 201: ok }) }),
      "4XX": failure,
      ...(!isPlayed && { 501: { ...failure, description: "Not simulated" } }),
    },
    "x-kubernetes-action": action,
    "x-kubernetes-group-version-kind": kindExtension(tables, described.kind),
  };
}

/** The paths of a group version with their operations. */
export function pathsOf(tables: Tables, { patchTypes, plays }: Served): Schema {
  const out: Record<string, Record<string, Schema | Schema[]>> = {};
  const root = rootOf(tables);
  for (const data of tables.kinds) {
    const of = { list: data.verbs.includes("list") && data.type ? refTo(tables, data.listKind ?? `${data.kind}List`, 3) : undefined };
    const add = (path: string, verbs: readonly string[], suffix: string, at: "all" | "collection" | "item" | SubresourceData) => {
      for (const verb of verbs) {
        const [action, method] = actions[verb] ?? [];
        if (!action || !method) continue;
        const sub = typeof at === "object" && at.name !== "status" ? at : undefined;
        const isDescribed = sub ? sub.type !== undefined : data.type !== undefined;
        const id = [words[action] ?? action, idPart(tables), data.namespaced && at !== "all" ? "Namespaced" : "", data.kind, suffix];
        out[path] ??= { parameters: pathParameters(path) };
        out[path][method] = operation(tables, {
          action,
          method,
          id: id.join(""),
          schema: isDescribed ? refTo(tables, sub ? sub.kind : data.kind, 3) : undefined,
          kind: sub ? sub.kind : data.kind,
          ...of,
          raw: sub?.raw !== undefined,
          patchTypes: patchTypes(data),
          isPlayed: plays(tables, data, method.toUpperCase(), at),
        });
      }
    };
    const collection = `${root}${data.namespaced ? "/namespaces/{namespace}" : ""}/${data.plural}`;
    const among = (...verbs: string[]) => data.verbs.filter((verb) => verbs.includes(verb));
    add(collection, among("create", "list", "deletecollection"), "", "collection");
    if (data.namespaced) add(`${root}/${data.plural}`, among("list"), "ForAllNamespaces", "all");
    add(`${collection}/{name}`, among("get", "update", "patch", "delete"), "", "item");
    for (const sub of data.subresources) {
      add(`${collection}/{name}/${sub.name}`, sub.verbs, sub.name.split("-").map(capital).join(""), sub);
    }
  }
  return out;
}

/** The parameters in a path, and `pretty`, which every operation takes. */
function pathParameters(path: string): Schema[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  return [...named(Object.fromEntries(names.map((name) => [name, text])), "path"), ...named({ pretty: text }, "query")];
}
