import { isAborted, isForbidden } from "clusterplane";
import { afterEach, describe, expect, test, vi } from "vitest";
import { uncaughtErrors } from "../../http/fake.ts";
import { failure, json, live, networkError, platform, type Sent, status, vc } from "./fake.ts";

const list = (version: string, ...items: object[]) => json({ metadata: { resourceVersion: version }, items });
const isWatch = (sent: Sent) => sent.url.includes("watch=true");
const fast = { minDelay: "1ms", maxDelay: "2ms" } as const;
const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

describe("a cache", () => {
  test("is complete when it is there, and follows", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10", vc("a", 1), vc("b", 2))));
    await using cache = await vcs.cache(fast);
    const changes: string[] = [];
    const stop = cache.subscribe(({ type, object }) => changes.push(`${type} ${object.metadata.name}`));
    expect(cache.size).toBe(2);
    expect(cache.get("a", "loft-p-demo")).toEqual(vc("a", 1));
    stream.send(
      { type: "MODIFIED", object: vc("a", 11) },
      { type: "DELETED", object: vc("b", 12) },
      { type: "ADDED", object: vc("c", 13) },
    );
    await soon();
    expect([...cache].map(({ metadata }) => metadata.name).sort()).toEqual(["a", "c"]);
    expect(cache.get("a", "loft-p-demo")!.metadata.resourceVersion).toBe("11");
    stop();
    stream.send({ type: "ADDED", object: vc("d", 14) });
    await soon();
    expect(changes).toEqual(["apply a", "delete b", "apply c"]);
    expect(cache.values("loft-p-demo")).toHaveLength(3);
    expect(cache.values("other")).toEqual([]);
  });

  test.each(["namespace", "project"] as const)("of one %s needs no namespace to find a name", async (scope) => {
    const { client } = platform((request) => (isWatch(request) ? live().response : list("10", vc("a", 1))));
    const { virtualClusterInstances } = scope === "project" ? client.project("demo") : client.namespace("loft-p-demo");
    await using cache = await virtualClusterInstances.cache(fast);
    expect(cache.get("a")?.metadata.name).toBe("a");
    expect(cache.get("a", "other")).toBeUndefined();
  });

  test("of all namespaces keeps objects of the same name apart, and get() needs the namespace", async () => {
    const other = vc("a", 2, { metadata: { namespace: "loft-p-other" } as never });
    const { client } = platform((request) => (isWatch(request) ? live().response : list("10", vc("a", 1), other)));
    await using cache = await client.virtualClusterInstances.cache(fast);
    expect(cache.size).toBe(2);
    expect(cache.get("a", "loft-p-other")?.metadata.resourceVersion).toBe("2");
    expect(() => cache.get("a")).toThrow('namespace: is needed to get "a": the cache is of all namespaces');
  });

  test("after a gap takes the new list over at once, and reports only differences", async () => {
    const streams = [live(), live()];
    let watches = 0;
    const lists = [list("10", vc("a", 1), vc("b", 2), vc("c", 3)), list("50", vc("a", 1), vc("c", 40), vc("d", 41))];
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : lists.shift()!));
    const retries: string[] = [];
    await using cache = await vcs.cache({ ...fast, onRetry: (error) => retries.push(error.message) });
    const changes: string[] = [];
    cache.subscribe(({ type, object }) => changes.push(`${type} ${object.metadata.name}@${object.metadata.resourceVersion}`));
    streams[0]!.send({ type: "ERROR", object: { kind: "Status", reason: "Expired", code: 410, message: "too old" } });
    await soon();
    expect(changes).toEqual(["delete b@2", "apply c@40", "apply d@41"]);
    expect(
      cache
        .values()
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(["a", "c", "d"]);
    expect(retries).toHaveLength(1);
  });

  test.each(["an event", "a new list"])("tells of the end of an object that another one has replaced under its name (%s)", async (how) => {
    const another = vc("a", 20, { metadata: { uid: "another", labels: { team: "y", site: "eu" } } as never });
    const streams = [live(), live()];
    let watches = 0;
    const lists = [list("10", vc("a", 1, { metadata: { labels: { team: "x", site: "eu" } } as never })), list("50", another)];
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : lists.shift()!));
    await using cache = await vcs.cache({ ...fast, labels: ["team", "site"] });
    const changes: string[] = [];
    cache.subscribe(({ type, object }) => changes.push(`${type} ${object.metadata.uid}`));
    if (how === "an event") streams[0]!.send({ type: "ADDED", object: another });
    else streams[0]!.send({ type: "ERROR", object: { kind: "Status", reason: "Expired", code: 410, message: "too old" } });
    await soon();
    expect(changes).toEqual(["delete uid-a", "apply another"]);
    const counts = [cache.byLabel("team", "x"), cache.byLabel("team", "y"), cache.byLabel("site", "eu")].map(({ length }) => length);
    expect([cache.size, ...counts]).toEqual([1, 0, 1, 1]);
  });

  test("labels that are no list of strings are refused", async () => {
    const { vcs, sent } = platform(() => list("10"));
    for (const labels of ["team", [7], {}])
      expect((await failure(vcs.cache({ labels: labels as never }))).message).toBe("labels: expected a list of strings");
    expect(sent).toEqual([]);
  });

  test.each(["the same version", "a new list"])("says when it follows again after a failure (%s)", async (how) => {
    const streams = [live(), live()];
    let watches = 0;
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : list("10")));
    const told: string[] = [];
    await using _cache = await vcs.cache({ ...fast, onRetry: (_, __, reason) => told.push(reason), onResume: () => told.push("resumed") });
    await soon();
    expect(told).toEqual([]);
    if (how === "a new list")
      streams[0]!.send({ type: "ERROR", object: { kind: "Status", reason: "Expired", code: 410, message: "too old" } });
    else streams[0]!.fail(networkError("ECONNRESET"));
    await expect.poll(() => told).toEqual([how === "a new list" ? "Expired" : "Failure", "resumed"]);
  });

  test("listeners see the whole of a new list, and none is called that another has stopped", async () => {
    const team = (name: string, version: number, of: string) => vc(name, version, { metadata: { labels: { team: of } } as never });
    const streams = [live(), live()];
    let watches = 0;
    const lists = [list("10", team("a", 1, "old"), team("b", 2, "old")), list("50", team("a", 40, "new"), team("b", 41, "new"))];
    const { vcs } = platform((request) => (isWatch(request) ? streams[watches++]!.response : lists.shift()!));
    await using cache = await vcs.cache({ ...fast, labels: ["team"] });
    const seen: string[] = [];
    let stopOther = () => {};
    cache.subscribe(({ object }) => {
      stopOther();
      seen.push(`${object.metadata.name}: ${cache.byLabel("team", "new").length} new, ${cache.byLabel("team", "old").length} old`);
    });
    stopOther = cache.subscribe(() => seen.push("stopped"));
    streams[0]!.send({ type: "ERROR", object: { kind: "Status", reason: "Expired", code: 410, message: "too old" } });
    await soon();
    expect(seen).toEqual(["a: 2 new, 0 old", "b: 2 new, 0 old"]);
  });

  test("an index holds what the server said, also of an object that its user has changed", async () => {
    const stream = live();
    const labelled = (version: number, team: string) => vc("a", version, { metadata: { labels: { team } } as never });
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("1", labelled(1, "x"))));
    await using cache = await vcs.cache({ ...fast, labels: ["team"] });
    cache.get("a")!.metadata.labels!["team"] = "mine";
    stream.send({ type: "MODIFIED", object: labelled(2, "y") });
    await soon();
    expect([cache.byLabel("team", "x"), cache.byLabel("team", "y")].map(({ length }) => length)).toEqual([0, 1]);
    cache.get("a")!.metadata.labels!["team"] = "mine";
    stream.send({ type: "DELETED", object: labelled(3, "y") });
    await soon();
    expect(cache.byLabel("team", "y")).toEqual([]);
  });

  test("ends at once, also during a long pause", async () => {
    const { vcs } = platform((request) =>
      isWatch(request)
        ? new Response("{}", { status: 429, headers: { "retry-after": "300", "content-type": "application/json" } })
        : list("10", vc("a", 1)),
    );
    let isPausing: () => void = () => undefined;
    const pausing = new Promise<void>((resolve) => {
      isPausing = resolve;
    });
    const cache = await vcs.cache({ ...fast, onRetry: () => isPausing() });
    await pausing;
    await soon();
    await cache.close();
    expect(cache.size).toBe(1);
  });

  test("does not keep objects that are deleted while its first list still arrives, nor report them", async () => {
    const stream = live();
    const { vcs } = platform(() => stream.response);
    const changes: string[] = [];
    const onChange = ({ type, object }: { type: string; object: { metadata: { name: string } } }) =>
      changes.push(`${type} ${object.metadata.name}`);
    const end = { metadata: { resourceVersion: "12", annotations: { "k8s.io/initial-events-end": "true" } } };
    stream.send(
      { type: "ADDED", object: vc("a", 1) },
      { type: "ADDED", object: vc("b", 2) },
      { type: "DELETED", object: vc("a", 11) },
      { type: "BOOKMARK", object: end },
    );
    await using cache = await vcs.cache({ ...fast, initial: "stream", onChange });
    expect([...cache].map(({ metadata }) => metadata.name)).toEqual(["b"]);
    expect(changes).toEqual(["apply b"]);
  });

  test("by label", async () => {
    const stream = live();
    const team = (name: string, value: string, version: number) => vc(name, version, { metadata: { labels: { team: value } } });
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10", team("a", "x", 1), team("b", "y", 2))));
    await using cache = await vcs.cache({ ...fast, labels: ["team"] });
    const names = (value: string) => cache.byLabel("team", value).map(({ metadata }) => metadata.name);
    expect([names("x"), names("y"), names("z")]).toEqual([["a"], ["b"], []]);
    stream.send({ type: "MODIFIED", object: team("a", "y", 11) }, { type: "DELETED", object: team("b", "y", 12) });
    await soon();
    expect([names("x"), names("y")]).toEqual([[], ["a"]]);
    expect(() => cache.byLabel("other", "x")).toThrow(/is not one of the cache's labels/);
  });

  test("that can't begin is an error; one that ends later says so", async () => {
    const { vcs } = platform(() => status(403, "Forbidden"));
    expect(isForbidden(await failure(vcs.cache(fast)))).toBe(true);

    let watches = 0;
    const ends: unknown[] = [];
    const stream = live();
    const later = platform((request) =>
      !isWatch(request) ? list("10", vc("a", 1)) : ++watches === 1 ? stream.response : status(403, "Forbidden"),
    );
    const cache = await later.vcs.cache({ ...fast, onError: (error) => ends.push(error) });
    stream.fail(networkError("ECONNRESET"));
    await soon();
    await soon();
    expect(ends.map(isForbidden)).toEqual([true]);
    expect(cache.size).toBe(1);
    await cache.close();
  });

  test("aborted before it is complete is no empty cache", async () => {
    const stop = new AbortController();
    const { vcs } = platform(() => networkError("ECONNREFUSED"));
    setTimeout(() => stop.abort(), 10);
    const error = await failure(vcs.cache({ ...fast, signal: stop.signal }));
    expect(isAborted(error)).toBe(true);
    expect(error.message).toBe("watch VirtualClusterInstance: Aborted: the cache was closed before it was complete");
    expect(error.cause).toBe(stop.signal.reason);
  });

  test("tells no event twice, and takes no older state over by a duplicate", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10", vc("a", 1))));
    const changes: string[] = [];
    await using cache = await vcs.cache({
      ...fast,
      onChange: ({ type, object }) => changes.push(`${type} ${object.metadata.name}@${object.metadata.resourceVersion}`),
    });
    const changed = { type: "MODIFIED", object: vc("a", 11) };
    const gone = { type: "DELETED", object: vc("b", 13) };
    stream.send(changed, changed, { type: "ADDED", object: vc("a", 11) }, { type: "ADDED", object: vc("b", 12) }, gone, gone);
    await soon();
    expect(changes).toEqual(["apply a@1", "apply a@11", "apply b@12", "delete b@13"]);
    expect(cache.size).toBe(1);
  });

  test("an object that is made anew under its name is another one, whatever its version", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10", vc("a", 1))));
    const seen: unknown[] = [];
    await using _ = await vcs.cache({ ...fast, onChange: ({ type, object }) => seen.push(`${type} ${object.metadata.uid}`) });
    stream.send({ type: "MODIFIED", object: vc("a", 1, { metadata: { uid: "another" } }) });
    await soon();
    expect(seen).toEqual(["apply uid-a", "delete uid-a", "apply another"]);
  });

  test("a server that gives no versions is believed: each event is a change", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10", vc("a", ""))));
    const seen: string[] = [];
    await using _ = await vcs.cache({ ...fast, onChange: ({ type }) => seen.push(type) });
    stream.send({ type: "MODIFIED", object: vc("a", "") }, { type: "MODIFIED", object: vc("a", "") });
    await soon();
    expect(seen).toEqual(["apply", "apply", "apply"]);
  });

  test("an index keeps no values that no object has any more", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("1", vc("a", 1))));
    const maps = new Set<Map<unknown, unknown>>();
    const { set } = Map.prototype;
    // The index is of no use to anybody else, so it can only be seen as it is written.
    const spy = vi.spyOn(Map.prototype, "set").mockImplementation(function (this: Map<unknown, unknown>, key, value) {
      if (String(key).startsWith("commit-") || String(value).startsWith("commit-")) maps.add(this);
      return set.call(this, key, value);
    });
    try {
      await using cache = await vcs.cache({ ...fast, labels: ["commit"] });
      for (let version = 2; version < 502; version++) {
        stream.send({ type: "MODIFIED", object: vc("a", version, { metadata: { labels: { commit: `commit-${version}` } } }) });
      }
      await expect.poll(() => cache.get("a")?.metadata.resourceVersion).toBe("501");
      expect([...maps].map(({ size }) => size)).toEqual([1, 1]);
      expect(cache.byLabel("commit", "commit-501")).toHaveLength(1);
      stream.send({ type: "DELETED", object: vc("a", 502, { metadata: { labels: { commit: "commit-501" } } }) });
      await expect.poll(() => cache.size).toBe(0);
      expect([...maps].map(({ size }) => size)).toEqual([0, 0]);
    } finally {
      spy.mockRestore();
    }
  });

  test("labels are own keys: constructor and the like are labels as others are", async () => {
    const { vcs } = platform((request) =>
      isWatch(request)
        ? live().response
        : list(
            "10",
            vc("a", 1),
            vc("b", 2, { metadata: { labels: { constructor: "x" } } }),
            vc("c", 3, { metadata: { labels: null } as never }),
          ),
    );
    await using cache = await vcs.cache({ ...fast, labels: ["constructor", "toString"] });
    expect(cache.byLabel("constructor", "x").map(({ metadata }) => metadata.name)).toEqual(["b"]);
    expect(cache.byLabel("toString", "x")).toEqual([]);
  });

  test("the same function may listen twice, and stop once", async () => {
    const stream = live();
    const { vcs } = platform((request) => (isWatch(request) ? stream.response : list("10")));
    await using cache = await vcs.cache(fast);
    let calls = 0;
    const listener = () => void calls++;
    const stop = cache.subscribe(listener);
    cache.subscribe(listener);
    stop();
    stop();
    stream.send({ type: "ADDED", object: vc("a", 11) });
    await soon();
    expect(calls).toBe(1);
    expect(() => cache.subscribe("x" as never)).toThrow("listener: expected a function");
  });
});

describe("listeners of a cache that throw", () => {
  afterEach(() => void vi.unstubAllGlobals());

  test("are uncaught errors of their own: all others are told, and the cache goes on", async () => {
    const thrown = uncaughtErrors();
    const own = new Error("mine");
    const throws = () => {
      throw own;
    };
    const stream = live();
    let watches = 0;
    const { vcs } = platform((request) =>
      !isWatch(request) ? list("10", vc("a", 1)) : ++watches === 1 ? stream.response : status(403, "Forbidden"),
    );
    const told: string[] = [];
    const cache = await vcs.cache({ ...fast, onChange: throws, onRetry: throws, onError: throws });
    cache.subscribe(throws);
    cache.subscribe(async () => throws());
    cache.subscribe(({ object }) => told.push(object.metadata.name));
    stream.send({ type: "ADDED", object: vc("b", 11) }, { type: "ADDED", object: vc("c", 12) });
    await soon();
    expect(told).toEqual(["b", "c"]);
    expect(cache.size).toBe(3);
    stream.fail(networkError("ECONNRESET"));
    await soon();
    await soon();
    // One change of the list, two with three listeners each, one retry, one end.
    expect(thrown).toEqual(Array(1 + 2 * 3 + 1 + 1).fill(own));
    await cache.close();
  });
});
