import { expect, test } from "vitest";
import { conflictPause } from "../../../src/resources/common/contention.ts";

const minute = 60_000;
/** Many pauses of one situation: the longest, and the mean. */
function pauses(round: number, took: number, left = minute): { longest: number; mean: number } {
  const all = Array.from({ length: 4000 }, () => conflictPause(round, took, left) ?? Number.NaN);
  return { longest: Math.max(...all), mean: all.reduce((sum, one) => sum + one, 0) / all.length };
}

test("a first conflict costs no more than another try would", () => {
  for (const took of [0, 1, 5]) expect(pauses(1, took).longest).toBeLessThanOrEqual(5);
  expect(pauses(1, 80).longest).toBeLessThanOrEqual(80);
});

test("each further one waits four times as long, by chance, until writers are far apart", () => {
  for (const [round, longest] of [
    [1, 10],
    [2, 40],
    [3, 160],
    [4, 640],
    [5, 2560],
    [50, 2560],
  ] as const) {
    const found = pauses(round, 10);
    expect(found.longest).toBeLessThanOrEqual(longest);
    expect(found.longest).toBeGreaterThan(longest * 0.9);
    expect(found.mean / longest).toBeCloseTo(0.5, 1);
  }
  expect(pauses(50, 1000).longest).toBeLessThanOrEqual(5000);
});

test("the time that is left is used, and no try begins that can't end in it", () => {
  expect(pauses(9, 100, 2000).longest).toBeLessThanOrEqual(500);
  for (const [took, left] of [
    [10, 10],
    [500, 400],
    [0, 5],
    [0, -1],
  ] as const)
    expect(conflictPause(1, took, left)).toBeUndefined();
});
