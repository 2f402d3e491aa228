/** One way to give certificates, three runtimes to give them to. */

import type { Fetch } from "../http/client-options.ts";
import { invalidArgument } from "../http/errors.ts";
import { known } from "../http/known.ts";
import { type Certificates, readCertificates, type TlsOptions, tlsOptions } from "./tls.ts";
import { transport } from "./transport.ts";

export interface TransportOptions extends TlsOptions {
  /** Where HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read from, on Node. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

export const transportOptions = `${tlsOptions} env` as const;

/**
 * A fetch for `Platform` and `CloudCasa` with certificates of one's own.
 *
 * On Node it is made of Node's HTTP client: connections are kept and used again, HTTPS_PROXY, HTTP_PROXY and NO_PROXY are followed, gzip is
 * unpacked, streams are read on demand. It does what the clients of this package ask of a fetch; its answers are not instances of `Response`
 * and can be read once. Bun and Deno use their own fetch, which follows proxies by itself.
 */
export async function createFetch(options: TransportOptions = {}): Promise<Fetch> {
  known(options, transportOptions, "createFetch");
  const certificates = await readCertificates(options);
  if (process.versions["bun"] !== undefined) return bunFetch(certificates);
  if (process.versions["deno"] !== undefined) return denoFetch(certificates);
  return transport(certificates, options.env ?? process.env);
}

/** Bun takes certificates with each call and keeps connections by them. */
function bunFetch({ insecure, ...files }: Certificates): Fetch {
  const tls = { ...files, ...(insecure && { rejectUnauthorized: false }) };
  return (url, init) => globalThis.fetch(url, { ...init, tls } as RequestInit);
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
