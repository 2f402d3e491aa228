import { expect, test } from "vitest";
import { Deadline } from "../../src/http/deadline.ts";
import { Shared } from "../../src/http/shared.ts";

const forever = Number.POSITIVE_INFINITY;

/** Work that a test settles, and how often it has begun. */
function work() {
  const begun: { signal: AbortSignal; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const begin = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      begun.push({ signal, resolve, reject });
    });
  return { begun, begin };
}

test("callers at the same time share one run; a later one begins another", async () => {
  const shared = new Shared<string>();
  const { begun, begin } = work();
  const deadline = new Deadline(undefined, forever);
  const both = [shared.join(begin, deadline), shared.join(begin, deadline)];
  begun[0]!.resolve("a");
  expect(await Promise.all(both)).toEqual(["a", "a"]);
  const next = shared.join(begin, deadline);
  begun[1]!.reject(new Error("no"));
  await expect(next).rejects.toThrow("no");
  expect(begun).toHaveLength(2);
  expect(begun[0]!.signal.aborted).toBe(false);
});

test("a caller who leaves takes nothing from the others; the last one ends the work", async () => {
  const shared = new Shared<string>();
  const { begun, begin } = work();
  const stops = [new AbortController(), new AbortController()];
  const [first, second] = stops.map(({ signal }) => shared.join(begin, new Deadline(signal, forever)));
  stops[0]!.abort("one");
  await expect(first).rejects.toBe("one");
  expect(begun[0]!.signal.aborted).toBe(false);
  stops[1]!.abort("two");
  await expect(second).rejects.toBe("two");
  expect(begun[0]!.signal.aborted).toBe(true);
  const third = shared.join(begin, new Deadline(undefined, forever));
  begun[1]!.resolve("b");
  expect(await third).toBe("b");
});

test("each caller has its own time", async () => {
  const shared = new Shared<string>();
  const { begun, begin } = work();
  const patient = shared.join(begin, new Deadline(undefined, forever));
  await expect(shared.join(begin, new Deadline(undefined, 5))).rejects.toMatchObject({ name: "AbortError" });
  begun[0]!.resolve("a");
  expect(await patient).toBe("a");
});
