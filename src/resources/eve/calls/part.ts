import type { CallOptions } from "../../../http/call.ts";
import { hideFieldsFromConsole } from "../../../http/secret-fields.ts";
import { secretsOf } from "../definition.ts";
import type { StoredDocument } from "../document.ts";
import { rememberParts } from "../parts.ts";
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
  hideEmbedded(requests, [found], query);
  rememberParts([found], query);
  return found;
}

/** The console does not show secrets of documents that are embedded in these. */
export function hideEmbedded<T extends StoredDocument>(
  { api }: DocumentRequests<T>,
  documents: readonly unknown[],
  query: Readonly<Record<string, string>>,
): void {
  if (query["embedded"] === undefined || api.definitions === undefined) return;
  const fields = new Set(Object.values(api.definitions).flatMap((one) => secretsOf(one).map((path) => path.at(-1)!)));
  for (const document of documents) hideFieldsFromConsole(document, fields);
}
