import { type AsyncDispose, disposedBy } from "../../http/disposable.ts";
import { invalidArgument, RequestError } from "../../http/errors.ts";
import { own } from "../../http/json.ts";
import { notify } from "../../http/user-code.ts";
import type { KubernetesObject } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import type { RetryReason, Watch } from "./watch.ts";

export interface CacheOptions<T> extends Omit<WatchOptions, "resourceVersion"> {
  /** Labels to keep an index of, for `byLabel`. */
  readonly labels?: readonly string[] | undefined;
  /** Called when a new connection follows, in `delay` seconds. */
  readonly onRetry?: ((error: Error, delay: number, reason: RetryReason) => void) | undefined;
  /** Called when the copy follows the server again, after `onRetry`: until then it may be out of date. */
  readonly onResume?: (() => void) | undefined;
  /** Called when the cache ends by an error that no further attempt can repair. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Called with each change; the same as `subscribe`, from the first object on. */
  readonly onChange?: ((change: CacheChange<T>) => void) | undefined;
}

/** A change of the copy: an object is new or different, or gone. */
export type CacheChange<T> = { readonly type: "apply" | "delete"; readonly object: T };

/** A copy of the server's objects that follows every change. */
export interface Cache<T> extends Iterable<T>, AsyncDispose {
  /** The object of this name. A cache across namespaces needs the namespace too. */
  get(name: string, namespace?: string): T | undefined;
  /** All objects, or those of a namespace. */
  values(namespace?: string): T[];
  /** The objects whose label has this value. The label must be one of `labels`. */
  byLabel(label: string, value: string): T[];
  readonly size: number;
  /**
   * Calls the function with each change from now on, until the function that it returns is called. What the listener throws is an uncaught
   * error; other listeners and the cache go on.
   */
  subscribe(listener: (change: CacheChange<T>) => void): () => void;
  /** Ends the cache; what it holds stays readable. */
  close(): Promise<void>;
}

export async function cacheOf<T extends KubernetesObject>(
  watchWith: (onFollow: () => void) => Watch<T>,
  target: { readonly resource: string; readonly isAcrossNamespaces: boolean },
  options: CacheOptions<T>,
): Promise<Cache<T>> {
  const { labels = [] } = options;
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== "string"))
    throw invalidArgument("labels", "expected a list of strings");
  const copy = new Copy<T>(target.isAcrossNamespaces, labels);
  let isBehind = false;
  const watch = watchWith(() => {
    if (isBehind) notify(options.onResume);
    isBehind = false;
  });
  const onRetry: CacheOptions<T>["onRetry"] = (...why) => {
    isBehind = true;
    notify(options.onRetry, ...why);
  };
  if (options.onChange) copy.listeners.add(options.onChange);
  let running: Promise<void>;
  const first = new Promise<void>((resolve, reject) => {
    running = follow(copy, watch, { ...options, onRetry }, resolve).then(
      // Ended before it was complete: an empty cache would look like an empty server.
      () => reject(closedEarly(target.resource, options.signal)),
      (error: unknown) => {
        reject(error);
        notify(options.onError, error);
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
      if (target.isAcrossNamespaces) {
        if (namespace === undefined) throw invalidArgument("namespace", `is needed to get "${name}": the cache is of all namespaces`);
        return copy.objects.get(`${namespace}/${name}`);
      }
      const object = copy.objects.get(name);
      return namespace === undefined || object?.metadata?.namespace === namespace ? object : undefined;
    },
    values: (namespace) => {
      const all = [...copy.objects.values()];
      return namespace === undefined ? all : all.filter((object) => object.metadata?.namespace === namespace);
    },
    byLabel: (label, value) => copy.byLabel(label, value),
    get size() {
      return copy.objects.size;
    },
    subscribe: (listener) => {
      if (typeof listener !== "function") throw invalidArgument("listener", "expected a function");
      // An entry of its own: the same function may subscribe twice.
      const entry = (change: CacheChange<T>) => listener(change);
      copy.listeners.add(entry);
      return () => void copy.listeners.delete(entry);
    },
    [Symbol.iterator]: () => copy.objects.values(),
    close,
    ...disposedBy(close),
  };
}

function closedEarly(resource: string, signal: AbortSignal | undefined): RequestError {
  const call = { verb: "watch", resource };
  return new RequestError({
    code: "Aborted",
    message: "the cache was closed before it was complete",
    call,
    method: "GET",
    path: "",
    cause: signal?.reason,
  });
}

/** Brings the watch's events into the copy. */
async function follow<T extends KubernetesObject>(
  copy: Copy<T>,
  watch: Watch<T>,
  { onRetry }: CacheOptions<T>,
  onComplete: () => void,
): Promise<void> {
  let arriving: Map<string, T> | undefined;
  for await (const event of watch) {
    if (event.type === "init") arriving = new Map();
    else if (event.type === "initApply") arriving?.set(copy.keyOf(event.object), event.object);
    else if (event.type === "initDone") {
      copy.replace(arriving ?? new Map());
      arriving = undefined;
      onComplete();
    } else if (event.type === "retry") notify(onRetry, event.error, event.delay, event.reason);
    else {
      const key = copy.keyOf(event.object);
      // A list that comes as a stream stays true while it comes.
      if (event.type === "delete") arriving?.delete(key);
      copy.change(event.type, key, event.object);
    }
  }
}

/** The objects, an index of their labels, and who is told of changes. Listeners are told when all of a change, or list, is taken over. */
class Copy<T extends KubernetesObject> {
  readonly objects = new Map<string, T>();
  readonly listeners = new Set<(change: CacheChange<T>) => void>();
  readonly #isAcrossNamespaces: boolean;
  readonly #indexes: ReadonlyMap<string, LabelIndex>;

  constructor(isAcrossNamespaces: boolean, labels: readonly string[]) {
    this.#isAcrossNamespaces = isAcrossNamespaces;
    this.#indexes = new Map(labels.map((label) => [label, new LabelIndex(label)]));
  }

  keyOf({ metadata }: T): string {
    const name = metadata?.name ?? "";
    return this.#isAcrossNamespaces ? `${metadata?.namespace ?? ""}/${name}` : name;
  }

  byLabel(label: string, value: string): T[] {
    const index = this.#indexes.get(label);
    if (index === undefined) throw invalidArgument("label", `"${label}" is not one of the cache's labels`);
    return index.keysOf(value).map((key) => this.objects.get(key)!);
  }

  /** Takes one change over, and tells it if it is one: an event may come twice. */
  change(type: "apply" | "delete", key: string, object: T): void {
    this.#tell(this.#take(type, key, object));
  }

  /** Takes a complete list over: only real differences are told, and the copy is never half of one state and half of another. */
  replace(fresh: ReadonlyMap<string, T>): void {
    const gone = [...this.objects].filter(([key]) => !fresh.has(key)).flatMap(([key, object]) => this.#take("delete", key, object));
    const changed = [...fresh].flatMap(([key, object]) => this.#take("apply", key, object));
    // In the order of the list.
    const ordered = [...fresh.keys()].map((key) => [key, this.objects.get(key)!] as const);
    this.objects.clear();
    for (const [key, object] of ordered) this.objects.set(key, object);
    this.#tell([...gone, ...changed]);
  }

  /** Takes a change over, and returns what is to be told of it. */
  #take(type: "apply" | "delete", key: string, object: T): CacheChange<T>[] {
    const before = this.objects.get(key);
    if (type === "apply" ? before !== undefined && isSame(before, object) : before === undefined) return [];
    if (type === "apply") this.objects.set(key, object);
    else this.objects.delete(key);
    for (const index of this.#indexes.values()) index.set(key, type === "apply" ? object : undefined);
    // Another object has taken the name: the old one is gone.
    return type === "apply" && isAnother(before, object)
      ? [
          { type: "delete", object: before! },
          { type, object },
        ]
      : [{ type, object }];
  }

  #tell(changes: readonly CacheChange<T>[]): void {
    for (const change of changes) {
      // One that another listener has stopped meanwhile is not called any more.
      for (const listener of [...this.listeners]) if (this.listeners.has(listener)) notify(listener, change);
    }
  }
}

/** Which objects have which value of a label. It remembers the values itself: the objects are the caller's too, who may change them. */
class LabelIndex {
  readonly #label: string;
  readonly #values = new Map<string, string>();
  readonly #keys = new Map<string, Set<string>>();

  constructor(label: string) {
    this.#label = label;
  }

  keysOf(value: string): string[] {
    return [...(this.#keys.get(value) ?? [])];
  }

  set(key: string, object: KubernetesObject | undefined): void {
    const [old, now] = [this.#values.get(key), labelOf(object, this.#label)];
    if (old === now) return;
    if (old !== undefined) {
      const keys = this.#keys.get(old);
      keys?.delete(key);
      // A value that no object has any more must not stay: labels such as a commit have a new value with each change.
      if (keys?.size === 0) this.#keys.delete(old);
      this.#values.delete(key);
    }
    if (now !== undefined) {
      const keys = this.#keys.get(now);
      if (keys === undefined) this.#keys.set(now, new Set([key]));
      else keys.add(key);
      this.#values.set(key, now);
    }
  }
}

function labelOf(object: KubernetesObject | undefined, label: string): string | undefined {
  const labels = object?.metadata?.labels;
  return labels === undefined || labels === null ? undefined : (own(labels, label) as string | undefined);
}

function isAnother(before: KubernetesObject | undefined, now: KubernetesObject): boolean {
  const [old, uid] = [before?.metadata?.uid, now.metadata?.uid];
  return Boolean(old && uid) && old !== uid;
}

/** Whether two copies are the same state of the same object. Without versions nothing can be told, so they are not. */
function isSame(a: KubernetesObject, b: KubernetesObject): boolean {
  const [before, after] = [a.metadata, b.metadata];
  return Boolean(before?.resourceVersion) && before?.resourceVersion === after?.resourceVersion && before?.uid === after?.uid;
}
