/** A fetch over undici's connections: certificates, proxies, kept connections, and less work per call than the global fetch. */
import { Readable } from "node:stream";
import { createSecureContext } from "node:tls";
import type { Fetch } from "../http/client-options.ts";
import { invalidArgument } from "../http/errors.ts";
import { type Connect, directly, refused, type Tls, throughTunnel, toProxy, type Undici } from "./connect.ts";
import { Connection } from "./connection.ts";
import { Exchange } from "./exchange.ts";
import type { ProxyChoice } from "./proxy.ts";
import type { Certificates } from "./tls.ts";

/** How requests to one origin are sent. */
interface Route {
  /** Where the connection ends: the server, or the proxy for plain http. */
  readonly origin: string;
  readonly connect: Connect;
  /** Stands before the path: a request for plain http names the whole URL to the proxy. */
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The error of a proxy that wants a user and password; undefined where there is no proxy between, or a tunnel. */
  readonly unauthorized: (() => Error) | undefined;
  /** Connections that no call uses; the most recently used one is the last. */
  readonly idle: Connection[];
}

/**
 * Makes a fetch as the clients need it. Redirects are returned, not followed. The signal is the only deadline for headers and bodies; a
 * connection has to be made within the 10 seconds that undici gives it.
 */
export function transport(undici: Undici, certificates: Certificates, proxyFor: ProxyChoice): Fetch {
  const { tls, proxyTls } = contexts(certificates);
  const routes = new Map<string, Route>();

  const routeTo = (url: URL): Route => {
    const { origin, protocol } = url;
    const known = routes.get(origin);
    if (known !== undefined) return known;
    if (protocol !== "https:" && protocol !== "http:") throw new TypeError("fetch failed", { cause: new Error("unknown scheme") });
    const proxy = proxyFor(url);
    const plain = { prefix: "", headers: {}, unauthorized: undefined, idle: [] };
    let route: Route;
    if (proxy === undefined) route = { ...plain, origin, connect: directly(undici, tls) };
    else if (protocol === "https:") route = { ...plain, origin, connect: throughTunnel(undici, proxy, proxyTls, tls) };
    else {
      const headers = { host: url.host, ...proxy.headers };
      const unauthorized = () => refused(proxy, `a request to ${url.host}`, 407);
      route = { ...plain, origin: proxy.url.origin, connect: toProxy(undici, proxy, proxyTls), prefix: origin, headers, unauthorized };
    }
    routes.set(origin, route);
    return route;
  };

  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const { signal } = init;
      if (signal?.aborted) throw signal.reason;
      const url = new URL(input);
      const route = routeTo(url);
      const method = init.method ?? "GET";
      const { headers, body } = messageOf(method, init);
      const connection = route.idle.pop() ?? new Connection(undici, route.origin, route.connect, route.idle);
      const exchange = new Exchange(input, method, connection, signal ?? undefined, { resolve, reject }, route.unauthorized);
      connection.send(
        {
          path: route.prefix + url.pathname + url.search,
          method: method as "GET",
          headers: { "accept-encoding": "gzip", ...route.headers, ...headers },
          body,
        },
        exchange,
      );
    });
}

/** Reads the certificates once: without a context, each connection would read them again. */
function contexts({ insecure, ...files }: Certificates): { tls: Tls; proxyTls: Tls } {
  // Without the option, Node decides by NODE_TLS_REJECT_UNAUTHORIZED.
  const checks = insecure ? { rejectUnauthorized: false } : {};
  try {
    return {
      tls: { ...checks, secureContext: createSecureContext(files) },
      // The client's certificate is for the server only.
      proxyTls: { ...checks, secureContext: createSecureContext(files.ca === undefined ? {} : { ca: files.ca }) },
    };
  } catch (cause) {
    const { reason } = cause as { reason?: unknown };
    const why = typeof reason === "string" ? ` (${reason})` : "";
    throw invalidArgument(files.cert === undefined ? "ca" : "cert", `TLS of this Node can't use it${why}`);
  }
}

interface Message {
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | Readable | null;
}

function messageOf(method: string, init: RequestInit): Message {
  const { headers, body = null } = init;
  if (body === null) return { headers: record(headers), body };
  if (method === "GET" || method === "HEAD") throw new TypeError("Request with GET/HEAD method cannot have body.");
  if (typeof body === "string" || body instanceof Uint8Array) return { headers: record(headers), body };
  if (ArrayBuffer.isView(body)) return { headers: record(headers), body: new Uint8Array(body.buffer, body.byteOffset, body.byteLength) };
  if (body instanceof ArrayBuffer) return { headers: record(headers), body: new Uint8Array(body) };
  // Response knows the other forms of bodies, and their content types.
  const known = new Response(body);
  const all = new Headers(headers);
  for (const [name, value] of known.headers) if (!all.has(name)) all.set(name, value);
  return { headers: record(all), body: Readable.fromWeb(known.body as never) };
}

function record(headers: RequestInit["headers"]): Record<string, string> {
  if (headers === undefined) return {};
  return Symbol.iterator in headers ? Object.fromEntries(new Headers(headers as Headers)) : (headers as Record<string, string>);
}
