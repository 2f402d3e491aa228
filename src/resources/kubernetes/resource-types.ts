import type { JsonPatchOf } from "../../http/typed-patch.ts";
import type { WaitCondition, Waited, WaitOptions } from "../common/condition.ts";
import type { List } from "../common/list.ts";
import type { Cache, CacheOptions } from "./cache.ts";
import type { ParsedManifest } from "./manifest.ts";
import type { KubernetesList, Named, Status, Stored, StoredIn, Versioned } from "./object.ts";
import type {
  ApplyOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  EditOptions,
  ListOptions,
  PatchOptions,
  ReadOptions,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from "./options.ts";
import type { Page } from "./page.ts";
import type { NamespacedRef, Ref } from "./ref.ts";
import type { IncludeObject, PartialObjectMetadata, RowObject, Table, TableOptions } from "./table.ts";
import type { Watch } from "./watch.ts";

/** A JSON merge patch: the fields to change; `null` removes one. */
export type MergePatch<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: MergePatch<T[K]> | null } : T;

export interface Gets<T, S = Stored<T>, R = Ref> {
  /** Returns the object. Throws `NotFound` if there is none. */
  get(ref: R, options?: ReadOptions): Promise<S>;
  /** Returns the object, or undefined if there is none. */
  find(ref: R, options?: ReadOptions): Promise<S | undefined>;
  /**
   * Waits until a condition holds, and returns the object: `until.ready()`, `until.sleeping()`, `until.deleted()`, `until.phase("…")` and so
   * on. Throws a `WaitError` with the last phase, reason and failing conditions if it can't hold any more, or not in time (default
   * `"10m"`).
   */
  waitFor<IsGone extends boolean = false>(
    ref: R,
    condition: WaitCondition<S, IsGone>,
    options?: WaitOptions<S>,
  ): Promise<Waited<S, IsGone>>;
}

export interface Lists<T, S = Stored<T>> {
  /** Lists the objects. `await`: one page. `for await`: every item. `.pages()`: every page. `.all()`: every item, as an array. */
  list(options?: ListOptions): List<S, Page<S>>;
  /** The same with only the metadata of each object (PartialObjectMetadata): names, labels, owners, versions. */
  listMetadata(options?: ListOptions): List<PartialObjectMetadata, Page<PartialObjectMetadata>>;
  /**
   * Returns the list as the server prints it (`kubectl get`): columns, and a row of cells for each object. All rows, unless a `limit` is
   * given; then `metadata.continue` gives those after them.
   */
  listTable<I extends IncludeObject = "Metadata">(options?: TableOptions<I>): Promise<Table<RowObject<T, I>>>;
}

export interface Watches<T, S = Stored<T>> {
  /** Lists the existing objects, then streams changes, until it is left. Reconnects on its own and says so (`retry`). */
  watch(options?: WatchOptions): Watch<S>;
  /** Returns a copy of all objects that follows the server's, as soon as it is complete. */
  cache(options?: CacheOptions<S>): Promise<Cache<S>>;
}

/** What `ensure` found or created. */
export interface Ensured<S> {
  readonly object: S;
  /** `created`: by this call. `found`: it existed, and holds all that was asked for. `different`: it existed, and differs. */
  readonly outcome: "created" | "found" | "different";
  /** The paths at which it differs: `spec.template`. */
  readonly differences: readonly string[];
}

export interface Creates<T, In = T, S = Stored<T>> {
  /**
   * Creates an object; a string is sent unchanged as YAML. If the response is lost, the object is looked up by its name: it is there as it
   * was sent, or it is sent again, so that one call creates one object.
   */
  create(object: Named<In> | ParsedManifest | string, options?: WriteOptions): Promise<S>;
  /** Creates the object, unless one of its name exists; that one is returned as it is. Safe if several callers do it at once. */
  ensure(object: Named<In> | ParsedManifest, options?: WriteOptions): Promise<Ensured<S>>;
}

export interface Updates<T, In = T, S = Stored<T>> {
  /** Writes the whole object back (PUT). Throws `Conflict` if it has changed since it was read: see `edit`. */
  update(object: Versioned<In> | string, options?: UpdateOptions): Promise<S>;
}

/** `Applied` is what server-side apply takes. */
export interface Patches<T, In = T, S = Stored<T>, R = Ref, Applied = Named<In>> {
  /**
   * Changes parts of an object. An array is a JSON patch, an object a merge patch; the content type follows. If the paths of a JSON patch
   * are literals, they must lead to fields of the object, and the values must be of these fields' types.
   */
  patch<Paths extends readonly string[]>(ref: R, change: JsonPatchOf<In, Paths>, options?: PatchOptions): Promise<S>;
  patch(ref: R, change: MergePatch<In>, options?: PatchOptions): Promise<S>;
  /** Server-side apply: creates the object, or changes the fields given here and takes them over. */
  apply(object: Applied | ParsedManifest | string, options?: ApplyOptions): Promise<S>;
  /**
   * Reads the object, lets `change` alter a draft of it, and sends the difference, guarded by the version that was read. If somebody else
   * was faster it reads and changes again, until the deadline. A change that changes nothing sends nothing.
   */
  edit(ref: R, change: (draft: Stored<In>) => unknown, options?: EditOptions): Promise<S>;
}

export interface Deletes<T, S = Stored<T>, R = Ref> {
  /**
   * Deletes an object. Given as an object, only this one is deleted (by its uid), and another of the same name stays. Returns the object
   * while finalizers hold it, or a Status.
   */
  delete(ref: R, options?: DeleteOptions): Promise<S | Status>;
}

export interface DeletesCollection<S> {
  /**
   * Deletes all objects here, or those that the selectors choose. Throws if a selector is given and empty. Returns the list of what was
   * deleted, or a Status: that depends on the server.
   */
  deleteCollection(options?: DeleteCollectionOptions): Promise<KubernetesList<S> | Status>;
}

/** A kind with every verb. `In` is what may be sent, if that is more than comes back; `S` is what comes back. */
export interface Resource<T, In = T, S = Stored<T>>
  extends Gets<T, S>,
    Lists<T, S>,
    Watches<T, S>,
    Creates<T, In, S>,
    Updates<T, In, S>,
    Patches<T, In, S>,
    Deletes<T, S>,
    DeletesCollection<S> {}

/** A kind whose objects are requests: the server responds to them and keeps nothing. */
export interface RequestOnly<T, In = T> {
  /** Sends the request; the response carries the result. A string is sent unchanged as YAML. */
  create(object: In | ParsedManifest | string, options?: WriteOptions): Promise<T>;
}

/**
 * A namespaced kind across all namespaces: it can be listed and watched, and what was listed or watched can be read, changed and deleted
 * (`edit(object, …)`). A name alone is not enough: it may be there in several namespaces.
 */
export interface Everywhere<T, In = T>
  extends Gets<T, StoredIn<T>, NamespacedRef>,
    Lists<T, StoredIn<T>>,
    Watches<T, StoredIn<T>>,
    Updates<T, In & NamespacedRef, StoredIn<T>>,
    Patches<T, In, StoredIn<T>, NamespacedRef, In & NamespacedRef>,
    Deletes<T, StoredIn<T>, NamespacedRef> {}
