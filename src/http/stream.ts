import type { Run } from "./run.ts";

/** An open answer, chunk by chunk. */
export interface Stream {
  readonly status: number;
  readonly headers: Headers;
  /** To be read once. Ends with the answer; throws a `RequestError` when the connection breaks, falls silent, or the signal aborts. */
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** Drops the connection. Safe to call twice. */
  close(): void;
}

/** Reads on demand only, so that a slow reader slows the sender and nothing piles up here. */
export function streamChunks(
  response: Response,
  run: Run,
  silence: number,
  fail: (error: unknown) => Error,
): Pick<Stream, "chunks" | "close"> {
  const reader = response.body?.getReader();
  let closed = false;
  let mute = false;
  /** When the read that is under way began; undefined while the reader is at work on a chunk. */
  let since: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cancel = () => {
    reader?.cancel().catch(() => undefined);
  };
  const close = () => {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    cancel();
    // Some transports only let go of a connection when its signal aborts.
    run.abort();
    run.close();
  };
  /**
   * One timer for the whole stream: it looks when the last read began, and comes again when that is not long enough ago. While nothing is
   * read it stays away: a stream that nobody goes on with must not keep the process.
   */
  const listen = () => {
    timer = undefined;
    if (since === undefined) return;
    const left = since + silence - performance.now();
    if (left > 0) {
      // A longer time does not fit a timer.
      timer = setTimeout(listen, Math.min(left, 0x7fffffff));
    } else {
      mute = true;
      cancel();
    }
  };

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      // A cancelled read ends at once, also where the transport ignores the signal.
      run.onEnd(cancel);
      while (reader !== undefined && !closed) {
        since = performance.now();
        if (timer === undefined && silence !== Number.POSITIVE_INFINITY) listen();
        const { done, value } = await reader.read();
        since = undefined;
        if (run.ended !== undefined) throw run.signal.reason;
        if (mute) throw new Silence(silence);
        if (done) return;
        yield value;
      }
    } catch (error) {
      if (closed) return;
      throw fail(error);
    } finally {
      close();
    }
  }
  return { chunks: read(), close };
}

/** Nothing came for too long: the connection is taken for dead. */
export class Silence extends Error {
  constructor(silence: number) {
    super(`no data for ${silence / 1000} s`);
  }
}
