import { resources } from "../../generated/sandbox/cloudcasa.ts";
import type { Clock } from "../clock.ts";
import { type Caller, type Draft, type EngineSnapshot, EveEngine, EveError, type Leniency } from "../eve/index.ts";
import type { Random } from "../random.ts";
import { type Agent, Agents, agentRoot } from "./agents.ts";
import { backupHooks, runRoute } from "./backups.ts";
import { type Durations, defaultDurations } from "./durations.ts";
import { seedFixture } from "./fixture.ts";
import { Jobs } from "./jobs.ts";
import { agentImages } from "./manifest.ts";
import { Objectstores } from "./objectstores.ts";
import { Timers } from "./timers.ts";
import { unsimulatedParameters, unsimulatedRoutes } from "./unsimulated.ts";

export type { Agent } from "./agents.ts";
export type { Durations } from "./durations.ts";

export interface CloudCasaOptions {
  clock: Clock;
  random: Random;
  /** Empty, and nothing changes by itself. */
  bare: boolean;
  tokens: { lookup(token: string): Caller | undefined };
  lenient?: Leniency;
  /** How long simulated steps take; what is left out takes its default. */
  durations?: Partial<Durations>;
}

/** CloudCasa's API, in memory: an Eve server with CloudCasa's resources, and what its agents and workers do. */
export interface CloudCasaSandbox {
  handle(request: Request, url: URL): Promise<Response>;
  /** The server itself: documents can be read and changed here as the service would. */
  readonly engine: EveEngine;
  readonly durations: Durations;
  /** The agent of the cluster with this id. */
  agent(id: string): Agent;
  /** As it started. */
  reset(): void;
  /** Empty. */
  clear(): void;
}

/** Agent URLs of the fixture have this origin until the first request shows where the sandbox is. */
const unknownOrigin = "https://cloudcasa.invalid";

export function createCloudCasaSandbox({
  clock,
  random,
  bare,
  tokens,
  lenient = {},
  durations: given = {},
}: CloudCasaOptions): CloudCasaSandbox {
  const durations = { ...defaultDurations, ...given };
  const timers = new Timers(clock);
  const objectstores = new Objectstores(() => engine, timers, durations);
  const engine: EveEngine = new EveEngine({
    resources,
    root: "/api",
    clock,
    random,
    authenticate: (token) => tokens.lookup(token),
    // The service lifted stock Eve's ban on $regex.
    blockedOperators: ["$where"],
    keepReadonlyOnPut: true,
    lenient,
    hooks: {
      kubeclusters: {
        insert: (cluster, url) => {
          cluster["status"] = agents.registered(url.origin);
        },
        remove: (cluster) => {
          const used = engine.list("kubebackups", { cluster: String(cluster["_id"]) }).length > 0;
          if (used) throw new EveError(409, "Kubecluster is used by a kubebackup and can't be deleted");
        },
      },
      kubebackups: backupHooks,
      ...(!bare && { objectstores: objectstores.hooks }),
    },
    routes: [
      runRoute(() => engine, timers, bare ? undefined : (job) => jobs.follow(job)),
      {
        methods: ["GET"],
        // The guide prints the version twice; both are served.
        path: /^v1\/(?:v1\/)?kubeclusters\/cloudcasa-images$/,
        handle: () => ({ status: 200, body: { _items: agentImages.map((image) => ({ image })) } }),
      },
      ...unsimulatedRoutes(resources.map((r) => r.name)),
    ],
    unsupportedParameters: unsimulatedParameters,
  });
  const agents = new Agents(engine, random, timers, durations, !bare);
  const jobs = new Jobs(engine, timers, durations);

  if (!bare) {
    engine.subscribe(({ type, resource, id, document, before }) => {
      if (type === "deleted") return;
      const state = (of: typeof before): unknown => (of?.["status"] as Draft | undefined)?.["state"];
      if (resource === "objectstores" && type === "created") objectstores.follow(id);
      if (resource === "kubeclusters" && state(document) === "ACTIVE" && state(before) !== "ACTIVE") {
        jobs.clusterActive(id);
        objectstores.start();
      }
    });
    seedFixture(engine, agents, unknownOrigin, timers.seconds());
  }
  const initial: EngineSnapshot = engine.snapshot();
  const start = (): void => {
    if (bare) return;
    jobs.start();
    objectstores.start();
  };
  start();

  /** Whether the fixture's agent URLs still wait for the origin under which the sandbox is asked. */
  let homeless = !bare;
  return {
    engine,
    durations,
    async handle(request, url) {
      if (homeless) agents.move(unknownOrigin, url.origin);
      homeless = false;
      return url.pathname.startsWith(agentRoot) ? agents.handle(request, url) : engine.handle(request, url);
    },
    agent: (id) => agents.agent(id),
    reset() {
      timers.clear();
      engine.restore(initial);
      homeless = !bare;
      start();
    },
    clear() {
      timers.clear();
      engine.clear();
    },
  };
}
