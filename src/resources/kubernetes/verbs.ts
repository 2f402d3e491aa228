import type { JsonPatchOf } from "../../http/typed-patch.ts";
import type { Cache, CacheOptions } from "./cache.ts";
import type { GoneCondition, WaitCondition, WaitOptions } from "./conditions.ts";
import type { List } from "./list.ts";
import type { Named, Status, Stored, Versioned } from "./object.ts";
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
import type { IncludeObject, PartialObjectMetadata, RowObject, Table, TableOptions } from "./table.ts";
import type { Watch } from "./watch.ts";

/** An object, or its name alone. */
export type Ref = string | { readonly metadata?: { readonly name?: string; readonly uid?: string } };

/** A JSON merge patch: the fields to change; `null` removes one. */
export type MergePatch<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: MergePatch<T[K]> | null } : T;

export interface Gets<T> {
  /** The object of this name. Throws `NotFound` when there is none. */
  get(name: string, options?: ReadOptions): Promise<Stored<T>>;
  /** The object of this name, or undefined. */
  find(name: string, options?: ReadOptions): Promise<Stored<T> | undefined>;
  /**
   * Waits until a condition holds: `ready()`, `sleeping()`, `deleted()`, `phase("…")` and what `allOf`, `anyOf` and `not` make of them.
   * Throws with the last phase, reason and failing conditions when it fails or does not come true in time (default 10 minutes).
   */
  waitFor(ref: Ref, condition: GoneCondition, options?: WaitOptions<T>): Promise<undefined>;
  waitFor(ref: Ref, condition: WaitCondition<T>, options?: WaitOptions<T>): Promise<Stored<T>>;
}

export interface Lists<T> {
  /** `await`: one page. `for await`: every item. `.pages()`: every page. `.all()`: every item, as an array. */
  list(options?: ListOptions): List<Stored<T>>;
  /** The same, with nothing but the metadata of each object (PartialObjectMetadata): for names, labels, owners, versions. */
  listMetadata(options?: ListOptions): List<PartialObjectMetadata>;
  /**
   * The list as the server prints it for people (`kubectl get`): columns, and a row of cells for each object. All rows, unless a `limit` is
   * given; then `metadata.continue` asks for those after them.
   */
  listTable<I extends IncludeObject = "Metadata">(options?: TableOptions<I>): Promise<Table<RowObject<T, I>>>;
}

export interface Watches<T> {
  /** What there is and then each change, for as long as it is read. Mends its connection by itself and says so (`retry`). */
  watch(options?: WatchOptions): Watch<Stored<T>>;
  /** A copy of all objects here that follows the server's. Resolves once it is complete. */
  cache(options?: CacheOptions<Stored<T>>): Promise<Cache<Stored<T>>>;
}

export interface Creates<T, In = T> {
  /**
   * Makes an object; text is sent unchanged as YAML. When the answer is lost the object is looked up by its name: it is there and as it was
   * sent, or it is sent again, so that one call makes one object.
   */
  create(object: Named<In> | string, options?: WriteOptions): Promise<Stored<T>>;
}

export interface Updates<T, In = T> {
  /** Writes the whole object back (PUT). Throws `Conflict` when it has changed since it was read: see `edit`. */
  update(object: Versioned<In> | string, options?: UpdateOptions): Promise<Stored<T>>;
}

export interface Patches<T, In = T> {
  /**
   * Changes parts of an object. An array is a JSON patch, an object a merge patch; the content type follows. Where the paths of a JSON patch
   * are plain to see, they must lead to fields of the object, and the values must be of these fields' types.
   */
  patch<Paths extends readonly string[]>(ref: Ref, change: JsonPatchOf<In, Paths>, options?: PatchOptions): Promise<Stored<T>>;
  patch(ref: Ref, change: MergePatch<In>, options?: PatchOptions): Promise<Stored<T>>;
  /** Server-side apply: makes the object, or changes the fields given here and takes them over. */
  apply(object: Named<In> | string, options?: ApplyOptions): Promise<Stored<T>>;
  /**
   * Reads the object, lets `change` alter a draft of it, and sends the difference, guarded by the version that was read. When somebody else
   * was faster it reads and changes again, until the deadline. A change that changes nothing sends nothing.
   */
  edit(ref: Ref, change: (draft: Stored<In>) => unknown, options?: EditOptions): Promise<Stored<T>>;
}

export interface Deletes<T> {
  /**
   * Deletes an object. Given as an object, only this very one is deleted (by its uid). The answer is the object, while finalizers hold it,
   * or a Status.
   */
  delete(ref: Ref, options?: DeleteOptions): Promise<Stored<T> | Status>;
}

export interface DeletesCollection {
  /** Deletes all objects here, or those that the selectors choose. */
  deleteCollection(options?: DeleteCollectionOptions): Promise<Status>;
}

/** A kind with every verb. `In` is what may be sent, where that is more than comes back. */
export interface Resource<T, In = T>
  extends Gets<T>,
    Lists<T>,
    Watches<T>,
    Creates<T, In>,
    Updates<T, In>,
    Patches<T, In>,
    Deletes<T>,
    DeletesCollection {}

/** A kind that takes requests and keeps nothing: there is nothing to get or list. */
export interface RequestOnly<T, In = T> {
  /** Sends the request; the answer carries the result. Text is sent unchanged as YAML. */
  create(object: In | string, options?: WriteOptions): Promise<T>;
}

/** A namespaced kind without its namespace: it can be listed and watched across all of them, and nothing else. */
export interface Everywhere<T> extends Lists<T>, Watches<T> {}
