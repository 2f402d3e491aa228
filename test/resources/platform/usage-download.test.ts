import { Platform } from "clusterplane";
import { expect, test } from "vitest";
import { failure, live, platform, status } from "../kubernetes/fake.ts";

/** A download of so many chunks of 1,000 bytes; without an end if there is none. */
function file(chunks: number) {
  const state = { sent: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(queue) {
      if (state.sent >= chunks) queue.close();
      else queue.enqueue(new Uint8Array(1000).fill(state.sent++));
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  return { state, response: new Response(body, { headers: { "content-type": "application/zip" } }) };
}

test("gives the bytes as they came, over several chunks", async () => {
  const { client, sent } = platform(() => file(3).response);
  const bytes = await client.usageDownload.download();
  expect([bytes.length, bytes[0], bytes[1500], bytes[2999]]).toEqual([3000, 0, 1, 2]);
  expect(sent[0]).toMatchObject({ method: "GET", path: "/kubernetes/management/apis/management.loft.sh/v1/usagedownload" });
  expect(sent[0]!.headers["accept"]).toBe("*/*");
  expect((await platform(() => new Response("")).client.usageDownload.download()).length).toBe(0);
});

test("ends at maxBytes, and cancels the rest", async () => {
  const endless = file(Number.POSITIVE_INFINITY);
  const { client } = platform(() => endless.response, { maxBytes: 10_000 });
  const error = await failure(client.usageDownload.download());
  expect(error).toMatchObject({ code: "AnswerTooLarge", status: 200, verb: "download", resource: "UsageDownload" });
  expect(error.message).toBe("download UsageDownload: 200 AnswerTooLarge: the response is larger than maxBytes (10000)");
  expect(endless.state.isCancelled).toBe(true);
  expect(endless.state.sent).toBeLessThan(20);
  expect((await platform(() => file(10).response, { maxBytes: 10_000 }).client.usageDownload.download()).length).toBe(10_000);
});

test("fails as every call does: by refusal, silence, deadline and signal", async () => {
  expect(await failure(platform(() => status(403, "Forbidden")).client.usageDownload.download())).toMatchObject({ code: "Forbidden" });
  const silent = () => {
    const stream = live();
    stream.raw("PK");
    return stream.response;
  };
  expect(await failure(platform(silent).client.usageDownload.download({ timeout: "30ms" }))).toMatchObject({ code: "Timeout" });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 10);
  expect(await failure(platform(silent).client.usageDownload.download({ signal: stop.signal }))).toMatchObject({ code: "Aborted" });
  const drip = new Platform({
    baseUrl: "https://platform.example.com",
    fetch: async () =>
      new Response(
        new ReadableStream({
          async pull(queue) {
            await new Promise((resolve) => setTimeout(resolve, 5));
            queue.enqueue(new Uint8Array(1));
          },
        }),
      ),
  });
  expect(await failure(drip.usageDownload.download({ timeout: "60ms" }))).toMatchObject({ code: "Timeout" });
});
