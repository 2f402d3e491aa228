/** Proxies and TLS on real connections. */
import { createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { createFetch } from "clusterplane/node";
import { beforeAll, describe, expect, test } from "vitest";
import { CloudCasa } from "../../src/cloudcasa.ts";
import { connectionFailure } from "../../src/http/explain/connection-failure.ts";
import { type Certificate, certificate, established, json, listening, proxy, raw, run } from "./servers.ts";

const document = { _id: "1", _etag: "e", name: "a" };
let own: Certificate;
let other: Certificate;
let proxys: Certificate;

beforeAll(async () => {
  [own, other, proxys] = await Promise.all([certificate(), certificate("client.example"), certificate("localhost")]);
});

const client = async (baseUrl: string, options: Parameters<typeof createFetch>[0]) =>
  new CloudCasa({ baseUrl, token: "t-o-k", allowHttp: true, fetch: await createFetch(options), retry: { attempts: 3, minDelay: "1ms" } });

describe("tunnels", () => {
  test.each([
    ["200", established],
    ["201 with headers", "HTTP/1.1 201 Created\r\nvia: x\r\ncontent-length: 0\r\n\r\n"],
    ["204", "HTTP/1.1 204 No Content\r\n\r\n"],
    ["HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n"],
  ])("any 2xx is one: %s", async (_name, reply) => {
    await using server = await run((request, response) => json(response, { ...document, name: request.headers.authorization }), own);
    await using through = await proxy(reply);
    const casa = await client(server.url, { ca: own.cert, env: { HTTPS_PROXY: `http://user:p%40ss@localhost:${through.port}` } });
    // One after the other they use one tunnel, at once each has its own.
    for (let turn = 0; turn < 3; turn++) expect((await casa.kubeclusters.get("1")).name).toBe("Bearer t-o-k");
    expect(through.seen).toEqual([
      `CONNECT 127.0.0.1:${server.port} 127.0.0.1:${server.port} Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    ]);
    await Promise.all(Array.from({ length: 5 }, () => casa.kubeclusters.get("1")));
    await Promise.all(Array.from({ length: 5 }, () => casa.kubeclusters.get("1")));
    expect(through.seen).toHaveLength(5);
  });

  test.each([
    [403, 1],
    [407, 1],
    [302, 1],
    [502, 3],
    [503, 3],
  ])("%i is a refusal that names the proxy and its variable; %i attempts", async (status, attempts) => {
    await using through = await proxy(`HTTP/1.1 ${status} No\r\nproxy-authenticate: Basic\r\ncontent-length: 5\r\n\r\nhello`);
    const casa = await client("https://refused.example", { env: { https_proxy: `http://user:hunter2hunter2@localhost:${through.port}` } });
    const error = await casa.kubeclusters.create({ name: "a" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "Connection", effect: "none", attempts });
    const named = `the proxy localhost:${through.port} (https_proxy) refused a tunnel to refused.example:443 with status ${status}`;
    expect((error as Error).message).toContain(named);
    expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
    await expect.poll(through.open).toBe(0);
  });

  test("to an IPv6 address", async () => {
    await using through = await proxy("HTTP/1.1 403 No\r\n\r\n");
    const fetch = await createFetch({ env: { HTTPS_PROXY: through.url } });
    await fetch("https://[2001:db8::1]/", {}).catch(() => undefined);
    await fetch("https://[2001:db8::1]:8443/", {}).catch(() => undefined);
    expect(through.seen).toEqual(["CONNECT [2001:db8::1]:443 [2001:db8::1]:443 ", "CONNECT [2001:db8::1]:8443 [2001:db8::1]:8443 "]);
  });

  test("through a proxy that speaks TLS: it is verified by the same options, and gets no certificate of the client", async () => {
    await using server = await run((_request, response) => json(response, document), { ...own, clientCa: other.cert });
    await using through = await proxy(established, own);
    const tls = { cert: other.cert, key: other.private };
    const casa = await client(server.url, { ...tls, ca: own.cert, env: { HTTPS_PROXY: through.url } });
    expect(await casa.kubeclusters.get("1")).toEqual(document);
    await using untrusted = await proxy(established, proxys);
    const refused = await client(server.url, { ...tls, ca: own.cert, env: { HTTPS_PROXY: untrusted.url } });
    await expect(refused.kubeclusters.get("1")).rejects.toMatchObject({
      attempts: 1,
      effect: "none",
      message: expect.stringMatching(/the proxy localhost:\d+ \(HTTPS_PROXY\) can't be used: self-signed certificate/),
    });
    expect(untrusted.seen).toEqual([]);
    const careless = await client(server.url, { ...tls, insecure: true, env: { HTTPS_PROXY: untrusted.url } });
    expect(await careless.kubeclusters.get("1")).toEqual(document);
  });

  test("the server's certificate is verified inside", async () => {
    await using server = await run((_request, response) => json(response, document), own);
    await using through = await proxy();
    const casa = await client(server.url, { ca: other.cert, env: { HTTPS_PROXY: through.url } });
    await expect(casa.kubeclusters.create({ name: "a" })).rejects.toMatchObject({ code: "Connection", attempts: 1, effect: "none" });
    await expect.poll(through.open).toBe(0);
  });
});

describe("plain http through a proxy", () => {
  test("names the whole URL; connections are kept", async () => {
    await using through = await proxy();
    const casa = await client("http://casa.example:8080", { env: { http_proxy: `http://user@localhost:${through.port}` } });
    expect(await casa.kubeclusters.get("1")).toEqual(document);
    expect(await casa.kubeclusters.get("1")).toEqual(document);
    const line = `GET http://casa.example:8080/api/v1/kubeclusters/1 casa.example:8080 Basic ${Buffer.from("user:").toString("base64")}`;
    expect(through.seen).toEqual([line, line]);
    expect(through.open()).toBe(1);
  });

  test("also where the proxy speaks TLS", async () => {
    await using through = await proxy(established, own);
    const casa = await client("http://casa.example", { ca: own.cert, env: { http_proxy: through.url } });
    expect(await casa.kubeclusters.get("1")).toEqual(document);
    expect(through.seen).toEqual(["GET http://casa.example/api/v1/kubeclusters/1 casa.example "]);
  });

  test("a 407 is a refusal that names the proxy and its variable, and shows nothing of its response", async () => {
    await using through = await run((_request, response) => {
      response.writeHead(407, { "proxy-authenticate": "Basic" }).end("user:hunter2hunter2 is wrong");
    });
    const casa = await client("http://casa.example", { env: { http_proxy: `http://user:hunter2hunter2@127.0.0.1:${through.port}` } });
    const error = await casa.kubeclusters.create({ name: "a" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "Connection", effect: "none", attempts: 1 });
    const named = `the proxy 127.0.0.1:${through.port} (http_proxy) refused a request to casa.example with status 407: it wants a user and password`;
    expect((error as Error).message).toContain(named);
    expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
    await expect.poll(through.open).toBe(0);
  });

  test.each([200, 403, 502, 503])("a %i that repeats the proxy's password shows stars", async (status) => {
    await using through = await run((request, response) => {
      const header = String(request.headers["proxy-authorization"]);
      response.writeHead(status, { "content-type": "text/html" });
      response.end(`<h1>hunter2hunter2, hunter2%68unter2, ${Buffer.from(header.slice(6), "base64")}, ${header}</h1>`);
    });
    const casa = await client("http://casa.example", { env: { http_proxy: `http://user:hunter2hunter2@127.0.0.1:${through.port}` } });
    const error = await casa.kubeclusters.get("1", { timeout: "200ms" }).catch((reason: unknown) => reason);
    expect((error as Error).message).toContain("*****, *****, user:*****, Basic *****");
    expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
  });

  test("not to this machine, so that the token stays on it", async () => {
    await using server = await run((_request, response) => json(response, document));
    await using through = await proxy();
    const casa = await client(server.url, { env: { HTTP_PROXY: through.url, ALL_PROXY: through.url } });
    expect(await casa.kubeclusters.get("1")).toEqual(document);
    expect(through.seen).toEqual([]);
  });
});

describe("a proxy that does not do its work: nothing was sent, and no connection stays", () => {
  const failing: Record<string, string | undefined> = {
    "closes at once": undefined,
    "is something else": "SSH-2.0-OpenSSH_9.2\r\n",
    "closes in the middle of its response": "HTTP/1.1 200 O",
    "closes after its response": established,
    "sends HTTP where TLS is due": `${established}HTTP/1.1 400 Bad Request\r\n\r\n`,
  };

  test.each(Object.keys(failing))("%s", async (how) => {
    let connections = 0;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      connections++;
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
      const bytes = failing[how];
      if (bytes === undefined) socket.destroy();
      else socket.once("data", () => socket.end(bytes));
    });
    await using through = await listening(server, sockets);
    const fetch = await createFetch({ env: { HTTPS_PROXY: `http://127.0.0.1:${through.port}` } });
    const error = await fetch("https://a.example/", { method: "POST", body: "x" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(connectionFailure(error)).toMatchObject({ sent: false });
    await expect.poll(through.open).toBe(0);
    // It is not asked again and again.
    expect(connections).toBe(1);
  });

  test("nobody there, or no such host: the error names the variable", async () => {
    const nobody = await listening(createServer(), new Set());
    await nobody[Symbol.asyncDispose]();
    for (const [address, hopeless] of [
      [`127.0.0.1:${nobody.port}`, false],
      ["nowhere.invalid:1", true],
    ] as const) {
      for (const url of ["https://a.example/", "http://a.example/"]) {
        const fetch = await createFetch({ env: { ALL_PROXY: address } });
        const error = await fetch(url, {}).catch((reason: Error) => reason);
        expect(((error as Error).cause as Error).message).toContain(`the proxy ${address} (ALL_PROXY) can't be used: `);
        expect(connectionFailure(error)).toEqual({ sent: false, hopeless, advice: expect.stringContaining("ALL_PROXY") });
      }
    }
  });

  const silent: Record<string, { reply?: string; scheme: string }> = {
    "does not answer CONNECT": { scheme: "https" },
    "does not finish its answer": { scheme: "https", reply: "HTTP/1.1 200 O" },
    "makes a tunnel to nobody": { scheme: "https", reply: established },
    "does not answer a request": { scheme: "http" },
  };

  test.each(Object.keys(silent))("%s: it is let go when the signal aborts, and other calls go on", async (how) => {
    const { reply, scheme } = silent[how] as (typeof silent)[string];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
      socket.once("data", () => reply !== undefined && socket.write(reply));
      socket.resume();
    });
    await using through = await listening(server, sockets);
    const fetch = await createFetch({ env: { ALL_PROXY: `http://127.0.0.1:${through.port}` } });
    const [stop, other] = [new AbortController(), new AbortController()];
    const call = fetch(`${scheme}://a.example/`, { signal: stop.signal });
    const patient = fetch(`${scheme}://a.example/`, { signal: other.signal });
    await expect.poll(through.open).toBe(2);
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    await expect.poll(through.open).toBe(1);
    other.abort();
    await expect(patient).rejects.toThrow();
    await expect.poll(through.open).toBe(0);
  });
});

describe("TLS", () => {
  test("a server that does not shake hands is let go when the signal aborts", async () => {
    await using server = await raw(() => ({ bytes: "" }));
    const fetch = await createFetch({ env: {} });
    const stop = new AbortController();
    const call = fetch(`https://127.0.0.1:${server.port}/`, { signal: stop.signal });
    await expect.poll(server.open).toBe(1);
    stop.abort();
    await expect(call).rejects.toBe(stop.signal.reason);
    await expect.poll(server.open).toBe(0);
  });

  test.each([
    ["plain HTTP on the port", undefined, /baseUrl/],
    ["a certificate of another host", "x.example", /baseUrl/],
    ["a certificate of nobody", "localhost", /NODE_EXTRA_CA_CERTS/],
  ])("%s: nothing sent, no retry, and advice", async (_name, host, advice) => {
    const shown = host === undefined ? undefined : await certificate(host, { address: host === "localhost" });
    await using server = await run((_request, response) => response.end(), shown);
    const trusted = host === "x.example" ? { ca: (shown as Certificate).cert } : {};
    const fetch = await createFetch({ env: {}, ...trusted });
    const error = await fetch(`https://localhost:${server.port}/`, { method: "POST", body: "x" }).catch((reason: unknown) => reason);
    expect(connectionFailure(error)).toEqual({ sent: false, hopeless: true, advice: expect.stringMatching(advice) });
    // The same of Node's own fetch.
    if (host !== "x.example") {
      const own = await globalThis
        .fetch(`https://localhost:${server.port}/`, { method: "POST", body: "x" })
        .catch((reason: unknown) => reason);
      expect(connectionFailure(own)).toEqual(connectionFailure(error));
    }
  });

  test("a client certificate that is missing: the server processes nothing", async () => {
    let asked = 0;
    await using server = await run(
      (_request, response) => {
        asked++;
        json(response, document);
      },
      { ...own, clientCa: other.cert },
    );
    const casa = await client(server.url, { ca: own.cert, env: {} });
    await expect(casa.kubeclusters.create({ name: "a" })).rejects.toMatchObject({ code: "Connection", attempts: 1, effect: "none" });
    expect(asked).toBe(0);
  });
});
