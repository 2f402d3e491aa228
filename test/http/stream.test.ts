import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Deadline } from "../../src/http/deadline.ts";
import { streamChunks } from "../../src/http/stream.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const forever = () => new Deadline(undefined, Number.POSITIVE_INFINITY);
const asIs = (error: unknown) => error as Error;
const chunk = () => new Uint8Array(1);

/** A response that never ends, and whether it was cancelled. */
function endless(begin: (queue: ReadableStreamDefaultController<Uint8Array>) => void = (queue) => queue.enqueue(chunk())) {
  const state = { isCancelled: false, queue: undefined as ReadableStreamDefaultController<Uint8Array> | undefined };
  const body = new ReadableStream<Uint8Array>({
    start(queue) {
      state.queue = queue;
      begin(queue);
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { response: new Response(body), state };
}

test("a stream that nobody reads on keeps no timer, and is watched again when somebody does", async () => {
  const { chunks } = streamChunks(endless().response, forever(), { silence: 1000 }, asIs);
  expect((await chunks.next()).value).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(vi.getTimerCount()).toBe(0);
  const mute = expect(chunks.next()).rejects.toThrow("no data for 1 s");
  await vi.advanceTimersByTimeAsync(1000);
  await mute;
  expect(vi.getTimerCount()).toBe(0);
});

test("the time of all chunks together is limited, without the time that the reader takes", async () => {
  const { response, state } = endless(() => {});
  const { chunks } = streamChunks(response, forever(), { silence: 1000, total: 2000 }, asIs);
  const drip = async () => {
    const next = chunks.next();
    await vi.advanceTimersByTimeAsync(900);
    state.queue?.enqueue(chunk());
    return next;
  };
  await drip();
  // The reader's own time.
  await vi.advanceTimersByTimeAsync(60_000);
  await drip();
  const late = expect(chunks.next()).rejects.toThrow("not complete within 2 s");
  await vi.advanceTimersByTimeAsync(900);
  state.queue?.enqueue(chunk());
  await late;
  expect(state.isCancelled).toBe(true);
});

test("the caller's signal ends a pending read, also of a body that ignores the signal", async () => {
  const stop = new AbortController();
  const { response, state } = endless();
  const { chunks } = streamChunks(response, new Deadline(stop.signal, Number.POSITIVE_INFINITY), { silence: 60_000 }, asIs);
  await chunks.next();
  const pending = expect(chunks.next()).rejects.toBe("enough");
  stop.abort("enough");
  await pending;
  expect(state.isCancelled).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("closing ends a pending read without an error, cancels the body and aborts the request", async () => {
  const deadline = forever();
  const { response, state } = endless();
  const { chunks, close } = streamChunks(response, deadline, { silence: 60_000 }, asIs);
  await chunks.next();
  const pending = chunks.next();
  close();
  close();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(state.isCancelled).toBe(true);
  expect(deadline.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("a response without a body is an empty stream", async () => {
  const { chunks } = streamChunks(new Response(null, { status: 204 }), forever(), { silence: 1000 }, asIs);
  expect(await chunks.next()).toEqual({ done: true, value: undefined });
  expect(vi.getTimerCount()).toBe(0);
});
