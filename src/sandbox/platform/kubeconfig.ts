import { load } from "js-yaml";

/** What a kubeconfig is for. */
interface KubeconfigOptions {
  name: string;
  server: string;
  user: Record<string, string>;
  /** The certificate authority of the server (PEM). */
  certificateAuthority?: string | undefined;
}

/** A kubeconfig as text, for one server and one user. */
export function kubeconfigText(options: KubeconfigOptions): string {
  const quoted = (value: string) => JSON.stringify(value);
  const user = Object.entries(options.user).map(([key, value]) => `    ${key}: ${quoted(value)}`);
  return [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    `- name: ${quoted(options.name)}`,
    "  cluster:",
    `    server: ${quoted(options.server)}`,
    ...(options.certificateAuthority ? [`    certificate-authority-data: ${btoa(options.certificateAuthority)}`] : []),
    "contexts:",
    `- name: ${quoted(options.name)}`,
    "  context:",
    `    cluster: ${quoted(options.name)}`,
    `    user: ${quoted(options.name)}`,
    `current-context: ${quoted(options.name)}`,
    "users:",
    `- name: ${quoted(options.name)}`,
    "  user:",
    ...user,
    "",
  ].join("\n");
}

/** Why a platform cannot connect a cluster by this kubeconfig; undefined when it can. */
export function kubeconfigProblem(given: string): { reason: string; message: string } | undefined {
  // The documentation's example is cut short by a line of three dots.
  const text = given.replace(/^\s*\.\.\.\s*$/gm, "");
  let config: { kind?: unknown; clusters?: unknown } | null;
  try {
    config = load(text, { maxAliases: 100 }) as typeof config;
  } catch (error) {
    return { reason: "InvalidKubeConfig", message: `couldn't parse the kubeconfig: ${(error as { reason?: string }).reason ?? "no YAML"}` };
  }
  if (typeof config !== "object" || config === null || config.kind !== "Config") {
    return { reason: "InvalidKubeConfig", message: "couldn't parse the kubeconfig: no object of kind Config" };
  }
  // Servers that are left out, as on the documentation's page, are taken to be there.
  const clusters = Array.isArray(config.clusters) ? (config.clusters as { cluster?: { server?: unknown } | null }[]) : [];
  for (const server of clusters.map((c) => c?.cluster?.server)) {
    if (typeof server !== "string") continue;
    let host: string;
    try {
      host = new URL(server).hostname;
    } catch {
      return { reason: "InvalidKubeConfig", message: `the kubeconfig's server ${JSON.stringify(server)} is no URL` };
    }
    if (/^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/.test(host)) {
      return { reason: "ClusterUnreachable", message: `the kubeconfig's server ${host} can only be reached on the machine it is from` };
    }
  }
  return undefined;
}
