import type { Clock } from "../clock.ts";
import { copy, type KubeObject } from "./objects.ts";
import type { Registry } from "./registry.ts";
import type { Resource } from "./resource.ts";
import { keyOf } from "./store.ts";

/** Where an object is kept. */
interface Place {
  resource: Resource;
  key: string;
}

/**
 * Does what the garbage collector of a cluster does when an object is deleted: deletes its dependents or lets go of them,
 * and takes away the finalizers that wait for that. It works a moment after the deletion, as the real one.
 */
export class GarbageCollector {
  readonly #registry: Registry;
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #clock: Clock;
  readonly #delay: number;
  /** The dependents of every owner, by its uid; undefined until somebody asks. */
  #dependents: Map<string, Map<string, Place>> | undefined;
  /** Counts restorations: work that was planned before one is dropped. */
  #epoch = 0;

  constructor(options: { registry: Registry; resources: ReadonlyMap<string, Resource>; clock: Clock; delay: number }) {
    this.#registry = options.registry;
    this.#resources = options.resources;
    this.#clock = options.clock;
    this.#delay = options.delay;
    options.registry.onDelete = (_resource, object) => this.#plan(_resource, object);
    options.registry.store.subscribe((name, { key, object, before, type }) => {
      const resource = this.#resources.get(name);
      if (!resource || !this.#dependents) return;
      if (before) this.#index(before, { resource, key }, false);
      if (type !== "DELETED") this.#index(object, { resource, key }, true);
    });
  }

  /** Begins anew with other contents of the store: what they wait for is planned again. */
  reset(): void {
    this.#epoch++;
    this.#dependents = undefined;
    for (const resource of this.#resources.values()) {
      for (const object of this.#registry.store.all(resource.key)) {
        if (object.metadata.deletionTimestamp) this.#plan(resource, object);
      }
    }
  }

  #index(object: KubeObject, place: Place, present: boolean): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const id = `${place.resource.key} ${place.key}`;
      const of = this.#dependents?.get(owner.uid) ?? new Map<string, Place>();
      if (present) of.set(id, place);
      else of.delete(id);
      if (of.size) this.#dependents?.set(owner.uid, of);
      else this.#dependents?.delete(owner.uid);
    }
  }

  #dependentsOf(uid: string): Place[] {
    if (!this.#dependents) {
      this.#dependents = new Map();
      for (const resource of this.#resources.values()) {
        for (const object of this.#registry.store.all(resource.key)) {
          if (object.metadata.ownerReferences)
            this.#index(object, { resource, key: keyOf(object.metadata.namespace, object.metadata.name as string) }, true);
        }
      }
    }
    return [...(this.#dependents.get(uid)?.values() ?? [])];
  }

  #plan(resource: Resource, object: KubeObject): void {
    const { uid = "", finalizers = [] } = object.metadata;
    const waits = object.metadata.deletionTimestamp && (finalizers.includes("orphan") || finalizers.includes("foregroundDeletion"));
    if (!waits && !this.#dependentsOf(uid).length) return;
    const epoch = this.#epoch;
    this.#clock.after(this.#delay, () => {
      if (epoch === this.#epoch) this.#work(resource, object);
    });
  }

  #work(resource: Resource, { metadata }: KubeObject): void {
    const uid = metadata.uid as string;
    const now = this.#registry.store.get(resource.key, keyOf(metadata.namespace, metadata.name as string));
    const waiting = now?.metadata.uid === uid ? now : undefined;
    if (waiting?.metadata.finalizers?.includes("orphan")) {
      for (const place of this.#dependentsOf(uid)) this.#disown(place, uid);
      this.#finish(resource, waiting, "orphan");
    } else if (waiting?.metadata.finalizers?.includes("foregroundDeletion")) {
      for (const place of this.#dependentsOf(uid)) this.#remove(place, uid);
      if (this.#dependentsOf(uid).length) this.#plan(resource, waiting);
      else this.#finish(resource, waiting, "foregroundDeletion");
    } else if (!waiting) {
      for (const place of this.#dependentsOf(uid)) this.#remove(place, uid);
    }
  }

  /** Deletes a dependent, unless it has another owner that is still there. */
  #remove({ resource, key }: Place, uid: string): void {
    const object = this.#registry.store.get(resource.key, key);
    if (!object || object.metadata.deletionTimestamp) return;
    if ((object.metadata.ownerReferences ?? []).some((owner) => owner.uid !== uid)) {
      this.#disown({ resource, key }, uid);
      return;
    }
    const options = {
      dryRun: false,
      propagation: "Background",
      orphanDependents: undefined,
      uid: undefined,
      resourceVersion: undefined,
    } as const;
    const user = { name: "system:serviceaccount:kube-system:generic-garbage-collector", groups: [] };
    this.#registry.delete(resource, object.metadata.namespace ?? "", object.metadata.name as string, options, {
      user,
      manager: "",
      dryRun: false,
    });
  }

  #disown({ resource, key }: Place, uid: string): void {
    const object = this.#registry.store.get(resource.key, key);
    if (!object) return;
    this.#registry.updateAs(resource, object.metadata.namespace, object.metadata.name as string, (draft) => {
      const rest = (draft.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);
      if (rest.length) draft.metadata.ownerReferences = copy(rest);
      else delete draft.metadata.ownerReferences;
    });
  }

  #finish(resource: Resource, object: KubeObject, finalizer: string): void {
    this.#registry.updateAs(resource, object.metadata.namespace, object.metadata.name as string, (draft) => {
      const rest = (draft.metadata.finalizers ?? []).filter((f) => f !== finalizer);
      if (rest.length) draft.metadata.finalizers = rest;
      else delete draft.metadata.finalizers;
    });
  }
}
