import { load } from "js-yaml";
import { isLoopbackAddress } from "./access.ts";
import { addDispose, type Dispose } from "./disposable.ts";

/** A real API server that stands for a cluster behind the platform. */
export type AttachOptions = AttachedByKubeconfig | AttachedByServer;

/** A server as a kubeconfig describes it. */
export interface AttachedByKubeconfig {
  /** A kubeconfig; its current context counts. It names no files: `kubectl config view --flatten` brings them in. */
  kubeconfig: string;
  /** Allows a server that is not on this machine. Default: only loopback addresses are accepted. */
  allowRemote?: boolean;
}

/** A server and what it takes to be let in. */
export interface AttachedByServer {
  /** Base URL of the API server, such as `https://127.0.0.1:6443`. */
  server: string;
  /** Bearer token for the server. */
  token?: string;
  /** Certificate authority of the server (PEM). Default: those that Node knows. */
  ca?: string;
  /** Client certificate (PEM); with `key`. */
  cert?: string;
  /** The client certificate's private key (PEM). */
  key?: string;
  /** Allows a server that is not on this machine. Default: only loopback addresses are accepted. */
  allowRemote?: boolean;
}

/** A server that was attached; disposing of it detaches it. */
export interface Attachment extends Dispose {
  /** Ends what is under way; from now on the sandbox plays the cluster itself again. */
  detach(): void;
}

/** Where requests go, and with what. */
export interface ServerAccess {
  server: URL;
  token?: string;
  ca?: string;
  cert?: string;
  key?: string;
}

const bad = (what: string): never => {
  throw new TypeError(`sandbox.attach: ${what}`);
};

/** Makes what `attach` gives. */
export function attachment(detach: () => void): Attachment {
  const made = { detach };
  addDispose(made, detach);
  return made as Attachment;
}

/** Throws a TypeError for what is no name of a cluster. */
export function checkCluster(name: unknown): asserts name is string {
  if (typeof name === "string" && /^(cluster\/[^/]+|project\/[^/]+\/virtualcluster\/[^/]+)$/.test(name)) return;
  bad("the cluster must be named as cluster/NAME or project/PROJECT/virtualcluster/NAME");
}

const names = ["server", "token", "ca", "cert", "key", "kubeconfig", "allowRemote"];

/** Reads the options; throws a TypeError for what can't be. */
export function serverAccess(options: AttachOptions): ServerAccess {
  if (typeof options !== "object" || options === null) bad("the options must be an object");
  for (const [name, value] of Object.entries(options)) {
    if (!names.includes(name)) bad(`unknown option ${JSON.stringify(name)}; known: ${names.join(", ")}`);
    const [type, fits] =
      name === "allowRemote"
        ? ["true or false", typeof value === "boolean"]
        : ["a string that is not empty", typeof value === "string" && value !== ""];
    if (!fits) bad(`option ${name} must be ${type}; leave it out otherwise`);
  }
  const { allowRemote, ...given } = options;
  const others = Object.keys(given).filter((name) => name !== "kubeconfig");
  if ("kubeconfig" in given && others.length) bad(`kubeconfig stands for ${others.join(", ")}: give one or the other`);
  const { server, token, ca, cert, key } = "kubeconfig" in given ? ofKubeconfig(given.kubeconfig) : given;
  if ((cert === undefined) !== (key === undefined)) bad("cert and key go together");
  const url =
    typeof server === "string" && URL.canParse(server) ? new URL(server) : bad("server must be a URL such as https://127.0.0.1:6443");
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) {
    bad("server must be a URL of http or https, without user, query and fragment");
  }
  if (!allowRemote && url.hostname !== "localhost" && !isLoopbackAddress(url.hostname)) {
    bad(`${url.hostname} is not on this machine: give allowRemote: true if requests may be sent there`);
  }
  return { server: url, ...(token && { token }), ...(ca && { ca }), ...(cert && key && { cert, key }) };
}

interface Kubeconfig {
  "current-context"?: string;
  contexts?: { name?: string; context?: { cluster?: string; user?: string } }[];
  clusters?: { name?: string; cluster?: Record<string, unknown> }[];
  users?: { name?: string; user?: Record<string, unknown> }[];
}

/** What the current context of a kubeconfig leads to. */
function ofKubeconfig(yaml: string): { server?: unknown; token?: string; ca?: string; cert?: string; key?: string } {
  let config: Kubeconfig | undefined;
  try {
    config = load(yaml, { maxAliases: 100 }) as Kubeconfig;
  } catch {
    bad("kubeconfig is no YAML");
  }
  if (typeof config !== "object" || config === null) return bad("kubeconfig is no object");
  const current = config["current-context"];
  const context = named(config.contexts, current, "context", "current-context").context;
  const cluster = named(config.clusters, context?.cluster, "cluster", "its current context").cluster ?? {};
  const user = context?.user ? (named(config.users, context.user, "user", "its current context").user ?? {}) : {};
  for (const [part, unusable] of [
    [cluster, ["certificate-authority", "insecure-skip-tls-verify", "proxy-url", "tls-server-name"]],
    [user, ["client-certificate", "client-key", "tokenFile", "exec", "auth-provider", "username", "password"]],
  ] as const) {
    const found = unusable.find((name) => part[name]);
    if (found) bad(`kubeconfig has ${found}, which can't be used here (kubectl config view --flatten brings in what stands in files)`);
  }
  const pem = (name: string, value: unknown): string | undefined => {
    if (value === undefined) return undefined;
    const decoded = typeof value === "string" ? ofBase64(value) : undefined;
    return decoded?.includes("-----BEGIN ") ? decoded : bad(`kubeconfig: ${name} is no PEM in base64`);
  };
  const ca = pem("certificate-authority-data", cluster["certificate-authority-data"]);
  const cert = pem("client-certificate-data", user["client-certificate-data"]);
  const key = pem("client-key-data", user["client-key-data"]);
  return {
    server: cluster["server"],
    ...(typeof user["token"] === "string" && { token: user["token"] }),
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
  };
}

function ofBase64(value: string): string | undefined {
  try {
    return atob(value);
  } catch {
    return undefined;
  }
}

function named<T extends { name?: string }>(list: readonly T[] | undefined, name: string | undefined, what: string, by: string): T {
  const found = Array.isArray(list) ? list.find((entry) => entry?.name === name) : undefined;
  return found ?? bad(`kubeconfig has no ${what} ${JSON.stringify(name ?? "")}, which ${by} names`);
}
