import type { Clock } from "../../http/clock.ts";
import { Deadline } from "../../http/deadline.ts";
import type { Reader } from "./flatten.ts";

type Values<V> = Pick<Reader<V>, "next"> & Partial<Pick<Reader<V>, "return">>;

/**
 * An iterator that begins when it is first read, with a life of its own: the caller's signal ends it, and so does `return()`, at once, also
 * while a value is awaited. (A generator alone would see `return()` after that value.) The values close their life when they end.
 */
export function later<V>(
  begin: (life: Deadline) => Promise<Values<V>>,
  signal: AbortSignal | undefined,
  clock?: Clock,
): AsyncIterableIterator<V> & Reader<V> {
  let life: Deadline | undefined;
  let values: Values<V> | undefined;
  let beginning: Promise<Values<V>> | undefined;
  let isLeft = false;
  const done = { done: true, value: undefined } as const;
  const start = async () => {
    life = new Deadline(signal, Number.POSITIVE_INFINITY, clock);
    try {
      values = await begin(life);
      return values;
    } catch (error) {
      life.close();
      throw error;
    }
  };
  return {
    next() {
      if (isLeft) return Promise.resolve(done);
      if (values !== undefined) return values.next();
      beginning ??= start();
      return beginning.then((begun) => begun.next());
    },
    async return() {
      isLeft = true;
      life?.abort();
      life?.close();
      const begun = await beginning?.catch(() => undefined);
      await begun?.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
