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
  /** The last that was asked for, while it has no answer. */
  let asked: Promise<IteratorResult<V, void>> | undefined;
  let ended = signal?.aborted === true;
  const drop = () => {
    ended = true;
    part = undefined;
  };
  // What is at hand when the end comes is wanted no more.
  signal?.addEventListener("abort", drop, { once: true });

  const fetch = async (begun: Promise<IteratorResult<Part<V>, void>>): Promise<IteratorResult<V, void>> => {
    for (let step = begun; ; ) {
      const { done, value } = await step;
      if (done) return { done, value: undefined };
      try {
        const first = value.next();
        if (!first.done) {
          // Whoever has left meanwhile gets what was asked for before, and nothing after it.
          if (!ended) part = value;
          return first;
        }
        step = parts.next();
      } catch (error) {
        step = parts.throw(error);
      }
    }
  };

  const now = (): IteratorResult<V, void> | Promise<IteratorResult<V, void>> => {
    let step: Promise<IteratorResult<Part<V>, void>> | undefined;
    try {
      const result = part?.next();
      if (result?.done === false) return result;
    } catch (error) {
      step = parts.throw(error);
    }
    part = undefined;
    return fetch(step ?? parts.next());
  };

  return {
    next() {
      // Asked again before the last answer came: answers stay in the order of the questions.
      const answer = asked === undefined ? now() : asked.then(now, now);
      if (!("then" in answer)) return Promise.resolve(answer);
      asked = answer;
      const answered = () => {
        if (asked === answer) asked = undefined;
      };
      answer.then(answered, answered);
      return answer;
    },
    async return() {
      drop();
      signal?.removeEventListener("abort", drop);
      await parts.return();
      return { done: true, value: undefined };
    },
  };
}
