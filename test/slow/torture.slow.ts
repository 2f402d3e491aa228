// What test/torture/ does a handful of, at length: faults, cut connections, many writers, long watches.
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../package/pack.ts";
import { sandboxCutCreates } from "../torture/creates.ts";
import { sandboxIncrements } from "../torture/increments.ts";
import { cacheOverSockets } from "../torture/sockets.ts";
import { run } from "./tools.ts";

test("50 runs of a watch and a cache through faults: equal to the server each time, back in sync within 2 s (p99)", async () => {
  const output = await run(root, process.execPath, "scripts/torture.ts", "--seed", "1000", "--runs", "50");
  expect(output).toContain("50 of 50 runs equal to the server");
  expect(Number(/p99 ([\d.]+) s/.exec(output)?.[1])).toBeLessThanOrEqual(2.05);
  expect(Number(/at most ([\d.]+) a second/.exec(output)?.[1])).toBeLessThanOrEqual(1);
});

test.each([1000, 1001, 1002, 1003])("over real connections, cut and mute: the cache is equal to the server (seed %i)", async (seed) => {
  const outcome = await cacheOverSockets(seed, 500);
  expect(outcome.problem).toBeUndefined();
  expect(outcome.retries).toBeGreaterThan(10);
});

test.each(["platform", "cloudcasa"] as const)("%s: 1,000 creates with the connection cut at a random byte: none twice", async (api) => {
  const outcome = await sandboxCutCreates(api, 1000, 1000);
  expect(outcome).toMatchObject({ problems: [] });
  expect(outcome.cut).toBeGreaterThanOrEqual(1000);
  if (api === "platform") expect(outcome.sentAgain).toBeGreaterThan(0);
  else expect(outcome.sentAgain).toBeLessThanOrEqual(0);
});

test.each(["platform", "cloudcasa"] as const)("%s: 100 writers with 50 increments each by edit: 5,000", async (api) => {
  const { counted, tries } = await sandboxIncrements(api, 1000, 100, 50);
  expect(counted).toBe(5000);
  expect(tries).toBeGreaterThan(5000);
  // Pauses that grow too little meet again and again: 13,800 before they were measured in tries, some 6,500 since.
  expect(tries).toBeLessThan(12_000);
});

test("a cache over a watch of 100,000 events holds no more memory than at its beginning", async () => {
  const output = await run(root, process.execPath, "--expose-gc", join(root, "test/torture/heap.ts"), "100000");
  const { seen, equal, watches, hours, heapKiB } = JSON.parse(output) as {
    seen: number;
    equal: boolean;
    watches: number;
    hours: number;
    heapKiB: number[];
  };
  expect({ equal, all: seen >= 100_000 }).toEqual({ equal: true, all: true });
  expect(hours).toBeGreaterThan(12);
  expect(watches).toBeGreaterThan(10);
  // The sandbox's history fills and is cut again and again: compared are the troughs and the peaks of the second quarter and the last.
  const quarter = (n: number) => heapKiB.slice((heapKiB.length / 4) * (n - 1), (heapKiB.length / 4) * n);
  for (const of of [Math.min, Math.max]) expect(of(...quarter(4)) - of(...quarter(2)), heapKiB.join(" ")).toBeLessThan(2048);
});
