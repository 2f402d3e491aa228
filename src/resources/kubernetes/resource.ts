import { milliseconds } from "../../http/duration.ts";
import { invalidArgument, isConflict, isRequestError, type RequestError } from "../../http/errors.ts";
import type { CallOptions } from "../../http/http.ts";
import { checkPatch, type JsonPatch } from "../../http/json-patch.ts";
import { isObject } from "../../http/object.ts";
import { deletion, nameOf, time, write, writeQuery } from "./body.ts";
import { json, type KubernetesObject, type Named, type Status, type Stored, type Versioned } from "./object.ts";
import {
  type ApplyOptions,
  applyOptions,
  type DeleteCollectionOptions,
  type DeleteOptions,
  deleteCollectionOptions,
  deleteOptions,
  type EditOptions,
  type PatchOptions,
  patchOptions,
  preconditionOptions,
  type UpdateOptions,
  updateOptions,
  type WriteOptions,
  writeOptions,
} from "./options.ts";
import { isGuarded, patchType } from "./patch.ts";
import { Reading, selectors } from "./reading.ts";
import type { MergePatch, Ref, Resource } from "./verbs.ts";

/**
 * What every kind can do, as requests. What follows a write in several steps (edit, a lost answer, missing parents) is loaded when it is
 * first needed. The types give each kind only the verbs it has (`verbs.ts`); this class has them all, and tells those who have no types when
 * a verb is not the kind's.
 */
export class ResourceClient<T extends KubernetesObject, In = T> extends Reading<T> implements Resource<T, In> {
  async create(input: Named<In> | In | string, options: WriteOptions = {}): Promise<Stored<T>> {
    this.allow("create");
    this.knows(options, writeOptions, "create");
    const body = this.body(input, "create");
    // What can be deleted is kept under its name; other kinds only answer.
    const keeps = this.kind.verbs === undefined || this.kind.verbs.includes("delete");
    if (keeps && body.object !== undefined && !(body.object.metadata?.name || body.object.metadata?.generateName))
      throw invalidArgument("metadata.name", "expected a name, or metadata.generateName");
    const { name } = body;
    const rest = remaining(options);
    const send = (call: CallOptions) =>
      this.send("create", { method: "POST", ...write(body, options), safety: safety(options, false), describeName: name, ...call });
    try {
      return this.object(await send(time(options)));
    } catch (error) {
      if (!keeps || name === undefined || options.dryRun || !isLost(error)) throw error;
      const { isUnclear, settleCreate } = await settling(error);
      if (!isUnclear(error)) throw error;
      return this.object(
        await settleCreate(
          error,
          body,
          () => this.find(name, rest()),
          () => send(rest()),
        ),
      );
    }
  }

  async update(input: Versioned<In> | string, options: UpdateOptions = {}): Promise<Stored<T>> {
    this.allow("update");
    this.knows(options, updateOptions, "update");
    const body = this.body(input, "update");
    const name = options.name ?? body.name;
    if (name === undefined) throw invalidArgument(body.object ? "metadata.name" : "name", "expected the object's name");
    if (body.object !== undefined && !body.object.metadata?.resourceVersion) {
      throw invalidArgument(
        "metadata.resourceVersion",
        "expected the version the object was read with; read it first, or use edit, patch or apply",
      );
    }
    const call = { method: "PUT", name: nameOf(name), ...write(body, options), safety: safety(options, true), ...time(options) };
    try {
      return this.object(await this.send("update", call));
    } catch (error) {
      if (!isConflict(error) || !isLost(error)) throw error;
      return (await settling(error)).settleUpdate(error, body, () => this.find(name, time(options)));
    }
  }

  async patch(ref: Ref, change: JsonPatch | MergePatch<In>, options: PatchOptions = {}): Promise<Stored<T>> {
    this.allow("patch");
    this.knows(options, patchOptions, "patch");
    if (Array.isArray(change)) checkPatch(change);
    else if (typeof change !== "object" || change === null)
      throw invalidArgument("patch", "expected an array (JSON patch) or an object (merge patch)");
    const name = nameOf(ref);
    const prepared = Array.isArray(change)
      ? (change as JsonPatch).map((one) => ("value" in one ? { ...one, value: this.prepareAt(one.path, one.value) } : one))
      : this.prepare(change as unknown as KubernetesObject);
    const find = () => this.find(name, time(options));
    const send = async (patch: unknown) =>
      this.object(
        await this.send("patch", {
          method: "PATCH",
          name,
          query: writeQuery(options),
          headers: { "content-type": patchType(patch) },
          body: json(patch, "patch"),
          safety: safety(options, isGuarded(patch)),
          ...time(options),
        }),
      );
    try {
      return await send(prepared);
    } catch (error) {
      if (Array.isArray(prepared)) {
        if (options.createParents === false || !isRequestError(error) || error.status !== 422) throw error;
        return (await settling(error)).patchWithParents(error, prepared, find, send);
      }
      if (!isConflict(error) || !isLost(error)) throw error;
      return (await settling(error)).settlePatch(error, prepared, find);
    }
  }

  async apply(input: Named<In> | string, options: ApplyOptions = {}): Promise<Stored<T>> {
    this.allow("patch");
    this.knows(options, applyOptions, "apply");
    const body = this.body(input, "apply");
    const name = options.name ?? body.name;
    if (name === undefined) throw invalidArgument(body.object ? "metadata.name" : "name", "expected the object's name");
    const query = { ...writeQuery(options), fieldManager: options.fieldManager ?? "clusterplane", force: options.force ? true : undefined };
    return this.object(
      await this.send("apply", {
        method: "PATCH",
        name: nameOf(name),
        query,
        headers: { "content-type": "application/apply-patch+yaml" },
        body: body.text,
        // Applying the same twice is applying it once.
        safety: safety(options, true),
        ...time(options),
      }),
    );
  }

  async edit(ref: Ref, change: (draft: Stored<In>) => unknown, options: EditOptions = {}): Promise<Stored<T>> {
    this.allow("patch");
    this.knows(options, writeOptions, "edit");
    const name = nameOf(ref);
    const { edit } = await import("./on-demand.ts");
    return edit<T, In>(
      {
        prepare: (draft) => this.prepare(draft as KubernetesObject) as Stored<T>,
        get: (timeout) => this.get(name, { signal: options.signal, timeout }),
        patch: (patch, timeout) => this.patch(name, patch, { ...options, timeout, createParents: false }),
      },
      change,
      options,
    );
  }

  async delete(ref: Ref, options: DeleteOptions = {}): Promise<Stored<T> | Status> {
    this.allow("delete");
    this.knows(options, deleteOptions, "delete");
    if (options.preconditions !== undefined) this.knows(options.preconditions, preconditionOptions, "preconditions of delete");
    const name = nameOf(ref);
    const own = typeof ref === "string" ? undefined : ref.metadata?.uid;
    const preconditions = { ...(own !== undefined && { uid: own }), ...options.preconditions };
    const { uid } = preconditions;
    const isGuard = Object.values(preconditions).some((value) => value !== undefined);
    const call = deletion({ ...options, preconditions: isGuard ? preconditions : undefined });
    try {
      const { json } = await this.send("delete", {
        name,
        ...call,
        safety: safety(options, isGuard),
        mismatch: notObject,
        ...time(options),
      });
      return this.hide(json as Stored<T> | Status);
    } catch (error) {
      if (!isLost(error)) throw error;
      const details = { name, kind: this.kind.plural, uid };
      return (await settling(error)).settleDelete(error, details, () => this.find(name, { signal: options.signal }));
    }
  }

  async deleteCollection(options: DeleteCollectionOptions = {}): Promise<Status> {
    this.allow("deletecollection");
    this.knows(options, deleteCollectionOptions, "deleteCollection");
    const { query, ...call } = deletion(options);
    const all = { ...selectors(options), ...query };
    const request = { ...call, query: all, safety: safety(options, false), mismatch: notObject, ...time(options) };
    return (await this.send("delete all", request)).json as Status;
  }
}

/** What is deleted answers with itself, or a Status. */
const notObject = (json: unknown) => (isObject(json) ? undefined : "not an object");

/** What sending it twice can do. A dry run does nothing, however often. */
function safety({ dryRun }: { readonly dryRun?: boolean | undefined }, isGuarded: boolean): "read" | "guarded" | "write" {
  return dryRun ? "read" : isGuarded ? "guarded" : "write";
}

/** The call may have taken effect. */
const isLost = (error: unknown): error is RequestError => isRequestError(error) && error.effect === "unknown";

/** What a lost answer needs. Where even that can't be loaded (a browser without its network), the error stands. */
const settling = (error: unknown) => import("./on-demand.ts").catch(() => Promise.reject(error));

/** The options of each further call, when several share one deadline. Without a deadline of its own each has the client's. */
function remaining({ signal, timeout }: CallOptions): () => CallOptions {
  if (timeout === undefined) return () => ({ signal });
  const ends = performance.now() + milliseconds(timeout, "timeout");
  return () => ({ signal, timeout: Math.max(0.001, (ends - performance.now()) / 1000) });
}
