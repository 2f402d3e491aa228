import { expect, test } from "vitest";
import { oneByOne, type Part } from "../../../src/resources/kubernetes/parts.ts";

/** Parts that each take a moment to come. */
async function* slowly(...parts: number[][]): AsyncGenerator<Part<number>, void, undefined> {
  for (const part of parts) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    yield part.values();
  }
}

test("whoever has left gets what was asked for before, and nothing after it", async () => {
  const items = oneByOne(slowly([1, 2, 3], [4]));
  const asked = items.next();
  const left = items.return();
  expect(await asked).toEqual({ done: false, value: 1 });
  expect(await left).toEqual({ done: true, value: undefined });
  expect(await items.next()).toEqual({ done: true, value: undefined });
});

test("answers come in the order of the questions, whoever asks again with the first of them", async () => {
  const items = oneByOne(slowly([1, 2], [3, 4, 5]));
  const answers = new Map<string, unknown>();
  const ask = (name: string) => items.next().then(({ value }) => answers.set(name, value));
  const first = ask("first");
  const later = first.then(() => ask("later"));
  await Promise.all([first, ask("second"), ask("third"), later]);
  expect([...answers]).toEqual([
    ["first", 1],
    ["second", 2],
    ["third", 3],
    ["later", 4],
  ]);
});
