/** For Node, Bun and Deno only: finds address and key, takes certificates and proxies, writes secrets to files. */
import { CloudCasa, type CloudCasaOptions, pasted, service } from "../cloudcasa.ts";
import { normaliseBaseUrl } from "../http/base-url.ts";
import { clientOptions, type Fetch } from "../http/client-options.ts";
import { ClusterplaneError, invalidArgument } from "../http/errors.ts";
import { checkOptions, type OptionNames } from "../http/options.ts";
import { notify } from "../http/user-code.ts";
import { Platform, type PlatformOptions, platformOptions } from "../platform.ts";
import { type DiscoverOptions, type FoundPlatform, findPlatform, sourceOfCa } from "./discover.ts";
import { createFetch, type TransportOptions } from "./runtime.ts";
import { type TlsOptions, tlsOptions } from "./tls.ts";

export { type DiscoverOptions, type FoundPlatform, findPlatform } from "./discover.ts";
export { createFetch, type TransportOptions } from "./runtime.ts";
export { writeSecretFile } from "./secret-file.ts";
export type { TlsOptions } from "./tls.ts";

export interface ConnectPlatformOptions extends Partial<PlatformOptions>, TlsOptions, Omit<DiscoverOptions, "baseUrl"> {
  /** Gets where address and key were found, before anything is sent; not the key itself. */
  readonly onFound?: ((found: Omit<FoundPlatform, "token">) => void) | undefined;
}

const connectPlatformOptions = {
  ...platformOptions,
  ...tlsOptions,
  config: true,
  env: true,
  home: true,
  onFound: true,
} satisfies OptionNames<ConnectPlatformOptions>;

/**
 * Makes a client of the platform that the options, the environment or a login name; see `findPlatform` for the order.
 *
 * `baseUrl` and `token` together are used as they are. `baseUrl` alone takes the key that is stored for that very address. `ca`, `cert`,
 * `key` and `insecure` are those of `createFetch`, through which requests go unless `fetch` is given.
 */
export async function connectPlatform(options: ConnectPlatformOptions = {}): Promise<Platform> {
  checkOptions(options, connectPlatformOptions, "connectPlatform");
  const { ca, cert, key, insecure, config, env, home, onFound, ...rest } = options;
  const tls = { ca, cert, key, insecure };
  refuseFetchWithTls(rest.fetch, tls);
  if (given(rest, "token")) {
    if (rest.baseUrl === undefined)
      throw invalidArgument("baseUrl", "is missing: a token given as an option is not sent to an address found elsewhere");
    return new Platform({ ...rest, baseUrl: rest.baseUrl, fetch: rest.fetch ?? (await createFetch({ ...tls, env })) });
  }
  const found = await findPlatform({ baseUrl: rest.baseUrl, config, env, home });
  // The token is not enumerable, so the copy has none.
  notify(onFound, { ...found });
  const fetch = rest.fetch ?? (await fetchFor(found, { ca, cert, key, insecure, env }));
  const { token: _token, ...others } = rest;
  return new Platform({ ...others, baseUrl: found.baseUrl, token: found.token, fetch });
}

/** Options come before what was found. A certificate that was found and can't be used is an error of its source. */
async function fetchFor(found: FoundPlatform, { ca, insecure, ...others }: TransportOptions): Promise<Fetch> {
  try {
    return await createFetch({ ...others, ca: ca ?? found.ca, insecure: insecure ?? found.insecure });
  } catch (error) {
    const { message } = error as Error;
    if (ca !== undefined || !message.startsWith("ca: ")) throw error;
    throw new ClusterplaneError(
      "InvalidConfig",
      message.replace("ca", () => sourceOfCa(found)),
    );
  }
}

export interface ConnectCloudCasaOptions extends CloudCasaOptions, TlsOptions {
  /** Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

const connectCloudCasaOptions = { ...clientOptions, ...tlsOptions, env: true } satisfies OptionNames<ConnectCloudCasaOptions>;

/**
 * Makes a client of CloudCasa: `baseUrl` and `token` as options, or `CLOUDCASA_API_URL` and `CLOUDCASA_API_TOKEN` (or `CLOUDCASA_API_KEY`) from
 * the environment. Without an address it is the service itself. A token given as an option is not sent to an address from the environment.
 */
export async function connectCloudCasa(options: ConnectCloudCasaOptions = {}): Promise<CloudCasa> {
  checkOptions(options, connectCloudCasaOptions, "connectCloudCasa");
  const { ca, cert, key, insecure, env = process.env, ...rest } = options;
  const tls = { ca, cert, key, insecure };
  refuseFetchWithTls(rest.fetch, tls);
  const address = env["CLOUDCASA_API_URL"] || undefined;
  const apiKey = env["CLOUDCASA_API_TOKEN"] || env["CLOUDCASA_API_KEY"] || undefined;
  const connect = async (baseUrl: string | undefined, token: NonNullable<CloudCasaOptions["token"]>) =>
    new CloudCasa({ ...rest, baseUrl, token, fetch: rest.fetch ?? (await createFetch({ ...tls, env })) });
  if (given(rest, "token")) {
    if (rest.baseUrl === undefined && address !== undefined) {
      throw invalidArgument("baseUrl", "is missing: a token given as an option is not sent to CLOUDCASA_API_URL; give both, or none");
    }
    return connect(rest.baseUrl, rest.token as NonNullable<CloudCasaOptions["token"]>);
  }
  if (apiKey === undefined) throw new ClusterplaneError("NoConfig", "found no API key: set CLOUDCASA_API_TOKEN, or give token");
  if (rest.baseUrl !== undefined && oneForm(rest.baseUrl) !== oneForm(address ?? service)) {
    throw invalidArgument(
      "baseUrl",
      `differs from ${address === undefined ? "the service's" : "CLOUDCASA_API_URL"}: the key of the environment is not sent elsewhere; give token too`,
    );
  }
  return connect(rest.baseUrl ?? address, apiKey);
}

/** Makes addresses of the same server equal. */
function oneForm(baseUrl: string): string {
  return normaliseBaseUrl(baseUrl, { cut: pasted, allowHttp: true });
}

/** An undefined token is an environment variable that isn't set: it counts as given, and the client refuses it. */
function given(options: object, name: string): boolean {
  return name in options;
}

function refuseFetchWithTls(fetch: unknown, tls: TlsOptions): void {
  const option = Object.entries(tls).find(([, value]) => value !== undefined)?.[0];
  if (fetch !== undefined && option !== undefined) throw invalidArgument(option, "has no effect beside fetch; give one of them");
}
