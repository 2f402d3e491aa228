import { expect, test } from "vitest";
import { differingPaths, holds, leastChange, merged } from "../../../src/resources/eve/changes.ts";

test.each([
  ["nothing", { a: 1, b: { c: [1] } }, { b: { c: [1] }, a: 1 }, {}],
  ["a value", { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
  ["a new key", { a: 1 }, { a: 1, b: { c: 2 } }, { b: { c: 2 } }],
  [
    "deep inside: the outermost object goes whole, what is beside it does not",
    { a: { b: { c: 1, d: 2 }, e: 3 }, f: 1 },
    { a: { b: { c: 1, d: 4 }, e: 3 }, f: 1 },
    { a: { b: { c: 1, d: 4 }, e: 3 } },
  ],
  ["lists go whole", { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }, { a: [{ b: 1 }, { b: 3 }] }],
  ["to null", { a: { b: 1 } }, { a: { b: null } }, { a: { b: null } }],
  ["another type", { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ["undefined that was not there", { a: 1 }, { a: 1, b: undefined }, {}],
  ["a key that goes", { a: 1, b: 2 }, { a: 1 }, "put"],
  ["a key set to undefined", { a: 1, b: 2 }, { a: 1, b: undefined }, "put"],
  ["a nested key that goes", { a: { b: 1, c: 2 } }, { a: { b: 1 } }, "put"],
  ["an object emptied", { a: { b: 1 } }, { a: {} }, "put"],
  ["an object that gets a key: all of it", { a: { b: 1 } }, { a: { b: 1, c: 2 } }, { a: { b: 1, c: 2 } }],
  ["a key that goes from an item of an array", { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] }, { a: [{ b: 1 }] }],
  ["inherited names are keys like others", { a: {} }, { a: { constructor: "x" }, toString: 1 }, { a: { constructor: "x" }, toString: 1 }],
  ["inherited names that go", { a: { constructor: "x" } }, { a: {} }, "put"],
  ["an inherited name that goes", { toString: 1 }, {}, "put"],
])("the least change: %s", (_what, before, after, change) => {
  expect(leastChange(before, after)).toEqual(change);
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

test("a patch merges nested objects and replaces everything else", () => {
  const document = { name: "a", tags: { k: "v", l: "w" }, list: [1, { x: 1 }], deep: { a: { b: 1, c: 2 } }, note: null };
  const change = { tags: { l: "x", m: "y" }, list: [2], deep: { a: { c: null } }, note: { n: 1 }, constructor: { x: 1 }, left: undefined };
  expect(merged(document, change)).toEqual({
    name: "a",
    tags: { k: "v", l: "x", m: "y" },
    list: [2],
    deep: { a: { b: 1, c: null } },
    note: { n: 1 },
    constructor: { x: 1 },
  });
  expect(JSON.stringify(merged(JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"b":2}}')))).toBe(
    '{"__proto__":{"a":1,"b":2}}',
  );
});

test("the paths at which a stored document differs from what was sent; what never comes back does not count", () => {
  const stored = { name: "x", tags: { a: "1" }, list: [1, 2], provider: { endpoint: "e" } };
  const sent = {
    name: "y",
    tags: { a: "1", "b.c": "2" },
    list: [2, 1],
    provider: { endpoint: "f", credentials: { key: "k" } },
    constructor: 1,
  };
  expect(differingPaths(stored, sent, ["provider.credentials"])).toEqual(["name", "tags.b.c", "list", "provider.endpoint", "constructor"]);
  expect(differingPaths(stored, { name: "x", tags: {} })).toEqual([]);
});
