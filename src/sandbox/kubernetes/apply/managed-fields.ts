import { equal, isObject, type JsonObject, type ManagedFieldsEntry, type ObjectMeta, timestamp } from "../objects.ts";
import { quote } from "../quote.ts";
import { ApiError, badRequest, internal } from "../status.ts";
import { FieldSet, pathText } from "./field-set.ts";
import { type Typed, TypedError } from "./typed.ts";

/** Who makes a change, and how. */
interface Manager {
  /** The name in the query, or what comes before the slash of the user agent. */
  name: string;
  /** The version in which he sees the object. */
  apiVersion: string;
  subresource?: string | undefined;
  /** The fields of metadata that a write of the status can't change; undefined: none of metadata can be. */
  frozen?: readonly string[] | undefined;
}

/** An object on its way through the managers: metadata, and whatever its type has. */
export type Tracked = JsonObject & { metadata: ObjectMeta & JsonObject };

interface Owner {
  entry: ManagedFieldsEntry;
  fields: FieldSet;
}

/** Fields that are the server's and have no owner. */
const stripped = (() => {
  const set = new FieldSet();
  for (const name of ["apiVersion", "kind", "metadata"]) set.branch(`f:${name}`).member = true;
  const metadata = set.branch("f:metadata");
  for (const name of ["name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion"]) {
    metadata.branch(`f:${name}`).member = true;
  }
  return set;
})();

/** More updaters than this are counted together. */
const updatersLimit = 10;

/** Keeps book of who set which field, and applies what a manager wants the object to be. */
export class FieldManager {
  readonly #typed: Typed;

  constructor(typed: Typed) {
    this.#typed = typed;
  }

  /**
   * The managed fields after a change by create, update or patch; undefined for none.
   * `live` is the empty object when it is a creation.
   */
  update(live: Tracked, next: Tracked, type: string, manager: Manager, now: number): ManagedFieldsEntry[] | undefined {
    const given = next.metadata.managedFields;
    const isCreate = !live.metadata.uid;
    let owners = readOwners(live.metadata.managedFields);
    if (!manager.subresource && given) {
      const isReset = given.length === 0 || (given.length === 1 && Object.keys(given[0] as object).length === 0);
      const read = given.every(isReadable) ? readOwners(given) : [];
      if (isReset || read.length) owners = read;
    }
    // Nobody owns anything: the fields of such an object are not tracked before somebody applies.
    if (!owners.length && !isCreate) return undefined;
    return write(this.#track(owners, live, next, type, manager, now));
  }

  #track(owners: Owner[], live: Tracked, next: Tracked, type: string, manager: Manager, now: number): Owner[] {
    const self = this.#entry(manager, "Update");
    const { added, modified, removed } = this.#typed.compare(live, next, type);
    const taken = this.#visible(added.union(modified), manager);
    const gone = this.#visible(removed, manager);
    const rest = served(owners, self)
      .map((owner) => ({ ...owner, fields: owner.fields.without(taken).without(gone) }))
      .filter((owner) => !owner.fields.empty);
    const mine = taken.without(stripped);
    if (!mine.empty) {
      const previous = rest.find((owner) => sameManager(owner.entry, self));
      if (previous) {
        previous.fields = previous.fields.union(mine);
        previous.entry = { ...previous.entry, time: timestamp(now) };
      } else rest.push({ entry: { ...self, time: timestamp(now) }, fields: mine });
    }
    return capUpdaters(rest, self.apiVersion ?? "");
  }

  /**
   * Applies what a manager wants. Gives the new object and its managed fields; the object is undefined when it stays as it is.
   * Throws 409 with each conflict as a cause, unless `force`.
   */
  apply(
    live: Tracked,
    sent: JsonObject,
    type: string,
    options: { kind: string; manager: Manager; force: boolean; now: number },
  ): { object: Tracked; managedFields: ManagedFieldsEntry[] | undefined } {
    this.#check(sent, type, options.kind, options.manager.apiVersion);
    // What is kept has neither.
    const { apiVersion: _, kind: __, ...applied } = sent;
    let owners = readOwners(live.metadata.managedFields);
    if (!owners.length && live.metadata.uid) {
      // What was there before the first apply belongs to nobody in particular.
      const before = { ...options.manager, name: "before-first-apply" };
      owners = this.#track([], this.#typed.empty(type) as Tracked, live, type, before, options.now);
    }
    const self = this.#entry(options.manager, "Apply");
    const own = owners.find((owner) => sameManager(owner.entry, self));
    const wanted = this.#visible(this.#typed.fieldSet(applied, type), options.manager);
    const others = served(owners, self).filter((owner) => owner !== own);
    let merged = this.#typed.merge(live, applied, type);
    const given = others.reduce((set, owner) => set.union(owner.fields), wanted);
    if (own) merged = this.#typed.prune(merged, own.fields, given, type);
    const next = { ...merged, metadata: merged.metadata ?? {} } as Tracked;
    const { added, modified, removed } = this.#typed.compare(live, next, type);
    const taken = this.#visible(added.union(modified), options.manager);
    const gone = this.#visible(removed, options.manager);
    const conflicts = others.map((owner) => ({ owner, paths: owner.fields.intersection(taken).paths() })).filter((c) => c.paths.length);
    if (conflicts.length && !options.force && !this.#mayTakeFromClientSideApply(live, conflicts, type, options.manager))
      throw conflictError(conflicts);
    const rest = others
      .map((owner) => ({ ...owner, fields: owner.fields.without(taken).without(gone) }))
      .filter((owner) => !owner.fields.empty);
    const changed = !equal(withoutManagedFields(live), withoutManagedFields(next));
    const fields = wanted.without(stripped);
    if (!fields.empty) {
      const time = changed ? timestamp(options.now) : own?.entry.time;
      rest.push({ entry: { ...self, ...(time && { time }) }, fields });
    }
    return { object: next, managedFields: write(rest) };
  }

  #check(applied: JsonObject, type: string, kind: string, apiVersion: string): void {
    checkAppliedKind(applied, kind, apiVersion);
    const metadata = applied.metadata as ObjectMeta | null | undefined;
    if (metadata?.managedFields != null) throw badRequest("metadata.managedFields must be nil");
    try {
      this.#typed.validate(applied, type);
    } catch (error) {
      if (!(error instanceof TypedError)) throw error;
      const name = `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;
      throw internal(`failed to create typed patch object (${name}; ${apiVersion}, Kind=${kind}): ${error.message}`);
    }
  }

  /** Through the main path the status is not a client's to set, through the status path it is, and of some kinds part of metadata. */
  #visible(fields: FieldSet, { subresource, frozen }: Manager): FieldSet {
    const out = new FieldSet();
    for (const [name, child] of fields.children) {
      if ((name === "f:status") === (subresource === "status")) out.children.set(name, child);
    }
    const metadata = subresource === "status" && frozen ? fields.children.get("f:metadata") : undefined;
    for (const [name, child] of metadata?.children ?? []) {
      if (!frozen?.includes(name.slice("f:".length))) out.branch("f:metadata").children.set(name, child);
    }
    return out;
  }

  /** kubectl may take the fields that its own client-side apply left behind, as long as they are still what it said. */
  #mayTakeFromClientSideApply(live: Tracked, conflicts: { paths: string[][] }[], type: string, manager: Manager): boolean {
    if (manager.name !== "kubectl") return false;
    const annotation = live.metadata.annotations?.["kubectl.kubernetes.io/last-applied-configuration"];
    if (!annotation) return false;
    let last: JsonObject;
    try {
      last = JSON.parse(annotation) as JsonObject;
    } catch {
      return false;
    }
    if (last.apiVersion !== manager.apiVersion) return false;
    const { added, modified, removed } = this.#typed.compare(last, live, type);
    const allowed = this.#typed.fieldSet(last, type).without(modified).without(added).without(removed);
    return conflicts.every((c) => c.paths.every((path) => allowed.has(path)));
  }

  #entry(manager: Manager, operation: "Apply" | "Update"): ManagedFieldsEntry {
    return {
      manager: manager.name || "unknown",
      operation,
      apiVersion: manager.apiVersion,
      fieldsType: "FieldsV1",
      ...(manager.subresource && { subresource: manager.subresource }),
    };
  }
}

function readOwners(entries: readonly ManagedFieldsEntry[] | undefined): Owner[] {
  return (entries ?? []).filter((entry) => entry.fieldsV1).map((entry) => ({ entry, fields: FieldSet.read(entry.fieldsV1) }));
}

/** Whether an entry that a client sent can be read. */
const isReadable = ({ fieldsType, fieldsV1 }: ManagedFieldsEntry): boolean => fieldsType === "FieldsV1" && areFields(fieldsV1 ?? {});

function areFields(fields: JsonObject): boolean {
  return Object.entries(fields).every(([name, below]) => {
    if (name === ".") return true;
    if (name[1] !== ":" || !isObject(below)) return false;
    try {
      if (/^[vk]:/.test(name)) JSON.parse(name.slice(2));
    } catch {
      return false;
    }
    return areFields(below);
  });
}

function write(owners: Owner[]): ManagedFieldsEntry[] | undefined {
  if (!owners.length) return undefined;
  const key = ({ operation, time, manager, apiVersion, subresource }: ManagedFieldsEntry) =>
    [operation ?? "", time ?? "", manager ?? "", apiVersion ?? "", subresource ?? ""] as const;
  return owners
    .map(({ entry, fields }) => ({
      manager: entry.manager ?? "",
      operation: entry.operation ?? "",
      apiVersion: entry.apiVersion ?? "",
      ...(entry.time && { time: entry.time }),
      fieldsType: "FieldsV1",
      fieldsV1: fields.write(),
      ...(entry.subresource && { subresource: entry.subresource }),
    }))
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      const i = x.findIndex((part, n) => part !== y[n]);
      return i < 0 ? 0 : (x[i] as string) < (y[i] as string) ? -1 : 1;
    });
}

/** Throws 400 unless what is applied says its kind. */
export function checkAppliedKind(applied: JsonObject, kind: string, apiVersion: string): void {
  const [given, version] = [applied.kind ?? "", applied.apiVersion ?? ""];
  if (given !== kind || version !== apiVersion) throw badRequest(`invalid object type: ${versionedKind(String(version), String(given))}`);
}

/** A kind with its version as Go prints it; one whose version is none is no kind. */
function versionedKind(version: string, kind: string): string {
  const parts = version.split("/");
  if (parts.length > 2) return "/, Kind=";
  return `${parts.length === 2 ? version : `/${version}`}, Kind=${kind}`;
}

/** The owners who see the object in a version that is served: what others own is forgotten. */
const served = (owners: readonly Owner[], self: ManagedFieldsEntry) => owners.filter((owner) => owner.entry.apiVersion === self.apiVersion);

const sameManager = (a: ManagedFieldsEntry, b: ManagedFieldsEntry) =>
  a.manager === b.manager &&
  a.operation === b.operation &&
  a.apiVersion === b.apiVersion &&
  (a.subresource ?? "") === (b.subresource ?? "");

/** The oldest updaters beyond the limit are counted as one. */
function capUpdaters(owners: Owner[], apiVersion: string): Owner[] {
  const updaters = owners
    .filter((owner) => owner.entry.operation === "Update")
    .sort((a, b) => ((a.entry.time ?? "") + (a.entry.manager ?? "") < (b.entry.time ?? "") + (b.entry.manager ?? "") ? -1 : 1));
  if (updaters.length <= updatersLimit) return owners;
  const merged = updaters.slice(0, updaters.length - updatersLimit + 1);
  const last = merged.at(-1) as Owner;
  const bucket: Owner = {
    entry: {
      manager: "ancient-changes",
      operation: "Update",
      apiVersion,
      fieldsType: "FieldsV1",
      ...(last.entry.time && { time: last.entry.time }),
    },
    fields: merged.reduce((set, owner) => set.union(owner.fields), new FieldSet()),
  };
  return [...owners.filter((owner) => !merged.includes(owner)), bucket];
}

function conflictError(conflicts: { owner: Owner; paths: string[][] }[]): ApiError {
  const shown = conflicts
    .map(({ owner, paths }) => ({ manager: managerText(owner.entry), paths: paths.map(pathText) }))
    .sort((a, b) => (a.manager < b.manager ? -1 : 1));
  const all = shown.flatMap(({ manager, paths }) => paths.map((path) => ({ manager, path })));
  const [first] = all;
  const text =
    all.length === 1
      ? `conflict with ${first?.manager}: ${first?.path}`
      : shown.map(({ manager, paths }) => [`conflicts with ${manager}:`, ...paths.map((path) => `- ${path}`)].join("\n")).join("\n");
  return new ApiError(409, "Conflict", `Apply failed with ${all.length} conflict${all.length === 1 ? "" : "s"}: ${text}`, {
    causes: all.map(({ manager, path }) => ({ reason: "FieldManagerConflict", message: `conflict with ${manager}`, field: path })),
  });
}

function managerText({ manager = "", operation, apiVersion, subresource }: ManagedFieldsEntry): string {
  const name = subresource ? `${quote(manager)} with subresource ${quote(subresource)}` : quote(manager);
  return operation === "Update" ? `${name} using ${apiVersion}` : name;
}

function withoutManagedFields(object: Tracked): JsonObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata: metadata as JsonObject };
}
