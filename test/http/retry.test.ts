import { describe, expect, test, vi } from "vitest";
import { retryAfterSeconds } from "../../src/http/retry.ts";
import { client, failure, guarded, json, networkError, read, script, write } from "./fake.ts";

const ok = () => json({ ok: true });
const soon = { "retry-after": "0" };
const calls = { read, guarded, write };

describe("what is sent again", () => {
  test.each([
    // status, headers, read, guarded, write
    [429, soon, true, true, true],
    [503, soon, true, true, true],
    [429, {}, true, true, false],
    [503, {}, true, true, false],
    [502, {}, true, true, false],
    [504, {}, true, true, false],
    [500, {}, false, false, false],
    [501, {}, false, false, false],
    [400, {}, false, false, false],
    [403, {}, false, false, false],
    [404, {}, false, false, false],
    [408, {}, false, false, false],
    [409, soon, false, false, false],
    [412, soon, false, false, false],
    [422, {}, false, false, false],
    [428, {}, false, false, false],
  ])("%i %j", async (status, headers, ...wanted) => {
    for (const [index, kind] of (["read", "guarded", "write"] as const).entries()) {
      const { fetch, sent } = script(json({}, status, headers), ok());
      const outcome = await client(fetch)
        .request(calls[kind])
        .then(
          () => true,
          () => false,
        );
      expect([kind, outcome, sent.length]).toEqual([kind, wanted[index], wanted[index] ? 2 : 1]);
    }
  });

  test.each([
    // nothing was sent: every verb
    ["ECONNREFUSED", true, true],
    ["EAI_AGAIN", true, true],
    ["UND_ERR_CONNECT_TIMEOUT", true, true],
    // sent, or nobody knows: never a write
    ["ECONNRESET", true, false],
    ["UND_ERR_SOCKET", true, false],
    ["EPIPE", true, false],
    // hopeless
    ["ENOTFOUND", false, false],
    ["CERT_HAS_EXPIRED", false, false],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", false, false],
  ])("connections that fail with %s", async (code, again, writeAgain) => {
    for (const [call, wanted] of [
      [read, again],
      [guarded, again],
      [write, writeAgain],
    ] as const) {
      const { fetch, sent } = script(networkError(code), ok());
      const error = await client(fetch)
        .request(call)
        .then(
          () => undefined,
          (error) => error,
        );
      expect([call.safety, error === undefined, sent.length]).toEqual([call.safety, wanted, wanted ? 2 : 1]);
      if (error !== undefined) {
        expect(error.code).toBe("Connection");
        expect(error.message).toContain(code);
        // Whoever sent a write into a connection that broke can't know what came of it.
        expect(error.effect).toBe(call.safety !== "read" && again && !writeAgain ? "unknown" : "none");
      }
    }
  });
});

describe("how often and how fast", () => {
  test("attempts are counted in the error", async () => {
    const { fetch, sent } = script(json({ message: "busy" }, 503));
    const error = await failure(client(fetch, { retry: { attempts: 3, minDelay: 0 } }).request(read));
    expect(sent).toHaveLength(3);
    expect(error).toMatchObject({ attempts: 3, retryable: true, status: 503 });
    expect(error.message).toMatch(/\(after 3 attempts\)$/);
  });

  test("false: once", async () => {
    const { fetch, sent } = script(json({}, 503));
    await failure(client(fetch, { retry: false }).request(read));
    expect(sent).toHaveLength(1);
  });

  test.each([0, -1, 1.5, "3"])("attempts: %j is refused", (attempts) => {
    expect(() => client(fetch, { retry: { attempts: attempts as number } })).toThrow(/retry\.attempts: expected a whole number/);
  });

  test("pauses double, with chance in them, and end at the longest", async () => {
    vi.useFakeTimers();
    try {
      const at: number[] = [];
      const fetch = async () => {
        at.push(performance.now());
        return json({}, 503);
      };
      const failed = failure(client(fetch, { retry: { attempts: 6, minDelay: 1, maxDelay: "4s" } }).request(read));
      await vi.advanceTimersByTimeAsync(30_000);
      await failed;
      const pauses = at.slice(1).map((time, index) => (time - at[index]!) / 1000);
      for (const [index, full] of [1, 2, 4, 4, 4].entries()) {
        expect(pauses[index]).toBeGreaterThanOrEqual(full / 2 - 0.01);
        expect(pauses[index]).toBeLessThanOrEqual(full + 0.01);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  test("Retry-After is waited for", async () => {
    vi.useFakeTimers();
    try {
      const { fetch, sent } = script(json({}, 429, { "retry-after": "7" }), ok());
      const answer = client(fetch).request(write);
      await vi.advanceTimersByTimeAsync(6900);
      expect(sent).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(200);
      await answer;
      expect(sent).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("one beyond the deadline gives the error at once instead of a timeout later", async () => {
    const { fetch, sent } = script(json({}, 429, { "retry-after": "3600" }), ok());
    const error = await failure(client(fetch, { timeout: "2s" }).request(read));
    expect(error).toMatchObject({ code: "TooManyRequests", retryAfter: 3600, retryable: true });
    expect(sent).toHaveLength(1);
  });

  test("Retry-After as a date", () => {
    const headers = (value: string) => new Headers({ "retry-after": value });
    const date = new Date(Date.now() + 60_000).toUTCString();
    expect(retryAfterSeconds(headers(date))).toBeGreaterThan(55);
    expect(retryAfterSeconds(headers("Wed, 21 Oct 2015 07:28:00 GMT"))).toBe(0);
    expect(retryAfterSeconds(headers("soon"))).toBeUndefined();
    expect(retryAfterSeconds(new Headers())).toBeUndefined();
  });

  test("an error after a lost answer says that the effect is unknown", async () => {
    const { fetch } = script(networkError("ECONNRESET"), json({}, 409));
    expect(await failure(client(fetch).request(guarded))).toMatchObject({ code: "Conflict", effect: "unknown", attempts: 2 });
  });
});
