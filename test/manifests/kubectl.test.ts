import { readFileSync } from "node:fs";
import { ManifestError, parseManifests, toYaml } from "clusterplane/manifests";
import { describe, expect, it } from "vitest";
import { lenient, otherwise, stricter } from "./differences.ts";
import { type Entry, readRecording, textOf } from "./recording.ts";

const entries = readRecording();
const nameOf = (entry: Entry) => ("scalar" in entry ? entry.scalar : entry.document);

const refusals = new Set(Object.values(stricter).flat());
const ours = new Map([...Object.values(lenient), ...Object.values(otherwise)].flatMap((texts) => Object.entries(texts)));

function read(entry: Entry): unknown {
  const objects = parseManifests(textOf(entry));
  return "scalar" in entry ? ((objects[0]?.["spec"] as { v?: unknown } | undefined)?.v ?? null) : objects;
}

describe("reads as kubectl does, or as docs/manifests.md says", () => {
  for (const entry of entries) {
    const name = nameOf(entry);
    it(`${"scalar" in entry ? "scalar " : ""}${JSON.stringify(name)}`, () => {
      if (ours.has(name)) {
        expect(read(entry)).toEqual(ours.get(name));
        expect(entry).not.toMatchObject("scalar" in entry ? { value: ours.get(name) } : { objects: ours.get(name) });
      } else if (refusals.has(name)) {
        expect(entry).not.toHaveProperty("refused");
        expect(() => read(entry)).toThrow(ManifestError);
      } else if ("refused" in entry) expect(() => read(entry)).toThrow(ManifestError);
      else expect(read(entry)).toEqual("value" in entry ? entry.value : entry.objects);
    });
  }
});

describe("docs/manifests.md", () => {
  const page = readFileSync(new URL("../../docs/manifests.md", import.meta.url), "utf8");
  const section = (title: string) => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  const listed = (title: string) => section(title).match(/(?<=^- ).*/gm);

  it("lists every difference, and no other", () => {
    expect(listed("What kubectl takes and we refuse")).toEqual(Object.keys(stricter));
    expect(listed("What kubectl refuses and we take")).toEqual(Object.keys(lenient));
    expect(listed("What we read otherwise")).toEqual(Object.keys(otherwise));
  });

  it("has a recorded text for each", () => {
    const names = new Set(entries.map(nameOf));
    for (const name of [...refusals, ...ours.keys()]) expect(names).toContain(name);
  });

  it("says on which texts kubectl 1.27 differs from 1.33: JSON that is not strict, or followed by YAML", () => {
    const differing = entries.filter((entry) => entry["1.27"] !== undefined);
    for (const entry of differing) {
      expect(entry["1.27"]).toEqual({ refused: true });
      expect(textOf(entry).trimStart()).toMatch(/^\{/);
    }
    expect(differing.length).toBeGreaterThan(0);
  });
});

it("writes strings that are read as the same strings, whatever they look like", () => {
  const texts = [
    ...entries.flatMap((entry) => ("scalar" in entry ? [entry.scalar] : [])),
    ...["a\nb", "a\n", " a", "a ", "\ta", "#x", "a: b", "", "\u2028", "\u0085", "😀", "a\r\nb", "\n\n", "'", '"', "---", "..."],
    ...["&a", "*a", "!a", "|", ">", "1:30", "\ufeff", "\ufeffa", "a\ufeff"],
  ];
  const object = { kind: "Thing", list: texts, keys: Object.fromEntries(texts.map((t) => [t, 1])) };
  expect(parseManifests(toYaml(object))).toEqual([object]);
});
