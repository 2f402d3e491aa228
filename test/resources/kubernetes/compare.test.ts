import { describe, expect, test } from "vitest";
import { contains, differingPaths, holdsMerged, isCreated, isWritten } from "../../../src/resources/kubernetes/compare.ts";

describe("whether a stored object holds what was sent", () => {
  test.each<[string, boolean, unknown, unknown]>([
    ["the server adds defaults", true, { a: 1, b: 2 }, { a: 1 }],
    ["at every depth", true, { a: { b: 1, c: [{ d: 1, e: 2 }] } }, { a: { c: [{ d: 1 }] } }],
    ["a value is another", false, { a: 1 }, { a: 2 }],
    ["of another type", false, { a: "1" }, { a: 1 }],
    ["a key is missing", false, {}, { a: 1 }],
    ["an item is missing", false, { a: [1] }, { a: [1, 2] }],
    ["an item is more", false, { a: [1, 2] }, { a: [1] }],
    ["the order is another", false, { a: [1, 2] }, { a: [2, 1] }],
    [
      "nothing, in all its forms, may be left out",
      true,
      {},
      { a: null, b: {}, c: [], d: "", e: false, f: 0, g: undefined, h: { i: null } },
    ],
    ["empty objects and lists may be filled", true, { a: { b: 1 }, c: [1] }, { a: {}, c: [] }],
    ["but what is said is not turned into something else", false, { a: true }, { a: false }],
    ["nor a number", false, { a: 1 }, { a: 0 }],
    ["nor a text", false, { a: "x" }, { a: "" }],
    ["inherited names are keys like others", false, {}, { constructor: "x" }],
    ["and are found", true, { constructor: "x" }, { constructor: "x" }],
    ["an own __proto__ too", false, {}, JSON.parse('{"__proto__":{"a":1}}')],
  ])("%s: %s", (_, holds, stored, sent) => {
    expect(contains(stored, sent)).toBe(holds);
  });
});

describe("whether a stored object holds a merge patch", () => {
  test.each<[string, boolean, unknown, unknown]>([
    ["the rest does not count", true, { a: 1, b: 2 }, { a: 1 }],
    ["a value is another", false, { a: { b: 1 } }, { a: { b: 2 } }],
    ["null removes", true, { b: 1 }, { a: null }],
    ["and what is still there was not removed", false, { a: 1 }, { a: null }],
    ["nor at any depth", false, { a: { b: { c: 1 } } }, { a: { b: null } }],
    ["false is said", false, { a: { b: true } }, { a: { b: false } }],
    ["and may be left out", true, {}, { a: { b: false } }],
    ["an empty list leaves none", false, { a: [1] }, { a: [] }],
    ["a list is the whole list", false, { a: [1, 2] }, { a: [1] }],
    ["an empty object changes nothing", true, { a: { b: 1 } }, { a: {} }],
    ["an undefined field is not sent", true, { a: 1 }, { a: undefined }],
  ])("%s: %s", (_, holds, stored, patch) => {
    expect(holdsMerged(stored, patch)).toBe(holds);
  });
});

const meta = {
  name: "a",
  uid: "u",
  resourceVersion: "7",
  creationTimestamp: "2026-01-01T00:00:00Z",
  generation: 2,
  managedFields: [{}],
  namespace: "x",
};
const sent = { apiVersion: "v1", kind: "A", metadata: { name: "a", labels: { l: "1" } }, spec: { size: 1 }, status: { phase: "Mine" } };

describe("a created object", () => {
  test("is what was sent, whatever the server adds of its own", () => {
    expect(
      isCreated(
        { apiVersion: "v1", kind: "A", metadata: { ...meta, labels: { l: "1", m: "2" } }, spec: { size: 1, more: true }, status: {} },
        sent,
      ),
    ).toBe(true);
    expect(isCreated({ metadata: { ...meta, labels: {} }, spec: { size: 1 } }, sent)).toBe(false);
    expect(isCreated({ metadata: { ...meta, labels: { l: "1" } }, spec: { size: 2 } }, sent)).toBe(false);
  });
});

describe("a written object", () => {
  test("is exactly what was sent: a further field should be gone", () => {
    const stored = { metadata: { ...meta, labels: { l: "1" } }, spec: { size: 1 }, status: { phase: "Theirs" } };
    expect(isWritten(stored, sent)).toBe(true);
    expect(isWritten({ ...stored, spec: { size: 1, more: true } }, sent)).toBe(false);
    expect(isWritten({ ...stored, metadata: { ...meta, labels: { l: "1", m: "2" } } }, sent)).toBe(false);
    expect(isWritten({ ...stored, metadata: { ...meta, labels: { l: "1" }, annotations: {} } }, sent)).toBe(true);
  });
});

test("the paths at which a stored object differs from what is wanted", () => {
  const stored = { kind: "A", metadata: { ...meta, labels: { l: "2" } }, spec: { size: 2, list: [1], deep: { a: 1 } } };
  const wanted = { ...sent, spec: { size: 1, list: [2], deep: { a: 1, b: 2 }, empty: {} } };
  expect(differingPaths(stored, wanted)).toEqual(["spec.size", "spec.list", "spec.deep.b", "metadata.labels.l"]);
  expect(differingPaths({ ...stored, spec: 7 }, wanted)).toEqual(["spec", "metadata.labels.l"]);
  expect(differingPaths({ metadata: { name: "a", labels: { l: "1" } }, spec: { size: 1 } }, sent)).toEqual([]);
});
