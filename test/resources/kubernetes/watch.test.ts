import { isConnectionError, isExpired, isForbidden, isTimeout, type WatchEvent, type WatchOptions } from "clusterplane";
import { describe, expect, test } from "vitest";
import { failure, json, live, networkError, platform, type Sent, status, vc } from "./fake.ts";

const list = (version: string, ...items: object[]) =>
  json({ kind: "VirtualClusterInstanceList", metadata: { resourceVersion: version }, items });
const isWatch = (sent: Sent) => sent.url.includes("watch=true");
const fast: WatchOptions = { minDelay: "1ms", maxDelay: "2ms" };

/** Short words for events: `apply a@5`. */
function word(event: WatchEvent<{ metadata: { name: string; resourceVersion: string } }>): string {
  return "object" in event ? `${event.type} ${event.object.metadata.name}@${event.object.metadata.resourceVersion}` : event.type;
}

/** Reads so many events; retry events only when asked for. */
async function take(watch: AsyncIterable<WatchEvent<never>>, count: number, withRetry = false): Promise<string[]> {
  const words: string[] = [];
  for await (const event of watch) {
    if (event.type !== "retry" || withRetry) words.push(word(event));
    if (words.length >= count) break;
  }
  return words;
}

describe("a watch", () => {
  test("begins with what is there and goes on from its version", async () => {
    const stream = live();
    const { vcs, sent } = platform((request) => (isWatch(request) ? stream.response : list("10", vc("a", 1), vc("b", 2))));
    stream.send(
      { type: "ADDED", object: vc("c", 11) },
      { type: "MODIFIED", object: vc("a", 12) },
      { type: "BOOKMARK", object: { metadata: { resourceVersion: "15" } } },
      { type: "DELETED", object: vc("b", 16) },
    );
    const watch = vcs.watch({ ...fast, labelSelector: { team: "a" } });
    expect(await take(watch as never, 7)).toEqual([
      "init",
      "initApply a@1",
      "initApply b@2",
      "initDone",
      "apply c@11",
      "apply a@12",
      "delete b@16",
    ]);
    const query = Object.fromEntries(sent[1]!.query);
    expect(query).toMatchObject({ watch: "true", allowWatchBookmarks: "true", resourceVersion: "10", labelSelector: "team=a" });
    expect(Number(query["timeoutSeconds"])).toBeGreaterThan(200);
    expect(Number(query["timeoutSeconds"])).toBeLessThan(300);
  });

  test("reads the list at the beginning in pages", async () => {
    const { vcs } = platform((request) => {
      if (isWatch(request)) return live().response;
      const more = !request.url.includes("continue=");
      return json({ metadata: { resourceVersion: "10", ...(more && { continue: "x" }) }, items: [vc(more ? "a" : "b", 1)] });
    });
    expect(await take(vcs.watch(fast) as never, 4)).toEqual(["init", "initApply a@1", "initApply b@1", "initDone"]);
  });

  test("from a version tells only what came since", async () => {
    const stream = live();
    const { vcs, sent } = platform(() => stream.response);
    stream.send({ type: "MODIFIED", object: vc("a", 8) });
    expect(await take(vcs.watch({ ...fast, resourceVersion: "7" }) as never, 1)).toEqual(["apply a@8"]);
    expect(sent[0]!.query.get("resourceVersion")).toBe("7");
  });

  test("resumes after the last event or bookmark when the connection breaks, and says so", async () => {
    const streams = [live(), live(), live()];
    let next = 0;
    const { vcs, sent } = platform((request) => (isWatch(request) ? streams[next++]!.response : list("10")));
    streams[0]!.send({ type: "ADDED", object: vc("a", 11) });
    const watch = vcs.watch(fast);
    const words: string[] = [];
    for await (const event of watch) {
      words.push(word(event));
      if (event.type === "retry") expect(isConnectionError(event.error)).toBe(true);
      if (words.length === 3) streams[0]!.fail(networkError("ECONNRESET"));
      if (words.length === 4) streams[1]!.send({ type: "BOOKMARK", object: { metadata: { resourceVersion: "20" } } });
      if (words.length === 4) setTimeout(() => streams[1]!.end(), 5);
      if (words.length === 4) streams[2]!.send({ type: "MODIFIED", object: vc("a", 21) });
      if (words.length === 5) break;
    }
    // The server ending a watch in order is nothing to tell.
    expect(words).toEqual(["init", "initDone", "apply a@11", "retry", "apply a@21"]);
    expect(sent.filter(isWatch).map(({ query }) => query.get("resourceVersion"))).toEqual(["10", "11", "20"]);
    expect(streams[2]!.state.cancelled).toBe(true);
  });

  test.each([
    ["as an event", () => json({}, 200), true],
    ["as an answer", () => status(410, "Expired"), false],
  ])("lists anew when its version is too old (410 %s)", async (_, refusal, inside) => {
    const streams = [live(), live()];
    let watches = 0;
    let lists = 0;
    const { vcs } = platform((request) => {
      if (!isWatch(request)) return list(String(10 * ++lists), vc("a", lists));
      if (++watches === 1) return inside ? streams[0]!.response : refusal();
      return streams[1]!.response;
    });
    const error = { kind: "Status", status: "Failure", reason: "Expired", message: "too old resource version: 1 (9)", code: 410 };
    streams[0]!.send({ type: "ERROR", object: error });
    const watch = vcs.watch(fast);
    const words: string[] = [];
    for await (const event of watch) {
      if (event.type === "retry") expect(isExpired(event.error)).toBe(true);
      words.push(word(event));
      if (words.length === 7) break;
    }
    expect(words).toEqual(["init", "initApply a@1", "initDone", "retry", "init", "initApply a@2", "initDone"]);
  });

  test("notices silence, measured from the last data", async () => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")));
    const watch = vcs.watch({ ...fast, silence: "80ms" });
    const began = performance.now();
    const beat = setInterval(() => streams[0]!.send({ type: "BOOKMARK", object: { metadata: { resourceVersion: "12" } } }), 20);
    setTimeout(() => clearInterval(beat), 200);
    for await (const event of watch) {
      if (event.type !== "retry") continue;
      expect(isTimeout(event.error)).toBe(true);
      expect(event.error.message).toContain("no data for 0.08 s");
      break;
    }
    expect(performance.now() - began).toBeGreaterThan(200);
    expect(streams[0]!.state.cancelled).toBe(true);
  });

  test("does not depend on chunks", async () => {
    const object = vc("a", 11, { spec: { description: `ü\u2028\u2029😀 ${"x".repeat(3000)}` } });
    const bytes = new TextEncoder().encode(
      `${JSON.stringify({ type: "ADDED", object })}\n\r\n${JSON.stringify({ type: "DELETED", object: vc("b", 12) })}\n`,
    );
    for (const size of [1, 3, 100, 5000]) {
      const stream = live();
      for (let at = 0; at < bytes.length; at += size) stream.raw(bytes.slice(at, at + size));
      const { vcs } = platform(() => stream.response);
      const watch = vcs.watch({ ...fast, resourceVersion: "1" });
      const first = await watch.next();
      expect(first.value).toEqual({ type: "apply", object });
      expect((await watch.next()).value).toMatchObject({ type: "delete" });
      await watch.return!();
    }
  });

  test("a line that is no event: reconnects from the last version", async () => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs, sent } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")));
    streams[0]!.raw(`${JSON.stringify({ type: "ADDED", object: vc("a", 11) })}\n<html>gateway</html>\n`);
    streams[1]!.send({ type: "ADDED", object: vc("b", 12) });
    expect(await take(vcs.watch(fast) as never, 5, true)).toEqual(["init", "initDone", "apply a@11", "retry", "apply b@12"]);
    expect(sent.at(-1)!.query.get("resourceVersion")).toBe("11");
  });

  test.each([
    "null",
    "{}",
    "7",
    '"upstream timed out"',
    '{"type":"ADDED"}',
    '{"type":"ADDED","object":null}',
    '{"type":"MODIFIED","object":{}}',
  ])("JSON that is no event: %s", async (line) => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs, sent } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")));
    streams[0]!.raw(`${JSON.stringify({ type: "ADDED", object: vc("a", 11) })}\n${line}\n`);
    streams[1]!.send({ type: "ADDED", object: vc("b", 12) });
    expect(await take(vcs.watch(fast) as never, 5, true)).toEqual(["init", "initDone", "apply a@11", "retry", "apply b@12"]);
    expect(sent.at(-1)!.query.get("resourceVersion")).toBe("11");
  });

  test("outlives a token function that fails in the same outage", async () => {
    const streams = [live(), live()];
    let watches = 0;
    let asked = 0;
    const token = () => {
      if (++asked === 3) throw new Error("the identity provider is down");
      return "t";
    };
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")), { token });
    streams[0]!.end();
    streams[1]!.send({ type: "ADDED", object: vc("a", 11) });
    expect(await take(vcs.watch(fast) as never, 4, true)).toEqual(["init", "initDone", "retry", "apply a@11"]);
  });

  test("outlives tokens that expire one after the other", async () => {
    const stream = live();
    let refusals = 2;
    let tokens = 0;
    const answer = (request: Sent) => (isWatch(request) ? (refusals-- > 0 ? status(401, "Unauthorized") : stream.response) : list("10"));
    const { vcs } = platform(answer, { token: () => `t${tokens++}` });
    stream.send({ type: "ADDED", object: vc("a", 11) });
    expect(await take(vcs.watch(fast) as never, 4, true)).toEqual(["init", "initDone", "retry", "apply a@11"]);
  });

  test("ends when every token of the function is refused", async () => {
    const { vcs, sent } = platform(() => status(401, "Unauthorized"), { token: () => "revoked" });
    expect((await failure(take(vcs.watch({ minDelay: "1ms", maxDelay: "1ms" }) as never, 99)))["status"]).toBe(401);
    // The same token is not sent again by the call itself; the watch asks for a new one five times.
    expect(sent).toHaveLength(5);
    let tokens = 0;
    const other = platform(() => status(401, "Unauthorized"), { token: () => `revoked-${tokens++}` });
    expect((await failure(take(other.vcs.watch({ minDelay: "1ms", maxDelay: "1ms" }) as never, 99)))["status"]).toBe(401);
    expect(other.sent).toHaveLength(10);
  });

  test("half a line at the end is not an event", async () => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")));
    streams[0]!.raw(`${JSON.stringify({ type: "ADDED", object: vc("a", 11) })}\n{"type":"ADDED","obj`);
    streams[0]!.end();
    streams[1]!.send({ type: "ADDED", object: vc("b", 12) });
    expect(await take(vcs.watch(fast) as never, 4)).toEqual(["init", "initDone", "apply a@11", "apply b@12"]);
  });

  test("ends by a refusal that no later attempt can change", async () => {
    for (const refusal of [
      () => status(403, "Forbidden"),
      () => status(404, "NotFound"),
      () => status(401, "Unauthorized"),
      () => status(405, "MethodNotAllowed"),
    ]) {
      const { vcs, sent } = platform(refusal);
      const error = await failure(take(vcs.watch(fast) as never, 10));
      expect(error["status"]).toBeGreaterThan(400);
      expect(sent).toHaveLength(1);
    }
    const { vcs } = platform((request) => (isWatch(request) ? status(403, "Forbidden") : list("1")));
    expect(isForbidden(await failure(take(vcs.watch(fast) as never, 10)))).toBe(true);
  });

  test("requests at most once a second from a dead server", async () => {
    const at: number[] = [];
    const { vcs } = platform(() => {
      at.push(performance.now());
      return networkError("ECONNREFUSED");
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 2600);
    let retries = 0;
    for await (const event of vcs.watch({ signal: stop.signal })) if (event.type === "retry") retries++;
    expect(retries).toBeGreaterThanOrEqual(2);
    for (const [index, time] of at.slice(1).entries()) expect(time - at[index]!).toBeGreaterThan(990);
  });

  test("ends without an error when its signal aborts, before, at rest, and while it waits", async () => {
    const stop = new AbortController();
    const stream = live();
    const { vcs, sent } = platform((request) => (isWatch(request) ? stream.response : list("10")));
    const words: string[] = [];
    for await (const event of vcs.watch({ ...fast, signal: stop.signal })) {
      words.push(event.type);
      if (event.type === "initDone") setTimeout(() => stop.abort(), 10);
    }
    expect(words).toEqual(["init", "initDone"]);
    expect(stream.state.cancelled).toBe(true);
    const before = sent.length;
    expect(await take(vcs.watch({ signal: stop.signal }) as never, 1)).toEqual([]);
    expect(sent).toHaveLength(before);

    const waiting = new AbortController();
    const dead = platform(() => networkError("ECONNREFUSED"));
    setTimeout(() => waiting.abort(), 20);
    const began = performance.now();
    expect(await take(dead.vcs.watch({ signal: waiting.signal, minDelay: "10s", maxDelay: "20s" }) as never, 10)).toEqual(["init"]);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("gives none of the buffered events after its signal aborted", async () => {
    const stop = new AbortController();
    const stream = live();
    const { vcs } = platform(() => stream.response);
    stream.send({ type: "ADDED", object: vc("a", 11) }, { type: "ADDED", object: vc("b", 12) }, { type: "ADDED", object: vc("c", 13) });
    const words: string[] = [];
    for await (const event of vcs.watch({ ...fast, resourceVersion: "10", signal: stop.signal })) {
      words.push(word(event as never));
      if (words.length === 2) stop.abort();
    }
    expect(words).toEqual(["apply a@11", "apply b@12"]);
    expect(stream.state.cancelled).toBe(true);
  });

  test("asked for several events at once gives them in order", async () => {
    const stream = live();
    const { vcs } = platform(() => stream.response);
    const watch = vcs.watch({ ...fast, resourceVersion: "10" });
    const asked = Promise.all(Array.from({ length: 4 }, () => watch.next()));
    stream.send({ type: "ADDED", object: vc("a", 11) }, { type: "ADDED", object: vc("b", 12) });
    setTimeout(() => stream.send({ type: "ADDED", object: vc("c", 13) }, { type: "ADDED", object: vc("d", 14) }), 5);
    expect((await asked).map(({ value }) => word(value as never))).toEqual(["apply a@11", "apply b@12", "apply c@13", "apply d@14"]);
    await watch.return!();
    expect(await watch.next()).toEqual({ done: true, value: undefined });
  });

  test("ends at the end of `await using`, also while somebody waits for an event", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10")));
    let pending: Promise<IteratorResult<unknown>>;
    {
      await using watch = vcs.watch(fast);
      await watch.next();
      await watch.next();
      stream.send({ type: "ADDED", object: vc("a", 11) });
      await watch.next();
      pending = watch.next();
    }
    expect(await pending).toMatchObject({ done: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(stream.state.cancelled).toBe(true);
  });

  test("a slow reader has nothing pile up here", async () => {
    let pulled = 0;
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) =>
          controller.enqueue(encoder.encode(`${JSON.stringify({ type: "MODIFIED", object: vc("a", 10 + pulled++) })}\n`)),
      },
      { highWaterMark: 0 },
    );
    const { vcs } = platform(() => new Response(body));
    const watch = vcs.watch({ ...fast, resourceVersion: "1" });
    for (let i = 0; i < 3; i++) {
      await watch.next();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(pulled).toBeLessThanOrEqual(5);
    await watch.return!();
  });
});

describe("a watch whose list comes inside", () => {
  const end = { metadata: { resourceVersion: "20", annotations: { "k8s.io/initial-events-end": "true" } } };

  test("asks for it, and knows its end", async () => {
    const stream = live();
    const { vcs, sent } = platform(() => stream.response);
    stream.send({ type: "ADDED", object: vc("a", 3) }, { type: "BOOKMARK", object: end }, { type: "MODIFIED", object: vc("a", 21) });
    expect(await take(vcs.watch({ ...fast, initial: "stream" }) as never, 4)).toEqual(["init", "initApply a@3", "initDone", "apply a@21"]);
    expect(Object.fromEntries(sent[0]!.query)).toMatchObject({ sendInitialEvents: "true", resourceVersionMatch: "NotOlderThan" });
    expect(sent[0]!.query.has("resourceVersion")).toBe(false);
  });

  test("cut in the middle it begins anew, not from a version of half a list", async () => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs, sent } = platform(() => streams[watches++]!.response);
    streams[0]!.send({ type: "ADDED", object: vc("a", 3) });
    streams[0]!.end();
    streams[1]!.send({ type: "ADDED", object: vc("a", 3) }, { type: "ADDED", object: vc("b", 2) }, { type: "BOOKMARK", object: end });
    expect(await take(vcs.watch({ ...fast, initial: "stream" }) as never, 6)).toEqual([
      "init",
      "initApply a@3",
      "init",
      "initApply a@3",
      "initApply b@2",
      "initDone",
    ]);
    expect(sent[1]!.query.get("sendInitialEvents")).toBe("true");
  });

  test("falls back to a list when the server refuses it", async () => {
    const { vcs } = platform((request) => {
      if (request.url.includes("sendInitialEvents")) return status(422, "Invalid", "sendInitialEvents: Forbidden");
      return isWatch(request) ? live().response : list("10", vc("a", 1));
    });
    expect(await take(vcs.watch({ ...fast, initial: "stream" }) as never, 3)).toEqual(["init", "initApply a@1", "initDone"]);
  });
});
