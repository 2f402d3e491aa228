import type { Clock } from "../../clock.ts";
import {
  type Admission,
  type Change,
  type EngineOptions,
  type EngineSnapshot,
  type KubeObject,
  KubernetesEngine,
  type Witness,
} from "../../kubernetes/index.ts";
import type { Random } from "../../random.ts";
import { admitDefinition, crdCleanup, crds, keyOfDefinition, withDefinitions } from "./crds.ts";
import { builtIn } from "./kinds.ts";
import { admitNamespace, emptyNamespace, fillNamespace, furnish, holdsContent, initialNamespaces } from "./namespaces.ts";

/** Who may do what: as on the platform itself. */
export type Access = Pick<EngineOptions, "authenticate" | "authorize" | "impersonate" | "joinedGroupHeader">;

export interface ClusterOptions {
  clock: Clock;
  random: Random;
  access: Access;
  serverVersion: EngineOptions["serverVersion"];
  /** Where to go on; a cluster of its own has what every new cluster has. */
  from?: EngineSnapshot;
}

/** How long the cluster's own controllers take, milliseconds. */
const soon = 50;

/**
 * The Kubernetes API of one cluster: namespaces, definitions of kinds and the garbage collector work, and nothing runs: no pod is started,
 * and no controller acts on a Deployment.
 */
export class Cluster {
  readonly engine: KubernetesEngine;
  readonly #clock: Clock;
  /** Counts restorations: work that was planned before one is dropped. */
  #epoch = 0;
  readonly #planned = new Set<string>();

  constructor({ clock, random, access, serverVersion, from }: ClusterOptions) {
    this.#clock = clock;
    this.engine = new KubernetesEngine({
      ...access,
      clock,
      random,
      tables: builtIn,
      prefix: "",
      serverVersion,
      admit: (admission) => this.#admit(admission),
      holds: (resource, object) => resource.key === "namespaces" && holdsContent(object),
    });
    this.engine.subscribe((key, change) => this.#changed(key, change));
    if (from) this.restore(from);
    else {
      for (const name of initialNamespaces) {
        const namespace = { metadata: { name } };
        fillNamespace(namespace);
        this.engine.create("namespaces", namespace);
        furnish(this.engine, name);
      }
    }
  }

  /** Answers a request; `url` is as the cluster itself would be asked. */
  handle(request: Request, url: URL, witness: Witness | undefined): Promise<Response> {
    return this.engine.handle(request, url, witness);
  }

  /** Goes on from a snapshot. */
  restore(snapshot: EngineSnapshot): void {
    this.#epoch++;
    this.#planned.clear();
    this.engine.restore(snapshot);
    this.#serve();
    for (const { metadata } of this.engine.list("namespaces")) {
      if (metadata.deletionTimestamp) this.#plan(`empty ${metadata.name}`, () => emptyNamespace(this.engine, metadata.name as string));
    }
    for (const object of this.engine.list(crds)) if (object.metadata.deletionTimestamp) this.#planCleanup(object);
  }

  #admit(admission: Admission): void {
    admitNamespace(this.engine, admission);
    const { operation, resource, object } = admission;
    if (!object) return;
    if (resource.key === crds) admitDefinition(admission, this.#clock.now());
    if (resource.key === "namespaces" && operation === "create") fillNamespace(object);
    if (resource.key === "secrets") writeStringData(object as unknown as Secret);
  }

  #changed(key: string, { type, object, before }: Change): void {
    const { name = "", namespace } = object.metadata;
    if (key === "namespaces") {
      if (type === "ADDED") this.#plan(`furnish ${name}`, () => this.engine.get(key, "", name) && furnish(this.engine, name));
      if (object.metadata.deletionTimestamp && !before?.metadata.deletionTimestamp && type === "MODIFIED") {
        this.engine.update(key, "", name, (draft) => {
          draft.status = { ...(draft.status as object), phase: "Terminating" };
        });
        this.#plan(`empty ${name}`, () => emptyNamespace(this.engine, name));
      }
    }
    if (key === crds) {
      this.#serve();
      if (object.metadata.deletionTimestamp && type !== "DELETED") this.#planCleanup(object);
    }
    // Who takes away a finalizer may have been waited for.
    if (type !== "DELETED") return;
    if (namespace && this.engine.get("namespaces", "", namespace)?.metadata.deletionTimestamp) {
      this.#plan(`empty ${namespace}`, () => emptyNamespace(this.engine, namespace));
    }
    const definition = this.engine.resources.has(crds) ? this.engine.get(crds, "", key) : undefined;
    if (definition?.metadata.deletionTimestamp) this.#planCleanup(definition);
  }

  #serve(): void {
    this.engine.serve(withDefinitions(builtIn, this.engine.list(crds)));
  }

  /** Takes away the objects of a definition that is deleted, and the definition when nothing is left. */
  #planCleanup(definition: KubeObject): void {
    const key = keyOfDefinition(definition);
    this.#plan(`cleanup ${key}`, () => {
      if (!this.engine.get(crds, "", key)?.metadata.deletionTimestamp) return;
      const isServed = this.engine.resources.has(key);
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
  #plan(what: string, work: () => void): void {
    if (this.#planned.has(what)) return;
    this.#planned.add(what);
    const epoch = this.#epoch;
    this.#clock.after(soon, () => {
      if (epoch !== this.#epoch) return;
      this.#planned.delete(what);
      work();
    });
  }
}

interface Secret {
  type?: string;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

/** Plain values of a secret are kept in base64, as the others. */
function writeStringData(secret: Secret): void {
  secret.type ??= "Opaque";
  if (!secret.stringData) return;
  const encoded = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  secret.data = { ...secret.data, ...Object.fromEntries(Object.entries(secret.stringData).map(([key, text]) => [key, encoded(text)])) };
  delete secret.stringData;
}
