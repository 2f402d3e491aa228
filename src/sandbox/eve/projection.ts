import { EveError, InternalServerError, Unsupported } from "./errors.ts";
import { parseJson } from "./json.ts";
import { metaFields, type Resource, type Schema } from "./schema.ts";
import { type Document, type Draft, isDict, setKey, truthy } from "./values.ts";

/** The fields to keep, dotted paths among them; undefined keeps all that the schema has. */
export type Projection = readonly string[] | undefined;

/** What a client can neither ask for nor leave out. */
const kept: ReadonlySet<string> = new Set([...metaFields, "_issues", "_status", "_links"]);

/**
 * Reads the parameter `projection`. One field asked for with 1 leaves out all others but the meta fields; else the fields with
 * 0 are left out. What the schema doesn't have is overlooked. 400 when it is no JSON object, 500 when the database would refuse it.
 */
export function parseProjection(text: string | undefined, resource: Resource): Projection {
  if (!text) return undefined;
  let asked: unknown;
  try {
    asked = parseJson(text);
  } catch {
    throw new EveError(400);
  }
  if (!isDict(asked)) throw new EveError(400);
  const entries = Object.entries(asked);
  if (entries.length === 0) return undefined;
  const inclusive = entries.some(([, value]) => value === 1 || value === true);
  const fields = new Map<string, unknown>();
  for (const name of [...Object.keys(resource.fields), ...metaFields]) fields.set(name, !inclusive || kept.has(name));
  for (const [field, value] of entries) {
    const base = field.split(".")[0] as string;
    if (kept.has(base) || !Object.hasOwn(resource.fields, base)) continue;
    if (isDict(value) && Object.keys(value).some((key) => key.startsWith("$"))) {
      throw new Unsupported(
        "projection-operators",
        `the projection of ${field} by ${Object.keys(value).join(", ")}`,
        "leaves it to the database",
        "Project whole fields.",
      );
    }
    fields.set(field, value);
  }
  const shown = [...fields].filter(([, value]) => truthy(value)).map(([field]) => field);
  // The database refuses a field beside a part of it.
  if (shown.some((field) => field.includes(".") && shown.some((other) => field.startsWith(`${other}.`)))) throw new InternalServerError();
  return shown;
}

type Tree = { [field: string]: Tree };

function keep(value: unknown, tree: Tree): unknown {
  if (Object.keys(tree).length === 0) return value;
  if (Array.isArray(value)) return value.filter((inner) => isDict(inner) || Array.isArray(inner)).map((inner) => keep(inner, tree));
  if (!isDict(value)) return undefined;
  const out: Draft = {};
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(tree, key)) continue;
    const inner = keep(value[key], tree[key] as Tree);
    if (inner !== undefined) setKey(out, key, inner);
  }
  return out;
}

/** The document with the fields of the projection only. */
export function project(document: Document, projection: Projection): Document {
  if (!projection) return document;
  const tree: Tree = {};
  for (const path of projection) {
    const parts = path.split(".");
    let at = tree;
    for (const part of parts.slice(0, -1)) {
      if (!Object.hasOwn(at, part)) setKey(at, part, {});
      at = at[part] as Tree;
    }
    setKey(at, parts.at(-1) as string, {});
  }
  return keep(document, tree) as Document;
}

/** A document without what its schema takes but never gives back, and without what the schema doesn't have. */
export function hide(document: Draft, schema: Schema, top = true): Draft {
  const out: Draft = {};
  for (const key of Object.keys(document)) {
    const rule = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (rule?.writeOnly || (top && !rule && !(metaFields as readonly string[]).includes(key))) continue;
    const value = document[key];
    setKey(out, key, rule?.schema && isDict(value) ? hide(value, rule.schema, false) : value);
  }
  return out;
}
