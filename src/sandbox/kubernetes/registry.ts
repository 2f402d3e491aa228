import type { Clock } from "../clock.ts";
import type { Random } from "../random.ts";
import { FieldManager, type Tracked } from "./apply/managed-fields.ts";
import { Typed } from "./apply/typed.ts";
import type { Decoder } from "./decode.ts";
import { checkDepth } from "./depth.ts";
import { type FieldError, invalidField } from "./field-errors.ts";
import { metadataErrors, metadataUpdateErrors } from "./metadata.ts";
import { dns1035Errors, namespaceErrors, pathSegmentErrors, subdomainErrors } from "./names.ts";
import { copy, equal, flat, type JsonObject, type KubeObject, type ManagedFieldsEntry, type ObjectMeta, timestamp } from "./objects.ts";
import type { DeleteOptions } from "./parameters.ts";
import { parseVersion } from "./parameters.ts";
import type { Resource } from "./resource.ts";
import {
  ApiError,
  alreadyExists,
  badRequest,
  conflict,
  deleted,
  generatedNameTaken,
  internal,
  invalid,
  modified,
  notFound,
  type Status,
} from "./status.ts";
import { keyOf, type Store } from "./store.ts";
import type { User } from "./user.ts";

/** A write that is about to be made, for those who may refuse it by throwing an ApiError. */
export interface Admission {
  operation: "create" | "update" | "delete";
  resource: Resource;
  namespace: string;
  name: string;
  /** The object as it is going to be; undefined for a deletion. */
  object: KubeObject | undefined;
  /** The object as it is; undefined for a creation. */
  old: KubeObject | undefined;
  user: User;
  dryRun: boolean;
  /** Adds a warning to the answer. */
  warn: (text: string) => void;
}

/** Part of a write that a kind's own rules complete before it is validated. */
export type Preparation = Pick<Admission, "operation" | "resource"> & { object: KubeObject; old: KubeObject | undefined };

/** Who writes, and how. */
export interface WriteContext {
  user: User;
  /** Field manager. */
  manager: string;
  dryRun: boolean;
  /** Takes what the answer warns of. */
  warn?: (text: string) => void;
  /** With `status`, writes the status and nothing else; otherwise all but the status. */
  subresource?: "status" | "scale" | undefined;
  /** How long the body of the request is. */
  bodyLength?: number;
}

/** What an object is to become. */
export interface Next {
  /** Of the resource's type. */
  object: JsonObject;
  /** Set by apply, which keeps its own book; otherwise it follows from what changed. */
  managedFields?: { entries: ManagedFieldsEntry[] | undefined };
}

/** Bodies up to this length are taken to leave an object small enough: to write each one down to measure it would cost too much. */
const measured = 64 * 1024;
/** etcd takes no longer request, and its client no longer message. */
const etcdLimit = 1.5 * 1024 * 1024;
const messageLimit = 2 * 1024 * 1024;

/** Throws for an object that etcd would not store, in the words of an API server, which passes etcd's on. */
function checkSize(object: KubeObject, { bodyLength = 0, dryRun }: WriteContext): void {
  if (dryRun || bodyLength <= measured) return;
  const text = JSON.stringify(object);
  // A character takes three bytes at most.
  if (text.length * 3 <= etcdLimit) return;
  const size = new TextEncoder().encode(text).length;
  if (size <= etcdLimit) return;
  const sent = `rpc error: code = ResourceExhausted desc = trying to send message larger than max (${size} vs. ${messageLimit})`;
  throw new ApiError(500, undefined, size > messageLimit ? sent : "etcdserver: request is too large");
}

const nameRules = { subdomain: subdomainErrors, label: namespaceErrors, dns1035: dns1035Errors, path: pathSegmentErrors };

const suffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";

/** The rules by which objects are written, whoever writes them: versions, generations, finalizers, managed fields. */
export class Registry {
  readonly store: Store;
  readonly decoder: Decoder;
  readonly fields: FieldManager;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #convert: (resource: Resource, object: KubeObject) => void;
  readonly #prepareObject: (preparation: Preparation) => void;
  readonly #admit: (admission: Admission) => void;
  readonly #holds: (resource: Resource, object: KubeObject) => boolean;
  readonly #terminate: (resource: Resource, draft: KubeObject) => boolean;
  readonly #validate: (resource: Resource, object: KubeObject) => readonly FieldError[];
  /** The fields of metadata that a write of the status of a kind can't change; undefined: none of metadata can be. */
  readonly frozenByStatus: (resource: Resource) => readonly string[] | undefined;
  /** Told of every deletion with its policy, for the garbage collector. */
  onDelete: (resource: Resource, object: KubeObject) => void = () => {};

  constructor(options: {
    store: Store;
    decoder: Decoder;
    clock: Clock;
    random: Random;
    convert: (resource: Resource, object: KubeObject) => void;
    prepare: (preparation: Preparation) => void;
    admit: (admission: Admission) => void;
    holds: (resource: Resource, object: KubeObject) => boolean;
    terminate: (resource: Resource, draft: KubeObject) => boolean;
    validate: (resource: Resource, object: KubeObject) => readonly FieldError[];
    frozenByStatus: (resource: Resource) => readonly string[] | undefined;
  }) {
    this.store = options.store;
    this.decoder = options.decoder;
    this.fields = new FieldManager(new Typed(options.decoder));
    this.#clock = options.clock;
    this.#random = options.random;
    this.#convert = options.convert;
    this.#prepareObject = options.prepare;
    this.#admit = options.admit;
    this.#holds = options.holds;
    this.#terminate = options.terminate;
    this.#validate = options.validate;
    this.frozenByStatus = options.frozenByStatus;
  }

  get now(): number {
    return this.#clock.now();
  }

  get(resource: Resource, namespace: string, name: string): KubeObject {
    const object = this.store.get(resource.key, keyOf(namespace, name));
    if (!object) throw notFound(resource, name);
    return object;
  }

  /** What a client may not set on an object that it creates. */
  static wipe(meta: ObjectMeta): void {
    for (const field of ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation"] as const)
      delete meta[field];
  }

  /** Sets the namespace of the path; throws 400 when the object says another. */
  static placeIn(resource: Resource, namespace: string, meta: ObjectMeta): void {
    if (!resource.namespaced) {
      delete meta.namespace;
    } else if (!meta.namespace) meta.namespace = namespace;
    else if (meta.namespace !== namespace) {
      throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /** Throws 400 unless the object has the name of the path. */
  static checkName(meta: ObjectMeta, name: string): void {
    if (!meta.name) throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
    if (meta.name !== name) throw badRequest(`the name of the object (${meta.name}) does not match the name on the URL (${name})`);
  }

  /** Creates an object; `next` is the caller's to give away. */
  create(resource: Resource, namespace: string, next: Next, context: WriteContext): KubeObject {
    const object = next.object as Tracked;
    if (this.#isOpen(resource)) checkDepth(object);
    const meta = object.metadata as ObjectMeta;
    Registry.wipe(meta);
    Registry.placeIn(resource, namespace, meta);
    this.#convert(resource, object as unknown as KubeObject);
    const given = meta.managedFields;
    const empty = this.empty(resource) as unknown as Tracked;
    const managed = next.managedFields
      ? next.managedFields.entries
      : this.fields.update(empty, object, resource.type as string, this.#managerOf(resource, context), this.now);
    this.#fill(resource, meta);
    if (managed) meta.managedFields = managed;
    else if (given) delete meta.managedFields;
    this.#setStatus(resource, object, this.empty(resource));
    this.#prepareObject({ operation: "create", resource, object: object as unknown as KubeObject, old: undefined });
    const errors = [
      ...metadataErrors(meta, resource.namespaced, nameRules[resource.data.names ?? "subdomain"]),
      ...this.#validate(resource, object as unknown as KubeObject),
    ];
    if (errors.length) throw invalid(resource.group, resource.kind, meta.name ?? "", errors);
    if (!resource.data.uncounted) meta.generation = 1;
    this.#admit({
      operation: "create",
      resource,
      namespace,
      name: meta.name as string,
      object: object as unknown as KubeObject,
      old: undefined,
      user: context.user,
      dryRun: context.dryRun,
      warn: context.warn ?? (() => {}),
    });
    const kept = this.#ordered(object);
    const version = parseVersion(meta.resourceVersion ?? "");
    // Only the store looks at it.
    if (!context.dryRun && typeof version === "number" && version > 0)
      throw internal("resourceVersion should not be set on objects to be created");
    if (!context.dryRun) delete kept.metadata.resourceVersion;
    checkSize(kept, context);
    return this.#insert(resource, kept, context.dryRun);
  }

  /** Creates an object as the server's own controllers do: status included, nobody asked. */
  createAs(resource: Resource, object: JsonObject): KubeObject {
    const meta = object.metadata as ObjectMeta;
    const { uid, creationTimestamp } = meta;
    this.#fill(resource, meta);
    Object.assign(meta, uid && { uid }, creationTimestamp && { creationTimestamp });
    const errors = metadataErrors(meta, resource.namespaced, nameRules[resource.data.names ?? "subdomain"]);
    if (errors.length) throw invalid(resource.group, resource.kind, meta.name ?? "", errors);
    if (!resource.data.uncounted) meta.generation = 1;
    return this.#insert(resource, this.#ordered(object as Tracked), false);
  }

  #managerOf(resource: Resource, { manager: name, subresource }: WriteContext) {
    return { name, apiVersion: resource.apiVersion, subresource, frozen: this.frozenByStatus(resource) };
  }

  #fill(resource: Resource, meta: ObjectMeta): void {
    meta.uid = flat(this.#random.uuid());
    meta.creationTimestamp = timestamp(this.now);
    if (!meta.name && meta.generateName) {
      // A name has at most 63 characters, five of which are made up.
      do meta.name = meta.generateName.slice(0, 58) + this.#random.text(5, suffixAlphabet);
      while (this.store.get(resource.key, keyOf(meta.namespace, meta.name)));
    }
  }

  #insert(resource: Resource, object: KubeObject, dryRun: boolean): KubeObject {
    const name = object.metadata.name as string;
    const key = keyOf(object.metadata.namespace, name);
    const existing = this.store.get(resource.key, key);
    if (existing) {
      const refusal = object.metadata.generateName ? generatedNameTaken : alreadyExists;
      throw refusal(resource, name, existing.metadata.deletionTimestamp !== undefined);
    }
    return dryRun ? object : this.store.put(resource.key, key, object);
  }

  /** An object of a resource when nothing is set. */
  empty(resource: Resource): JsonObject {
    const empty = this.decoder.empty(resource.type as string);
    delete empty.kind;
    delete empty.apiVersion;
    return empty;
  }

  /** Members of metadata in the order in which the server writes them. */
  #ordered(object: Tracked): KubeObject {
    const order = this.decoder.type("ObjectMeta").fields;
    const meta: JsonObject = {};
    for (const field in order) {
      const value = (object.metadata as JsonObject)[field];
      if (value !== undefined) meta[field] = value;
    }
    return { ...object, metadata: meta } as unknown as KubeObject;
  }

  /**
   * Changes an object. `change` gets the object as it is (undefined when there is none and `mayCreate`) and says what it is to become.
   * What changes nothing is not written.
   */
  update(
    resource: Resource,
    namespace: string,
    name: string,
    change: (existing: KubeObject | undefined) => Next,
    context: WriteContext,
    options: { uid?: string | undefined; mayCreate?: boolean } = {},
  ): { object: KubeObject; created: boolean } {
    const key = keyOf(namespace, name);
    const existing = this.store.get(resource.key, key);
    if (!existing) {
      if (!options.mayCreate) throw notFound(resource, name);
      if (options.uid) throw wrongUid(resource, key, name, options.uid, "");
      const next = change(undefined);
      const meta = next.object.metadata as ObjectMeta;
      const version = parseVersion(meta.resourceVersion ?? "");
      if (typeof version === "string") throw internal(version);
      if (!context.dryRun) delete meta.resourceVersion;
      return { object: this.create(resource, namespace, next, context), created: true };
    }
    if (options.uid && options.uid !== existing.metadata.uid)
      throw wrongUid(resource, key, name, options.uid, existing.metadata.uid as string);
    const next = change(existing);
    const object = next.object as Tracked;
    if (this.#isOpen(resource)) checkDepth(object);
    this.#convert(resource, object as unknown as KubeObject);
    const managed = next.managedFields
      ? next.managedFields.entries
      : this.fields.update(existing as unknown as Tracked, object, resource.type as string, this.#managerOf(resource, context), this.now);
    const meta = object.metadata as ObjectMeta;
    if (managed) meta.managedFields = managed;
    else delete meta.managedFields;
    this.#checkVersion(resource, name, meta, existing);
    const kept = this.#prepare(resource, namespace, object, existing, context);
    this.#admit({
      operation: "update",
      resource,
      namespace,
      name,
      object: kept,
      old: existing,
      user: context.user,
      dryRun: context.dryRun,
      warn: context.warn ?? (() => {}),
    });
    checkSize(kept, context);
    return { object: this.#commit(resource, key, kept, existing, context.dryRun), created: false };
  }

  #checkVersion(resource: Resource, name: string, meta: ObjectMeta, existing: KubeObject): void {
    const version = parseVersion(meta.resourceVersion ?? "");
    if (typeof version === "string") throw internal(version);
    if (version === 0 && resource.data.unconditional) {
      restore(meta, existing.metadata, "resourceVersion");
      return;
    }
    if (version === 0) {
      throw invalid(resource.group, resource.resource, name, [
        invalidField("metadata.resourceVersion", 0, "must be specified for an update"),
      ]);
    }
    if (String(version) !== existing.metadata.resourceVersion) throw modified(resource, name);
  }

  /** The object with the server's own fields as they are, and only that half taken which the path is for. */
  #prepare(resource: Resource, namespace: string, object: Tracked, existing: KubeObject, context: WriteContext): KubeObject {
    const old = existing.metadata;
    let next: Tracked = object;
    if (context.subresource === "status") {
      const { managedFields, resourceVersion } = object.metadata as ObjectMeta;
      const frozen = this.frozenByStatus(resource);
      const metadata = (frozen ? { ...object.metadata } : { ...old, resourceVersion, managedFields }) as Tracked["metadata"];
      for (const field of frozen ?? []) restore(metadata as ObjectMeta, old, field as keyof ObjectMeta);
      next = { ...(existing as unknown as Tracked), metadata };
      this.#setStatus(resource, next, object);
    } else {
      next = { ...object };
      this.#setStatus(resource, next, existing as unknown as JsonObject);
      this.#prepareObject({ operation: "update", resource, object: next as unknown as KubeObject, old: existing });
    }
    const meta = next.metadata as ObjectMeta;
    Registry.placeIn(resource, namespace, meta);
    if (!meta.uid) restore(meta, old, "uid");
    for (const field of ["generation", "creationTimestamp"] as const) restore(meta, old, field);
    if (old.deletionTimestamp) restore(meta, old, "deletionTimestamp");
    if (old.deletionGracePeriodSeconds !== undefined && meta.deletionGracePeriodSeconds === undefined)
      restore(meta, old, "deletionGracePeriodSeconds");
    if (context.subresource !== "status" && this.#specChanged(resource, next, existing)) meta.generation = (old.generation ?? 0) + 1;
    const errors = [
      ...metadataErrors(meta, resource.namespaced, pathSegmentErrors),
      // The server checks a change twice: for all resources, and for this one.
      ...metadataUpdateErrors(meta, old),
      ...metadataUpdateErrors(meta, old),
      ...this.#validate(resource, next as unknown as KubeObject),
    ];
    if (errors.length) throw invalid(resource.group, resource.kind, meta.name ?? "", errors);
    return this.#ordered(next);
  }

  /** The status of a write that is not about it: as it was. Of a kind that keeps none apart it is a field like others. */
  #setStatus(resource: Resource, object: JsonObject, from: JsonObject): void {
    if (this.#isOpen(resource) && !resource.data.statusSubresource) return;
    if (from.status === undefined) delete object.status;
    else object.status = from.status;
  }

  #isOpen(resource: Resource): boolean {
    return this.decoder.type(resource.type as string).open !== undefined;
  }

  #specChanged(resource: Resource, next: Tracked, existing: KubeObject): boolean {
    if (resource.data.uncounted) return false;
    const fields = new Set([...Object.keys(next), ...Object.keys(existing)]);
    fields.delete("metadata");
    if (resource.data.statusSubresource || !this.#isOpen(resource)) fields.delete("status");
    return [...fields].some((field) => !equal(next[field], existing[field]));
  }

  #commit(resource: Resource, key: string, object: KubeObject, existing: KubeObject, dryRun: boolean): KubeObject {
    // When only the times in the managed fields differ, nothing has changed.
    if (sameButTimes(object.metadata.managedFields, existing.metadata.managedFields)) {
      restore(object.metadata, existing.metadata, "managedFields");
    }
    const isLast =
      existing.metadata.deletionTimestamp &&
      !existing.metadata.deletionGracePeriodSeconds &&
      !object.metadata.finalizers?.length &&
      !this.#holds(resource, object);
    if (isLast) {
      if (!dryRun) {
        this.store.remove(resource.key, key);
        this.onDelete(resource, existing);
      }
      return object;
    }
    // It is not stored, and what is not stored shows it.
    if (!dryRun) delete object.metadata.selfLink;
    if (equal(object, existing)) return existing;
    return dryRun ? object : this.store.put(resource.key, key, object);
  }

  /** Changes an object as the server's own controllers do: any part of it, nobody asked. Undefined when it is not there. */
  updateAs(resource: Resource, namespace: string | undefined, name: string, change: (draft: KubeObject) => void): KubeObject | undefined {
    const key = keyOf(namespace, name);
    const existing = this.store.get(resource.key, key);
    if (!existing) return undefined;
    const draft = copy(existing);
    change(draft);
    const unknown: string[] = [];
    const decoded = this.decoder.decode(draft as unknown as JsonObject, resource.type as string, unknown);
    if (unknown.length) throw new Error(`${resource.kind} has no field ${unknown.join(", ")}`);
    delete decoded.kind;
    delete decoded.apiVersion;
    const next = decoded as unknown as Tracked;
    if (this.#specChanged(resource, next, existing)) (next.metadata as ObjectMeta).generation = (existing.metadata.generation ?? 0) + 1;
    return this.#commit(resource, key, this.#ordered(next), existing, false);
  }

  /** Deletes an object: at once, or, while it has finalizers, by marking it. Gives what the answer is. */
  delete(resource: Resource, namespace: string, name: string, options: DeleteOptions, context: WriteContext): Status | KubeObject {
    const existing = this.get(resource, namespace, name);
    const { uid, resourceVersion, finalizers: old = [] } = existing.metadata;
    const ofKind = { group: resource.group, resource: resource.kind };
    if (options.uid !== undefined && options.uid !== uid) {
      throw conflict(
        ofKind,
        name,
        `the UID in the precondition (${options.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
      );
    }
    if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
      throw conflict(
        ofKind,
        name,
        `the ResourceVersion in the precondition (${options.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
      );
    }
    this.#admit({
      operation: "delete",
      resource,
      namespace,
      name,
      object: undefined,
      old: existing,
      user: context.user,
      dryRun: context.dryRun,
      warn: context.warn ?? (() => {}),
    });
    const finalizers = collectionFinalizers(old, options);
    const key = keyOf(namespace, name);
    if (finalizers.length || this.#holds(resource, existing)) {
      const marked = copy(existing);
      if (finalizers.length) marked.metadata.finalizers = finalizers;
      const isFirst = !marked.metadata.deletionTimestamp;
      marked.metadata.deletionTimestamp ??= timestamp(this.now);
      if (!this.#terminate(resource, marked)) {
        if (isFirst && !resource.data.uncounted) marked.metadata.generation = (marked.metadata.generation ?? 0) + 1;
        marked.metadata.deletionGracePeriodSeconds = 0;
      }
      const next = this.#ordered(marked as unknown as Tracked);
      if (equal(next, existing)) return existing;
      if (context.dryRun) return next;
      const kept = this.store.put(resource.key, key, next);
      this.onDelete(resource, kept);
      return kept;
    }
    if (!context.dryRun) {
      const removed = this.store.remove(resource.key, key);
      this.onDelete(resource, existing);
      if (resource.data.answersDeleted && removed) return removed;
    }
    return resource.data.answersDeleted ? existing : deleted(resource, name, uid as string);
  }
}

/** A write is for an object of another uid. */
function wrongUid(resource: Resource, key: string, name: string, given: string, uid: string): ApiError {
  const where = `/registry/${resource.group}/${resource.resource}/${key}`;
  const why = `Precondition failed: UID in precondition: ${given}, UID in object meta: ${uid}`;
  return conflict(resource, name, `StorageError: invalid object, Code: 4, Key: ${where}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`);
}

function restore<K extends keyof ObjectMeta>(meta: ObjectMeta, old: ObjectMeta, field: K): void {
  if (old[field] === undefined) delete meta[field];
  else meta[field] = old[field];
}

function sameButTimes(a: readonly ManagedFieldsEntry[] = [], b: readonly ManagedFieldsEntry[] = []): boolean {
  const timeless = (entries: readonly ManagedFieldsEntry[]) =>
    entries.map(({ time: _, ...rest }) => JSON.stringify([rest.manager, rest.operation, rest.subresource, rest.fieldsV1])).sort();
  return a.length === b.length && equal(timeless(a), timeless(b));
}

/** The finalizers of an object that is going to be deleted: those of the garbage collector follow from how. */
function collectionFinalizers(finalizers: readonly string[], { propagation, orphanDependents }: DeleteOptions): string[] {
  const collector = ["orphan", "foregroundDeletion"];
  const own = finalizers.filter((f) => !collector.includes(f));
  const isSaid = propagation !== undefined || orphanDependents !== undefined;
  if (!isSaid) return [...finalizers];
  if (propagation === "Orphan" || orphanDependents) return [...own, "orphan"];
  return propagation === "Foreground" ? [...own, "foregroundDeletion"] : own;
}
