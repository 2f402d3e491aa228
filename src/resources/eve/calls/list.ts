import { type CallOptions, callOptions } from "../../../http/call.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { isObject } from "../../../http/json.ts";
import type { OptionNames } from "../../../http/options.ts";
import type { ListSource } from "../../common/list.ts";
import type { StoredDocument } from "../document.ts";
import { failureOf } from "../failure.ts";
import { allDocuments, type DocumentListSource, type DocumentPage, documentPages, documents, pageOf } from "../paging.ts";
import { rememberParts } from "../parts.ts";
import { type CollectionQuery, isCast, queryParameters } from "../query.ts";
import { type DocumentRequests, documentMismatch } from "../requests.ts";
import { hideEmbedded } from "./part.ts";

/** The options of a list, whatever the resource. */
type AnyQuery = CallOptions & { readonly [K in keyof CollectionQuery<object>]?: unknown };

const listOptions = {
  ...callOptions,
  projection: true,
  embedded: true,
  where: true,
  sort: true,
  page: true,
  max_results: true,
  prefetch: true,
} satisfies OptionNames<AnyQuery>;

/** Where a list reads its pages and documents from. */
export function listDocuments<T extends StoredDocument, Item>(
  requests: DocumentRequests<T>,
  options: AnyQuery,
): ListSource<Item, DocumentPage<Item>> {
  requests.checkOptions(options, listOptions, "list");
  const { signal, timeout: _timeout, prefetch, page, ...rest } = options;
  const first = (page ?? 1) as number;
  const timeout = requests.http.timeoutOf(options);
  const query = queryParameters({ ...rest, page: first });
  const source: DocumentListSource<Item> = {
    signal,
    first,
    prefetch: prefetch === true,
    read: (number, signal) => requests.within({ signal }, (deadline) => readDocuments<T, Item>(requests, query, number, deadline), timeout),
    failure: (message) => failureOf(requests, "NotJson", message, "list", undefined),
  };
  return {
    first: () => source.read(first, signal),
    pages: (life) => documentPages(source, life),
    items: (life) => documents(source, life),
    all: () => allDocuments(source),
  };
}

/** Reads one page of documents. */
export async function readDocuments<T extends StoredDocument, Item = T>(
  requests: DocumentRequests<T>,
  query: Record<string, string>,
  page: number,
  deadline: Deadline,
): Promise<DocumentPage<Item>> {
  const { page: _first, ...rest } = query;
  const call = { method: "GET", query: page > 1 ? { ...rest, page: String(page) } : rest, safety: "read", mismatch: listMismatch } as const;
  const found = pageOf<Item>((await requests.send("list", {}, call, deadline)).json as { _items: Item[] }, page);
  for (const item of found.items) requests.document(item, query);
  hideEmbedded(requests, found.items, query);
  rememberParts(found.items as readonly object[], query);
  return found;
}

function listMismatch(json: unknown): string | undefined {
  if (!isObject(json) || !Array.isArray(json["_items"])) return "not a list: it has no _items";
  return json["_items"].every((item) => documentMismatch(item) === undefined) ? undefined : "a list with an item that has no _id";
}

/** Reads the document of this name that was created first. */
export async function findNamed<T extends StoredDocument & { name: string }>(
  requests: DocumentRequests<T>,
  name: string,
  deadline: Deadline,
): Promise<T | undefined> {
  const query = queryParameters({ where: { name }, sort: "_id", max_results: isCast(name) ? 10 : 1 });
  return (await readDocuments(requests, query, 1, deadline)).items.find((one) => one.name === name);
}
