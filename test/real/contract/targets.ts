import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import { reset } from "../process.ts";

/** The servers that the contract holds on: our sandbox behind two of its doors, and a server that is not ours. */
export const targetNames = ["sandbox in process", "sandbox over HTTP", "real server"] as const;
export type TargetName = (typeof targetNames)[number];

/** One of them, empty. */
export interface Target {
  /** `test-token` may do all, `readonly-token` may only read, every other is unknown. */
  platform(token: string): Platform;
  cloudcasa(token: string): CloudCasa;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export const projectNamespacePrefix = "loft-p-";

const clients = (baseUrl: { platform: string; cloudcasa: string }, fetch?: typeof globalThis.fetch) => ({
  platform: (token: string) => new Platform({ baseUrl: baseUrl.platform, token, projectNamespacePrefix, ...(fetch && { fetch }) }),
  cloudcasa: (token: string) => new CloudCasa({ baseUrl: baseUrl.cloudcasa, token, ...(fetch && { fetch }) }),
});

/**
 * A real API server stands for each cluster behind the platform too: what the platform puts before the path is cut off. What such a server
 * does with kinds that it is taught is not ours then, as in the sandbox.
 */
const throughPlatform: typeof globalThis.fetch = (url, init) =>
  fetch(String(url).replace(/\/kubernetes\/(cluster\/[^/]+|project\/[^/]+\/virtualcluster\/[^/]+)(?=\/)/, ""), init);

/** Opens a target; `real` says where the real servers are. */
export async function open(name: TargetName, real: { kubernetes: string; eve: string }): Promise<Target> {
  if (name === "real server") {
    return {
      ...clients({ platform: real.kubernetes, cloudcasa: real.eve }, throughPlatform),
      reset: async () => void (await Promise.all([reset(real.kubernetes), reset(real.eve)])),
      close: async () => {},
    };
  }
  const sandbox = createSandbox({ bare: true, clock: "real", tokens: { admin: "test-token", readonly: "readonly-token" } });
  const restart = async () => void sandbox.reset();
  if (name === "sandbox in process") {
    const urls = { platform: sandbox.platform.url, cloudcasa: sandbox.cloudcasa.url };
    return { ...clients(urls, sandbox.fetch), reset: restart, close: async () => sandbox[Symbol.dispose]() };
  }
  const listening = await listen(sandbox);
  const close = async () => {
    await listening.close();
    sandbox[Symbol.dispose]();
  };
  return { ...clients({ platform: listening.url, cloudcasa: listening.url }), reset: restart, close };
}
