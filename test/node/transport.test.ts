import { mkdtemp, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { createFetch } from "clusterplane/node";
import { beforeAll, expect, test } from "vitest";
import { CloudCasa } from "../../src/cloudcasa.ts";
import { isAborted, isConnectionError, isInvalidArgument, isNotJson, isTimeout, type RequestError } from "../../src/http/errors.ts";
import { Http } from "../../src/http/http.ts";
import { type Certificate, certificate, json, type Running, run } from "./servers.ts";

const none = { env: {} };
const document = { _id: "1", _etag: "e", name: "a" };
const client = async (server: { url: string }, options: Parameters<typeof createFetch>[0] = {}) =>
  new CloudCasa({
    baseUrl: server.url,
    token: "t-o-k",
    fetch: await createFetch({ ...none, ...options }),
    retry: { attempts: 2, minDelay: "1ms" },
  });
let own: Certificate;
let other: Certificate;

beforeAll(async () => {
  [own, other] = await Promise.all([certificate(), certificate("client.example.com")]);
});

test.each(["true", "false", 1, null])(
  "insecure is true or false, and not %j: nobody is trusted by accident, or refused",
  async (insecure) => {
    await expect(createFetch({ ...none, insecure: insecure as never })).rejects.toThrow("insecure: expected true or false");
  },
);

test("an option that there is not is refused", async () => {
  await expect(createFetch({ rejectUnauthorized: false } as never)).rejects.toThrow(
    'createFetch: there is no option "rejectUnauthorized", only ca, insecure, cert, key, env',
  );
});

test("a self-signed server: refused without its certificate, used with it, and with insecure", async () => {
  await using server = await run((_request, response) => json(response, document), own);
  const refused = await (await client(server)).kubeclusters.get("1").catch((error: unknown) => error);
  expect(isConnectionError(refused)).toBe(true);
  expect((refused as RequestError).message).toMatch(/self-signed certificate/);
  expect((refused as RequestError).attempts).toBe(1);
  const wrong = await client(server, { ca: other.cert });
  await expect(wrong.kubeclusters.get("1")).rejects.toSatisfy(isConnectionError);
  const file = join(await mkdtemp(join(tmpdir(), "clusterplane-")), "ca.pem");
  await writeFile(file, own.cert);
  for (const options of [{ ca: own.cert }, { ca: Buffer.from(own.cert).toString("base64") }, { ca: file }, { insecure: true }]) {
    expect(await (await client(server, options)).kubeclusters.get("1")).toEqual(document);
  }
});

test("a client certificate", async () => {
  await using server = await run((_request, response) => json(response, document), { ...own, clientCa: other.cert });
  const known = await client(server, { ca: own.cert, cert: other.cert, key: other.private });
  expect((await known.kubeclusters.get("1")).name).toBe("a");
  await expect((await client(server, { ca: own.cert })).kubeclusters.get("1")).rejects.toSatisfy(isConnectionError);
});

test.each([
  [{ ca: "no-such-file.pem" }, /no-such-file\.pem.*ENOENT/],
  [{ ca: "" }, /expected PEM/],
  [{ ca: Buffer.from("nothing").toString("base64") }, /neither PEM/],
  [{ cert: "x" }, /needs cert and key/],
  [{ cert: "-----BEGIN CERTIFICATE-----\nx", key: "c2VjcmV0LWtleS1jdXQ" }, /^key: /],
])("certificates that are none are refused: %j", async (options, message) => {
  const error = await createFetch(options).catch((reason: unknown) => reason);
  expect(isInvalidArgument(error)).toBe(true);
  expect((error as Error).message).toMatch(message);
  expect(inspect(error)).not.toContain("c2VjcmV0");
});

test("connections are used again, with certificates and without", async () => {
  for (const tls of [undefined, own]) {
    await using server = await run((request, response) => {
      if (request.method === "DELETE") response.writeHead(204).end();
      else if (request.headers["if-none-match"]) response.writeHead(304, { etag: '"e"' }).end();
      else json(response, document, request.url?.endsWith("missing") ? 404 : 200);
    }, tls);
    const casa = await client(server, tls ? { ca: tls.cert } : {});
    for (let turn = 0; turn < 10; turn++) {
      const found = await casa.kubeclusters.get("1");
      expect(await casa.kubeclusters.refresh(found)).toBe(found);
      await casa.kubeclusters.patch(found, { description: "ü".repeat(turn) });
      await casa.kubeclusters.delete(found);
      expect(await casa.kubeclusters.find("missing")).toBeUndefined();
    }
    expect(server.connections()).toBe(1);
  }
});

test("bodies arrive whole, in both directions", async () => {
  const text = JSON.stringify({ _id: "1", _etag: "e", name: "ü€𝄞".repeat(100_000) });
  let received = "";
  let length: string | undefined;
  await using server = await run((request, response) => {
    const chunks: Buffer[] = [];
    length = request.headers["content-length"];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received = Buffer.concat(chunks).toString();
      const bytes = Buffer.from(text);
      response.writeHead(200, { "content-type": "application/json" });
      // Cut in the middle of characters.
      for (let at = 0; at < bytes.length; at += 10_001) response.write(bytes.subarray(at, at + 10_001));
      response.end();
    });
  });
  const casa = await client(server);
  const found = await casa.kubeclusters.patch({ _id: "1", _etag: "e" }, { description: "ü€" });
  expect(JSON.stringify(found)).toBe(text);
  expect(received).toBe('{"description":"ü€"}');
  expect(length).toBe(String(Buffer.byteLength(received)));
});

test("gzip is unpacked, whole and as a stream", async () => {
  await using server = await run((request, response) => {
    expect(request.headers["accept-encoding"]).toBe("gzip");
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(document)));
  });
  const casa = await client(server);
  expect(await casa.kubeclusters.get("1")).toEqual(document);
  const small = new CloudCasa({ baseUrl: server.url, token: "t", fetch: await createFetch(none), maxBytes: 1000 });
  expect(await small.kubeclusters.get("1")).toEqual(document);
});

test("a byte order mark, HTML, an empty answer, a cut one", async () => {
  const bodies: Record<string, () => [Record<string, string>, string]> = {
    mark: () => [{ "content-type": "application/json" }, `\ufeff${JSON.stringify(document)}`],
    html: () => [{ "content-type": "text/html" }, "<html><title>Sign in</title></html>"],
    empty: () => [{ "content-type": "application/json" }, ""],
    cut: () => [{ "content-type": "application/json", "content-length": "1000" }, '{"_id":'],
  };
  await using server = await run((request, response) => {
    const name = request.url?.split("/").at(-1) ?? "";
    const [headers, body] = (bodies[name] as () => [Record<string, string>, string])();
    response.writeHead(200, headers);
    response.write(body);
    if (name === "cut") setTimeout(() => response.destroy(), 5);
    else response.end();
  });
  const casa = await client(server);
  expect((await casa.kubeclusters.get("mark")).name).toBe("a");
  await expect(casa.kubeclusters.get("html")).rejects.toSatisfy(isNotJson);
  await expect(casa.kubeclusters.get("empty")).rejects.toSatisfy(isNotJson);
  await expect(casa.kubeclusters.get("cut")).rejects.toMatchObject({ code: "Connection", attempts: 2 });
});

test("redirects are refused, not followed", async () => {
  let asked = 0;
  await using server = await run((_request, response) => {
    asked++;
    response.writeHead(302, { location: "/login" }).end("moved");
  });
  await expect((await client(server)).kubeclusters.get("1")).rejects.toMatchObject({ code: "Redirected" });
  expect(asked).toBe(1);
});

test("nobody there; an answer that never comes; the caller's abort, before and in the middle of a body", async () => {
  const closed = await run(() => {});
  const casa = await client(closed);
  await closed[Symbol.asyncDispose]();
  await expect(casa.kubeclusters.create({ name: "a" })).rejects.toMatchObject({ code: "Connection", effect: "none", attempts: 2 });
  let hung = 0;
  await using mute = await run((request, response) => {
    request.on("close", () => {
      hung++;
    });
    if (request.url?.endsWith("half")) response.writeHead(200, { "content-type": "application/json" }).write('{"_id"');
  });
  const waiting = await client(mute);
  await expect(waiting.kubeclusters.get("1", { timeout: "50ms" })).rejects.toSatisfy(isTimeout);
  await expect(waiting.kubeclusters.get("1", { signal: AbortSignal.timeout(50) })).rejects.toSatisfy(isAborted);
  await expect(waiting.kubeclusters.get("half", { signal: AbortSignal.timeout(50) })).rejects.toSatisfy(isAborted);
  await expect(waiting.kubeclusters.get("1", { signal: AbortSignal.abort() })).rejects.toSatisfy(isAborted);
  await expect.poll(() => hung).toBe(3);
});

const streamOf = async (server: Running, silence = 5000, signal?: AbortSignal) => {
  const http = new Http({ baseUrl: server.url, fetch: await createFetch(none) });
  return http.stream({ method: "GET", path: "/", safety: "read", describe: { verb: "watch", resource: "things" }, signal }, silence);
};

test("a stream comes as it is sent, waits for its reader, and ends with the server", async () => {
  let sent = 0;
  let drained = false;
  await using server = await run((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = Buffer.alloc(64 * 1024, 97);
    const push = () => {
      while (sent < 200) {
        sent++;
        if (!response.write(chunk)) {
          response.once("drain", push);
          return;
        }
      }
      drained = true;
      response.end();
    };
    push();
  });
  const stream = await streamOf(server);
  const first = await stream.chunks.next();
  expect(first.done).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(drained).toBe(false);
  let bytes = first.value?.byteLength ?? 0;
  for await (const chunk of stream.chunks) bytes += chunk.byteLength;
  expect(bytes).toBe(200 * 64 * 1024);
});

test("a stream that falls silent, breaks, or is left", async () => {
  let closed = 0;
  await using server = await run((request, response) => {
    request.on("close", () => {
      closed++;
    });
    response.writeHead(200, { "content-type": "application/json" });
    response.write("first\n");
    if (request.headers["x-break"]) setTimeout(() => response.destroy(), 10);
  });
  const silent = await streamOf(server, 50);
  await silent.chunks.next();
  await expect(silent.chunks.next()).rejects.toSatisfy(isTimeout);
  const left = await streamOf(server);
  for await (const chunk of left.chunks) {
    expect(new TextDecoder().decode(chunk)).toBe("first\n");
    break;
  }
  const aborted = await streamOf(server, 5000, AbortSignal.timeout(50));
  await aborted.chunks.next();
  await expect(aborted.chunks.next()).rejects.toSatisfy(isAborted);
  await expect.poll(() => closed).toBe(3);
  const http = new Http({ baseUrl: server.url, fetch: await createFetch(none), headers: { "x-break": "1" } });
  const broken = await http.stream({ method: "GET", path: "/", safety: "read", describe: { verb: "watch", resource: "things" } }, 5000);
  await broken.chunks.next();
  await expect(broken.chunks.next()).rejects.toSatisfy(isConnectionError);
});

test("the answer's other faces: json, bytes, blob, headers, web streams", async () => {
  await using server = await run((_request, response) => {
    response.writeHead(200, { "content-type": "text/plain", "x-two": ["a", "b"], "set-cookie": ["c=1", "d=2"] }).end('{"a":1}');
  });
  const fetch = await createFetch(none);
  const get = () => fetch(server.url, { method: "GET" });
  expect(await (await get()).json()).toEqual({ a: 1 });
  expect(new TextDecoder().decode(await (await get()).arrayBuffer())).toBe('{"a":1}');
  expect(await (await (await get()).blob()).text()).toBe('{"a":1}');
  const { headers } = await get();
  expect([headers.get("X-Two"), headers.has("x-none"), headers.getSetCookie()]).toEqual(["a, b", false, ["c=1", "d=2"]]);
  expect([...headers].map(([name]) => name)).toContain("content-type");
  const read = await get();
  await read.text();
  await expect(read.text()).rejects.toThrow(TypeError);
  const piped = (await get()).body?.pipeThrough(new TextDecoderStream());
  let text = "";
  for await (const part of piped as ReadableStream<string>) text += part;
  expect(text).toBe('{"a":1}');
  const sent = await fetch(server.url, { method: "POST", body: new Uint8Array([1, 2]), headers: new Headers({ "x-a": "b" }) });
  expect(sent.status).toBe(200);
  await sent.body?.cancel();
  await expect(fetch("ftp://example.com", {})).rejects.toThrow(TypeError);
});

/** A proxy that counts what goes through it. */
async function proxy() {
  const seen: string[] = [];
  const server = await run((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`);
    json(response, document);
  });
  server.server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`);
    if (request.url?.startsWith("refused")) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const [host, port] = (request.url as string).split(":");
    const through = connect(Number(port), host === "casa.example.com" ? "127.0.0.1" : host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(socket);
      socket.pipe(through);
    });
    for (const end of [socket, through]) end.on("error", () => {});
  });
  return { ...server, seen };
}

test("HTTPS_PROXY: through a tunnel, with the server's own certificate, connections kept", async () => {
  await using server = await run((request, response) => json(response, { ...document, name: request.headers.authorization }), own);
  await using through = await proxy();
  const env = { HTTPS_PROXY: `http://user:p%40ss@127.0.0.1:${through.port}` };
  const casa = await client(server, { ca: own.cert, env });
  for (let turn = 0; turn < 5; turn++) expect((await casa.kubeclusters.get("1")).name).toBe("Bearer t-o-k");
  expect(through.seen).toEqual([`CONNECT 127.0.0.1:${server.port} Basic ${Buffer.from("user:p@ss").toString("base64")}`]);
  expect(server.connections()).toBe(1);
  await expect((await client(server, { env })).kubeclusters.get("1")).rejects.toSatisfy(isConnectionError);
  const direct = await client(server, { ca: own.cert, env: { ...env, NO_PROXY: "example.com, 127.0.0.1" } });
  expect((await direct.kubeclusters.get("1")).name).toBe("Bearer t-o-k");
  expect(through.seen).toHaveLength(2);
});

test("HTTP_PROXY: the whole URL; a proxy that refuses is named, its password is not", async () => {
  await using through = await proxy();
  const casa = new CloudCasa({
    baseUrl: "http://casa.example.com",
    allowHttp: true,
    token: "t-o-k",
    fetch: await createFetch({ env: { http_proxy: `127.0.0.1:${through.port}` } }),
  });
  expect(await casa.kubeclusters.get("1")).toEqual(document);
  expect(through.seen).toEqual(["GET http://casa.example.com/api/v1/kubeclusters/1 "]);
  const refused = new CloudCasa({
    baseUrl: "https://refused.example.com",
    token: "t-o-k",
    fetch: await createFetch({ env: { https_proxy: `http://user:hunter2hunter2@127.0.0.1:${through.port}` } }),
    retry: false,
  });
  const error = await refused.kubeclusters.get("1").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "Connection", message: expect.stringContaining("403") });
  expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
});
