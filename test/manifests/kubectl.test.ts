import { readFileSync } from "node:fs";
import { ManifestError, parseManifest, parseManifests, toYaml } from "clusterplane/manifests";
import { describe, expect, it } from "vitest";

/** What kubectl 1.33 made of these texts (`kubectl annotate --local -f - -o json`). */
const kubectl: {
  scalars: Record<string, { json?: string; refused?: true }>;
  documents: Record<string, { text: string; objects?: object[]; refused?: true }>;
} = JSON.parse(readFileSync(new URL("kubectl-1.33.json", import.meta.url), "utf8"));

/** Where we refuse what kubectl takes: better an error than a value that is not what the text says. */
const stricter = new Map([
  ...["9007199254740993", "-9007199254740993", "9223372036854775807", "18446744073709551615"].map(
    (s) => [s, "JavaScript would round it"] as const,
  ),
  ...["!!binary aGVsbG8=", "!!timestamp 2001-12-14", "!custom x", "!!set {a, b}", "!!omap [a: 1]"].map(
    (s) => [s, "a tag that JSON has no type for"] as const,
  ),
  ["keys", "a number with a fraction as a key: kubectl rewrites 1.20 as 1.2"],
  ["keys2", "a number with a fraction as a key"],
  ["dup", "a key twice: kubectl drops the first"],
  ["dup2", "a key twice"],
  ["dup3", "a key twice"],
  ["jsonDup", "a key twice"],
  ["tabFlow", "a tab as indentation"],
  ["json", "JavaScript would round its integer"],
]);

/** Where we read what kubectl refuses or reads otherwise. */
const otherwise = new Map([
  ['"\\ud83d\\ude00"', "kubectl refuses the surrogate pair that JSON writes"],
  ["mergeOrder", "a merge never overrides a key of its own, as YAML says"],
  ["merge2", "the first of two merges wins, as of a list of merges"],
  ["dotsOnly", "kubectl drops what follows `...`"],
  ["sepText", "an object may begin behind `---`"],
  ["listNested", "a list in a list"],
  ["itemsNoList", "an object that has items and is no list stays itself"],
  ["unicode", "U+2028 in plain text is kept"],
]);

const scalar = (source: string) => (parseManifest(`kind: Thing\nspec:\n  v: ${source}\n`)["spec"] as { v: unknown }).v;

describe("reads scalars as kubectl does", () => {
  for (const [source, { json, refused }] of Object.entries(kubectl.scalars)) {
    it(JSON.stringify(source), () => {
      if (otherwise.has(source)) expect(() => scalar(source)).not.toThrow();
      else if (refused || stricter.has(source)) expect(() => scalar(source)).toThrow(ManifestError);
      else expect(scalar(source)).toEqual(JSON.parse(json as string));
    });
  }
});

describe("reads documents as kubectl does", () => {
  for (const [name, { text, objects, refused }] of Object.entries(kubectl.documents)) {
    it(name, () => {
      if (refused && !otherwise.has(name)) return void expect(() => parseManifests(text)).toThrow(ManifestError);
      if (stricter.has(name)) return void expect(() => parseManifests(text)).toThrow(ManifestError);
      if (otherwise.has(name)) expect(parseManifests(text)).not.toEqual(objects);
      else expect(parseManifests(text)).toEqual(objects);
    });
  }
});

it("writes text that reads as the same text, whatever it looks like", () => {
  const texts = [
    ...Object.keys(kubectl.scalars),
    "a\nb",
    "a\n",
    " a",
    "a ",
    "\ta",
    "#x",
    "a: b",
    "",
    "\u2028",
    "\u0085",
    "😀",
    "a\r\nb",
    "\n\n",
    "'",
    '"',
    "---",
    "...",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "1:30",
  ];
  const object = { kind: "Thing", list: texts, keys: Object.fromEntries(texts.map((t) => [t, 1])) };
  expect(parseManifests(toYaml(object))).toEqual([object]);
});
