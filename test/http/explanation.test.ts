// What explains failures is loaded when something fails. Here it can't be loaded.
import { afterEach, expect, test, vi } from "vitest";
import type { Call } from "../../src/http/call.ts";
import type { ClientOptions } from "../../src/http/client-options.ts";
import type { RequestError } from "../../src/http/errors.ts";

const file = "../../src/http/explain/index.ts";
const secret = "s3cret-value-of-the-server";

afterEach(() => {
  vi.doUnmock(file);
  vi.resetModules();
});

/** A client whose explanation is loaded by `load`. */
async function clientWith(load: () => unknown, options: Partial<ClientOptions>) {
  vi.resetModules();
  vi.doMock(file, load as () => Promise<Record<string, unknown>>);
  const { Http } = await import("../../src/http/http.ts");
  return new Http({ baseUrl: "https://api.example.com", token: "token-of-the-client", retry: { minDelay: "1ms" }, ...options });
}

const offline = () => {
  throw new Error(`no chunk at https://user:${secret}@cdn.example.com`);
};
const call = (more: Partial<Call> = {}): Call => ({
  method: "GET",
  path: "/things/a",
  safety: "read",
  describe: { verb: "get", resource: "Thing", name: "a" },
  ...more,
});
const write = call({ method: "POST", safety: "write", body: "{}", describe: { verb: "create", resource: "Thing" } });
const failure = (request: Promise<unknown>): Promise<RequestError> =>
  request.then(
    () => Promise.reject(new Error("expected a failure")),
    (error: RequestError) => error,
  );
const page = (status: number, headers: Record<string, string> = {}) => new Response(`token: ${secret}`, { status, headers });

test.each<[string, () => Response | Error, Call, object]>([
  ["a 404", () => page(404), call(), { code: "NotFound", status: 404, attempts: 1, retryable: false, effect: "none" }],
  ["a 409 of a write", () => page(409), write, { code: "Conflict", status: 409, attempts: 1, effect: "none" }],
  ["a 503", () => page(503), call(), { code: "Unavailable", status: 503, attempts: 5, retryable: true, effect: "none" }],
  ["a 503 of a write", () => page(503), write, { code: "Unavailable", status: 503, attempts: 1, retryable: false, effect: "unknown" }],
  ["a redirect", () => page(302, { location: `https://${secret}` }), write, { code: "Redirected", status: 302, effect: "unknown" }],
  ["a page in place of JSON", () => page(200), write, { code: "NotJson", status: 200, effect: "unknown" }],
  ["a broken connection", () => new TypeError(`fetch failed: ${secret}`), call(), { code: "Connection", attempts: 5, effect: "none" }],
  ["that of a write", () => new TypeError(secret), write, { code: "Connection", attempts: 1, retryable: false, effect: "unknown" }],
])("%s is an error of the right code that shows nothing of the server's", async (_, answer, request, expected) => {
  const fetch = async () => {
    const given = answer();
    if (given instanceof Error) throw given;
    return given;
  };
  const http = await clientWith(offline, { fetch });
  const error = await failure(http.request(request));
  expect(error).toMatchObject({ name: "RequestError", verb: request.describe.verb, ...expected });
  expect(error.message).toContain("the code that explains failures could not be loaded");
  expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)} ${String(error.body)}`).not.toContain("s3cret");
});

test("the next failure loads it again", async () => {
  let isOffline = true;
  const actual = await vi.importActual<object>(file);
  const http = await clientWith(() => (isOffline ? offline() : actual), { fetch: async () => page(404) });
  expect((await failure(http.request(call()))).message).toContain("could not be loaded");
  isOffline = false;
  vi.doMock(file, () => actual);
  expect((await failure(http.request(call()))).message).toBe('get Thing "a": 404 NotFound: token: *****');
});

test("a load that takes for ever ends with the call", async () => {
  const http = await clientWith(() => new Promise(() => undefined), { fetch: async () => page(404), timeout: "50ms" });
  expect(await failure(http.request(call()))).toMatchObject({ code: "Timeout", message: 'get Thing "a": Timeout: timed out after 0.05 s' });
});

test("hooks are called all the same, without what could hold a secret", async () => {
  const told: unknown[] = [];
  const headers = { "content-type": "application/json", "x-request-id": secret, warning: `299 - "${secret}"` };
  const http = await clientWith(offline, {
    fetch: async () => new Response("{}", { headers }),
    onWarning: ({ text }) => told.push(text),
    onResponse: ({ status, requestId }) => told.push({ status, requestId }),
  });
  await http.request(call());
  expect(told).toEqual(["the code that explains failures could not be loaded", { status: 200, requestId: undefined }]);
});
