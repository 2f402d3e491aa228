import type { TestProject } from "vitest/node";
import { startEve } from "./eve/start.ts";
import { startKubernetes } from "./kubernetes/start.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Origins of the real servers. */
    realServers: { kubernetes: string; eve: string };
  }
}

/** Starts both real servers before the first test, and ends them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = await Promise.allSettled([startKubernetes(), startEve()]);
  const stop = async () => void (await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.stop() : undefined))));
  const [kubernetes, eve] = started;
  if (kubernetes.status === "rejected" || eve.status === "rejected") {
    await stop();
    throw kubernetes.status === "rejected" ? kubernetes.reason : (eve as PromiseRejectedResult).reason;
  }
  project.provide("realServers", { kubernetes: kubernetes.value.origin, eve: eve.value.origin });
  return stop;
}
