import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { createFetch } from "clusterplane/node";
import { beforeAll, describe, expect, test } from "vitest";
import { CloudCasa } from "../../src/cloudcasa.ts";
import type { RequestError } from "../../src/http/errors.ts";
import { connectionFailure } from "../../src/http/explain/connection-failure.ts";
import { Http } from "../../src/http/http.ts";
import { isAborted, isConnectionError, isNotJson, isTimeout } from "../../src/http/predicates.ts";
import { open } from "../http/fake.ts";
import { type Certificate, certificate, json, type Running, raw, run } from "./servers.ts";

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

test("an unknown option is refused", async () => {
  await expect(createFetch({ rejectUnauthorized: false } as never)).rejects.toThrow(
    'createFetch: unknown option "rejectUnauthorized"; known options: ca, insecure, cert, key, env',
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

test("connections are used again, with certificates and without", async () => {
  for (const tls of [undefined, own]) {
    await using server = await run((request, response) => {
      if (request.method === "DELETE") response.writeHead(204).end();
      else if (request.headers["if-none-match"]) response.writeHead(304, { etag: '"e"' }).end();
      else if (request.url?.endsWith("missing")) json(response, { _status: "ERR", _error: { code: 404, message: "none" } }, 404);
      else json(response, document);
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

test("a server that closes connections after its responses, without a word, costs no call", async () => {
  await using server = await run((request, response) => {
    request.resume();
    request.on("end", () => {
      response.end("text");
      request.socket.end();
    });
  });
  const fetch = await createFetch(none);
  for (let turn = 0; turn < 50; turn++) {
    expect(await (await fetch(server.url, { method: "POST", body: "x" })).text()).toBe("text");
  }
  expect(server.connections()).toBe(50);
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

const watch = { method: "GET", path: "/", safety: "read", describe: { verb: "watch", resource: "things" } } as const;
const streamOf = async (server: Running, silence = 5000, signal?: AbortSignal) => {
  const http = new Http({ baseUrl: server.url, fetch: await createFetch(none) });
  return open(http, watch, { silence }, { signal });
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
  const broken = await open(http, watch, { silence: 5000 });
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

describe("responses", () => {
  const head = (status: string, ...headers: string[]) => `HTTP/1.1 ${[status, ...headers].join("\r\n")}\r\n\r\n`;
  const gzip = gzipSync("text");
  const length = (size: number) => `content-length: ${size}`;

  /** What a response gives: status, text, and whether it has a body. */
  const good: Record<string, [string | Buffer, number, string | null, boolean?]> = {
    "of a length": [`${head("200 OK", length(4))}text`, 200, "text"],
    "in chunks": [`${head("200 OK", "transfer-encoding: chunked")}2\r\nte\r\n2;x=y\r\nxt\r\n0\r\n\r\n`, 200, "text"],
    "with trailers": [`${head("200 OK", "transfer-encoding: chunked", "trailer: x")}4\r\ntext\r\n0\r\nx: y\r\n\r\n`, 200, "text"],
    "that ends with its connection": [`${head("200 OK", "connection: close")}text`, 200, "text", true],
    "of HTTP/1.0": ["HTTP/1.0 200 OK\r\n\r\ntext", 200, "text", true],
    "of HTTP/1.0 with a length": [`HTTP/1.0 200 OK\r\n${length(4)}\r\n\r\ntext`, 200, "text"],
    "without a reason": [`HTTP/1.1 200\r\n${length(4)}\r\n\r\ntext`, 200, "text"],
    "after early hints": [`${head("103 Early Hints", "link: x")}${head("102 Processing")}${head("200 OK", length(4))}text`, 200, "text"],
    "with gzip": [Buffer.concat([Buffer.from(head("200 OK", "content-encoding: gzip", length(gzip.length))), gzip]), 200, "text"],
    "with codings on two lines": [
      Buffer.concat([Buffer.from(head("200 OK", "content-encoding: gzip", "content-encoding: GZIP", "connection: close")), gzipSync(gzip)]),
      200,
      "text",
      true,
    ],
    "with a coding that nobody knows": [`${head("200 OK", "content-encoding: zork", length(4))}text`, 200, "text"],
    "202 with gzip and nothing": [head("202 Accepted", "content-encoding: gzip", length(0)), 202, ""],
    "202 with nothing": [head("202 Accepted", length(0)), 202, ""],
    "204": [head("204 No Content"), 204, null],
    "204 with gzip": [head("204 No Content", "content-encoding: gzip"), 204, null],
    "304 with the length of what was not sent": [head("304 Not Modified", "content-encoding: gzip", length(99)), 304, null],
    "204 with a body": [`${head("204 No Content", length(4))}text`, 204, null],
    "205": [head("205 Reset Content", length(0)), 205, null],
    "205 with a body": [`${head("205 Reset Content", length(4))}text`, 205, null],
    "205 with a body without end": [`${head("205 Reset Content", "transfer-encoding: chunked")}4\r\ntext\r\n`, 205, null],
    "a redirect": [head("302 Found", "location: /x", length(0)), 302, ""],
    "of an odd status": [`${head("999 Odd", length(4))}text`, 999, "text"],
    "with more than its length": [`${head("200 OK", length(4))}text and more`, 200, "text"],
  };

  test.each(Object.keys(good))("%s", async (name) => {
    const [bytes, status, text, end] = good[name] as (typeof good)[string];
    await using server = await raw((path) => (path === "" ? { bytes, end: end ?? false } : { bytes: `${head("200 OK", length(4))}next` }));
    const fetch = await createFetch(none);
    const response = await fetch(server.url, {});
    expect([response.status, response.body === null, await response.text()]).toEqual([status, text === null, text ?? ""]);
    // What comes next does not suffer from it.
    expect(await (await fetch(`${server.url}/next`, {})).text()).toBe("next");
    await expect.poll(server.open).toBeLessThanOrEqual(1);
  });

  const broken: Record<string, [string | Buffer, (true | "reset")?]> = {
    "shorter than its length": [`${head("200 OK", length(9))}text`, true],
    "shorter than its length, of HTTP/1.0": [`HTTP/1.0 200 OK\r\n${length(9)}\r\n\r\ntext`, true],
    "cut in a chunk": [`${head("200 OK", "transfer-encoding: chunked")}9\r\ntext`, true],
    "cut before its last chunk": [`${head("200 OK", "transfer-encoding: chunked")}4\r\ntext\r\n`, true],
    "that ends with a reset": [`${head("200 OK", "connection: close")}text`, "reset"],
    "of two lengths": [`${head("200 OK", length(4), length(5))}text`, true],
    "of no length that there is": [`${head("200 OK", "content-length: -4")}text`, true],
    "of gzip that is cut": [Buffer.concat([Buffer.from(head("200 OK", "content-encoding: gzip", length(8))), gzip.subarray(0, 8)])],
    "of gzip that is none": [`${head("200 OK", "content-encoding: gzip", length(4))}text`],
    "cut in its head": ["HTTP/1.1 200 OK\r\ncontent-", true],
    nothing: ["", true],
    "no HTTP": ["SSH-2.0-OpenSSH_9.2\r\n", true],
    "that switches protocols": [head("101 Switching Protocols", "upgrade: x", "connection: upgrade")],
  };

  test.each(Object.keys(broken))("a broken one is an error, never a shorter body: %s", async (name) => {
    const [bytes, end] = broken[name] as (typeof broken)[string];
    await using server = await raw(() => ({ bytes, ...(end !== undefined && { end }) }));
    const fetch = await createFetch(none);
    const error = await fetch(server.url, { method: "POST", body: "x" })
      .then((response) => response.text())
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(/^(fetch failed|terminated)$/);
    // The request was sent, whatever became of it.
    expect(connectionFailure(error)).toMatchObject({ sent: true });
    // The bytes of a broken coding came whole: their connection is still good.
    await expect.poll(server.open).toBeLessThanOrEqual(name.startsWith("of gzip") ? 1 : 0);
  });

  test("HEAD has no body, whatever its headers say", async () => {
    await using server = await raw(() => ({ bytes: head("200 OK", "content-encoding: gzip", length(99)) }));
    const fetch = await createFetch(none);
    const response = await fetch(server.url, { method: "HEAD" });
    expect([response.body, await response.text(), response.headers.get("content-length")]).toEqual([null, "", "99"]);
  });

  // Small enough to wait here, more than that, and more than a socket takes.
  test.each([1000, 70_000, 131_072, 400_000])("read late, when %i bytes have come and the server has gone", async (size) => {
    for (const framing of ["connection: close", `connection: close\r\n${length(size)}`]) {
      await using server = await raw(() => ({ bytes: head("200 OK", framing) + "x".repeat(size), end: true }));
      const fetch = await createFetch(none);
      const [late, left] = await Promise.all([fetch(server.url, {}), fetch(server.url, {})]);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await late.text()).length).toBe(size);
      await left.body?.cancel();
      await expect.poll(server.open).toBe(0);
    }
  });
});

describe("requests", () => {
  test.each([
    ["text", "tëxt", "tëxt", undefined],
    ["nothing", "", "", undefined],
    ["bytes", new Uint8Array([0x74, 0x65]), "te", undefined],
    ["part of a buffer", new Uint8Array([0, 0x74, 0x65, 0]).subarray(1, 3), "te", undefined],
    ["another view", new DataView(new Uint8Array([0, 0x74, 0x65, 0]).buffer, 1, 2), "te", undefined],
    ["an ArrayBuffer", new Uint8Array([0x74, 0x65]).buffer, "te", undefined],
    ["a form", new URLSearchParams({ a: "b c" }), "a=b+c", "application/x-www-form-urlencoded;charset=UTF-8"],
    ["a blob", new Blob(["te", "xt"], { type: "text/x" }), "text", "text/x"],
    ["a stream", () => new Blob(["te", "xt"]).stream(), "text", undefined],
  ])("with a body of %s", async (_name, body, expected, type) => {
    let received = "";
    const headers: Record<string, string | string[] | undefined>[] = [];
    await using server = await run((request, response) => {
      headers.push(request.headers);
      request.on("data", (chunk: Buffer) => {
        received += chunk.toString();
      });
      request.on("end", () => response.end());
    });
    const fetch = await createFetch(none);
    await fetch(server.url, { method: "POST", body: typeof body === "function" ? body() : body, headers: { "x-a": "1" } });
    expect(received).toBe(expected);
    expect(headers[0]).toMatchObject({ "x-a": "1", "accept-encoding": "gzip" });
    expect(headers[0]?.["content-type"]).toBe(type);
  });

  test("a body that fails ends the request; one that is not read any more is cancelled", async () => {
    await using server = await run((request, response) => {
      request.resume();
      if (request.url === "/early") response.writeHead(413, { connection: "close" }).end("too large");
    });
    const fetch = await createFetch(none);
    const post = (path: string, body: ReadableStream, signal?: AbortSignal) =>
      fetch(server.url + path, { method: "POST", body, duplex: "half", ...(signal && { signal }) } as RequestInit);
    const failing = new ReadableStream({ pull: (controller) => controller.error(new Error("no more of it")) });
    await expect(post("/", failing)).rejects.toMatchObject({ message: "fetch failed", cause: { message: "no more of it" } });
    const cancelled: string[] = [];
    const endless = (name: string) =>
      new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          controller.enqueue(new Uint8Array(10_000));
        },
        cancel: () => void cancelled.push(name),
      });
    const early = await post("/early", endless("early"));
    expect([early.status, await early.text()]).toEqual([413, "too large"]);
    await expect(post("/", endless("aborted"), AbortSignal.timeout(20))).rejects.toThrow(/timeout/);
    await expect(post("/", endless("refused"), AbortSignal.abort())).rejects.toThrow(/abort/);
    await expect.poll(() => cancelled).toEqual(["early", "aborted"]);
    await expect.poll(server.open).toBe(0);
  });

  test.each([
    ["a header value", { headers: { "x-team": "a\nb" } }],
    ["a header value beyond Latin-1", { headers: { "x-team": "a…b" } }],
    ["a header name", { headers: { "x team": "a" } }],
    ["a list of headers", { headers: [["x-team", "a\nb"]] as [string, string][] }],
    ["a length", { headers: { "content-length": "x" } }],
    ["a method", { method: "A B" }],
    ["a body of a GET", { body: "x" }],
  ])("that can't be built are refused, nothing is sent, and values are not shown: %s", async (_name, init) => {
    await using server = await run((_request, response) => response.end());
    const fetch = await createFetch(none);
    const error = await fetch(server.url, init).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(connectionFailure(error)).toMatchObject({ sent: false, hopeless: true });
    expect(server.connections()).toBe(0);
    expect(await (await fetch(server.url, {})).text()).toBe("");
  });

  test.each(["http://:::/", "x", "", "ftp://a.example/"])("to %j are refused", async (url) => {
    const error = await (await createFetch(none))(url, {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(connectionFailure(error)).toMatchObject({ sent: false, hopeless: true });
  });
});

describe("signals", () => {
  test("one that hundreds of calls share causes no warning, and keeps no listener", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    await using server = await run((request, response) => {
      if (request.url !== "/hang") response.end("text");
    });
    const fetch = await createFetch(none);
    const { signal, abort } = ((controller) => ({ signal: controller.signal, abort: () => controller.abort("enough") }))(
      new AbortController(),
    );
    await Promise.all(Array.from({ length: 200 }, async () => (await fetch(server.url, { signal })).text()));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    const hanging = Promise.allSettled(Array.from({ length: 50 }, () => fetch(`${server.url}/hang`, { signal })));
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort();
    expect(new Set((await hanging).map((one) => (one as PromiseRejectedResult).reason))).toEqual(new Set(["enough"]));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  test("of another realm are listened to like Node's own", async () => {
    const listeners = new Set<{ handleEvent(): void }>();
    const signal = {
      aborted: false,
      reason: "enough",
      addEventListener: (_type: string, listener: { handleEvent(): void }) => listeners.add(listener),
      removeEventListener: (_type: string, listener: { handleEvent(): void }) => listeners.delete(listener),
    } as unknown as AbortSignal;
    await using server = await run(() => {});
    const call = (await createFetch(none))(server.url, { signal });
    for (const listener of listeners) listener.handleEvent();
    await expect(call).rejects.toBe("enough");
    expect(listeners.size).toBe(0);
  });

  test("an abort in a body: the reason, whatever had come; an abort after its end: nothing", async () => {
    await using server = await run((request, response) => {
      response.writeHead(200, request.url === "/gzip" ? { "content-encoding": "gzip" } : {});
      if (request.url === "/whole") response.end("text");
      else response.write(request.url === "/gzip" ? gzipSync("text").subarray(0, 12) : "text");
    });
    const fetch = await createFetch(none);
    for (const path of ["/part", "/gzip"]) {
      for (const reason of [new Error("enough"), "enough", 0]) {
        const stop = new AbortController();
        const response = await fetch(server.url + path, { signal: stop.signal });
        const text = response.text().catch((error: unknown) => [error]);
        setTimeout(() => stop.abort(reason), 10);
        expect(await text).toEqual([reason]);
      }
    }
    await expect.poll(server.open).toBe(0);
    const stop = new AbortController();
    const whole = await fetch(`${server.url}/whole`, { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    expect(await whole.text()).toBe("text");
  });
});

test("a response that is cloned can be read twice; one that was read can't be", async () => {
  await using server = await run((_request, response) => response.writeHead(201, { "x-a": "b" }).end("text"));
  const fetch = await createFetch(none);
  const response = await fetch(server.url, {});
  const copy = response.clone();
  expect([copy.status, copy.ok, copy.url, copy.headers.get("x-a"), copy.bodyUsed]).toEqual([201, true, server.url, "b", false]);
  expect(await Promise.all([response.text(), copy.text()])).toEqual(["text", "text"]);
  expect([response.bodyUsed, copy.bodyUsed]).toEqual([true, true]);
  expect(() => response.clone()).toThrow(TypeError);
  for (const again of ["text", "json", "bytes", "arrayBuffer", "blob", "formData"] as const)
    await expect(response[again]()).rejects.toThrow(TypeError);
  const locked = await fetch(server.url, {});
  const reader = locked.body?.getReader();
  await expect(locked.text()).rejects.toThrow(TypeError);
  reader?.releaseLock();
  expect(await locked.text()).toBe("text");
  const form = await fetch(server.url, {});
  await expect(form.formData()).rejects.toThrow(TypeError);
});

test("the global fetch keeps its own dispatcher", async () => {
  const script = `import { createFetch } from ${JSON.stringify(new URL("../../src/node/index.ts", import.meta.url).href)};
    await createFetch({ env: {} });
    const { Agent } = await import("undici");
    console.log(globalThis[Symbol.for("undici.globalDispatcher.1")] instanceof Agent);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: new URL("../..", import.meta.url),
  });
  expect(stdout).toBe("false\n");
});
