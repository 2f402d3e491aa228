/** The connection broke before an answer came: what `fetch` rejects with then, in the words of Node. */
export class ConnectionReset extends TypeError {
  constructor() {
    super("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" }) });
    this.name = "TypeError";
  }
}

/** Whether an error is one. By what it says: a CommonJS build has a copy of the class in each entry. */
export const isConnectionReset = (error: unknown): boolean =>
  error instanceof TypeError && (error.cause as { code?: unknown } | undefined)?.code === "ECONNRESET";

/** The sandbox was disposed of: the error that every request, and the body of every open watch, fails with. No client retries after it. */
export class SandboxDisposed extends TypeError {
  readonly code = "SANDBOX_DISPOSED";

  constructor() {
    super("the sandbox was disposed of: it answers no more requests");
    this.name = "TypeError";
  }
}

/** What `fetch` rejects with when `signal` aborts. */
export const abortReason = (signal: AbortSignal): unknown => signal.reason ?? new DOMException("This operation was aborted", "AbortError");

/**
 * The life of a sandbox. A set of callbacks in place of listeners of its signal: Node 20 warns of more than ten listeners, and there are as many
 * as there are open requests.
 */
export class Lifetime {
  readonly #controller = new AbortController();
  readonly #ends = new Set<() => void>();

  /** Aborts at the end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Throws if it has ended. */
  check(): void {
    this.signal.throwIfAborted();
  }

  /** Calls `run` at the end, unless the returned function is called before. */
  onEnd(run: () => void): () => void {
    this.#ends.add(run);
    return () => this.#ends.delete(run);
  }

  /** Ends it; false if it had ended before. */
  end(): boolean {
    if (this.signal.aborted) return false;
    this.#controller.abort(new SandboxDisposed());
    for (const run of [...this.#ends]) run();
    this.#ends.clear();
    return true;
  }
}

/** Calls `run` with the reason when `signal` aborts or the sandbox ends, unless the returned function is called before. */
function onBreak(signal: AbortSignal | null | undefined, life: Lifetime, run: (reason: unknown) => void): () => void {
  const abort = () => run(abortReason(signal as AbortSignal));
  signal?.addEventListener("abort", abort, { once: true });
  const stay = life.onEnd(() => run(life.signal.reason));
  return () => {
    signal?.removeEventListener("abort", abort);
    stay();
  };
}

/** As `promise`, but rejects at once when `signal` aborts or the sandbox ends. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | null | undefined, life: Lifetime): Promise<T> {
  if (signal?.aborted) return Promise.reject(abortReason(signal));
  return new Promise((resolve, reject) => {
    const done = onBreak(signal, life, reject);
    promise.then(resolve, reject).finally(done);
  });
}

type Piece = Uint8Array<ArrayBuffer>;

/** The same answer with another body, of a length that is not known before its end. */
export function streamed(response: Response, body: ReadableStream<Piece>): Response {
  const out = new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  out.headers.delete("content-length");
  // As real servers send it. Without it MSW takes a broken connection for the body's end, and HTTP adapters wait for more before they send.
  out.headers.set("transfer-encoding", "chunked");
  return out;
}

/** The same response, whose body fails when `signal` aborts or the sandbox ends: as with a real connection. */
export function abortableBody(response: Response, signal: AbortSignal | null | undefined, life: Lifetime): Response {
  if (!response.body) return response;
  const reader = (response.body as ReadableStream<Piece>).getReader();
  let done = (): void => {};
  let broken = false;
  const body = new ReadableStream<Piece>(
    {
      start(controller) {
        const fail = (reason: unknown) => {
          if (broken) return;
          broken = true;
          done();
          controller.error(reason);
          reader.cancel(reason).catch(() => {});
        };
        done = onBreak(signal, life, fail);
        if (signal?.aborted) fail(abortReason(signal));
        else if (life.signal.aborted) fail(life.signal.reason);
      },
      async pull(controller) {
        try {
          const { done: ended, value } = await reader.read();
          if (broken) return;
          if (!ended) return controller.enqueue(value);
          done();
          controller.close();
        } catch (error) {
          done();
          if (!broken) controller.error(error);
        }
      },
      cancel(reason) {
        done();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return streamed(response, body);
}

/** The same response, whose connection breaks after so many bytes of the body. `onWhole` is called if the body ends before. */
export function cutBody(response: Response, bytes: number, onWhole: () => void): Response {
  if (!response.body) {
    onWhole();
    return response;
  }
  const reader = (response.body as ReadableStream<Piece>).getReader();
  let left = bytes;
  const cut = (controller: ReadableStreamDefaultController<Piece>) => {
    controller.error(new TypeError("terminated", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) }));
    reader.cancel().catch(() => {});
  };
  const body = new ReadableStream<Piece>(
    {
      async pull(controller) {
        if (left <= 0) return cut(controller);
        const { done, value } = await reader.read();
        if (done) {
          onWhole();
          return controller.close();
        }
        controller.enqueue(value.length > left ? value.slice(0, left) : value);
        left -= value.length;
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return streamed(response, body);
}
