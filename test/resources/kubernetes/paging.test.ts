import { describe, expect, test } from "vitest";
import { PageGuard } from "../../../src/resources/kubernetes/paging.ts";
import { failure, json, platform, vc } from "./fake.ts";

const page = (names: readonly string[], token?: string) => ({
  metadata: { resourceVersion: "1", ...(token !== undefined && { continue: token }) },
  items: names.map((name) => vc(name)),
});

type Vcs = ReturnType<typeof platform>["vcs"];
async function drained(values: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of values) count++;
  return count;
}
const uses: [string, (vcs: Vcs) => Promise<unknown>][] = [
  ["all()", (vcs) => vcs.list().all()],
  ["pages()", (vcs) => drained(vcs.list().pages())],
  ["an iteration", (vcs) => drained(vcs.list())],
  ["all() of metadata", (vcs) => vcs.listMetadata().all()],
];

describe.each(uses)("%s of a server that leads round in circles ends", (_, use) => {
  test.each<[string, string, (count: number) => object]>([
    ["the same token again and again", "the server repeats a continue token", (count) => page([`vc-${count}`], "again")],
    ["two tokens in turns", "the server repeats a continue token", (count) => page([`vc-${count}`], `t-${count % 2}`)],
    ["new tokens for the same page", "the server repeats a page", (count) => page(["a", "b"], `t-${count}`)],
    ["new tokens for two pages in turns", "the server repeats a page", (count) => page([`vc-${count % 2}`], `t-${count}`)],
    [
      "new tokens for empty pages",
      "the server sent 10 pages in a row that bring nothing new, each with a continue token",
      (count) => page([], `t-${count}`),
    ],
    [
      "new tokens for the same item without a uid",
      "the server repeats a page",
      (count) => ({ metadata: { continue: `t-${count}` }, items: [{ metadata: { name: "a", namespace: "n" } }] }),
    ],
    [
      "new tokens for items without uid and name",
      "the server sent 10 pages in a row that bring nothing new, each with a continue token",
      (count) => ({ metadata: { continue: `t-${count}` }, items: [{ metadata: {} }] }),
    ],
  ])("%s", async (_case, message, response) => {
    const { vcs, sent } = platform((_request, count) => json(response(count)));
    const error = await failure(use(vcs));
    expect(error).toMatchObject({ code: "NotJson", verb: "list", resource: "VirtualClusterInstance", attempts: 1 });
    expect(error.message).toBe(`list VirtualClusterInstance: NotJson: ${message}`);
    expect(sent.length).toBeLessThan(15);
  });

  test("not because of a few empty pages: a filtering server sends those", async () => {
    const { vcs, sent } = platform((_request, count) => json(count < 10 ? page([], `t-${count}`) : page(["a"])));
    expect(await use(vcs)).toBeTruthy();
    expect(sent).toHaveLength(10);
  });
});

test("the guard forgets empty pages as soon as items come", () => {
  const guard = new PageGuard();
  for (let round = 0; round < 5; round++) {
    for (let empty = 0; empty < 9; empty++) expect(guard.trouble(`${round}-${empty}`, [])).toBeUndefined();
    expect(guard.trouble(`${round}`, [vc(`vc-${round}`)])).toBeUndefined();
  }
});

test("items without a uid are told apart by namespace and name", () => {
  const guard = new PageGuard();
  for (let round = 0; round < 50; round++) {
    const metadata = { name: "a", namespace: `n-${round}` };
    expect(guard.trouble(`${round}`, [{ metadata }])).toBeUndefined();
  }
});

describe.each(uses)("%s of a list with a wrong", (_, use) => {
  test.each([
    ["continue", { continue: 5 }],
    ["continue", { continue: ["t"] }],
    ["resourceVersion", { resourceVersion: {} }],
  ])("metadata.%s names it (%j)", async (name, metadata) => {
    const { vcs } = platform(() => json({ metadata, items: [vc("a")] }));
    const error = await failure(use(vcs));
    expect(error).toMatchObject({ code: "NotJson", verb: "list" });
    expect(error.message).toContain(`the response is JSON, but a list whose metadata.${name} is no string`);
  });

  test("metadata of null counts as none", async () => {
    const { vcs, sent } = platform(() => json({ metadata: { continue: null, resourceVersion: null }, items: [vc("a")] }));
    await use(vcs);
    expect(sent).toHaveLength(1);
  });
});

test("a table with a wrong continue token names it", async () => {
  const { vcs } = platform(() => json({ kind: "Table", metadata: { continue: {} }, columnDefinitions: [], rows: [] }));
  expect((await failure(vcs.listTable())).message).toContain("a list whose metadata.continue is no string");
});
