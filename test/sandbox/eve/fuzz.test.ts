import { expect, test } from "vitest";
import { Random } from "../../../src/sandbox/random.ts";
import { idA, idB, type Reply, things, thingsEngine } from "./things.ts";

const fields = [
  ...Object.keys(things.schema),
  "_id",
  "_etag",
  "nested.b",
  "people.0.name",
  "free.x.y",
  "zzz",
  "",
  ".",
  "a..b",
  "__proto__",
  "constructor",
  "$x",
];
const scalars = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  101,
  1e300,
  "",
  "x",
  "a",
  "5",
  "true",
  "it's",
  "ü\u0000🚀",
  "Fri, 08 May 2020 17:41:58 GMT",
  idA,
  idB,
  "abc1",
  "$x",
  "__proto__",
];
const operators = [
  "$gt",
  "$lt",
  "$ne",
  "$in",
  "$nin",
  "$exists",
  "$not",
  "$size",
  "$all",
  "$elemMatch",
  "$regex",
  "$options",
  "$mod",
  "$type",
  "$or",
  "$and",
  "$expr",
  "$near",
  "$where",
  "$foo",
  "$bitsAllSet",
];

/** Values that fields take. */
const good: Record<string, readonly unknown[]> = {
  count: [1, "7", null],
  ratio: [0.5, "2.5"],
  on: [false, "1"],
  when: ["Fri, 08 May 2020 17:41:58 GMT"],
  kind: ["a", "b"],
  kinds: [["a"], ["a", "b"], []],
  code: ["abc", "q1"],
  full: ["f", "ü\u0000🚀"],
  numbers: [[1, "2", 3.9]],
  nested: [{ b: "x" }, { a: "9", b: "" }],
  people: [[{ name: "ann" }, { name: "bob" }], []],
  right: ["r"],
  free: [{ x: { y: [1, null] } }, { "a.b": 1 }, { __proto__x: 1, "": {} }, {}],
  labels: [{ a: 2 }, {}],
  box: [{ open: "o", key: "k" }],
  secret: ["s"],
};

/** Random JSON out of words that the engine knows. */
class Words {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random.next() * of.length)] as T;
  }

  chance(p: number): boolean {
    return this.#random.next() < p;
  }

  value(keys: readonly string[], depth = 0): unknown {
    if (depth > 3 || this.chance(0.5)) return this.pick(scalars);
    const size = Math.floor(this.#random.next() * 4);
    if (this.chance(0.4)) return Array.from({ length: size }, () => this.value(keys, depth + 1));
    return this.object(keys, size, depth + 1);
  }

  /** Fields with values that they take. */
  document(size: number): Record<string, unknown> {
    const names = Array.from({ length: size }, () => this.pick(Object.keys(good)));
    return Object.fromEntries(names.map((name) => [name, this.pick(good[name] ?? [])]));
  }

  object(keys: readonly string[], size: number, depth = 0): Record<string, unknown> {
    const entries = Array.from({ length: size }, () => [this.pick(keys), this.value(keys, depth)] as const);
    return Object.fromEntries(entries);
  }
}

test.each([1, 2, 3])("no document and no query makes the engine fail, and what it stores is what it said (seed %i)", async (seed) => {
  const words = new Words(seed);
  const { ask, engine } = thingsEngine();
  const asked = async (path: string, call: Parameters<typeof ask>[1]): Promise<Reply> => {
    const reply = await ask(path, call);
    expect([path, call, reply.status]).toEqual([path, call, expect.toSatisfy((status: number) => status < 500 || status === 501)]);
    return reply;
  };
  for (let i = 0; i < 150; i++) {
    const body = { name: `n${i}`, ...words.document(2), ...(words.chance(0.3) ? words.object(fields, 1) : {}) };
    const { status, body: made } = await asked("things", {
      body: words.chance(0.9) ? body : [body, words.value(fields)].filter((v) => v !== null),
    });
    if (status === 201 && made._id) {
      const { _links, _status, ...document } = made;
      const read = (await asked(`things/${made._id}`, {})).body;
      expect(read).toMatchObject(document);
      const method = words.pick(["PATCH", "PUT"]);
      const changed = await asked(`things/${made._id}`, {
        method,
        headers: { "if-match": made._etag },
        body: { ...words.document(2), ...(method === "PUT" ? { name: body.name } : {}) },
      });
      const { _links: links, _status: ok, ...after } = changed.status === 200 ? changed.body : { ...document, _links: 0, _status: 0 };
      expect((await asked(`things/${made._id}`, {})).body).toMatchObject(after);
    }
    const where = JSON.stringify(words.object([...fields, ...operators], 2));
    const query = new URLSearchParams({
      where,
      sort: words.pick(["name", "-count", "-", "[1]", "nested.b"]),
      projection: words.pick(["", '{"name":1}', where]),
      embedded: words.pick(["", '{"ref":1,"refs.ref":1}', where]),
    });
    await asked(`things?${query}`, { headers: words.chance(0.2) ? { accept: "application/xml" } : {} });
  }
  expect(engine.list("things").length).toBeGreaterThan(50);
});

test.each([
  ["a body", { body: `{"name":"x","free":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}` }, ""],
  ["a filter", {}, `?where=${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`],
  ["a Python filter", {}, `?where=a${".a".repeat(3000)}==1`],
  ["a chain of sums", {}, `?where=a==${"1%2B".repeat(3000)}1`],
  ["an order", {}, `?sort=${"[".repeat(5000)}`],
])("%s nested without end is refused", async (_, call, query) => {
  const { status } = await thingsEngine().ask(`things${query}`, call);
  expect(status === 400 || status === 200).toBe(true);
});
