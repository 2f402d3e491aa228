import type { Deadline } from "../../../http/deadline.ts";
import { RequestError } from "../../../http/errors.ts";
import { checkPositiveInteger } from "../../../http/options.ts";
import type { Query } from "../../../http/paths.ts";
import type { ListSource } from "../../common/list.ts";
import { itemsOf } from "../items.ts";
import type { KubernetesListSource } from "../list-source.ts";
import type { KubernetesList, KubernetesObject } from "../object.ts";
import { listOptions, tableOptions } from "../option-names.ts";
import type { ListOptions } from "../options.ts";
import { listMismatch, metadataMismatch, type Page, type PageQuery } from "../page.ts";
import { allKubernetesItems, firstKubernetesPage, kubernetesPages } from "../paging.ts";
import type { Requests } from "../requests.ts";
import { selectorQuery } from "../selectors.ts";
import type { IncludeObject, RowObject, Table, TableOptions } from "../table.ts";
import { openResource } from "./stream.ts";

type Headers = Readonly<Record<string, string>>;
type FixedOptions = Omit<ListOptions, "onExpired">;

/** Asks for another form of the objects. A server that does not have it says so (406). */
const as = (form: string): Headers => ({ accept: `application/json;as=${form};g=meta.k8s.io;v=v1` });

/** Where a list reads its pages and items from. `T` is the kind's type, `O` that of the items. */
export function listObjects<T extends KubernetesObject, O>(
  requests: Requests<T>,
  options: ListOptions,
  form?: "PartialObjectMetadataList",
): ListSource<O, Page<O>> {
  const call = form === undefined ? "list" : "listMetadata";
  requests.checkOptions(options, listOptions, call);
  const fixed = fixedQuery(requests, options, call);
  const query = (page: PageQuery): Query => ({ ...fixed, ...pageQuery({ ...options, ...page }) });
  const headers = form === undefined ? undefined : as(form);
  const { http, validate } = requests.api;
  const timeout = http.timeoutOf(options);
  const isJudgedWhole = !http.readsInParts || (validate !== undefined && headers === undefined);
  let path = "";
  const source: KubernetesListSource<O> = {
    signal: options.signal,
    paging: options,
    fetch: (page, signal) => requests.within({ signal }, (deadline) => readPage(requests, query(page), deadline, { headers }), timeout),
    // The time that the server takes for the whole page is that of a call; the consumer's own time does not count.
    open: isJudgedWhole
      ? undefined
      : async (page, signal) => {
          const limits = { silence: timeout, total: timeout };
          const opened = await openResource(requests, "list", { query: query(page), headers }, { signal }, limits, timeout);
          path = opened.path;
          return opened.stream;
        },
    transform: (item) => requests.hide(item),
    failure: (message) =>
      new RequestError({ code: "NotJson", message, call: { verb: "list", resource: requests.kind.kind }, method: "GET", path }),
  };
  return {
    first: () => firstKubernetesPage(source, options),
    pages: (life) => kubernetesPages(source, options, life),
    items: (life) => itemsOf(source, options, life),
    all: () => allKubernetesItems(source, options),
  };
}

/** Reads a list in the form in which the server prints it. */
export async function listTable<T extends KubernetesObject, I extends IncludeObject>(
  requests: Requests<T>,
  options: TableOptions<I>,
): Promise<Table<RowObject<T, I>>> {
  requests.checkOptions(options, tableOptions, "listTable");
  const query = { ...fixedQuery(requests, options, "listTable"), ...pageQuery(options), includeObject: options.includeObject };
  const request = { safety: "read", query, headers: as("Table"), mismatch: tableMismatch } as const;
  const { json } = await requests.within(options, (deadline) => requests.send("list", request, deadline));
  const table = json as Table<RowObject<T, I>>;
  // A Go server may write an empty list as null.
  table.rows ??= [];
  for (const row of table.rows) requests.hide(row.object);
  return table;
}

function tableMismatch(json: unknown): string | undefined {
  const { kind, rows } = (json ?? {}) as { kind?: unknown; rows?: unknown };
  if (kind !== "Table") return "not a Table";
  const isRows = Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null);
  return isRows || rows === null || rows === undefined ? metadataMismatch(json) : "a Table without rows";
}

/** The part of a list's query that is the same for each page. */
function fixedQuery<T extends KubernetesObject>(requests: Requests<T>, options: FixedOptions, call: string): Query {
  requests.assertVerb("list");
  if (options.limit !== undefined) checkPositiveInteger(options.limit, `${call}.limit`);
  return { ...selectorQuery(options), ...options.query };
}

/** The part that each page has of its own. A continue token carries its version; the server refuses a second one. */
function pageQuery({ limit, continue: token, resourceVersion, resourceVersionMatch }: FixedOptions): Query {
  return { limit, continue: token, ...(token === undefined && { resourceVersion, resourceVersionMatch }) };
}

/** Reads one page, complete. `namespace`: of a kind that is listed in one namespace only. */
export async function readPage<T extends KubernetesObject, O>(
  requests: Requests<T>,
  query: Query,
  deadline: Deadline,
  {
    headers,
    namespace,
    retry,
  }: { readonly headers?: Headers | undefined; readonly namespace?: string | undefined; readonly retry?: false } = {},
): Promise<KubernetesList<O>> {
  const target = { namespace };
  const request = { safety: "read", query, headers, mismatch: listMismatch, target, ...(retry === false && { retry }) } as const;
  const { json } = await requests.send("list", request, deadline);
  const list = listIn<T, O>(requests, json);
  if (headers === undefined) requests.api.validate?.("answer", `${requests.kind.kind}List`, list);
  return list;
}

/** The list in a response. */
export function listIn<T extends KubernetesObject, O>(requests: Requests<T>, json: unknown): KubernetesList<O> {
  const list = json as KubernetesList<O>;
  // A Go server may write an empty list as null.
  list.items ??= [];
  if (requests.secrets) for (const item of list.items) requests.hide(item);
  return list;
}
