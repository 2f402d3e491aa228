import { afterEach, describe, expect, test, vi } from "vitest";
import { Http } from "../../src/http/http.ts";
import { isAborted, isNotJson, isTimeout, isUnsupported } from "../../src/http/predicates.ts";
import { client, failure, guarded, json, jumpingClock, read, request, script, uncaughtErrors, write } from "./fake.ts";

const text = (body: string, type: string, status = 200) => new Response(body, { status, headers: { "content-type": type } });

describe("responses that are not what was due", () => {
  test("empty", async () => {
    const { fetch } = script(new Response(null, { status: 204 }));
    const error = await failure(client(fetch).request(read));
    expect(isNotJson(error)).toBe(true);
    expect(error.message).toBe('get Thing "a": 204 NotJson: the response body is empty where JSON was due');
  });

  test("HTML with status 200: a short excerpt of its words", async () => {
    const page = `<!doctype html><html><head><style>b{}</style><script>x</script></head><body><h1>Sign in</h1>${"<p>again</p>".repeat(100)}</body></html>`;
    const { fetch, sent } = script(text(page, "text/html"));
    const error = await failure(client(fetch).request(read));
    expect(isNotJson(error)).toBe(true);
    expect(error.message).toMatch(/^get Thing "a": 200 NotJson: the response is not JSON \(text\/html\): Sign in again again/);
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).not.toMatch(/[<>]/);
    expect(sent).toHaveLength(1);
  });

  test("JSON of another form: what the call says of it, and all that is known of the call", async () => {
    const mismatch = (value: unknown) => (Array.isArray(value) ? undefined : "not a list");
    const { fetch, sent } = script(json({}, 201, { "x-request-id": "r-1" }));
    const facts = { code: "NotJson", status: 201, method: "POST", path: "/things", verb: "create", resourceName: "a", requestId: "r-1" };
    const error = await failure(client(fetch).request({ ...write, mismatch }));
    expect(error).toMatchObject({ ...facts, effect: "unknown", retryable: false, attempts: 1 });
    expect(error.message).toBe('create Thing "a": 201 NotJson: the response is JSON, but not a list');
    expect(await failure(client(fetch).request({ ...read, mismatch }))).toMatchObject({ effect: "none" });
    expect(sent).toHaveLength(2);
    expect((await client(script(json([1])).fetch).request({ ...read, mismatch })).json).toEqual([1]);
  });

  test("cut JSON: read again, and said so when it stays so", async () => {
    const { fetch, sent } = script(text('{"items":[{"a":1},{"b"', "application/json"), json({ ok: 1 }));
    expect((await client(fetch).request(read)).json).toEqual({ ok: 1 });
    expect(sent).toHaveLength(2);

    const cut = script(text('{"a":"b', "application/json"));
    const error = await failure(client(cut.fetch, { retry: { attempts: 2, minDelay: "0s" } }).request(read));
    expect(error.message).toContain("the response was cut off: its JSON ends after 7 characters (after 2 attempts)");
  });

  test("cut JSON after a write: not sent again, effect unknown", async () => {
    const { fetch, sent } = script(text('{"a":"b', "application/json"));
    expect(await failure(client(fetch).request(write))).toMatchObject({ code: "NotJson", effect: "unknown" });
    expect(sent).toHaveLength(1);
  });

  test("JSON of another form, or none, after a guarded write: sent again", async () => {
    const mismatch = (value: unknown) => (Array.isArray(value) ? undefined : "not a list");
    for (const odd of [json({}), json(null), text("<p>Sign in</p>", "text/html"), new Response(null, { status: 204 })]) {
      const { fetch, sent } = script(odd, json([1]));
      expect((await client(fetch).request({ ...guarded, mismatch })).json).toEqual([1]);
      expect(sent).toHaveLength(2);
    }
    const { fetch, sent } = script(json({}));
    expect(await failure(client(fetch).request({ ...guarded, mismatch }))).toMatchObject({ effect: "unknown", attempts: 5 });
    expect(sent).toHaveLength(5);
  });

  test("broken JSON", async () => {
    const { fetch } = script(text("{'a': 1}", "application/json"));
    expect((await failure(client(fetch).request(read))).message).toContain("the response is not JSON (application/json): {'a': 1}");
  });

  test("JSON under another name is JSON", async () => {
    const { fetch } = script(text('{"a":1}', "text/plain"));
    expect((await client(fetch).request(read)).json).toEqual({ a: 1 });
    const large = `{"a":"${"x".repeat(200_000)}"}`;
    expect((await client(script(text(large, "text/plain")).fetch).request(read)).text).toHaveLength(large.length);
  });

  test("a redirect is not followed", async () => {
    const { fetch, sent } = script(
      new Response(null, { status: 302, headers: { location: "https://login.example.com/sso?state=canary" } }),
    );
    const error = await failure(client(fetch).request(write));
    expect(error["code"]).toBe("Redirected");
    expect(error.message).toContain("the server redirects to https://login.example.com/sso; check the base URL and the token");
    expect(error.message).not.toContain("canary");
    expect(sent).toHaveLength(1);
  });

  test("an expected status is a response", async () => {
    const { fetch } = script(new Response(null, { status: 304, headers: { etag: "x" } }));
    const answer = await client(fetch).request({ ...read, accept: [304] });
    expect([answer.status, answer.headers.get("etag"), answer.json]).toEqual([304, "x", undefined]);
  });

  test("nothing in particular: nothing, or JSON", async () => {
    const http = client(script(new Response(null, { status: 204 }), json({ a: 1 }), text("done", "text/plain")).fetch);
    const call = { ...read, answer: "any" } as const;
    expect((await http.request(call)).json).toBeUndefined();
    expect((await http.request(call)).json).toEqual({ a: 1 });
    expect((await http.request(call)).json).toBeUndefined();
  });

  test("a text", async () => {
    const { fetch } = script(text("kind: List\n", "application/yaml"));
    expect((await client(fetch).request({ ...read, answer: "text" })).text).toBe("kind: List\n");
  });
});

describe("sizes", () => {
  /** Megabytes on demand, counting how many of them were taken. */
  function flood(type: string, status: number, megabytes: number, first = "x") {
    const taken = { bytes: 0, cancelled: false };
    const chunk = new TextEncoder().encode(first.repeat(64 * 1024));
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken.bytes += chunk.length;
          controller.enqueue(chunk);
          if (taken.bytes >= megabytes * 1024 * 1024) controller.close();
        },
        cancel() {
          taken.cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    return { taken, fetch: async () => new Response(body, { status, headers: { "content-type": type } }) };
  }

  test.each([
    ["garbage with status 200", "text/plain", 200],
    ["garbage without a type", "", 200],
    ["HTML of a gateway", "text/html", 502],
    ["JSON of an error", "application/json", 500],
  ])("%s: 64 KiB of 10 MB are read, the rest is cancelled", async (_, type, status) => {
    const { taken, fetch } = flood(type, status, 10);
    const error = await failure(client(fetch, { retry: false }).request(read));
    expect(error.message.length).toBeLessThan(330);
    expect(taken.bytes).toBeLessThanOrEqual(3 * 64 * 1024);
    expect(taken.cancelled).toBe(true);
  });

  test("JSON has no limit, unless one is given", async () => {
    const big = JSON.stringify({ items: "x".repeat(5_000_000) });
    const { fetch } = script(text(big, "application/json"));
    expect((await client(fetch).request(read)).text).toHaveLength(big.length);
    const error = await failure(client(fetch, { maxBytes: 1000 }).request(read));
    expect(error).toMatchObject({ code: "AnswerTooLarge", status: 200 });
    expect((await client(fetch, { maxBytes: 1000 }).request({ ...read, maxBytes: 6_000_000 })).status).toBe(200);
  });
});

describe("errors of the server", () => {
  test("without a body", async () => {
    const { fetch } = script(new Response(null, { status: 500, statusText: "Internal Server Error" }));
    const error = await failure(client(fetch).request(read));
    expect(error.message).toBe('get Thing "a": 500 ServerError: Internal Server Error');
  });

  test("with HTML of a gateway", async () => {
    const { fetch } = script(text("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", "text/html", 502));
    const error = await failure(client(fetch, { retry: false }).request(read));
    expect(error.message).toBe('get Thing "a": 502 Unavailable: 502 Bad Gateway nginx');
  });

  test("control characters don't reach the terminal", async () => {
    const { fetch } = script(text("\u001b[2J\u001b[31mred\u0007\r\n", "text/plain", 500));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect((await failure(client(fetch).request(read))).message).not.toMatch(/[\u0000-\u001f]/);
  });

  test("501 of the sandbox is its own, 501 of a server is not", async () => {
    const { fetch } = script(json({}, 501, { "x-sandbox": "unsupported; id=x" }), json({}, 501));
    const http = client(fetch);
    expect(isUnsupported(await failure(http.request(read)))).toBe(true);
    expect(isUnsupported(await failure(http.request(read)))).toBe(false);
  });

  test("the request's id is kept", async () => {
    const { fetch } = script(json({}, 400, { "audit-id": "abc" }));
    expect(await failure(client(fetch).request(read))).toMatchObject({ requestId: "abc" });
  });
});

describe("deadlines and signals", () => {
  const never = () => new Promise<Response>(() => undefined);

  test("a call has a deadline, also with a fetch that ignores its signal", async () => {
    const error = await failure(client(never, { timeout: "30ms" }).request(write));
    expect(isTimeout(error)).toBe(true);
    expect(error).toMatchObject({ effect: "unknown", message: 'create Thing "a": Timeout: timed out after 0.03 s' });
  });

  test("its own goes before the client's, and holds for all attempts", async () => {
    const { fetch, sent } = script(json({}, 503));
    const clock = jumpingClock();
    const began = clock.now();
    const http = client(fetch, { clock, retry: { attempts: 100, minDelay: "10ms", maxDelay: "10ms" } });
    const error = await failure(request(http, read, { timeout: "100ms" }));
    expect(clock.now() - began).toBeLessThanOrEqual(100);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.length).toBeLessThan(40);
    expect(["Timeout", "Unavailable"]).toContain(error["code"]);
  });

  test("the body of an error that stops coming runs into the deadline", async () => {
    const stalled = () => new ReadableStream({ start: (queue) => queue.enqueue(new TextEncoder().encode('{"a":')) });
    const fetch = async () => new Response(stalled(), { status: 400, headers: { "content-type": "application/json" } });
    const error = await failure(client(fetch, { timeout: "30ms" }).request(read));
    expect(isTimeout(error)).toBe(true);
  });

  test("the body of an error that breaks off leaves the status", async () => {
    const broken = () => new ReadableStream({ start: (queue) => queue.error(new Error("reset")) });
    const fetch = async () => new Response(broken(), { status: 400 });
    expect(await failure(client(fetch).request(read))).toMatchObject({ code: "BadRequest", status: 400 });
  });

  test("a response that comes after the end is cancelled", async () => {
    let isCancelled = false;
    let respond = (_: Response) => {};
    const fetch = () =>
      new Promise<Response>((resolve) => {
        respond = resolve;
      });
    await failure(client(fetch, { timeout: "10ms" }).request(read));
    respond(
      new Response(
        new ReadableStream({
          cancel() {
            isCancelled = true;
          },
        }),
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(isCancelled).toBe(true);
  });

  test("a body that stops coming runs into the deadline", async () => {
    const fetch = async () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode('{"a":')) }), {
        headers: { "content-type": "application/json" },
      });
    expect(isTimeout(await failure(client(fetch, { timeout: "30ms" }).request(read)))).toBe(true);
  });

  test("an aborted signal: nothing is sent", async () => {
    const { fetch, sent } = script(json({}));
    const error = await failure(request(client(fetch), read, { signal: AbortSignal.abort("enough") }));
    expect(isAborted(error)).toBe(true);
    expect(error.cause).toBe("enough");
    expect(sent).toHaveLength(0);
  });

  test("aborted on the way, and while it waits to try again", async () => {
    const stop = new AbortController();
    const way = failure(request(client(never), read, { signal: stop.signal }));
    stop.abort();
    expect(isAborted(await way)).toBe(true);

    const pause = new AbortController();
    const { fetch, sent } = script(json({}, 503, { "retry-after": "30" }));
    const waiting = failure(request(client(fetch), read, { signal: pause.signal }));
    setTimeout(() => pause.abort(), 20);
    expect(isAborted(await waiting)).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("a signal that lives long collects no listeners", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    const http = client(script(json({})).fetch);
    for (let i = 0; i < 10; i++) await request(http, read, { signal });
    expect(listeners).toBe(0);
  });

  test.each(["soon", -1, 5000, null])("timeout: %j is refused", async (timeout) => {
    const { fetch, sent } = script(json({}));
    const error = await failure(request(client(fetch), read, { timeout: timeout as never }));
    expect(error.message).toMatch(/^timeout: expected a duration such as "500ms", "90s" or "10m", got /);
    expect(sent).toHaveLength(0);
  });
});

describe("what goes along", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("headers of the client, the call, and reads", async () => {
    const { fetch, sent } = script(json({}));
    const http = new Http(
      { baseUrl: "https://a.example", headers: { "X-Mine": "1" }, fetch, userAgent: "mine/2" },
      { readHeaders: { "x-read": "yes" } },
    );
    await http.request({ ...read, headers: { accept: "text/plain" } });
    await http.request(write);
    expect(sent[0]!.headers).toMatchObject({ "x-mine": "1", "x-read": "yes", accept: "text/plain" });
    expect(sent[0]!.headers["user-agent"]).toMatch(/^mine\/2 clusterplane\/\S+ \(node\)$/);
    expect(sent[1]!.headers).not.toHaveProperty("x-read");
  });

  test("no User-Agent in a browser, where it is forbidden", async () => {
    vi.stubGlobal("document", {});
    const { fetch, sent } = script(json({}));
    await client(fetch).request(read);
    expect(sent[0]!.headers).not.toHaveProperty("user-agent");
  });

  test("Authorization among the headers is refused", () => {
    expect(() => client(script(json({})).fetch, { headers: { AUTHORIZATION: "canary" } })).toThrow(
      /^headers: expected no Authorization; give the token as token$/,
    );
  });

  test("globalThis.fetch is looked up for each call", async () => {
    const http = new Http({ baseUrl: "https://a.example", token: "t" });
    const { fetch, sent } = script(json({}));
    vi.stubGlobal("fetch", fetch);
    await http.request(read);
    expect(sent[0]!.url).toBe("https://a.example/things");
  });

  test("warnings reach onWarning", async () => {
    const warnings: unknown[] = [];
    const { fetch } = script(json({}, 200, { warning: '299 - "unknown field \\"spec.a\\"", 299 - "second"' }));
    await client(fetch, { onWarning: (warning) => warnings.push(warning) }).request(read);
    expect(warnings).toEqual([
      { verb: "get", resource: "Thing", name: "a", text: 'unknown field "spec.a"' },
      { verb: "get", resource: "Thing", name: "a", text: "second" },
    ]);
  });

  test("an onWarning that throws makes no write fail, and sends none again", async () => {
    const thrown = uncaughtErrors();
    const { fetch, sent } = script(json({ ok: 1 }, 201, { warning: '299 - "first"' }));
    const onWarning = () => {
      throw new Error("the listener's own");
    };
    expect((await client(fetch, { onWarning }).request(write)).json).toEqual({ ok: 1 });
    expect(sent).toHaveLength(1);
    expect(thrown).toEqual([new Error("the listener's own")]);
  });
});
