import { describe, expect, test, vi } from "vitest";
import { ClusterplaneError, type ErrorCode, RequestError, type RequestErrorInit } from "../../src/http/errors.ts";
import { connectionFailure } from "../../src/http/explain/connection-failure.ts";
import { pauseSeconds, retryAfterSeconds } from "../../src/http/explain/retry-after.ts";
import { isFinal, isLost } from "../../src/http/lost.ts";
import { client, failure, guarded, json, jumpingClock, networkError, read, script, write } from "./fake.ts";

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
    [500, soon, true, false, false],
    [501, {}, false, false, false],
    [501, soon, false, false, false],
    [507, soon, true, false, false],
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

  test("a failure of fetch that says nothing counts as sent", () => {
    expect(connectionFailure(new TypeError("Failed to fetch"))).toEqual({ sent: true, hopeless: false });
    expect(
      connectionFailure(new TypeError("error sending request: client error (Connect): tcp connect error: Connection refused")).sent,
    ).toBe(false);
    const happyEyeballs = new TypeError("fetch failed", { cause: new AggregateError([networkError("ECONNREFUSED").cause]) });
    expect(connectionFailure(happyEyeballs).sent).toBe(false);
  });
});

describe("how often and how fast", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const headers = (value: string) => new Headers({ "retry-after": value });

  test("attempts are counted in the error", async () => {
    const { fetch, sent } = script(json({ message: "busy" }, 503));
    const error = await failure(client(fetch, { retry: { attempts: 3, minDelay: "0s" } }).request(read));
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
      const failed = failure(client(fetch, { retry: { attempts: 6, minDelay: "1s", maxDelay: "4s" } }).request(read));
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
    expect(retryAfterSeconds(headers("Thu, 01 Jan 2026 00:01:00 GMT"), now)).toBe(60);
    expect(retryAfterSeconds(headers("Wed, 21 Oct 2015 07:28:00 GMT"), now)).toBe(0);
    expect(retryAfterSeconds(headers("soon"), now)).toBeUndefined();
    expect(retryAfterSeconds(new Headers(), now)).toBeUndefined();
  });

  test.each([
    ["7", 7],
    [" 7 ", 7],
    ["0", 0],
    ["1.5", 1.5],
    ["31536000", 31_536_000],
    ["999999999999", 31_536_000],
    ["99999999999999999999999", undefined],
    ["-5", undefined],
    ["1e9", undefined],
    ["0x10", undefined],
    ["Infinity", undefined],
    ["NaN", undefined],
    ["", undefined],
    ["7, 7", 7],
    ["5, 10, 1", 10],
    ["5, soon", undefined],
    ["Fri, 31 Dec 9999 23:59:59 GMT", 31_536_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["20 minutes", undefined],
    ["soon 5", undefined],
    ["sun 5", undefined],
    ["friday at 5", undefined],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ])("a Retry-After of %j is at least nothing and at most a year, or none", (value, wanted) => {
    expect(retryAfterSeconds(headers(value), now)).toBe(wanted);
  });

  test.each([
    [7, 7],
    [-7, 0],
    [0, 0],
    [1e300, 31_536_000],
    [Number.POSITIVE_INFINITY, 31_536_000],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, undefined],
    ["7", undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
  ])("so are %j seconds of a body", (value, wanted) => {
    expect(pauseSeconds(value)).toBe(wanted);
  });

  test("whatever a server asks for, the pauses are never shorter than promised, and the deadline holds", async () => {
    for (const value of ["-1", "0", "0.000001", "-999999", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", "NaN"]) {
      const clock = jumpingClock();
      const at: number[] = [];
      const fetch = async () => {
        at.push(clock.now());
        return json({}, 503, { "retry-after": value });
      };
      await failure(client(fetch, { clock, retry: { attempts: 4, minDelay: "1s", maxDelay: "4s" } }).request(read));
      expect(at, value).toHaveLength(4);
      for (const [index, least] of [500, 1000, 2000].entries()) expect(at[index + 1]! - at[index]!, value).toBeGreaterThanOrEqual(least);
    }
  });

  test("an error after a lost response says that the effect is unknown", async () => {
    const { fetch } = script(networkError("ECONNRESET"), json({}, 409));
    expect(await failure(client(fetch).request(guarded))).toMatchObject({ code: "Conflict", effect: "unknown", attempts: 2 });
  });
});

describe("what a failure leaves to do", () => {
  const error = (facts: Partial<RequestErrorInit> & { readonly code: ErrorCode }) =>
    new RequestError({ call: { verb: "get", resource: "Thing" }, method: "GET", path: "/things", message: "x", ...facts });

  test("a response is lost if the effect is unknown, and time and signal have not ended the call", () => {
    expect(isLost(error({ code: "Connection", effect: "unknown" }))).toBe(true);
    expect(isLost(error({ code: "Unavailable", status: 502, effect: "unknown" }))).toBe(true);
    expect(isLost(error({ code: "NotJson", effect: "unknown" }))).toBe(true);
    expect(isLost(error({ code: "Conflict", status: 409, effect: "unknown" }))).toBe(true);
    for (const code of ["Aborted", "Timeout", "ServerError"] as const) expect(isLost(error({ code, effect: "unknown" })), code).toBe(false);
    expect(isLost(error({ code: "Connection", effect: "none" }))).toBe(false);
    expect(isLost(new Error("x"))).toBe(false);
  });

  test.each<[boolean, Partial<RequestErrorInit> & { readonly code: ErrorCode }]>([
    [true, { code: "BadRequest", status: 400 }],
    [true, { code: "Forbidden", status: 403 }],
    [true, { code: "NotFound", status: 404 }],
    [true, { code: "Invalid", status: 422 }],
    [true, { code: "Unsupported", status: 501 }],
    [true, { code: "Redirected", status: 302 }],
    [true, { code: "Disposed" }],
    [true, { code: "AnswerTooLarge", status: 200 }],
    [true, { code: "Unauthorized", status: 401, retryable: false }],
    [false, { code: "Unauthorized", status: 401, retryable: true }],
    [false, { code: "Timeout", status: 408 }],
    [false, { code: "Conflict", status: 409 }],
    [false, { code: "Expired", status: 410 }],
    [false, { code: "TooManyRequests", status: 429 }],
    [false, { code: "ServerError", status: 500 }],
    [false, { code: "Unavailable", status: 503 }],
    [false, { code: "Connection" }],
    [false, { code: "Timeout" }],
    [false, { code: "NotJson", status: 200 }],
  ])("final: %j, of %j", (isEnd, facts) => {
    expect(isFinal(error(facts))).toBe(isEnd);
  });

  test("a token function may fail in the same outage as the server, everything else that is no error of a call is final", () => {
    expect(isFinal(new ClusterplaneError("Token", "x"))).toBe(false);
    expect(isFinal(new ClusterplaneError("InvalidArgument", "x"))).toBe(true);
    expect(isFinal(new TypeError("x"))).toBe(true);
  });
});

describe("failures of fetch", () => {
  test.each([
    "ECONNREFUSED",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EHOSTDOWN",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
    "FailedToOpenSocket",
  ])("%s: nothing was sent, and later it may be", (code) => {
    expect(connectionFailure(networkError(code))).toMatchObject({ sent: false, hopeless: false });
    expect(connectionFailure(Object.assign(new Error("x"), { code }))).toMatchObject({ sent: false, hopeless: false });
  });

  test.each([
    "ENOTFOUND",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("%s: nothing was sent, and nothing will be", (code) => {
    expect(connectionFailure(networkError(code))).toMatchObject({ sent: false, hopeless: true });
  });

  test.each([undefined, null, "broken", 7, {}, Object.create(null), { code: 7 }, { cause: { errors: "x" } }])(
    "%j tells nothing, and does no harm",
    (thrown) => {
      expect(connectionFailure(thrown)).toMatchObject({ sent: true, hopeless: false });
    },
  );

  test("causes that go round end", () => {
    const round: Error & { cause?: unknown } = new Error("x");
    round.cause = round;
    expect(connectionFailure(round)).toMatchObject({ sent: true });
  });

  test.each([undefined, null, "broken", { code: Symbol("x"), message: 7, name: null }, Object.freeze([])])(
    "a fetch that throws %o fails the call with Connection",
    async (thrown) => {
      const error = await failure(client(() => Promise.reject(thrown), { retry: false }).request(write));
      expect(error).toMatchObject({ code: "Connection", effect: "unknown" });
      expect(error.message).toMatch(/^create Thing "a": Connection: the connection broke/);
    },
  );
});
