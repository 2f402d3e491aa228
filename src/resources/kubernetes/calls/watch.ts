import type { Deadline } from "../../../http/deadline.ts";
import type { Reader } from "../../common/flatten.ts";
import { type Cache, type CacheOptions, cacheOf } from "../cache.ts";
import type { KubernetesObject, Stored } from "../object.ts";
import { cacheOptions, watchOptions } from "../option-names.ts";
import type { WatchOptions } from "../options.ts";
import type { Requests } from "../requests.ts";
import { selectorQuery } from "../selectors.ts";
import { type Watch, type WatchEvent, watchOf } from "../watch.ts";
import { watchEvents } from "../watcher.ts";
import { readPage } from "./list.ts";
import { openResource } from "./stream.ts";

interface WatchIn {
  /** Of a kind that is watched in one namespace only. */
  readonly namespace?: string | undefined;
  /** See `WatchSource`. */
  readonly onFollow?: () => void;
}

/** The events of a watch. */
export function watchObjects<T extends KubernetesObject>(
  requests: Requests<T>,
  options: WatchOptions,
  life: Deadline,
  { namespace, onFollow }: WatchIn = {},
): Reader<WatchEvent<Stored<T>>> {
  requests.checkOptions(options, watchOptions, "watch");
  requests.assertVerb("watch");
  return watchEvents<Stored<T>>(
    {
      http: requests.api.http,
      resource: requests.kind.kind,
      list: (query, { signal }) =>
        requests.within({ signal }, (deadline) => readPage(requests, query, deadline, { namespace, retry: false })),
      open: (query, limits, { signal }) =>
        openResource(requests, "watch", { target: { namespace }, query, retry: false }, { signal }, limits),
      onFollow,
      transform: (object) => requests.hide(object),
    },
    { ...selectorQuery(options), ...options.query },
    options,
    life,
  );
}

/** A copy of the objects that follows the server's, as soon as it is complete. */
export async function cacheObjects<T extends KubernetesObject>(
  requests: Requests<T>,
  options: CacheOptions<Stored<T>>,
): Promise<Cache<Stored<T>>> {
  requests.checkOptions(options, cacheOptions, "cache");
  const { labels: _labels, onRetry: _onRetry, onResume: _onResume, onError: _onError, onChange: _onChange, ...rest } = options;
  const watch = (onFollow: () => void) => watchIn(requests, rest, { onFollow });
  return cacheOf(watch, { resource: requests.kind.kind, isAcrossNamespaces: requests.isAcrossNamespaces }, options);
}

/** A watch, for those who are loaded already. */
export function watchIn<T extends KubernetesObject>(requests: Requests<T>, options: WatchOptions, where: WatchIn): Watch<Stored<T>> {
  return watchOf(requests.api.http, options.signal, async (life) => watchObjects(requests, options, life, where));
}
