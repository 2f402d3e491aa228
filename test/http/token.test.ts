import { describe, expect, test, vi } from "vitest";
import { isClusterplaneError } from "../../src/http/errors.ts";
import { Http } from "../../src/http/http.ts";
import { isInvalidArgument, isUnauthorized } from "../../src/http/predicates.ts";
import { client, failure, json, networkError, read, request, script, write } from "./fake.ts";

const ok = () => json({ ok: true });

describe("a given token", () => {
  test("goes along as bearer", async () => {
    const { fetch, sent } = script(ok());
    await client(fetch, { token: "  abc\n" }).request(read);
    expect(sent[0]!.headers["authorization"]).toBe("Bearer abc");
  });

  test("left out: none is sent", async () => {
    const { fetch, sent } = script(ok());
    await new Http({ baseUrl: "https://api.example.com", fetch }).request(read);
    expect(sent[0]!.headers).not.toHaveProperty("authorization");
  });

  test.each([
    ["", /token: is empty/],
    ["   ", /token: is empty/],
    [undefined, /token: is undefined \(an environment variable/],
    [null, /token: expected a string or a function, got null/],
    [7, /got number/],
    ["Bearer abc", /starts with 'Bearer'/],
    ["canary one", /contains blanks/],
    ["canary\u00fc", /contains blanks/],
  ])("%j is refused at construction", (token, words) => {
    const make = () => new Http({ baseUrl: "https://api.example.com", token: token as string });
    expect(make).toThrow(words);
    expect(make).not.toThrow(/canary/);
  });

  test("one of the sandbox's goes to a sandbox only", async () => {
    const make = (baseUrl: string) => new Http({ baseUrl, token: "sandbox-token-admin" });
    expect(() => make("https://platform.example.com")).toThrow(
      /is a sandbox's token, and platform\.example\.com is no sandbox; it was not sent/,
    );
    for (const baseUrl of ["http://127.0.0.1:8080", "https://platform.sandbox.test", "https://sandbox.invalid"])
      expect(() => make(baseUrl)).not.toThrow();
    const { fetch, sent } = script(ok());
    const error = await failure(client(fetch, { token: () => "sandbox-token-x" }).request(read));
    expect(isInvalidArgument(error)).toBe(true);
    expect(sent).toHaveLength(0);
  });
});

describe("a token function", () => {
  test("is called for each attempt, with the reason", async () => {
    const reasons: string[] = [];
    const { fetch, sent } = script(json({}, 503), networkError("ECONNRESET"), ok());
    await client(fetch, {
      token: async ({ reason }) => {
        reasons.push(reason);
        return `t${reasons.length}`;
      },
    }).request(read);
    expect(reasons).toEqual(["request", "retry", "retry"]);
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer t1", "Bearer t2", "Bearer t3"]);
  });

  test("is called once more after a 401, for writes too", async () => {
    const reasons: string[] = [];
    const token = ({ reason }: { reason: string }) => {
      reasons.push(reason);
      return `t${reasons.length}`;
    };
    const { fetch, sent } = script(json({}, 401), ok());
    expect((await client(fetch, { token, retry: false }).request(write)).json).toEqual({ ok: true });
    expect(reasons).toEqual(["request", "unauthorized"]);
    expect(sent.at(-1)!.headers["authorization"]).toBe("Bearer t2");
  });

  test("but only once", async () => {
    let count = 0;
    const token = vi.fn(() => `t${++count}`);
    const { fetch, sent } = script(json({}, 401));
    const error = await failure(client(fetch, { token }).request(read));
    expect(isUnauthorized(error)).toBe(true);
    expect(token).toHaveBeenCalledTimes(2);
    expect(sent).toHaveLength(2);
  });

  test("a 401 is not sent again with the token that was refused", async () => {
    const token = vi.fn(() => "same");
    const { fetch, sent } = script(json({}, 401));
    const error = await failure(client(fetch, { token }).request(read));
    expect(isUnauthorized(error)).toBe(true);
    expect(token).toHaveBeenCalledTimes(2);
    expect(sent).toHaveLength(1);
  });

  test("a fixed token is not sent again after a 401", async () => {
    const { fetch, sent } = script(json({}, 401));
    expect(isUnauthorized(await failure(client(fetch).request(read)))).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("calls at the same time share one run of it, also after a 401", async () => {
    let current = 0;
    const asked: string[] = [];
    const token = async ({ reason }: { reason: string }) => {
      asked.push(reason);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return `t${++current}`;
    };
    const fetch = async (_url: string, init: RequestInit) =>
      (init.headers as Record<string, string>)["authorization"] === "Bearer t1" ? json({}, 401) : ok();
    const http = client(fetch, { token });
    await Promise.all(Array.from({ length: 20 }, () => http.request(read)));
    expect(asked).toEqual(["request", "unauthorized"]);
  });

  test("one caller's abort leaves the others their token", async () => {
    let seen: AbortSignal | undefined;
    const token = async ({ signal }: { signal: AbortSignal }) => {
      seen = signal;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "t";
    };
    const { fetch } = script(ok());
    const http = client(fetch, { token });
    const stop = new AbortController();
    const aborted = failure(request(http, read, { signal: stop.signal }));
    const other = http.request(read);
    stop.abort();
    expect((await aborted)["code"]).toBe("Aborted");
    await other;
    expect(seen?.aborted).toBe(false);
  });

  test("its signal aborts when nobody waits any more", async () => {
    let seen: AbortSignal | undefined;
    const token = ({ signal }: { signal: AbortSignal }) => {
      seen = signal;
      return new Promise<string>(() => undefined);
    };
    const { fetch } = script(ok());
    const error = await failure(request(client(fetch, { token }), read, { timeout: "20ms" }));
    expect(error["code"]).toBe("Timeout");
    expect(seen?.aborted).toBe(true);
  });

  test.each([
    ["", /token: is empty/],
    [undefined, /token: expected a string, got undefined/],
    ["canary\nnext", /contains blanks, line breaks/],
  ])("giving %j is refused, and nothing is sent", async (token, words) => {
    const { fetch, sent } = script(ok());
    const error = await failure(client(fetch, { token: () => token as string }).request(read));
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain("canary");
    expect(sent).toHaveLength(0);
  });

  test("its own failure is the cause, and is not repeated", async () => {
    const own = new Error("the vault is sealed");
    const token = vi.fn(() => Promise.reject(own));
    const { fetch, sent } = script(ok());
    const error = await failure(client(fetch, { token }).request(read));
    expect(isClusterplaneError(error) && error.code).toBe("Token");
    expect(error.cause).toBe(own);
    expect(token).toHaveBeenCalledTimes(1);
    expect(sent).toHaveLength(0);
  });
});
