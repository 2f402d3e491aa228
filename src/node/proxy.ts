/** HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, as curl reads them. */
import { BlockList, isIP } from "node:net";
import { unescape as unescapeLeniently } from "node:querystring";
import { domainToASCII } from "node:url";
import { isLoopback } from "../http/base-url.ts";
import { invalidArgument } from "../http/errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxyServer {
  /** The variable that names it. */
  readonly variable: string;
  readonly url: URL;
  /** Headers that let a request through. */
  readonly headers: Readonly<Record<string, string>>;
  /** The password; the user if there is none, since some proxies take a token as user. */
  readonly secrets: readonly string[];
}

/** Gives the proxy for a URL; undefined where the server is reached directly. */
export interface ProxyChoice {
  (url: URL): ProxyServer | undefined;
  /** Of all proxies. */
  readonly secrets: readonly string[];
}

/**
 * Reads the variables once. Plain http to this machine never goes through a proxy: it is allowed without TLS because it does not leave the
 * machine. Throws InvalidArgument with the name of a variable that holds no address of an HTTP proxy.
 */
export function readProxies(env: Environment): ProxyChoice {
  const isExempt = readNoProxy(env["no_proxy"] || env["NO_PROXY"] || "");
  if (isExempt === everything) return Object.assign(() => undefined, { secrets: [] });
  const secure = readProxy(env, ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]);
  // A CGI server gives the program the request's header Proxy as HTTP_PROXY: whoever sends it could choose the proxy (httpoxy).
  const isCgi = Boolean(env["REQUEST_METHOD"]);
  const plain = readProxy(env, ["http_proxy", ...(isCgi ? [] : ["HTTP_PROXY"]), "all_proxy", "ALL_PROXY"]);
  const choose = (url: URL) => {
    const proxy = url.protocol === "https:" ? secure : isLoopback(url.hostname.replace(/\.$/, "")) ? undefined : plain;
    return proxy === undefined || isExempt(url) ? undefined : proxy;
  };
  return Object.assign(choose, { secrets: [secure, plain].flatMap((proxy) => proxy?.secrets ?? []) });
}

function readProxy(env: Environment, names: readonly string[]): ProxyServer | undefined {
  const variable = names.find((name) => env[name]?.trim());
  if (variable === undefined) return undefined;
  const text = (env[variable] as string).trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\//i.test(text) ? text : `http://${text}`);
  // What stands behind an unescaped / ? # or \ of a password is not the host any more. The value is not shown: it may hold a password.
  if (url === undefined || `${url.pathname}${url.search}${url.hash}`.includes("@")) {
    throw invalidArgument(
      variable,
      "is not the address of a proxy; expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded",
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw invalidArgument(
      variable,
      `${url.protocol}// proxies are not supported; name an http:// proxy, or give a fetch that supports this one`,
    );
  }
  // A % that begins no escape stays as it is.
  const [user, password] = [unescapeLeniently(url.username), unescapeLeniently(url.password)];
  if (user === "" && password === "") return { variable, url, headers: {}, secrets: [] };
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  const credentials = Buffer.from(`${user}:${password}`).toString("base64");
  return { variable, url, headers: { "proxy-authorization": `Basic ${credentials}` }, secrets: [password || user, credentials] };
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

type Rule = (url: URL) => boolean;

const everything: Rule = () => true;

/** `NO_PROXY=localhost,.example.com,10.0.0.0/8,[fd00::]/8,example.org:8443,*`: separated by commas or blanks, in any case. */
function readNoProxy(list: string): Rule {
  const rules = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(readEntry);
  return rules.includes(everything) ? everything : (url) => rules.some((rule) => rule(url));
}

function readEntry(entry: string): Rule {
  if (entry === "*") return everything;
  // An IPv6 address has colons of its own: a port behind one needs brackets.
  const [, text = "", port] = isIP(entry) === 6 ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
  const matches = readHosts(text.replace(/^\[(.*)\]/, "$1"));
  return (url) => (port === undefined || port === portOf(url)) && matches(hostOf(url));
}

/** An address, a range of addresses, or a name that stands for itself and for all below it. */
function readHosts(text: string): (host: string) => boolean {
  const [address = "", bits] = text.split("/");
  const family = isIP(address);
  if (family !== 0) {
    const longest = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.POSITIVE_INFINITY;
    if (prefix > longest) return () => false;
    const range = new BlockList();
    range.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
    // An IPv6 address may stand for an IPv4 address, not the other way round.
    return (host) => isIP(host) >= family && range.check(host, isIP(host) === 4 ? "ipv4" : "ipv6");
  }
  if (text === "*") return () => true;
  const name = text.replace(/^\*?\./, "").replace(/\.$/, "");
  // What is short for an address to URLs (`10.1`, `0x7f`), or has a range behind a name, is neither an address nor a name here.
  const ascii = domainToASCII(name);
  const domain = bits !== undefined || (isIP(ascii) !== 0 && ascii !== name) ? "" : ascii || name;
  return (host) => domain !== "" && (host === domain || host.endsWith(`.${domain}`));
}

/** Without the brackets of an IPv6 address and without the dot of a complete name. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}
