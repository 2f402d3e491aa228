import { kinds, types } from "../../generated/sandbox/platform.ts";
import type { ServerAccess } from "../attach.ts";
import type { Clock } from "../clock.ts";
import {
  type Admission,
  ApiError,
  anonymous,
  bearerToken,
  type EngineSnapshot,
  type Impersonated,
  isPublic,
  type KubeObject,
  KubernetesEngine,
  type RequestInfo,
  type SavedEngine,
  saved,
  snapshotOf,
  type Tables,
  type User,
  unauthorized,
  type Witness,
} from "../kubernetes/index.ts";
import type { Places } from "../places.ts";
import type { Random } from "../random.ts";
import type { Tokens } from "../tokens.ts";
import { platformActions } from "./actions.ts";
import { mayGoWithoutTemplate, PlatformAdmission } from "./admission.ts";
import { annotations } from "./annotations.ts";
import { bareActions } from "./bare-actions.ts";
import { defaultDurations, type StepDurations } from "./durations.ts";
import { seedFixture } from "./fixture.ts";
import { clusterController, InstanceController, spaceConditions, virtualClusterConditions } from "./instances.ts";
import { AccessKeys, type Caller } from "./keys.ts";
import { type Failure, Outcomes, type OutcomesSnapshot } from "./outcomes.ts";
import type { Access } from "./proxied/access.ts";
import { type ClusterListener, Proxied, type ProxiedSnapshot } from "./proxied/index.ts";
import { Reconciler } from "./reconciler.ts";
import { mayManage, notPublished } from "./scope.ts";
import { isServerRoute, ServerRoutes } from "./server-routes.ts";
import { storeObject } from "./store-object.ts";

export type { StepDurations } from "./durations.ts";
export type { Failure } from "./outcomes.ts";
export { isServerRoute } from "./server-routes.ts";

export interface PlatformOptions {
  clock: Clock;
  random: Random;
  tokens: Tokens;
  /** Empty, nothing changes by itself, answers as recorded. */
  bare: boolean;
  /** What stands before a project's name in the name of its namespace. */
  projectNamespacePrefix: string;
  /** The certificate authority of the address that the sandbox is served at (PEM). */
  certificateAuthority?: string;
  /** Whether to start with a small platform. Default: unless `bare`. */
  seedFixture?: boolean;
}

/** The contents of the platform at one moment, those of the clusters behind it included. */
export interface PlatformSnapshot {
  readonly management: EngineSnapshot;
  readonly clusters: ProxiedSnapshot;
  readonly outcomes: OutcomesSnapshot;
}

/** The contents of the platform as JSON. */
export interface SavedPlatform {
  management: SavedEngine;
  /** By the uid of the object that stands for the cluster. */
  clusters: Record<string, SavedEngine>;
  outcomes: OutcomesSnapshot;
}

/** A snapshot as JSON. */
export const savedPlatform = ({ management, clusters, outcomes }: PlatformSnapshot): SavedPlatform => ({
  management: saved(management),
  clusters: Object.fromEntries([...clusters].map(([uid, snapshot]) => [uid, saved(snapshot)])),
  outcomes,
});

/** The snapshot of which `savedPlatform` made JSON. */
export const platformSnapshot = ({ management, clusters, outcomes }: SavedPlatform): PlatformSnapshot => ({
  management: snapshotOf(management),
  clusters: new Map(Object.entries(clusters).map(([uid, engine]) => [uid, snapshotOf(engine)])),
  outcomes,
});

const prefix = "/kubernetes/management";
const tables: Tables = { group: "management.loft.sh", version: "v1", kinds, types };

/** The Kubernetes version of the management API. kubectl picks its own version by it. */
const serverVersion = {
  major: "1",
  minor: "33",
  gitVersion: "v1.33.4",
  gitCommit: "0000000000000000000000000000000000000000",
  gitTreeState: "clean",
  buildDate: "2026-01-01T00:00:00Z",
  goVersion: "go1.24.5",
  compiler: "gc",
  platform: "linux/amd64",
};

/** GET /version: the platform's own. */
const platformVersion = { version: "4.12.0", major: "4", minor: "12", kubeVersion: "v1.33.4", newerVersion: "", shouldUpgrade: false };

const loginWanted = () => unauthorized("platform access key not found. Please login again");

const isAdmin = ({ name, groups }: User): boolean =>
  name === "admin" || groups.includes("loft:admins") || groups.includes("system:masters");

/** The platform's API: the engine with its kinds, and what its controllers do. */
export class PlatformSandbox {
  readonly engine: KubernetesEngine;
  /** How long each step of the simulated controllers takes; settable, for steps that are planned from then on. */
  readonly durations: StepDurations = defaultDurations();
  readonly #options: PlatformOptions;
  readonly #keys: AccessKeys;
  readonly #reconciler: Reconciler | undefined;
  #instances: readonly InstanceController[] = [];
  /** The APIs of other clusters behind the platform. */
  readonly #proxied: Proxied;
  readonly #routes: ServerRoutes;
  readonly #outcomes = new Outcomes();
  readonly #start: PlatformSnapshot;

  constructor(options: PlatformOptions) {
    this.#options = options;
    const { clock, random, bare, projectNamespacePrefix, tokens, certificateAuthority } = options;
    const rooms = {
      engine: () => this.engine,
      keys: () => this.#keys,
      clock,
      random,
      group: tables.group,
      projectNamespacePrefix,
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      authorize: (user: User, info: RequestInfo) => this.#mayAsReviewed(user, info),
      userOf: (name: string, groups: string[]) => this.#impersonate({ name, groups, extra: {} }),
      admit: (write: Admission) => admission?.admit(write),
      moveCluster: (from: string, to: string) => this.#proxied.move(from, to),
    };
    const access: Access = {
      authenticate: (token) => this.#authenticate(token),
      authorize: (user, info) => user !== anonymous && this.#may(user as Caller, info),
      impersonate: (as) => this.#impersonate(as),
      joinedGroupHeader: "impersonate-joined-group",
    };
    const admission = bare ? undefined : new PlatformAdmission(rooms);
    this.engine = new KubernetesEngine({
      clock,
      random,
      tables,
      prefix,
      serverVersion,
      ...access,
      authorize: (user, info) => this.#authorize(user, info),
      actions: bare ? bareActions(rooms, kinds) : platformActions(rooms),
      // Gone from the platform since 4.4; the recordings are of a server that has it.
      strategicMergePatch: bare,
      garbageCollection: () => this.durations.garbageCollection,
      ...(admission && { prepare: admission.prepare, admit: admission.admit }),
    });
    this.#keys = new AccessKeys({ engine: this.engine, clock, random, tokens });
    const management = this.engine;
    const { group } = tables;
    const durations = this.durations.inClusters;
    this.#proxied = new Proxied({ management, clock, random, access, serverVersion, group, projectNamespacePrefix, bare, durations });
    this.#routes = new ServerRoutes({ ...rooms, tokens, caller: (request) => this.#caller(request) });
    if (!bare) this.#reconciler = this.#startControllers();
    if (options.seedFixture ?? !bare) seedFixture(this.engine, options);
    this.#start = this.snapshot();
  }

  #startControllers(): Reconciler {
    const { engine, durations } = this;
    const { clock, random, projectNamespacePrefix } = this.#options;
    const shared = { engine, clock, random, projectNamespacePrefix, outcomes: this.#outcomes };
    const virtualClusters = new InstanceController({
      ...shared,
      kind: {
        plural: "virtualclusterinstances",
        durations: durations.virtualClusterInstances,
        conditions: virtualClusterConditions,
        templates: "virtualclustertemplates",
      },
    });
    const spaces = new InstanceController({
      ...shared,
      kind: { plural: "spaceinstances", durations: durations.spaceInstances, conditions: spaceConditions, templates: "spacetemplates" },
    });
    this.#instances = [virtualClusters, spaces];
    const reconciler = new Reconciler(engine, clock, {
      virtualclusterinstances: virtualClusters.next,
      spaceinstances: spaces.next,
      clusters: clusterController(engine, durations.clusters),
    });
    engine.subscribe((plural, { type, object }) => {
      // Instances wait for clusters and templates.
      if (plural === "virtualclustertemplates" || plural === "spacetemplates" || plural === "clusters") {
        reconciler.reconcileAll("virtualclusterinstances");
        reconciler.reconcileAll("spaceinstances");
      }
      if (plural === "projects" && type === "DELETED") {
        const namespace = projectNamespacePrefix + object.metadata.name;
        clock.after(durations.projects.emptied, () => this.#empty(namespace));
      }
    });
    return reconciler;
  }

  /** Deletes what is in the namespace of a project that is gone. */
  #empty(namespace: string): void {
    if (this.engine.get("projects", "", namespace.slice(this.#options.projectNamespacePrefix.length))) return;
    for (const kind of kinds) {
      if (!kind.namespaced || !kind.type || kind.plural === "sharedsecrets") continue;
      for (const object of this.engine.list(kind.plural, namespace))
        this.engine.delete(kind.plural, namespace, object.metadata.name as string);
    }
  }

  #authenticate(token: string | undefined): Caller | User | undefined {
    const { bare, tokens } = this.#options;
    if (!bare) return token === undefined ? anonymous : this.#keys.caller(token);
    if (token === undefined) return anonymous;
    const known = tokens.lookup(token);
    return known && { name: known.name, groups: known.groups, may: known.readOnly ? "read" : "all", key: undefined, scope: undefined };
  }

  /** Users that the sandbox keeps may do as much as with a key of theirs; others, and users of a bare sandbox, nothing. */
  #impersonate({ name, groups }: Impersonated): Caller {
    const caller = { name, groups, key: undefined, scope: undefined };
    if (name === "admin" || isAdmin(caller)) return { ...caller, may: "all" };
    if (name === "readonly") return { ...caller, may: "read" };
    return { ...caller, may: this.engine.get("users", "", name) ? "all" : "nothing" };
  }

  #authorize(user: User, info: RequestInfo): boolean {
    if (user === anonymous) {
      // Without a token the platform asks for a login, where an API server would say what it forbids.
      if (!this.#options.bare) throw loginWanted();
      return false;
    }
    const caller = user as Caller;
    if (caller.scope) {
      const verdict = mayManage(caller.scope, info, this.#options.projectNamespacePrefix);
      if (verdict === undefined) throw notPublished();
      if (!verdict) return false;
    }
    return this.#may(caller, info);
  }

  /** As `#authorize`, with the right to create instances without a template, which reviews call `restricted`. */
  #mayAsReviewed(user: User, info: RequestInfo): boolean {
    const isInstance = info.resource === "virtualclusterinstances" || info.resource === "spaceinstances";
    if (isInstance && info.subresource === "restricted" && !mayGoWithoutTemplate(user)) return false;
    return this.#authorize(user, info);
  }

  /** What somebody may do whatever his key is narrowed to: of the scope, the clusters behind the platform know nothing. */
  #may(caller: Caller, info: RequestInfo): boolean {
    // Who may do all is not yet who may be everybody.
    if (info.verb === "impersonate") return isAdmin(caller);
    if (caller.may === "all") return true;
    if (caller.may === "nothing") return false;
    if (["get", "list", "watch"].includes(info.verb)) return true;
    // Of any cluster everybody may ask who he is, and what he may do.
    const aboutOneself = ["selfsubjectreviews.authentication.k8s.io", "selfsubjectaccessreviews.authorization.k8s.io"];
    if (info.verb === "create" && aboutOneself.includes(`${info.resource}.${info.group}`)) return true;
    return !this.#options.bare && info.verb === "create" && ["selves", "selfsubjectaccessreviews"].includes(info.resource);
  }

  /** Answers `/version`, everything below `/kubernetes/` and the server's other routes; `witness` is told what the request changes. */
  async handle(request: Request, url: URL, witness?: Witness): Promise<Response> {
    const { pathname } = url;
    if (pathname === prefix || pathname.startsWith(`${prefix}/`)) return this.engine.handle(request, url, witness);
    if (pathname === "/version") return Response.json(platformVersion);
    if (Proxied.isFor(pathname)) return this.#behind(request, url, witness);
    if (isServerRoute(pathname)) return this.#routes.handle(request, url, witness);
    return new Response("404 page not found\n", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  }

  /** The caller behind a request. Throws an ApiError for a token that is not known, and, unless the sandbox is bare, for none. */
  #caller(request: Request): Caller {
    const user = this.#authenticate(bearerToken(request.headers.get("authorization")));
    if (!user) throw unauthorized();
    // Without a token the platform asks for a login, whatever the request is about.
    if (user === anonymous && !this.#options.bare) throw loginWanted();
    return user as Caller;
  }

  /** Passes a request on to the API of another cluster. The caller is checked before the path. */
  #behind(request: Request, url: URL, witness: Witness | undefined): Promise<Response> | Response {
    let scope: Caller["scope"];
    try {
      scope = this.#caller(request).scope;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.status, { status: error.code, headers: error.headers });
    }
    return this.#proxied.handle(request, url, witness, scope);
  }

  /** Whether the token of a request is good, or not needed for what it asks. */
  isAuthenticated(request: Request, { pathname }: URL): boolean {
    try {
      const user = this.#authenticate(bearerToken(request.headers.get("authorization")));
      if (user && user !== anonymous) return true;
      return !user ? false : pathname === "/version" || (pathname.startsWith(`${prefix}/`) && isPublic(pathname.slice(prefix.length)));
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }

  /** Lets a real API server stand for a cluster behind the platform. Returns a function that takes it away again. */
  attach(cluster: string, access: ServerAccess): () => void {
    return this.#proxied.attach(cluster, access);
  }

  /** The plurals of the custom resources that the clusters behind the platform have now. */
  customResources(): Set<string> {
    return this.#proxied.customResources();
  }

  /** What there is that a rule can name. */
  places(): Places {
    const prefix = this.#options.projectNamespacePrefix;
    const instances = (plural: string, kind: string) =>
      this.engine.list(plural).map(({ metadata: { namespace = "", name } }) => `project/${namespace.slice(prefix.length)}/${kind}/${name}`);
    return {
      clusters: [
        ...this.engine.list("clusters").map(({ metadata }) => `cluster/${metadata.name}`),
        ...instances("virtualclusterinstances", "virtualcluster"),
        ...instances("spaceinstances", "space"),
      ],
      namespaces: (cluster, resource) => {
        if (cluster !== undefined) return this.#proxied.namespacesOf(cluster);
        // Of a bare platform any namespace is one of a project, and without a resource it may be one of a cluster.
        if (this.#options.bare || !kinds.some(({ plural }) => plural === resource)) return undefined;
        return this.engine.list("projects").map(({ metadata }) => prefix + metadata.name);
      },
    };
  }

  /** Calls back on every change in a cluster behind the platform, with the uid of the object that stands for it. */
  subscribeClusters(listener: ClusterListener): void {
    this.#proxied.subscribe(listener);
  }

  /** The API of the cluster that an object of this uid stands for; undefined when nobody has asked it yet. */
  clusterOf(uid: string): KubernetesEngine | undefined {
    return this.#proxied.engineOf(uid);
  }

  /** What is kept in the clusters behind the platform that were asked. */
  clusters(): Record<string, Record<string, object[]>> {
    return this.#proxied.state();
  }

  /** As it started: fixture, no keys but its own; watches end. */
  reset(): void {
    this.restore(this.#start);
  }

  /** Empty, but for the failures that were asked for. */
  clear(): void {
    this.restore({ management: { version: 0, tables: new Map() }, clusters: new Map(), outcomes: this.#outcomes.snapshot() });
  }

  /** Makes an instance fail, also one that is made later; without a failure it recovers. */
  failInstance(project: string, name: string, failure: Failure | undefined): void {
    const namespace = this.#options.projectNamespacePrefix + project;
    this.#outcomes.setInstance(namespace, name, failure);
    for (const controller of this.#instances) controller.failNow(namespace, name);
    this.#reconcileInstances();
  }

  /** Lets a virtual cluster that the platform did not deploy register itself; throws an Error for one that is not there. */
  connectInstance(project: string, name: string): void {
    const [virtualClusters] = this.#instances;
    if (!virtualClusters) throw new Error("a bare sandbox plays no virtual clusters");
    virtualClusters.connect(this.#options.projectNamespacePrefix + project, name);
  }

  /** Keeps the objects of a template from being synchronised, until this is called without a failure. */
  failTemplate(name: string, failure: Failure | undefined): void {
    this.#outcomes.setTemplate(name, failure);
    for (const controller of this.#instances) controller.templateChanged(name);
    this.#reconcileInstances();
  }

  #reconcileInstances(): void {
    for (const plural of ["virtualclusterinstances", "spaceinstances"]) this.#reconciler?.reconcileAll(plural);
  }

  /** Stores an object as it is, in place of the one of its name, if there is one. Throws an Error for fields that the kind does not have. */
  seed(plural: string, object: KubeObject): void {
    const { namespace = "", name = "" } = object.metadata;
    const { namespaced } = kinds.find((kind) => kind.plural === plural) as { namespaced: boolean };
    if (namespaced !== (namespace !== ""))
      throw new Error(`${plural} ${name}: metadata.namespace ${namespaced ? "is missing" : "must be left out"}`);
    const { phase, reason, message } = (object.status ?? {}) as { phase?: string; reason?: string; message?: string };
    const isInstance = instanceKinds.includes(plural);
    if (isInstance && phase === "Failed") {
      this.#outcomes.setInstance(namespace, name, { reason: reason ?? "Failed", message: message ?? "It was seeded as Failed." });
    }
    storeObject(this.engine, plural, isInstance && phase === "Sleeping" ? asleep(object) : object);
  }

  /** The same in the cluster that `name` names, as `cluster/eu`. */
  seedCluster(name: string, { kind, apiVersion, ...object }: { kind: string; apiVersion?: string; metadata: object }): void {
    const engine = this.#proxied.engineNamed(name);
    const found = [...engine.resources].find(
      ([, resource]) => resource.kind === kind && (apiVersion === undefined || resource.apiVersion === apiVersion),
    );
    if (!found || found[1].type === undefined)
      throw new Error(`${name} has no kind ${kind}${apiVersion === undefined ? "" : ` in ${apiVersion}`}`);
    const kept = object as unknown as KubeObject;
    if (found[1].data.namespaced) kept.metadata = { namespace: "default", ...kept.metadata };
    storeObject(engine, found[0], kept);
  }

  /** All objects as a value, at no cost. */
  snapshot(): PlatformSnapshot {
    return { management: this.engine.snapshot(), clusters: this.#proxied.snapshot(), outcomes: this.#outcomes.snapshot() };
  }

  /** Goes on from a snapshot, also one of another sandbox with the same options: watches end, what objects wait for is planned anew. */
  restore(snapshot: PlatformSnapshot): void {
    this.#reconciler?.reset();
    this.#outcomes.restore(snapshot.outcomes);
    this.engine.restore(snapshot.management);
    this.#proxied.restore(snapshot.clusters);
    this.#keys.reset();
    for (const plural of ["virtualclusterinstances", "spaceinstances", "clusters"]) this.#reconciler?.reconcileAll(plural);
  }

  /** Forgets the past: older versions answer "too old". */
  compact(): void {
    this.engine.compact();
    this.#proxied.compact();
  }

  /** Ends every watch. */
  dropWatches(): void {
    this.engine.dropWatches();
    this.#proxied.dropWatches();
  }

  /** Ends all access keys that were made in the sandbox. */
  expireKeys(): void {
    this.#keys.expireAll();
  }
}

const instanceKinds = ["virtualclusterinstances", "spaceinstances"];

/** An instance that sleeps stays asleep only while it is told to. */
function asleep(object: KubeObject): KubeObject {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, annotations: { [annotations.force]: "true", ...metadata.annotations } } };
}

/** A platform sandbox; see {@link PlatformOptions}. */
export function createPlatformSandbox(options: PlatformOptions): PlatformSandbox {
  return new PlatformSandbox(options);
}
