import type { Clock } from "../../clock.ts";
import {
  type Admission,
  type Change,
  type EngineOptions,
  type EngineSnapshot,
  type KubeObject,
  KubernetesEngine,
  unsupported,
  type Witness,
} from "../../kubernetes/index.ts";
import type { Random } from "../../random.ts";
import type { StepDurations } from "../durations.ts";
import type { Access } from "./access.ts";
import { claims, release, volumes } from "./claims.ts";
import { controllers } from "./controllers.ts";
import { admitDefinition, crdCleanup, crds, keyOfDefinition, terminateDefinition, withDefinitions } from "./crds.ts";
import { writeDefaults } from "./defaults.ts";
import { writeInitialStatus } from "./initial-status.ts";
import { builtIn } from "./kinds.ts";
import { finalizerErrors, frozenByStatus } from "./metadata.ts";
import {
  admitNamespace,
  emptyNamespace,
  fillNamespace,
  furnish,
  holdsContent,
  initialNamespaces,
  labelNamespace,
  terminateNamespace,
} from "./namespaces.ts";
import { protobufType, readProtobuf, UnknownKind } from "./protobuf.ts";
import { reviews } from "./reviews.ts";
import { convertSecret } from "./secrets.ts";
import { allocate } from "./services.ts";
import { sizeErrors } from "./sizes.ts";

interface ClusterOptions {
  clock: Clock;
  random: Random;
  access: Access;
  serverVersion: EngineOptions["serverVersion"];
  /** Nothing but namespaces, definitions and the garbage collector changes by itself. */
  bare: boolean;
  durations: StepDurations["inClusters"];
  forward: NonNullable<EngineOptions["forward"]>;
  /** Where to go on; a cluster of its own has what every new cluster has. */
  from?: EngineSnapshot;
}

/** How long most of the cluster's own controllers take, milliseconds. */
const soon = 50;

/**
 * The Kubernetes API of one cluster: namespaces, definitions of kinds and the garbage collector work. Nothing runs, although
 * workloads say after a while that they do.
 */
export class Cluster {
  readonly engine: KubernetesEngine;
  readonly #clock: Clock;
  readonly #durations: StepDurations["inClusters"];
  readonly #bare: boolean;
  /** Counts restorations: work that was planned before one is dropped. */
  #epoch = 0;
  readonly #planned = new Set<string>();

  constructor({ clock, random, access, serverVersion, bare, durations, forward, from }: ClusterOptions) {
    this.#clock = clock;
    this.#bare = bare;
    this.#durations = durations;
    this.engine = new KubernetesEngine({
      ...access,
      clock,
      random,
      tables: builtIn,
      prefix: "",
      serverVersion,
      forward,
      statusCreates: false,
      actions: reviews(access),
      convert: (resource, object) => {
        if (resource.key === "secrets") convertSecret(object);
        if (resource.key === "namespaces") labelNamespace(object);
        writeDefaults(resource.key, object);
      },
      prepare: (preparation) => {
        const { operation, resource, object } = preparation;
        if (operation === "create") writeInitialStatus(resource.key, object);
        if (resource.key === "services") allocate(preparation, () => this.engine.list("services"));
      },
      admit: (admission) => this.#admit(admission),
      validate: (resource, object) => [...finalizerErrors(resource, object), ...sizeErrors(resource, object)],
      frozenByStatus,
      holds: (resource, object) => resource.key === "namespaces" && holdsContent(object),
      terminate: (resource, draft) => {
        if (resource.key === "namespaces") terminateNamespace(draft);
        else if (resource.key === crds) terminateDefinition(draft, clock.now());
        else return false;
        return true;
      },
    });
    this.engine.subscribe((key, change) => this.#changed(key, change));
    if (from) this.restore(from);
    else for (const name of initialNamespaces) this.addNamespace(name);
  }

  /** Answers a request; `url` is as the cluster itself would be asked. */
  async handle(request: Request, url: URL, witness: Witness | undefined, isAttached: boolean): Promise<Response> {
    if (isAttached) return this.engine.handle(request, url, witness);
    const type = request.headers.get("content-type")?.split(";")[0]?.trim();
    return this.engine.handle(type === protobufType ? await fromProtobuf(request, url) : request, url, witness);
  }

  /** Makes a namespace, with what every namespace has. */
  addNamespace(name: string): void {
    const namespace = { metadata: { name } };
    fillNamespace(namespace);
    this.engine.create("namespaces", namespace);
    furnish(this.engine, name);
  }

  /** Goes on from a snapshot. */
  restore(snapshot: EngineSnapshot): void {
    this.#epoch++;
    this.#planned.clear();
    // The kinds first: what they wait for is planned when the objects are there.
    this.#serve([...(snapshot.tables.get(crds)?.objects.values() ?? [])]);
    this.engine.restore(snapshot);
    for (const { metadata } of this.engine.list("namespaces")) {
      if (metadata.deletionTimestamp)
        this.#plan(`empty ${metadata.name}`, () => emptyNamespace(this.engine, metadata.name as string), this.#durations.namespacesEmptied);
    }
    for (const key of Object.keys(controllers)) for (const object of this.engine.list(key)) this.#follow(key, object);
    for (const object of this.engine.list(crds)) if (object.metadata.deletionTimestamp) this.#planCleanup(object);
  }

  #admit(admission: Admission): void {
    admitNamespace(this.engine, admission);
    const { operation, resource, object } = admission;
    if (!object) return;
    if (resource.key === crds) admitDefinition(admission, this.#clock.now());
    if (resource.key === "namespaces" && operation === "create") fillNamespace(object);
  }

  #changed(key: string, { type, object, before }: Change): void {
    const { name = "", namespace } = object.metadata;
    if (key === "namespaces") {
      if (type === "ADDED") this.#plan(`furnish ${name}`, () => this.engine.get(key, "", name) && furnish(this.engine, name));
      if (object.metadata.deletionTimestamp && !before?.metadata.deletionTimestamp && type === "MODIFIED") {
        this.#plan(`empty ${name}`, () => emptyNamespace(this.engine, name), this.#durations.namespacesEmptied);
      }
    }
    if (key === crds) {
      this.#serve(this.engine.list(crds));
      if (object.metadata.deletionTimestamp && type !== "DELETED") this.#planCleanup(object);
    }
    if (type !== "DELETED") this.#follow(key, object);
    if (key === volumes) for (const claim of this.engine.list(claims)) this.#follow(claims, claim);
    if (type === "DELETED" && key === claims && !this.#bare) release(this.engine, object);
    // Who takes away a finalizer may have been waited for.
    if (type !== "DELETED") return;
    if (namespace && this.engine.get("namespaces", "", namespace)?.metadata.deletionTimestamp) {
      this.#plan(`empty ${namespace}`, () => emptyNamespace(this.engine, namespace), this.#durations.namespacesEmptied);
    }
    const definition = this.engine.resources.has(crds) ? this.engine.get(crds, "", key) : undefined;
    if (definition?.metadata.deletionTimestamp) this.#planCleanup(definition);
  }

  /** Does after a while what the controllers of a kind do. */
  #follow(key: string, object: KubeObject): void {
    const controller = Object.hasOwn(controllers, key) ? controllers[key] : undefined;
    if (this.#bare || !controller?.waits(object)) return;
    const { namespace = "", name = "", uid } = object.metadata;
    this.#plan(
      `follow ${key} ${uid}`,
      () => {
        const now = this.engine.get(key, namespace, name);
        if (now && now.metadata.uid === uid && controller.waits(now)) controller.settle(this.engine, now, this.#clock.now());
      },
      this.#durations.workloadsReady,
    );
  }

  #serve(definitions: readonly KubeObject[]): void {
    this.engine.serve(withDefinitions(builtIn, definitions));
  }

  /** Takes away the objects of a definition that is deleted, and the definition when nothing is left. */
  #planCleanup(definition: KubeObject): void {
    const key = keyOfDefinition(definition);
    this.#plan(`cleanup ${key}`, () => {
      if (!this.engine.get(crds, "", key)?.metadata.deletionTimestamp) return;
      const isServed = this.engine.resources.get(key)?.data.custom === true;
      const left = () => (isServed ? this.engine.list(key) : []);
      for (const { metadata } of left()) {
        if (!metadata.deletionTimestamp) this.engine.delete(key, metadata.namespace ?? "", metadata.name as string);
      }
      if (left().length) return;
      this.engine.update(crds, "", key, (draft) => {
        draft.metadata.finalizers = (draft.metadata.finalizers ?? []).filter((f) => f !== crdCleanup);
      });
    });
  }

  /** Plans work once, however often it is asked for. */
  #plan(what: string, work: () => void, delay = soon): void {
    if (delay === Number.POSITIVE_INFINITY || this.#planned.has(what)) return;
    this.#planned.add(what);
    const epoch = this.#epoch;
    this.#clock.after(delay, () => {
      if (epoch !== this.#epoch) return;
      this.#planned.delete(what);
      work();
    });
  }
}

/** The same request with its body as JSON. */
async function fromProtobuf(request: Request, url: URL): Promise<Request> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  const { method, signal } = request;
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  try {
    return new Request(url, { method, headers, body: bytes.length ? JSON.stringify(readProtobuf(bytes)) : null, signal });
  } catch (error) {
    if (!(error instanceof UnknownKind)) throw error;
    throw unsupported("platform.proxy.protobuf", {
      asked: `a body as ${protobufType}: ${error.message}`,
      real: "reads it (documented)",
      instead: "Send JSON or YAML.",
    });
  }
}
