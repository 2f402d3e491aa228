import { readFileSync, writeFileSync } from "node:fs";

/** What kubectl made of a text: objects, or for a scalar its value. */
export type Result = { objects: object[] } | { value: unknown } | { refused: true };

/**
 * A text, and what kubectl 1.33 made of it. A scalar is the value of the field `spec.v` of an object. `"1.27"` is what kubectl 1.27
 * made of the text, if that is something else.
 */
export type Entry = ({ scalar: string } | { document: string; text: string }) & Result & { "1.27"?: Result };

const file = new URL("kubectl.jsonl", import.meta.url);

/** What `record-kubectl.ts` recorded. */
export const readRecording = (): Entry[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Entry);

export const writeRecording = (entries: readonly Entry[]): void =>
  writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));

export const textOf = (entry: Entry): string =>
  "scalar" in entry ? `apiVersion: x.io/v1\nkind: Thing\nspec:\n  v: ${entry.scalar}\n` : entry.text;
