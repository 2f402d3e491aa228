import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/sandbox/kubernetes/index.ts";
import { type Change, keyOf, Store } from "../../../src/sandbox/kubernetes/store.ts";

const object = (name: string, namespace?: string): KubeObject => ({ metadata: { name, ...(namespace && { namespace }) }, spec: {} });
const put = (store: Store, name: string, namespace?: string) => store.put("things", keyOf(namespace, name), object(name, namespace));
const names = (objects: readonly KubeObject[]) => objects.map((o) => keyOf(o.metadata.namespace, o.metadata.name as string));
const everything = { fits: () => true };

describe("a store", () => {
  it("counts one version over all resources", () => {
    const store = new Store({ firstVersion: 10 });
    const a = put(store, "a");
    store.put("places", "b", object("b"));
    store.remove("things", "a");
    expect([a.metadata.resourceVersion, store.version]).toEqual(["11", 13]);
  });

  it("keeps what it is given frozen, and shares it", () => {
    const store = new Store();
    const kept = put(store, "a");
    expect(store.get("things", "a")).toBe(kept);
    expect(() => Object.assign(kept.metadata, { name: "b" })).toThrow(TypeError);
  });

  it("sorts by namespace, then by name, and tells a namespace from one that begins like it", () => {
    const store = new Store();
    for (const [name, namespace] of [
      ["b", "a"],
      ["a", "b"],
      ["a", "a"],
      ["x", "a-b"],
    ] as const)
      put(store, name, namespace);
    expect(names(store.all("things"))).toEqual(["a-b/x", "a/a", "a/b", "b/a"]);
    expect(names(store.all("things", "a"))).toEqual(["a/a", "a/b"]);
    expect(store.all("things", "c")).toEqual([]);
  });

  it("shows the past: what was there, what has gone since, what was different", () => {
    const store = new Store();
    put(store, "a");
    put(store, "b");
    const then = store.version;
    const before = store.get("things", "a");
    store.put("things", "a", { ...object("a"), spec: { changed: true } });
    store.remove("things", "b");
    put(store, "c");
    const past = store.page("things", { ...everything, version: then });
    expect(names(past.objects)).toEqual(["a", "b"]);
    expect(past.objects[0]).toBe(before);
    expect(names(store.page("things", everything).objects)).toEqual(["a", "c"]);
  });

  it("gives pages that stay as they were, whatever is written in between", () => {
    const store = new Store();
    for (const name of ["a", "b", "c", "d"]) put(store, name);
    const first = store.page("things", { ...everything, limit: 2 });
    expect([names(first.objects), first.remaining]).toEqual([["a", "b"], 2]);
    store.remove("things", "c");
    put(store, "bb");
    const second = store.page("things", { ...everything, version: first.version, after: "b", limit: 2 });
    expect([names(second.objects), second.remaining]).toEqual([["c", "d"], 0]);
  });

  it("remembers changes from a version on, and says when it does not", () => {
    const store = new Store({ history: 3 });
    put(store, "a");
    const from = store.version;
    put(store, "b");
    store.remove("things", "a");
    expect(store.since("things", from)?.map((c) => `${c.type} ${c.key} ${c.version}`)).toEqual([
      `ADDED b ${from + 1}`,
      `DELETED a ${from + 2}`,
    ]);
    expect(store.since("things", 1)).toBeUndefined();
    for (let i = 0; i < 10; i++) put(store, `x${i}`);
    expect(store.since("things", from)).toBeUndefined();
    expect(store.since("things", store.version - 2)).toHaveLength(2);
  });

  it("forgets when it is compacted", () => {
    const store = new Store();
    put(store, "a");
    const before = store.version;
    put(store, "b");
    store.compact();
    expect(store.since("things", before)).toBeUndefined();
    expect(store.since("things", store.version)).toEqual([]);
  });

  it("goes back to a snapshot, again and again, while versions only grow", () => {
    const store = new Store();
    put(store, "a");
    const snapshot = store.snapshot();
    const before = store.version;
    for (let i = 0; i < 2; i++) {
      put(store, "b");
      store.remove("things", "a");
      store.restore(snapshot);
      expect(names(store.all("things"))).toEqual(["a"]);
    }
    expect(store.version).toBeGreaterThan(before + 4);
    expect(store.since("things", before)).toBeUndefined();
  });

  it("lends a snapshot to another store without either seeing the other's writes", () => {
    const store = new Store();
    for (let i = 0; i < 50; i++) put(store, `a${i}`);
    const other = new Store();
    other.restore(store.snapshot());
    put(other, "b");
    store.remove("things", "a0");
    expect([store.count("things"), other.count("things")]).toEqual([49, 51]);
    expect(Number(other.get("things", "b")?.metadata.resourceVersion)).toBeGreaterThan(
      Number(other.get("things", "a49")?.metadata.resourceVersion),
    );
  });

  it("tells listeners what was before and after; a deletion has a version of its own", () => {
    const store = new Store();
    const seen: Change[] = [];
    const stop = store.subscribe((_resource, change) => seen.push(change));
    const a = put(store, "a");
    store.remove("things", "a");
    stop();
    put(store, "b");
    expect(seen.map((c) => c.type)).toEqual(["ADDED", "DELETED"]);
    expect(seen[1]?.before).toBe(a);
    expect(seen[1]?.object.metadata.resourceVersion).toBe(String(Number(a.metadata.resourceVersion) + 1));
  });
});
