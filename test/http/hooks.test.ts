import { describe, expect, test } from "vitest";
import type { ClientOptions, RequestEvent, ResponseEvent } from "../../src/http/client-options.ts";
import { client, failure, json, networkError, open, read, request, script, write } from "./fake.ts";

const canary = "CANARY-5f3c9a7d";

type Told = ["request", RequestEvent] | ["response", ResponseEvent];

/** The hooks of a client, and what they were told, in order. */
function recorder(): { told: Told[]; hooks: Partial<ClientOptions> } {
  const told: Told[] = [];
  return { told, hooks: { onRequest: (event) => told.push(["request", event]), onResponse: (event) => told.push(["response", event]) } };
}

describe("onRequest and onResponse", () => {
  const facts = { verb: "get", resource: "Thing", name: "a", method: "GET", path: "/things" };

  test("are called for each attempt, in order, with the status or the code of the error", async () => {
    const { told, hooks } = recorder();
    const { fetch } = script(json({}, 503), networkError("ECONNRESET"), json({ ok: 1 }, 200, { "x-request-id": "r-3" }));
    await client(fetch, hooks).request(read);
    const timeless = told.map(([hook, { duration: _duration, ...event }]: [string, Partial<ResponseEvent>]) => [hook, event]);
    expect(timeless).toEqual([
      ["request", { ...facts, attempt: 1 }],
      ["response", { ...facts, attempt: 1, status: 503, requestId: undefined, errorCode: "Unavailable" }],
      ["request", { ...facts, attempt: 2 }],
      ["response", { ...facts, attempt: 2, status: undefined, requestId: undefined, errorCode: "Connection" }],
      ["request", { ...facts, attempt: 3 }],
      ["response", { ...facts, attempt: 3, status: 200, requestId: "r-3", errorCode: undefined }],
    ]);
    for (const [hook, event] of told) if (hook === "response") expect(event.duration).toBeGreaterThanOrEqual(0);
  });

  test("tell of a response that is not what was due", async () => {
    const { told, hooks } = recorder();
    await failure(client(script(new Response("<p>Sign in")).fetch, hooks).request(read));
    expect(told.at(-1)).toMatchObject(["response", { status: 200, errorCode: "NotJson" }]);
  });

  test("tell of the end of the deadline", async () => {
    const { told, hooks } = recorder();
    await failure(
      request(
        client(() => new Promise<never>(() => undefined), hooks),
        read,
        { timeout: "5ms" },
      ),
    );
    expect(told).toMatchObject([
      ["request", { attempt: 1 }],
      ["response", { attempt: 1, errorCode: "Timeout" }],
    ]);
  });

  test("tell of a token that was refused and of the attempt with the next one", async () => {
    const { told, hooks } = recorder();
    let count = 0;
    await client(script(json({}, 401), json({})).fetch, { ...hooks, token: () => `token-${++count}` }).request(read);
    expect(told.map(([hook, event]) => [hook, event.attempt, (event as ResponseEvent).status])).toEqual([
      ["request", 1, undefined],
      ["response", 1, 401],
      ["request", 2, undefined],
      ["response", 2, 200],
    ]);
  });

  test.each([
    ["the token function throws", { token: () => Promise.reject(new Error("sealed")) }, {}],
    ["the signal has aborted", {}, { signal: AbortSignal.abort() }],
  ])("are not called when nothing is sent: %s", async (_, options, call) => {
    const { told, hooks } = recorder();
    const { fetch, sent } = script(json({}));
    await failure(request(client(fetch, { ...hooks, ...options }), read, call));
    expect([sent, told]).toEqual([[], []]);
  });

  test("come in pairs, also when a later attempt is not sent", async () => {
    const { told, hooks } = recorder();
    let count = 0;
    const token = () => (++count === 1 ? "token-1" : Promise.reject(new Error("sealed")));
    await failure(client(script(json({}, 503)).fetch, { ...hooks, token }).request(read));
    expect(told.map(([hook, { attempt }]) => [hook, attempt])).toEqual([
      ["request", 1],
      ["response", 1],
    ]);
  });

  test("tell of a stream when it begins", async () => {
    const { told, hooks } = recorder();
    const body = new ReadableStream({ start: (queue) => queue.enqueue(new Uint8Array(1)) });
    const stream = await open(
      client(async () => new Response(body), hooks),
      read,
      { silence: 1000 },
    );
    expect(told.map(([hook]) => hook)).toEqual(["request", "response"]);
    stream.close();
  });

  test("one of them alone is enough", async () => {
    for (const name of ["onRequest", "onResponse"] as const) {
      const events: unknown[] = [];
      await client(script(json({})).fetch, { [name]: (event: unknown) => events.push(event) }).request(read);
      expect(events).toHaveLength(1);
    }
  });

  test("hold no token, query, header, body or secret path", async () => {
    const { told, hooks } = recorder();
    const { fetch } = script(json({ message: canary }, 503, { "x-request-id": `id ${canary}`, "retry-after": "0" }), json({}));
    const describe = { ...write.describe, path: "/(agent URL)" };
    await client(fetch, { ...hooks, token: canary, headers: { "x-secret": canary } }).request({
      ...write,
      describe,
      path: `/kubeclusteragents/${canary}.yaml`,
      query: { where: canary },
      body: JSON.stringify({ password: canary }),
    });
    expect(told).toHaveLength(4);
    expect(JSON.stringify(told)).not.toContain(canary);
    expect(told[0]![1].path).toBe("/(agent URL)");
  });
});
