import { describe, expect, it } from "vitest";
import { Decoder } from "../../../src/sandbox/kubernetes/decode.ts";
import type { Json, JsonObject } from "../../../src/sandbox/kubernetes/index.ts";
import { freeze } from "../../../src/sandbox/kubernetes/objects.ts";
import { applyJsonPatch } from "../../../src/sandbox/kubernetes/patch/json-patch.ts";
import { applyMergePatch } from "../../../src/sandbox/kubernetes/patch/merge-patch.ts";
import { applyStrategicMergePatch } from "../../../src/sandbox/kubernetes/patch/strategic-merge-patch.ts";
import { tables } from "./engine.ts";

const document = freeze({ a: { b: [1, 2, 3], c: "x" }, "k/~": null }) as JsonObject;
const patch = (...operations: JsonObject[]) => applyJsonPatch(document, operations);

describe("a JSON patch", () => {
  it.each<[JsonObject[], Json]>([
    [[{ op: "add", path: "/a/b/1", value: 9 }], { a: { b: [1, 9, 2, 3], c: "x" }, "k/~": null }],
    [[{ op: "add", path: "/a/b/-", value: 9 }], { a: { b: [1, 2, 3, 9], c: "x" }, "k/~": null }],
    [[{ op: "add", path: "/a/b/-1", value: 9 }], { a: { b: [1, 2, 3, 9], c: "x" }, "k/~": null }],
    [[{ op: "remove", path: "/a/b/-1" }], { a: { b: [1, 2], c: "x" }, "k/~": null }],
    [[{ op: "remove", path: "/k~1~0" }], { a: { b: [1, 2, 3], c: "x" } }],
    [[{ op: "replace", path: "/a/new", value: 1 }], { a: { b: [1, 2, 3], c: "x", new: 1 }, "k/~": null }],
    [[{ op: "add", path: "/a/c" }], { a: { b: [1, 2, 3], c: null }, "k/~": null }],
    [[{ op: "move", from: "/a/c", path: "/c" }], { a: { b: [1, 2, 3] }, "k/~": null, c: "x" }],
    [[{ op: "copy", from: "/a/none", path: "/c" }], { a: { b: [1, 2, 3], c: "x" }, "k/~": null, c: null }],
    [[{ op: "test", path: "/a", value: { c: "x", b: [1, 2, 3] } }], document],
    [[{ op: "test", path: "/none" }], document],
    [[{ op: "replace", path: "", value: { z: 1 } }], { z: 1 }],
    [[{ op: "replace", path: "lost/c", value: 1 }], { a: { b: [1, 2, 3], c: "x" }, "k/~": null, c: 1 }],
  ])("%j", (operations, result) => {
    expect(patch(...operations)).toEqual(result);
  });

  it.each<JsonObject>([
    { op: "add", path: "/none/x", value: 1 },
    { op: "add", path: "/a/b/4", value: 1 },
    { op: "add", path: "/a/b/x", value: 1 },
    { op: "remove", path: "/a/none" },
    { op: "remove", path: "/a/b/3" },
    { op: "replace", path: "/a/b/3", value: 1 },
    { op: "replace", path: "", value: 5 },
    { op: "move", from: "/none", path: "/x" },
    { op: "copy", from: "/none/deeper", path: "/x" },
    { op: "test", path: "/a/c", value: "y" },
    { op: "nonsense", path: "/a" },
    { path: "/a" },
    { op: "add" },
  ])("refuses %j", (operation) => {
    expect(() => patch(operation)).toThrow();
  });

  it("is more than the server can take when it replaces everything by nothing", () => {
    expect(() => patch({ op: "replace", path: "" })).toThrow("caused apiserver to panic");
  });

  it("changes nothing when one of its operations fails", () => {
    expect(() => patch({ op: "remove", path: "/a/c" }, { op: "test", path: "/a/c", value: "x" })).toThrow();
    expect(document.a).toEqual({ b: [1, 2, 3], c: "x" });
  });

  it("does not reach the prototype", () => {
    expect(() => patch({ op: "add", path: "/__proto__/polluted", value: true })).toThrow();
    expect(Object.keys(patch({ op: "add", path: "/__proto__", value: { polluted: true } }) as JsonObject)).toContain("__proto__");
    expect(({} as JsonObject).polluted).toBeUndefined();
  });
});

it("a merge patch merges objects, removes with null and replaces the rest", () => {
  const result = applyMergePatch(document, { a: { b: [9], c: null, d: { e: null, f: 1 } } });
  expect(result).toEqual({ a: { b: [9], d: { f: 1 } }, "k/~": null });
  expect(document.a).toEqual({ b: [1, 2, 3], c: "x" });
});

it("a merge patch takes nulls out of objects in arrays, unless the array replaces an object", () => {
  const patched = applyMergePatch(
    { list: [1], object: {} },
    { list: [{ a: null }, null], object: [{ a: null }], fresh: [{ a: null, b: 1 }] },
  );
  expect(patched).toEqual({ list: [{}, null], object: [{ a: null }], fresh: [{ b: 1 }] });
});

describe("a strategic merge patch", () => {
  const decoder = new Decoder(tables.types);
  const owner = (uid: string, name: string) => ({ apiVersion: "v1", kind: "Pod", name, uid });
  const object = freeze({
    metadata: { labels: { a: "1" }, finalizers: ["x/a"], ownerReferences: [owner("1", "one")] },
    spec: { title: "t", tags: ["a", "b"], owner: { user: "ann" } },
  }) as unknown as JsonObject;
  const apply = (p: JsonObject) => applyStrategicMergePatch(object, p, "Thing", decoder) as { metadata: JsonObject; spec: JsonObject };

  it("replaces the lists of the kind and merges those of metadata", () => {
    const { metadata, spec } = apply({
      metadata: { finalizers: ["x/b"], ownerReferences: [{ uid: "1", name: "new" }, owner("2", "two")] },
      spec: { tags: ["c"] },
    });
    expect(metadata.finalizers).toEqual(["x/b", "x/a"]);
    expect(metadata.ownerReferences).toEqual([owner("1", "new"), owner("2", "two")]);
    expect(spec).toEqual({ title: "t", tags: ["c"], owner: { user: "ann" } });
  });

  it("puts new items of a keyed list before those that stay, and keeps what is ordered in its order", () => {
    const references = (patch: JsonObject) =>
      (apply({ metadata: patch }).metadata.ownerReferences as { name: string }[]).map((o) => o.name);
    expect(references({ ownerReferences: [owner("2", "two")] })).toEqual(["two", "one"]);
    const order = "$setElementOrder/ownerReferences";
    expect(references({ ownerReferences: [owner("2", "two")], [order]: [{ uid: "1" }, { uid: "2" }] })).toEqual(["one", "two"]);
    expect(() => references({ ownerReferences: [owner("2", "two")], [order]: [{ uid: "1" }] })).toThrow("The order in patch list");
    expect(references({ ownerReferences: [{ $patch: "replace" }, owner("3", "three")] })).toEqual(["three"]);
    expect(() => references({ ownerReferences: ["x"] })).toThrow("list element types are not identical");
    // Go can't look up an object by its value: the server panics.
    const tags = { tags: [{ name: "n" }], "$setElementOrder/tags": [{ name: "n" }] };
    expect(() => apply({ spec: tags })).toThrow("caused apiserver to panic");
    expect(apply({ metadata: { finalizers: ["x/b", "x/b"] } }).metadata.finalizers).toEqual(["x/b", "x/a"]);
  });

  it("merges nothing within what a map holds", () => {
    const types = {
      T: { fields: { all: { type: "map", items: { type: "object", ref: "Item" } } } },
      Item: { fields: { a: { type: "string" } } },
    } as const;
    const merge = (patch: JsonObject) => applyStrategicMergePatch({ all: { x: { a: "1" } } }, patch, "T", new Decoder(types));
    expect(merge({ all: { y: { a: "2" } } })).toEqual({ all: { x: { a: "1" }, y: { a: "2" } } });
    expect(() => merge({ all: { x: { a: "2" } } })).toThrow("data type is not struct, instead is: map");
  });

  it("refuses directives that there are not", () => {
    expect(() => apply({ $patch: "merge" })).toThrow("unknown patch type: merge in map: map[");
    expect(() => apply({ spec: { $patch: 5 } })).toThrow("unknown patch type: %!s(int64=5) in map");
    expect(() => apply({ spec: { $retainKeys: [], title: "u" } })).toThrow("invalid patch format of retainKeys");
  });

  it("follows its directives", () => {
    expect(
      apply({ metadata: { "$deleteFromPrimitiveList/finalizers": ["x/a"], ownerReferences: [{ $patch: "delete", uid: "1" }] } }).metadata,
    ).toEqual({
      labels: { a: "1" },
      finalizers: [],
      ownerReferences: [],
    });
    expect(apply({ spec: { $patch: "replace", title: "alone" } }).spec).toEqual({ title: "alone" });
    expect(apply({ spec: { owner: { $patch: "delete" } } }).spec).toEqual({ title: "t", tags: ["a", "b"], owner: {} });
    expect(apply({ spec: { other: { $patch: "delete" }, list: [{ $patch: "replace" }, { a: null, b: 1 }] } }).spec).toMatchObject({
      list: [{ b: 1 }],
    });
    expect(apply({ spec: { $retainKeys: ["title"], title: "u" } }).spec).toEqual({ title: "u" });
    expect(() => apply({ spec: { $patch: "nonsense" } })).toThrow("unknown patch type");
    expect(() => apply({ metadata: { ownerReferences: [{ name: "x" }] } })).toThrow("does not contain declared merge key: uid");
  });
});
