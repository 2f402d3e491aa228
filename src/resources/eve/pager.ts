/** One return value for a collection, three depths: a page, every page, every document. */

/** One page of a collection. */
export interface DocumentPage<T> {
  readonly items: T[];
  /** How many documents match on the whole. Absent when the server does not count. */
  readonly total?: number;
  /** The number of this page, from 1. */
  readonly page: number;
  /** Documents per page, as the server granted it. */
  readonly max_results?: number;
  /** Documents that come after this page, as far as the server counts. */
  readonly remaining?: number;
  /** Whether the server has a page after this one. */
  readonly hasNext: boolean;
}

/**
 * What `list` returns. Nothing is sent before it is used, and each use sends requests of its own:
 * `await list` reads one page, `for await (const document of list)` reads every document, `.pages()` page after page, `.all()` into an array.
 *
 * Pages are counted by number, so documents move between them while others come and go. Iterating never gives a document twice, and steps
 * back when deletions have moved some to earlier pages: deleting what the loop is given is safe. A loop that changes the field it is sorted
 * by should take `.all()` first.
 */
export class DocumentList<T> implements PromiseLike<DocumentPage<T>>, AsyncIterable<T> {
  readonly #read: (page: number) => Promise<DocumentPage<T>>;
  readonly #first: number;
  readonly #prefetch: boolean;

  constructor(read: (page: number) => Promise<DocumentPage<T>>, options: { first?: number; prefetch?: boolean } = {}) {
    this.#read = read;
    this.#first = options.first ?? 1;
    this.#prefetch = options.prefetch ?? false;
  }

  /** One page. */
  // biome-ignore lint/suspicious/noThenProperty: awaiting a list gives its first page, by design.
  then<A = DocumentPage<T>, B = never>(
    onPage?: ((page: DocumentPage<T>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#read(this.#first).then(onPage, onError);
  }

  /** Every document from the first page on. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** Page after page. A page holds only documents that no earlier one held. */
  async *pages(): AsyncGenerator<DocumentPage<T>, void, undefined> {
    const seen = new Set<unknown>();
    let number = this.#first;
    let total: number | undefined;
    let ahead: Promise<DocumentPage<T>> | undefined;
    for (;;) {
      const page = await (ahead ?? this.#read(number));
      ahead = undefined;
      const gone = total === undefined || page.total === undefined ? 0 : total - page.total;
      total = page.total;
      if (gone > 0 && number > this.#first) {
        // What followed the deleted documents has moved towards the front, onto pages that were read already.
        number = Math.max(this.#first, number - Math.ceil(gone / (page.max_results ?? gone)));
        continue;
      }
      if (page.hasNext && this.#prefetch) {
        ahead = this.#read(number + 1);
        ahead.catch(() => {}); // thrown when that page is due; a loop that was left early has no use for it
      }
      const items = page.items.filter((item) => isNew(item, seen));
      if (items.length > 0 || seen.size === 0) yield items.length === page.items.length ? page : { ...page, items };
      if (!page.hasNext || page.items.length === 0) return;
      number++;
    }
  }

  /** Every document, as an array. */
  async all(): Promise<T[]> {
    const out: T[] = [];
    for await (const page of this.pages()) for (const item of page.items) out.push(item);
    return out;
  }
}

function isNew(item: unknown, seen: Set<unknown>): boolean {
  const id = (item as { _id?: unknown } | null)?._id;
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** A page from a list's answer. Links are not followed: they only say whether there is more when the server does not count. */
export function pageOf<T>(body: { _items: T[]; _meta?: unknown; _links?: unknown }, asked: number): DocumentPage<T> {
  const items = body._items;
  const meta = (typeof body._meta === "object" && body._meta !== null ? body._meta : {}) as Record<string, unknown>;
  const page = count(meta.page) ?? asked;
  const size = count(meta.max_results);
  // Without `_meta` the server does not page: this is everything.
  const total = count(meta.total) ?? (body._meta === undefined ? items.length : undefined);
  const remaining = total === undefined ? undefined : Math.max(0, size === undefined ? 0 : total - page * size);
  const hasNext = remaining === undefined ? (body._links as { next?: unknown } | undefined)?.next !== undefined : remaining > 0;
  return {
    items,
    page,
    hasNext,
    ...(total !== undefined && { total }),
    ...(size !== undefined && { max_results: size }),
    ...(remaining !== undefined && { remaining }),
  };
}

function count(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}
