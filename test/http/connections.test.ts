import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { Http } from "../../src/http/http.ts";
import { isConnectionError, isTimeout } from "../../src/http/predicates.ts";
import { failure, guarded, open, read, request, write } from "./fake.ts";

/** Real connections, on loopback: what a broken one looks like can't be made up. */
const servers: Server[] = [];

async function listen(server: Server): Promise<Http> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return new Http({
    baseUrl: `http://127.0.0.1:${port}`,
    token: "the-token",
    timeout: "5s",
    retry: { attempts: 3, minDelay: "1ms", maxDelay: "2ms" },
  });
}

const serve = (handle: (request: IncomingMessage, response: ServerResponse) => void) => listen(createServer(handle));

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ("closeAllConnections" in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    server.close();
  }
});

describe("broken connections", () => {
  test("cut in the middle of a response: read again", async () => {
    let count = 0;
    const http = await serve((_request, response) => {
      response.setHeader("content-type", "application/json");
      if (++count > 1) return void response.end('{"ok":true}');
      response.setHeader("content-length", 1000);
      response.write('{"items":[');
      setTimeout(() => response.destroy(), 5);
    });
    expect((await http.request(read)).json).toEqual({ ok: true });
    expect(count).toBe(2);
  });

  test("cut before a response: a guarded write is sent again, another one is not", async () => {
    let count = 0;
    const http = await serve((request) => {
      count++;
      request.socket.destroy();
    });
    const error = await failure(http.request(write));
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({ effect: "unknown", retryable: false, attempts: 1 });
    expect(error.message).toMatch(/^create Thing "a": Connection: the connection broke: /);
    expect(count).toBe(1);
    expect(await failure(http.request(guarded))).toMatchObject({ effect: "unknown", attempts: 3 });
    expect(count).toBe(4);
  });

  test("a half-sent chunked response to a write", async () => {
    const http = await serve((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.write('{"kind":');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await failure(http.request(write))).toMatchObject({ code: "Connection", effect: "unknown" });
  });

  test("nobody there: every verb tries again, and nothing was done", async () => {
    const http = await serve(() => undefined);
    const { port } = servers[0]!.address() as AddressInfo;
    servers[0]!.close();
    await once(servers[0]!, "close");
    for (const call of [read, guarded, write]) {
      const error = await failure(http.request(call));
      expect(error).toMatchObject({ code: "Connection", effect: "none", attempts: 3 });
      expect(error.message).toContain(`ECONNREFUSED 127.0.0.1:${port}`);
    }
  });

  test("something that doesn't speak HTTP", async () => {
    const http = await listen(createSocketServer((socket: Socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")));
    expect(isConnectionError(await failure(http.request(read)))).toBe(true);
  });

  test("a server that never responds", async () => {
    const http = await serve(() => undefined);
    expect(isTimeout(await failure(request(http, read, { timeout: "50ms" })))).toBe(true);
  });
});

describe("streams", () => {
  const line = (n: number) => `{"n":${n}}\n`;
  const decode = (chunk: Uint8Array) => new TextDecoder().decode(chunk);

  test("live as long as data comes, beyond the call's deadline", async () => {
    const http = await serve((_request, response) => {
      response.writeHead(200);
      let n = 0;
      const timer = setInterval(() => {
        if (++n < 8) response.write(line(n));
        else response.end(() => clearInterval(timer));
      }, 100);
    });
    const stream = await open(http, read, { silence: 5000 }, { timeout: "500ms" });
    let text = "";
    for await (const chunk of stream.chunks) text += decode(chunk);
    expect(text.match(/\n/g)).toHaveLength(7);
  });

  test("end by silence", async () => {
    const http = await serve((_request, response) => {
      response.writeHead(200);
      response.write(line(1));
    });
    const stream = await open(http, read, { silence: 60 });
    const error = await failure(
      (async () => {
        for await (const _ of stream.chunks);
      })(),
    );
    expect(isTimeout(error)).toBe(true);
    expect(error.message).toContain("no data for 0.06 s");
  });

  test("end by a broken connection, and by their signal", async () => {
    const http = await serve((_request, response) => {
      response.writeHead(200);
      response.write(line(1));
      setTimeout(() => response.destroy(), 20);
    });
    const broken = await open(http, read, { silence: 1000 });
    expect(await failure(broken.chunks.next().then(() => broken.chunks.next()))).toMatchObject({ code: "Connection" });

    const stop = new AbortController();
    const stream = await open(http, read, { silence: 1000 }, { signal: stop.signal });
    await stream.chunks.next();
    stop.abort();
    expect(await failure(stream.chunks.next())).toMatchObject({ code: "Aborted" });
  });

  test("closing drops the connection", async () => {
    let closed = () => undefined as void;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const http = await serve((request, response) => {
      request.socket.on("close", closed);
      response.writeHead(200);
      response.write(line(1));
    });
    const stream = await open(http, read, { silence: Number.POSITIVE_INFINITY });
    for await (const _ of stream.chunks) break;
    await gone;
    stream.close();
  });
});
