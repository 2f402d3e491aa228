import type { CallOptions } from "../../../http/call.ts";
import { hideFieldsFromConsole } from "../../../http/secret-fields.ts";
import type { StoredDocument } from "../document.ts";
import { queryParameters } from "../query.ts";
import type { DocumentRequests } from "../requests.ts";
import { getDocument } from "./get.ts";

/** Reads parts of a document, or other documents embedded in it. */
export async function getDocumentPart<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  id: string,
  options: CallOptions & { readonly projection?: unknown; readonly embedded?: unknown },
): Promise<T> {
  const { projection, embedded } = options;
  const query = queryParameters({ projection, embedded });
  const found = await requests.within(options, (deadline) => getDocument(requests, id, deadline, query));
  return hideEmbedded(requests, found, query);
}

/** The same document; the console does not show secrets of documents that are embedded in it. */
export function hideEmbedded<T extends StoredDocument, D>(
  { api }: DocumentRequests<T>,
  document: D,
  query: Readonly<Record<string, string>>,
): D {
  if (query["embedded"] === undefined || api.definitions === undefined) return document;
  const fields = Object.values(api.definitions).flatMap(({ secrets = [] }) => secrets.map((path) => path.at(-1)!));
  return hideFieldsFromConsole(document, new Set(fields));
}
