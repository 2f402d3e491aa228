import { describe, expect, test } from "vitest";
import { EveError } from "../../../src/sandbox/eve/index.ts";
import { idA, idB, thingsEngine, unknownId } from "./things.ts";

const one = { _id: idA, name: "one" };

describe("create", () => {
  test("answers the whole document, where it is, and neither ETag nor Last-Modified", async () => {
    const { ask } = thingsEngine();
    const { status, headers, body } = await ask("things", { body: { name: "x", secret: "s", box: { open: "o", key: "k" } } });
    expect(status).toBe(201);
    expect(body).toEqual({
      name: "x",
      box: { open: "o" },
      on: true,
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      _etag: expect.stringMatching(/^[0-9a-f]{40}$/),
      _created: "Thu, 01 Jan 2026 00:00:00 GMT",
      _updated: "Thu, 01 Jan 2026 00:00:00 GMT",
      _links: { self: { title: "Thing", href: `/v1/things/${body._id}` } },
      _status: "OK",
    });
    expect(headers.get("location")).toBe(`https://eve.test/v1/v1/things/${body._id}`);
    expect(headers.has("etag") || headers.has("last-modified")).toBe(false);
  });

  test("several at once are stored all or not at all", async () => {
    const { ask } = thingsEngine();
    const refused = await ask("things", { body: [{ name: "a" }, { name: 5 }, "text"] });
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual({
      _status: "ERR",
      _items: [
        { _status: "OK" },
        { _status: "ERR", _issues: { name: "must be of string type" } },
        { _status: "ERR", _issues: { "validation exception": "'text' is not a document, must be a dict" } },
      ],
      _error: { code: 422, message: "Insertion failure: 2 document(s) contain(s) error(s)" },
    });
    expect((await ask("things")).body._meta.total).toBe(0);
    const stored = await ask("things", { body: [{ name: "a" }, { name: "a" }] });
    expect(stored.body._items.map((d: { _status: string }) => d._status)).toEqual(["OK", "OK"]);
  });

  test.each([
    ["{", 400],
    ["[]", 400],
    ["null", 400],
    ["5", 500],
    ['"x"', 422],
    ['["{\\"name\\": \\"inside\\"}"]', 201],
    ['{"name":NaN}', 422],
    ['{"name":"x","ref":NaN}', 422],
    ['{"name":"\\ud83d"}', 422],
    // What no database can keep, and no JSON can write.
    ['{"name":"x","count":123456789012345678901}', 422],
    ['{"name":"x","free":{"n":123456789012345678901}}', 500],
    ['{"name":"x","free":{"a\\u0000":1}}', 500],
    ['{"name":"x","code":"\\ud83d"}', 422],
    ['{"name":"x","full":"\\ud83d"}', 500],
    ['{"name":"x","free":{"n":NaN}}', 500],
    ['{"name":"x","free":{"n":1e400}}', 500],
  ])("the body %s is answered %i", async (body, status) => {
    expect((await thingsEngine().ask("things", { body })).status).toBe(status);
  });

  test("half a character is no name: Python says so", async () => {
    const { body } = await thingsEngine().ask("things", { body: '{"name":"ä\\ud83d\\ud83dx"}' });
    expect(body._issues).toEqual({ exception: "'utf-8' codec can't encode characters in position 1-2: surrogates not allowed" });
    const { body: other } = await thingsEngine().ask("things", { body: '{"name":"🚀\\udc00"}' });
    expect(other._issues).toEqual({ exception: "'utf-8' codec can't encode character '\\udc00' in position 1: surrogates not allowed" });
  });

  test("what can't be written in an answer is stored all the same", async () => {
    const { ask, engine } = thingsEngine();
    expect((await ask("things", { body: '{"name":"x","free":{"n":Infinity}}' })).status).toBe(500);
    expect(engine.core.store.get("things", String([...engine.core.store.all("things")][0]?.["_id"]))).toMatchObject({ name: "x" });
    expect((await ask("things")).status).toBe(500);
    expect((await ask('things?projection={"name":1}')).status).toBe(200);
  });

  test("an id that is taken is a conflict", async () => {
    const { ask } = thingsEngine();
    await ask("things", { body: one });
    expect((await ask("things", { body: { ...one, name: "other" } })).status).toBe(409);
  });

  test("forms and their content types", async () => {
    const { ask } = thingsEngine();
    const form = await ask("things", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "name=f&count=7&nested.b=x&name=g",
    });
    expect(form.body).toMatchObject({ name: "f", count: 7, nested: { a: 5, b: "x" } });
    expect((await ask("things", { headers: { "content-type": "text/plain" }, body: "{}" })).body._error.message).toBe(
      "Unknown or no Content-Type header supplied",
    );
  });
});

test("no field takes a file: the server can't even say so", async () => {
  const { ask } = thingsEngine();
  const file = (name: string): string => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="f"\r\n\r\nx\r\n--b--\r\n`;
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  for (const name of ["name", "free", "nope"]) {
    const { status, body } = await ask("things", { headers, body: file(name) });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ exception: "maximum recursion depth exceeded" });
  }
  const made = await ask("things", { body: one });
  const change = await ask(`things/${idA}`, { method: "PATCH", headers: { ...headers, "if-match": made.body._etag }, body: file("code") });
  expect(change.status).toBe(400);
});

describe("reading", () => {
  test("what the server fails at, HEAD says without a page", async () => {
    const { ask } = thingsEngine();
    await ask("things", { body: { ...one, nested: { b: "x" } } });
    for (const query of ["max_results=inf", "max_results=-1e400", 'where={"name":{"$in":1}}', 'projection={"nested":1,"nested.b":1}']) {
      const page = await ask(`things?${query}`);
      expect(page.status, query).toBe(500);
      expect(page.body).toContain("<h1>Internal Server Error</h1>");
      const head = await ask(`things?${query}`, { method: "HEAD" });
      expect([head.status, head.body]).toEqual([500, ""]);
    }
  });

  test("older versions of a document are looked for in vain", async () => {
    const { ask } = thingsEngine();
    await ask("things", { body: one });
    const status = async (query: string) => (await ask(`things/${idA}?${query}`)).status;
    expect(await status("version=1")).toBe(200);
    expect(await status("version=all")).toBe(500);
    expect(await status('version=diffs&where={"name":"x"}')).toBe(400);
    expect(await status('version=all&where=name=="x"')).toBe(500);
  });

  test("an id is no document to look for others in", async () => {
    const { ask } = thingsEngine();
    await ask("things", { body: one });
    await ask("things", { body: { _id: idB, name: "two", ref: idA } });
    const status = async (id: string, embedded: string) => (await ask(`things/${id}?embedded=${embedded}`)).status;
    expect(await status(idB, '{"ref.ref":1}')).toBe(500);
    expect(await status(idB, '{"ref":1,"ref.ref":1}')).toBe(200);
    expect(await status(idA, '{"ref.ref":1}')).toBe(200);
    // A change is made before that: so it is there, though the answer is a 400.
    const { body } = await ask(`things/${idB}`);
    const change = { method: "PATCH", headers: { "if-match": body._etag }, body: { name: "three" } };
    expect((await ask(`things/${idB}?embedded={"ref.ref":1}`, change)).status).toBe(400);
    expect((await ask(`things/${idB}`)).body.name).toBe("three");
  });

  test("one document, with conditions", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: one })).body;
    const { headers, body } = await ask(`things/${idA}`);
    expect(headers.get("etag")).toBe(`"${_etag}"`);
    expect(headers.get("last-modified")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
    expect(body._links).toEqual({
      self: { title: "Thing", href: `/v1/things/${idA}` },
      parent: { title: "home", href: "/" },
      collection: { title: "/v1/things", href: "v1/things" },
    });
    const asked = async (sent: Record<string, string>): Promise<number> => (await ask(`things/${idA}`, { headers: sent })).status;
    expect(await asked({ "if-none-match": `W/"${_etag}"` })).toBe(304);
    expect(await asked({ "if-none-match": '"other"' })).toBe(200);
    expect(await asked({ "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT" })).toBe(304);
    expect(await asked({ "if-modified-since": "Wed, 31 Dec 2025 23:59:00 GMT" })).toBe(200);
    expect(await asked({ "if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT", "if-none-match": "other" })).toBe(200);
  });

  test("related documents are linked, and embedded when asked for", async () => {
    const { ask } = thingsEngine();
    await ask("things", { body: { ...one, secret: "s" } });
    await ask("things", { body: { _id: idB, name: "two", ref: idA, refs: [idA], hidden: idA, nested: { b: "x", ref: idA } } });
    const { body } = await ask(`things/${idB}?embedded={"ref":1,"refs":1,"hidden":1,"nested.ref":1,"ref.nope":1}`);
    const embedded = {
      _id: idA,
      name: "one",
      on: true,
      _etag: expect.any(String),
      _created: expect.any(String),
      _updated: expect.any(String),
    };
    expect(body).toMatchObject({ ref: embedded, refs: [embedded], hidden: idA, nested: { ref: embedded } });
    expect(body.ref).toEqual(embedded);
    const link = { title: "Thing", href: `/v1/things/${idA}` };
    expect(body._links.related).toEqual({ ref: link, refs: [link], hidden: link });
    await ask("things", { method: "DELETE" });
    await ask("things", { body: { _id: idA, name: "a" } });
    const { _etag } = (await ask("things", { body: { _id: idB, name: "b", ref: idA, refs: [idA] } })).body;
    expect(_etag).toBeDefined();
    await ask(`things/${idA}`, { method: "DELETE", headers: { "if-match": (await ask(`things/${idA}`)).body._etag } });
    expect((await ask(`things/${idB}?embedded={"ref":1,"refs":1}`)).body).toMatchObject({ ref: null, refs: [] });
    expect((await ask(`things/${idB}?embedded=[]`)).body._error.message).toBe("Unable to parse `embedded` clause");
  });

  test("a list has its count and newest change in headers", async () => {
    const { ask, clock } = thingsEngine();
    await ask("things", { body: { name: "a" } });
    clock.advance(5000);
    await ask("things", { body: { name: "b" } });
    const { headers, body } = await ask("things?max_results=1");
    expect([headers.get("x-total-count"), headers.get("last-modified")]).toEqual(["2", "Thu, 01 Jan 2026 00:00:00 GMT"]);
    expect(body._meta).toEqual({ page: 1, max_results: 1, total: 2 });
    expect(headers.has("etag")).toBe(false);
  });
});

describe("changing", () => {
  test("a patch merges sub-documents, replaces lists, and makes a new etag even when nothing changes", async () => {
    const { ask, clock } = thingsEngine();
    let { _etag } = (await ask("things", { body: { ...one, free: { a: 1, b: { c: 1 } }, kinds: ["a"] } })).body;
    clock.advance(2000);
    const changed = await ask(`things/${idA}`, {
      method: "PATCH",
      headers: { "if-match": _etag },
      body: { free: { b: { d: 2 } }, kinds: ["b"] },
    });
    expect(changed.body).toMatchObject({
      free: { a: 1, b: { c: 1, d: 2 } },
      kinds: ["b"],
      _created: "Thu, 01 Jan 2026 00:00:00 GMT",
      _updated: "Thu, 01 Jan 2026 00:00:02 GMT",
    });
    expect(changed.headers.get("etag")).toBe(`"${changed.body._etag}"`);
    _etag = changed.body._etag;
    const same = await ask(`things/${idA}`, { method: "PATCH", headers: { "if-match": _etag }, body: {} });
    expect(same.status).toBe(200);
    expect(same.body._etag).not.toBe(_etag);
  });

  test("a sub-document is not merged into what is none, and what can't be kept is refused", async () => {
    const { ask } = thingsEngine();
    const { body } = await ask("things", { body: { ...one, free: { n: 5, l: [1], z: null } } });
    const change = async (method: string, to: string) =>
      (await ask(`things/${idA}`, { method, headers: { "if-match": body._etag }, body: to })).status;
    for (const to of [
      '{"free":{"n":{"a":1}}}',
      '{"free.l.a":1}',
      '{"free":{"x":9223372036854775808}}',
      '{"name":"\\ud83d"}',
      '{"full":"\\ud83d"}',
    ])
      expect(await change("PATCH", to), to).toBe(400);
    expect(await change("PUT", '{"name":"x","free":{"x":9223372036854775808}}')).toBe(400);
    expect(await change("PATCH", '{"free":{"z":{"a":1},"l":[2]}}')).toBe(200);
    expect((await ask(`things/${idA}`)).body.free).toEqual({ n: 5, l: [2], z: { a: 1 } });
  });

  test("checks come in order: path, method, token, body, document, etag, rules", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: one })).body;
    const patch = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> =>
      (await ask(path, { method: "PATCH", body, headers })).status;
    const bad = { authorization: "Bearer wrong" };
    expect(await patch("nothing", "{", bad)).toBe(404);
    expect(await patch("things", "{", bad)).toBe(405);
    expect(await patch(`things/${unknownId}`, "{", bad)).toBe(401);
    expect(await patch(`things/${unknownId}`, "{", { authorization: "Bearer r" })).toBe(403);
    expect(await patch(`things/${unknownId}`, "{")).toBe(400);
    expect(await patch(`things/${unknownId}`, { zzz: 1 })).toBe(404);
    expect(await patch(`things/${idA}`, { zzz: 1 })).toBe(428);
    expect(await patch(`things/${idA}`, { zzz: 1 }, { "if-match": "other" })).toBe(412);
    expect(await patch(`things/${idA}`, { zzz: 1 }, { "if-match": _etag })).toBe(422);
    expect(await patch(`things/${idA}`, { _id: idB }, { "if-match": _etag })).toBe(400);
    expect(await patch(`things/${idA}`, { count: 1 }, { "if-match": _etag })).toBe(200);
  });

  test("a put replaces, keeps _created, and creates what is not there", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: { ...one, count: 5, on: false } })).body;
    const put = await ask(`things/${idA}`, { method: "PUT", headers: { "if-match": `"${_etag}"` }, body: { name: "new" } });
    expect(put.body).toMatchObject({ name: "new", on: true, _id: idA });
    expect(put.body).not.toHaveProperty("count");
    expect(put.headers.has("last-modified")).toBe(true);
    expect((await ask(`things/${idB}`, { method: "PUT", body: { name: "made" } })).status).toBe(201);
    const refused = await ask(`things/${idA}`, { method: "PUT", headers: { "if-match": put.body._etag }, body: { _etag: "x" } });
    expect(refused.body).toEqual({ _status: "ERR", _issues: { name: "required field", _etag: "unknown field" } });
  });

  test("a key called __proto__ is a key, and nothing else learns of it", async () => {
    const { ask } = thingsEngine();
    const { _id, _etag } = (await ask("things", { body: { name: "a", free: { x: 1 } } })).body;
    const change = JSON.parse('{"free":{"__proto__":{"polluted":1},"constructor":{"y":2}}}');
    const { status, body } = await ask(`things/${_id}`, { method: "PATCH", headers: { "if-match": _etag }, body: change });
    expect([status, JSON.stringify(body.free)]).toEqual([200, '{"x":1,"__proto__":{"polluted":1},"constructor":{"y":2}}']);
    expect({}).not.toHaveProperty("polluted");
  });

  test("of two writers with one etag, one wins", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: one })).body;
    const write = (count: number) => ask(`things/${idA}`, { method: "PATCH", headers: { "if-match": _etag }, body: { count } });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => write(i)));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 412)).toHaveLength(19);
  });

  test("a delete wants the etag; what is not there is no error", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: one })).body;
    const remove = async (headers: Record<string, string> = {}): Promise<number> =>
      (await ask(`things/${idA}`, { method: "DELETE", headers })).status;
    expect(await remove()).toBe(428);
    expect(await remove({ "if-match": "other" })).toBe(412);
    expect(await remove({ "if-match": _etag })).toBe(204);
    expect(await remove()).toBe(204);
  });

  test("leniency is per feature", async () => {
    const { ask } = thingsEngine({ lenient: { deleteWithoutIfMatch: true, putToUnknownId: 404 } });
    await ask("things", { body: one });
    expect((await ask(`things/${idA}`, { method: "DELETE", headers: { "if-match": "other" } })).status).toBe(412);
    expect((await ask(`things/${idA}`, { method: "DELETE" })).status).toBe(204);
    expect((await ask(`things/${idB}`, { method: "PUT", body: { name: "x" } })).status).toBe(404);
  });
});

describe("around the verbs", () => {
  test("another verb named in a header", async () => {
    const { ask } = thingsEngine();
    const { _etag } = (await ask("things", { body: one })).body;
    const answer = await ask(`things/${idA}`, { headers: { "x-http-method-override": "patch", "if-match": _etag }, body: { count: 3 } });
    expect(answer.body.count).toBe(3);
  });

  test("what answers HEAD has no body, even when a header makes another method of it", async () => {
    const { ask } = thingsEngine();
    const asked = await ask("things", { method: "HEAD", headers: { "x-http-method-override": "GET" } });
    expect([asked.status, asked.headers.get("x-total-count"), asked.body]).toEqual([200, "0", ""]);
    const refused = await ask("things", { method: "HEAD", headers: { "x-http-method-override": "PUT" } });
    expect([refused.status, refused.body]).toEqual([405, ""]);
  });

  test("OPTIONS needs no token", async () => {
    const { ask } = thingsEngine();
    const allow = async (path: string) => (await ask(path, { method: "OPTIONS", headers: { authorization: "none" } })).headers.get("allow");
    expect(await allow("things")).toBe("DELETE, GET, HEAD, OPTIONS, POST");
    expect(await allow(`things/${idA}`)).toBe("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
  });

  test("an answer without a body says its type", async () => {
    const { ask } = thingsEngine();
    const { status, headers } = await ask(`things/${unknownId}`, { method: "DELETE" });
    expect([status, headers.get("content-type")]).toEqual([204, "application/json"]);
    const xml = await ask(`things/${unknownId}`, { method: "DELETE", headers: { accept: "text/xml" } });
    expect(xml.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    expect((await ask("things", { method: "OPTIONS" })).headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  test("slashes in a row lead to a path without, if it takes the method", async () => {
    const { ask } = thingsEngine();
    const asked = async (path: string, method = "GET") => {
      const { status, headers, body } = await ask(`https://eve.test${path}`, { method });
      return [status, headers.get("location"), String(body).includes(`href="${headers.get("location")}"`)];
    };
    expect(await asked("/v1//things?page=2")).toEqual([308, "https://eve.test/v1/things?page=2", true]);
    expect(await asked(`/v1/things//${idA}//`, "POST")).toEqual([308, `https://eve.test/v1/things/${idA}/`, true]);
    expect(await asked("/v1/things//", "HEAD")).toEqual([308, "https://eve.test/v1/things/", false]);
    expect(await asked("/v1//things", "OPTIONS")).toEqual([308, "https://eve.test/v1/things", true]);
    expect(await asked("/v1//things", "PATCH")).toEqual([405, null, false]);
    expect(await asked("/v1//nothing")).toEqual([404, null, false]);
    expect((await asked("//v1/things/"))[0]).toBe(200);
  });

  test("the entry point, XML, and the server's own failure", async () => {
    const { ask } = thingsEngine();
    expect((await ask("/")).body).toEqual({ _links: { child: [{ href: "/v1/things", title: "/v1/things" }] } });
    const xml = await ask("things/x", { headers: { accept: "text/html, application/xml;q=0.9, */*;q=0.8" } });
    expect(xml.headers.get("content-type")).toBe("application/xml; charset=utf-8");
    const failed = await ask(`things/${idA}`, { headers: { "if-modified-since": "x" } });
    expect([failed.status, failed.headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"]);
  });

  test("a parameter that nobody knows is repeated in links; an API may have its own for documents", async () => {
    const read = (document: Record<string, unknown>, url: URL) => {
      if (url.searchParams.has("numbers")) document["numbers"] = [1];
    };
    const { ask } = thingsEngine({ hooks: { things: { read } } });
    const { _id, _etag } = (await ask("things", { body: one })).body;
    expect((await ask("things?other=1")).body._links.self.href).toBe("v1/things?other=1");
    expect((await ask(`things/${_id}?numbers`)).body).toMatchObject({ _id, _etag, numbers: [1] });
    expect((await ask(`things/${_id}`)).body).not.toHaveProperty("numbers");
  });
});

describe("for those who build on it", () => {
  test("documents can be read and changed as the server would", async () => {
    const { engine, ask } = thingsEngine();
    const seen: string[] = [];
    const stop = engine.subscribe(({ type, id }) => seen.push(`${type} ${id}`));
    const made = engine.create("things", { _id: idA, name: "x", free: { a: 1, b: 2 }, ref: idB });
    const changed = engine.update("things", idA, { free: { a: undefined, c: 3 } });
    expect(changed).toMatchObject({ free: { b: 2, c: 3 }, ref: idB });
    expect(changed?._etag).not.toBe(made._etag);
    expect(engine.list("things", { ref: idB, "free.c": { $gt: 2 } }).map((d) => d._id)).toEqual([idA]);
    expect(engine.update("things", unknownId, {})).toBeUndefined();
    engine.delete("things", idA);
    stop();
    await ask("things", { body: one });
    expect(seen).toEqual([`created ${idA}`, `updated ${idA}`, `deleted ${idA}`]);
  });

  test("what is read is a copy, what is stored can't be changed", async () => {
    const { engine } = thingsEngine();
    engine.create("things", { _id: idA, name: "x", free: { a: 1 } });
    const read = engine.get("things", idA) as unknown as { free: { a: number } };
    read.free.a = 2;
    expect(engine.get("things", idA)).toMatchObject({ free: { a: 1 } });
    expect(Object.isFrozen(engine.core.store.get("things", idA)?.["free"])).toBe(true);
  });

  test("a snapshot is a value: going back to it brings documents and ids again", () => {
    const { engine } = thingsEngine();
    engine.create("things", { _id: idA, name: "x" });
    const snapshot = engine.snapshot();
    const { _id } = engine.create("things", { name: "y" });
    engine.update("things", idA, { name: "z" });
    engine.restore(snapshot);
    expect(engine.list("things").map((d) => d["name"])).toEqual(["x"]);
    expect(engine.create("things", { name: "again" })._id).toBe(_id);
    engine.clear();
    expect(engine.list("things")).toEqual([]);
  });

  test("hooks add rules, server fields and refusals; after a probe the rules are checked again", async () => {
    let probed: () => void = () => {};
    const { ask } = thingsEngine({
      hooks: {
        things: {
          validate: (document, _, issues) => {
            if (document["name"] === "odd") issues.add(["name"], "", "odd name");
          },
          probe: () => new Promise<void>((resolve) => (probed = resolve)),
          insert: (document, url) => {
            document["fixed"] = url.host;
          },
          remove: () => {
            throw new EveError(409, "in use");
          },
        },
      },
    });
    expect((await ask("things", { body: { name: "odd", kind: "c" } })).body._issues).toEqual({
      name: "odd name",
      kind: "unallowed value c",
    });
    const slow = ask("things", { body: one });
    await new Promise((resolve) => setTimeout(resolve, 1));
    const slower = probed;
    const quick = ask("things", { body: one });
    await new Promise((resolve) => setTimeout(resolve, 1));
    probed();
    expect((await quick).body.fixed).toBe("eve.test");
    slower();
    expect((await slow).body._issues).toEqual({ name: "value 'one' is not unique" });
    const refused = await ask(`things/${idA}`, { method: "DELETE", headers: { "if-match": (await quick).body._etag } });
    expect(refused.body).toEqual({ _status: "ERR", _error: { code: 409, message: "in use" } });
  });

  test("routes of one's own come with authentication unless they are open", async () => {
    const { ask } = thingsEngine({
      routes: [
        {
          methods: ["GET"],
          path: /^v1\/things\/own\/(\w+)$/,
          handle: ({ groups, caller }) => ({ status: 200, body: { group: groups[0], caller: caller?.name } }),
        },
        { methods: ["POST"], path: /^open$/, open: true, handle: () => new Response("text") },
      ],
    });
    expect((await ask("things/own/x")).body).toEqual({ group: "x", caller: "admin" });
    expect((await ask("things/own/x", { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect((await ask("things/own/x", { method: "POST" })).status).toBe(405);
    expect((await ask("/open", { method: "POST", headers: { authorization: "Bearer wrong" } })).body).toBe("text");
  });
});
