import { expect, test } from "vitest";
import { foreignShapes } from "./foreign-shapes.ts";

test.each([1, 2, 3])("whatever shape the responses have, every call gives a result or an error of this package (seed %i)", async (seed) => {
  const { problems, stored } = await foreignShapes(seed, 1500);
  expect(problems).toEqual([]);
  expect(stored).toBeGreaterThan(20);
});
