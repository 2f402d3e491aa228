import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { isAborted, isExpired, Platform } from "clusterplane";
import { createFetch } from "clusterplane/node";
import { describe, expect, test, vi } from "vitest";
import { failure, json, live, networkError, platform, type Sent, status, vc } from "./fake.ts";

const page = (names: readonly string[], metadata: object = { resourceVersion: "10" }) => ({
  kind: "VirtualClusterInstanceList",
  apiVersion: "management.loft.sh/v1",
  metadata,
  items: names.map((name) => vc(name)),
});
/** The text of a page up to the end of so many items. */
const beginning = (names: readonly string[], metadata?: object) => `${JSON.stringify(page(names, metadata)).slice(0, -2)},`;
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `vc-${from + index}`);
const isNext = ({ url }: Sent) => url.includes("continue=");

async function names(items: AsyncIterable<{ metadata: { name: string } }>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { metadata } of items) seen.push(metadata.name);
  return seen;
}

describe("items of a list", () => {
  test("are given while the response still arrives", async () => {
    const stream = live();
    const { vcs, sent } = platform(() => stream.response);
    stream.raw(beginning(["a", "b", "c"]));
    const items = vcs.list()[Symbol.asyncIterator]();
    expect((await items.next()).value?.metadata.name).toBe("a");
    expect((await items.next()).value?.metadata.name).toBe("b");
    // Only what follows tells that an item is complete.
    const third = items.next();
    stream.raw(`${JSON.stringify(vc("d"))}]}`);
    expect((await third).value?.metadata.name).toBe("c");
    stream.end();
    expect((await items.next()).value?.metadata.name).toBe("d");
    expect((await items.next()).done).toBe(true);
    expect(sent).toHaveLength(1);
  });

  test("the next page is asked for with the first items of this one", async () => {
    const stream = live();
    const { vcs, sent } = platform((request) => (isNext(request) ? json(page(["d"])) : stream.response));
    stream.raw(beginning(["a", "b"], { resourceVersion: "10", continue: "t" }));
    const items = vcs.list({ limit: 3 })[Symbol.asyncIterator]();
    await items.next();
    stream.raw(`${JSON.stringify(vc("c"))}]}`);
    stream.end();
    await items.next();
    expect(sent.map(({ query }) => query.get("continue"))).toEqual([null, "t"]);
    expect([(await items.next()).value?.metadata.name, (await items.next()).value?.metadata.name]).toEqual(["c", "d"]);
    expect((await items.next()).done).toBe(true);
  });

  test("leaving early cancels the response, and that of the next page", async () => {
    const streams = [live(), live()];
    const { vcs } = platform((request) => streams[isNext(request) ? 1 : 0]!.response);
    streams[0]!.raw(beginning(["a", "b"], { continue: "t" }));
    streams[0]!.raw(`${JSON.stringify(vc("c"))},`);
    let count = 0;
    for await (const _ of vcs.list()) if (++count === 2) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(streams.map(({ state }) => state.cancelled)).toEqual([true, true]);
  });

  test("leaving early cancels a request for the next page that has no response yet", async () => {
    for (const options of [{}, { retry: false }] as const) {
      let next: AbortSignal | null | undefined;
      const client = new Platform({
        baseUrl: "https://platform.example.com",
        token: "t",
        ...options,
        fetch: (url, init) => {
          if (!url.includes("continue=")) return Promise.resolve(json(page(["a", "b"], { resourceVersion: "10", continue: "t" })));
          next = init.signal;
          return new Promise(() => {});
        },
      });
      const stop = new AbortController();
      const removed = vi.spyOn(stop.signal, "removeEventListener");
      for await (const { metadata } of client.namespace("x").virtualClusterInstances.list({ signal: stop.signal }))
        if (metadata.name === "b") break;
      expect(next?.aborted).toBe(true);
      expect(removed).toHaveBeenCalled();
    }
  });

  test("an aborted signal ends them with its error", async () => {
    const stop = new AbortController();
    const stream = live();
    const { vcs } = platform(() => stream.response);
    stream.raw(beginning(["a", "b"]));
    setTimeout(() => stop.abort(), 10);
    expect(isAborted(await failure(names(vcs.list({ signal: stop.signal }))))).toBe(true);
    expect(stream.state.cancelled).toBe(true);
  });

  test("a server that falls silent is a timeout, also in the middle", async () => {
    const stream = live();
    const { vcs } = platform(() => stream.response);
    stream.raw(beginning(["a", "b"]));
    expect((await failure(names(vcs.list({ timeout: "50ms" }))))["code"]).toBe("Timeout");
  });

  test.each([
    ["the connection breaks", (stream: ReturnType<typeof live>) => stream.fail(networkError("ECONNRESET"))],
    ["the response is cut off", (stream: ReturnType<typeof live>) => stream.end()],
  ])("when %s what is missing is asked for again, of the same state", async (_, fail) => {
    const stream = live();
    const { vcs, sent } = platform((_request, count) => (count === 1 ? stream.response : json(page(["a", "b", "c", "d"]))));
    stream.raw(beginning(["a", "b", "c"]));
    setTimeout(() => fail(stream), 5);
    expect(await names(vcs.list({ resourceVersion: "0", resourceVersionMatch: "NotOlderThan" }))).toEqual(["a", "b", "c", "d"]);
    expect(sent.map(({ query }) => [query.get("resourceVersion"), query.get("resourceVersionMatch")])).toEqual([
      ["0", "NotOlderThan"],
      ["10", "Exact"],
    ]);
  });

  test("items of another state are not put behind those that were given: the list throws, or begins again", async () => {
    for (const onExpired of ["error", "restart"] as const) {
      const streams = [live(), live()];
      const { vcs } = platform(
        (_request, count) => streams[count - 1]?.response ?? json(page(["new", "a", "b", "c"], { resourceVersion: "20" })),
      );
      for (const stream of streams) stream.raw(beginning(["a", "b", "c"], { resourceVersion: "10", continue: "t" }));
      setTimeout(() => streams[0]!.end(), 5);
      const given = names(vcs.list({ onExpired }));
      if (onExpired === "restart") expect(await given).toEqual(["a", "b", "new", "c"]);
      else
        expect((await failure(given)).message).toBe("list VirtualClusterInstance: NotJson: the response broke off after some of its items");
      expect(streams[1]!.state.cancelled).toBe(true);
    }
    const stream = live();
    const { vcs } = platform((_request, count) => (count === 1 ? stream.response : json(page(["new", "a"], { resourceVersion: "20" }))));
    stream.raw(beginning(["a", "b", "c"]));
    setTimeout(() => stream.end(), 5);
    expect((await vcs.list().all()).map(({ metadata }) => metadata.name)).toEqual(["new", "a"]);
  });

  test("a later page that broke off is asked for again by its token", async () => {
    const stream = live();
    const { vcs, sent } = platform((request, count) => {
      if (!isNext(request)) return json(page(["a"], { resourceVersion: "10", continue: "t" }));
      return count === 2 ? stream.response : json(page(["b", "c", "d"]));
    });
    stream.raw(beginning(["b", "c"]));
    setTimeout(() => stream.end(), 5);
    expect(await names(vcs.list())).toEqual(["a", "b", "c", "d"]);
    expect(sent.map(({ query }) => [query.get("continue"), query.get("resourceVersion")])).toEqual([
      [null, null],
      ["t", null],
      ["t", null],
    ]);
  });

  test("a state that is forgotten meanwhile is an error, or a fresh list that gives nothing twice", async () => {
    for (const onExpired of ["error", "restart"] as const) {
      const stream = live();
      const { vcs } = platform((_request, count) => {
        if (count === 1) return stream.response;
        return count === 2 ? status(410, "Expired") : json(page(["c", "b", "e"], { resourceVersion: "20" }));
      });
      stream.raw(beginning(["a", "b", "c"]));
      setTimeout(() => stream.end(), 5);
      if (onExpired === "error") expect(isExpired(await failure(names(vcs.list())))).toBe(true);
      else expect(await names(vcs.list({ onExpired }))).toEqual(["a", "b", "c", "e"]);
    }
  });

  test("a list that broke off and names no version before its items is an error that says so", async () => {
    const stream = live();
    const { vcs } = platform(() => stream.response);
    stream.raw(`{"apiVersion":"v1","items":[${JSON.stringify(vc("a"))},${JSON.stringify(vc("b"))},`);
    setTimeout(() => stream.end(), 5);
    const error = await failure(names(vcs.list()));
    expect(error.message).toBe("list VirtualClusterInstance: NotJson: the response broke off after some of its items");
  });

  test.each([
    ["a gateway's page", () => new Response("<html><body>sign in</body></html>", { headers: { "content-type": "text/html" } })],
    ["a gateway's page that says it is JSON", () => new Response("<html>", { headers: { "content-type": "application/json" } })],
    ["half a response", () => new Response(beginning(["a"]), { headers: { "content-type": "application/json" } })],
    ["no list", () => json({ metadata: {} })],
    ["something else under items", () => json({ metadata: {}, items: "no" })],
    ["a Status", () => status(200, "Forbidden", "not for you")],
    ["a refusal", () => status(403, "Forbidden", "not for you")],
  ])("%s is the same error as for an awaited list", async (_, answer) => {
    const iterated = await failure(names(platform(answer).vcs.list()));
    const awaited = await failure(platform(answer).vcs.list());
    expect([iterated.message, iterated["code"], iterated["status"]]).toEqual([awaited.message, awaited["code"], awaited["status"]]);
  });

  test.each([
    ["in the usual order", page(numbered(40))],
    ["as a Go server sorts fields without types", { apiVersion: "v1", items: page(numbered(40)).items, kind: "List", metadata: {} }],
    ["none", page([])],
    ["null", { ...page([]), items: null }],
  ])("%s", async (_, answer) => {
    const { vcs, sent } = platform(() => json(answer));
    expect(await names(vcs.list())).toEqual(answer.items === null || answer.items.length === 0 ? [] : numbered(40));
    expect(sent).toHaveLength(1);
  });

  test("are given after the whole response where it is validated, limited or never requested again", async () => {
    for (const options of [{ maxBytes: 100 }, { retry: false as const }, { validate: () => undefined }]) {
      const cut = () => new Response(beginning(["a", "b", "c"]), { headers: { "content-type": "application/json" } });
      const { vcs } = platform(cut, options);
      const seen: string[] = [];
      const error = await failure(
        (async () => {
          for await (const { metadata } of vcs.list()) seen.push(metadata.name);
        })(),
      );
      expect(error["code"]).toMatch(/^(AnswerTooLarge|NotJson)$/);
      expect(seen).toEqual([]);
    }
  });

  test("a slow consumer has a few megabytes come ahead, not the whole list", async () => {
    let sent = 0;
    const item = `${JSON.stringify(vc("a", 1, { spec: { description: "x".repeat(60_000) } }))},`;
    const body = new ReadableStream<Uint8Array>({
      pull(queue) {
        const text = sent === 0 ? JSON.stringify(page([])).slice(0, -2) + item : item;
        sent += text.length;
        queue.enqueue(new TextEncoder().encode(text));
      },
    });
    const { vcs } = platform(() => new Response(body, { headers: { "content-type": "application/json" } }));
    const items = vcs.list()[Symbol.asyncIterator]();
    for (let i = 0; i < 3; i++) {
      await items.next();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(sent).toBeGreaterThan(3e6);
    expect(sent).toBeLessThan(6e6);
    await items.return!();
  });

  describe.each([
    ["the global fetch", async () => globalThis.fetch],
    ["that of clusterplane/node", () => createFetch()],
  ])("over %s", (_, fetch) => {
    async function served(answer: (response: ServerResponse) => void) {
      const server = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
      await once(server, "listening");
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const options = { baseUrl, token: "t", projectNamespacePrefix: "loft-p-", fetch: await fetch() };
      const { virtualClusterInstances } = new Platform(options).project("demo");
      return { vcs: virtualClusterInstances, [Symbol.asyncDispose]: async () => void server.close() };
    }
    const text = JSON.stringify(page(numbered(2000)));

    test("come unpacked", async () => {
      await using server = await served((response) => {
        response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipSync(text));
      });
      expect(await names(server.vcs.list())).toEqual(numbered(2000));
    });

    test("survive a connection that is cut", async () => {
      let count = 0;
      await using server = await served((response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
        if (++count > 1) response.end(text);
        else response.write(text.slice(0, text.length / 2), () => setTimeout(() => response.destroy(), 20));
      });
      expect(await names(server.vcs.list())).toEqual(numbered(2000));
      expect(count).toBe(2);
    });
  });
});

describe("pages", () => {
  test("are the responses as the server sent them", async () => {
    const metadata = { resourceVersion: "10", continue: "t", remainingItemCount: 1 };
    const { vcs } = platform((request) => json(isNext(request) ? page(["d"]) : page(["a", "b", "c"], metadata)));
    const pages = [];
    for await (const one of vcs.list({ limit: 3 }).pages()) pages.push(one);
    expect(pages.map(({ items }) => items.map((item) => item.metadata.name))).toEqual([["a", "b", "c"], ["d"]]);
    expect(pages[0]).toMatchObject({ resourceVersion: "10", continue: "t", remaining: 1, restarted: false });
    expect(pages[0]!.raw).toEqual(page(["a", "b", "c"], metadata));
    expect(pages[1]).toMatchObject({ continue: undefined, remaining: 0 });
  });

  test("that broke off are requested again as a whole", async () => {
    const stream = live();
    const { vcs, sent } = platform((_request, count) =>
      count === 1 ? stream.response : json(page(["x", "y"], { resourceVersion: "20" })),
    );
    stream.raw(beginning(["a", "b", "c"]));
    setTimeout(() => stream.end(), 5);
    const pages = [];
    for await (const { items, restarted } of vcs.list().pages()) pages.push([restarted, items.map(({ metadata }) => metadata.name)]);
    expect(pages).toEqual([[false, ["x", "y"]]]);
    expect(sent).toHaveLength(2);
  });

  test("hold nothing of a page that broke off and was forgotten", async () => {
    const stream = live();
    const { vcs } = platform((_request, count) => {
      if (count === 1) return json(page(["a"], { resourceVersion: "10", continue: "t" }));
      if (count === 2) return stream.response;
      return count === 3 ? status(410, "Expired") : json(page(["x"], { resourceVersion: "20" }));
    });
    stream.raw(beginning(["b", "c", "d"]));
    setTimeout(() => stream.end(), 5);
    const pages = [];
    for await (const { items, restarted } of vcs.list({ onExpired: "restart" }).pages())
      pages.push([restarted, items.map(({ metadata }) => metadata.name)]);
    expect(pages).toEqual([
      [false, ["a"]],
      [true, ["x"]],
    ]);
  });
});
