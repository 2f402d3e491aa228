import { expect, test } from "vitest";
import { holds, leastChange, sameJson } from "../../../src/resources/eve/changes.ts";

test.each([
  ["nothing", { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, {}],
  ["a value", { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
  ["a new key", { a: 1 }, { a: 1, b: { c: 2 } }, { b: { c: 2 } }],
  ["deep inside, and only that", { a: { b: { c: 1, d: 2 }, e: 3 } }, { a: { b: { c: 1, d: 4 }, e: 3 } }, { a: { b: { d: 4 } } }],
  ["lists go whole", { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }, { a: [{ b: 1 }, { b: 3 }] }],
  ["to null", { a: { b: 1 } }, { a: { b: null } }, { a: { b: null } }],
  ["another type", { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ["undefined that was not there", { a: 1 }, { a: 1, b: undefined }, {}],
  ["a key that goes", { a: 1, b: 2 }, { a: 1 }, "put"],
  ["a key set to undefined", { a: 1, b: 2 }, { a: 1, b: undefined }, "put"],
  ["a nested key that goes", { a: { b: 1, c: 2 } }, { a: { b: 1 } }, "put"],
  ["an object emptied", { a: { b: 1 } }, { a: {} }, "put"],
])("the least change: %s", (_what, before, after, change) => {
  expect(leastChange(before, after)).toEqual(change);
});

test("the same JSON whatever the order of keys", () => {
  expect(sameJson({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson([], {})).toBe(false);
  expect(sameJson({ a: undefined }, {})).toBe(true);
  expect(sameJson({ toString: 1 }, { valueOf: 1 })).toBe(false);
});

test("a stored document holds what was sent, apart from what never comes back", () => {
  const storedDocument = { name: "x", kind: "default", provider: { endpoint: "e" } };
  expect(holds(storedDocument, { name: "x", provider: { endpoint: "e", credentials: { key: "k" } } }, ["provider.credentials"])).toBe(true);
  expect(holds(storedDocument, { name: "x", provider: { endpoint: "other", credentials: { key: "k" } } }, ["provider.credentials"])).toBe(
    false,
  );
  expect(holds(storedDocument, { name: "x", note: "n" })).toBe(false);
  expect(holds({ name: "x" }, { name: "x", provider: { credentials: {} } }, ["provider.credentials"])).toBe(true);
});
