/** The options of each call. */

import { type CallOptions, callOptions } from "../../http/call.ts";
import type { Duration } from "../../http/duration.ts";
import type { OptionNames } from "../../http/options.ts";
import type { Query } from "../../http/paths.ts";
import type { Selectors } from "./selectors.ts";

export interface ReadOptions extends CallOptions {
  /** Further query parameters, for servers that know more than Kubernetes does: `{ extended: true }`. */
  readonly query?: Query | undefined;
}

export const readOptions = { ...callOptions, query: true } satisfies OptionNames<ReadOptions>;

export interface PagingOptions {
  /** Items a page. Without it an awaited list comes in one piece, and iterations and `all()` in pages of 500. */
  readonly limit?: number | undefined;
  /** Goes on after a page of an earlier list. */
  readonly continue?: string | undefined;
  /**
   * What happens when the server has forgotten the state that a list began with (410). `"restart"`: the list begins again; `all()` drops what
   * it had, items are not given twice, pages say `restarted`. `"error"`: the list throws. Default: `all()` restarts, iterations throw.
   */
  readonly onExpired?: "restart" | "error" | undefined;
}

export interface ListOptions extends ReadOptions, Selectors, PagingOptions {
  /** The list as of this version, as `resourceVersionMatch` says. `"0"`: whatever the server has at hand. Default: the newest. */
  readonly resourceVersion?: string | undefined;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan" | undefined;
}

export interface WatchOptions extends Selectors {
  /** Ends the watch. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Where to begin. Default: with a list of all objects (`init`, `initApply`, `initDone`), then their changes. A version: only the changes
   * since then.
   */
  readonly resourceVersion?: string | undefined;
  /**
   * How the list at the beginning comes. `"list"` (default): page by page, works everywhere. `"stream"`: inside the watch
   * (sendInitialEvents), which costs a server of Kubernetes 1.27 or later less; a server that does not do it is listed.
   */
  readonly initial?: "list" | "stream" | undefined;
  /** Without any data for this long the connection is taken for dead and made anew. Default `"5m"`. */
  readonly silence?: Duration | undefined;
  /** Pause before a further attempt: at least `minDelay` (default `"1s"`), growing to `maxDelay` (default `"2s"`), part of it random. */
  readonly minDelay?: Duration | undefined;
  readonly maxDelay?: Duration | undefined;
  readonly query?: Query | undefined;
}

export interface WriteOptions extends CallOptions {
  /** The server checks and responds as usual, and keeps nothing. */
  readonly dryRun?: boolean | undefined;
  /** Who is named in `managedFields`. */
  readonly fieldManager?: string | undefined;
  /** What the server does about unknown and double fields. Its default is `"Warn"`: see `onWarning`. */
  readonly fieldValidation?: "Strict" | "Warn" | "Ignore" | undefined;
}

export interface UpdateOptions extends WriteOptions {
  /** Name of the object, needed if it is given as YAML. */
  readonly name?: string | undefined;
}

export interface PatchOptions extends WriteOptions {
  /** Adds the objects and arrays that an `add` of a JSON patch finds missing above it, and replaces none. Default true. */
  readonly createParents?: boolean | undefined;
}

export interface ApplyOptions extends UpdateOptions {
  /** Takes over fields that belong to others in place of failing with Conflict. Default false. */
  readonly force?: boolean | undefined;
}

/** Options of applying objects of any kind. */
export interface ApplyManyOptions extends Omit<ApplyOptions, "name"> {}

export interface EditOptions extends WriteOptions {}

export interface Preconditions {
  /** Only if it is still this object, and not another of the same name. */
  readonly uid?: string | undefined;
  /** Only if it has not changed since. */
  readonly resourceVersion?: string | undefined;
}

export interface DeleteOptions extends CallOptions {
  readonly preconditions?: Preconditions | undefined;
  readonly gracePeriodSeconds?: number | undefined;
  /** What becomes of the objects that belong to it. */
  readonly propagationPolicy?: "Orphan" | "Background" | "Foreground" | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface DeleteCollectionOptions extends Omit<DeleteOptions, "preconditions">, Selectors {}
