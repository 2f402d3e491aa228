import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Access, isLoopback } from "./access.ts";
import { Cors } from "./cors.ts";
import { type AsyncDispose, disposedBy } from "./disposable.ts";
import { checkNames, type OptionNames } from "./option-names.ts";
import type { Sandbox } from "./sandbox.ts";

export type { AsyncDispose };

/** Where a sandbox listens, and who may call it. */
export interface ListenOptions {
  /** The port; 0 (default) takes a free one. */
  port?: number;
  /** The address. Default: 127.0.0.1. */
  host?: string;
  /** Allows a `host` that other machines can reach. Default: only loopback addresses are accepted. */
  remote?: true;
  /** Host names under which clients may call the sandbox, beside the loopback names and `host`; with `remote` any IP address is accepted. */
  allowedHosts?: readonly string[];
  /** Origins of web pages that may call the APIs, such as `http://localhost:5173`; `*` for any. Default: pages can't read responses. */
  cors?: readonly string[];
  /** A certificate (PEM), for https; with `key`. */
  cert?: string;
  /** The certificate's private key (PEM). */
  key?: string;
}

/** A sandbox that listens. */
export interface Listening extends AsyncDispose {
  /** The origin of both APIs, as http://127.0.0.1:41234. */
  readonly url: string;
  /** Closes every connection and stops listening. Disposing of the sandbox does the same. */
  close(): Promise<void>;
}

/** Node refuses headers and request lines beyond 16 KiB; a query of 600 ids is longer. */
const maxHeaderSize = 1024 * 1024;

const bad = (what: string): never => {
  throw new TypeError(`listen: ${what}`);
};

const names = {
  port: true,
  host: true,
  remote: true,
  allowedHosts: true,
  cors: true,
  cert: true,
  key: true,
} satisfies OptionNames<ListenOptions>;

function check(options: ListenOptions): void {
  checkNames(options, names, "listen");
  const { port = 0, host = "127.0.0.1", remote, allowedHosts, cert, key } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535) bad("port must be a whole number from 0 to 65535");
  if (typeof host !== "string" || host === "") bad("host must be a name or an address");
  if (remote !== undefined && remote !== true) bad("remote can only be true");
  const local = isLoopback(inUrl(host));
  if (!remote && !local) bad(`other machines can reach ${host}: say remote: true if that is meant`);
  if (remote && local) bad(`remote has no effect with ${host}`);
  if (allowedHosts !== undefined && !(Array.isArray(allowedHosts) && allowedHosts.every(isHostName)))
    bad('allowedHosts must be a list of host names without ports, such as ["sandbox.internal"]');
  if ((cert === undefined) !== (key === undefined)) bad("cert and key go together");
}

/** A host as URLs have it: IPv6 addresses stand in brackets. */
const inUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const isHostName = (name: unknown): boolean => typeof name === "string" && /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(name);

/** The same response with a body that closes the connection if it fails: the bytes before are still sent. */
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
 * The URL that a request asks for, by its absolute target or its Host header. A string says why there is none. HTTP/1.0 has no Host: such a
 * request asks the address that it came in on.
 */
function askedUrl(incoming: IncomingMessage, scheme: string): URL | string {
  const { url: target = "", headers, httpVersion, socket } = incoming;
  if (/^https?:\/\//i.test(target)) return URL.canParse(target) ? new URL(target) : "the target of the request is no URL";
  if (!target.startsWith("/")) return "the target of the request is no path";
  const host = headers.host ?? (httpVersion === "1.0" ? `${inUrl(socket.localAddress ?? "127.0.0.1")}:${socket.localPort}` : "");
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`${scheme}://${host}`)) return "the Host header is no host";
  const text = `${scheme}://${host}${target}`;
  return URL.canParse(text) ? new URL(text) : "the target of the request is no path";
}

const sent = (outgoing: ServerResponse, status: number, message: string): void => {
  outgoing.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify({ message }));
};

/**
 * Serves both APIs of a sandbox over HTTP at one origin: the platform under /kubernetes/, CloudCasa under /api/v1/, the sandbox's
 * own operations under /_sandbox/. For kubectl, curl and other languages. Rejects if the port is taken or an option is wrong.
 */
export async function listen(sandbox: Sandbox, options: ListenOptions = {}): Promise<Listening> {
  check(options);
  const { port = 0, host = "127.0.0.1", remote = false, allowedHosts = [], cors: origins = [], cert, key } = options;
  const scheme = cert !== undefined ? "https" : "http";
  const cors = new Cors(origins, "listen: cors");
  const access = new Access([inUrl(host), ...allowedHosts], remote, cors);
  const serve = getRequestListener(
    async (request, env) => {
      const outgoing = env.outgoing as ServerResponse;
      try {
        const response = cors.preflight(request) ?? cors.mark(request, await sandbox.handle(request));
        // HTTP/1.0 has no chunks: the body ends with the connection.
        if (env.incoming.httpVersion === "1.0") response.headers.delete("transfer-encoding");
        return guarded(response, outgoing);
      } catch {
        // A fault broke the connection, the sandbox was disposed of, or the client has gone.
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
    {
      overrideGlobalObjects: false,
      errorHandler: (error) => Response.json({ message: error instanceof Error ? error.message : String(error) }, { status: 400 }),
    },
  );
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (incoming.url === "*") {
      outgoing.writeHead(incoming.method === "OPTIONS" ? 204 : 400, { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" }).end();
      return;
    }
    const url = askedUrl(incoming, scheme);
    if (typeof url === "string") {
      sent(outgoing, 400, url);
      return;
    }
    const { origin, "sec-fetch-site": site, "x-http-method-override": override } = incoming.headers;
    const isOptions = incoming.method === "OPTIONS" && override === undefined;
    const refusal = access.refusal({ isOptions, url, origin, site: typeof site === "string" ? site : undefined });
    if (refusal !== undefined) {
      sent(outgoing, 403, refusal);
      return;
    }
    incoming.headers.host = url.host;
    incoming.url = url.pathname + url.search;
    void serve(incoming, outgoing);
  };
  const server: Server =
    cert !== undefined ? createHttpsServer({ cert, key, maxHeaderSize }, listener) : createHttpServer({ maxHeaderSize }, listener);
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
  sandbox.signal.addEventListener("abort", () => void close(), { once: true });
  return { url: `${scheme}://${inUrl(host)}:${taken}`, close, ...disposedBy(close) };
}
