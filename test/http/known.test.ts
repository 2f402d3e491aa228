import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { isInvalidArgument } from "../../src/http/errors.ts";
import { Http } from "../../src/http/http.ts";
import { known } from "../../src/http/known.ts";
import { failure } from "./fake.ts";

test("an unknown option is named, with the call and what there is instead", () => {
  expect(() => known({ signal: undefined, timeuot: 1 }, "signal timeout", "get Thing")).toThrow(
    'get Thing: there is no option "timeuot", only signal, timeout',
  );
  known({ signal: undefined }, "signal timeout", "get Thing");
  known({}, "signal timeout", "get Thing");
});

test.each(["", "signal timeout", "toString", "0"])("%j is no option either", (name) => {
  expect(() => known({ [name]: 1 }, "signal timeout", "get Thing")).toThrow(/get Thing: there is no option/);
});

test("an option that is inherited counts as given, since it would be read", () => {
  expect(() => known(Object.create({ timeuot: 1 }), "signal timeout", "get Thing")).toThrow(/"timeuot"/);
});

test.each([null, "fast", 7, true])("%j are no options", (given) => {
  expect(() => known(given as never, "signal timeout", "get Thing")).toThrow(
    /^get Thing: (expected its options as an object|there is no option)/,
  );
});

describe("clients", () => {
  const options = { baseUrl: "https://api.example.com", token: "t" };

  test.each([
    ["Http", () => new Http({ ...options, retries: 3 } as never), 'options: there is no option "retries"'],
    ["Platform", () => new Platform({ ...options, host: "x" } as never), 'Platform: there is no option "host", only baseUrl, token'],
    ["CloudCasa", () => new CloudCasa({ ...options, projectNamespacePrefix: "p-" } as never), "CloudCasa: there is no option"],
    ["retry", () => new CloudCasa({ ...options, retry: { retries: 3 } as never }), 'retry: there is no option "retries", only attempts'],
  ])("%s refuses an option it has not", (_name, make, message) => {
    expect(make).toThrow(message);
  });

  test("every option there is is taken", () => {
    const all = {
      ...options,
      fetch: globalThis.fetch,
      timeout: "1m",
      retry: { attempts: 1, minDelay: 1, maxDelay: 1 },
      headers: {},
      userAgent: "me",
      maxBytes: 1000,
      allowHttp: false,
      onWarning: () => {},
      validate: () => {},
    };
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
      'request: there is no option "query", only signal, timeout, params, body, headers, answer',
      'request params: there is no option "querry", only path, query',
      'version: there is no option "timeuot", only signal, timeout',
    ]);
    expect(errors.every(isInvalidArgument)).toBe(true);
    expect(requests).toEqual([]);
  });
});
