// Servers, gateways, options and code of users that do what nobody should.
import { describe, expect, test } from "vitest";
import type { Fetch } from "../../src/http/client-options.ts";
import { difference } from "../../src/http/difference.ts";
import { type Duration, deadlineOf } from "../../src/http/duration.ts";
import { Http } from "../../src/http/http.ts";
import { jsonText } from "../../src/http/json-text.ts";
import { checkPositiveInteger } from "../../src/http/options.ts";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { client, failure, json, read, request, script, write } from "./fake.ts";

const page = (status: number, headers: Record<string, string> = {}) =>
  new Response("upstream connect error or disconnect/reset before headers", {
    status,
    headers: { "content-type": "text/plain", ...headers },
  });

describe("what a write may have done when the response is", () => {
  const status = (code: number) => json({ kind: "Status", status: "Failure", message: "try later", code }, code);
  const parseError =
    async () =>
    ({ json }: { json: unknown }) =>
      json === undefined ? undefined : { message: (json as { message: string }).message };

  const api = (fetch: Fetch) => new Http({ baseUrl: "https://api.example.com", fetch, retry: { minDelay: "1ms" } }, { parseError });

  test.each<[string, () => Response, "none" | "unknown"]>([
    ["a gateway's 503", () => page(503), "unknown"],
    ["the API's own 503", () => status(503), "none"],
    ["a gateway's 408", () => page(408), "unknown"],
    ["a gateway's 499", () => page(499), "unknown"],
    ["a gateway's 504", () => page(504), "unknown"],
    ["a 429", () => page(429), "none"],
    ["a 303", () => page(303, { location: "/login" }), "unknown"],
    ["a 302", () => page(302, { location: "/login" }), "unknown"],
    ["a 307", () => page(307, { location: "/other" }), "none"],
    ["a 403", () => page(403), "none"],
  ])("%s", async (_, response, effect) => {
    const { fetch, sent } = script(response(), json({}));
    expect(await failure(api(fetch).request(write))).toMatchObject({ effect });
    expect(sent).toHaveLength(1);
    const again = script(response(), response(), response(), response(), response());
    expect(await failure(api(again.fetch).request(read))).toMatchObject({ effect: "none" });
  });
});

test("every token that a call has sent is hidden, also the one that was renewed", async () => {
  const tokens = ["first-token-1234", "second-token-5678"];
  const bodies = [json({ message: "no" }, 401), json({ message: `neither ${tokens[0]} nor ${tokens[1]}` }, 403)];
  const error = await failure(client(script(...bodies).fetch, { token: () => tokens.shift()! }).request(read));
  expect(JSON.stringify([error.message, (error as { body?: unknown }).body])).not.toMatch(/first|second/);
});

test("what a call knows to be secret is hidden, and the fields it names", async () => {
  const stored = JSON.stringify({ spec: { data: { pw: "dG9wc2VjcmV0" } } });
  const response = json({ message: `Invalid value: ${stored}: and plain: known-secret-1` }, 422);
  const call = { ...write, secrets: () => ["known-secret-1"], secretFields: ["data"] };
  const error = await failure(client(script(response).fetch).request(call));
  expect(`${error.message} ${JSON.stringify((error as { body?: unknown }).body)}`).not.toMatch(/dG9w|known-secret/);
});

test("a body of blanks is read up to 64 KiB", async () => {
  let given = 0;
  const blanks = new Uint8Array(16_384).fill(32);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += blanks.length;
      if (given > 4 << 20) controller.close();
      else controller.enqueue(blanks);
    },
  });
  const response = new Response(body, { headers: { "content-type": "text/html" } });
  expect(await failure(client(script(response).fetch).request(read))).toMatchObject({ code: "NotJson" });
  expect(given).toBeLessThan(200_000);
});

test("a page that is longer than its excerpt is not called larger than maxBytes", async () => {
  const page = () => new Response("<p>x</p>".repeat(20_000), { headers: { "content-type": "text/html" } });
  expect(await failure(client(script(page()).fetch, { maxBytes: 1 << 20 }).request(read))).toMatchObject({ code: "NotJson" });
  expect(await failure(client(script(page()).fetch, { maxBytes: 1000 }).request(read))).toMatchObject({ code: "AnswerTooLarge" });
});

test("a cause that is a revoked proxy is a broken connection", async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: proxy }));
  expect(await failure(client(fetch, { retry: false }).request(read))).toMatchObject({ code: "Connection" });
});

describe("a fetch that gives", () => {
  test.each([undefined, null, {}, "text", 200])("%j in place of a response is not asked again", async (given) => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      return given as never;
    };
    const error = await failure(request(client(fetch), read, {}));
    expect(error).toMatchObject({ code: "Connection", retryable: false });
    expect(error.message).toContain("fetch gave no Response");
    expect(calls).toBe(1);
  });

  test("Response.error() has failed on its way", async () => {
    const { fetch, sent } = script(Response.error(), json({ ok: true }));
    expect((await request(client(fetch), read, {})).json).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
    expect(await failure(request(client(script(Response.error()).fetch), write, {}))).toMatchObject({
      code: "Connection",
      effect: "unknown",
    });
  });
});

test("a clock whose sleep rejects is named, and asked no further", async () => {
  const cause = new Error("no timers here");
  const clock = { now: () => Date.now(), sleep: (_: number, signal?: AbortSignal) => (signal ? Promise.reject(cause) : Promise.resolve()) };
  const { fetch, sent } = script(json({}, 502));
  expect(await failure(request(client(fetch, { clock }), read, {}))).toMatchObject({ code: "InvalidArgument", cause });
  expect(sent).toHaveLength(1);
});

describe("a fetch that complains about the signal", () => {
  const complaint = () => new TypeError("Expected signal to be an instance of AbortSignal");

  test("is asked again for a read, without it", async () => {
    const { fetch, sent } = script(complaint(), json({ ok: true }));
    await client(fetch).request(read);
    expect(sent).toHaveLength(2);
  });

  test("is not asked again for a write that the runtime would have sent", async () => {
    const { fetch, sent } = script(complaint(), json({ ok: true }));
    await failure(client(fetch, { retry: false }).request(write));
    expect(sent).toHaveLength(1);
  });
});

test.each([
  ["an object whose message throws", () => Object.defineProperty({}, "message", { get: () => never() })],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
  ["undefined", () => undefined],
])("a fetch that throws %s is a broken connection", async (_, thrown) => {
  const fetch = () => Promise.reject(thrown());
  expect(await failure(client(fetch as never, { retry: false }).request(read))).toMatchObject({ code: "Connection" });
});

test.each<[string, object, string]>([
  ["now() throws", { now: never, sleep: async () => {} }, "clock.now: threw"],
  ["now() gives no number", { now: () => undefined, sleep: async () => {} }, "clock.now: gave no number"],
  ["sleep() throws", { now: () => 0, sleep: never }, "clock.sleep: threw"],
  ["sleep() gives no promise", { now: () => 0, sleep: () => undefined }, "clock.sleep: gave no promise"],
])("a clock whose %s is refused", async (_, clock, message) => {
  const error = await failure(request(client(script(json({})).fetch, { clock: clock as never }), read, {}).catch((e) => Promise.reject(e)));
  expect(isInvalidArgument(error)).toBe(true);
  expect(error.message).toContain(message);
});

test.each([
  10n,
  Object.create(null),
  null,
  [],
  "5",
  (() => {
    const a: unknown[] = [];
    a.push(a);
    return a;
  })(),
])("a page of size %# is refused", (size) => {
  expect(() => checkPositiveInteger(size, "list.limit")).toThrow(
    /^list\.limit: expected a whole number from 1, got (bigint|object|null|"5")$/,
  );
});

test("a deadline of no time, and one of no duration, are refused", () => {
  for (const wrong of ["0s", "0ms", "0h0m", Object.create(null), 5n, Symbol("x")]) {
    expect(() => deadlineOf(wrong as Duration, "timeout")).toThrow(/^timeout: expected a /);
  }
  expect(() => client(script().fetch, { timeout: "0s" })).toThrow('timeout: expected a time above 0, got "0s"');
});

test("toJSON is asked once, as JSON does", () => {
  const itself = { a: 1, toJSON: () => itself };
  expect(() => jsonText(itself, "body")).toThrow("body.toJSON");
  const one: object = { toJSON: () => ({ toJSON: () => one, b: 1 }) };
  expect(() => jsonText(one, "body")).toThrow(/body/);
});

test("a wrong value in a draft is named by its place there", () => {
  expect(() => difference({ n: 1 }, { n: Number.NaN }, "draft")).toThrow("draft.n: expected a finite number, got NaN");
});

function never(): never {
  throw new Error("user's own");
}
