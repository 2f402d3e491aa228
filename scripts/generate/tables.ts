/** Which schema belongs to which kind or resource. */
import type { ApiDocument } from "./document.ts";

export interface Table {
  name: string;
  doc: string;
  /** Key to name of the schema. */
  entries: Record<string, string>;
}

/** Kinds that have a schema. */
export function kinds(document: ApiDocument): Record<string, string> {
  return sorted(pick(document, (schema, name) => (schema["x-kubernetes-group-version-kind"] === undefined ? undefined : name)));
}

/** Kinds, the lists of kinds, and Status. */
export function kindsAndLists(document: ApiDocument): Record<string, string> {
  const lists = pick(document, (schema, name) => (name.endsWith("List") && schema.properties?.["items"] !== undefined ? name : undefined));
  return sorted({ ...kinds(document), ...lists, Status: "Status" });
}

/** Resources by the name they have in the path. */
export function resources(document: ApiDocument): Record<string, string> {
  return sorted(pick(document, (schema) => schema["x-eve-resource"]?.name));
}

/** What is sent to create or replace a document, by resource; and to run a backup. */
export function inputs(document: ApiDocument): Record<string, string> {
  const written = Object.entries(resources(document)).flatMap(([resource, name]) => {
    const input = `${name}Input`;
    return document.components.schemas[input] === undefined ? [] : [[resource, input] as const];
  });
  return { ...Object.fromEntries(written), "kubebackups/action/run": "RunBackup" };
}

type Pick = (schema: ApiDocument["components"]["schemas"][string], name: string) => string | undefined;

function pick(document: ApiDocument, key: Pick): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const own = key(schema, name);
    if (own !== undefined) found[own] = name;
  }
  return found;
}

function sorted(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
