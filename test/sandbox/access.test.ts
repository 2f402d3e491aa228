import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, type ListenOptions, listen } from "clusterplane/sandbox/server";
import { afterEach, describe, expect, it } from "vitest";
import { raw, rawStatus } from "./raw.ts";

let sandbox: Sandbox;
let listening: Listening | undefined;
afterEach(() => listening?.close());

/** The port of a sandbox that listens. */
async function port(options: ListenOptions = {}): Promise<number> {
  sandbox = createSandbox({ bare: true, clock: "real" });
  listening = await listen(sandbox, options);
  return Number(new URL(listening.url).port);
}

const request = (line: string, ...headers: string[]) =>
  `${[`${line} HTTP/1.1`, ...headers, "Connection: close", "Content-Length: 0"].join("\r\n")}\r\n\r\n`;
const list = "GET /api/v1/kubeclusters";
const reset = "POST /_sandbox/reset";

describe("a Host header", () => {
  it.each([
    ["127.0.0.1", 401],
    ["localhost:8080", 401],
    ["LOCALHOST", 401],
    ["app.localhost", 401],
    ["[::1]:80", 401],
    ["127.1.2.3", 401],
    ["evil.example", 403],
    ["evil.example:80", 403],
    ["localhost.evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["192.168.0.1", 403],
    ["[fe80::1]", 403],
    ["sandbox", 403],
    ["", 400],
    ["a:99999", 400],
    ["a b", 400],
    ["user@localhost", 400],
    ["localhost/x", 400],
  ])("%j gets %i", async (host, status) => {
    expect(await rawStatus(await port(), request(list, `Host: ${host}`))).toBe(status);
  });

  it("may name a further host, or the address that the sandbox listens on", async () => {
    const asked = async (options: ListenOptions, host: string) => rawStatus(await port(options), request(list, `Host: ${host}`));
    expect(await asked({ allowedHosts: ["sandbox"] }, "sandbox:80")).toBe(401);
    expect(await asked({ allowedHosts: ["sandbox"] }, "other")).toBe(403);
    expect(await asked({ host: "0.0.0.0", remote: true }, "192.168.0.1")).toBe(401);
    expect(await asked({ host: "0.0.0.0", remote: true }, "evil.example")).toBe(403);
    expect(await asked({ host: "0.0.0.0", remote: true, allowedHosts: ["Sandbox.Internal"] }, "sandbox.internal")).toBe(401);
  });
});

describe("an Origin header", () => {
  it.each([
    ["https://evil.example", 403, 403],
    ["null", 403, 403],
    ["nonsense", 403, 403],
    ["http://localhost:5173", 401, 403],
    ["http://127.0.0.1.evil.example", 403, 403],
  ])("%s gets %i of the APIs, %i of /_sandbox", async (origin, ofApi, ofControl) => {
    const at = await port();
    const host = `Host: 127.0.0.1:${at}`;
    expect(await rawStatus(at, request(list, host, `Origin: ${origin}`))).toBe(ofApi);
    expect(await rawStatus(at, request(reset, host, `Origin: ${origin}`))).toBe(ofControl);
    expect(await rawStatus(at, request("POST /api/../_sandbox/reset", host, `Origin: ${origin}`))).toBe(ofControl);
    expect(await rawStatus(at, request(`POST http://127.0.0.1:${at}/_sandbox/reset`, host, `Origin: ${origin}`))).toBe(ofControl);
  });

  it("of a foreign page may ask the APIs for their options, and is told nothing that lets the page in", async () => {
    const at = await port();
    const headers = [`Host: 127.0.0.1:${at}`, "Origin: https://evil.example", "Access-Control-Request-Method: POST"];
    const preflight = await raw(at, request("OPTIONS /api/v1/kubeclusters", ...headers));
    expect(preflight).toMatch(/^HTTP\/1\.1 200 [\s\S]*allow: GET, HEAD, OPTIONS, POST/i);
    expect(preflight).not.toMatch(/access-control/i);
    const management = await raw(at, request("OPTIONS /kubernetes/management/apis/management.loft.sh/v1/users", ...headers));
    expect(management).not.toMatch(/^HTTP\/1\.1 200|the origin|access-control/i);
    expect(await rawStatus(at, request("OPTIONS /_sandbox/reset", ...headers))).toBe(403);
    expect(await rawStatus(at, request("OPTIONS /api/../_sandbox/reset", ...headers))).toBe(403);
    const overridden = [request("OPTIONS /api/v1/kubeclusters", ...headers, "X-HTTP-Method-Override: POST")];
    overridden.push(request("POST /kubernetes/management/apis/management.loft.sh/v1/users", ...headers, "X-HTTP-Method-Override: OPTIONS"));
    for (const bytes of overridden) expect(await rawStatus(at, bytes)).toBe(403);
  });

  it("of the sandbox itself reaches /_sandbox", async () => {
    const at = await port();
    expect(await rawStatus(at, request(reset, `Host: 127.0.0.1:${at}`, `Origin: http://127.0.0.1:${at}`))).toBe(204);
    expect(await rawStatus(at, request(reset, `Host: 127.0.0.1:${at}`))).toBe(204);
  });

  it("of a named page reaches both, of any page the APIs only", async () => {
    const ask = async (cors: string[], line: string, origin: string) => {
      const at = await port({ cors });
      return rawStatus(at, request(line, `Host: 127.0.0.1:${at}`, `Origin: ${origin}`, "Sec-Fetch-Site: cross-site"));
    };
    const mine = "https://dashboard.example";
    expect([await ask([mine], list, mine), await ask([mine], reset, mine)]).toEqual([401, 204]);
    expect([await ask([mine], list, "https://evil.example"), await ask([mine], reset, "https://evil.example")]).toEqual([403, 403]);
    expect([await ask(["*"], list, mine), await ask(["*"], reset, mine)]).toEqual([401, 403]);
  });
});

it.each([
  ["cross-site", 403],
  ["same-site", 403],
  ["same-origin", 200],
  ["none", 200],
])("a %s request without an Origin reads /_sandbox with %i", async (site, status) => {
  const at = await port();
  expect(await rawStatus(at, request("GET /_sandbox/state", `Host: 127.0.0.1:${at}`, `Sec-Fetch-Site: ${site}`))).toBe(status);
});

it("a page that a name server leads here can neither empty nor read the sandbox", async () => {
  const at = await port();
  const text = await raw(at, request("GET /_sandbox/state", "Host: evil.example"));
  expect(text).toMatch(
    /^HTTP\/1\.1 403 [\s\S]*the host \\"evil\.example\\" is not allowed: use a loopback name, or start the sandbox with/,
  );
});

describe("any request gets a response or a closed connection", () => {
  it.each<[string, string, number]>([
    ["HTTP/1.0 without Host", "GET /api/v1/kubeclusters HTTP/1.0\r\n\r\n", 401],
    ["HTTP/1.1 without Host", "GET /api/v1/kubeclusters HTTP/1.1\r\n\r\n", 400],
    ["OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 204],
    ["GET *", "GET * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", 400],
    ["a target at the sandbox", "GET http://localhost/version HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 200],
    ["a target elsewhere, as to a proxy", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 403],
    ["a target that is no URL", "GET http://[/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
    ["CONNECT", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 0],
    ["TRACE", "TRACE /api/v1/kubeclusters HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405],
    ["a method of WebDAV", "PROPFIND /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200],
    ["an unknown method", "NONSENSE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
    ["two slashes", "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 501],
    ["a backslash", "GET /a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 501],
    ["bad percent signs", "GET /_sandbox/agents/%zz/connect HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
    ["a body of another length", "POST /_sandbox/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400],
    ["an upgrade", "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 200],
    ["an expectation", "GET /version HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\nConnection: close\r\n\r\n", 417],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00", 400],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
  ])("%s", async (_, bytes, status) => {
    expect(await rawStatus(await port(), bytes)).toBe(status);
    expect((await fetch(`${listening?.url}/version`)).status).toBe(200);
  });

  it("600 ids in a query", async () => {
    await port();
    const ids = Array.from({ length: 600 }, (_, i) => i.toString(16).padStart(24, "a"));
    const where = encodeURIComponent(JSON.stringify({ _id: { $in: ids } }));
    const response = await fetch(`${listening?.url}/api/v1/kubeclusters?where=${where}`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect(response.status).toBe(200);
  });

  it("a watch by HTTP/1.0 comes without chunks", async () => {
    const at = await port();
    const path = "/kubernetes/management/apis/management.loft.sh/v1/users";
    const head = `Authorization: Bearer ${sandbox.token}\r\n`;
    const text = await raw(at, `GET ${path}?watch=1&timeoutSeconds=1 HTTP/1.0\r\n${head}\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 200/);
    expect(text).not.toMatch(/chunked/i);
  });
});

it("the browsers' preflight requests are answered, and responses are marked, for allowed origins", async () => {
  await port({ cors: ["http://localhost:5173"] });
  const url = `${listening?.url}/api/v1/kubeclusters`;
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "authorization,if-match",
      "access-control-request-private-network": "true",
    },
  });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    "access-control-allow-origin": "http://localhost:5173",
    "access-control-allow-methods": "PATCH",
    "access-control-allow-headers": "authorization,if-match",
    "access-control-allow-private-network": "true",
    vary: "Origin",
  });
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const marked = await fetch(url, { headers: { ...headers, origin: "http://localhost:5173" } });
  expect(marked.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  expect(marked.headers.get("access-control-expose-headers")).toContain("x-total-count");
  expect((await fetch(url, { headers })).headers.get("access-control-allow-origin")).toBeNull();
  expect(sandbox.requests).toHaveLength(2);
});

it("bodies beyond the limits are answered 413 and not kept", async () => {
  await port();
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const chunk = new Uint8Array(1 << 20).fill(0x20);
  const big = (chunks: number) =>
    new ReadableStream({
      pull(controller) {
        if (chunks-- > 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
  const ask = (path: string, chunks: number) =>
    fetch(`${listening?.url}${path}`, { method: "POST", headers, body: big(chunks), duplex: "half" } as RequestInit);
  const platform = await ask("/kubernetes/management/apis/management.loft.sh/v1/users", 4);
  expect([platform.status, (await platform.json()).reason]).toEqual([413, "RequestEntityTooLarge"]);
  const casa = await ask("/api/v1/kubeclusters", 4);
  expect([casa.status, await casa.json()]).toMatchObject([413, { _status: "ERR", _error: { code: 413 } }]);
});

it("disposing of the sandbox closes connections and stops listening", async () => {
  await port();
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const watch = await fetch(`${listening?.url}/kubernetes/management/apis/management.loft.sh/v1/users?watch=true`, { headers });
  const broken = expect(watch.text()).rejects.toThrow("terminated");
  sandbox[Symbol.dispose]();
  await broken;
  await expect(fetch(`${listening?.url}/version`)).rejects.toThrow();
});
