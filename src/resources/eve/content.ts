import { setOwn } from "../../http/json.ts";

/** The fields in which Eve speaks about a document. They are never part of it and a server refuses them in a body. */
const metaFields: ReadonlySet<string> = new Set([
  "_id",
  "_etag",
  "_created",
  "_updated",
  "_links",
  "_status",
  "_issues",
  "_error",
  "_version",
  "_latest_version",
  "_deleted",
]);

/** A copy without Eve's own fields and without `alsoWithout`: what may be sent as a body. */
export function content(document: object, alsoWithout: readonly string[] = []): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(document)) {
    if (!metaFields.has(name) && !alsoWithout.includes(name)) setOwn(out, name, value);
  }
  return out;
}
