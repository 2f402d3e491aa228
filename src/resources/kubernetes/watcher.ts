/**
 * A watch over as many connections as it takes. Its states: `list` reads all pages, `stream` reads the list inside the watch, `watch` follows
 * from a version. After each of them `next` decides which state follows, and after which pause.
 */
import type { Deadline } from "../../http/deadline.ts";
import { milliseconds } from "../../http/duration.ts";
import { isRequestError, RequestError } from "../../http/errors.ts";
import { secretsOf } from "../../http/explain/call-secrets.ts";
import { isObject } from "../../http/json.ts";
import { isFinal } from "../../http/lost.ts";
import type { Query } from "../../http/paths.ts";
import { isGone } from "../../http/predicates.ts";
import type { Stream } from "../../http/stream.ts";
import { flatten, type Part, type Reader } from "../common/flatten.ts";
import { backoff } from "./backoff.ts";
import { eventError } from "./event-error.ts";
import { LineDecoder } from "./lines.ts";
import { defaultPageSize } from "./list-source.ts";
import type { KubernetesObject, Status } from "./object.ts";
import type { WatchOptions } from "./options.ts";
import { PageGuard } from "./paging.ts";
import type { RetryReason, WatchEvent, WatchSource } from "./watch.ts";

type State = { readonly name: "list" } | { readonly name: "stream" } | { readonly name: "watch"; readonly version: string | undefined };

/** How a state ended. */
interface Outcome {
  readonly state: State;
  /** undefined: in order. */
  readonly failure: unknown;
  /** Milliseconds. */
  readonly lasted: number;
  /** Whether an event or bookmark came. */
  readonly hadEvents: boolean;
  /** Whether the server accepted the watch. */
  readonly wasOpened: boolean;
  /** The newest version that is known; undefined if there is none. */
  readonly version: string | undefined;
}

/** What follows a state. */
interface Step {
  readonly state: State;
  /** Milliseconds. */
  readonly delay: number;
  readonly retry?: { readonly reason: RetryReason; readonly error: Error } | undefined;
}

/** A connection that held so many milliseconds was healthy: the next failure is a first one again. */
const healthy = 5000;
/**
 * As many connections in a row may end early without an event before the version is given up, and as many may end inside the initial list
 * before it is read page by page.
 */
const mostEarlyEnds = 3;
/** As often may resuming from a version fail on a server that responds before the version is given up. */
const mostFailedResumes = 5;
/** As many new tokens in a row may be refused: they can expire on their way, but a function that has no other is no help. */
const mostRefusals = 5;
/** So many milliseconds may pass before the bookmark that ends the initial list in a stream. */
const initialEventsLimit = 60_000;
/** Longest pause that a server can ask for, in milliseconds. */
const longestPause = 300_000;

const initialEventsEnd = "k8s.io/initial-events-end";

export function watchEvents<T>(source: WatchSource<T>, selectors: Query, options: WatchOptions, life: Deadline): Reader<WatchEvent<T>> {
  return flatten(new Watcher(source, selectors, options, life).run(), life.signal);
}

/** A line that is no event: a gateway's words, a proxy's `null`. It ends the connection, not the watch. */
class NoEvent extends Error {
  override readonly name = "NoEvent";
}

class Watcher<T> {
  readonly #source: WatchSource<T>;
  readonly #selectors: Query;
  readonly #life: Deadline;
  readonly #silence: number;
  readonly #minDelay: number;
  readonly #maxDelay: number;
  #initial: "list" | "stream";
  /** undefined: the whole list in one response, after a page whose token had expired. */
  #pageSize: number | undefined = defaultPageSize;
  #state: State;

  // What the connections so far have in common.
  #version: string | undefined;
  #failures = 0;
  #expiries = 0;
  #earlyEnds = 0;
  #failedResumes = 0;
  #unfinished = 0;
  #refusals = 0;
  #listedAt = Number.NEGATIVE_INFINITY;

  // What the connection under way has seen.
  #hadEvents = false;
  #wasOpened = false;
  #isInside = false;
  #limits = { silence: Number.POSITIVE_INFINITY };
  #failure: unknown;

  constructor(source: WatchSource<T>, selectors: Query, options: WatchOptions, life: Deadline) {
    this.#source = source;
    this.#selectors = selectors;
    this.#life = life;
    this.#silence = milliseconds(options.silence ?? "5m", "silence");
    this.#minDelay = milliseconds(options.minDelay ?? "1s", "minDelay");
    this.#maxDelay = milliseconds(options.maxDelay ?? "2s", "maxDelay");
    this.#initial = options.initial ?? "list";
    this.#version = options.resourceVersion || undefined;
    this.#state = this.#version === undefined ? { name: this.#initial } : { name: "watch", version: this.#version };
  }

  /** Parts of events: a page of the list, a chunk of a stream, or a single event. */
  async *run(): AsyncGenerator<Part<WatchEvent<T>>, void, undefined> {
    const life = this.#life;
    try {
      while (life.ended === undefined && !life.signal.aborted) {
        const began = life.elapsed;
        const state = this.#state;
        this.#hadEvents = false;
        this.#wasOpened = false;
        let failure: unknown;
        try {
          if (state.name === "list") yield* this.#list();
          else yield* this.#watch(state);
        } catch (error) {
          failure = error;
        }
        if (life.signal.aborted) return;
        const {
          state: next,
          delay,
          retry,
        } = this.#next({
          state,
          failure,
          lasted: life.elapsed - began,
          hadEvents: this.#hadEvents,
          wasOpened: this.#wasOpened,
          version: this.#version,
        });
        this.#state = next;
        if (retry !== undefined) yield one({ type: "retry", ...retry, delay: delay / 1000 });
        if (delay > 0) await life.pause(delay);
      }
    } finally {
      life.abort();
      life.close();
    }
  }

  /** Which state follows. Throws what no further attempt can repair. */
  #next({ state, failure, lasted, hadEvents, wasOpened, version }: Outcome): Step {
    if (lasted >= healthy || hadEvents) {
      this.#failures = 0;
      this.#expiries = 0;
      this.#earlyEnds = 0;
    }
    if (hadEvents) this.#failedResumes = 0;
    const relist: State = { name: this.#initial };
    const isUnfinished = state.name === "stream" && wasOpened && version === undefined;
    // A list that broke off has no version, and is not resumed.
    const again: State = version !== undefined ? { name: "watch", version } : relist;
    if (failure === undefined) {
      if (state.name === "list") return { state: { name: "watch", version }, delay: 0 };
      const isEarly = lasted < healthy && !hadEvents;
      const delay = isEarly ? backoff(++this.#failures, this.#minDelay, this.#maxDelay) : Math.max(0, this.#minDelay - lasted);
      if (isUnfinished && ++this.#unfinished >= mostEarlyEnds) return this.#listInstead(this.#ended(this.#unfinished), delay);
      if (isEarly && ++this.#earlyEnds >= mostEarlyEnds) return this.#giveUp("EndedEarly", this.#ended(this.#earlyEnds), delay);
      if (version === undefined) return this.#giveUp("NoVersion", this.#ended(1), delay);
      return { state: { name: "watch", version }, delay };
    }
    const error = failure instanceof Error ? failure : new Error(String(failure));
    if (state.name === "stream" && isRequestError(error) && (error.status === 400 || error.status === 422)) {
      this.#initial = "list";
      return { state: { name: "list" }, delay: 0 };
    }
    this.#refusals = isRequestError(error) && error.status === 401 ? this.#refusals + 1 : 0;
    if ((isFinal(error) && !(error instanceof NoEvent)) || this.#refusals >= mostRefusals) throw error;
    this.#failures++;
    const asked = isRequestError(error) ? Math.min(longestPause, (error.retryAfter ?? 0) * 1000) : 0;
    if (isGone(error)) {
      // The word of a living server: list at once, also after an outage, but not again and again.
      const sinceList = this.#life.elapsed - this.#listedAt;
      if (state.name === "list") this.#pageSize = undefined;
      const delay = ++this.#expiries > 1 ? backoff(this.#expiries, this.#minDelay, this.#maxDelay) : this.#minDelay - sinceList;
      return this.#giveUp("Expired", error, Math.max(asked, delay, 0));
    }
    const delay = Math.max(asked, backoff(this.#failures, this.#minDelay, this.#maxDelay));
    const isTooLate = isRequestError(error) && error.code === "Timeout";
    if (isUnfinished && (isTooLate || ++this.#unfinished >= mostEarlyEnds)) return this.#listInstead(error, delay);
    // A server that can't be reached may know the version yet; one that responds and fails may not.
    const hasResponded = wasOpened || (isRequestError(error) && error.status !== undefined && ![429, 502, 503, 504].includes(error.status));
    if (state.name === "watch" && hasResponded && !hadEvents && ++this.#failedResumes >= mostFailedResumes) {
      return this.#giveUp("ResumeFailed", error, delay);
    }
    return { state: again, delay, retry: { reason: "Failure", error } };
  }

  /** The initial list did not come to its end inside the watch: from now on it is listed. */
  #listInstead(error: Error, delay: number): Step {
    this.#initial = "list";
    return this.#giveUp("NoInitialEvents", error, delay);
  }

  /** Gives the version up, and lists anew. */
  #giveUp(reason: RetryReason, error: Error, delay: number): Step {
    this.#version = undefined;
    this.#earlyEnds = 0;
    this.#failedResumes = 0;
    return { state: { name: this.#initial }, delay, retry: { reason, error } };
  }

  #ended(times: number): RequestError {
    const { resource } = this.#source;
    const message = times === 1 ? "the server ended the watch" : `the server ended the watch ${times} times without an event`;
    return new RequestError({ code: "Connection", message, call: { verb: "watch", resource }, method: "GET", path: "", retryable: true });
  }

  /** All pages of the list. Only the whole of it has a version to go on from. */
  async *#list(): AsyncGenerator<Part<WatchEvent<T>>, void, undefined> {
    this.#listedAt = this.#life.elapsed;
    this.#version = undefined;
    const guard = new PageGuard();
    yield one({ type: "init" });
    let version: string | undefined;
    for (let token: string | undefined, isLast = false; !isLast; ) {
      const query = { ...this.#selectors, limit: this.#pageSize, continue: token };
      const page = await this.#source.list(query, this.#life);
      yield initial(page.items);
      version = versionOf(page.metadata);
      token = page.metadata?.continue || undefined;
      isLast = token === undefined;
      const trouble = token === undefined ? undefined : guard.trouble(token, page.items);
      if (trouble !== undefined) throw new NoEvent(trouble);
    }
    this.#version = version;
    this.#pageSize = defaultPageSize;
    yield one({ type: "initDone" });
  }

  /** One connection. */
  async *#watch(state: Exclude<State, { name: "list" }>): AsyncGenerator<Part<WatchEvent<T>>, void, undefined> {
    const began = this.#life.elapsed;
    this.#isInside = state.name === "stream";
    this.#limits = { silence: this.#silence };
    if (this.#isInside) {
      this.#listedAt = began;
      this.#version = undefined;
      this.#limits.silence = Math.min(this.#silence, initialEventsLimit);
    }
    const { stream, path } = await this.#source.open(this.#query(state), this.#limits, this.#life);
    this.#wasOpened = true;
    this.#refusals = 0;
    try {
      if (this.#isInside) yield one({ type: "init" });
      else this.#source.onFollow?.();
      const lines = new LineDecoder(this.#source.http.maxBytes, stream.tooLarge);
      for await (const chunk of stream.chunks) {
        yield this.#read(lines.push(chunk), stream, path);
        if (this.#failure !== undefined) throw this.#takeFailure();
        if (this.#isInside && this.#life.elapsed - began > initialEventsLimit) throw this.#noInitialEvents(path);
      }
    } finally {
      stream.close();
    }
  }

  #query(state: State): Query {
    return {
      ...this.#selectors,
      watch: true,
      allowWatchBookmarks: true,
      // The server ends a quiet watch in order before the silence would look like a dead connection.
      timeoutSeconds: Math.max(1, Math.floor((this.#silence / 1000) * (0.8 + Math.random() * 0.15))),
      ...(state.name === "stream"
        ? { sendInitialEvents: true, resourceVersionMatch: "NotOlderThan" }
        : { resourceVersion: state.name === "watch" ? state.version : undefined }),
    };
  }

  #noInitialEvents(path: string): RequestError {
    const message = `the end of the initial list did not come within ${initialEventsLimit / 1000} s`;
    return new RequestError({ code: "Timeout", message, call: { verb: "watch", resource: this.#source.resource }, method: "GET", path });
  }

  #takeFailure(): unknown {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  /** The events of some lines, each parsed when it is requested. Ends at a line that fails; `#failure` says why. */
  *#read(lines: Iterable<string>, stream: Stream, path: string): Generator<WatchEvent<T>, void, undefined> {
    try {
      for (const line of lines) {
        if (line === "" || line === "\r") continue;
        const { type, object } = eventOf(line);
        if (type === "ERROR") {
          throw eventError(object as Status, { verb: "watch", resource: this.#source.resource, path }, secretsOf(stream.attempt));
        }
        this.#hadEvents = true;
        const version = versionOf(object.metadata);
        // Some servers delete with the version of the last change, which is older than what was seen (kubernetes/kubernetes#63356).
        const isBehind = type === "DELETED" && isOlder(version, this.#version);
        if (version !== undefined && !this.#isInside && !isBehind) this.#version = version;
        if (type === "ADDED" || type === "MODIFIED") {
          yield { type: this.#isInside ? "initApply" : "apply", object: this.#source.transform(object as T) };
        } else if (type === "DELETED") {
          yield { type: "delete", object: this.#source.transform(object as T) };
        } else if (this.#isInside && type === "BOOKMARK" && object.metadata?.annotations?.[initialEventsEnd] === "true") {
          this.#isInside = false;
          this.#unfinished = 0;
          this.#limits.silence = this.#silence;
          this.#version = version;
          yield { type: "initDone" };
        }
      }
    } catch (error) {
      this.#failure = error;
    }
  }
}

/** The version that can be resumed from, if there is one. */
function versionOf(metadata: { readonly resourceVersion?: unknown } | null | undefined): string | undefined {
  const version = metadata?.resourceVersion;
  return typeof version === "string" && version !== "" ? version : undefined;
}

/** Versions can only be compared if both are numbers. */
function isOlder(version: string | undefined, other: string | undefined): boolean {
  const isNumber = (one: string | undefined) => one !== undefined && /^\d{1,40}$/.test(one);
  return isNumber(version) && isNumber(other) && BigInt(version!) < BigInt(other!);
}

interface WireEvent {
  readonly type: string;
  readonly object: KubernetesObject;
}

function eventOf(line: string): WireEvent {
  let event: Partial<WireEvent> | null | undefined;
  try {
    event = JSON.parse(line) as Partial<WireEvent> | null;
  } catch {
    event = undefined;
  }
  const { type, object } = event ?? {};
  const isEvent = isObject(object) && (type === "ERROR" || type === "BOOKMARK" || isObject(object.metadata));
  if (typeof type !== "string" || !isEvent) throw new NoEvent("the server sent a line that is no event");
  return { type, object: object as KubernetesObject };
}

const one = <E>(event: E): Part<E> => [event].values();

function* initial<T>(objects: readonly T[]): Generator<WatchEvent<T>, void, undefined> {
  for (const object of objects) yield { type: "initApply", object };
}
