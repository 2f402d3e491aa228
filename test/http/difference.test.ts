import { applyPatch, diff } from "clusterplane";
import { describe, expect, test } from "vitest";

const named = (...names: string[]) => names.map((name) => ({ name, size: 1 }));

describe("the operations between two values", () => {
  test("differences are those of JSON: no undefined, no dates letter by letter", async () => {
    const date = new Date(0);
    expect(await diff({ a: 1, at: "1970-01-01T00:00:00.000Z" }, { a: 1, b: undefined, at: date })).toEqual([]);
    expect(await diff({ a: 1 }, { a: undefined })).toEqual([{ op: "remove", path: "/a" }]);
    expect(await diff({ a: { b: 1 } }, { a: [1] })).toEqual([{ op: "replace", path: "/a", value: [1] }]);
    expect(await diff({ a: null }, { a: {} })).toEqual([{ op: "replace", path: "/a", value: {} }]);
    expect(await diff(1, 2)).toEqual([{ op: "replace", path: "", value: 2 }]);
    expect(await diff({}, { "a/b~c": 1 })).toEqual([{ op: "add", path: "/a~1b~0c", value: 1 }]);
  });

  test("inherited names are keys like others", async () => {
    expect(await diff({}, JSON.parse('{"__proto__":{"x":1}}'))).toEqual([{ op: "add", path: "/__proto__", value: { x: 1 } }]);
    expect(await diff({}, { constructor: "x", toString: 1 })).toHaveLength(2);
    expect(await diff({ constructor: "x" }, {})).toEqual([{ op: "remove", path: "/constructor" }]);
  });

  test.each([
    ["one goes", named("a", "b", "c"), named("b", "c"), [{ op: "remove", path: "/0" }]],
    [
      "several go",
      named("a", "b", "c", "d"),
      named("b"),
      [
        { op: "remove", path: "/3" },
        { op: "remove", path: "/2" },
        { op: "remove", path: "/0" },
      ],
    ],
    ["one comes first", named("b"), named("a", "b"), [{ op: "add", path: "/0", value: { name: "a", size: 1 } }]],
    ["one comes last", named("a"), named("a", "b"), [{ op: "add", path: "/1", value: { name: "b", size: 1 } }]],
    [
      "one changes where others go",
      named("a", "b"),
      [{ name: "b", size: 2 }],
      [
        { op: "remove", path: "/0" },
        { op: "replace", path: "/0/size", value: 2 },
      ],
    ],
    [
      "one takes another's place",
      named("a", "b"),
      named("c", "b"),
      [
        { op: "remove", path: "/0" },
        { op: "add", path: "/0", value: { name: "c", size: 1 } },
      ],
    ],
    ["they change places", named("a", "b"), named("b", "a"), [{ op: "replace", path: "", value: named("b", "a") }]],
    ["all go", named("a"), [], [{ op: "remove", path: "/0" }]],
    [
      "owners, by their uid",
      [
        { uid: "1", kind: "A" },
        { uid: "2", kind: "B" },
      ],
      [{ uid: "2", kind: "B" }],
      [{ op: "remove", path: "/0" }],
    ],
    [
      "conditions, by their type",
      [
        { type: "A", status: "True" },
        { type: "B", status: "True" },
      ],
      [{ type: "B", status: "False" }],
      [
        { op: "remove", path: "/0" },
        { op: "replace", path: "/0/status", value: "False" },
      ],
    ],
    ["texts, by themselves", ["a", "b", "c"], ["b", "c"], [{ op: "remove", path: "/0" }]],
    ["a text in another's place", ["a", "b", "c"], ["a", "x", "c"], [{ op: "replace", path: "/1", value: "x" }]],
    ["items without names, by their place", [[1], [2]], [[1], [3]], [{ op: "replace", path: "/1/0", value: 3 }]],
    [
      "names that come twice, by their place",
      named("a", "a"),
      [
        { name: "a", size: 1 },
        { name: "a", size: 2 },
      ],
      [{ op: "replace", path: "/1/size", value: 2 }],
    ],
    ["an item that has none, by their place", [{ name: "a" }, {}], [{ name: "a" }], [{ op: "remove", path: "/1" }]],
  ])("lists whose items have names: %s", async (_what, before, after, patch) => {
    expect(await diff(before, after)).toEqual(patch);
    expect(await applyPatch(before, patch as never)).toEqual(after);
  });

  test("applied, they give the other value", async () => {
    const random = (seed: number) => {
      let state = seed;
      return () => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return state / 2147483648;
      };
    };
    for (let seed = 1; seed <= 1000; seed++) {
      const next = random(seed);
      const below = (most: number) => Math.floor(next() * most);
      const make = (depth: number): unknown => {
        const kind = below(depth > 3 ? 3 : 7);
        if (kind === 0) return below(5);
        if (kind === 1) return ["a/b", "~", "", "ü"][below(4)];
        if (kind === 2) return null;
        if (kind === 3) return Array.from({ length: below(4) }, () => make(depth + 1));
        if (kind === 4) return Array.from({ length: below(5) }, () => ["a", "b", "c", "d", "e", "f"][below(6)]);
        if (kind === 5) {
          const key = ["name", "uid", "type"][below(3)]!;
          return Array.from({ length: below(5) }, () => ({ [key]: "abcdefgh"[below(8)], value: make(depth + 1) }));
        }
        return Object.fromEntries(Array.from({ length: below(4) }, () => [["a", "b/c", "d~e", "0"][below(4)], make(depth + 1)]));
      };
      const [before, after] = [{ root: make(0) }, { root: make(0) }];
      expect(await applyPatch(before, await diff(before, after)), `seed ${seed}`).toEqual(after);
    }
  });
});
