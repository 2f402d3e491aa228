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

  const close = () => {
    if (closed) return;
    closed = true;
    reader?.cancel().catch(() => undefined);
    // Some transports only let go of a connection when its signal aborts.
    run.abort();
    run.close();
  };

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let mute = false;
    try {
      while (reader !== undefined && !closed) {
        if (silence !== Number.POSITIVE_INFINITY) {
          timer = setTimeout(() => {
            mute = true;
            reader.cancel().catch(() => undefined);
          }, silence);
        }
        const { done, value } = await run.race(reader.read());
        clearTimeout(timer);
        if (mute) throw new Silence(silence);
        if (done) return;
        yield value;
      }
    } catch (error) {
      if (closed) return;
      throw fail(error);
    } finally {
      clearTimeout(timer);
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
