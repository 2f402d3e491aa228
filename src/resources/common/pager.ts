import type { Deadline } from "../../http/deadline.ts";

/** What follows a page that was read. */
export interface Accepted<Page, Cursor> {
  /** The page as the caller gets it; undefined if it has nothing new. */
  readonly page: Page | undefined;
  /** Where the next page is; undefined after the last. */
  readonly next: Cursor | undefined;
}

/** The rules of one paged list. */
export interface Paging<Page, Cursor> {
  readonly first: Cursor;
  /** Whether the next page is requested while the caller works on this one. */
  readonly prefetch: boolean;
  read(cursor: Cursor, signal: AbortSignal): Promise<Page>;
  /** Decides what follows. Throws if the server leads nowhere: a token or page that repeats would be read for ever. */
  accept(page: Page, cursor: Cursor): Accepted<Page, Cursor>;
  /** Where to go on after a page that could not be read; undefined to throw the error. */
  recover?(error: unknown, cursor: Cursor): Cursor | undefined;
}

/** Every page of a list. Leaving it, or the end of its life, ends the request that is under way. */
export async function* pagesOf<Page, Cursor>(paging: Paging<Page, Cursor>, life: Deadline): AsyncGenerator<Page, void, undefined> {
  let ahead: Promise<Page> | undefined;
  try {
    for (let cursor: Cursor | undefined = paging.first; cursor !== undefined; ) {
      let accepted: Accepted<Page, Cursor>;
      try {
        accepted = paging.accept(await (ahead ?? paging.read(cursor, life.signal)), cursor);
      } catch (error) {
        cursor = paging.recover?.(error, cursor);
        if (cursor === undefined) throw error;
        ahead = undefined;
        continue;
      }
      cursor = accepted.next;
      ahead = cursor !== undefined && paging.prefetch ? paging.read(cursor, life.signal) : undefined;
      // Its failure is thrown when that page is due; a caller that leaves earlier has no use for it.
      ahead?.catch(() => undefined);
      if (accepted.page !== undefined) yield accepted.page;
    }
  } catch (error) {
    if (!life.isLeft) throw error;
  } finally {
    life.abort();
    life.close();
  }
}

/** All items of all pages. `isFresh`: the list began again with this page, so what was read before belongs to an older state. */
export async function allOf<T, Page extends { readonly items: readonly T[] }>(
  pages: AsyncIterable<Page>,
  isFresh: (page: Page) => boolean = () => false,
): Promise<T[]> {
  let all: T[] = [];
  for await (const page of pages) {
    if (isFresh(page)) all = [];
    for (const item of page.items) all.push(item);
  }
  return all;
}
