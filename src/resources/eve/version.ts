import { invalidArgument } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
import type { StoredDocument } from "./document.ts";
import { bareEtag } from "./etag.ts";
import type { DocumentRequests } from "./requests.ts";

/** The etag of a document that the caller gave. Throws InvalidArgument if it has none. */
export function etagOf<T extends StoredDocument>({ definition }: DocumentRequests<T>, document: unknown, verb: string): string {
  const etag = bareEtag(isObject(document) ? document["_etag"] : undefined);
  // `*` stands for any version, and a list of versions for any of them.
  if (etag !== undefined && etag !== "*" && /^[!#-+\--~\x80-\xff]+$/.test(etag)) return etag;
  if (etag !== undefined) throw invalidArgument(`${verb} ${definition.name}`, "_etag: expected the version as the server gave it");
  throw invalidArgument(`${verb} ${definition.name}`, "expected a document with _id and _etag; edit() and delete() also take an id");
}

/** The version that a change is made from, as a header. */
export function ifMatch<T extends StoredDocument>(requests: DocumentRequests<T>, document: unknown, verb: string): Record<string, string> {
  return { "if-match": etagOf(requests, document, verb) };
}
