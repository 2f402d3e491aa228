import type { Deadline } from "../../http/deadline.ts";
import { later } from "./later.ts";

/** What a list reads from: one page, every page, every item. Each call sends requests of its own. */
export interface ListSource<T, Page> {
  first(): Promise<Page>;
  pages(life: Deadline): AsyncIterator<Page, void, undefined>;
  items(life: Deadline): AsyncIterator<T, void, undefined>;
  all(): Promise<T[]>;
}

/**
 * A list: a promise of its first page, and an async iterable of all its items. Nothing is sent before it is used. `await` sends one request,
 * however often the list is awaited; `for await`, `pages()` and `all()` send requests of their own.
 */
export class List<T, Page> implements Promise<Page>, AsyncIterable<T> {
  readonly #source: () => Promise<ListSource<T, Page>>;
  readonly #signal: AbortSignal | undefined;
  #first: Promise<Page> | undefined;

  /**
   * `source` gives what the list reads from, when it is first used; what is wrong with the list's options rejects it. `signal` is the
   * caller's.
   */
  constructor(source: () => Promise<ListSource<T, Page>>, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
  }

  /** The first page. */
  // biome-ignore lint/suspicious/noThenProperty: a list is a promise of its first page.
  then<A = Page, B = never>(
    onPage?: ((page: Page) => A | PromiseLike<A>) | null,
    // biome-ignore lint/suspicious/noExplicitAny: as a Promise has it, so that a handler may name the error's class.
    onError?: ((error: any) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#source().then((source) => source.first());
    return this.#first.then(onPage, onError);
  }

  // biome-ignore lint/suspicious/noExplicitAny: see then.
  catch<B = never>(onError?: ((error: any) => B | PromiseLike<B>) | null): Promise<Page | B> {
    return this.then(null, onError);
  }

  finally(onSettled?: (() => void) | null): Promise<Page> {
    return this.then().finally(onSettled);
  }

  /** Every page; the next one is requested while the caller works on this one. */
  pages(): AsyncIterableIterator<Page> {
    return later(async (life) => (await this.#source()).pages(life), this.#signal);
  }

  /** Every item, as an array. */
  async all(): Promise<T[]> {
    return (await this.#source()).all();
  }

  /** Every item. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return later(async (life) => (await this.#source()).items(life), this.#signal);
  }

  get [Symbol.toStringTag](): string {
    return "List";
  }
}
