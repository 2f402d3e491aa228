import { describe, expect, test, vi } from "vitest";
import { ItemSplitter } from "../../../src/resources/kubernetes/item-splitter.ts";

interface Split {
  readonly early: unknown[];
  readonly list: { items: unknown[]; metadata?: { continue?: string } };
}

/** Splits a text that comes in chunks of so many bytes. */
function split(text: string, size: number | (() => number)): Split {
  const bytes = new TextEncoder().encode(text);
  const splitter = new ItemSplitter<unknown>();
  const early: unknown[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = at + (typeof size === "number" ? size : size());
    early.push(...splitter.push(bytes.slice(at, next)));
    at = next;
  }
  return { early, list: splitter.end() as Split["list"] };
}

/** The items that were split out and the list that was left are together what JSON.parse makes of the whole. */
function isWhole(text: string, size: number | (() => number)): Split {
  const done = split(text, size);
  const whole = JSON.parse(text);
  expect({ ...done.list, items: [...done.early, ...(done.list.items ?? [])] }).toEqual({ ...whole, items: whole.items ?? [] });
  return done;
}

const item = (name: string, more: object = {}) => ({ kind: "VirtualClusterInstance", metadata: { name }, ...more });
const listed = (items: readonly unknown[], metadata: object = { resourceVersion: "10" }) =>
  JSON.stringify({ kind: "VirtualClusterInstanceList", metadata, items });

describe("items split out of a list that arrives", () => {
  const tricky = [
    item("a", { text: 'a "quote", a \\ and a brace }, ,{"kind":"VirtualClusterInstance"},{"kind":"VirtualClusterInstance"' }),
    item("ü\u2028😀", { spec: { objects: [item("x"), item("y"), item("z")] } }),
    item("c", { spec: { empty: {}, list: [], deep: [[[{}]]] } }),
    item("d", { "}": "]}" }),
  ];

  test("in chunks of every size", () => {
    const text = listed(tricky);
    for (let size = 1; size <= text.length; size++) isWhole(text, size);
    expect(isWhole(text, 7).early).toHaveLength(3);
  });

  test.each([
    ["an item", listed([item("a", { text: "x".repeat(900_000) }), item("b")])],
    ["a head", JSON.stringify({ kind: "List", metadata: { note: "x".repeat(900_000) }, items: [item("a"), item("b")] })],
    ["a head that only looks like one", `{"note":"${'\\"items\\":['.repeat(80_000)}","items":[${JSON.stringify(item("a"))}]}`],
  ])("%s of a megabyte in small chunks is joined a few times, not with each chunk", (_, text) => {
    let joined = 0;
    const { join } = Array.prototype;
    const spy = vi.spyOn(Array.prototype, "join").mockImplementation(function (this: unknown[], separator) {
      const whole = join.call(this, separator);
      if (this.length > 0 && typeof this[0] === "string") joined += whole.length;
      return whole;
    });
    try {
      split(text, 50);
    } finally {
      spy.mockRestore();
    }
    expect(joined).toBeLessThan(text.length * 30);
  });

  test("the fields of the list may stand after its items, or be laid out in lines", () => {
    const after = `{"apiVersion":"v1","items":[${tricky.map((one) => JSON.stringify(one)).join(",")}],"kind":"List","metadata":{"continue":"next"}}`;
    const { early, list } = isWhole(after, 11);
    expect(early).toHaveLength(3);
    expect(list.metadata?.continue).toBe("next");
    expect(isWhole(JSON.stringify(JSON.parse(after), null, 2), 11).early).toEqual([]);
  });

  test.each([
    ["none", listed([])],
    ["one", listed([item("a")])],
    ["null", '{"kind":"List","metadata":{},"items":null}'],
    ["no objects", '{"items":[1,2,{"a":1},{"a":2}]}'],
    ["of different kinds", listed([item("a"), { kind: "Other", metadata: {} }, item("b"), { apiVersion: "v1" }, item("c")])],
    ["in another list", `{"metadata":{"items":[${'{"a":1},'.repeat(20)}{"a":2}]},"items":[{"a":3},{"a":4}]}`],
    ["with items of their own", listed([item("a", { items: [item("x"), item("y")] }), item("b")])],
    ["full of what looks like their ends", listed([item("a", { all: Array.from({ length: 30 }, () => item("x")) }), item("b"), item("c")])],
    ["with the key in a text", `{"metadata":{"note":"\\"items\\":[{"},"items":[{"a":1},{"a":2}]}`],
    ["with an item that is null", listed([item("a"), null, item("b"), item("c")])],
    ["with an item without metadata", listed([item("a"), { kind: "VirtualClusterInstance" }, item("b"), item("c")])],
    ["longer than is searched for an end", listed([item("a", { text: "x".repeat(1_100_000) }), item("b"), item("c")])],
  ])("%s", (_, text) => {
    for (const size of [1000, text.length > 100_000 ? 65_536 : 1]) isWhole(text, size);
  });

  test.each(["", "{", '{"items":[', listed(tricky).slice(0, -1), listed(tricky).slice(0, 200), `${listed(tricky)}x`, "<html>"])(
    "a response that is not complete is a SyntaxError at its end: %s",
    (text) => {
      for (const size of [1, 50, 10_000]) expect(() => split(text, size)).toThrow(SyntaxError);
    },
  );

  test("the fields of the list are known with the first item, if they stand before it", () => {
    const splitter = new ItemSplitter();
    const text = new TextEncoder().encode(listed(tricky, { resourceVersion: "10", continue: "next" }));
    expect([...splitter.push(text.slice(0, 60))]).toEqual([]);
    expect(splitter.list).toBeUndefined();
    [...splitter.push(text.slice(60, 200))];
    expect(splitter.list?.metadata).toEqual({ resourceVersion: "10", continue: "next" });
  });

  test.each([1, 2, 3])("random lists in random chunks (seed %i)", (seed) => {
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const texts = ["", "}", '"', "\\", "},{", '},{"kind":"A"', "ü", "😀", "\n", "]}", '"items":[{'];
    const value = (depth: number): unknown => {
      const kind = random(depth > 3 ? 3 : 5);
      if (kind === 0) return random(1000);
      if (kind === 1) return texts[random(texts.length)];
      if (kind === 2) return [null, true, {}][random(3)];
      if (kind === 3) return Array.from({ length: random(4) }, () => value(depth + 1));
      return Object.fromEntries(Array.from({ length: random(4) }, () => [["kind", "a", "items", "}"][random(4)], value(depth + 1)]));
    };
    let early = 0;
    for (let run = 0; run < 300; run++) {
      const items = Array.from({ length: random(12) }, () => ({
        kind: "A",
        ...(random(8) > 0 && { metadata: {} }),
        ...(value(0) as object),
      }));
      const size = 1 + random(80);
      try {
        early += isWhole(listed(items), () => 1 + random(size)).early.length;
      } catch (error) {
        throw new Error(`seed ${seed}, run ${run}`, { cause: error });
      }
    }
    expect(early).toBeGreaterThan(100);
  });
});
