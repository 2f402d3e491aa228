/** Servers on loopback for the tests of this folder, plain and with a certificate of their own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, createServer as createSocketServer, type Server as NetServer, type Socket } from "node:net";
import { generate } from "selfsigned";

export interface Certificate {
  readonly private: string;
  readonly cert: string;
}

/** A self-signed certificate for `name` and 127.0.0.1. Without `authority` it may not sign others, which Deno demands of a server's. */
export function certificate(name = "localhost", { address = true, authority = true } = {}): Promise<Certificate> {
  return generate([{ name: "commonName", value: name }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: authority },
      {
        name: "subjectAltName",
        altNames: [{ type: 2, value: name }, ...(address ? [{ type: 7 as const, ip: "127.0.0.1" }] : [])],
      },
    ],
  }) as Promise<Certificate>;
}

/** A server on loopback. */
export interface Listening {
  readonly port: number;
  /** Connections that are open. */
  readonly open: () => number;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Running extends Listening {
  readonly url: string;
  /** Connections that were made so far. */
  readonly connections: () => number;
  readonly server: Server;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export async function run(handler: Handler, tls?: Certificate & { clientCa?: string }): Promise<Running> {
  const server = tls
    ? (createTlsServer(
        { key: tls.private, cert: tls.cert, ...(tls.clientCa && { ca: tls.clientCa, requestCert: true, rejectUnauthorized: true }) },
        handler,
      ) as unknown as Server)
    : createServer(handler);
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {});
  const started = await listening(server, sockets);
  return { ...started, server, connections: () => connections, url: `${tls ? "https" : "http"}://127.0.0.1:${started.port}` };
}

/** A server that sends the given bytes when it has the head of a request; with `end` it closes the connection after them. */
export async function raw(reply: (path: string) => { readonly bytes: string | Buffer; readonly end?: boolean | "reset" }) {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    let head = "";
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      const { bytes, end } = reply(decodeURIComponent(/^\S+ \/(\S*)/.exec(head)?.[1] ?? ""));
      head = "";
      if (end === true) socket.end(bytes);
      else socket.write(bytes, () => end === "reset" && setTimeout(() => socket.resetAndDestroy(), 20));
    });
  });
  const started = await listening(server, sockets);
  return { ...started, url: `http://127.0.0.1:${started.port}` };
}

export const established = "HTTP/1.1 200 Connection established\r\n\r\n";

export interface Proxy extends Listening {
  readonly url: string;
  /** What it was asked for. */
  readonly seen: string[];
}

/** A proxy that answers CONNECT with `reply`, and makes a tunnel to this machine where that is a 2xx. */
export async function proxy(reply = established, tls?: Certificate): Promise<Proxy> {
  const seen: string[] = [];
  const answer: Handler = (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.host} ${request.headers["proxy-authorization"] ?? ""}`);
    json(response, { _id: "1", _etag: "e", name: "a" });
  };
  const server: NetServer = tls ? createTlsServer({ cert: tls.cert, key: tls.private }, answer) : createServer(answer);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (request, socket: Socket) => {
    seen.push(`CONNECT ${request.url} ${request.headers.host} ${request.headers["proxy-authorization"] ?? ""}`);
    socket.on("error", () => {});
    if (!/^HTTP\/1\.\d 2/.test(reply)) return void socket.end(reply);
    const through = connect(Number(/:(\d+)$/.exec(request.url ?? "")?.[1]), "127.0.0.1", () => {
      socket.write(reply);
      through.pipe(socket);
      socket.pipe(through);
    });
    through.on("error", () => socket.destroy());
    through.on("close", () => socket.destroy());
    socket.on("close", () => through.destroy());
  });
  const started = await listening(server, sockets);
  return { ...started, seen, url: `${tls ? "https" : "http"}://localhost:${started.port}` };
}

export async function listening(server: NetServer, sockets: Set<Socket>): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    open: () => sockets.size,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
