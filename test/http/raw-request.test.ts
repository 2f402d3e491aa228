import { describe, expect, test } from "vitest";
import type { CallOptions } from "../../src/http/call.ts";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import type { RawOptions } from "../../src/raw.ts";
import { rawRequest } from "../../src/raw-request.ts";
import { client, failure, json, read, script } from "./fake.ts";

const origin = "https://api.example.com";

/** Sends a raw request and returns what reached the server. */
async function sent(method: string, path: string, options?: RawOptions) {
  const { fetch, sent } = script(json({ ok: 1 }));
  await rawRequest(client(fetch), method, path, options);
  return sent[0]!;
}

describe("raw requests", () => {
  test.each<[string, RawOptions, string]>([
    ["/version", {}, "/version"],
    ["/a/{id}/b/{id}", { params: { path: { id: "x/y?z#ü" } } }, "/a/x%2Fy%3Fz%23%C3%BC/b/x%2Fy%3Fz%23%C3%BC"],
    [
      "/a",
      { params: { query: { where: '{"a":1}', limit: 5, watch: true, none: undefined } } },
      "/a?where=%7B%22a%22%3A1%7D&limit=5&watch=true",
    ],
    ["/a?x=1", {}, "/a?x=1"],
    ["/a", { params: { query: { "a&b": ["1&2", 3, true], none: [] } } }, "/a?a%26b=1%262&a%26b=3&a%26b=true"],
    ["/a?x=1", { params: { query: { y: 2 } } }, "/a?x=1&y=2"],
    ["/a?x=1?y=2", {}, "/a?x=1?y=2"],
    ["/a?next={token}", { params: { path: { token: "a&b" } } }, "/a?next=a%26b"],
    ["/a/$&{id}", { params: { path: { id: "$&" } } }, "/a/$&%24%26"],
  ])("%s with %j", async (path, options, url) => {
    expect((await sent("GET", path, options)).url).toBe(origin + url);
  });

  test("a body goes as JSON, a string as it is", async () => {
    expect(await sent("post", "/a", { body: { a: 1 } })).toMatchObject({
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    });
    const yaml = await sent("POST", "/a", { body: "a: 1", headers: new Headers({ "Content-Type": "application/yaml" }) });
    expect(yaml).toMatchObject({ body: "a: 1", headers: { "content-type": "application/yaml" } });
    const merge = { body: { a: 1 }, headers: { "Content-Type": "application/merge-patch+json" } };
    expect((await sent("PATCH", "/a", merge)).headers["content-type"]).toBe("application/merge-patch+json");
  });

  test("the response is given as it came", async () => {
    const { fetch } = script(json({ token: "t" }, 201, { "x-a": "b" }), new Response("text"), new Response(null, { status: 200 }));
    const http = client(fetch);
    const answer = await rawRequest(http, "POST", "/a", { body: {} });
    expect([answer.status, answer.headers.get("x-a"), answer.data]).toEqual([201, "b", { token: "t" }]);
    expect((await rawRequest(http, "GET", "/a", { answer: "text" })).data).toBe("text");
    expect((await rawRequest(http, "HEAD", "/a")).data).toBeUndefined();
  });

  test("no body is a response to all but a GET", async () => {
    const empty = (status: number) => client(script(new Response(null, { status })).fetch);
    expect(await rawRequest(empty(204), "DELETE", "/a")).toMatchObject({ status: 204, data: undefined });
    expect((await rawRequest(empty(200), "OPTIONS", "/a")).data).toBeUndefined();
    expect(await failure(rawRequest(empty(200), "GET", "/a"))).toMatchObject({ code: "NotJson" });
    const text = client(script(new Response("gone")).fetch);
    expect(await failure(rawRequest(text, "DELETE", "/a"))).toMatchObject({ code: "NotJson", effect: "unknown" });
  });

  test("reads are sent again, writes are not", async () => {
    for (const [method, times] of [
      ["GET", 5],
      ["HEAD", 5],
      ["OPTIONS", 5],
      ["POST", 1],
      ["PUT", 1],
      ["DELETE", 1],
    ] as const) {
      const { fetch, sent } = script(json({}, 502));
      await failure(rawRequest(client(fetch), method, "/a"));
      expect([method, sent.length]).toEqual([method, times]);
    }
  });

  test("no error shows a value of the query, wherever it was given", async () => {
    for (const [path, params] of [
      ["/a", { query: { key: "CANARY-1234" } }],
      ["/a?key=CANARY-1234", {}],
    ] as const) {
      const { fetch } = script(json({ message: "no CANARY-1234 here" }, 400));
      const error = await failure(rawRequest(client(fetch), "GET", path, { params }));
      expect(error.message).toBe('request GET /a: 400 BadRequest: {"message":"no ***** here"}');
      expect(JSON.stringify(error)).not.toContain("CANARY");
    }
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ["FETCH", "/a", {}, /^method: "FETCH" is no method$/],
    ["GET /b HTTP/1.1\r\n", "/a", {}, /^method: /],
    [null as never, "/a", {}, /^method: null is no method$/],
    ["GET", undefined, {}, /^path: expected a path that begins with \/$/],
    ["GET", "a", {}, /^path: expected a path that begins with one \/$/],
    ["GET", "/a/../b", {}, /^path: contains \. or \.\./],
    ["GET", "/a\\b", {}, /^path: contains a blank, a backslash/],
    ["GET", "/a\tb", {}, /^path: /],
    ["GET", "/a\ud800", {}, /^path: contains half of a surrogate pair/],
    ["GET", "/a?x=\ud800", {}, /^path: contains half of a surrogate pair/],
    ["GET", "/{id}", {}, /^params\.path\.id: expected a string, got undefined$/],
    ["GET", "/{constructor}", { params: { path: {} } }, /^params\.path\.constructor: expected a string/],
    ["GET", "/{id}", { params: { path: { id: ".." } } }, /^params\.path\.id: "\.\." is not a name$/],
    ["GET", "/{id}", { params: { path: { id: "" } } }, /^params\.path\.id: expected a name, got an empty string$/],
    ["GET", "/a", { params: { query: { a: [{}] } } }, /^query\.a: expected a string, a number or a boolean, got object$/],
    ["GET", "/a", { params: { query: { a: [undefined] } } }, /^query\.a: expected a string, a number or a boolean, got undefined$/],
    ["GET", "/a", { params: { query: { a: "\ud800" } } }, /^query\.a: contains half of a surrogate pair/],
    ["GET", "/a", { params: { query: "a=1" } }, /^query: expected a plain object of parameters$/],
    ["GET", "/a", { params: { query: new URLSearchParams("a=1") } }, /^query: expected a plain object/],
    ["GET", "/a", { params: { query: new Map([["a", "1"]]) } }, /^query: expected a plain object/],
    ["GET", "/a", { params: null }, /^request params: expected the options as an object$/],
    ["GET", "/a", { body: {} }, /^body: a GET request has none$/],
    ["HEAD", "/a", { body: "" }, /^body: a HEAD request has none$/],
    ["POST", "/a", { body: { a: Number.NaN } }, /^body\.a: expected a finite number/],
    ["POST", "/a", { headers: { authorization: "x" } }, /^headers: expected no Authorization/],
    ["GET", "/a", { answer: "yaml" }, /^answer: expected "json" or "text"$/],
    ["GET", "/a", { timeout: 5 }, /^timeout: expected a duration/],
    ["GET", "/a", { signal: {} }, /^signal: expected an AbortSignal$/],
  ])("%s %j with %j is refused, and nothing is sent", async (method, path, options, message) => {
    const { fetch, sent } = script(json({}));
    const error = await failure(rawRequest(client(fetch), method, path as string, options as CallOptions));
    expect(error.message).toMatch(message);
    expect(isInvalidArgument(error)).toBe(true);
    expect(sent).toEqual([]);
  });

  test("null as a query is none", async () => {
    const { fetch, sent } = script(json({}));
    await client(fetch).request({ ...read, query: null as never });
    expect(sent[0]!.url).toBe(`${origin}/things`);
  });
});
