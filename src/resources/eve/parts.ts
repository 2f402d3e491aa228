/** Documents that were read in part, or with others embedded in them. */
import { invalidArgument } from "../../http/errors.ts";
import type { StoredDocument } from "./document.ts";
import type { DocumentRequests } from "./requests.ts";

const parts = new WeakSet<object>();

/** Remembers documents whose request said which parts of them to give. */
export function rememberParts(documents: readonly object[], query: Readonly<Record<string, string>>): void {
  if (query["projection"] === undefined && query["embedded"] === undefined) return;
  for (const document of documents) parts.add(document);
}

/** A document that was read in part can't replace the stored one: the fields that it lacks would be gone. */
export function refusePart<T extends StoredDocument>({ definition }: DocumentRequests<T>, document: object): void {
  if (!parts.has(document)) return;
  throw invalidArgument(
    `update ${definition.name}`,
    "the document was read with projection or embedded, and update would delete the fields that it lacks; read it whole, or use patch or edit",
  );
}
