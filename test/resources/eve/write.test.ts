import { describe, expect, test } from "vitest";
import type { Clock } from "../../../src/http/clock.ts";
import {
  isAborted,
  isAlreadyExists,
  isConflict,
  isConnectionError,
  isInvalid,
  isInvalidArgument,
  isNotFound,
  isNotJson,
  isTimeout,
} from "../../../src/http/predicates.ts";
import { failure, jumpingClock } from "../../http/fake.ts";
import { keeper, mismatch, missing, type Reply, serve, stored, type Thing } from "./script.ts";

const id = "5eb599e603f7a77d5223efee";
type Things = ReturnType<typeof serve>["things"];
const jsonType = { "content-type": "application/json" };

test("create sends the document unchanged and returns the response unchanged", async () => {
  const answer = { ...stored(1, { name: "a" }), _status: "OK", unknown: { kept: true } };
  const { things, asked } = serve(() => [201, answer, { location: "http://elsewhere.example.com/api/v1/v1/things/other" }]);
  expect(await things.create({ name: "a", tags: { k: "v" } })).toEqual(answer);
  expect(asked).toMatchObject([{ method: "POST", path: "/api/v1/things", body: { name: "a", tags: { k: "v" } } }]);
  expect(asked[0]?.headers).toMatchObject({ "content-type": "application/json", authorization: "Bearer test-token" });
});

test.each([undefined, null, "a", [], {}, { name: "" }, { name: 7 }, { name: "a", count: Number.NaN }, { name: "a", note: () => "x" }])(
  "create refuses %j before anything is sent",
  async (wrong) => {
    const { things, asked } = serve(() => [201, stored(1, { name: "a" })]);
    await expect(things.create(wrong as never)).rejects.toSatisfy(isInvalidArgument);
    expect(asked).toHaveLength(0);
  },
);

test("a field set to undefined is left out of the body", async () => {
  const { things, asked } = serve(() => [201, stored(1, { name: "a" })]);
  await things.create({ name: "a", note: undefined } as never);
  expect(asked[0]?.body).toEqual({ name: "a" });
});

test("several at once: in order, also if the server returns a list of one as a single document", async () => {
  const { things, asked } = serve(({ body }) => {
    const documents = (body as { name: string }[]).map((document, index) => ({ ...stored(index, document), _id: `${index}` }));
    return [201, documents.length === 1 ? documents[0] : { _status: "OK", _items: documents }];
  });
  expect((await things.createMany([{ name: "a" }, { name: "b" }])).map((thing) => thing.name)).toEqual(["a", "b"]);
  expect((await things.createMany([{ name: "c" }])).map((thing) => thing.name)).toEqual(["c"]);
  expect(await things.createMany([])).toEqual([]);
  expect(asked).toHaveLength(2);
});

test("one bad document of several: nothing is stored, the causes say which", async () => {
  const { things } = serve(() => [
    422,
    {
      _status: "ERR",
      _items: [
        { _status: "OK" },
        { _status: "ERR", _issues: { name: "must be of string type" } },
        { _status: "ERR", _issues: { name: "required field" } },
      ],
      _error: { code: 422, message: "Insertion failure: 2 document(s) contain(s) error(s)" },
    },
  ]);
  const error = await things.createMany([{ name: "a" }, { name: "b" }, { name: "c" }]).catch((thrown: unknown) => thrown);
  expect(isInvalid(error)).toBe(true);
  expect(error).toMatchObject({
    causes: [
      { field: "1.name", message: "must be of string type" },
      { field: "2.name", message: "required field", reason: "Required" },
    ],
  });
});

/** A collection that remembers what was created, and loses answers as told. */
function creating(lose: (post: number) => "before" | "after" | undefined, existing: object[] = []) {
  const kept = existing as { name: string }[];
  let posts = 0;
  return {
    kept,
    ...serve(({ method, body, query }): Reply => {
      if (method === "GET") {
        const { name } = JSON.parse(query["where"] ?? "{}") as { name: string | { $in: string[] } };
        return { _items: kept.filter((thing) => (typeof name === "string" ? thing.name === name : name.$in.includes(thing.name))) };
      }
      const how = lose(++posts);
      if (how === "before") return "cut";
      const documents = (Array.isArray(body) ? body : [body]) as { name: string }[];
      if (documents.some(({ name }) => kept.some((thing) => thing.name === name))) {
        return [
          422,
          {
            _status: "ERR",
            _issues: { name: `value '${documents[0]?.name}' is not unique` },
            _error: { code: 422, message: "Insertion failure: 1 document(s) contain(s) error(s)" },
          },
        ];
      }
      const made = documents.map((document, index) => ({ ...stored(index + 1, document), _id: `${kept.length + index}` }));
      kept.push(...made);
      return how === "after" ? "cut" : [201, Array.isArray(body) ? { _items: made } : made[0]];
    }),
  };
}

test("a create whose response was lost is found by its name", async () => {
  const { things, kept, asked } = creating(() => "after");
  expect((await things.create({ name: "a", tags: { k: "v" } })).name).toBe("a");
  expect(kept).toHaveLength(1);
  expect(asked.map(({ method }) => method)).toEqual(["POST", "GET"]);
  expect((await things.createMany([{ name: "b" }, { name: "c" }])).map((thing) => thing.name)).toEqual(["b", "c"]);
  expect(kept).toHaveLength(3);
});

test("a create that never arrived is not sent again: it might arrive still", async () => {
  const { things, kept, asked } = creating((post) => (post === 1 ? "before" : undefined));
  await expect(things.create({ name: "a" })).rejects.toMatchObject({ code: "Connection", effect: "unknown", method: "POST" });
  expect(kept).toHaveLength(0);
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("after a lost response, another document of the name is not returned", async () => {
  const { things } = creating(() => "after", [stored(1, { name: "a", note: "somebody else's" })]);
  await expect(things.create({ name: "a", note: "mine" })).rejects.toSatisfy(isAlreadyExists);
  const cut = creating(() => "before", [stored(1, { name: "a", note: "somebody else's" })]);
  await expect(cut.things.create({ name: "a", note: "mine" })).rejects.toMatchObject({ code: "Connection", effect: "unknown" });
});

/** A gateway that gives up on a server which stores what it was sent `looks` looks later. */
function slow(looks: number, options: { clock?: Clock; took?: number } = {}) {
  const kept: object[] = [];
  const { clock, took = 0 } = options;
  let left = Number.POSITIVE_INFINITY;
  let pending: { name: string }[] = [];
  return {
    kept,
    ...serve(
      async ({ method, body, query }): Promise<Reply> => {
        if (method === "POST") {
          pending.push(...((Array.isArray(body) ? body : [body]) as { name: string }[]));
          left = looks;
          await clock?.sleep(took);
          return [504, "<html>Gateway Time-out</html>"];
        }
        if (left-- <= 0) {
          kept.push(...pending.map((document, index) => ({ ...stored(1, document), _id: `${kept.length + index}` })));
          pending = [];
        }
        const { name } = JSON.parse(query["where"] ?? "{}") as { name: string };
        return { _items: kept.filter((one) => (one as Thing).name === name) };
      },
      undefined,
      clock && { clock },
    ),
  };
}

test.each([
  ["create", (things: Things) => things.create({ name: "a" })],
  ["ensure", (things: Things) => things.ensure({ name: "a" })],
  ["createMany", (things: Things) => things.createMany([{ name: "a" }, { name: "b" }])],
])("a gateway that gives up on a slow server: %s stores once", async (_, call) => {
  const { things, kept, asked } = slow(2);
  await call(things);
  expect(kept.map((one) => (one as Thing).name)).toEqual(kept.length === 2 ? ["a", "b"] : ["a"]);
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
});

test("documents are looked for as long as the call has taken, and not past its deadline", async () => {
  const clock = jumpingClock();
  const late = slow(1000, { clock, took: 20_000 });
  const began = clock.now();
  await expect(late.things.create({ name: "a" })).rejects.toMatchObject({ status: 504, effect: "unknown" });
  expect(clock.now() - began).toBe(40_000);
  const short = slow(1000, { clock, took: 20_000 });
  const error = await failure(short.things.create({ name: "a" }, { timeout: "30s" }));
  expect(error).toMatchObject({ code: "Timeout", effect: "unknown", method: "POST", cause: { status: 504 } });
});

test("what the server hides can't be compared: a create of it is of unknown effect, an ensure compares the rest", async () => {
  const theirs = stored(1, { name: "a" });
  const hiding = () => serve(({ method }) => (method === "GET" ? { _items: [theirs] } : "cut"), { name: "things", hidden: ["secret.key"] });
  await expect(hiding().things.create({ name: "a", secret: { key: "k" } })).rejects.toMatchObject({ effect: "unknown" });
  expect(await hiding().things.create({ name: "a" })).toEqual(theirs);
  let lists = 0;
  const { things } = serve(({ method }) => (method === "GET" ? { _items: lists++ === 0 ? [] : [theirs] } : "cut"), {
    name: "things",
    hidden: ["secret.key"],
  });
  expect(await things.ensure({ name: "a", secret: { key: "k" } })).toMatchObject({ outcome: "created" });
});

test("a create whose response is cut off is settled too", async () => {
  const made = stored(1, { name: "a" });
  const { things, asked } = serve(({ method }) =>
    method === "GET" ? { _items: [made] } : [201, JSON.stringify(made).slice(0, 40), { "content-type": "application/json" }],
  );
  expect(await things.create({ name: "a" })).toEqual(made);
  expect(asked).toHaveLength(2);
});

test("ensure finds, creates, and survives a race", async () => {
  const { things, kept } = creating(() => undefined);
  const { document, ...made } = await things.ensure({ name: "a", note: "first", tags: { k: "v" } });
  expect(made).toEqual({ outcome: "created", differences: [] });
  expect(await things.ensure({ name: "a", note: "first" })).toEqual({ document, outcome: "found", differences: [] });
  const other = await things.ensure({ name: "a", note: "second", tags: { k: "w", l: "x" }, count: 0 });
  expect(other).toEqual({ document, outcome: "different", differences: ["note", "tags.k", "tags.l", "count"] });
  expect(kept).toHaveLength(1);
  let reads = 0;
  const racing = serve(({ method }) => {
    if (method === "GET") return { _items: reads++ === 0 ? [] : [stored(1, { name: "b" })] };
    return [422, { _status: "ERR", _issues: { name: "value 'b' is not unique" } }];
  });
  expect(await racing.things.ensure({ name: "b" })).toMatchObject({ document: { name: "b" }, outcome: "found" });
  // Two were quick enough to be both stored: the one that was not first goes again.
  for (const [ids, outcome] of [
    [["1", "2"], "found"],
    [["2", "3"], "created"],
  ] as const) {
    const both = ids.map((_id) => ({ ...stored(1, { name: "b" }), _id }));
    let lists = 0;
    const server = serve(({ method, path }) => {
      if (method === "POST") return [201, { ...stored(1, { name: "b" }), _id: "2" }];
      if (method === "DELETE") return [204];
      if (path.endsWith("/2")) return { ...stored(1, { name: "b" }), _id: "2" };
      return { _items: lists++ === 0 ? [] : both };
    });
    expect(await server.things.ensure({ name: "b" })).toMatchObject({ document: { _id: ids[0] }, outcome, differences: [] });
    expect(server.asked.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual(
      outcome === "created" ? [] : ["/api/v1/things/2"],
    );
    expect(server.asked[2]?.query).toEqual({ where: '{"name":"b"}', sort: "_id", max_results: "1" });
  }
  // Taken back by somebody else already.
  let lists = 0;
  const tidied = serve(({ method, path }) => {
    if (method === "POST") return [201, { ...stored(1, { name: "b" }), _id: "2" }];
    if (path.endsWith("/2")) return [404, { _status: "ERR", _error: { code: 404, message: "gone" } }];
    return { _items: lists++ === 0 ? [] : [{ ...stored(1, { name: "b" }), _id: "1" }] };
  });
  expect(await tidied.things.ensure({ name: "b" })).toMatchObject({ document: { _id: "1" }, outcome: "found" });
  const taken = serve(({ method }) =>
    method === "GET" ? { _items: [] } : [422, { _status: "ERR", _issues: { bucket: "value 'x' is not unique" } }],
  );
  await expect(taken.things.ensure({ name: "c" })).rejects.toSatisfy(isAlreadyExists);
});

test("update sends the whole document without what the server writes, guarded by its etag", async () => {
  const keep = keeper({ name: "a", note: "old", status: { state: "ACTIVE" } });
  const { things, asked } = serve(keep.answer);
  const before = await things.get(id);
  const after = await things.update({ ...before, note: "new", _status: "OK" } as never);
  expect(after).toMatchObject({ name: "a", note: "new", status: { state: "ACTIVE" } });
  expect(after._etag).not.toBe(before._etag);
  expect(asked[1]).toMatchObject({
    method: "PUT",
    path: `/api/v1/things/${id}`,
    body: { name: "a", note: "new" },
    headers: { "if-match": before._etag },
  });
  expect(Object.keys(asked[1]?.body as object)).toEqual(["name", "note"]);
  await expect(things.update(before)).rejects.toSatisfy(isConflict);
});

test("patch sends the given fields only", async () => {
  const keep = keeper({ name: "a", tags: { k: "v" } });
  const { things, asked } = serve(keep.answer);
  const patched = await things.patch({ _id: id, _etag: keep.now._etag }, { tags: { l: "w" } });
  expect(patched.tags).toEqual({ k: "v", l: "w" });
  // A nested object is completed from the stored document first: Eve would fill defaults into it.
  expect(asked.map(({ method }) => method)).toEqual(["GET", "PATCH"]);
  expect(asked[1]?.body).toEqual({ tags: { k: "v", l: "w" } });
  // A whole document as the change: Eve's own fields are not sent.
  await things.patch(patched, { ...patched, note: "n" });
  expect(asked[3]?.body).toEqual({ name: "a", tags: { k: "v", l: "w" }, note: "n" });
  // Without nested objects there is nothing to complete.
  const { _id, _etag } = keep.now;
  await things.patch({ _id, _etag }, { note: "m", list: ["x"] });
  expect(asked.slice(4).map(({ method, body }) => [method, body])).toEqual([["PATCH", { note: "m", list: ["x"] }]]);
});

test("etags in whatever form are one version", async () => {
  const keep = keeper({ name: "a" });
  const { things } = serve(keep.answer);
  for (const form of [(etag: string) => `"${etag}"`, (etag: string) => `W/"${etag}"`, (etag: string) => etag]) {
    expect((await things.patch({ _id: id, _etag: form(keep.now._etag) }, { note: form("x") })).note).toBe(form("x"));
  }
});

test("a JSON patch is applied to the stored document and sent as a guarded PUT", async () => {
  const keep = keeper({ name: "a", note: "n", tags: { k: "v", l: "w" }, status: { state: "ACTIVE" } });
  const { things, asked } = serve(keep.answer);
  const patched = await things.patch(keep.now, [
    { op: "test", path: "/tags/k", value: "v" },
    { op: "remove", path: "/tags/k" },
    { op: "remove", path: "/note" },
    { op: "add", path: "/list", value: ["x"] },
  ]);
  expect(patched).toMatchObject({ tags: { l: "w" }, list: ["x"] });
  expect(patched.note).toBeUndefined();
  expect(asked.map(({ method }) => method)).toEqual(["GET", "PUT"]);
  expect(asked[1]?.body).toEqual({ name: "a", tags: { l: "w" }, list: ["x"] });
});

test("a JSON patch that does not fit, or is made from an old version, sends nothing", async () => {
  const keep = keeper({ name: "a", note: "n" });
  const { things, asked } = serve(keep.answer);
  const old = keep.now;
  await expect(things.patch(old, [{ op: "remove", path: "/gone" }])).rejects.toSatisfy(isInvalidArgument);
  await expect(things.patch(old, [{ op: "test", path: "/note", value: "m" }])).rejects.toSatisfy(isInvalidArgument);
  await expect(things.patch(old, [{ op: "replace", path: "note", value: "m" }])).rejects.toSatisfy(isInvalidArgument);
  expect(await things.patch(old, [{ op: "replace", path: "/note", value: "n" }])).toEqual(old);
  keep.change({ note: "theirs" });
  await expect(things.patch(old, [{ op: "replace", path: "/note", value: "m" }])).rejects.toMatchObject({ code: "Conflict", status: 412 });
  expect(asked.every(({ method }) => method === "GET")).toBe(true);
});

test("without an etag nothing is sent: update, patch, refresh, delete of an object", async () => {
  const { things, asked } = serve(() => stored(1, { name: "a" }));
  for (const wrong of [id, { _id: id }, { _id: id, _etag: "" }, { _id: id, _etag: '""' }, null, undefined, 7] as never[]) {
    await expect(things.update(wrong)).rejects.toSatisfy(isInvalidArgument);
    await expect(things.patch(wrong, { note: "x" })).rejects.toSatisfy(isInvalidArgument);
    await expect(things.refresh(wrong)).rejects.toSatisfy(isInvalidArgument);
    if (wrong !== id) await expect(things.delete(wrong)).rejects.toSatisfy(isInvalidArgument);
  }
  await expect(things.update({ _etag: "e", name: "a" } as never)).rejects.toSatisfy(isInvalidArgument);
  await expect(things.patch(stored(1, { name: "a" }), "note" as never)).rejects.toSatisfy(isInvalidArgument);
  expect(asked).toHaveLength(0);
});

test.each(["*", 'a", "b', "a,b", "a\nb", "a b", "€"])("an etag that would match another version, or none, is refused: %j", async (etag) => {
  const { things, asked } = serve(() => stored(1, { name: "a" }));
  const version = { ...stored(1, { name: "a" }), _etag: etag };
  const refusal = /_etag: expected the version as the server gave it/;
  await expect(things.update(version)).rejects.toThrow(refusal);
  await expect(things.patch(version, { note: "x" })).rejects.toThrow(refusal);
  await expect(things.delete(version)).rejects.toThrow(refusal);
  expect(asked).toHaveLength(0);
});

test.each(["", ".", "..", "%2e%2e", 7, null, undefined, {}])("the id %j is refused before anything is sent", async (wrong) => {
  const { things, asked } = serve(() => stored(1, { name: "a" }));
  await expect(things.get(wrong as never)).rejects.toSatisfy(isInvalidArgument);
  await expect(things.delete(wrong as never)).rejects.toSatisfy(isInvalidArgument);
  await expect(things.edit(wrong as never, () => {})).rejects.toSatisfy(isInvalidArgument);
  expect(asked).toHaveLength(0);
});

test("an id with a slash stays one part of the path", async () => {
  const { things, asked } = serve(() => stored(1, { name: "a" }));
  await things.get("../policies/1");
  expect(asked[0]?.path).toBe("/api/v1/things/..%2Fpolicies%2F1");
});

test("a write whose response was lost is settled by reading", async () => {
  for (const write of ["patch", "update"] as const) {
    const keep = keeper({ name: "a", note: "old" });
    let lose = true;
    const { things, asked } = serve((request) => {
      const answer = keep.answer(request);
      if (request.method === "GET" || !lose) return answer;
      lose = false;
      return "cut";
    });
    const written = await (write === "patch" ? things.patch(keep.now, { note: "new" }) : things.update({ ...keep.now, note: "new" }));
    expect(written).toEqual(keep.now);
    expect(written.note).toBe("new");
    // The transport repeats a guarded PUT by itself and meets its own etag; a PATCH goes out once.
    expect(asked.filter(({ method }) => method === "PATCH")).toHaveLength(write === "patch" ? 1 : 0);
  }
});

test("a lost response that reading does not settle is the original error", async () => {
  const keep = keeper({ name: "a", note: "old" });
  const { things } = serve((request) => (request.method === "GET" ? keep.answer(request) : "cut"));
  await expect(things.patch(keep.now, { note: "new" })).rejects.toMatchObject({ code: "Connection", effect: "unknown" });
  const theirs = keeper({ name: "a", note: "old" });
  const other = serve((request) => {
    if (request.method === "GET") return theirs.answer(request);
    theirs.change({ note: "theirs" });
    return "cut";
  });
  await expect(other.things.patch(theirs.now, { note: "new" })).rejects.toSatisfy(isConnectionError);
});

test.each([
  ["patch", (things: Things, document: Thing) => things.patch(document, { secret: { key: "new" } })],
  ["update", (things: Things, document: Thing) => things.update({ ...document, secret: { key: "new" } })],
])("a lost %s of what the server hides is not settled by somebody else's write", async (_, write) => {
  const keep = keeper({ name: "a", note: "n" });
  const { things } = serve(
    (request) => {
      if (request.method === "GET") return keep.answer(request);
      keep.change({});
      return "cut";
    },
    { name: "things", hidden: ["secret.key"] },
  );
  await expect(write(things, keep.now)).rejects.toMatchObject({ effect: "unknown" });
});

test("a lost edit of what the server hides is sent again: setting it twice does no harm", async () => {
  const keep = keeper({ name: "a", note: "n" });
  let isLost = true;
  const { things, asked } = serve(
    (request) => {
      if (request.method === "GET" || !isLost) {
        if (request.method === "PATCH") keep.change({});
        return keep.answer({ ...request, method: "GET" });
      }
      isLost = false;
      keep.change({});
      return "cut";
    },
    { name: "things", hidden: ["secret.key"] },
  );
  await things.edit(id, (draft) => void Object.assign(draft, { secret: { key: "new" } }));
  expect(asked.filter(({ method }) => method === "PATCH").map(({ body }) => body)).toEqual([
    { secret: { key: "new" } },
    { secret: { key: "new" } },
  ]);
});

test("delete: of a version, or by id whatever the version", async () => {
  const keep = keeper({ name: "a" });
  const { things, asked } = serve(keep.answer);
  const old = keep.now;
  await things.delete(old);
  expect(asked).toMatchObject([{ method: "DELETE", headers: { "if-match": old._etag } }]);
  keep.change({ note: "changed" });
  await expect(things.delete(old)).rejects.toSatisfy(isConflict);
  let raced = false;
  const racing = serve((request) => {
    if (request.method === "DELETE" && !raced) {
      raced = true;
      keep.change({ note: "between" });
    }
    return keep.answer(request);
  });
  await racing.things.delete(id);
  expect(racing.asked.map(({ method }) => method)).toEqual(["GET", "DELETE", "GET", "DELETE"]);
  await expect(serve(() => missing).things.delete(id)).rejects.toSatisfy(isNotFound);
});

test("a delete whose response was lost is done when the document is gone", async () => {
  let deleted = false;
  const { things, asked } = serve(() => {
    if (deleted) return missing;
    deleted = true;
    return "cut";
  });
  await things.delete(stored(1, { name: "a" }));
  expect(asked).toHaveLength(2);
});

test("also if every response to it was lost: then it is looked for", async () => {
  let isThere = true;
  const { things, asked } = serve(({ method }) => {
    if (method !== "DELETE") return isThere ? stored(1, { name: "a" }) : missing;
    isThere = false;
    return "cut";
  });
  await things.delete(stored(1, { name: "a" }));
  expect(asked.map(({ method }) => method)).toEqual([...Array(5).fill("DELETE"), "GET"]);
  const never = serve(({ method }) => (method === "DELETE" ? "cut" : stored(1, { name: "a" })));
  expect(await failure(never.things.delete(stored(1, { name: "a" })))).toMatchObject({ code: "Connection", effect: "unknown" });
});

test.each<[string, Reply]>([
  ["HTML", [200, "<html>Sign in</html>"]],
  ["null", [200, "null", jsonType]],
  ["an object", [200, {}]],
  ["a document", stored(1, { name: "a" })],
])("a delete whose response is %s is no success; it is repeated, and done when the document is gone", async (_, reply) => {
  const document = stored(1, { name: "a" });
  expect(await failure(serve(() => reply).things.delete(document))).toMatchObject({ code: "NotJson", attempts: 5, effect: "unknown" });
  await serve((_, count) => (count === 1 ? reply : missing)).things.delete(document);
});

test("a delete is done by a response without a body", async () => {
  const document = stored(1, { name: "a" });
  for (const status of [200, 202, 204]) await serve(() => [status]).things.delete(document);
});

test("refresh gives the same object when nothing changed", async () => {
  const keep = keeper({ name: "a" });
  const { things, asked } = serve(keep.answer);
  const before = await things.get(id);
  expect(await things.refresh(before)).toBe(before);
  expect(asked[1]?.headers["if-none-match"]).toBe(`"${before._etag}"`);
  keep.change({ note: "new" });
  expect((await things.refresh(before)).note).toBe("new");
});

test.each([null, [], "text", {}, { _items: [] }])("a write whose response is %j throws, with all facts of the call", async (answer) => {
  const document = stored(1, { name: "a" });
  const { things } = serve(({ method }) => (method === "GET" ? stored(1, { name: "other" }) : [200, JSON.stringify(answer), jsonType]));
  const facts = { code: "NotJson", status: 200, resource: "things", path: `/api/v1/things/${id}`, attempts: 1, effect: "unknown" };
  // A guarded write is repeated: what came in place of the response does not say what became of it.
  const update = { ...facts, verb: "update", method: "PUT", resourceName: id, attempts: 5 };
  expect(await failure(things.update(document))).toMatchObject(update);
  expect(await failure(things.patch(document, { note: "x" }))).toMatchObject({ ...facts, verb: "patch", method: "PATCH" });
  const get = serve(() => [200, JSON.stringify(answer), jsonType]).things.get(id);
  expect(await failure(get)).toMatchObject({ ...facts, verb: "get", method: "GET", effect: "none" });
});

test.each([null, [], "text", {}])("a create whose response is %j is looked up by its name", async (answer) => {
  const made = stored(1, { name: "a", note: "mine" });
  const found = [[made], [stored(1, { name: "a", note: "theirs" })]];
  const { things, asked } = serve(({ method }) => (method === "GET" ? { _items: found.shift() } : [201, JSON.stringify(answer), jsonType]));
  expect(await things.create({ name: "a", note: "mine" })).toEqual(made);
  const error = await failure(things.create({ name: "a", note: "mine" }));
  expect(error).toMatchObject({
    code: "NotJson",
    status: 201,
    method: "POST",
    path: "/api/v1/things",
    resourceName: "a",
    effect: "unknown",
  });
  expect(asked.map(({ method }) => method)).toEqual(["POST", "GET", "POST", "GET"]);
});

test("a response without _id is no document", async () => {
  for (const answer of [{}, [], { _items: [] }, { _id: 7 }] as object[])
    await expect(serve(() => [200, answer]).things.get(id)).rejects.toSatisfy(isNotJson);
  await expect(
    serve(() => [201, { _status: "OK", _items: [{ _id: "1" }] }]).things.createMany([{ name: "a" }, { name: "b" }]),
  ).rejects.toSatisfy(isNotJson);
});

test("a conflict is not repeated by itself", async () => {
  const { things, asked } = serve(() => mismatch);
  await expect(things.patch(stored(1, { name: "a" }), { note: "x" })).rejects.toMatchObject({
    code: "Conflict",
    status: 412,
    message: expect.stringContaining("Client and server etags don't match"),
  });
  await expect(things.update(stored(1, { name: "a" }))).rejects.toSatisfy(isConflict);
  // A refused PUT is looked at once.
  expect(asked.map(({ method }) => method)).toEqual(["PATCH", "PUT", "GET"]);
});

test("a PUT that is refused because it is stored already is done; one that lost against another is not", async () => {
  const keep = keeper({ name: "a", note: "n", tags: { k: "v" } });
  const refusing = (change: () => void = () => {}) =>
    serve((request) => {
      if (request.method === "GET") return keep.answer(request);
      change();
      return mismatch;
    }).things;
  const document = keep.now;
  expect(await refusing().update(document)).toEqual(document);
  await expect(refusing().update({ ...document, note: "m" })).rejects.toSatisfy(isConflict);
  await expect(refusing().update({ ...document, tags: {} })).rejects.toSatisfy(isConflict);
  await expect(refusing(() => keep.change({})).update(document)).rejects.toSatisfy(isConflict);
});

test("after a lost response to a PUT, removed fields must be gone, at every depth", async () => {
  for (const [sent, theirs] of [
    [{ tags: {} }, { tags: { k: "v", theirs: "x" } }],
    [
      { tags: {}, note: "n" },
      { tags: {}, list: ["theirs"] },
    ],
  ]) {
    const keep = keeper({ name: "a", note: "n", tags: { k: "v" } });
    const { things } = serve((request) => {
      if (request.method === "GET") return keep.answer(request);
      keep.change(theirs as object);
      return "cut";
    });
    await expect(things.update({ ...keep.now, ...sent })).rejects.toSatisfy(isConnectionError);
  }
});

test("after a lost response to a PUT, a document that was created anew is not the one that was changed", async () => {
  const keep = keeper({ name: "a", note: "old" });
  const { things } = serve((request) => {
    if (request.method === "GET") return keep.answer(request);
    keep.change({ note: "new", _created: "Sat, 21 Nov 2026 09:00:00 GMT" } as Partial<Thing>);
    return "cut";
  });
  await expect(things.update({ ...keep.now, note: "new" })).rejects.toMatchObject({ code: "Connection", effect: "unknown" });
});

/** A server that makes a document anew when it is replaced after it was deleted, as Eve does: at this time. */
function renewing(remove: () => Reply, _created: string | undefined = "Sat, 21 Nov 2026 09:00:00 GMT", _updated = _created) {
  return serve(({ method, body }) => {
    if (method === "GET") return stored(1, { name: "a", note: "n" });
    return method === "DELETE" ? remove() : [201, { ...stored(2, body as { name: string }), _created, _updated }];
  });
}

test("a document that was deleted is not made anew by a change of it", async () => {
  const { things, asked } = renewing(() => [204]);
  const document = stored(1, { name: "a", note: "n" });
  const error = await failure(things.update(document));
  expect(error).toMatchObject({ code: "NotFound", status: 404, method: "PUT", verb: "update", resourceName: id, effect: "unknown" });
  expect(asked.map(({ method }) => method)).toEqual(["PUT", "DELETE"]);
  expect(asked[1]?.headers["if-match"]).toBe(stored(2, { name: "a" })._etag);
  await expect(things.patch(document, [{ op: "remove", path: "/note" }])).rejects.toSatisfy(isNotFound);
  const edit = things.edit(id, (draft) => {
    delete draft.note;
  });
  expect(await failure(edit)).toMatchObject({ code: "NotFound", verb: "edit", effect: "unknown" });
  const stuck = await failure(renewing(() => mismatch).things.update(document));
  expect(stuck).toMatchObject({
    code: "NotFound",
    message: expect.stringContaining("the server created it anew, and that could not be undone"),
    effect: "unknown",
    cause: { code: "Conflict" },
  });
});

test("a document is only deleted again if its times show that it was made anew", async () => {
  const document = stored(1, { name: "a", note: "n" });
  const { _created } = document as { _created?: string };
  const { _id, _etag } = document;
  for (const [times, version] of [
    [[_created], document],
    [["Fri, 08 May 2020 17:41:57 GMT"], document],
    [["some day"], document],
    [[], { _id, _etag, name: "a" }],
  ] as const) {
    const { things, asked } = renewing(() => [204], ...times);
    expect(await failure(things.update(version))).toMatchObject({ code: "Failed", status: 201, effect: "unknown", method: "PUT" });
    expect(asked.map(({ method }) => method)).toEqual(["PUT"]);
  }
  // A gateway turned 200 into 201.
  const { things } = renewing(() => [204], _created, "Sat, 21 Nov 2026 09:00:00 GMT");
  expect((await things.update(document)).name).toBe("a");
});

test("abort and deadline reach every call", async () => {
  const never = serve(() => new Promise<Reply>(() => {}));
  await expect(never.things.get(id, { timeout: "10ms" })).rejects.toSatisfy(isTimeout);
  await expect(never.things.list({ timeout: "10ms" })).rejects.toSatisfy(isTimeout);
  await expect(never.things.delete(id, { timeout: "10ms" })).rejects.toSatisfy(isTimeout);
  await expect(never.things.edit(id, () => {}, { timeout: "10ms" })).rejects.toSatisfy(isTimeout);
  const signal = AbortSignal.abort();
  for (const call of [
    () => never.things.create({ name: "a" }, { signal }),
    () => never.things.list({ signal }).all(),
    () => never.things.ensure({ name: "a" }, { signal }),
  ]) {
    await expect(call()).rejects.toSatisfy(isAborted);
  }
});

describe("an integer that JavaScript can't hold", () => {
  /** A server whose document holds 2^53 + 1, which is read as 2^53. */
  const big = () =>
    serve(({ method, body }) => {
      if (method !== "GET") return stored(2, { ...(body as { name: string }) });
      const document = stored(1, { name: "a", note: "n", count: 0, tags: { size: "SIZE", k: "v" } });
      return [200, JSON.stringify(document).replace('"SIZE"', "9007199254740993"), jsonType];
    });
  const writes = (asked: readonly { method: string }[]) => asked.filter(({ method }) => method !== "GET");

  test.each<[string, (things: ReturnType<typeof big>["things"], document: Thing) => Promise<unknown>]>([
    ["update", (things, document) => things.update(document)],
    ["edit of what stands beside it", (things) => things.edit(id, (draft) => void Object.assign(draft.tags!, { k: "w" }))],
    ["edit that takes a field away", (things) => things.edit(id, (draft) => void delete draft.note)],
    ["patch of what stands beside it", (things, document) => things.patch(document, { tags: { k: "w" } })],
    ["JSON patch of anything", (things, document) => things.patch(document, [{ op: "remove", path: "/note" }])],
  ])("is not sent back by %s", async (_, write) => {
    const { things, asked } = big();
    const error = await failure(write(things, await things.get(id)));
    expect(isInvalidArgument(error)).toBe(true);
    expect(error.message).toMatch(/\btags\.size: is an integer beyond 2\^53/);
    expect(writes(asked)).toEqual([]);
  });

  test("is no obstacle to a change of other fields", async () => {
    const { things, asked } = big();
    await things.edit(id, (draft) => void Object.assign(draft, { count: 1 }));
    await things.patch(await things.get(id), { count: 2, list: ["x"] });
    expect(writes(asked).map(({ method, body }: { method: string; body?: unknown }) => [method, body])).toEqual([
      ["PATCH", { count: 1 }],
      ["PATCH", { count: 2, list: ["x"] }],
    ]);
  });
});

describe("keys that objects inherit", () => {
  const names = ["constructor", "toString", "hasOwnProperty", "valueOf"];

  test.each(names)("%s is a field like others in an edit", async (name) => {
    const keep = keeper({ name: "a", tags: { [name]: "1", k: "v" } });
    const { things } = serve(keep.answer);
    expect((await things.edit(id, (draft) => void delete draft.tags![name])).tags).toEqual({ k: "v" });
    expect((await things.edit(id, (draft) => void Object.assign(draft.tags!, { [name]: "2" }))).tags).toEqual({ k: "v", [name]: "2" });
    expect((await things.edit(id, (draft) => void Object.assign(draft, { [name]: "3" }))) as object).toMatchObject({ [name]: "3" });
    await things.edit(id, (draft) => void delete (draft as unknown as Record<string, unknown>)[name]);
    expect(Object.hasOwn(keep.now, name)).toBe(false);
  });

  test("__proto__ is sent as a key like others", async () => {
    const keep = keeper({ name: "a", tags: { k: "v" } });
    const { things, asked } = serve(keep.answer);
    await things.edit(id, (draft) => {
      draft.tags = JSON.parse('{"k":"v","__proto__":"x"}') as Record<string, string>;
    });
    expect(JSON.stringify(asked.at(-1)?.body)).toBe('{"tags":{"k":"v","__proto__":"x"}}');
  });
});

describe("a document that was read in part", () => {
  const part = { ...stored(1, { name: "a" }), _id: id };

  test.each<[string, (things: Things) => Promise<object>]>([
    ["get with projection", (things) => things.get(id, { projection: ["name"] })],
    ["get with fields left out", (things) => things.get(id, { projection: { tags: 0 } })],
    ["find", async (things) => (await things.find({ name: "a" }, { projection: ["name"] }))!],
    ["a page", async (things) => (await things.list({ projection: ["name"] })).items[0]!],
    ["all()", async (things) => (await things.list({ projection: ["name"] }).all())[0]!],
    ["get with embedded", (things) => things.get(id, { embedded: ["owner"] as never })],
  ])("is refused by update: %s", async (_, read) => {
    const { things, asked } = serve(({ query, path }) =>
      path.endsWith("things") ? { _items: query["page"] ? [] : [part], _meta: { total: 1 } } : part,
    );
    const document = await read(things);
    const count = asked.length;
    const { message } = await failure(things.update(document as never));
    expect(message).toMatch(/^update things: the document was read with projection or embedded/);
    expect(asked).toHaveLength(count);
  });

  test("may be changed by patch", async () => {
    const { things, asked } = serve(() => part);
    await things.patch(await things.get(id, { projection: ["name"] }), { note: "b" });
    expect(asked.at(-1)).toMatchObject({ method: "PATCH", body: { note: "b" } });
  });
});
