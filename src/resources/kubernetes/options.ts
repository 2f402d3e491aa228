import type { Duration } from "../../http/duration.ts";
import type { CallOptions } from "../../http/http.ts";
import { callOptions } from "../../http/known.ts";
import type { Query } from "../../http/paths.ts";
import type { PagingOptions } from "./list.ts";
import type { FieldSelector, LabelSelector } from "./object.ts";

// Beside each interface the names of its options, for those who have no types (`known`).

export interface ReadOptions extends CallOptions {
  /** Further query parameters, for servers that know more than Kubernetes does: `{ extended: true }`. */
  readonly query?: Query | undefined;
}

export const readOptions = `${callOptions} query` as const;

export interface Selectors {
  readonly labelSelector?: LabelSelector | undefined;
  readonly fieldSelector?: FieldSelector | undefined;
}

const selectorOptions = "labelSelector fieldSelector";

export interface ListOptions extends ReadOptions, Selectors, PagingOptions {
  /** The list as of this version, read as `resourceVersionMatch` says. `"0"`: whatever the server has at hand. Default: the newest. */
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan" | undefined;
}

const pageOptions = `${readOptions} ${selectorOptions} limit continue resourceVersion resourceVersionMatch` as const;
export const listOptions = `${pageOptions} onExpired` as const;
export const tableOptions = `${pageOptions} includeObject` as const;

export interface WatchOptions extends Selectors {
  /** Ends the watch. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Where to begin. Default: with a list of all there is (`init`, `initApply` …, `initDone`), then its changes. A version: only the changes
   * since then.
   */
  readonly resourceVersion?: string | undefined;
  /**
   * How the list at the beginning comes. `"list"` (default): page by page, works everywhere. `"stream"`: inside the watch
   * (sendInitialEvents), which is easier on servers of Kubernetes 1.27 and later; falls back when the server refuses it.
   */
  readonly initial?: "list" | "stream" | undefined;
  /** Without any data for this long the connection is taken for dead and made anew. Default `"5m"`. */
  readonly silence?: Duration | undefined;
  /** Pause before a further attempt: at least `minDelay` (default `"1s"`), growing to `maxDelay` (default `"2s"`), part of it left to chance. */
  readonly minDelay?: Duration | undefined;
  readonly maxDelay?: Duration | undefined;
  readonly query?: Query | undefined;
}

const followOptions = `signal initial silence minDelay maxDelay query ${selectorOptions}` as const;
export const watchOptions = `${followOptions} resourceVersion` as const;
export const cacheOptions = `${followOptions} labels onRetry onError onChange` as const;
export const waitOptions = "signal timeout interval onProgress";

export interface WriteOptions extends CallOptions {
  /** Check and answer as usual, keep nothing. */
  readonly dryRun?: boolean | undefined;
  /** Who is named in `managedFields`. */
  readonly fieldManager?: string | undefined;
  /** What the server does about unknown and double fields. Its default is `"Warn"`: see `onWarning`. */
  readonly fieldValidation?: "Strict" | "Warn" | "Ignore" | undefined;
}

export const writeOptions = `${callOptions} dryRun fieldManager fieldValidation` as const;

export interface UpdateOptions extends WriteOptions {
  /** Name of the object, needed when it is given as YAML text. */
  readonly name?: string | undefined;
}

export const updateOptions = `${writeOptions} name` as const;

export interface PatchOptions extends WriteOptions {
  /** Adds the objects and arrays that an `add` of a JSON patch finds missing above it, never replacing any. Default true. */
  readonly createParents?: boolean | undefined;
}

export const patchOptions = `${writeOptions} createParents` as const;

export interface ApplyOptions extends WriteOptions {
  /** Takes over fields that belong to others instead of failing with Conflict. Default false. */
  readonly force?: boolean | undefined;
  /** Name of the object, needed when it is given as YAML text. */
  readonly name?: string | undefined;
}

export const applyOptions = `${updateOptions} force` as const;

export interface EditOptions extends WriteOptions {}

export interface Preconditions {
  /** Only if it is still this very object, and not another of the same name. */
  readonly uid?: string | undefined;
  /** Only if it has not changed since. */
  readonly resourceVersion?: string | undefined;
}

export const preconditionOptions = "uid resourceVersion";

export interface DeleteOptions extends CallOptions {
  readonly preconditions?: Preconditions | undefined;
  readonly gracePeriodSeconds?: number | undefined;
  /** What becomes of the objects that belong to it. */
  readonly propagationPolicy?: "Orphan" | "Background" | "Foreground" | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface DeleteCollectionOptions extends Omit<DeleteOptions, "preconditions">, Selectors {}

const removalOptions = `${callOptions} gracePeriodSeconds propagationPolicy dryRun` as const;
export const deleteOptions = `${removalOptions} preconditions` as const;
export const deleteCollectionOptions = `${removalOptions} ${selectorOptions}` as const;
