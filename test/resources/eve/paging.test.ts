import { describe, expect, test } from "vitest";
import { pageOf } from "../../../src/resources/eve/paging.ts";
import { failure } from "../../http/fake.ts";
import { serve } from "./script.ts";

const document = (number: number) => ({ _id: String(number).padStart(24, "0"), _etag: "e", name: `thing-${number}` });
const documents = (from: number, count: number) => Array.from({ length: count }, (_, index) => document(from + index));
const next = { next: { href: "things?page=2", title: "next page" } };

type Things = ReturnType<typeof serve>["things"];
async function drained(values: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of values) count++;
  return count;
}
const uses: [string, (things: Things) => Promise<unknown>][] = [
  ["all()", (things) => things.list().all()],
  ["pages()", (things) => drained(things.list().pages())],
  ["an iteration", (things) => drained(things.list())],
  ["an iteration that reads ahead", (things) => drained(things.list({ prefetch: true }))],
];

describe.each(uses)("%s of a server that leads round in circles ends", (_, use) => {
  test("with an error, if it counts more than it gives", async () => {
    const { things, asked } = serve(() => ({ _items: documents(0, 25), _meta: { page: 1, max_results: 25, total: 60 } }));
    const error = await failure(use(things));
    expect(error).toMatchObject({ code: "NotJson", verb: "list", resource: "things" });
    expect(error.message).toBe("list things: NotJson: the server repeats page 1 as page 2");
    expect(asked.length).toBeLessThan(5);
  });

  test("with what there is, if it does not count and always has a next page", async () => {
    for (const items of [documents(0, 25), []]) {
      const { things, asked } = serve(() => ({ _items: items, _meta: { page: 1, max_results: 25 }, _links: next }));
      await use(things);
      expect(asked.length).toBeLessThan(5);
    }
  });

  test.each([
    ["with an error, if it counts more", 1000],
    ["with what there is, if it does not count", undefined],
  ])("whose pages are empty from one on, %s", async (_, total) => {
    for (const last of [0, 3]) {
      const { things, asked } = serve(({ query }) => {
        const page = Number(query["page"] ?? 1);
        return { _items: page > last ? [] : documents(page * 25, 25), _meta: { page, max_results: 25, total }, _links: next };
      });
      if (total === undefined) expect(await use(things)).toBeDefined();
      else {
        const { message } = await failure(use(things));
        expect(message).toBe(`list things: NotJson: the server counts 1000 documents, and page ${last + 1} of them is empty`);
      }
      expect(asked.length).toBeLessThan(8);
    }
  });

  test("that links to more without counting is read on", async () => {
    const { things } = serve(({ query }) => {
      const page = Number(query["page"] ?? 1);
      return { _items: documents(page * 25, 25), ...(page < 3 && { _links: next }) };
    });
    expect(await things.list().all()).toHaveLength(75);
  });

  test("if its total goes up and down", async () => {
    let count = 0;
    const { things, asked } = serve(({ query }) => {
      const page = Number(query["page"] ?? 1);
      return {
        _items: documents((page - 1) * 25, page > 8 ? 0 : 25),
        _meta: { page, max_results: 25, total: count++ % 2 === 0 ? 200 : 150 },
      };
    });
    expect(await use(things)).toBeTruthy();
    expect(asked.length).toBeLessThan(30);
  });

  test("with an error, if its total falls for ever", async () => {
    let total = 1_000_000;
    const { things, asked } = serve(({ query }) => {
      const page = Number(query["page"] ?? 1);
      return { _items: documents((page - 1) * 25, 25), _meta: { page, max_results: 25, total: total-- } };
    });
    const failed = await Promise.resolve(use(things)).then(String, (error: Error) => error.message);
    expect(failed).toMatch(/the server sent 10\d pages in a row without a new document/);
    expect(asked.length).toBeLessThan(120);
  });

  test("if its total falls with every page", async () => {
    let total = 60;
    const { things, asked } = serve(({ query }) => {
      const page = Number(query["page"] ?? 1);
      total = Math.max(0, total - 1);
      return {
        _items: documents((page - 1) * 25, Math.max(0, Math.min(25, total - (page - 1) * 25))),
        _meta: { page, max_results: 25, total },
      };
    });
    expect(await use(things)).toBeTruthy();
    // As often as the total can fall, and as many pages as there are.
    expect(asked.length).toBeLessThan(130);
  });
});

test.each([1, 2, 3, 4, 5])(
  "deletions between pages: no document is given twice, and none that stays is left out (seed %i)",
  async (seed) => {
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let run = 0; run < 40; run++) {
      const all = documents(0, random(120));
      const size = 1 + random(30);
      const { things, asked } = serve(({ query }) => {
        const page = Number(query["page"] ?? 1);
        const response = { _items: all.slice((page - 1) * size, page * size), _meta: { page, max_results: size, total: all.length } };
        for (let gone = random(4); gone > 0 && all.length > 0; gone--) all.splice(random(all.length), 1);
        return response;
      });
      const count = all.length;
      const given: string[] = [];
      for await (const { _id } of things.list({ max_results: size, prefetch: run % 2 === 0 })) given.push(_id);
      const label = `seed ${seed}, run ${run}`;
      expect(new Set(given).size, label).toBe(given.length);
      expect(
        all.filter(({ _id }) => !given.includes(_id)),
        label,
      ).toEqual([]);
      expect(asked.length, label).toBeLessThanOrEqual(2 * count + 2 * Math.ceil(count / size) + 2);
    }
  },
);

test.each<[string, object, object]>([
  [
    "counts",
    { _items: [], _meta: { page: 2, max_results: 25, total: 60 } },
    { page: 2, max_results: 25, total: 60, remaining: 10, hasNext: true },
  ],
  [
    "is the last page",
    { _items: [], _meta: { page: 3, max_results: 25, total: 60 } },
    { page: 3, max_results: 25, total: 60, remaining: 0, hasNext: false },
  ],
  ["is not paged at all", { _items: [1, 2] }, { page: 1, total: 2, remaining: 0, hasNext: false }],
  ["only links", { _items: [], _meta: { page: 1, max_results: 25 }, _links: next }, { page: 1, max_results: 25, hasNext: true }],
  ["neither counts nor links", { _items: [], _meta: {} }, { page: 1, hasNext: false }],
  [
    "has numbers that are none",
    { _items: [], _meta: { page: "2", max_results: -1, total: 1.5 }, _links: null },
    { page: 1, hasNext: false },
  ],
  ["has no object where its numbers are due", { _items: [], _meta: [], _links: [] }, { page: 1, hasNext: false }],
])("a response that %s", (_, body, page) => {
  const { items: _items, ...facts } = pageOf(body as never, 1);
  expect(facts).toEqual(page);
});
