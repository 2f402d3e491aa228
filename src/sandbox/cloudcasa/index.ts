import { resources } from "../../generated/sandbox/cloudcasa.ts";
import type { Clock } from "../clock.ts";
import {
  type Caller,
  type Draft,
  type EngineSnapshot,
  EveEngine,
  type Leniency,
  type SavedEngine,
  tokenOf,
  type Witness,
} from "../eve/index.ts";
import type { Random } from "../random.ts";
import { type Agent, Agents, agentRoot } from "./agents.ts";
import { Apikeys } from "./apikeys.ts";
import { backupHooks, offloadHooks, Runs } from "./backups.ts";
import { type Durations, defaultDurations } from "./durations.ts";
import { seedFixture } from "./fixture.ts";
import { Jobs, type Outcome, type OutcomesSnapshot } from "./jobs.ts";
import { agentImages } from "./manifest.ts";
import { addMetrics } from "./metrics.ts";
import { Objectstores } from "./objectstores.ts";
import { RecoveryPoints } from "./recovery-points.ts";
import { refuseInUse, refuseUsed } from "./references.ts";
import { Restores } from "./restores.ts";
import { Schedules } from "./schedules.ts";
import { Timers } from "./timers.ts";
import { unsimulatedRoutes } from "./unsimulated.ts";
import { works } from "./work.ts";

export type { Agent } from "./agents.ts";
export type { Durations } from "./durations.ts";
export type { FinalState, Outcome } from "./jobs.ts";

export interface CloudCasaOptions {
  clock: Clock;
  random: Random;
  /** Empty, and nothing changes by itself. */
  bare: boolean;
  tokens: { lookup(token: string): Caller | undefined };
  lenient?: Leniency;
  /** How long simulated steps take; what is left out takes its default. */
  durations?: Partial<Durations>;
  /** The state to start with, of a sandbox with the same options. Default: the fixture, or nothing in a bare one. */
  from?: CloudCasaSnapshot | SavedCloudCasa;
}

/** The state of a sandbox at one time: a value, and cheap, since documents are shared. */
export interface CloudCasaSnapshot {
  readonly engine: EngineSnapshot;
  /** Clusters whose agent has been installed and is on its way. */
  readonly arming: readonly string[];
  readonly outcomes: OutcomesSnapshot;
}

/** The state of a sandbox as JSON. */
export interface SavedCloudCasa {
  engine: SavedEngine;
  arming: readonly string[];
  outcomes: OutcomesSnapshot;
}

/** CloudCasa's API, in memory: an Eve server with CloudCasa's resources, and what its agents and workers do. */
export interface CloudCasaSandbox {
  /** `witness` is told what the request changes. */
  handle(request: Request, url: URL, witness?: Witness): Promise<Response>;
  /** Whether the token of a request is good, or not needed for what it asks. */
  isAuthenticated(request: Request, url: URL): boolean;
  /** The server itself: documents can be read and changed here as the service would. */
  readonly engine: EveEngine;
  readonly durations: Durations;
  /** The agent of the cluster with this id. */
  agent(id: string): Agent;
  /** The agent of a cluster was installed: it comes up. */
  agentInstalled(id: string): void;
  /** The agent of a cluster is gone, or its cluster no longer runs. */
  agentLost(id: string): void;
  /** Ends a job at once; throws an Error for one that is not there, or has ended. */
  finishJob(id: string, outcome: Outcome): void;
  /** Plans how the next job ends. */
  planJob(outcome: Outcome): void;
  /** Stores a document as it is, in place of the one of its id, if there is one. */
  seed(resource: string, document: Draft): void;
  /** Goes on with what is under way, after documents were stored from outside. */
  resume(): void;
  /** The state as JSON. */
  save(): SavedCloudCasa;
  /** As it started. */
  reset(): void;
  /** Empty. */
  clear(): void;
  /** The state as a value. */
  snapshot(): CloudCasaSnapshot;
  /** Goes on from a state, also one of another sandbox with the same options: agents, jobs, restores and object stores under way go on. */
  restore(snapshot: CloudCasaSnapshot): void;
}

const isLoaded = (of: EngineSnapshot | SavedEngine): of is EngineSnapshot => of.documents instanceof Map;

/** Agent URLs of the fixture have this origin until the first request shows where the sandbox is. */
const unknownOrigin = "https://cloudcasa.invalid";

export function createCloudCasaSandbox({
  clock,
  random,
  bare,
  tokens,
  lenient = {},
  durations: given = {},
  from,
}: CloudCasaOptions): CloudCasaSandbox {
  const durations = { ...defaultDurations, ...given };
  const timers = new Timers(clock);
  const objectstores = new Objectstores(() => engine, timers, durations);
  const points = new RecoveryPoints(() => engine, timers);
  const restores = new Restores(() => engine, timers, durations);
  const apikeys = new Apikeys(() => engine, random, bare);
  const runs = new Runs({ engine: () => engine, timers, points, started: bare ? undefined : (job) => jobs.follow(job) });
  const schedules = new Schedules(
    () => engine,
    timers,
    (...run) => runs.scheduled(...run),
  );
  const authenticate = (token: string): Caller | undefined => tokens.lookup(token) ?? apikeys.lookup(token);
  const engine: EveEngine = new EveEngine({
    resources,
    root: "/api",
    clock,
    random,
    authenticate,
    // The service lifted stock Eve's ban on $regex.
    blockedOperators: ["$where"],
    keepReadonlyOnPut: true,
    lenient,
    hooks: {
      kubeclusters: {
        insert: (cluster, url) => {
          cluster["status"] = agents.registered(url.origin);
        },
        read: (cluster, url) => addMetrics(engine, timers, cluster, url),
        remove: (cluster) => refuseInUse(engine, restores, String(cluster["_id"])),
      },
      kubebackups: backupHooks,
      kubeoffloads: offloadHooks(() => engine),
      backupinstances: points.hooks,
      apikeys: apikeys.hooks,
      // The recordings are of a server that knows of clusters in use only.
      ...(!bare && {
        kuberestores: restores.hooks,
        objectstores: { ...objectstores.hooks, remove: (store) => refuseUsed(engine, "objectstores", String(store["_id"])) },
        policies: { ...schedules.hooks, remove: (policy) => refuseUsed(engine, "policies", String(policy["_id"])) },
      }),
    },
    routes: [
      ...runs.routes,
      {
        methods: ["GET"],
        // The guide prints the version twice; both are served.
        path: /^v1\/(?:v1\/)?kubeclusters\/cloudcasa-images$/,
        handle: () => ({ status: 200, body: { _items: agentImages.map((image) => ({ image })) } }),
      },
      ...unsimulatedRoutes(resources.map((r) => r.name)),
    ],
  });
  const agents = new Agents(engine, random, timers, durations, !bare);
  const jobs = new Jobs(engine, timers, durations, works(engine, points));
  const started = (job: string): void => jobs.follow(job);

  if (!bare) {
    engine.subscribe(({ type, resource, id, document, before }) => {
      if (resource === "policies") schedules.follow(id, timers.now());
      if (type === "deleted") return;
      const state = (of: typeof before): unknown => (of?.["status"] as Draft | undefined)?.["state"];
      if (resource === "objectstores" && type === "created") objectstores.follow(id);
      if (resource === "kuberestores" && type === "created") restores.follow(id, started);
      if (resource === "kubeclusters" && state(document) === "ACTIVE" && state(before) !== "ACTIVE") {
        jobs.clusterActive(id);
        objectstores.start();
      }
    });
    if (!from) seedFixture(engine, agents, unknownOrigin, timers.seconds());
  }
  const snapshot = (): CloudCasaSnapshot => ({ engine: engine.snapshot(), arming: agents.arming(), outcomes: jobs.outcomes() });
  const resume = (): void => {
    if (bare) return;
    jobs.start();
    restores.start(started);
    objectstores.start();
    schedules.start();
  };
  const restore = (state: CloudCasaSnapshot): void => {
    timers.clear();
    engine.restore(state.engine);
    jobs.restoreOutcomes(state.outcomes);
    homeless = !bare;
    if (!bare) agents.start(state.arming);
    resume();
  };

  /** Whether the fixture's agent URLs still wait for the origin under which the sandbox is asked. */
  let homeless = !bare;
  const initial = from ? { ...from, engine: isLoaded(from.engine) ? from.engine : engine.loaded(from.engine) } : snapshot();
  restore(initial);
  return {
    engine,
    durations,
    async handle(request, url, witness) {
      // A saved state comes from a sandbox that may have been elsewhere.
      if (homeless) agents.move(from && !isLoaded(from.engine) ? undefined : unknownOrigin, url.origin);
      homeless = false;
      return url.pathname.startsWith(agentRoot) ? agents.handle(request, url) : engine.handle(request, url, witness);
    },
    isAuthenticated(request, url) {
      if (url.pathname.startsWith(agentRoot)) return true;
      const token = tokenOf(request.headers.get("authorization"));
      return token !== undefined && authenticate(token) !== undefined;
    },
    agent: (id) => agents.agent(id),
    agentInstalled: (id) => agents.installed(id),
    agentLost: (id) => agents.lost(id),
    finishJob: (id, outcome) => jobs.finish(id, outcome),
    planJob: (outcome) => jobs.plan(outcome),
    seed(resource, document) {
      if (typeof document["_id"] === "string") engine.delete(resource, document["_id"]);
      engine.create(resource, document);
    },
    resume,
    save: () => ({ engine: engine.save(), arming: agents.arming(), outcomes: jobs.outcomes() }),
    reset: () => restore(initial),
    clear() {
      timers.clear();
      engine.clear();
    },
    snapshot,
    restore,
  };
}
