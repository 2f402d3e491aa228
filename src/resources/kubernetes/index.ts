/** The public names of what every kind can do. */
export type { Cache, CacheChange, CacheOptions } from "./cache.ts";
export {
  allOf,
  anyOf,
  condition,
  deleted,
  type FailingCondition,
  type GoneCondition,
  initialized,
  not,
  phase,
  ready,
  satisfies,
  sleeping,
  type Verdict,
  type WaitCondition,
  type WaitOptions,
  type WaitProgress,
} from "./conditions.ts";
export { diff } from "./diff.ts";
export type { List, PagingOptions } from "./list.ts";
export type {
  FieldSelector,
  KubernetesList,
  KubernetesObject,
  LabelSelector,
  Named,
  Status,
  Stored,
  StoredMeta,
  Versioned,
} from "./object.ts";
export type {
  ApplyOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  EditOptions,
  ListOptions,
  PatchOptions,
  Preconditions,
  ReadOptions,
  Selectors,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from "./options.ts";
export type { Page } from "./page.ts";
export type {
  IncludeObject,
  PartialObjectMetadata,
  RowObject,
  Table,
  TableColumnDefinition,
  TableOptions,
  TableRow,
} from "./table.ts";
export type {
  Creates,
  Deletes,
  DeletesCollection,
  Everywhere,
  Gets,
  Lists,
  MergePatch,
  Patches,
  Ref,
  RequestOnly,
  Resource,
  Updates,
  Watches,
} from "./verbs.ts";
export { WaitError } from "./wait-error.ts";
export type { Watch, WatchEvent } from "./watch.ts";
