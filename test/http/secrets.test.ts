import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ClusterplaneError, isClusterplaneError, type RequestError } from "../../src/http/errors.ts";
import { excerpt, foreignValue, redact, secretsIn } from "../../src/http/explain/redact.ts";
import { isConflict } from "../../src/http/predicates.ts";
import { hideFieldsFromConsole } from "../../src/http/secret-fields.ts";
import { hideFromConsole } from "../../src/http/secrets.ts";
import { client, failure, json, networkError, read, script } from "./fake.ts";

const canary = "CANARY-5f3c9a7d";

/** Everything by which an error or client reaches a log. */
function sinks(value: unknown): string {
  const error = value as { message?: string; stack?: string };
  return [
    error.message,
    error.stack,
    String(value),
    inspect(value, { depth: 10, showHidden: true }),
    inspect({ nested: [value] }, { depth: 10 }),
    JSON.stringify(value),
    JSON.stringify({ ...(value as object) }),
    inspect(new Error("wrapped", { cause: value }), { depth: 10 }),
    inspect((value as { cause?: unknown }).cause, { depth: 10, showHidden: true }),
  ].join("\n");
}

describe("no secret in any error, by any way out", () => {
  const kubeconfig = `apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n    server: https://h\nusers:\n- user:\n    client-key-data: ${canary}${"A".repeat(40)}\n    token: ${canary}\n`;
  const bodies = {
    "a kubeconfig": JSON.stringify({ spec: { config: kubeconfig } }),
    "an access key": JSON.stringify({ spec: { key: canary } }),
    "a YAML body": `kind: OwnedAccessKey\nspec:\n  key: ${canary}\n`,
    "a nested password": JSON.stringify({ a: [{ b: { password: canary } }] }),
  };
  const echo = (words: string) => ({
    kind: "Status",
    status: "Failure",
    reason: "Invalid",
    message: words,
    details: { causes: [{ message: words }] },
  });

  test.each(Object.entries(bodies))("a server that repeats %s in its refusal", async (_, body) => {
    const words = [`Invalid value: ${JSON.stringify(kubeconfig)}`, `spec.key: Invalid value: "${canary}"`].join(" ");
    for (const answer of [
      json(echo(words), 422),
      json(echo(body), 422),
      new Response(`<h1>${body}</h1>`, { status: 400 }),
      new Response(body, { status: 200 }),
    ]) {
      const { fetch } = script(answer);
      const error = await failure(
        client(fetch)
          .request({ ...read, method: "PUT", safety: "guarded", body, answer: "json" })
          .then((answer) => JSON.parse(`!${answer.text}`)),
      );
      if (isClusterplaneError(error)) {
        expect(sinks(error)).not.toContain(canary);
        expect(inspect((error as unknown as RequestError).body)).not.toContain(canary);
      }
    }
  });

  test.each([
    ["a server that repeats the token", json({ message: `token ${canary} is not valid` }, 401)],
    ["a proxy that prints the request", new Response(`GET / HTTP/1.1\nAuthorization: Bearer ${canary}\n`, { status: 400 })],
    ["HTML with status 200", new Response(`<html>Bearer ${canary}</html>`, { headers: { "content-type": "text/html" } })],
    [
      "a fetch error that holds the request",
      Object.assign(new TypeError(`bad header: Bearer ${canary}`), { request: { headers: { authorization: canary } } }),
    ],
    [
      "a cause that holds it",
      new TypeError("fetch failed", {
        cause: Object.assign(new Error(`to https://h/?token=${canary}`), { code: "ECONNRESET", options: { auth: canary } }),
      }),
    ],
  ])("%s", async (_, answer) => {
    const { fetch } = script(answer);
    const error = await failure(client(fetch, { token: canary, retry: false }).request(read));
    expect(isClusterplaneError(error)).toBe(true);
    expect(sinks(error)).not.toContain(canary);
    expect(inspect((error as unknown as RequestError).body)).not.toContain(canary);
  });

  test("the query is not in the error", async () => {
    const { fetch } = script(json({}, 400));
    const error = await failure(client(fetch).request({ ...read, query: { where: canary } }));
    expect(sinks(error)).not.toContain(canary);
    expect(error["path"]).toBe("/things");
  });

  test("a secret path is shown as it was described", async () => {
    const { fetch } = script(networkError("ECONNRESET"));
    const describe = { ...read.describe, path: "/(agent URL)" };
    const error = await failure(client(fetch, { retry: false }).request({ ...read, path: `/kubeclusteragents/${canary}.yaml`, describe }));
    expect(sinks(error)).not.toContain(canary);
  });

  test("a client shows no token", () => {
    const http = client(script(json({})).fetch, { token: canary, headers: { "x-secret": canary } });
    expect(sinks(http)).not.toContain(canary);
  });

  test("warnings hide what was sent", async () => {
    const { fetch } = script(json({}, 200, { warning: `299 - "bad value ${canary}"` }));
    const texts: string[] = [];
    await client(fetch, { onWarning: ({ text }) => texts.push(text) }).request({ ...read, body: JSON.stringify({ token: canary }) });
    expect(texts).toEqual(["bad value *****"]);
  });
});

describe("redaction", () => {
  test.each([
    [`Authorization: Bearer ${canary}`, "Authorization: Bearer *****"],
    ["invalid bearer token", "invalid bearer token"],
    ["Basic authentication failed, Bearer scheme expected", "Basic authentication failed, Bearer scheme expected"],
    ["Bearer token.abc/def, Bearer token12345", "Bearer *****, Bearer *****"],
    ["https://user:pass@example.com/x", "https://*****@example.com/x"],
    ["https://user:p@ss@example.com/x", "https://*****@example.com/x"],
    ["https://example.com/x?token=1#y", "https://example.com/x?*****"],
    ["GET /kubeclusteragents/abc.yaml failed", "GET /kubeclusteragents/***** failed"],
    ["https://example.com/kubeclusteragents/abc.yaml?x=1", "https://example.com/kubeclusteragents/*****?*****"],
    ['{"accessKey":"abcdefgh"}', '{"accessKey":"*****"}'],
    ["accessKey: abcdefgh", "accessKey: *****"],
    ["-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", "*****"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "*****"],
    ['virtualclusterinstances.management.loft.sh "dev" already exists', 'virtualclusterinstances.management.loft.sh "dev" already exists'],
    ["the token is expired", "the token is expired"],
    ["expected key: a, b", "expected key: a, b"],
  ])("%s", (given, wanted) => {
    expect(redact(given)).toBe(wanted);
  });

  test("values keep their shape", () => {
    expect(foreignValue({ a: [{ token: "abcd", name: "x", n: 1, z: null }], key: "" })).toEqual({
      a: [{ token: "*****", name: "x", n: 1, z: null }],
      key: "",
    });
  });

  test("secrets of a body, the longest first", () => {
    expect(secretsIn('{"spec":{"key":"abcd","clientSecret":"abcdefgh","name":"no"}}')).toEqual(["abcdefgh", "abcd"]);
    expect(secretsIn(undefined)).toEqual([]);
  });

  test("an excerpt has at most 200 characters", () => {
    expect(excerpt("word ".repeat(1000))).toHaveLength(200);
  });
});

describe("secrets in answers", () => {
  const answer = () => hideFromConsole({ metadata: { name: "a" }, status: { token: canary, other: 1 } }, [["status", "token"]]);

  test("are not printed, whole or in part", () => {
    expect(inspect(answer(), { depth: 5 })).toBe("{ metadata: { name: 'a' }, status: { token: '*****', other: 1 } }");
    expect(inspect(answer().status)).not.toContain(canary);
    expect(inspect([answer()], { depth: 5 })).not.toContain(canary);
  });

  test("nor are secrets that are objects, by themselves", () => {
    const secret = hideFromConsole({ data: { key: canary }, kind: "Secret" }, [["data"]]);
    expect(inspect(secret)).toBe("{ data: '*****', kind: 'Secret' }");
    expect(inspect([secret.data])).toBe("[ ***** ]");
    expect(secret.data).toEqual({ key: canary });
    expect(Object.values(secret.data)).toEqual([canary]);
  });

  test("and are plain data all the same", () => {
    const object = answer();
    expect(object.status.token).toBe(canary);
    expect(JSON.parse(JSON.stringify(object))).toEqual(object);
    expect(Object.keys(object.status)).toEqual(["token", "other"]);
    expect(structuredClone(object)).toEqual({ metadata: { name: "a" }, status: { token: canary, other: 1 } });
    expect(Object.getPrototypeOf(object.status)).toBe(Object.prototype);
  });

  test("of fields in any depth, also after a part around them was replaced by a copy", () => {
    const document = {
      name: "a",
      embedded: { cluster: { status: { agentURL: canary, state: "ACTIVE" } }, list: [{ inner: { agentURL: canary } }] },
    };
    const shown = hideFieldsFromConsole(structuredClone(document), new Set(["agentURL"]));
    for (const part of [shown, shown.embedded, shown.embedded.cluster.status, shown.embedded.list[0]!.inner]) {
      expect(inspect(part, { depth: 10 })).toContain("*****");
      expect(inspect(part, { depth: 10 })).not.toContain(canary);
    }
    shown.embedded.cluster = { ...shown.embedded.cluster };
    shown.embedded.cluster.status = { ...shown.embedded.cluster.status };
    expect(inspect(shown, { depth: 10 })).not.toContain(canary);
    expect(JSON.parse(JSON.stringify(shown))).toEqual(document);
    let deep: unknown = { agentURL: canary };
    for (let level = 0; level < 20_000; level++) deep = level % 2 === 0 ? [deep] : { deep };
    expect(() => hideFieldsFromConsole(deep, new Set(["agentURL"]))).not.toThrow();
  });

  test("where there is none, nothing happens", () => {
    for (const object of [{}, { status: null }, { status: {} }, { status: [] }, null])
      expect(() => hideFromConsole(object, [["status", "token"]])).not.toThrow();
  });
});

describe("errors across copies of the package", () => {
  test("are known by their brand, not their class", async () => {
    const { fetch } = script(json({ message: "no" }, 409));
    const error = await failure(client(fetch).request(read));
    const foreign = Object.assign(Object.create(Error.prototype) as Error, {
      code: error["code"],
      method: error["method"],
      [Symbol.for("clusterplane.error")]: true,
    });
    expect(isConflict(foreign)).toBe(true);
    expect(isConflict(Object.assign(new Error("x"), { code: "Conflict" }))).toBe(false);
    expect(isConflict(null)).toBe(false);
    expect(isClusterplaneError(new ClusterplaneError("Failed", "x"))).toBe(true);
  });

  test("have a message without line breaks from their parts, and JSON of facts", async () => {
    const { fetch } = script(json({}, 404, { "x-request-id": "r1" }));
    const error = await failure(client(fetch).request(read));
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "RequestError",
      code: "NotFound",
      message: 'get Thing "a": 404 NotFound: {}',
      status: 404,
      verb: "get",
      resource: "Thing",
      resourceName: "a",
      method: "GET",
      path: "/things",
      attempts: 1,
      requestId: "r1",
      retryable: false,
      effect: "none",
    });
  });
});
