import { expect, test } from "vitest";
import { fuzzCloudCasa } from "../fuzz/cloudcasa.ts";
import { fuzzEngine } from "../fuzz/engine.ts";
import { forAWhile } from "../fuzz/outcome.ts";

const minute = 60_000;

// A seed of its own each day, so that the weeks see more than one run does; what fails says its seed.
const first = Math.floor(Date.now() / 86_400_000) * 100_000;

test.each([
  ["the engine", (seed: number) => fuzzEngine(seed, 150)],
  ["CloudCasa's client and sandbox", (seed: number) => fuzzCloudCasa(seed, 400)],
])("a minute of documents and queries: %s", async (_, run) => {
  const { problems, stored, runs } = await forAWhile(run, first, minute);
  console.log(`seeds ${first} to ${first + runs - 1}, ${stored} documents stored`);
  expect(problems).toEqual([]);
  expect(stored).toBeGreaterThan(1000);
});
