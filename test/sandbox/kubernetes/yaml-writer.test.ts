import { describe, expect, it } from "vitest";
import { toYaml } from "../../../src/sandbox/kubernetes/yaml-writer.ts";

const long = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore";

describe("YAML as API servers write it", () => {
  it.each([
    ["text", "text"],
    ["", '""'],
    ["2026-01-01T00:00:00Z", '"2026-01-01T00:00:00Z"'],
    ["12", '"12"'],
    ["1_000", '"1_000"'],
    ["0x1F", '"0x1F"'],
    ["12:30", '"12:30"'],
    ["yes", '"yes"'],
    ["~", '"~"'],
    ["a: b", "'a: b'"],
    ["it's #1", "'it''s #1'"],
    ["- x", "'- x'"],
    ["-x", "-x"],
    ["@x", "'@x'"],
    [" x", "' x'"],
    ["a\tb", '"a\\tb"'],
    ["😀", '"\\U0001F600"'],
    ["ü", "ü"],
    ["a\nb", "|-\n    a\n    b"],
    ["a\nb\n", "|\n    a\n    b"],
    ["a\n\n", "|+\n    a\n"],
    ["\na", "|2-\n\n    a"],
    ["a \nb", '"a \\nb"'],
    [long, `${long.slice(0, 76)}\n    ${long.slice(77)}`],
    [`'${long}`, `'''${long.slice(0, 76)}\n    ${long.slice(77)}'`],
  ])("writes %j", (text, written) => {
    expect(toYaml({ a: { b: text } })).toBe(`a:\n  b: ${written}\n`);
  });

  it("writes values that are no text", () => {
    expect(toYaml({ a: null, b: true, c: 1.5, d: [], e: {} })).toBe("a: null\nb: true\nc: 1.5\nd: []\ne: {}\n");
  });

  it("does not indent lists, and begins nested ones on one line", () => {
    expect(toYaml({ a: [{ b: 1, c: [2] }, [[3], 4]] })).toBe("a:\n- b: 1\n  c:\n  - 2\n- - - 3\n  - 4\n");
  });

  it("orders keys by the numbers in them, and letters behind all else", () => {
    const keys = ["a10", "a2", "b", ".", "f:x", "y", "a01", "a1"];
    const written = toYaml(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(written.replaceAll(": 0", "").split("\n").slice(0, -1)).toEqual([".", "a1", "a01", "a2", "a10", "b", "f:x", '"y"']);
  });

  it("marks keys that are too long", () => {
    expect(toYaml({ ["k".repeat(129)]: { a: 1 } })).toBe(`? ${"k".repeat(129)}\n: a: 1\n`);
  });
});
