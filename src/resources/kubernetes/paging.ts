/** Every page of a Kubernetes list. */
import { Deadline } from "../../http/deadline.ts";
import { isExpired } from "../../http/predicates.ts";
import { allOf, pagesOf } from "../common/pager.ts";
import { defaultPageSize, type KubernetesListSource, mostRestarts } from "./list-source.ts";
import type { PagingOptions } from "./options.ts";
import { type Page, type PageQuery, pageOf } from "./page.ts";

/** So many pages in a row may bring nothing and still name another one. */
const mostEmptyPages = 10;

/** Recognises a server that leads round in circles: a token or a page that comes again, or pages without anything that can be told apart. */
export class PageGuard {
  readonly #tokens = new Set<string>();
  readonly #firsts = new Set<string>();
  #empty = 0;

  /** What is wrong with a page that names another one; undefined if the list may go on. */
  trouble(token: string, items: readonly unknown[]): string | undefined {
    if (this.#tokens.has(token)) return "the server repeats a continue token";
    this.#tokens.add(token);
    const first = identityOf(items[0]);
    this.#empty = first === undefined ? this.#empty + 1 : 0;
    if (this.#empty >= mostEmptyPages)
      return `the server sent ${this.#empty} pages in a row that bring nothing new, each with a continue token`;
    if (first === undefined) return undefined;
    if (this.#firsts.has(first)) return "the server repeats a page";
    this.#firsts.add(first);
    return undefined;
  }
}

/** What an item is told apart by: its uid, else namespace and name; undefined for none. */
function identityOf(item: unknown): string | undefined {
  const { uid, namespace, name } = (item as { metadata?: Record<string, unknown> } | undefined)?.metadata ?? {};
  if (typeof uid === "string" && uid !== "") return uid;
  return typeof name === "string" ? `${typeof namespace === "string" ? namespace : ""}/${name}` : undefined;
}

/** Every page, each a plain response, the next one requested while the caller works on this one. */
export function kubernetesPages<T>(
  source: KubernetesListSource<T>,
  options: PagingOptions,
  life: Deadline,
): AsyncGenerator<Page<T>, void, undefined> {
  const { limit = defaultPageSize, onExpired = "error", continue: token } = options;
  let guard = new PageGuard();
  let isRestarted = false;
  let isBegun = false;
  let restarts = 0;
  const first: PageQuery = { limit, continue: token };
  return pagesOf<Page<T>, PageQuery>(
    {
      first,
      prefetch: true,
      read: async (query, signal) => pageOf(await source.fetch(query, signal)),
      accept: (read) => {
        const page = isRestarted ? { ...read, restarted: true } : read;
        isRestarted = false;
        isBegun = true;
        if (page.continue === undefined) return { page, next: undefined };
        const trouble = guard.trouble(page.continue, page.items);
        if (trouble !== undefined) throw source.failure(trouble);
        return { page, next: { limit, continue: page.continue } };
      },
      recover: (error, query) => {
        // What has just begun again does not begin again; a token of an earlier list may be too old at once.
        if (onExpired === "error" || !isExpired(error) || (!isBegun && query.continue === undefined)) return undefined;
        if (++restarts > mostRestarts) return undefined;
        guard = new PageGuard();
        isRestarted = true;
        isBegun = false;
        return { limit, continue: undefined };
      },
    },
    life,
  );
}

/** The first page. */
export async function firstKubernetesPage<T>(source: KubernetesListSource<T>, options: PagingOptions): Promise<Page<T>> {
  const { limit, continue: token, onExpired } = options;
  try {
    return pageOf(await source.fetch({ limit, continue: token }, source.signal));
  } catch (error) {
    if (onExpired !== "restart" || token === undefined || !isExpired(error)) throw error;
    return pageOf(await source.fetch({ limit, continue: undefined }, source.signal), true);
  }
}

/** Every item of one state of the server. */
export function allKubernetesItems<T>(source: KubernetesListSource<T>, options: PagingOptions): Promise<T[]> {
  const pages = kubernetesPages(
    source,
    { ...options, onExpired: options.onExpired ?? "restart" },
    new Deadline(source.signal, Number.POSITIVE_INFINITY),
  );
  return allOf(pages, (page) => page.restarted);
}
