import type { JsonPatch } from "../../http/json-patch.ts";
import { printAs } from "../../http/secrets.ts";
import type { JsonPatchOf } from "../../http/typed-patch.ts";
import { load } from "../../lazy/load.ts";
import type { WaitCondition, Waited, WaitOptions } from "../common/condition.ts";
import { List } from "../common/list.ts";
import type { Cache, CacheOptions } from "./cache.ts";
import { findObject, getObject } from "./calls/get.ts";
import type { Api, Kind, Namespace } from "./kind.ts";
import type { ParsedManifest } from "./manifest.ts";
import type { KubernetesList, KubernetesObject, Named, Status, Stored, Versioned } from "./object.ts";
import {
  type ApplyOptions,
  type DeleteCollectionOptions,
  type DeleteOptions,
  type EditOptions,
  type ListOptions,
  type PatchOptions,
  type ReadOptions,
  readOptions,
  type UpdateOptions,
  type WatchOptions,
  type WriteOptions,
} from "./options.ts";
import type { Page } from "./page.ts";
import type { Ref } from "./ref.ts";
import { Requests } from "./requests.ts";
import type { Ensured, MergePatch, Resource } from "./resource-types.ts";
import type { IncludeObject, PartialObjectMetadata, RowObject, Table, TableOptions } from "./table.ts";
import { type Watch, watchOf } from "./watch.ts";

/**
 * Every verb of every kind. Reading one object is part of the core; each other call is a file in `calls/`, loaded when it is first used. The
 * types give each kind only the verbs it has (`resource-types.ts`); this class has all of them, and throws for callers without types.
 */
export class ResourceClient<T extends KubernetesObject, In = T> implements Resource<T, In> {
  readonly #requests: Requests<T>;

  constructor(api: Api, kind: Kind, namespace?: Namespace) {
    this.#requests = new Requests(api, kind, namespace);
    printAs(this, () => `Resource<${kind.kind}>${typeof namespace === "string" ? ` in ${namespace}` : ""}`);
  }

  // A getter, so that printing a resource does not show it.
  protected get requests(): Requests<T> {
    return this.#requests;
  }

  /** The calls for which the kind may have rules of its own. */
  async #load() {
    const calls = await load();
    this.#requests.hooks = calls.hooksOf(this.#requests.kind);
    return calls;
  }

  async get(ref: Ref, options: ReadOptions = {}): Promise<Stored<T>> {
    this.#requests.checkOptions(options, readOptions, "get");
    const target = this.#requests.target(ref, "get");
    return this.#requests.within(options, (deadline) => getObject(this.#requests, target, deadline, options.query));
  }

  async find(ref: Ref, options: ReadOptions = {}): Promise<Stored<T> | undefined> {
    this.#requests.checkOptions(options, readOptions, "find");
    const target = this.#requests.target(ref, "get");
    return this.#requests.within(options, (deadline) => findObject(this.#requests, target, deadline, options.query));
  }

  list(options: ListOptions = {}): List<Stored<T>, Page<Stored<T>>> {
    return new List(async () => (await load()).listObjects<T, Stored<T>>(this.#requests, options), options?.signal);
  }

  listMetadata(options: ListOptions = {}): List<PartialObjectMetadata, Page<PartialObjectMetadata>> {
    const form = "PartialObjectMetadataList";
    return new List(async () => (await load()).listObjects<T, PartialObjectMetadata>(this.#requests, options, form), options?.signal);
  }

  async listTable<I extends IncludeObject = "Metadata">(options: TableOptions<I> = {}): Promise<Table<RowObject<T, I>>> {
    return (await load()).listTable(this.#requests, options);
  }

  watch(options: WatchOptions = {}): Watch<Stored<T>> {
    return watchOf(this.#requests.api.http, options.signal, async (life) => (await load()).watchObjects(this.#requests, options, life));
  }

  async cache(options: CacheOptions<Stored<T>> = {}): Promise<Cache<Stored<T>>> {
    return (await load()).cacheObjects(this.#requests, options);
  }

  async waitFor<IsGone extends boolean = false>(
    ref: Ref,
    condition: WaitCondition<Stored<T>, IsGone>,
    options: WaitOptions<Stored<T>> = {},
  ): Promise<Waited<Stored<T>, IsGone>> {
    return (await this.#load()).waitForObject(this.#requests, ref, condition, options);
  }

  async create(input: Named<In> | ParsedManifest | string, options: WriteOptions = {}): Promise<Stored<T>> {
    return (await this.#load()).createObject(this.#requests, input, options);
  }

  async ensure(input: Named<In> | ParsedManifest, options: WriteOptions = {}): Promise<Ensured<Stored<T>>> {
    return (await this.#load()).ensureObject(this.#requests, input, options);
  }

  async update(input: Versioned<In> | string, options: UpdateOptions = {}): Promise<Stored<T>> {
    return (await this.#load()).updateObject(this.#requests, input, options);
  }

  patch<Paths extends readonly string[]>(ref: Ref, change: JsonPatchOf<In, Paths>, options?: PatchOptions): Promise<Stored<T>>;
  patch(ref: Ref, change: MergePatch<In>, options?: PatchOptions): Promise<Stored<T>>;
  async patch(ref: Ref, change: JsonPatch | MergePatch<In>, options: PatchOptions = {}): Promise<Stored<T>> {
    return (await this.#load()).patchObject(this.#requests, ref, change, options);
  }

  async apply(input: Named<In> | ParsedManifest | string, options: ApplyOptions = {}): Promise<Stored<T>> {
    return (await this.#load()).applyObject(this.#requests, input, options);
  }

  async edit(ref: Ref, change: (draft: Stored<In>) => unknown, options: EditOptions = {}): Promise<Stored<T>> {
    return (await this.#load()).editKubernetesObject(this.#requests, ref, change, options);
  }

  async delete(ref: Ref, options: DeleteOptions = {}): Promise<Stored<T> | Status> {
    return (await load()).deleteObject(this.#requests, ref, options);
  }

  async deleteCollection(options: DeleteCollectionOptions = {}): Promise<KubernetesList<Stored<T>> | Status> {
    return (await load()).deleteObjects(this.#requests, options);
  }
}
