/** Servers on loopback for the tests of this folder, plain and with a certificate of their own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { generate } from "selfsigned";

export interface Certificate {
  readonly private: string;
  readonly cert: string;
}

export function certificate(name = "localhost"): Promise<Certificate> {
  return generate([{ name: "commonName", value: name }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: name },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  }) as Promise<Certificate>;
}

export interface Running {
  readonly url: string;
  readonly port: number;
  /** Connections that were made so far. */
  readonly connections: () => number;
  readonly server: Server;
  [Symbol.asyncDispose](): Promise<void>;
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    server,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
