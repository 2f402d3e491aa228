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

/** What `fetch` rejects with when `signal` aborts. */
export const abortReason = (signal: AbortSignal): unknown => signal.reason ?? new DOMException("This operation was aborted", "AbortError");

/** As `promise`, but rejects at once when `signal` aborts. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.reject(abortReason(signal));
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortReason(signal));
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
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

/** The answer, whose body fails with the abort's reason when `signal` aborts: as a real connection would. */
export function abortableBody(response: Response, signal: AbortSignal | null | undefined): Response {
  if (!response.body) return response;
  if (!signal) return streamed(response, response.body as ReadableStream<Piece>);
  const reader = (response.body as ReadableStream<Piece>).getReader();
  let abort = (): void => {};
  const done = () => signal.removeEventListener("abort", abort);
  const body = new ReadableStream<Piece>(
    {
      start(controller) {
        abort = () => {
          controller.error(abortReason(signal));
          reader.cancel(abortReason(signal)).catch(() => {});
        };
        if (signal.aborted) abort();
        else signal.addEventListener("abort", abort, { once: true });
      },
      async pull(controller) {
        try {
          const { done: ended, value } = await reader.read();
          if (signal.aborted) return;
          if (!ended) return controller.enqueue(value);
          done();
          controller.close();
        } catch (error) {
          done();
          if (!signal.aborted) controller.error(error);
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

/** The answer, whose connection breaks after so many bytes of the body. */
export function cutBody(response: Response, bytes: number): Response {
  if (!response.body) return response;
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
        // A body that is shorter than the cut ends whole.
        if (done) return controller.close();
        controller.enqueue(value.length > left ? value.slice(0, left) : value);
        left -= value.length;
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return streamed(response, body);
}
