import type { ServerAccess } from "../../attach.ts";
import type { Clock } from "../../clock.ts";
import {
  ApiError,
  type Change,
  type EngineOptions,
  type EngineSnapshot,
  forbidden,
  type KubeObject,
  type KubernetesEngine,
  notFound,
  unsupported,
  type Witness,
} from "../../kubernetes/index.ts";
import type { Random } from "../../random.ts";
import { annotations } from "../annotations.ts";
import type { StepDurations } from "../durations.ts";
import { hostNamespace } from "../hosts.ts";
import { notDeployed, notRunning } from "../not-ready.ts";
import type { Cluster as ConnectedCluster, Instance } from "../objects.ts";
import { mayUseCluster, mayUseSpace, mayUseVirtualCluster, notPublished, type Scope } from "../scope.ts";
import { decodeSegment } from "../segment.ts";
import type { Access } from "./access.ts";
import { Attached } from "./attached.ts";
import { Cluster } from "./cluster.ts";
import { keepDeployments } from "./kept-deployments.ts";

interface ProxiedOptions {
  /** The platform's own API, with the objects that stand for the clusters. */
  management: KubernetesEngine;
  clock: Clock;
  random: Random;
  access: Access;
  serverVersion: EngineOptions["serverVersion"];
  group: string;
  projectNamespacePrefix: string;
  /** Nothing changes by itself: clusters answer whatever state their objects are in. */
  bare: boolean;
  /** How long steps in the clusters take; settable. */
  durations: StepDurations["inClusters"];
}

/** The contents of every cluster that was asked, by the uid of the object that stands for it. */
export type ProxiedSnapshot = ReadonlyMap<string, EngineSnapshot>;

/** What a path through the platform leads to. */
interface Target {
  /** As the sandbox names it: `cluster/eu`, `project/demo/virtualcluster/dev`. */
  name: string;
  plural: "clusters" | "virtualclusterinstances" | "spaceinstances";
  /** The project; "" for a connected cluster. */
  project: string;
  namespace: string;
  object: string;
}

interface Open {
  target: Target;
  cluster: Cluster;
}

/** Told of changes in a cluster; `object` stands for it in the management API. */
export type ClusterListener = (cluster: string, key: string, change: Change) => void;

const paths =
  /^\/kubernetes\/(?:cluster\/([^/]+)|project\/([^/]+)\/(virtualcluster|space)\/([^/]+)|virtualcluster\/[^/]+\/[^/]+\/[^/]+)(\/.*)?$/;

/** The Kubernetes APIs behind the platform: one for each connected cluster and each virtual cluster, made when it is first asked. */
export class Proxied {
  readonly #options: ProxiedOptions;
  readonly #open = new Map<string, Open>();
  readonly #listeners = new Set<ClusterListener>();
  /** By the name of the cluster that each stands for. */
  readonly #attached = new Map<string, Attached>();

  constructor(options: ProxiedOptions) {
    this.#options = options;
    options.management.subscribe((plural, { type, object }) => {
      if (type === "DELETED" && plural === "spaceinstances") this.#removeSpace(object as unknown as Instance);
      if (type !== "DELETED" || (plural !== "clusters" && plural !== "virtualclusterinstances")) return;
      const uid = object.metadata.uid as string;
      const open = this.#open.get(uid);
      if (!open) return;
      open.cluster.engine.dropWatches();
      this.#attached.get(open.target.name)?.drop();
      this.#open.delete(uid);
    });
  }

  /** Lets a real API server stand for a cluster. Returns a function that takes it away again. */
  attach(name: string, access: ServerAccess): () => void {
    if (this.#attached.has(name)) throw new TypeError(`sandbox.attach: a server is attached to ${name} already; detach it before`);
    const attached = new Attached(access);
    this.#attached.set(name, attached);
    return () => {
      attached.drop();
      if (this.#attached.get(name) === attached) this.#attached.delete(name);
    };
  }

  /** Whether a path leads to a cluster. */
  static isFor(path: string): boolean {
    return paths.test(path);
  }

  /** Passes a request on to the cluster that its path names. */
  async handle(request: Request, url: URL, witness: Witness | undefined, scope: Scope | undefined): Promise<Response> {
    try {
      const { target, rest } = this.#target(request, url);
      if (scope) this.#checkScope(scope, target);
      const object = this.#options.management.get(target.plural, target.namespace, target.object);
      if (!object) throw notFound({ group: this.#options.group, resource: target.plural }, target.object);
      if (target.plural === "spaceinstances") return await this.#throughSpace(target, object, request, url, rest, witness);
      if (!this.#options.bare) {
        const refused = this.#refusal(target, object, request, witness);
        if (refused) return refused;
      }
      return await this.#pass(target, object, request, below(url, rest), witness);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return Response.json(error.status, { status: error.code, headers: error.headers });
    }
  }

  #pass(target: Target, object: KubeObject, request: Request, url: URL, witness: Witness | undefined): Promise<Response> {
    return this.#cluster(target, object).handle(request, url, witness, this.#attached.has(target.name));
  }

  #target(request: Request, url: URL): { target: Target; rest: string } {
    const [, cluster, project, kind, instance, rest = "/"] = paths.exec(url.pathname) ?? [];
    if (cluster !== undefined) {
      const object = decodeSegment(cluster);
      return { target: clusterTarget(object), rest };
    }
    if (kind === undefined || project === undefined || instance === undefined) {
      throw unsupported("platform.proxy", {
        asked: `${request.method} ${url.pathname}`,
        real: "passes the request on to that cluster (documented)",
        instead: "Simulated are /kubernetes/cluster/{cluster} and /kubernetes/project/{project}/virtualcluster/{instance} (or space).",
      });
    }
    const [ofProject, object] = [decodeSegment(project), decodeSegment(instance)];
    const namespace = this.#options.projectNamespacePrefix + ofProject;
    const plural = kind === "space" ? "spaceinstances" : "virtualclusterinstances";
    return { target: { name: `project/${ofProject}/${kind}/${object}`, plural, project: ofProject, namespace, object }, rest };
  }

  #checkScope(scope: Scope, { plural, project, object }: Target): void {
    const may = {
      clusters: () => mayUseCluster(scope, object),
      virtualclusterinstances: mayUseVirtualCluster,
      spaceinstances: mayUseSpace,
    };
    const verdict = may[plural](scope, project, object);
    if (verdict === undefined) throw notPublished();
    if (!verdict) throw forbidden({ group: this.#options.group, resource: plural }, object, "the access key's scope does not name it");
  }

  /** A space is a namespace of a connected cluster: its path leads to the API of that one. */
  async #throughSpace(target: Target, object: KubeObject, request: Request, url: URL, rest: string, witness: Witness | undefined) {
    const { management, bare } = this.#options;
    const space = object as unknown as Instance;
    const { spec, status, metadata } = space;
    const fits = (cluster: KubeObject) =>
      spec.clusterRef?.cluster ? cluster.metadata.name === spec.clusterRef.cluster : !unreachable(cluster as unknown as ConnectedCluster);
    const cluster = management.list("clusters").find(fits);
    if (!cluster || (!bare && (status.phase !== "Ready" || metadata.deletionTimestamp))) {
      throw unsupported("platform.proxy.space", {
        asked: `${request.method} ${url.pathname}, while the space is not Ready`,
        real: "answers in words that are not published",
        instead: "Wait until its phase is Ready.",
      });
    }
    const offline = bare ? undefined : unreachable(cluster as unknown as ConnectedCluster);
    if (offline) return offline;
    const host = clusterTarget(cluster.metadata.name as string);
    const open = this.#cluster(host, cluster);
    const namespace = hostNamespace("spaceinstances", target.project, space);
    if (!open.engine.get("namespaces", "", namespace)) {
      await this.#attached.get(host.name)?.addNamespace(namespace);
      if (!open.engine.get("namespaces", "", namespace)) open.addNamespace(namespace);
    }
    return this.#pass(host, cluster, request, below(url, rest), witness);
  }

  /** The namespace of a space goes with it. */
  #removeSpace(space: Instance): void {
    const { namespace = "" } = space.metadata;
    const name = hostNamespace("spaceinstances", namespace.slice(this.#options.projectNamespacePrefix.length), space);
    for (const { target, cluster } of this.#open.values()) {
      const host = space.spec.clusterRef?.cluster;
      if (target.plural !== "clusters" || (host && host !== target.object) || !cluster.engine.get("namespaces", "", name)) continue;
      cluster.engine.delete("namespaces", "", name);
      void this.#attached.get(target.name)?.deleteNamespace(name);
    }
  }

  /** What the platform answers instead of a cluster that can't; undefined when it can. */
  #refusal({ plural }: Target, object: KubeObject, request: Request, witness: Witness | undefined): Response | undefined {
    if (plural === "clusters") return unreachable(object as unknown as ConnectedCluster);
    const { spec, status, metadata } = object as unknown as Instance;
    const host = spec.clusterRef?.cluster && this.#options.management.get("clusters", "", spec.clusterRef.cluster);
    const offline = host ? unreachable(host as unknown as ConnectedCluster) : undefined;
    if (offline) return offline;
    if (status.phase === "Ready" && !metadata.deletionTimestamp) return undefined;
    if (status.phase === "Sleeping" && request.headers.get("x-sleep-mode-ignore")?.toLowerCase() !== "true") {
      this.#wake(object as unknown as Instance, witness);
    }
    throw status.phase === "Ready" || status.phase === "Sleeping" ? notRunning() : notDeployed();
  }

  /** A request to a sleeping cluster wakes it, unless it was put to sleep for a time that is not over. */
  #wake({ metadata }: Instance, witness: Witness | undefined): void {
    const { management, clock } = this.#options;
    const notes = metadata.annotations ?? {};
    const duration = notes[annotations.forceDuration];
    const end = duration === "0" ? Number.POSITIVE_INFINITY : Number(notes[annotations.sleepingSince] ?? 0) + Number(duration);
    if (duration !== undefined && end * 1000 > clock.now()) return;
    management.witnessed(witness, () =>
      management.update("virtualclusterinstances", metadata.namespace ?? "", metadata.name as string, (draft) => {
        const { [annotations.force]: _, [annotations.forceDuration]: __, ...rest } = draft.metadata.annotations ?? {};
        draft.metadata.annotations = { ...rest, [annotations.lastActivity]: String(Math.floor(clock.now() / 1000)) };
      }),
    );
  }

  #cluster(target: Target, { metadata }: KubeObject): Cluster {
    const open = this.#open.get(metadata.uid as string);
    return open ? open.cluster : this.#make(target, metadata.uid as string);
  }

  #make(target: Target, uid: string, from?: EngineSnapshot): Cluster {
    const { clock, random, access, serverVersion, bare, durations } = this.#options;
    const forward = (request: Request, url: URL) => this.#forward(target, cluster, request, url);
    const cluster: Cluster = new Cluster({ clock, random, access, serverVersion, bare, durations, forward, ...(from && { from }) });
    cluster.engine.subscribe((key, change) => {
      for (const listener of [...this.#listeners]) listener(uid, key, change);
    });
    this.#open.set(uid, { target, cluster });
    return cluster;
  }

  /** Passes a request on to the server that is attached to the cluster, if one is. */
  #forward({ name }: Target, { engine }: Cluster, request: Request, url: URL): Promise<Response> | undefined {
    const attached = this.#attached.get(name);
    return attached && keepDeployments(engine, request.method, url, attached.forward(request, url.pathname + url.search));
  }

  /** Moves what is in the cluster of one object to that of another; both by uid. Watches of the old one end. */
  move(from: string, to: string): void {
    const open = this.#open.get(from);
    const target = this.#targetOf(to);
    if (!open || !target) return;
    this.#open.delete(from);
    open.cluster.engine.dropWatches();
    this.#make(target, to, open.cluster.engine.snapshot());
  }

  /** Calls back on every change in any cluster, with the uid of the object that stands for it. */
  subscribe(listener: ClusterListener): void {
    this.#listeners.add(listener);
  }

  /** The API of a cluster by its name, as `cluster/eu`; throws an Error when no object stands for it. */
  engineNamed(name: string): KubernetesEngine {
    const { management, projectNamespacePrefix } = this.#options;
    const [kind, first = "", , last = ""] = name.split("/");
    const object =
      kind === "cluster"
        ? management.get("clusters", "", first)
        : management.get("virtualclusterinstances", projectNamespacePrefix + first, last);
    const target = object && this.#targetOf(object.metadata.uid as string);
    if (!object || !target || target.name !== name) throw new Error(`there is no cluster ${JSON.stringify(name)}`);
    return this.#cluster(target, object).engine;
  }

  /** The namespaces of a cluster by its name; undefined when nobody has asked it yet, and of a server that is attached. */
  namespacesOf(name: string): string[] | undefined {
    const open = [...this.#open.values()].find(({ target }) => target.name === name);
    if (!open || this.#attached.has(name)) return undefined;
    return open.cluster.engine.list("namespaces").map(({ metadata }) => metadata.name as string);
  }

  /** The API of an object's cluster; undefined when nobody has asked it yet. */
  engineOf(uid: string): KubernetesEngine | undefined {
    return this.#open.get(uid)?.cluster.engine;
  }

  /** The plurals of the custom resources that the clusters have now. */
  customResources(): Set<string> {
    const resources = [...this.#open.values()].flatMap(({ cluster }) => [...cluster.engine.resources.values()]);
    return new Set(resources.filter(({ data }) => data.custom).map(({ resource }) => resource));
  }

  /** What is kept in each cluster that was asked, by the cluster's name and the name of the kind. */
  state(): Record<string, Record<string, object[]>> {
    return Object.fromEntries(
      [...this.#open.values()].map(({ target, cluster }) => {
        const kinds = [...cluster.engine.resources].filter(([, resource]) => resource.type !== undefined).map(([key]) => key);
        const filled = kinds.map((key) => [key, cluster.engine.list(key)] as const).filter(([, objects]) => objects.length > 0);
        return [target.name, Object.fromEntries(filled)];
      }),
    );
  }

  snapshot(): ProxiedSnapshot {
    return new Map([...this.#open].map(([uid, { cluster }]) => [uid, cluster.engine.snapshot()]));
  }

  /** Goes on from a snapshot: watches end, clusters that are not in it become new again. The management API has gone back before. */
  restore(snapshot: ProxiedSnapshot): void {
    for (const attached of this.#attached.values()) attached.drop();
    for (const [uid, { cluster }] of [...this.#open]) {
      cluster.engine.dropWatches();
      const from = snapshot.get(uid);
      if (from) cluster.restore(from);
      else this.#open.delete(uid);
    }
    for (const [uid, from] of snapshot) {
      if (this.#open.has(uid)) continue;
      const target = this.#targetOf(uid);
      if (target) this.#make(target, uid, from);
    }
  }

  #targetOf(uid: string): Target | undefined {
    const { management, projectNamespacePrefix } = this.#options;
    for (const plural of ["clusters", "virtualclusterinstances"] as const) {
      const found = management.list(plural).find((object) => object.metadata.uid === uid);
      if (!found) continue;
      const { name: object = "", namespace = "" } = found.metadata;
      if (plural === "clusters") return clusterTarget(object);
      const project = namespace.slice(projectNamespacePrefix.length);
      return { name: `project/${project}/virtualcluster/${object}`, plural, project, namespace, object };
    }
    return undefined;
  }

  compact(): void {
    for (const { cluster } of this.#open.values()) cluster.engine.compact();
  }

  dropWatches(): void {
    for (const attached of this.#attached.values()) attached.drop();
    for (const { cluster } of this.#open.values()) cluster.engine.dropWatches();
  }
}

const clusterTarget = (object: string): Target => ({ name: `cluster/${object}`, plural: "clusters", project: "", namespace: "", object });

/** A URL as the cluster itself is asked. */
function below(url: URL, path: string): URL {
  const inner = new URL(url);
  inner.pathname = path;
  return inner;
}

/** What the platform's proxy answers while no agent of a connected cluster is there; undefined when one is. */
function unreachable({ metadata, spec, status }: ConnectedCluster): Response | undefined {
  if (status.phase === "Initialized" && !(spec.networkPeer && status.online === false)) return undefined;
  const text = `no agent of cluster ${metadata.name} is online\n`;
  return new Response(text, { status: 503, headers: { "content-type": "text/plain; charset=utf-8" } });
}
