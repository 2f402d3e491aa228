import { isExpired } from "../../http/errors.ts";
import type { KubernetesList } from "./object.ts";

/** What came of one request of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Version of the list as a whole: where a watch goes on. */
  readonly resourceVersion: string | undefined;
  /** Asks for the page after this one; undefined when this is the last. */
  readonly continue: string | undefined;
  /** How many items follow, as far as the server says. */
  readonly remaining: number | undefined;
  /** The list as the server sent it. */
  readonly raw: KubernetesList<T>;
  /** True for the first page of a list that had to begin anew: what came before belongs to an older state. */
  readonly restarted: boolean;
}

/**
 * A list, in three depths: `await` gives one page, `for await` every item, `pages()` every page; `all()` collects. Each use sends its own
 * requests, and none is sent before.
 */
export interface List<T> extends PromiseLike<Page<T>>, AsyncIterable<T> {
  /** Every page, the next one being fetched while this one is looked at. */
  pages(): AsyncIterableIterator<Page<T>>;
  /** Every item, of one consistent state of the server. */
  all(): Promise<T[]>;
}

/** Fetches one page. */
type FetchPage<T> = (page: { readonly limit: number | undefined; readonly continue: string | undefined }) => Promise<KubernetesList<T>>;

export interface PagingOptions {
  /** Items a page. Without it an awaited list and `all()` come in one piece, and iterations in pages of 500. */
  readonly limit?: number | undefined;
  /** Goes on after a page of an earlier list. */
  readonly continue?: string | undefined;
  /**
   * What to do when the server has forgotten the state a list began with (410). `"restart"`: begin again; `all()` drops what it had,
   * items already given are not given twice, pages say `restarted`. `"error"`: throw, for iterations the default; `all()` restarts.
   */
  readonly onExpired?: "restart" | "error" | undefined;
}

const defaultPageSize = 500;

export function listOf<T>(fetchPage: FetchPage<T>, options: PagingOptions): List<T> {
  const load = async (limit: number | undefined, token: string | undefined, restarted = false): Promise<Page<T>> => {
    const raw = await fetchPage({ limit, continue: token });
    const { resourceVersion, continue: next, remainingItemCount } = raw.metadata ?? {};
    return { items: raw.items, resourceVersion, continue: next || undefined, remaining: next ? remainingItemCount : 0, raw, restarted };
  };

  async function* pages(onExpired: "restart" | "error", limit: number | undefined): AsyncGenerator<Page<T>, void, undefined> {
    let page = await load(limit, options.continue);
    for (;;) {
      // Asked for before the consumer works on this page, so that both go on at once.
      const next = page.continue === undefined ? undefined : load(limit, page.continue);
      next?.catch(() => undefined);
      yield page;
      if (next === undefined) return;
      try {
        page = await next;
      } catch (error) {
        if (onExpired === "error" || !isExpired(error)) throw error;
        page = await load(limit, undefined, true);
      }
    }
  }

  async function* items(): AsyncGenerator<T, void, undefined> {
    const onExpired = options.onExpired ?? "error";
    // Only a list that may begin anew has to remember what it gave.
    const given = onExpired === "restart" ? new Set<string>() : undefined;
    let again = false;
    for await (const page of pages(onExpired, options.limit ?? defaultPageSize)) {
      again ||= page.restarted;
      for (const item of page.items) {
        if (given !== undefined) {
          const uid = (item as { metadata?: { uid?: string } }).metadata?.uid;
          if (uid !== undefined) {
            if (again && given.has(uid)) continue;
            given.add(uid);
          }
        }
        yield item;
      }
    }
  }

  async function all(): Promise<T[]> {
    let collected: T[] = [];
    for await (const page of pages(options.onExpired ?? "restart", options.limit)) {
      if (collected.length === 0 || page.restarted) collected = page.items;
      else for (const item of page.items) collected.push(item);
    }
    return collected;
  }

  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting a list is meant to give a page.
    then: (resolve, reject) => load(options.limit, options.continue).then(resolve, reject),
    pages: () => pages(options.onExpired ?? "error", options.limit ?? defaultPageSize),
    all,
    [Symbol.asyncIterator]: items,
  };
}
