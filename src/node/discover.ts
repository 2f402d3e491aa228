/** Finds address and key in the environment, then in the config files of a login. */
import { homedir } from "node:os";
import { join } from "node:path";
import { normaliseBaseUrl } from "../http/base-url.ts";
import { ClusterplaneError } from "../http/errors.ts";
import { checkOptions, type OptionNames } from "../http/options.ts";
import { type Login, readLogin } from "./config-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface DiscoverOptions {
  /** Use the login for this address only. */
  readonly baseUrl?: string | undefined;
  /** A config file to read in place of the usual ones. */
  readonly config?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: Environment | undefined;
  /** Where `.vcluster` and `.loft` are looked for. Default: the user's home. */
  readonly home?: string | undefined;
}

export const discoverOptions = { baseUrl: true, config: true, env: true, home: true } satisfies OptionNames<DiscoverOptions>;

/** An address with the key that belongs to it. */
export interface FoundPlatform {
  readonly baseUrl: string;
  /** Not enumerable, so that printing or serialising what was found does not show it. */
  readonly token: string;
  /** The source of both: the path of a file, or the name of the variable that holds the address. */
  readonly source: string;
  /** PEM, base64 of it, or a path. */
  readonly ca?: string;
  readonly insecure: boolean;
  /** The project that the environment names. */
  readonly project?: string;
}

/** Variables that belong together, most specific first. */
const families = [
  {
    url: "VCLUSTER_PLATFORM_URL",
    key: "VCLUSTER_PLATFORM_ACCESS_KEY",
    insecure: "VCLUSTER_PLATFORM_INSECURE",
    ca: "VCLUSTER_PLATFORM_CA",
    project: "VCLUSTER_PLATFORM_PROJECT",
  },
  { url: "LOFT_PLATFORM_HOST", key: "LOFT_PLATFORM_ACCESS_KEY", insecure: "LOFT_PLATFORM_INSECURE", project: "LOFT_PLATFORM_PROJECT_NAME" },
  { url: "LOFT_URL", key: "LOFT_ACCESS_KEY" },
] as const;

/**
 * Finds the platform that the environment or a login names, in this order: `VCLUSTER_PLATFORM_URL` and `_ACCESS_KEY` (with `_INSECURE`, `_CA`,
 * `_PROJECT`), `LOFT_PLATFORM_HOST` and `_ACCESS_KEY` (as inside of a virtual cluster), `LOFT_URL` and `LOFT_ACCESS_KEY`, the file that
 * `config` or `LOFT_CONFIG` names, `~/.vcluster/config.json`, `~/.loft/config.json`.
 *
 * Address and key always come from the same source: a key is never sent to an address that it was not stored with. A variable that names
 * an address without a key chooses among the sources after it.
 */
export async function findPlatform(options: DiscoverOptions = {}): Promise<FoundPlatform> {
  checkOptions(options, discoverOptions, "findPlatform");
  const env = options.env ?? process.env;
  const wanted = options.baseUrl;
  let chosen = wanted === undefined ? undefined : { address: address(wanted, "baseUrl"), by: "baseUrl" };
  const seen: string[] = [];
  for await (const login of logins(options, env)) {
    if (login.baseUrl === undefined) {
      if (login.token !== undefined) throw nothing(`${login.source} has a key but no address to use it at`);
      seen.push(`${login.source} (no login)`);
      continue;
    }
    const own = address(login.baseUrl, login.source);
    if (chosen !== undefined && own !== chosen.address) {
      seen.push(`${login.source} (for ${new URL(own).host})`);
      continue;
    }
    if (login.token === undefined) {
      chosen = { address: own, by: login.source };
      seen.push(`${login.source} (an address, no key)`);
      continue;
    }
    const { baseUrl, token, source, ca, insecure, project } = { ...login, baseUrl: own };
    const found = { baseUrl, source, insecure, ...(ca !== undefined && { ca }), ...(project !== undefined && { project }) };
    return Object.defineProperty(found, "token", { value: token }) as FoundPlatform;
  }
  const where = chosen === undefined ? "" : ` for ${new URL(chosen.address).host} (${chosen.by})`;
  throw nothing(`found no key${where}; looked at ${seen.length > 0 ? seen.join(", ") : "the environment and the home directory"}`);
}

/** What holds the `ca` of a platform that was found: the name of a variable, or a field of a config file. */
export function sourceOfCa({ source }: Pick<FoundPlatform, "source">): string {
  const family = families.find(({ url, key }) => source === url || source === key);
  return family !== undefined && "ca" in family ? family.ca : `config file ${source}: certificateAuthorityData`;
}

async function* logins(options: DiscoverOptions, env: Environment): AsyncGenerator<Login> {
  for (const family of families) {
    const { url, key } = family;
    if (!env[url] && !env[key]) continue;
    const insecure = "insecure" in family ? flag(env, family.insecure) : false;
    const ca = "ca" in family ? env[family.ca] || undefined : undefined;
    const project = "project" in family ? env[family.project] || undefined : undefined;
    yield { source: env[url] ? url : key, baseUrl: env[url] || undefined, token: env[key] || undefined, ca, insecure, project };
  }
  const file = options.config ?? (env["LOFT_CONFIG"] || undefined);
  if (file !== undefined) {
    yield (await readLogin(file, true)) as Login;
    return;
  }
  const home = options.home ?? homedir();
  for (const path of [join(home, ".vcluster", "config.json"), join(home, ".loft", "config.json")]) {
    const login = await readLogin(path, false);
    if (login !== undefined) yield login;
  }
}

/** Normalises the address. The client decides whether http:// is allowed. */
function address(baseUrl: string, source: string): string {
  try {
    return normaliseBaseUrl(baseUrl, { cut: /\/kubernetes\/management(?:\/.*)?$/, allowHttp: true });
  } catch (error) {
    throw new ClusterplaneError("InvalidConfig", `${source}: ${(error as Error).message}`);
  }
}

function flag(env: Environment, name: string): boolean {
  const value = env[name] ?? "";
  if (/^(?:1|true|yes|on)$/i.test(value)) return true;
  if (/^(?:|0|false|no|off)$/i.test(value)) return false;
  throw new ClusterplaneError("InvalidConfig", `${name}: expected true or false`);
}

function nothing(why: string): ClusterplaneError {
  const remedy =
    "set VCLUSTER_PLATFORM_URL and VCLUSTER_PLATFORM_ACCESS_KEY, log in with the vcluster command line, or give baseUrl and token";
  return new ClusterplaneError("NoConfig", `${why}; ${remedy}`);
}
