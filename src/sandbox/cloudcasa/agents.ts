import { type Draft, type EveEngine, EveError, refusal } from "../eve/index.ts";
import type { Random } from "../random.ts";
import type { Durations } from "./durations.ts";
import { agentManifest, agentVersion } from "./manifest.ts";
import type { Timers } from "./timers.ts";

/** Where agent manifests are: outside of the API, open to all who know the URL. */
export const agentRoot = "/kubeclusteragents/";

const urlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The agent of one cluster. */
export interface Agent {
  /** The agent connects: the cluster is ACTIVE at once. */
  connect(): void;
  /** The connection is lost: the cluster falls back to PENDING. */
  disconnect(): void;
}

const statusOf = (cluster: Draft): Draft => (cluster["status"] ?? {}) as Draft;

/** The agents of all clusters: their manifests, and the states that they bring their clusters into. */
export class Agents {
  readonly #engine: EveEngine;
  readonly #random: Random;
  readonly #timers: Timers;
  readonly #durations: Durations;
  /** Whether fetching a manifest makes the agent come up. */
  readonly #alive: boolean;

  constructor(engine: EveEngine, random: Random, timers: Timers, durations: Durations, alive: boolean) {
    this.#engine = engine;
    this.#random = random;
    this.#timers = timers;
    this.#durations = durations;
    this.#alive = alive;
  }

  /** The status of a new cluster. */
  registered(origin: string): Draft {
    return { state: "REGISTERED", agentURL: `${origin}${agentRoot}${this.#random.text(43, urlSafe)}.yaml` };
  }

  agent(id: string): Agent {
    return { connect: () => this.#connect(id), disconnect: () => this.#disconnect(id) };
  }

  /** Gives agent URLs of one origin, or of any, another one; no version changes by that. */
  move(from: string | undefined, to: string): void {
    const { store } = this.#engine.core;
    for (const cluster of [...store.all("kubeclusters")]) {
      const status = statusOf(cluster);
      const url = String(status["agentURL"]);
      const path = url.indexOf(agentRoot);
      if (path < 0 || (from !== undefined && !url.startsWith(from))) continue;
      store.replace("kubeclusters", { ...cluster, status: { ...status, agentURL: to + url.slice(path) } });
    }
  }

  #state(id: string): unknown {
    const cluster = this.#engine.get("kubeclusters", id);
    if (!cluster) throw new Error(`there is no cluster with the id ${JSON.stringify(id)}`);
    return statusOf(cluster)["state"];
  }

  #set(id: string, status: Draft): void {
    this.#engine.update("kubeclusters", id, { status: { ...status, updateTime: this.#timers.seconds() } });
  }

  #connect(id: string): void {
    this.#timers.cancel(`agent ${id}`);
    if (this.#state(id) === "ACTIVE") return;
    const versions = { version: "v1.33.1", agentVersion: 3, kubeAgentVersion: agentVersion, kubeAgentManagerVersion: agentVersion };
    this.#set(id, { state: "ACTIVE", ...versions, pendingStateTimestamp: 0, message: undefined });
  }

  #disconnect(id: string): void {
    this.#timers.cancel(`agent ${id}`);
    const state = this.#state(id);
    if (state === "REGISTERED") throw new Error(`the agent of cluster ${id} was never connected`);
    if (state === "PENDING") return;
    this.#set(id, { state: "PENDING", pendingStateTimestamp: this.#timers.seconds(), message: "The agent is not connected." });
  }

  /** The agent is in a cluster that runs: it comes up. An id that no cluster has is one of another organisation. */
  installed(id: string): void {
    if (this.#engine.get("kubeclusters", id)) this.#arm(id);
  }

  /** The agent is gone, or its cluster no longer runs. */
  lost(id: string): void {
    if (!this.#engine.get("kubeclusters", id)) return;
    if (this.#state(id) === "REGISTERED") this.#timers.cancel(`agent ${id}`);
    else this.#disconnect(id);
  }

  /** Clusters whose agent is on its way. */
  arming(): string[] {
    return this.#engine
      .list("kubeclusters")
      .map((cluster) => cluster._id)
      .filter((id) => this.#timers.has(`agent ${id}`));
  }

  /** Goes on with agents that are on their way. */
  start(arming: readonly string[]): void {
    for (const id of arming) this.#arm(id);
  }

  /** The agent was installed: it comes up after a while, takes an inventory, and is connected. */
  #arm(id: string): void {
    const key = `agent ${id}`;
    if (!this.#alive || this.#timers.has(key) || this.#state(id) === "ACTIVE") return;
    const inventory = (): void => {
      this.#timers.after(key, this.#durations.inventory, () => {
        if (this.#engine.get("kubeclusters", id)) this.#connect(id);
      });
    };
    if (this.#state(id) === "INVENTORY") {
      inventory();
      return;
    }
    this.#timers.after(key, this.#durations.agentStart, () => {
      if (!this.#engine.get("kubeclusters", id)) return;
      this.#set(id, { state: "INVENTORY" });
      inventory();
    });
  }

  /** Answers a request for an agent manifest; fetching it stands for installing it. */
  handle(request: Request, url: URL): Response {
    const head = request.method === "HEAD";
    const format = { accept: request.headers.get("accept"), pretty: false, head };
    if (request.method !== "GET" && !head) return refusal(new EveError(405), format);
    const cluster = this.#engine.list("kubeclusters").find((c) => String(statusOf(c)["agentURL"]).endsWith(url.pathname));
    if (!cluster) return refusal(new EveError(404), format);
    if (!head) this.#arm(cluster._id);
    return new Response(head ? null : agentManifest(cluster), { headers: { "content-type": "application/yaml" } });
  }
}
