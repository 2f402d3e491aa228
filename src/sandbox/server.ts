import { createServer as createHttpServer, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type AsyncDispose, disposedBy } from "./disposable.ts";
import type { Sandbox } from "./sandbox.ts";

export type { AsyncDispose };

/** Where a sandbox listens. */
export interface ListenOptions {
  /** The port; 0 (default) takes a free one. */
  port?: number;
  /** The address. Default: 127.0.0.1. */
  host?: string;
  /** Allows a `host` that other machines can reach. Default: only loopback addresses are accepted. */
  remote?: true;
  /** A certificate (PEM), for https; with `key`. */
  cert?: string;
  /** The certificate's private key (PEM). */
  key?: string;
}

/** A sandbox that listens. */
export interface Listening extends AsyncDispose {
  /** The origin of both APIs, as http://127.0.0.1:41234. */
  readonly url: string;
  /** Breaks what is under way and stops listening. */
  close(): Promise<void>;
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);

const bad = (what: string): never => {
  throw new TypeError(`listen: ${what}`);
};

function check(options: ListenOptions): void {
  const known = ["port", "host", "remote", "cert", "key"];
  for (const [key, value] of Object.entries(options)) {
    if (!known.includes(key)) bad(`option ${JSON.stringify(key)} is none of ${known.join(", ")}`);
    if (value === undefined) bad(`option ${key} is undefined: leave it out`);
  }
  const { port = 0, host = "127.0.0.1", remote, cert, key } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535) bad("port must be a whole number from 0 to 65535");
  if (typeof host !== "string" || host === "") bad("host must be a name or an address");
  if (remote !== undefined && remote !== true) bad("remote can only be true");
  if (!remote && !isLoopback(host)) bad(`other machines can reach ${host}: say remote: true if that is meant`);
  if (remote && isLoopback(host)) bad(`remote has no effect with ${host}`);
  if ((cert === undefined) !== (key === undefined)) bad("cert and key go together");
}

/** The answer, with a body that breaks the connection where it fails: what came before is still sent. */
function guarded(response: Response, outgoing: ServerResponse): Response {
  if (!response.body) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
        } catch {
          await new Promise<void>((resolve) => {
            if (outgoing.destroyed || !outgoing.socket) return resolve();
            outgoing.once("close", resolve);
            outgoing.socket.destroySoon();
          });
        }
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}

/**
 * Serves both APIs of a sandbox over HTTP at one origin: the platform under /kubernetes/, CloudCasa under /api/v1/, the sandbox's
 * own operations under /_sandbox/. For kubectl, curl and other languages. Rejects when the port is taken or an option can't be.
 */
export async function listen(sandbox: Sandbox, options: ListenOptions = {}): Promise<Listening> {
  check(options);
  const { port = 0, host = "127.0.0.1", cert, key } = options;
  const listener = getRequestListener(
    async (request, env) => {
      const outgoing = env.outgoing as ServerResponse;
      try {
        return guarded(await sandbox.handle(request), outgoing);
      } catch (error) {
        // A fault broke the connection, or the client has gone.
        outgoing.destroy();
        throw error;
      }
    },
    { overrideGlobalObjects: false, errorHandler: () => undefined },
  );
  const server: Server = cert !== undefined ? createHttpsServer({ cert, key }, listener) : createHttpServer(listener);
  // A watch may be silent for as long as it likes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `${cert !== undefined ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close,
    ...disposedBy(close),
  };
}
