import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { Http } from "../../src/http/http.ts";
import { checkOptions, checkPositiveInteger } from "../../src/http/options.ts";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { failure } from "./fake.ts";

const names = { signal: true, timeout: true } as const;

describe("option names", () => {
  test("an unknown one is named, with the call and the options that exist", () => {
    expect(() => checkOptions({ signal: undefined, timeuot: 1 }, names, "get Thing")).toThrow(
      'get Thing: unknown option "timeuot"; known options: signal, timeout',
    );
    checkOptions({ signal: undefined }, names, "get Thing");
    checkOptions({}, names, "get Thing");
  });

  test.each(["", "signal, timeout", "toString", "constructor", "__proto__", "0"])("%j is no option either", (name) => {
    const options = Object.defineProperty({}, name, { value: 1, enumerable: true });
    expect(() => checkOptions(options, names, "get Thing")).toThrow(/get Thing: unknown option/);
  });

  test("an inherited option counts as given, since it would be read", () => {
    expect(() => checkOptions(Object.create({ timeuot: 1 }), names, "get Thing")).toThrow(/"timeuot"/);
  });

  test.each([null, undefined, "fast", 7, true, () => {}])("%j are no options", (given) => {
    expect(() => checkOptions(given, names, "get Thing")).toThrow("get Thing: expected the options as an object");
  });
});

describe("positive integers", () => {
  test.each([1, 500, Number.MAX_SAFE_INTEGER])("%d is one", (value) => {
    expect(() => checkPositiveInteger(value, "limit")).not.toThrow();
  });

  test.each([
    [0, "0"],
    [-1, "-1"],
    [1.5, "1.5"],
    [2 ** 53, "9007199254740992"],
    [Number.NaN, "NaN"],
    ["3", '"3"'],
    [null, "null"],
    [undefined, "undefined"],
    ["x".repeat(100), `"${"x".repeat(39)}`],
  ])("%j is none", (value, shown) => {
    expect(() => checkPositiveInteger(value, "limit")).toThrow(`limit: expected a whole number from 1, got ${shown}`);
  });
});

describe("clients", () => {
  const options = { baseUrl: "https://api.example.com", token: "t" };

  test.each([
    ["Http", () => new Http({ ...options, retries: 3 } as never), 'options: unknown option "retries"'],
    ["Platform", () => new Platform({ ...options, host: "x" } as never), 'Platform: unknown option "host"; known options: baseUrl, token'],
    ["CloudCasa", () => new CloudCasa({ ...options, projectNamespacePrefix: "p-" } as never), "CloudCasa: unknown option"],
    [
      "retry",
      () => new CloudCasa({ ...options, retry: { retries: 3 } as never }),
      'retry: unknown option "retries"; known options: attempts',
    ],
  ])("%s refuses an unknown option", (_name, make, message) => {
    expect(make).toThrow(message);
  });

  test.each(["fetch", "onWarning", "onRequest", "onResponse", "validate"])("%s must be a function", (name) => {
    expect(() => new Platform({ ...options, [name]: {} } as never)).toThrow(`${name}: expected a function`);
  });

  test.each([
    [{ maxBytes: 0 }, "maxBytes: expected a whole number from 1, got 0"],
    [{ clock: {} }, "clock: expected an object with now() and sleep()"],
    [{ clock: null }, "clock: expected an object with now() and sleep()"],
    [{ clock: { now: () => 0 } }, "clock: expected an object with now() and sleep()"],
    [{ timeout: 60 }, "timeout: expected a duration"],
    [{ retry: { minDelay: 1 } }, "retry.minDelay: expected a duration"],
    [{ retry: { maxDelay: 1 } }, "retry.maxDelay: expected a duration"],
    [{ retry: { minDelay: "2s", maxDelay: "1s" } }, "retry.maxDelay: expected at least minDelay (2s), got 1s"],
    [{ retry: true }, "retry: expected the options as an object"],
    [{ userAgent: "a\nb" }, "userAgent: contains a line break"],
    [{ userAgent: 7 }, "userAgent: expected a string, got number"],
  ])("%j is refused", (wrong, message) => {
    expect(() => new Platform({ ...options, ...wrong } as never)).toThrow(message);
  });

  test("every option that exists is taken", () => {
    const all = {
      ...options,
      fetch: globalThis.fetch,
      timeout: "1m",
      retry: { attempts: 1, minDelay: "1s", maxDelay: "1s" },
      headers: {},
      userAgent: "me",
      maxBytes: 1000,
      allowHttp: false,
      onWarning: () => {},
      onRequest: () => {},
      onResponse: () => {},
      validate: () => {},
      clock: { now: () => 0, sleep: async () => {} },
    } as const;
    new CloudCasa(all);
    new Platform({ ...all, projectNamespacePrefix: "p-" });
  });

  test("raw requests, the version", async () => {
    const { fetch, platform: at, token, requests } = createSandbox();
    const platform = new Platform({ baseUrl: at.url, token, fetch });
    const path = "/kubernetes/management/apis";
    const errors = [
      await failure(platform.request("GET", path, { query: { a: 1 } } as never)),
      await failure(platform.request("GET", path, { params: { querry: {} } } as never)),
      await failure(platform.version({ timeuot: 1 } as never)),
    ];
    expect(errors.map((error) => error.message)).toEqual([
      'request: unknown option "query"; known options: signal, timeout, params, body, headers, answer',
      'request params: unknown option "querry"; known options: path, query',
      'version: unknown option "timeuot"; known options: signal, timeout',
    ]);
    expect(errors.every(isInvalidArgument)).toBe(true);
    expect(requests).toEqual([]);
  });
});
