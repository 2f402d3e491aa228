import type { Clock } from "../clock.ts";
import { copy, equal, type KubeObject, type OwnerReference } from "./objects.ts";
import type { Registry } from "./registry.ts";
import type { Resource } from "./resource.ts";
import { keyOf } from "./store.ts";

/** Where an object is kept. */
interface Place {
  resource: Resource;
  key: string;
}

/** What the reference to an owner is worth; `waiting`: the owner is deleted as soon as its dependents are gone. */
type OwnerState = "there" | "waiting" | "absent" | "unknown kind";

/**
 * Does what the garbage collector of a cluster does: deletes objects whose owners are gone or never existed, removes the references to
 * absent owners from objects that have another one, and takes away the finalizers that wait for that. It works a moment later, as the real
 * one.
 */
export class GarbageCollector {
  readonly #registry: Registry;
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #kindOf: (apiVersion: string, kind: string) => Resource | undefined;
  readonly #clock: Clock;
  readonly #delay: () => number;
  /** The dependents of every owner, by its uid; undefined until somebody asks. */
  #dependents: Map<string, Map<string, Place>> | undefined;
  /** Counts restorations: work that was planned before one is dropped. */
  #epoch = 0;

  constructor(options: {
    registry: Registry;
    resources: ReadonlyMap<string, Resource>;
    /** The kind of an owner, if objects of it are kept. */
    kindOf: (apiVersion: string, kind: string) => Resource | undefined;
    clock: Clock;
    delay: () => number;
  }) {
    this.#registry = options.registry;
    this.#resources = options.resources;
    this.#kindOf = options.kindOf;
    this.#clock = options.clock;
    this.#delay = options.delay;
    options.registry.onDelete = (_resource, object) => this.#plan(_resource, object);
    options.registry.store.subscribe((name, { key, object, before, type }) => {
      const resource = this.#resources.get(name);
      if (!resource) return;
      const place = { resource, key };
      if (before) this.#index(before, place, false);
      if (type === "DELETED") return;
      this.#index(object, place, true);
      if (!equal(object.metadata.ownerReferences, before?.metadata.ownerReferences)) this.#verify(place, object);
    });
  }

  /** Begins anew with other contents of the store: what they wait for is planned again. */
  reset(): void {
    this.#epoch++;
    this.#dependents = undefined;
    for (const resource of this.#resources.values()) {
      for (const object of this.#registry.store.all(resource.key)) {
        if (object.metadata.deletionTimestamp) this.#plan(resource, object);
        this.#verify({ resource, key: keyOf(object.metadata.namespace, object.metadata.name as string) }, object);
      }
    }
  }

  #index(object: KubeObject, place: Place, present: boolean): void {
    if (!this.#dependents) return;
    for (const owner of object.metadata.ownerReferences ?? []) {
      const id = `${place.resource.key} ${place.key}`;
      const of = this.#dependents.get(owner.uid) ?? new Map<string, Place>();
      if (present) of.set(id, place);
      else of.delete(id);
      if (of.size) this.#dependents.set(owner.uid, of);
      else this.#dependents.delete(owner.uid);
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
    this.#later(() => this.#work(resource, object));
  }

  #later(work: () => void): void {
    const epoch = this.#epoch;
    const delay = this.#delay();
    if (delay === Infinity) return;
    this.#clock.after(delay, () => {
      if (epoch === this.#epoch) work();
    });
  }

  /** Plans to collect an object that refers to an absent owner: it is looked at again then, since owners may be created after their dependents. */
  #verify(place: Place, { metadata }: KubeObject): void {
    if (metadata.ownerReferences?.some((owner) => this.#stateOf(owner, metadata.namespace) === "absent")) {
      this.#later(() => this.#collect(place));
    }
  }

  /** An owner is looked up by its kind and name, in the dependent's namespace, and then compared by uid. */
  #stateOf({ apiVersion, kind, name, uid }: OwnerReference, namespace: string | undefined): OwnerState {
    const resource = this.#kindOf(apiVersion, kind);
    // The collector ignores objects of the whole cluster with an owner in a namespace.
    if (!resource || (resource.namespaced && !namespace)) return "unknown kind";
    const owner = this.#registry.store.get(resource.key, keyOf(resource.namespaced ? namespace : "", name))?.metadata;
    if (owner?.uid !== uid) return "absent";
    return owner.deletionTimestamp && owner.finalizers?.includes("foregroundDeletion") ? "waiting" : "there";
  }

  #work(resource: Resource, { metadata }: KubeObject): void {
    const uid = metadata.uid as string;
    const now = this.#registry.store.get(resource.key, keyOf(metadata.namespace, metadata.name as string));
    const waiting = now?.metadata.uid === uid ? now : undefined;
    if (waiting?.metadata.finalizers?.includes("orphan")) {
      for (const place of this.#dependentsOf(uid)) this.#disown(place, uid);
      this.#finish(resource, waiting, "orphan");
    } else if (waiting?.metadata.finalizers?.includes("foregroundDeletion")) {
      for (const place of this.#dependentsOf(uid)) this.#collect(place, uid);
      if (this.#dependentsOf(uid).length) this.#plan(resource, waiting);
      else this.#finish(resource, waiting, "foregroundDeletion");
    } else if (!waiting) {
      for (const place of this.#dependentsOf(uid)) this.#collect(place, uid);
    }
  }

  /**
   * Deletes an object that has no owner any more, or lets go of those that are gone. Owners of an unknown kind may be there, so that nothing
   * happens to it. `gone` is the uid of an owner that was or is being deleted.
   */
  #collect({ resource, key }: Place, gone?: string): void {
    const object = this.#registry.store.get(resource.key, key);
    if (!object || object.metadata.deletionTimestamp) return;
    const { namespace = "", name = "", ownerReferences = [] } = object.metadata;
    const states = ownerReferences.map((owner) => (owner.uid === gone ? "absent" : this.#stateOf(owner, namespace)));
    if (!states.length || states.includes("unknown kind")) return;
    if (states.includes("there")) {
      const rest = ownerReferences.filter((_, i) => states[i] === "there");
      if (rest.length < ownerReferences.length) this.#own({ resource, key }, rest);
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
    this.#registry.delete(resource, namespace, name, options, { user, manager: "", dryRun: false });
  }

  #disown({ resource, key }: Place, uid: string): void {
    const owners = this.#registry.store.get(resource.key, key)?.metadata.ownerReferences ?? [];
    this.#own(
      { resource, key },
      owners.filter((owner) => owner.uid !== uid),
    );
  }

  #own({ resource, key }: Place, owners: readonly OwnerReference[]): void {
    const object = this.#registry.store.get(resource.key, key);
    if (!object) return;
    this.#registry.updateAs(resource, object.metadata.namespace, object.metadata.name as string, (draft) => {
      if (owners.length) draft.metadata.ownerReferences = copy([...owners]);
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
