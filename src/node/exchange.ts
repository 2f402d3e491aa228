/** One request and its response. */
import { setMaxListeners } from "node:events";
import type { Dispatcher } from "undici";
import { unsent } from "../http/transport-marks.ts";
import { NodeHeaders, NodeResponse } from "./response.ts";
import type { Source } from "./source.ts";
import { readCodings, unpacked } from "./unpack.ts";

/** The connection, as an exchange uses it: it belongs to the exchange until `free` or `close`. */
export interface Line {
  /** Says whether the process stays alive for the connection. */
  hold(held: boolean): void;
  /** Stops reading from the connection. */
  stop(): void;
  /** Goes on reading. */
  go(): void;
  /** Gives the connection back for the next exchange. */
  free(): void;
  /** Closes the connection in any state. */
  close(): void;
}

interface Settle {
  readonly resolve: (response: Response) => void;
  readonly reject: (reason: unknown) => void;
}

interface PendingRead {
  readonly resolve: (chunk: Uint8Array | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/** Bytes that wait to be read before the connection is stopped. A small body is complete without a reader, and its connection free. */
const highWaterMark = 64 * 1024;

/** Closes the connection of a response that was dropped unread. */
const dropped = new FinalizationRegistry<Exchange>((exchange) => exchange.abandon());

/** Handles the events of undici and supplies the body. */
export class Exchange implements Dispatcher.DispatchHandler, Source {
  readonly #url: string;
  readonly #method: string;
  readonly #line: Line;
  readonly #signal: AbortSignal | undefined;
  /** The error of the proxy's 407. */
  readonly #unauthorized: (() => Error) | undefined;
  #settle: Settle | undefined;
  /** The request was given to the socket. */
  #sent = false;
  #bodyless = false;
  readonly #chunks: Buffer[] = [];
  #buffered = 0;
  #pending: PendingRead | undefined;
  /** Nothing more comes: the body is complete, it was cancelled, or it failed. */
  #over = false;
  #failure: { readonly reason: unknown } | undefined;

  constructor(
    url: string,
    method: string,
    line: Line,
    signal: AbortSignal | undefined,
    settle: Settle,
    unauthorized: (() => Error) | undefined,
  ) {
    this.#unauthorized = unauthorized;
    this.#url = url;
    this.#method = method;
    this.#line = line;
    this.#signal = signal;
    this.#settle = settle;
    if (signal === undefined) return;
    // Node 20 warns of a leak when more than ten calls share a signal.
    if (signal instanceof EventTarget) setMaxListeners(0, signal);
    signal.addEventListener("abort", this);
  }

  /** Listens to the signal. */
  handleEvent(): void {
    this.#discard();
    this.#fail(this.#signal?.reason);
  }

  onRequestStart(): void {
    this.#sent = true;
  }

  onResponseStart(_controller: unknown, status: number, headers: Record<string, string | string[] | undefined>, statusText = ""): void {
    // 103 Early Hints and the like come before the response.
    if (status < 200) return;
    if (status === 407 && this.#unauthorized !== undefined) {
      this.#fail(Object.assign(new TypeError("fetch failed", { cause: this.#unauthorized() }), { [unsent]: true }));
      return;
    }
    this.#bodyless = this.#method === "HEAD" || status === 204 || status === 205 || status === 304;
    const head = { status, statusText, url: this.#url, headers: new NodeHeaders(headers) };
    const response = new NodeResponse(head, this.#bodyless ? undefined : this.#content(headers["content-encoding"]));
    dropped.register(response, this);
    // A body that nobody reads must not keep the process alive.
    this.#line.hold(false);
    this.#settle?.resolve(response as unknown as Response);
    // The promise would keep the response reachable.
    this.#settle = undefined;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.#bodyless) {
      // HTTP allows no body here, so nobody knows where it ends.
      this.cancel();
      return;
    }
    const pending = this.#pending;
    if (pending !== undefined) {
      this.#pending = undefined;
      this.#line.hold(false);
      pending.resolve(chunk);
      return;
    }
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    if (this.#buffered >= highWaterMark) this.#line.stop();
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#end();
    this.#line.free();
    this.#pending?.resolve(undefined);
    this.#pending = undefined;
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#settle === undefined) this.#fail(new TypeError("terminated", { cause: error }));
    else {
      const failed = new TypeError("fetch failed", { cause: error });
      this.#fail(this.#sent ? failed : Object.assign(failed, { [unsent]: true }));
    }
  }

  /** The socket of the connection failed. */
  onSocketError(error: Error): void {
    // undici makes a new connection for a request that it has not written yet.
    if (this.#sent) this.onResponseError(undefined, error);
  }

  read(): Promise<Uint8Array | undefined> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#buffered -= chunk.byteLength;
      if (this.#buffered < highWaterMark && !this.#over) this.#line.go();
      return Promise.resolve(chunk);
    }
    if (this.#failure !== undefined) return Promise.reject(this.#failure.reason);
    if (this.#over) return Promise.resolve(undefined);
    this.#line.hold(true);
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
  }

  cancel(): void {
    this.#discard();
    if (this.#over) return;
    this.#end();
    this.#line.close();
    this.#pending?.resolve(undefined);
    this.#pending = undefined;
  }

  /** The response was collected by the garbage collector. A pending read means that its body is still in use. */
  abandon(): void {
    if (this.#pending === undefined) this.cancel();
  }

  #content(coding: string | string[] | undefined): Source {
    if (coding === undefined) return this;
    const codings = readCodings(String(coding));
    return codings.length === 0 ? this : unpacked(this, codings);
  }

  #discard(): void {
    this.#chunks.length = 0;
    this.#buffered = 0;
  }

  #fail(reason: unknown): void {
    if (this.#over) return;
    this.#failure = { reason };
    this.#end();
    this.#line.close();
    this.#settle?.reject(reason);
    this.#settle = undefined;
    this.#pending?.reject(reason);
    this.#pending = undefined;
  }

  #end(): void {
    this.#over = true;
    this.#signal?.removeEventListener("abort", this);
  }
}
