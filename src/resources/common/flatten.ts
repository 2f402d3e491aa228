/** Values that are at hand, each made when it is requested. Making one must not throw. */
export type Part<V> = Iterator<V, void, undefined>;

/** The part of an async iterator that its consumers use. */
export type Reader<V> = Required<Pick<AsyncIterator<V, void, undefined>, "next" | "return">>;

/**
 * The values of all parts, until the signal aborts. An async generator costs several promises and turns for each value that passes through
 * it, as much as parsing a small object; this costs one promise.
 */
export function flatten<V>(parts: AsyncGenerator<Part<V>, void, undefined>, signal?: AbortSignal): Reader<V> {
  let part: Part<V> | undefined;
  /** The last request for a value, while it is pending. */
  let pending: Promise<IteratorResult<V, void>> | undefined;
  let isEnded = signal?.aborted === true;
  const end = () => {
    isEnded = true;
    part = undefined;
  };
  // Discards buffered values on abort.
  signal?.addEventListener("abort", end, { once: true });

  const fetch = async (): Promise<IteratorResult<V, void>> => {
    for (;;) {
      const { done, value } = await parts.next();
      if (done) return { done, value: undefined };
      const first = value.next();
      if (first.done) continue;
      // After return(), only the pending next() settles.
      if (!isEnded) part = value;
      return first;
    }
  };

  const take = (): IteratorResult<V, void> | Promise<IteratorResult<V, void>> => {
    const result = part?.next();
    if (result?.done === false) return result;
    part = undefined;
    return fetch();
  };

  return {
    next() {
      // Requested again before the last one settled: results stay in the order of the requests.
      const result = pending === undefined ? take() : pending.then(take, take);
      if (!("then" in result)) return Promise.resolve(result);
      pending = result;
      const settled = () => {
        if (pending === result) pending = undefined;
      };
      result.then(settled, settled);
      return result;
    },
    async return() {
      end();
      signal?.removeEventListener("abort", end);
      await parts.return();
      return { done: true, value: undefined };
    },
  };
}
