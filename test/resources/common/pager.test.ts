import { describe, expect, test } from "vitest";
import { Deadline } from "../../../src/http/deadline.ts";
import { allOf, type Paging, pagesOf } from "../../../src/resources/common/pager.ts";
import { failure } from "../../http/fake.ts";

const life = (signal?: AbortSignal) => new Deadline(signal, Number.POSITIVE_INFINITY);

interface Page {
  readonly items: number[];
}

/** Pages 1 to `last`, each with its number as its item. */
function numbered(last: number, more: Partial<Paging<Page, number>> = {}) {
  const reads: number[] = [];
  const signals: AbortSignal[] = [];
  const paging: Paging<Page, number> = {
    first: 1,
    prefetch: false,
    read: async (number, signal) => {
      reads.push(number);
      signals.push(signal);
      return { items: [number] };
    },
    accept: (page, number) => ({ page, next: number < last ? number + 1 : undefined }),
    ...more,
  };
  return { paging, reads, signals };
}

async function given(pages: AsyncIterable<Page>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { items } of pages) seen.push(...items);
  return seen;
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("pages", () => {
  test("come one after the other, until none follows", async () => {
    const { paging, reads } = numbered(3);
    expect(await given(pagesOf(paging, life()))).toEqual([1, 2, 3]);
    expect(reads).toEqual([1, 2, 3]);
  });

  test("are requested while the caller works on the one before, if asked for, and only then", async () => {
    for (const prefetch of [true, false]) {
      const { paging, reads } = numbered(9, { prefetch });
      const pages = pagesOf(paging, life());
      await pages.next();
      await turn();
      expect(reads).toEqual(prefetch ? [1, 2] : [1]);
      await pages.return();
    }
  });

  test("without anything new are not given", async () => {
    const { paging } = numbered(5, {
      accept: (page, number) => ({ page: number % 2 === 0 ? undefined : page, next: number < 5 ? number + 1 : undefined }),
    });
    expect(await given(pagesOf(paging, life()))).toEqual([1, 3, 5]);
  });

  test("that fail go on where the list says, or throw", async () => {
    const own = new Error("mine");
    const accept = (page: Page, number: number) => {
      if (number === 2) throw own;
      return { page, next: number < 4 ? number + 1 : undefined };
    };
    expect(await failure(given(pagesOf(numbered(4, { accept }).paging, life())))).toBe(own);
    const { paging, reads } = numbered(4, {
      accept,
      prefetch: true,
      recover: (error, number) => (error === own && number === 2 ? 4 : undefined),
    });
    expect(await given(pagesOf(paging, life()))).toEqual([1, 4]);
    expect(reads).toEqual([1, 2, 4]);
  });

  test("that were requested ahead and fail bother nobody who leaves before", async () => {
    const read = (number: number) => (number === 1 ? Promise.resolve({ items: [1] }) : Promise.reject(new Error("late")));
    const { paging } = numbered(3, { prefetch: true, read });
    for await (const _ of pagesOf(paging, life())) break;
    await turn();
    expect(await failure(given(pagesOf(paging, life())))).toMatchObject({ message: "late" });
  });

  test("end with the caller's signal, and leaving them ends the request that is under way", async () => {
    const { paging, signals } = numbered(9, { prefetch: true });
    for await (const _ of pagesOf(paging, life())) break;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    const stop = new AbortController();
    const other = numbered(9);
    for await (const { items } of pagesOf(other.paging, life(stop.signal))) {
      if (items[0] !== 2) continue;
      stop.abort();
      expect(other.signals.at(-1)?.aborted).toBe(true);
      break;
    }
  });
});

describe("all items", () => {
  test("of all pages, as one array", async () => {
    expect(await allOf(pagesOf(numbered(4).paging, life()))).toEqual([1, 2, 3, 4]);
  });

  test("drop what was read before the list began again", async () => {
    expect(await allOf(pagesOf(numbered(4).paging, life()), ({ items }) => items[0] === 3)).toEqual([3, 4]);
  });

  test("may be very many on one page", async () => {
    const items = Array.from({ length: 300_000 }, (_, index) => index);
    expect(await allOf(pagesOf(numbered(1, { read: async () => ({ items }) }).paging, life()))).toHaveLength(300_000);
  });
});
