/** Makes a fetch with certificates and proxies on Node, Bun and Deno. */

import { type Fetch, fetchSecrets } from "../http/client-options.ts";
import { invalidArgument } from "../http/errors.ts";
import { checkOptions, type OptionNames } from "../http/options.ts";
import type { Undici } from "./connect.ts";
import { type Environment, type ProxyChoice, readProxies } from "./proxy.ts";
import { type Certificates, readCertificates, type TlsOptions, tlsOptions } from "./tls.ts";
import { transport } from "./transport.ts";

export interface TransportOptions extends TlsOptions {
  /**
   * Where HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are read from, on Node and Bun. Default: `process.env`. `{}` means no proxy. Deno
   * follows those of its own process.
   */
  readonly env?: Environment | undefined;
}

export const transportOptions = { ...tlsOptions, env: true } satisfies OptionNames<TransportOptions>;

/**
 * Makes a fetch for `Platform` and `CloudCasa` with certificates of one's own and with proxies.
 *
 * On Node it is made of undici: connections are kept and used again, coded bodies are unpacked, streams are read on demand, redirects are
 * given as they are. A response has all that fetch's has but is no instance of `Response`. Bun and Deno use their own fetch.
 *
 * Throws InvalidArgument for a certificate, a key or a proxy variable that can't be used, before anything is sent.
 */
export async function createFetch(options: TransportOptions = {}): Promise<Fetch> {
  checkOptions(options, transportOptions, "createFetch");
  const certificates = await readCertificates(options);
  if (process.versions["deno"] !== undefined) return denoFetch(certificates);
  const proxyFor = readProxies(options.env ?? process.env);
  if (process.versions["bun"] !== undefined) return withSecrets(bunFetch(certificates, proxyFor), proxyFor);
  // Makes Node load its own undici: the package puts a dispatcher under the global fetch where it finds none, and that is not ours to change.
  new Response();
  return withSecrets(transport(await loadUndici(), certificates, proxyFor), proxyFor);
}

function withSecrets(fetch: Fetch, { secrets }: ProxyChoice): Fetch {
  return Object.assign(fetch, { [fetchSecrets]: secrets });
}

/** undici needs globals of Node that Jest's jsdom takes away: there it is loaded in Node's own context, which has them. */
async function loadUndici(): Promise<Undici> {
  if (typeof clearImmediate === "function" && typeof MessagePort === "function") return import("undici");
  const { runInThisContext } = await import("node:vm");
  const { createRequire } = (runInThisContext("process") as NodeJS.Process).getBuiltinModule("node:module");
  return createRequire(typeof __filename === "string" ? __filename : import.meta.url)("undici");
}

/** Bun takes certificates and the proxy with each call, and keeps connections by them. */
function bunFetch({ insecure, ...files }: Certificates, proxyFor: ProxyChoice): Fetch {
  const tls = { ...files, ...(insecure && { rejectUnauthorized: false }) };
  // With false, Bun does not look for a proxy of its own.
  return (url, init) => globalThis.fetch(url, { ...init, tls, proxy: proxyFor(new URL(url))?.url.href ?? false } as RequestInit);
}

/** Deno keeps connections in a client, to which certificates are given once. */
function denoFetch({ insecure, ca, cert, key }: Certificates): Fetch {
  if (insecure) {
    throw invalidArgument(
      "insecure",
      "Deno decides that for the whole process: start it with --unsafely-ignore-certificate-errors=HOST, or give ca",
    );
  }
  const deno = (globalThis as unknown as { Deno: { createHttpClient(options: object): unknown } }).Deno;
  const client = deno.createHttpClient({ ...(ca !== undefined && { caCerts: [ca] }), ...(cert !== undefined && { cert, key }) });
  return (url, init) => globalThis.fetch(url, { ...init, client } as RequestInit);
}
