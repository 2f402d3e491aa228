import type { Clock, Timer } from "../clock.ts";
import type { Conversion } from "./negotiate.ts";
import type { KubeObject } from "./objects.ts";
import { objectText, tableText } from "./representation.ts";
import type { Resource } from "./resource.ts";
import type { Status } from "./status.ts";
import { type Change, keyOf, type Store } from "./store.ts";

/** What a watch wants to see. */
export interface WatchOptions {
  resource: Resource;
  namespace: string;
  fits: (object: KubeObject) => boolean;
  convert: Conversion | undefined;
  include: "Metadata" | "Object" | "None";
  /** Begin with what is there as ADDED; otherwise with what happens after `version`. */
  initial: boolean;
  version: number;
  /** A bookmark behind the initial objects. */
  initialEndBookmark: boolean;
  bookmarks: boolean;
  timeout: number;
  signal: AbortSignal;
}

type EventType = "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";

/** How many events may wait for a slow reader before the server ends its watch. */
const backlogLimit = 10_000;

/** How often a quiet watch is told the version, milliseconds. */
const bookmarkInterval = 60_000;

const encoder = new TextEncoder();

/** The watches of a store: each change is written once per representation and handed to all of them. */
export class Watches {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #empty: (resource: Resource) => object;
  readonly #open = new Map<string, Set<Watch>>();
  readonly #written = new WeakMap<Change, Map<string, Uint8Array>>();
  #bookmarks: Timer | undefined;

  constructor(options: { store: Store; clock: Clock; empty: (resource: Resource) => object }) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#empty = options.empty;
    this.#store.subscribe((resource, change) => {
      for (const watch of this.#open.get(resource) ?? []) watch.change(change);
    });
  }

  /** How many watches are open. */
  get size(): number {
    let size = 0;
    for (const watches of this.#open.values()) size += watches.size;
    return size;
  }

  /** Ends every watch, as a server does that restarts. */
  drop(): void {
    for (const watches of [...this.#open.values()]) for (const watch of [...watches]) watch.end();
  }

  /** A stream of events; it ends with an ERROR event at once when the version is forgotten. */
  open(options: WatchOptions, tooOld: () => Status): ReadableStream<Uint8Array> {
    const name = options.resource.key;
    const past = options.initial ? [] : this.#store.since(name, options.version);
    let watch: Watch | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (!past) {
            controller.enqueue(encoder.encode(`${JSON.stringify({ type: "ERROR", object: tooOld() })}\n`));
            controller.close();
            return;
          }
          watch = new Watch(options, controller, this.#clock, this, () => {
            this.#open.get(name)?.delete(watch as Watch);
            this.#planBookmarks();
          });
          const watches = this.#open.get(name) ?? new Set();
          watches.add(watch);
          this.#open.set(name, watches);
          if (options.initial) watch.begin(this.#store.all(name, options.namespace), this.#store.version);
          for (const change of past) watch.change(change);
          this.#planBookmarks();
        },
        cancel: () => watch?.end(),
      },
      { highWaterMark: 1 },
    );
  }

  /** One timer serves all watches that want bookmarks, and there is none when nobody does. */
  #planBookmarks(): void {
    const wanted = [...this.#open.values()].some((watches) => [...watches].some((w) => w.options.bookmarks));
    if (!wanted) {
      this.#bookmarks?.cancel();
      this.#bookmarks = undefined;
    } else if (!this.#bookmarks) {
      const send = () => {
        this.#bookmarks = undefined;
        for (const watches of this.#open.values())
          for (const watch of watches) if (watch.options.bookmarks) watch.bookmark(this.#store.version);
        this.#planBookmarks();
      };
      this.#bookmarks = this.#clock.after(bookmarkInterval, send, { background: true });
    }
  }

  /** An event as a line of bytes, written once for all watches that want it so. */
  line(change: Change, type: EventType, options: WatchOptions, headers: boolean): Uint8Array {
    const key = `${type} ${options.resource.version} ${options.convert ? `${options.convert.kind} ${options.convert.apiVersion} ${options.include} ${headers}` : ""}`;
    let lines = this.#written.get(change);
    if (!lines) {
      lines = new Map();
      this.#written.set(change, lines);
    }
    let line = lines.get(key);
    if (!line) {
      // An object that no longer fits is shown as it was when it did, with the version of the change.
      const left = type === "DELETED" && change.type !== "DELETED";
      const before = change.before as KubeObject;
      const object = left ? { ...before, metadata: { ...before.metadata, resourceVersion: String(change.version) } } : change.object;
      line = eventLine(type, object, options, headers);
      lines.set(key, line);
    }
    return line;
  }

  bookmarkObject(resource: Resource, version: number, initialEnd: boolean): KubeObject {
    const annotations = initialEnd ? { annotations: { "k8s.io/initial-events-end": "true" } } : {};
    return { ...this.#empty(resource), metadata: { resourceVersion: String(version), ...annotations } };
  }
}

function eventLine(type: EventType, object: KubeObject, { resource, convert, include }: WatchOptions, headers: boolean): Uint8Array {
  const text =
    convert?.kind === "Table"
      ? tableText(resource, { resourceVersion: object.metadata.resourceVersion ?? "" }, [object], {
          convert,
          include,
          headers,
        })
      : convert
        ? JSON.stringify({ kind: "PartialObjectMetadata", apiVersion: convert.apiVersion, metadata: object.metadata })
        : objectText(resource, object);
  return encoder.encode(`{"type":"${type}","object":${text}}\n`);
}

/** One open watch. */
class Watch {
  readonly options: WatchOptions;
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  readonly #all: Watches;
  readonly #timer: Timer;
  readonly #onEnd: () => void;
  readonly #prefix: string;
  #headers = true;
  #ended = false;

  constructor(
    options: WatchOptions,
    controller: ReadableStreamDefaultController<Uint8Array>,
    clock: Clock,
    all: Watches,
    onEnd: () => void,
  ) {
    this.options = options;
    this.#controller = controller;
    this.#all = all;
    this.#onEnd = onEnd;
    this.#prefix = options.namespace ? keyOf(options.namespace, "") : "";
    this.#timer = clock.after(options.timeout, () => this.end(), { background: true });
    options.signal.addEventListener("abort", this.end, { once: true });
  }

  begin(objects: readonly KubeObject[], version: number): void {
    for (const object of objects) if (this.options.fits(object)) this.#send(eventLine("ADDED", object, this.options, this.#headers));
    if (this.options.initialEndBookmark) this.#send(this.#bookmarkLine(version, true));
  }

  bookmark(version: number): void {
    this.#send(this.#bookmarkLine(version, false));
  }

  #bookmarkLine(version: number, initialEnd: boolean): Uint8Array {
    return eventLine("BOOKMARK", this.#all.bookmarkObject(this.options.resource, version, initialEnd), this.options, this.#headers);
  }

  /** Shows a change: to a selector an object appears when it comes to fit, and is deleted when it no longer does. */
  change(change: Change): void {
    if (this.#prefix && !change.key.startsWith(this.#prefix)) return;
    const did = change.before !== undefined && this.options.fits(change.before);
    const does = change.type !== "DELETED" && this.options.fits(change.object);
    if (!did && !does) return;
    const type = does ? (did ? "MODIFIED" : "ADDED") : "DELETED";
    this.#send(this.#all.line(change, type, this.options, this.#headers));
  }

  #send(line: Uint8Array): void {
    if (this.#ended) return;
    // The server can't turn one object into a list, and ends the watch.
    if (this.options.convert?.kind === "PartialObjectMetadataList") {
      this.end();
      return;
    }
    this.#headers = false;
    this.#controller.enqueue(line);
    if ((this.#controller.desiredSize ?? 0) < -backlogLimit) this.end();
  }

  readonly end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#timer.cancel();
    this.options.signal.removeEventListener("abort", this.end);
    this.#onEnd();
    try {
      this.#controller.close();
    } catch {
      // The reader has cancelled the stream already.
    }
  };
}
