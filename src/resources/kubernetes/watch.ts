import { type AsyncDispose, disposedBy } from "../../http/disposable.ts";
import type { Query } from "../../http/paths.ts";
import type { Stream } from "../../http/stream.ts";
import type { KubernetesList } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import type { Reader } from "./parts.ts";

/**
 * What a watch tells. `init`: a whole list begins; what was known before is out of date. `initApply`: one object of it. `initDone`: it is
 * complete, take it over. `apply`: an object was made or changed. `delete`: an object is gone (its last state), also one of a list that still
 * comes with `initial: "stream"`. `retry`: the connection was lost and is made anew in `delay` seconds; nothing is missed by that.
 */
export type WatchEvent<T> =
  | { readonly type: "init" }
  | { readonly type: "initApply"; readonly object: T }
  | { readonly type: "initDone" }
  | { readonly type: "apply"; readonly object: T }
  | { readonly type: "delete"; readonly object: T }
  | { readonly type: "retry"; readonly error: Error; readonly delay: number };

/** A running watch, to be read once. It ends with its signal, by `break`, or at the end of `await using`. */
export interface Watch<T> extends AsyncIterableIterator<WatchEvent<T>>, AsyncDispose {}

/** What a watch needs of its resource. */
export interface WatchSource<T> {
  readonly resource: string;
  list(query: Query, signal: AbortSignal): Promise<KubernetesList<T>>;
  open(query: Query, signal: AbortSignal, silence: number): Promise<{ stream: Stream; path: string }>;
  /** Each object passes through here. */
  pass(object: T): T;
}

/** A watch that begins, and is loaded, when it is first read. */
export function watchLater<T>(source: WatchSource<T>, selectors: Query, options: WatchOptions): Watch<T> {
  const stop = new AbortController();
  const { signal } = options;
  const onAbort = () => stop.abort();
  if (signal?.aborted) stop.abort();
  else signal?.addEventListener("abort", onAbort, { once: true });

  const forget = () => signal?.removeEventListener("abort", onAbort);
  let events: Reader<WatchEvent<T>> | undefined;
  const begin = async () => {
    const { watching } = await import("./on-demand.ts");
    events ??= watching(source, selectors, options, stop.signal, forget);
    return events;
  };
  const end = async (): Promise<void> => {
    // What waits for data would only see `return` after the next event; the signal wakes it.
    stop.abort();
    forget();
    await events?.return();
  };
  return {
    next: () => events?.next() ?? begin().then((begun) => begun.next()),
    return: async () => {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    ...disposedBy(end),
  };
}
