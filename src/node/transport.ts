/** A fetch over Node's own HTTP client: certificates, proxies, kept connections, and less work per call than global fetch. */
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from "node:http";
import { request as requestTls, Agent as TlsAgent } from "node:https";
import { Readable } from "node:stream";
import { connect as connectTls } from "node:tls";
import type { Fetch } from "../http/client-options.ts";
import { proxyFor, proxyHeaders, tunnel } from "./proxy.ts";
import { NodeResponse } from "./response.ts";
import type { Certificates } from "./tls.ts";

/** Where requests to one origin go. Decided once, so that connections are found again. */
interface Route {
  readonly send: typeof request;
  readonly base: RequestOptions;
  /** What stands before the path: plain HTTP through a proxy names the whole URL. */
  readonly prefix: string;
}

/** A fetch over Node's HTTP client. Redirects are given as they come: the clients refuse them. */
export function transport(certificates: Certificates, env: Readonly<Record<string, string | undefined>>): Fetch {
  const { insecure, ...files } = certificates;
  const tls = { ...files, ...(insecure && { rejectUnauthorized: false }) };
  const plainAgent = new Agent({ keepAlive: true });
  const tlsAgent = new TlsAgent({ keepAlive: true, ...tls });
  const routes = new Map<string, Route>();

  const routeTo = (url: URL): Route => {
    const known = routes.get(url.origin);
    if (known) return known;
    const secure = url.protocol === "https:";
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const port = Number(url.port || (secure ? 443 : 80));
    const proxy = proxyFor(url, env);
    let route: Route;
    if (proxy === undefined) {
      route = {
        send: secure ? (requestTls as typeof request) : request,
        base: { host, port, agent: secure ? tlsAgent : plainAgent },
        prefix: "",
      };
    } else if (secure) {
      route = { send: requestTls as typeof request, base: { host, port, agent: tunnelAgent(proxy, certificates, tls) }, prefix: "" };
    } else {
      const proxySecure = proxy.protocol === "https:";
      const base = {
        host: proxy.hostname.replace(/^\[|\]$/g, ""),
        port: Number(proxy.port || (proxySecure ? 443 : 80)),
        agent: proxySecure ? tlsAgent : plainAgent,
        headers: { host: url.host, ...proxyHeaders(proxy) },
      };
      route = { send: proxySecure ? (requestTls as typeof request) : request, base, prefix: url.origin };
    }
    routes.set(url.origin, route);
    return route;
  };

  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const { signal } = init;
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const url = new URL(input);
      if (url.protocol !== "https:" && url.protocol !== "http:") throw new TypeError(`fetch failed: ${url.protocol} is not supported`);
      const { send, base, prefix } = routeTo(url);
      const method = init.method ?? "GET";
      const headers: Record<string, string | number> = {
        "accept-encoding": "gzip",
        ...(base.headers as Record<string, string>),
        ...headersOf(init.headers),
      };
      const body = init.body ?? undefined;
      const bytes =
        typeof body === "string"
          ? Buffer.from(body)
          : body instanceof ArrayBuffer
            ? Buffer.from(body)
            : ArrayBuffer.isView(body)
              ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
              : undefined;
      if (bytes !== undefined) headers["content-length"] = bytes.byteLength;
      const outgoing = send({ ...base, method, path: prefix + url.pathname + url.search, headers });
      let incoming: IncomingMessage | undefined;

      const abort = () => {
        const reason: unknown = signal?.reason;
        // Read by the body of an answer that is being read, so that it fails with the caller's reason.
        incoming?.destroy(Object.assign(new Error("aborted"), { abortReason: reason }));
        outgoing.destroy();
        reject(reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      // A signal may live much longer than a call.
      outgoing.once("close", () => signal?.removeEventListener("abort", abort));
      outgoing.once("error", (error) => reject(new TypeError("fetch failed", { cause: error })));
      outgoing.once("response", (message) => {
        incoming = message;
        resolve(new NodeResponse(message, input, method) as unknown as Response);
      });
      sendBody(outgoing, bytes ?? body);
    });
}

/** TLS through a proxy. The agent keeps such connections like any other. */
function tunnelAgent(proxy: URL, certificates: Certificates, tls: object): TlsAgent {
  const agent = new TlsAgent({ keepAlive: true, ...tls });
  agent.createConnection = (options, callback) => {
    const { host, port, servername } = options as { host: string; port: number; servername?: string };
    tunnel(proxy, host, port, certificates)
      .then((socket) => {
        const secured = connectTls({ ...options, ...tls, socket, ...(servername !== undefined && { servername }) } as never);
        callback?.(null, secured);
      })
      .catch((error: Error) => callback?.(error, undefined as never));
    return undefined;
  };
  return agent;
}

function headersOf(given: RequestInit["headers"]): Record<string, string> {
  if (given === undefined) return {};
  if (Array.isArray(given)) return Object.fromEntries(given);
  return given instanceof Headers ? Object.fromEntries(given) : (given as Record<string, string>);
}

function sendBody(outgoing: ClientRequest, body: unknown): void {
  if (body === undefined || Buffer.isBuffer(body)) {
    outgoing.end(body);
  } else if (body instanceof ReadableStream) {
    const source = Readable.fromWeb(body as never);
    source.once("error", (error) => outgoing.destroy(error));
    source.pipe(outgoing);
  } else {
    outgoing.destroy(new TypeError("the body must be text, bytes or a stream"));
  }
}
