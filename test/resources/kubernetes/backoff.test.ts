import { expect, test } from "vitest";
import { backoff } from "../../../src/resources/kubernetes/backoff.ts";

test("the first pause is the shortest one; each further one may be half as long again, up to the longest", () => {
  expect([1, 2, 3, 4, 50].map((failures) => backoff(failures, 1000, 4000, 1))).toEqual([1000, 1500, 2250, 3375, 4000]);
  expect([1, 2, 50].map((failures) => backoff(failures, 1000, 4000, 0.5))).toEqual([1000, 1250, 2500]);
});

test("no pause is shorter than the shortest, by whatever chance, not even if the longest is less", () => {
  for (const failures of [0, 1, 2, 1000]) {
    expect(backoff(failures, 1000, 4000, 0)).toBe(1000);
    expect(backoff(failures, 1000, 10, 1)).toBe(1000);
  }
});
