/** Values that are at hand, each made when it is asked for. */
export type Part<V> = Iterator<V, void, undefined>;

/** Gives one value after the other. */
export type Reader<V> = Required<Pick<AsyncIterator<V, void, undefined>, "next" | "return">>;

/**
 * The values of all parts, until the signal aborts. An asynchronous generator costs several promises and turns for each value that passes
 * through it, as much as parsing a small object; this costs one promise. What making a value throws is thrown into `parts` where it gave the
 * value's part.
 */
export function oneByOne<V>(parts: AsyncGenerator<Part<V>, void, undefined>, signal?: AbortSignal): Reader<V> {
  let part: Part<V> | undefined;
  let fetching: Promise<IteratorResult<V, void>> | undefined;
  const drop = () => {
    part = undefined;
  };
  // What is at hand when the end comes is wanted no more.
  signal?.addEventListener("abort", drop, { once: true });

  const fetch = async (asked: Promise<IteratorResult<Part<V>, void>>): Promise<IteratorResult<V, void>> => {
    try {
      for (let step = asked; ; ) {
        const { done, value } = await step;
        if (done) return { done, value: undefined };
        try {
          const first = value.next();
          if (!first.done) {
            if (!signal?.aborted) part = value;
            return first;
          }
          step = parts.next();
        } catch (error) {
          step = parts.throw(error);
        }
      }
    } finally {
      fetching = undefined;
    }
  };

  const next = (): Promise<IteratorResult<V, void>> => {
    // Asked again before the last answer came: these two stay in order.
    if (fetching !== undefined) return fetching.then(next, next);
    let step: Promise<IteratorResult<Part<V>, void>> | undefined;
    try {
      const result = part?.next();
      if (result?.done === false) return Promise.resolve(result);
    } catch (error) {
      step = parts.throw(error);
    }
    part = undefined;
    fetching = fetch(step ?? parts.next());
    return fetching;
  };

  return {
    next,
    async return() {
      drop();
      signal?.removeEventListener("abort", drop);
      await parts.return();
      return { done: true, value: undefined };
    },
  };
}
