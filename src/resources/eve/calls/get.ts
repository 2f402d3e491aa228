import type { Deadline } from "../../../http/deadline.ts";
import type { StoredDocument } from "../document.ts";
import { type DocumentRequests, documentMismatch } from "../requests.ts";

/** Reads a document. `query` says which parts of it. */
export async function getDocument<T extends StoredDocument>(
  requests: DocumentRequests<T>,
  id: string,
  deadline: Deadline,
  query: Record<string, string> = {},
  verb = "get",
): Promise<T> {
  const call = { method: "GET", query, safety: "read", mismatch: documentMismatch } as const;
  return requests.document((await requests.send(verb, { id }, call, deadline)).json, query);
}
