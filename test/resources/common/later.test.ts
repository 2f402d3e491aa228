import { describe, expect, test } from "vitest";
import type { Deadline } from "../../../src/http/deadline.ts";
import { later } from "../../../src/resources/common/later.ts";
import { failure } from "../../http/fake.ts";
import { live, platform } from "../kubernetes/fake.ts";

/** Gives 1, then waits for the end of its life. */
async function* waiting(life: Deadline): AsyncGenerator<number, void, undefined> {
  try {
    yield 1;
    await new Promise<void>((resolve) => life.onEnd(resolve));
    if (!life.isLeft) throw life.reason;
  } finally {
    life.close();
  }
}

test("nothing begins before the first value, nor after it was left", async () => {
  let begun = 0;
  const values = later(async (life) => {
    begun++;
    return waiting(life);
  }, undefined);
  await values.return();
  expect([await values.next(), begun]).toEqual([{ done: true, value: undefined }, 0]);
});

test("return() ends what is awaited, which then is done", async () => {
  const values = later(async (life) => waiting(life), undefined);
  expect(await values.next()).toEqual({ done: false, value: 1 });
  const pending = values.next();
  expect(await values.return()).toEqual({ done: true, value: undefined });
  expect(await pending).toEqual({ done: true, value: undefined });
});

test("the caller's signal ends it with its reason, and has no listener after the end", async () => {
  const stop = new AbortController();
  const values = later(async (life) => waiting(life), stop.signal);
  await values.next();
  const pending = failure(values.next());
  stop.abort(new Error("enough"));
  expect((await pending).message).toBe("enough");
});

test("what can't begin rejects, and can be left", async () => {
  const own = new Error("mine");
  const values = later(() => Promise.reject(own), undefined);
  expect(await failure(values.next())).toBe(own);
  await values.return();
  const wrong = later(async (life) => waiting(life), "stop" as never);
  expect((await failure(wrong.next())).message).toBe("signal: expected an AbortSignal");
});

describe("left while the server is silent, at once", () => {
  const { vcs } = platform((request) => (/\/log|watch=/.test(request.url) ? live().response : new Promise<Response>(() => undefined)));
  test.each<[string, () => AsyncIterableIterator<unknown>]>([
    ["the items of a list", () => vcs.list()[Symbol.asyncIterator]()],
    ["the pages of a list", () => vcs.list().pages()],
    ["a watch", () => vcs.watch()],
    ["a log", () => vcs.log("dev", { follow: true })],
  ])("%s", async (_, open) => {
    const values = open();
    const pending = values.next();
    // The request is under way.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await values.return!();
    const rest = await pending;
    expect(rest.done === true || (rest.value as { type: string }).type === "init").toBe(true);
    expect(await values.next()).toEqual({ done: true, value: undefined });
  });
});
