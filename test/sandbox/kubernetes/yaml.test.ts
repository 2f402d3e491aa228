import { describe, expect, it } from "vitest";
import { parseYaml, YamlSyntaxError } from "../../../src/sandbox/kubernetes/yaml.ts";
import { readRecording, textOf } from "../../manifests/recording.ts";

/** What the API server's reader takes (it is kubectl's) and ours refuses, or reads otherwise. */
const otherwise = new Set([
  ...["|# c\n    a", "commentNoSpace", "indentedMore", "aliasAsKeyColon", "flowBlockAlias", "flowAliasClose", "keyInf", "bomTwice"],
  ...["!!binary aGVsbG8=", "keys2", "keyBig", "\u2028", '"a\u0085b"', "unicode"],
  // kubectl makes lists of them.
  "itemsNoList",
]);

describe("a YAML body is read as kubectl reads it", () => {
  for (const entry of readRecording()) {
    const text = textOf(entry);
    const name = "scalar" in entry ? entry.scalar : entry.document;
    // The API server reads one document, kubectl several, and lists item by item.
    if ("refused" in entry || /^\ufeff?(---|\.\.\.)/m.test(text) || /List\b/.test(text) || /^\s*\{/.test(text)) continue;
    const [expected] = "objects" in entry ? entry.objects : [{ apiVersion: "x.io/v1", kind: "Thing", spec: { v: entry.value } }];
    it(JSON.stringify(name), () => {
      if (!otherwise.has(name)) return void expect(parseYaml(text).value).toEqual(expected ?? null);
      let value: unknown;
      try {
        value = parseYaml(text).value;
      } catch (error) {
        expect(error).toBeInstanceOf(YamlSyntaxError);
      }
      expect(value).not.toEqual(expected);
    });
  }
});

it("notes only the keys that a map itself has twice", () => {
  const text = 'base: &b {p: 1}\na:\n  p: 2\n  <<: *b\nb:\n  <<: *b\n  p: 3\nc: {\n  p: 1,\n  p: "it\\\'s"\n}\n';
  expect(parseYaml(text)).toEqual({
    value: { base: { p: 1 }, a: { p: 1 }, b: { p: 3 }, c: { p: "it's" } },
    duplicates: ['line 10: key "p" already set in map'],
  });
});

it("refuses an alias that contains itself, has no anchor, or makes the document too deep", () => {
  expect(() => parseYaml("a: &a [*a]")).toThrow("anchor 'a' value contains itself");
  expect(() => parseYaml("a: *a")).toThrow("unknown anchor 'a' referenced");
  const chain = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} ${"[".repeat(50)}${i > 0 ? `*a${i - 1}` : ""}${"]".repeat(50)}\n`);
  expect(() => parseYaml(chain.join(""))).toThrow("exceeded max depth");
});

it("gives up on a text that would have to be parsed too often", () => {
  expect(() => parseYaml(`a:\n${Array.from({ length: 20_000 }, (_, i) => `  k${i}: [\n  ]\n`).join("")}`)).toThrow("deficient indentation");
});

it.each([
  ['{"a": 1}{"b": 2}', { a: 1 }],
  ['# c\n--- {"a": 1} x: y', { a: 1 }],
  ['"a" b', "a"],
  ["[1]\n'a' b", [1]],
])("a document that is closed may be followed by any token: %j", (text, value) => {
  expect(parseYaml(text).value).toEqual(value);
});

it.each(['"\\ud83d\\ude00"', '"\\U0000D800"', "a: {b: 1}\n}\n", "{a: 1} @b", '{a: 1} "b', "{a: 1} 'b"])("%j is refused", (text) => {
  expect(() => parseYaml(text)).toThrow(YamlSyntaxError);
});
