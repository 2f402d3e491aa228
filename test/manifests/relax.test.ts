import { parseManifest } from "clusterplane/manifests";
import { expect, it } from "vitest";
import { relax } from "../../src/manifests/relax.ts";
import { Random } from "../../src/sandbox/random.ts";

it("leaves a text alone that js-yaml takes as it is", () => {
  expect(relax("a: {\n  b: 1\n  }\nc: 'd {'\ne: |\n  [\n  \"\\'\n")).toBeUndefined();
});

it("indents lines, replaces tabs and drops the backslash of \\'", () => {
  expect(relax('a:\n  b: [\n\tc,\td\n]\ne: "\\\'"\n')?.text).toBe('a:\n  b: [\n   c, d\n   ]\ne: "\'"\n');
});

it("tells the place in the text as it was", () => {
  const text = 'a: {\nb: 1,\nc: "\\\'d"\n}\ne: f\n';
  const relaxed = relax(text);
  if (!relaxed) throw new Error("not relaxed");
  for (const c of "abcdef") expect(relaxed.original(relaxed.text.indexOf(c))).toBe(text.indexOf(c));
  expect(relaxed.original(relaxed.text.length)).toBe(text.length);
});

it("changes no value: random flow collections, broken into lines that are indented at random, below a block", () => {
  const seed = Number(process.env["SEED"] ?? 1);
  const random = new Random(seed);
  const below = (end: number) => Math.floor(random.next() * end);
  const pick = <T>(of: readonly T[]) => of[below(of.length)] as T;
  const times = <T>(end: number, make: (i: number) => T) => Array.from({ length: below(end + 1) }, (_, i) => make(i));
  const words = ["a", "it's", 'say "x"', "}", "]", "# c", "a: b", "{[", "\\", "", "yes", "012", "\t", "|", "- x", "---", "it\\'s"];
  const value = (depth: number): unknown =>
    depth === 0 ? pick(words) : pick<() => unknown>([() => pick(words), () => times(3, () => value(depth - 1)), () => map(depth)])();
  const map = (depth: number) => Object.fromEntries(times(3, (i) => [`${pick(words)}${i}`, value(depth - 1)]));
  const blank = () => pick(["", " ", "\n", "\n   ", "\n# it's {\n", "\n\t", "\n          "]);
  const quoted = (text: string) =>
    pick([
      () => JSON.stringify(text).replaceAll("'", () => pick(["'", "\\'"])),
      () => (/\t/.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`),
    ])();
  const flow = (node: unknown): string => {
    if (typeof node === "string") return quoted(node);
    const parts = Array.isArray(node) ? node.map(flow) : Object.entries(node as object).map(([k, v]) => `${quoted(k)}: ${flow(v)}`);
    const inner = parts.map((part) => `${blank()}${part}${blank()}`).join(",");
    return Array.isArray(node) ? `[${inner}${blank()}]` : `{${inner}${blank()}}`;
  };
  for (let i = 0; i < 300; i++) {
    const spec = { first: map(3), block: "it's {\n\"\n", second: [map(2)], list: [{ name: "x", third: map(3) }] };
    const text = `kind: A\nspec:\n  first: ${flow(spec.first)}\n  block: |\n    it's {\n    "\n  second:\n  - ${flow(spec.second[0])}\n  list:\n  - name: x\n    third: ${flow(spec.list[0]?.third)}\n`;
    expect(parseManifest(text)["spec"], `seed ${seed}, document ${i}:\n${text}`).toEqual(spec);
  }
});
