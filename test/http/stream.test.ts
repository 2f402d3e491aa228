import { afterEach, expect, test, vi } from "vitest";
import { Run } from "../../src/http/run.ts";
import { streamChunks } from "../../src/http/stream.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a stream that nobody goes on with keeps no timer, and is watched over again when somebody does", async () => {
  vi.useFakeTimers();
  const body = new ReadableStream<Uint8Array>({ start: (queue) => queue.enqueue(new Uint8Array(1)) });
  const { chunks } = streamChunks(new Response(body), new Run(undefined, Number.POSITIVE_INFINITY), 1000, (error) => error as Error);
  expect((await chunks.next()).value).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(vi.getTimerCount()).toBe(0);
  const mute = expect(chunks.next()).rejects.toThrow("no data for 1 s");
  await vi.advanceTimersByTimeAsync(1000);
  await mute;
  expect(vi.getTimerCount()).toBe(0);
});
