import { isExpired } from "../../http/errors.ts";
import type { Stream } from "../../http/stream.ts";
import type { KubernetesList } from "./object.ts";
import { type Page, pageOf } from "./page.ts";

/**
 * A list, in three depths: `await` gives one page, `for await` every item, `pages()` every page; `all()` collects. Each use sends its own
 * requests, and none is sent before. Items are given while their page still arrives.
 */
export interface List<T> extends PromiseLike<Page<T>>, AsyncIterable<T> {
  /** Every page, the next one being fetched while this one is looked at. */
  pages(): AsyncIterableIterator<Page<T>>;
  /** Every item, of one consistent state of the server. */
  all(): Promise<T[]>;
}

/** What is asked for in one request of a list. */
export interface WantedPage {
  readonly limit: number | undefined;
  readonly continue: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: "Exact" | undefined;
}

/** What a list needs of its resource. */
export interface ListSource<T> {
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** One page, whole. Ends with `signal`, by default the caller's. */
  fetch(page: WantedPage, signal?: AbortSignal): Promise<KubernetesList<T>>;
  /** One page as it arrives; undefined where answers must be whole before they are used. */
  readonly open: ((page: WantedPage, signal: AbortSignal) => Promise<Stream>) | undefined;
  /** Each item of a page that was opened passes through here. */
  pass(item: T): T;
  /** The error for JSON that broke off after some items and can't be continued. */
  brokenOff(): Promise<Error>;
}

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

async function firstPage<T>(source: ListSource<T>, { limit, continue: token, onExpired }: PagingOptions): Promise<Page<T>> {
  try {
    return pageOf(await source.fetch({ limit, continue: token }));
  } catch (error) {
    if (onExpired !== "restart" || token === undefined || !isExpired(error)) throw error;
    return pageOf(await source.fetch({ limit, continue: undefined }), true);
  }
}

export function listOf<T>(source: ListSource<T>, options: PagingOptions): List<T> {
  const inPages = { ...options, limit: options.limit ?? defaultPageSize };
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting a list is meant to give a page.
    then: (resolve, reject) => firstPage(source, options).then(resolve, reject),
    pages: () => later(async () => (await paging()).pagesOf(source, inPages)),
    all: async () => (await paging()).allOf(source, { ...options, onExpired: options.onExpired ?? "restart" }),
    [Symbol.asyncIterator]: () => later(async () => (await paging()).itemsOf(source, inPages)),
  };
}

/** What one answer is not enough for is loaded when it is first needed. */
const paging = () => import("./on-demand.ts");

/** An iterator that is made when it is first used. */
function later<V>(make: () => Promise<AsyncIterator<V>>): AsyncIterableIterator<V> {
  let made: AsyncIterator<V> | undefined;
  let making: Promise<AsyncIterator<V>> | undefined;
  const begin = async () => {
    making ??= make();
    made = await making;
    return made;
  };
  return {
    next: () => made?.next() ?? begin().then((iterator) => iterator.next()),
    return: async () => (await begin()).return!(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
