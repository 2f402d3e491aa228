import { expect, test } from "vitest";
import { List, type ListSource } from "../../../src/resources/common/list.ts";
import { failure } from "../../http/fake.ts";

interface Page {
  readonly items: number[];
}

/** A list of the numbers 1 to 3 that counts how often each use reads. */
function counted(failing?: Error) {
  const reads = { source: 0, first: 0, pages: 0, items: 0, all: 0, left: 0 };
  const source: ListSource<number, Page> = {
    first: async () => {
      reads.first++;
      return { items: [1, 2] };
    },
    async *pages() {
      reads.pages++;
      try {
        yield { items: [1, 2] };
        yield { items: [3] };
      } finally {
        reads.left++;
      }
    },
    async *items() {
      reads.items++;
      yield* [1, 2, 3];
    },
    all: async () => {
      reads.all++;
      return [1, 2, 3];
    },
  };
  const list = new List<number, Page>(async () => {
    reads.source++;
    if (failing !== undefined) throw failing;
    return source;
  }, undefined);
  return { list, reads };
}

async function given<V>(values: AsyncIterable<V>): Promise<V[]> {
  const seen: V[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

test("nothing is read before the list is used", async () => {
  const { list, reads } = counted();
  list.pages();
  list[Symbol.asyncIterator]();
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toEqual({ source: 0, first: 0, pages: 0, items: 0, all: 0, left: 0 });
});

test("it is a promise of its first page, read once however often it is awaited", async () => {
  const { list, reads } = counted();
  const settled: string[] = [];
  expect(
    await Promise.all([
      list,
      list,
      list.then(({ items }) => items),
      list.catch(() => undefined),
      list.finally(() => settled.push("finally")),
    ]),
  ).toEqual([...[{ items: [1, 2] }, { items: [1, 2] }, [1, 2], { items: [1, 2] }, { items: [1, 2] }]]);
  expect(await list).toEqual({ items: [1, 2] });
  expect(reads.first).toBe(1);
  expect(settled).toEqual(["finally"]);
  expect(Object.prototype.toString.call(list)).toBe("[object List]");
});

test("iterations and all() read for themselves, each time", async () => {
  const { list, reads } = counted();
  expect([await given(list), await given(list)]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(await given(list.pages())).toEqual([{ items: [1, 2] }, { items: [3] }]);
  expect([await list.all(), await list.all()]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(reads).toMatchObject({ first: 0, pages: 1, items: 2, all: 2 });
});

test("leaving an iteration ends it; before its first value nothing is read at all", async () => {
  const { list, reads } = counted();
  for await (const _ of list.pages()) break;
  expect(reads.left).toBe(1);
  const pages = list.pages();
  expect(await pages.return!()).toEqual({ done: true, value: undefined });
  expect(await pages.next()).toEqual({ done: true, value: undefined });
  expect(reads.pages).toBe(1);
});

test("several values requested at once, before the first has come, are given in order", async () => {
  const { list, reads } = counted();
  const items = list[Symbol.asyncIterator]();
  expect((await Promise.all([items.next(), items.next(), items.next(), items.next()])).map(({ value }) => value)).toEqual([
    1,
    2,
    3,
    undefined,
  ]);
  expect(reads.items).toBe(1);
});

test("a failing source rejects each use, and nothing else", async () => {
  const own = new Error("mine");
  const { list } = counted(own);
  expect(await list.catch((error: unknown) => error)).toBe(own);
  const settled: string[] = [];
  expect(await failure(list.finally(() => settled.push("finally")))).toBe(own);
  expect(settled).toEqual(["finally"]);
  for (const use of [list, list.all(), list.pages().next(), list[Symbol.asyncIterator]().next(), given(list)])
    expect(await failure(use)).toBe(own);
  // Not used, it bothers nobody.
  counted(own).list.pages();
  await new Promise((resolve) => setTimeout(resolve, 5));
});
