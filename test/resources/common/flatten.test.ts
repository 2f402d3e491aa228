import { expect, test } from "vitest";
import { flatten, type Part } from "../../../src/resources/common/flatten.ts";

/** Parts that each take a moment to come. */
async function* slowly(...parts: number[][]): AsyncGenerator<Part<number>, void, undefined> {
  for (const part of parts) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    yield part.values();
  }
}

async function all(values: { next(): Promise<IteratorResult<number, void>> }): Promise<number[]> {
  const seen: number[] = [];
  for (let step = await values.next(); !step.done; step = await values.next()) seen.push(step.value);
  return seen;
}

test("the values of all parts come one by one; empty parts give none", async () => {
  expect(await all(flatten(slowly([], [1, 2], [], [], [3], [])))).toEqual([1, 2, 3]);
  expect(await all(flatten(slowly()))).toEqual([]);
});

test("after return(), the pending next() settles and nothing follows", async () => {
  const values = flatten(slowly([1, 2, 3], [4]));
  const pending = values.next();
  const left = values.return();
  expect(await pending).toEqual({ done: false, value: 1 });
  expect(await left).toEqual({ done: true, value: undefined });
  expect(await values.next()).toEqual({ done: true, value: undefined });
});

test("results come in the order of the requests, also if a request is made when the first one settles", async () => {
  const values = flatten(slowly([1, 2], [3, 4, 5]));
  const results = new Map<string, unknown>();
  const request = (name: string) => values.next().then(({ value }) => results.set(name, value));
  const first = request("first");
  const later = first.then(() => request("later"));
  await Promise.all([first, request("second"), request("third"), later]);
  expect([...results]).toEqual([
    ["first", 1],
    ["second", 2],
    ["third", 3],
    ["later", 4],
  ]);
});

test("a failure between two parts rejects the request that waits for the next value, and the values before it are given", async () => {
  async function* failing(): AsyncGenerator<Part<number>, void, undefined> {
    yield [1, 2].values();
    throw new Error("broken");
  }
  const values = flatten(failing());
  expect([(await values.next()).value, (await values.next()).value]).toEqual([1, 2]);
  await expect(values.next()).rejects.toThrow("broken");
  expect(await values.next()).toEqual({ done: true, value: undefined });
});

test("an abort discards the values at hand", async () => {
  const stop = new AbortController();
  const values = flatten(slowly([1, 2, 3]), stop.signal);
  expect((await values.next()).value).toBe(1);
  stop.abort();
  expect(await values.next()).toEqual({ done: true, value: undefined });
});

test("return() takes its listener from the signal", async () => {
  const stop = new AbortController();
  const listeners = { added: 0, removed: 0 };
  const { addEventListener, removeEventListener } = stop.signal;
  stop.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners.added++;
    addEventListener.apply(stop.signal, args);
  };
  stop.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners.removed++;
    removeEventListener.apply(stop.signal, args);
  };
  const values = flatten(slowly([1]), stop.signal);
  await values.next();
  await values.return();
  expect(listeners).toEqual({ added: 1, removed: 1 });
});
