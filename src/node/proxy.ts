/** HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as curl and most tools read them. */
import { type IncomingMessage, request } from "node:http";
import { request as requestTls } from "node:https";
import type { Duplex } from "node:stream";
import { invalidArgument } from "../http/errors.ts";
import type { Certificates } from "./tls.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy for a URL, or undefined when it is reached directly. */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const secure = url.protocol === "https:";
  // HTTP_PROXY in capitals can be set by a request in CGI programs; the lower-case name is the agreed one, the other is read last.
  const names = secure ? ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] : ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"];
  const name = names.find((candidate) => env[candidate]);
  if (name === undefined || isExempt(url, env["no_proxy"] ?? env["NO_PROXY"] ?? "")) return undefined;
  const text = env[name] as string;
  let proxy: URL;
  try {
    proxy = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    throw invalidArgument(name, "is not an address of a proxy");
  }
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:")
    throw invalidArgument(name, `${proxy.protocol}// proxies are not supported; give fetch one that is`);
  return proxy;
}

/** `NO_PROXY=localhost,.example.com,10.0.0.1:8443,*`. */
function isExempt(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const host = url.hostname.toLowerCase();
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (only !== undefined && only !== port) return false;
      const domain = name.replace(/^\*?\./, "");
      return host === domain || host.endsWith(`.${domain}`);
    });
}

/** Headers that let us through the proxy. */
export function proxyHeaders(proxy: URL): Record<string, string> {
  if (proxy.username === "" && proxy.password === "") return {};
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** A connection through the proxy to a host that will speak TLS with us. */
export function tunnel(proxy: URL, host: string, port: number, certificates: Certificates): Promise<Duplex> {
  const authority = `${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}`;
  const send = proxy.protocol === "https:" ? requestTls : request;
  return new Promise((resolve, reject) => {
    const connect = send({
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
      agent: false,
      ...(certificates.ca !== undefined && { ca: certificates.ca }),
    });
    connect.once("connect", (answer: IncomingMessage, socket: Duplex) => {
      if (answer.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(
        Object.assign(new Error(`the proxy ${proxy.host} refused the connection: ${answer.statusCode} ${answer.statusMessage}`), {
          code: "ECONNREFUSED",
        }),
      );
    });
    connect.once("response", (answer) => {
      answer.resume();
      reject(Object.assign(new Error(`the proxy ${proxy.host} refused the connection: ${answer.statusCode}`), { code: "ECONNREFUSED" }));
    });
    connect.once("error", reject);
    connect.end();
  });
}
