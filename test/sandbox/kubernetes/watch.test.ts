import { afterEach, describe, expect, it } from "vitest";
import { serve, thing, type WatchReader } from "./engine.ts";

const things = "namespaces/n/things";

describe("a watch", () => {
  const open: WatchReader[] = [];
  afterEach(async () => {
    for (const watch of open.splice(0)) await watch.cancel();
  });
  const track = async (watch: Promise<WatchReader>) => {
    open.push(await watch);
    return open.at(-1) as WatchReader;
  };

  it("begins with what is there, sorted, and goes on", async () => {
    const server = serve();
    for (const name of ["b", "a"]) await server.send("POST", things, thing(name));
    const watch = await track(server.watch(`${things}?watch=true`));
    await server.send("POST", things, thing("c"));
    await server.send("DELETE", `${things}/a`);
    expect(await watch.read(4)).toEqual(["ADDED a", "ADDED b", "ADDED c", "DELETED a"]);
  });

  it("as a list of partial metadata ends at the first event", async () => {
    const server = serve();
    const accept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    const watch = await track(server.watch(`${things}?watch=true`, { accept }));
    await server.send("POST", things, thing("a"));
    expect(await watch.next()).toBeUndefined();
  });

  it("replays from a version, deletions included", async () => {
    const server = serve();
    const { body } = await server.send("POST", things, thing("a"));
    await server.send("PATCH", `${things}/a`, { spec: { title: "x" } });
    await server.send("DELETE", `${things}/a`);
    await server.send("POST", "namespaces/other/things", thing("z"));
    await server.send("POST", things, thing("b"));
    const watch = await track(server.watch(`${things}?watch=true&resourceVersion=${body.metadata.resourceVersion}`));
    expect(await watch.read(3)).toEqual(["MODIFIED a", "DELETED a", "ADDED b"]);
  });

  it("says that a version is too old, as an event, and ends", async () => {
    const server = serve();
    const { body } = await server.send("POST", things, thing("a"));
    await server.send("POST", things, thing("b"));
    server.engine.compact();
    const watch = await track(server.watch(`${things}?watch=true&resourceVersion=${body.metadata.resourceVersion}`));
    expect(await watch.next()).toMatchObject({ type: "ERROR", object: { code: 410, reason: "Expired" } });
    expect(await watch.next()).toBeUndefined();
  });

  it("shows objects that come to fit a selector and those that no longer do", async () => {
    const server = serve();
    const watch = await track(server.watch(`${things}?watch=true&labelSelector=app%3Dweb`));
    await server.send("POST", things, thing("a", {}, { labels: { app: "db" } }));
    await server.send("PATCH", `${things}/a`, { metadata: { labels: { app: "web" } } });
    await server.send("PATCH", `${things}/a`, { spec: { title: "x" } });
    const { body } = await server.send("PATCH", `${things}/a`, { metadata: { labels: { app: "db" } } });
    await server.send("PATCH", `${things}/a`, { spec: { title: "unseen" } });
    expect(await watch.read(2)).toEqual(["ADDED a", "MODIFIED a"]);
    const left = await watch.next();
    expect([left.type, left.object.metadata.labels.app, left.object.metadata.resourceVersion]).toEqual([
      "DELETED",
      "web",
      body.metadata.resourceVersion,
    ]);
  });

  it("ends when its time is up, on the sandbox's clock", async () => {
    const server = serve();
    const watch = await track(server.watch(`${things}?watch=true&timeoutSeconds=10`));
    expect(server.engine.openWatches).toBe(1);
    server.clock.advance(9_999);
    expect(server.engine.openWatches).toBe(1);
    server.clock.advance(1);
    expect([await watch.next(), server.engine.openWatches]).toEqual([undefined, 0]);
  });

  it("ends some time after half an hour when nobody says when", async () => {
    const server = serve();
    await track(server.watch(`${things}?watch=true`));
    server.clock.advance(1_800_000 - 1);
    expect(server.engine.openWatches).toBe(1);
    server.clock.advance(1_800_001);
    expect(server.engine.openWatches).toBe(0);
  });

  it("is told the version every minute when it wants bookmarks", async () => {
    const server = serve();
    const watch = await track(server.watch(`${things}?watch=true&allowWatchBookmarks=true&resourceVersion=${server.engine.version}`));
    await server.send("POST", "places", { metadata: { name: "elsewhere" } });
    server.clock.advance(60_000);
    const bookmark = await watch.next();
    expect(bookmark).toEqual({
      type: "BOOKMARK",
      object: {
        kind: "Thing",
        apiVersion: "example.org/v1",
        metadata: { resourceVersion: String(server.engine.version) },
        spec: { place: {}, sorts: null },
        status: {},
      },
    });
  });

  it("leaves no timer behind when it is over", async () => {
    const server = serve();
    const watch = await server.watch(`${things}?watch=true&allowWatchBookmarks=true`);
    expect(server.clock.next).toBeDefined();
    await watch.cancel();
    expect([server.engine.openWatches, server.clock.next]).toEqual([0, undefined]);
  });

  it("says where they end to whoever wants bookmarks and names no version", async () => {
    const server = serve();
    for (const name of ["a", "b"]) await server.send("POST", things, thing(name));
    for (const path of ["?watch=1&allowWatchBookmarks=1", "?watch=1&allowWatchBookmarks=1&resourceVersion=0"]) {
      const watch = await track(server.watch(`${things}${path}`));
      expect(await watch.read(3)).toEqual(["ADDED a", "ADDED b", expect.stringMatching(/^BOOKMARK/)]);
    }
  });

  it("sends the initial objects and says where they end", async () => {
    const server = serve();
    await server.send("POST", things, thing("a"));
    const query = "watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    const watch = await track(server.watch(`${things}?${query}`));
    expect(await watch.read(1)).toEqual(["ADDED a"]);
    expect((await watch.next()).object.metadata.annotations).toEqual({ "k8s.io/initial-events-end": "true" });
  });

  it("ends when its client goes away, and when the server drops it", async () => {
    const server = serve();
    const aborter = new AbortController();
    await server.watch(`${things}?watch=true`, {}, aborter.signal);
    aborter.abort();
    expect(server.engine.openWatches).toBe(0);
    const watch = await track(server.watch(`${things}?watch=true`));
    server.engine.dropWatches();
    expect(await watch.next()).toBeUndefined();
  });

  it("is ended by the server when its reader is far too slow", async () => {
    const server = serve();
    await track(server.watch(`${things}?watch=true`));
    for (let i = 0; i < 10_100; i++) server.engine.create("things", thing(`t${i}`, {}, { namespace: "n" }));
    expect(server.engine.openWatches).toBe(0);
  });

  it("can be of tables, with columns in the first event only", async () => {
    const server = serve();
    await server.send("POST", things, thing("a"));
    const watch = await track(server.watch(`${things}?watch=true`, { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" }));
    await server.send("POST", things, thing("b"));
    expect((await watch.next()).object.columnDefinitions).toHaveLength(2);
    expect((await watch.next()).object).toMatchObject({
      kind: "Table",
      columnDefinitions: null,
      rows: [{ cells: ["b", "2026-01-01T00:00:00Z"] }],
    });
  });

  it("that is asked for by WebSocket is answered at once with nothing, so that clients fall back to plain HTTP", async () => {
    const server = serve();
    await server.send("POST", things, thing("a"));
    const answer = await server.send("GET", `${things}?watch=true`, undefined, { connection: "Upgrade", upgrade: "WebSocket" });
    expect([answer.status, answer.body, server.engine.openWatches]).toEqual([200, "", 0]);
  });

  it("is not served as YAML, and not for kinds that have none", async () => {
    const server = serve();
    expect((await server.send("GET", `${things}?watch=true`, undefined, { accept: "application/yaml" })).status).toBe(406);
    expect((await server.send("GET", "notes?watch=true")).body).toMatchObject({
      code: 405,
      message: 'watch is not supported on resources of kind "notes.example.org"',
    });
  });

  it("reaches a thousand watchers with one writing of the event", async () => {
    const server = serve();
    const watches = await Promise.all(Array.from({ length: 1000 }, () => server.watch(`${things}?watch=true`)));
    open.push(...watches);
    server.engine.create("things", thing("a", {}, { namespace: "n" }));
    const events = await Promise.all(watches.map((w) => w.read(1)));
    expect(new Set(events.flat())).toEqual(new Set(["ADDED a"]));
  });
});
