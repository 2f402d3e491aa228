import { expect, test } from "vitest";
import { isNotJson } from "../../../src/http/predicates.ts";
import { serve, type Thing } from "./script.ts";

/** A collection that pages like Eve. */
function collection(count: number) {
  const all = Array.from({ length: count }, (_, index) => ({ _id: `${index}`.padStart(24, "0"), _etag: "e", name: `thing-${index}` }));
  const server = serve(({ query }) => {
    const size = Math.min(50, Number(query["max_results"] ?? 25));
    const page = Number(query["page"] ?? 1);
    return { _items: all.slice((page - 1) * size, page * size), _meta: { page, max_results: size, total: all.length } };
  });
  return { ...server, all };
}

test("awaited, it is one page; what it holds is said", async () => {
  const { things, asked } = collection(60);
  const page = await things.list();
  expect(page).toMatchObject({ page: 1, total: 60, max_results: 25, remaining: 35, hasNext: true });
  expect(page.items).toHaveLength(25);
  const last = await things.list({ page: 2, max_results: 50 });
  expect(last).toMatchObject({ page: 2, remaining: 0, hasNext: false });
  expect(last.items.map((item) => item.name)).toEqual(Array.from({ length: 10 }, (_, index) => `thing-${index + 50}`));
  expect(asked.map(({ query }) => query)).toEqual([{}, { max_results: "50", page: "2" }]);
});

test("nothing is sent before it is used", async () => {
  const { things, asked } = collection(1);
  const list = things.list();
  list.pages();
  await Promise.resolve();
  expect(asked).toHaveLength(0);
});

test("every document, every page, all as an array", async () => {
  const { things, asked } = collection(60);
  const names: string[] = [];
  for await (const thing of things.list()) names.push(thing.name);
  expect(names).toEqual(Array.from({ length: 60 }, (_, index) => `thing-${index}`));
  expect(asked).toHaveLength(3);
  const sizes: number[] = [];
  for await (const page of things.list({ max_results: 40 }).pages()) sizes.push(page.items.length, page.remaining ?? -1);
  expect(sizes).toEqual([40, 20, 20, 0]);
  expect(await things.list({ max_results: 500 }).all()).toHaveLength(60);
});

test("a server that gives smaller pages than asked for is followed at its own size", async () => {
  const { things, asked } = collection(120);
  expect(await things.list({ max_results: 100 }).all()).toHaveLength(120);
  expect(asked.map(({ query }) => query["page"] ?? "1")).toEqual(["1", "2", "3"]);
});

test("deleting what the loop is given skips nothing", async () => {
  for (const prefetch of [false, true]) {
    const { things, all } = collection(130);
    const seen: string[] = [];
    for await (const thing of things.list({ prefetch })) {
      seen.push(thing.name);
      all.splice(
        all.findIndex((other) => other._id === thing._id),
        1,
      );
    }
    expect(new Set(seen).size).toBe(130);
    expect(seen).toHaveLength(130);
  }
});

test("documents that move back are not given twice", async () => {
  const { things, all } = collection(30);
  const seen: string[] = [];
  for await (const page of things.list().pages()) {
    seen.push(...page.items.map((item) => item.name));
    if (seen.length === 25) all.unshift({ _id: "f".repeat(24), _etag: "e", name: "new" });
  }
  expect(seen).toHaveLength(new Set(seen).size);
  expect(seen.slice(25)).toEqual(["thing-25", "thing-26", "thing-27", "thing-28", "thing-29"]);
});

test("the next page is read ahead only when asked for", async () => {
  const { things, asked } = collection(60);
  const pages = things.list({ prefetch: true }).pages();
  await pages.next();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toHaveLength(2);
  await pages.return!();
  const plain = things.list().pages();
  await plain.next();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toHaveLength(3);
});

test("an empty collection is one empty page", async () => {
  const { things } = collection(0);
  expect((await things.list()).items).toEqual([]);
  let pages = 0;
  for await (const page of things.list().pages()) pages += page.items.length + 1;
  expect(pages).toBe(1);
});

test("servers that do not page, or do not count", async () => {
  const unpaged = serve(() => ({ _items: [{ _id: "1", _etag: "e", name: "a" }] }));
  expect(await unpaged.things.list()).toMatchObject({ total: 1, hasNext: false });
  expect(await unpaged.things.list().all()).toHaveLength(1);
  const uncounted = serve(({ query }) => {
    const page = Number(query["page"] ?? 1);
    return {
      _items: [{ _id: `${page}`, _etag: "e", name: "a" }],
      _meta: { page, max_results: 1 },
      _links: page < 3 ? { next: { href: "https://elsewhere.example.com/v1/others?page=9", title: "next page" } } : {},
    };
  });
  expect((await uncounted.things.list()).total).toBeUndefined();
  expect(await uncounted.things.list().all()).toHaveLength(3);
  // A link says that there is more, and is not followed.
  expect(uncounted.asked.map(({ path, query }) => `${path} ${query["page"] ?? 1}`)).toEqual(
    ["1", "1", "2", "3"].map((page) => `/api/v1/things ${page}`),
  );
});

test("a response that is no list is an error", async () => {
  for (const answer of [{}, { _items: "none" }, []] as object[]) {
    await expect(serve(() => [200, answer]).things.list()).rejects.toSatisfy(isNotJson);
  }
  await expect(
    serve(() => [200, "<html><body>login</body></html>"])
      .things.list()
      .all(),
  ).rejects.toSatisfy(isNotJson);
});

test("find: by id, by filter, and undefined where there is none", async () => {
  const thing: Thing = { _id: "1", _etag: "e", name: "a" };
  const { things, asked } = serve(({ path, query }) => {
    if (path.endsWith("/things")) return { _items: query["where"]?.includes('"a"') ? [thing] : [] };
    return path.endsWith("/1") ? thing : [404, { _status: "ERR", _error: { code: 404, message: "not found" } }];
  });
  expect(await things.find("1")).toEqual(thing);
  expect(await things.find("2")).toBeUndefined();
  expect(await things.find({ name: "a" })).toEqual(thing);
  expect(await things.find({ name: "b" })).toBeUndefined();
  expect(asked[2]?.query).toEqual({ where: '{"name":"a"}', max_results: "1" });
});
