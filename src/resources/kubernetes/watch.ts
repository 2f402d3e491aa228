import { milliseconds } from "../../http/duration.ts";
import { isExpired, isGone, isRequestError } from "../../http/errors.ts";
import type { Query } from "../../http/paths.ts";
import type { Stream } from "../../http/stream.ts";
import { LineDecoder } from "./lines.ts";
import type { KubernetesList, KubernetesObject, Status } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import { eventError } from "./status.ts";

/**
 * What a watch tells. `init`: a whole list begins; what was known before is out of date. `initApply`: one object of it. `initDone`: it is
 * complete, take it over. `apply`: an object was made or changed. `delete`: an object is gone (its last state). `retry`: the connection was
 * lost and is made anew in `delay` seconds; nothing is missed by that.
 */
export type WatchEvent<T> =
  | { readonly type: "init" }
  | { readonly type: "initApply"; readonly object: T }
  | { readonly type: "initDone" }
  | { readonly type: "apply"; readonly object: T }
  | { readonly type: "delete"; readonly object: T }
  | { readonly type: "retry"; readonly error: Error; readonly delay: number };

/** A running watch, to be read once. It ends with its signal, by `break`, or at the end of `await using`. */
export interface Watch<T> extends AsyncIterableIterator<WatchEvent<T>>, AsyncDisposable {}

/** What a watch needs of its resource. */
export interface WatchSource<T> {
  readonly resource: string;
  list(query: Query, signal: AbortSignal): Promise<KubernetesList<T>>;
  open(query: Query, signal: AbortSignal, silence: number): Promise<{ stream: Stream; path: string }>;
  /** Each object passes through here. */
  pass(object: T): T;
}

interface WireEvent {
  readonly type: string;
  readonly object: KubernetesObject;
}

const pageSize = 500;
/** A connection that held this long was healthy: the next failure is a first one again. */
const healthy = 5000;
const initialEventsEnd = "k8s.io/initial-events-end";

export function watchObjects<T>(source: WatchSource<T>, selectors: Query, options: WatchOptions): Watch<T> {
  const silence = milliseconds(options.silence ?? "5m", "silence");
  const minDelay = milliseconds(options.minDelay ?? 1, "minDelay");
  const maxDelay = Math.max(minDelay, milliseconds(options.maxDelay ?? 2, "maxDelay"));
  const stop = new AbortController();
  const { signal } = stop;
  const outer = options.signal;
  const onAbort = () => stop.abort();
  if (outer?.aborted) stop.abort();
  else outer?.addEventListener("abort", onAbort, { once: true });

  let version = options.resourceVersion;
  let streamed = options.initial === "stream";
  let failures = 0;
  let opened = 0;

  /** The list at the beginning, page by page; only the whole of it has a version to go on from. */
  async function* list(): AsyncGenerator<WatchEvent<T>, void, undefined> {
    yield { type: "init" };
    let token: string | undefined;
    let listed: string | undefined;
    do {
      const page = await source.list({ ...selectors, limit: pageSize, continue: token }, signal);
      for (const object of page.items) yield { type: "initApply", object };
      listed = page.metadata?.resourceVersion;
      token = page.metadata?.continue || undefined;
    } while (token !== undefined);
    version = listed;
    yield { type: "initDone" };
  }

  /** One connection, until it ends. `initial`: the list comes inside. */
  async function* connection(initial: boolean): AsyncGenerator<WatchEvent<T>, void, undefined> {
    const query: Query = {
      ...selectors,
      watch: true,
      allowWatchBookmarks: true,
      // The server ends a quiet watch in order before the silence would look like a dead connection.
      timeoutSeconds: Math.max(1, Math.floor((silence / 1000) * (0.8 + Math.random() * 0.15))),
      ...(initial ? { sendInitialEvents: true, resourceVersionMatch: "NotOlderThan" } : { resourceVersion: version }),
    };
    const { stream, path } = await source.open(query, signal, silence);
    const lines = new LineDecoder();
    let inside = initial;
    if (initial) yield { type: "init" };
    try {
      for await (const chunk of stream.chunks) {
        const text = lines.push(chunk);
        if (text === undefined) continue;
        for (const line of text.split("\n")) {
          if (line === "" || line === "\r") continue;
          const { type, object } = JSON.parse(line) as WireEvent;
          if (type === "ERROR") throw eventError(object as Status, "watch", source.resource, path);
          const meta = object.metadata;
          if (meta?.resourceVersion !== undefined && !inside) version = meta.resourceVersion;
          if (type === "ADDED" || type === "MODIFIED") yield { type: inside ? "initApply" : "apply", object: source.pass(object as T) };
          else if (type === "DELETED") yield { type: "delete", object: source.pass(object as T) };
          else if (inside && type === "BOOKMARK" && meta?.annotations?.[initialEventsEnd] === "true") {
            inside = false;
            version = meta.resourceVersion;
            yield { type: "initDone" };
          }
        }
      }
    } finally {
      stream.close();
    }
  }

  async function* run(): AsyncGenerator<WatchEvent<T>, void, undefined> {
    try {
      while (!signal.aborted) {
        let failure: unknown;
        opened = performance.now();
        try {
          const initial = version === undefined && streamed;
          if (version === undefined && !streamed) yield* list();
          if (signal.aborted) return;
          yield* connection(initial);
        } catch (error) {
          if (signal.aborted) return;
          if (streamed && version === undefined && isRequestError(error) && (error.status === 400 || error.status === 422)) {
            streamed = false;
            continue;
          }
          if (isHopeless(error)) throw error;
          failure = error;
        }
        const lasted = performance.now() - opened;
        if (lasted >= healthy) failures = 0;
        if (failure !== undefined && (isGone(failure) || isExpired(failure))) version = undefined;
        // The first attempt after a good time comes at once, but never more than one in `minDelay`.
        const asked = isRequestError(failure) ? (failure.retryAfter ?? 0) * 1000 : 0;
        const grown = Math.min(maxDelay, minDelay * 1.5 ** Math.max(0, failures - 1));
        const spread = minDelay + Math.random() * (grown - minDelay);
        const delay = Math.max(asked, failures === 0 ? Math.max(0, minDelay - lasted) : spread);
        if (failure !== undefined) {
          failures++;
          const error = failure instanceof Error ? failure : new Error(String(failure));
          yield { type: "retry", error, delay: delay / 1000 };
        }
        if (delay > 0) await pause(delay, signal);
      }
    } finally {
      outer?.removeEventListener("abort", onAbort);
      stop.abort();
    }
  }

  const events = run();
  const end = async (): Promise<void> => {
    // A generator that waits for data would only see `return` after the next event; the signal wakes it.
    stop.abort();
    await events.return();
  };
  return {
    next: () => events.next(),
    return: async () => {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: end,
  };
}

/** What no further attempt can mend: a wrong request, a missing right, a kind that isn't there. */
function isHopeless(error: unknown): boolean {
  if (error instanceof SyntaxError) return false;
  if (!isRequestError(error)) return true;
  const { status, code } = error;
  if (code === "Unsupported" || code === "Redirected" || code === "InvalidArgument") return true;
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 410 && status !== 429;
}

function pause(delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, delay);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
