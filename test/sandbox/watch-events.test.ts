// Watch events that come twice, or late: what the sandbox sends then, and that watches and caches of the client stay right.
import { Platform } from "clusterplane";
import { createSandbox, type FaultRule } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/sandbox/clock.ts";
import { disturbedWatch } from "../../src/sandbox/watch-events.ts";

const made = () => {
  const sandbox = createSandbox({ bare: true });
  const platform = new Platform({
    baseUrl: sandbox.platform.url,
    token: sandbox.token,
    fetch: sandbox.fetch,
    projectNamespacePrefix: "loft-p-",
  });
  return { sandbox, instances: platform.project("demo").virtualClusterInstances };
};

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Collects the events of a watch that begins now. */
async function watched({ sandbox, instances }: ReturnType<typeof made>, rule: FaultRule) {
  const fault = sandbox.faults.add(rule);
  const abort = new AbortController();
  const seen: string[] = [];
  const done = (async () => {
    for await (const event of instances.watch({ signal: abort.signal })) {
      if (event.type === "apply" || event.type === "delete" || event.type === "initApply")
        seen.push(`${event.type} ${event.object.metadata.name}`);
    }
  })().catch(() => {});
  await turn();
  return {
    fault,
    seen,
    end: async () => {
      abort.abort();
      await done;
    },
  };
}

describe("events that come twice", () => {
  it("are told twice by a watch, in order, and leave a cache as the server is", async () => {
    const world = made();
    const { sandbox, instances } = world;
    const watch = await watched(world, { duplicate: true });
    await using cache = await instances.cache();
    await instances.create({ metadata: { name: "a" } });
    await instances.create({ metadata: { name: "b" } });
    await instances.patch("a", { metadata: { labels: { x: "y" } } });
    await instances.delete("a");
    await turn();
    expect(watch.seen.filter((e, i) => e !== watch.seen[i - 1])).toEqual(["apply a", "apply b", "apply a", "delete a"]);
    expect(watch.seen).toHaveLength(8);
    expect([...cache.values()].map((v) => v.metadata.name)).toEqual(["b"]);
    expect(cache.get("b", "loft-p-demo")?.metadata.resourceVersion).toBe((await instances.get("b")).metadata.resourceVersion);
    expect(watch.fault.hits).toBe(2);
    expect(sandbox.requests.filter((r) => r.fault).every((r) => r.verb === "watch")).toBe(true);
    await watch.end();
  });
});

describe("events that come late", () => {
  it("come when the sandbox's clock has moved on, in order; until then the cache shows what was", async () => {
    const world = made();
    const { sandbox, instances } = world;
    await instances.create({ metadata: { name: "old" } });
    const watch = await watched(world, { late: "20s" });
    await using cache = await instances.cache();
    const names = () => [...cache.values()].map((v) => v.metadata.name).sort();
    await instances.create({ metadata: { name: "new" } });
    sandbox.clock.advance("10s");
    await instances.delete("old");
    sandbox.clock.advance("9s");
    await turn();
    expect([names(), watch.seen]).toEqual([["old"], ["initApply old"]]);
    sandbox.clock.advance("1s");
    await turn();
    expect([names(), watch.seen]).toEqual([
      ["new", "old"],
      ["initApply old", "apply new"],
    ]);
    sandbox.clock.advance("10s");
    await turn();
    expect([names(), watch.seen.at(-1)]).toEqual([["new"], "delete old"]);
    await watch.end();
  });

  it("are not lost when the watch ends before them, and are when the sandbox is reset", async () => {
    const { sandbox, instances } = made();
    sandbox.faults.next({ late: "1m" });
    await using cache = await instances.cache();
    await instances.create({ metadata: { name: "a" } });
    sandbox.platform.dropWatches();
    await instances.create({ metadata: { name: "b" } });
    sandbox.clock.advance("1m");
    // The client comes back after its own pause.
    await expect.poll(() => [...cache.values()].map((v) => v.metadata.name).sort(), { timeout: 10_000 }).toEqual(["a", "b"]);
    sandbox.faults.next({ late: "1m" });
    sandbox.platform.dropWatches();
    await expect.poll(() => sandbox.requests.filter((r) => r.verb === "watch" && r.status === 200).length, { timeout: 10_000 }).toBe(3);
    await instances.create({ metadata: { name: "c" } });
    sandbox.reset();
    await expect.poll(() => [...cache.values()].length, { timeout: 10_000 }).toBe(0);
  });
});

describe("the stream", () => {
  it("is cut into events wherever its pieces end, and can be left", async () => {
    const clock = new ManualClock(0);
    let cancelled = "";
    const pieces = ['{"a":', "1}\n{", '"b":2}\n', '{"c":3}\n{"d"'].map((text) => new TextEncoder().encode(text));
    const source = new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(piece);
      },
      cancel: (reason) => {
        cancelled = String(reason);
      },
    });
    const answer = disturbedWatch(new Response(source), { duplicate: true, late: 1000 }, clock);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await turn();
    clock.advance(1000);
    const lines: string[] = [];
    for (let i = 0; i < 6; i++) lines.push(new TextDecoder().decode((await reader.read()).value).trim());
    expect(lines).toEqual(['{"a":1}', '{"a":1}', '{"b":2}', '{"b":2}', '{"c":3}', '{"c":3}']);
    await reader.cancel("enough");
    expect([cancelled, clock.next]).toEqual(["enough", undefined]);
  });
});
