import { milliseconds } from "../../http/duration.ts";
import { isClusterplaneError, isGone, isRequestError } from "../../http/errors.ts";
import type { Query } from "../../http/paths.ts";
import { LineDecoder } from "./lines.ts";
import type { KubernetesObject, Status } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import { oneByOne, type Part, type Reader } from "./parts.ts";
import { eventError } from "./status.ts";
import type { WatchEvent, WatchSource } from "./watch.ts";

interface WireEvent {
  readonly type: string;
  readonly object: KubernetesObject;
}

/** A line that is no event: a gateway's words, a proxy's `null`. It ends the connection, not the watch. */
class Unreadable extends Error {
  override readonly name = "Unreadable";
}

function eventOf(line: string): WireEvent {
  let event: Partial<WireEvent> | null | undefined;
  try {
    event = JSON.parse(line) as Partial<WireEvent> | null;
  } catch {
    event = undefined;
  }
  const { type, object } = event ?? {};
  const isObject = typeof object === "object" && object !== null && (type === "ERROR" || typeof object.metadata === "object");
  if (typeof type !== "string" || !isObject) throw new Unreadable("the server sent a line that is no event");
  return { type, object };
}

const pageSize = 500;
/** A connection that held this long was healthy: the next failure is a first one again. */
const healthy = 5000;
/** So many renewed tokens in a row may be refused: they can run out on their way, but a function that has no other is no help. */
const mostRefusals = 5;
const initialEventsEnd = "k8s.io/initial-events-end";

/** The watch itself: a list, then its changes, over as many connections as it takes, until the signal aborts. */
export function watching<T>(
  source: WatchSource<T>,
  selectors: Query,
  options: WatchOptions,
  signal: AbortSignal,
  atEnd: () => void,
): Reader<WatchEvent<T>> {
  return oneByOne(partsOf(source, selectors, options, signal, atEnd), signal);
}

/** The parts as they come: a page of the list, a chunk of an answer, or a single event. */
async function* partsOf<T>(
  source: WatchSource<T>,
  selectors: Query,
  options: WatchOptions,
  signal: AbortSignal,
  atEnd: () => void,
): AsyncGenerator<Part<WatchEvent<T>>, void, undefined> {
  const silence = milliseconds(options.silence ?? "5m", "silence");
  const minDelay = milliseconds(options.minDelay ?? 1, "minDelay");
  const maxDelay = Math.max(minDelay, milliseconds(options.maxDelay ?? 2, "maxDelay"));
  let version = options.resourceVersion;
  let streamed = options.initial === "stream";
  let failures = 0;
  let refusals = 0;
  let opened = 0;
  let listed = Number.NEGATIVE_INFINITY;
  let inside = false;

  /** The list at the beginning, page by page; only the whole of it has a version to go on from. */
  async function* list(): AsyncGenerator<Part<WatchEvent<T>>, void, undefined> {
    yield one({ type: "init" });
    let token: string | undefined;
    let listVersion: string | undefined;
    do {
      const page = await source.list({ ...selectors, limit: pageSize, continue: token }, signal);
      yield initial(page.items);
      listVersion = page.metadata?.resourceVersion;
      token = page.metadata?.continue || undefined;
    } while (token !== undefined);
    version = listVersion;
    yield one({ type: "initDone" });
  }

  const query = (initial: boolean): Query => ({
    ...selectors,
    watch: true,
    allowWatchBookmarks: true,
    // The server ends a quiet watch in order before the silence would look like a dead connection.
    timeoutSeconds: Math.max(1, Math.floor((silence / 1000) * (0.8 + Math.random() * 0.15))),
    ...(initial ? { sendInitialEvents: true, resourceVersionMatch: "NotOlderThan" } : { resourceVersion: version }),
  });

  /** The events of some lines, each parsed when it is asked for. `inside`: they still belong to the list at the beginning. */
  function* read(lines: Iterable<string>, path: string): Generator<WatchEvent<T>, void, undefined> {
    for (const line of lines) {
      if (line === "" || line === "\r") continue;
      const { type, object } = eventOf(line);
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

  try {
    while (!signal.aborted) {
      let failure: unknown;
      opened = performance.now();
      try {
        inside = version === undefined && streamed;
        if (version === undefined) listed = opened;
        if (version === undefined && !streamed) yield* list();
        if (signal.aborted) return;
        const { stream, path } = await source.open(query(inside), signal, silence);
        refusals = 0;
        try {
          if (inside) yield one({ type: "init" });
          const lines = new LineDecoder();
          for await (const chunk of stream.chunks) yield read(lines.push(chunk), path);
        } finally {
          stream.close();
        }
      } catch (error) {
        if (signal.aborted) return;
        if (streamed && version === undefined && isRequestError(error) && (error.status === 400 || error.status === 422)) {
          streamed = false;
          continue;
        }
        refusals = isRequestError(error) && error.status === 401 ? refusals + 1 : 0;
        if (isHopeless(error) || refusals >= mostRefusals) throw error;
        failure = error;
      }
      const lasted = performance.now() - opened;
      if (lasted >= healthy) failures = 0;
      const asked = isRequestError(failure) ? (failure.retryAfter ?? 0) * 1000 : 0;
      let delay: number;
      if (isGone(failure)) {
        // The word of a living server: list at once, but not again and again.
        version = undefined;
        delay = Math.max(asked, minDelay - (performance.now() - listed), 0);
      } else {
        // The first attempt after a good time comes at once, but never more than one in `minDelay`.
        const grown = Math.min(maxDelay, minDelay * 1.5 ** Math.max(0, failures - 1));
        const spread = minDelay + Math.random() * (grown - minDelay);
        delay = Math.max(asked, failures === 0 ? minDelay - lasted : spread, 0);
      }
      if (failure !== undefined) {
        failures++;
        const error = failure instanceof Error ? failure : new Error(String(failure));
        yield one({ type: "retry", error, delay: delay / 1000 });
      }
      if (delay > 0) await pause(delay, signal);
    }
  } finally {
    atEnd();
  }
}

const one = <E>(event: E): Part<E> => [event].values();

function* initial<T>(objects: readonly T[]): Generator<WatchEvent<T>, void, undefined> {
  for (const object of objects) yield { type: "initApply", object };
}

/** What no further attempt can mend: a wrong request, a missing right, a kind that isn't there. */
function isHopeless(error: unknown): boolean {
  // A token function fails when the server that it asks is down, often in the same outage.
  if (error instanceof Unreadable || (isClusterplaneError(error) && error.code === "Token")) return false;
  if (!isRequestError(error)) return true;
  const { status, code, attempts } = error;
  // A token function's next token was refused too: it may have run out on its way. A fixed token stays what it is.
  if (status === 401 && attempts > 1) return false;
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
