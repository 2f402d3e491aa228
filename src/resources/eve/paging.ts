/** Pages of an Eve collection, which are counted by number. */
import { Deadline } from "../../http/deadline.ts";
import { isObject } from "../../http/json.ts";
import { allOf, pagesOf } from "../common/pager.ts";

/** One page of a collection. */
export interface DocumentPage<T> {
  readonly items: T[];
  /** How many documents match in all. Absent if the server does not count. */
  readonly total?: number;
  /** The number of this page, from 1. */
  readonly page: number;
  /** Documents a page, as the server granted it. */
  readonly max_results?: number;
  /** Documents that follow this page, as far as the server counts. */
  readonly remaining?: number;
  /** Whether the server has a page after this one. */
  readonly hasNext: boolean;
}

/** What a list needs of its resource. */
export interface DocumentListSource<T> {
  readonly signal: AbortSignal | undefined;
  /** Number of the first page. */
  readonly first: number;
  readonly prefetch: boolean;
  read(page: number, signal: AbortSignal | undefined): Promise<DocumentPage<T>>;
  failure(message: string): Error;
}

/** A page from a response. Links are not followed: they only say whether there is more if the server does not count. */
export function pageOf<T>(body: { _items: T[]; _meta?: unknown; _links?: unknown }, asked: number): DocumentPage<T> {
  const items = body._items;
  const meta = isObject(body._meta) ? body._meta : {};
  const page = count(meta["page"]) ?? asked;
  const size = count(meta["max_results"]);
  const isLinked = isObject(body._links) && body._links["next"] !== undefined;
  // Without `_meta`, and without a link to more, the server does not page: this is everything.
  const total = count(meta["total"]) ?? (body._meta === undefined && !isLinked ? items.length : undefined);
  const remaining = total === undefined ? undefined : Math.max(0, size === undefined ? 0 : total - page * size);
  const hasNext = remaining === undefined ? isLinked : remaining > 0;
  return {
    items,
    page,
    hasNext,
    ...(total !== undefined && { total }),
    ...(size !== undefined && { max_results: size }),
    ...(remaining !== undefined && { remaining }),
  };
}

/**
 * So many pages in a row may bring nothing new, beside those that are read again. More than for a list of Kubernetes: while others delete
 * document after document, each page has a lower total, and the list steps back each time.
 */
const mostIdlePages = 100;

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/**
 * Page after page; a page holds only documents that no earlier one held. When documents were deleted meanwhile, those after them have moved
 * to pages that were read already, so some are read again: as often as the total falls below the lowest one so far. A server that leads
 * round in circles this way ends the list with an error. A page without a new document ends the list: with what there is, or with an error if the server counts more.
 */
export function documentPages<T>(source: DocumentListSource<T>, life: Deadline): AsyncGenerator<DocumentPage<T>, void, undefined> {
  const seen = new Set<unknown>();
  let lowest: number | undefined;
  /** The highest page that was read. */
  let reached = 0;
  /** Pages in a row without a new document. */
  let idle = 0;
  return pagesOf<DocumentPage<T>, number>(
    {
      first: source.first,
      prefetch: source.prefetch,
      read: (number, signal) => source.read(number, signal),
      accept: (read, number) => {
        // Steps back repeat at most the pages that were read.
        if (++idle > mostIdlePages + reached) throw source.failure(`the server sent ${idle} pages in a row without a new document`);
        const isAgain = number <= reached;
        reached = Math.max(reached, number);
        const gone = lowest === undefined || read.total === undefined ? 0 : lowest - read.total;
        if (read.total !== undefined) lowest = Math.min(lowest ?? read.total, read.total);
        if (gone > 0 && number > source.first) {
          return { page: undefined, next: Math.max(source.first, number - Math.ceil(gone / (read.max_results ?? gone))) };
        }
        const isBefore = (read.total ?? 0) > (number - 1) * (read.max_results ?? read.total ?? 0);
        if (read.items.length === 0 && !isAgain && isBefore) {
          throw source.failure(`the server counts ${read.total} documents, and page ${number} of them is empty`);
        }
        const items = read.items.filter((item) => isNew(item, seen));
        if (items.length > 0) idle = 0;
        const page = items.length === read.items.length ? read : { ...read, items };
        const next = read.hasNext && read.items.length > 0 ? number + 1 : undefined;
        if (items.length > 0 || (number === source.first && !isAgain)) return { page, next };
        // A page that only repeats is expected after a step back, and nowhere else.
        if (next === undefined || isAgain) return { page: undefined, next };
        if (read.total !== undefined && seen.size < read.total)
          throw source.failure(`the server repeats page ${number - 1} as page ${number}`);
        return { page: undefined, next: undefined };
      },
    },
    life,
  );
}

function isNew(item: unknown, seen: Set<unknown>): boolean {
  const id = isObject(item) ? item["_id"] : undefined;
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** Every document. */
export async function* documents<T>(source: DocumentListSource<T>, life: Deadline): AsyncGenerator<T, void, undefined> {
  for await (const page of documentPages(source, life)) yield* page.items;
}

/** Every document, as an array. */
export function allDocuments<T>(source: DocumentListSource<T>): Promise<T[]> {
  return allOf(documentPages({ ...source, prefetch: true }, new Deadline(source.signal, Number.POSITIVE_INFINITY)));
}
