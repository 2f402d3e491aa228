/** The public names of what every kind can do. */
export type { Verdict, WaitCondition, WaitContext, Waited, WaitOptions, WaitProgress } from "../common/condition.ts";
export type { List } from "../common/list.ts";
export type { Cache, CacheChange, CacheOptions } from "./cache.ts";
export type { ReadyOptions } from "./conditions.ts";
export type { ParsedManifest } from "./manifest.ts";
export type { KubernetesList, KubernetesObject, Named, Status, Stored, StoredIn, StoredMeta, Versioned } from "./object.ts";
export type {
  ApplyManyOptions,
  ApplyOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  EditOptions,
  ListOptions,
  PagingOptions,
  PatchOptions,
  Preconditions,
  ReadOptions,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from "./options.ts";
export type { Page } from "./page.ts";
export type { NamespacedRef, Ref } from "./ref.ts";
export type {
  Creates,
  Deletes,
  DeletesCollection,
  Ensured,
  Everywhere,
  Gets,
  Lists,
  MergePatch,
  Patches,
  RequestOnly,
  Resource,
  Updates,
  Watches,
} from "./resource-types.ts";
export type { FieldSelector, LabelSelector, Selectors } from "./selectors.ts";
export type {
  IncludeObject,
  PartialObjectMetadata,
  RowObject,
  Table,
  TableColumnDefinition,
  TableOptions,
  TableRow,
} from "./table.ts";
export type { RetryReason, Watch, WatchEvent } from "./watch.ts";
