import { type AsyncDispose, disposedBy } from "../../http/disposable.ts";
import type { KubernetesObject } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import type { Watch } from "./watch.ts";

export interface CacheOptions<T> extends Omit<WatchOptions, "resourceVersion"> {
  /** Labels to keep an index of, for `byLabel`. */
  readonly labels?: readonly string[] | undefined;
  /** Called when the connection is lost and made anew. */
  readonly onRetry?: ((error: Error, delay: number) => void) | undefined;
  /** Called when the cache ends by an error that no further attempt can mend. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Called with each change; the same as `subscribe`, from the first object on. */
  readonly onChange?: ((change: CacheChange<T>) => void) | undefined;
}

/** A change of the copy: an object is new or different, or gone. */
export type CacheChange<T> = { readonly type: "apply" | "delete"; readonly object: T };

/** A copy of the server's objects that follows every change. */
export interface Cache<T> extends Iterable<T>, AsyncDispose {
  /** The object of this name. A cache across namespaces must also be told the namespace. */
  get(name: string, namespace?: string): T | undefined;
  /** All objects, or those of a namespace. */
  values(namespace?: string): T[];
  /** The objects whose label has this value. The label must be one of `labels`. */
  byLabel(label: string, value: string): T[];
  readonly size: number;
  /** Calls the function with each change from now on, until the function it returns is called. */
  subscribe(listener: (change: CacheChange<T>) => void): () => void;
  /** Ends the cache; what it holds stays readable. */
  close(): Promise<void>;
}

export async function cacheOf<T extends KubernetesObject>(
  watch: Watch<T>,
  acrossNamespaces: boolean,
  options: CacheOptions<T>,
): Promise<Cache<T>> {
  let objects = new Map<string, T>();
  let arriving: Map<string, T> | undefined;
  const listeners = new Set<(change: CacheChange<T>) => void>();
  if (options.onChange) listeners.add(options.onChange);
  const index = new Map<string, Map<string, Set<string>>>((options.labels ?? []).map((label) => [label, new Map()]));

  const keyOf = ({ metadata }: T): string => {
    const name = metadata?.name ?? "";
    return acrossNamespaces ? `${metadata?.namespace ?? ""}/${name}` : name;
  };

  const relabel = (key: string, before: T | undefined, after: T | undefined) => {
    for (const [label, values] of index) {
      const [old, now] = [before?.metadata?.labels?.[label], after?.metadata?.labels?.[label]];
      if (old === now) continue;
      if (old !== undefined) values.get(old)?.delete(key);
      if (now !== undefined) (values.get(now) ?? values.set(now, new Set()).get(now)!).add(key);
    }
  };
  const change = (type: "apply" | "delete", key: string, object: T) => {
    if (index.size > 0) relabel(key, objects.get(key), type === "apply" ? object : undefined);
    if (type === "apply") objects.set(key, object);
    // Told twice, or of what was never taken over, it is no change.
    else if (!objects.delete(key)) return;
    if (listeners.size === 0) return;
    const told = { type, object } as const;
    for (const listener of listeners) listener(told);
  };
  /** Takes a new list over: only real differences are told, and the copy is never half of one state and half of another. */
  const takeOver = (fresh: Map<string, T>) => {
    for (const [key, object] of objects) if (!fresh.has(key)) change("delete", key, object);
    for (const [key, object] of fresh) {
      const old = objects.get(key)?.metadata;
      if (old?.resourceVersion !== object.metadata?.resourceVersion || old?.uid !== object.metadata?.uid) change("apply", key, object);
    }
    objects = new Map([...fresh.keys()].map((key) => [key, objects.get(key)!]));
  };

  let running: Promise<void>;
  const first = new Promise<void>((resolve, reject) => {
    running = (async () => {
      for await (const event of watch) {
        if (event.type === "init") arriving = new Map();
        else if (event.type === "initApply") arriving?.set(keyOf(event.object), event.object);
        else if (event.type === "initDone") {
          takeOver(arriving ?? new Map());
          arriving = undefined;
          resolve();
        } else if (event.type === "retry") options.onRetry?.(event.error, event.delay);
        else {
          const key = keyOf(event.object);
          // A list that comes as a stream goes on being true while it comes.
          if (event.type === "delete") arriving?.delete(key);
          change(event.type, key, event.object);
        }
      }
    })().then(
      // The signal ended it before it was complete: an empty cache would look like an empty server.
      () => reject(options.signal?.reason ?? new DOMException("the cache was closed before it was complete", "AbortError")),
      (error) => {
        reject(error);
        options.onError?.(error);
      },
    );
  });
  await first;

  const close = async () => {
    await watch.return?.();
    await running;
  };
  return {
    get: (name, namespace) => {
      if (acrossNamespaces) {
        if (namespace === undefined) throw new TypeError(`get: "${name}" needs its namespace too: the cache is of all namespaces`);
        return objects.get(`${namespace}/${name}`);
      }
      const object = objects.get(name);
      return namespace === undefined || object?.metadata?.namespace === namespace ? object : undefined;
    },
    values: (namespace) => {
      const all = [...objects.values()];
      return namespace === undefined ? all : all.filter((object) => object.metadata?.namespace === namespace);
    },
    byLabel: (label, value) => {
      const values = index.get(label);
      if (values === undefined) throw new TypeError(`byLabel: "${label}" is not one of the cache's labels`);
      return [...(values.get(value) ?? [])].map((key) => objects.get(key)!);
    },
    get size() {
      return objects.size;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.iterator]: () => objects.values(),
    close,
    ...disposedBy(close),
  };
}
