/** What a list reads from: one page, every page, every item. Each call sends requests of its own. */
export interface ListSource<T, Page> {
  first(): Promise<Page>;
  pages(): AsyncIterator<Page>;
  items(): AsyncIterator<T>;
  all(): Promise<T[]>;
}

/**
 * A list: a promise of its first page, and an async iterable of all its items. Nothing is sent before it is used. `await` sends one request,
 * however often the list is awaited; `for await`, `pages()` and `all()` send requests of their own.
 */
export class List<T, Page> implements Promise<Page>, AsyncIterable<T> {
  readonly #source: () => Promise<ListSource<T, Page>>;
  #first: Promise<Page> | undefined;

  /** `source` gives what the list reads from, when it is first used; what is wrong with the list's options rejects it. */
  constructor(source: () => Promise<ListSource<T, Page>>) {
    this.#source = source;
  }

  /** The first page. */
  // biome-ignore lint/suspicious/noThenProperty: a list is a promise of its first page.
  then<A = Page, B = never>(
    onPage?: ((page: Page) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#first ??= this.#source().then((source) => source.first());
    return this.#first.then(onPage, onError);
  }

  catch<B = never>(onError?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<Page | B> {
    return this.then(null, onError);
  }

  finally(onSettled?: (() => void) | null): Promise<Page> {
    return this.then().finally(onSettled);
  }

  /** Every page; the next one is requested while the caller works on this one. */
  pages(): AsyncIterableIterator<Page> {
    return later(async () => (await this.#source()).pages());
  }

  /** Every item, as an array. */
  async all(): Promise<T[]> {
    return (await this.#source()).all();
  }

  /** Every item. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return later(async () => (await this.#source()).items());
  }

  get [Symbol.toStringTag](): string {
    return "List";
  }
}

/** An iterator that is made when it is first used. */
function later<V>(make: () => Promise<AsyncIterator<V>>): AsyncIterableIterator<V> {
  let made: AsyncIterator<V> | undefined;
  let making: Promise<AsyncIterator<V>> | undefined;
  let isLeft = false;
  const begin = async () => {
    making ??= make();
    made = await making;
    return made;
  };
  const done = { done: true, value: undefined } as const;
  return {
    next: () => (isLeft ? Promise.resolve(done) : (made?.next() ?? begin().then((iterator) => iterator.next()))),
    async return() {
      isLeft = true;
      if (making !== undefined) await (await making).return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
