import { expect, test } from "vitest";
import { sandboxCutCreates } from "./creates.ts";
import { sandboxIncrements } from "./increments.ts";
import { torture } from "./run.ts";
import { cacheOverSockets } from "./sockets.ts";

// A handful of each; test/slow/torture.slow.ts and `npm run long` do more.

test.each([1, 2, 3, 4, 5])(
  "a cache and a watch are equal to the server after bad weather (npm run torture -- --seed %i --runs 1)",
  async (seed) => {
    const outcome = await torture(seed);
    expect(outcome.problems).toEqual([]);
    expect(Object.keys(outcome.faults).length).toBeGreaterThan(3);
    expect(outcome.writes).toBeGreaterThan(20);
  },
);

test("the same seed is the same run", async () => {
  expect(await torture(6)).toEqual(await torture(6));
});

test("the torture notices an event that is lost, an object that goes back to an old version, and a watch that ends", async () => {
  const lose = (text: string) => text.replace(/^\{"type":"(ADDED|MODIFIED)".*"name":"last".*\n/gm, "");
  expect((await torture(9, { tamper: lose })).problems.join()).toContain("not equal to the server");
  const old = (text: string) => text.replace(/^(\{"type":"MODIFIED".*"resourceVersion":")\d+/gm, "$11");
  expect((await torture(9, { tamper: old })).problems.join()).toMatch(/went from version \d+ back to 1/);
  const forbid = (text: string) =>
    text.replace(/^\{"type":"MODIFIED".*\n/gm, '{"type":"ERROR","object":{"kind":"Status","code":403,"reason":"Forbidden"}}\n');
  expect((await torture(9, { tamper: forbid })).problems.join()).toMatch(/the (cache|watch) ended: .*403 Forbidden/);
});

test("the torture leaves the global timers as they were", async () => {
  const before = [setTimeout, clearTimeout, performance.now, Date.now, Math.random];
  await torture(8);
  expect([setTimeout, clearTimeout, performance.now, Date.now, Math.random]).toEqual(before);
});

test("over real connections, cut and mute: the cache is equal to the server", async () => {
  const outcome = await cacheOverSockets(1, 40);
  expect(outcome.problem).toBeUndefined();
  expect(outcome.retries).toBeGreaterThan(0);
});

test.each(["platform", "cloudcasa"] as const)("%s: creates whose connection is cut at a random byte: none twice", async (api) => {
  const outcome = await sandboxCutCreates(api, 1, 30);
  expect(outcome).toMatchObject({ problems: [] });
  expect(outcome.cut).toBeGreaterThanOrEqual(30);
});

test.each(["platform", "cloudcasa"] as const)("%s: 10 writers with 10 increments each by edit: 100", async (api) => {
  const { counted, tries } = await sandboxIncrements(api, 1, 10, 10);
  expect(counted).toBe(100);
  expect(tries).toBeGreaterThan(100);
});
