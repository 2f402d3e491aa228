/** A response that is read while it arrives. */
import { Attempt } from "./attempt.ts";
import type { Call } from "./call.ts";
import type { Deadline } from "./deadline.ts";
import type { RequestError } from "./errors.ts";
import { failureOf, StreamTimeout } from "./failure.ts";
import type { Http } from "./http.ts";
import { IdleTimer } from "./idle-timer.ts";

/** An open response, chunk by chunk. */
export interface Stream {
  readonly status: number;
  readonly headers: Headers;
  /**
   * To be read once. Ends with the response; throws a `RequestError` if the connection breaks, falls silent, takes too long, or the signal
   * aborts.
   */
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** Drops the connection. May be called more than once. */
  close(): void;
  /** The attempt that it came to: what an error about this stream must not show. */
  readonly attempt: Attempt;
  /** The error of a stream that brings more than `maxBytes`. */
  tooLarge(message: string): RequestError;
}

/** How long a stream may make its reader wait, in milliseconds; Infinity for as long as it likes. */
export interface StreamLimits {
  /** For one chunk. May change while the stream is read. */
  readonly silence: number;
  /** For all chunks together; the time that the reader takes between them does not count. Default: no limit. */
  readonly total?: number;
}

/** Opens a stream. Its deadline ends when it begins; from then on the limits or the caller's signal end it. */
export async function openStream(http: Http, call: Call & { readonly deadline: Deadline }, limits: StreamLimits): Promise<Stream> {
  const { deadline } = call;
  const attempt = new Attempt(call, deadline);
  try {
    return await http.send(attempt, (response) => {
      deadline.release();
      const failure = (error: unknown) => failureOf(error, attempt);
      const { status, headers } = response;
      const tooLarge = (message: string) => attempt.error({ code: "AnswerTooLarge", message, status });
      return { status, headers, attempt, tooLarge, ...streamChunks(response, deadline, limits, failure) };
    });
  } catch (error) {
    deadline.close();
    throw error;
  }
}

/** Reads on demand only, so that a slow reader slows the sender and nothing piles up here. */
export function streamChunks(
  response: Response,
  deadline: Deadline,
  limits: StreamLimits,
  failure: (error: unknown) => Error | Promise<Error>,
): Pick<Stream, "chunks" | "close"> {
  const reader = response.body?.getReader();
  let isClosed = false;
  let timeout: StreamTimeout | undefined;
  let waited = 0;

  const cancel = () => {
    reader?.cancel().catch(() => undefined);
  };
  const idle = new IdleTimer(
    () => Math.min(limits.silence, limits.total ?? Number.POSITIVE_INFINITY),
    () => {
      timeout = new StreamTimeout(`no data for ${limits.silence / 1000} s`);
      cancel();
    },
  );
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    idle.close();
    cancel();
    // Some transports only let go of a connection when its signal aborts.
    deadline.abort();
    deadline.close();
  };

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      // A cancelled read ends at once, also if the transport ignores the signal.
      deadline.onEnd(cancel);
      while (reader !== undefined && !isClosed) {
        idle.begin();
        const { done, value } = await reader.read();
        waited += idle.end();
        if (deadline.ended !== undefined) throw deadline.signal.reason;
        if (timeout !== undefined) throw timeout;
        if (done) return;
        if (limits.total !== undefined && waited > limits.total) throw new StreamTimeout(`not complete within ${limits.total / 1000} s`);
        yield value;
      }
    } catch (error) {
      if (isClosed) return;
      throw await failure(error);
    } finally {
      close();
    }
  }
  return { chunks: read(), close };
}
