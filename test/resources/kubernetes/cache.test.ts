import { isForbidden } from "clusterplane";
import { describe, expect, test } from "vitest";
import { failure, json, live, networkError, platform, type Sent, status, vc } from "./fake.ts";

const list = (version: string, ...items: object[]) => json({ metadata: { resourceVersion: version }, items });
const isWatch = (sent: Sent) => sent.url.includes("watch=true");
const fast = { minDelay: 0.001, maxDelay: 0.002 };
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

  test("of all namespaces keeps what has the same name in two of them, and wants to be told which", async () => {
    const other = vc("a", 2, { metadata: { namespace: "loft-p-other" } as never });
    const { client } = platform((request) => (isWatch(request) ? live().response : list("10", vc("a", 1), other)));
    await using cache = await client.virtualClusterInstances.cache(fast);
    expect(cache.size).toBe(2);
    expect(cache.get("a", "loft-p-other")?.metadata.resourceVersion).toBe("2");
    expect(() => cache.get("a")).toThrow(/needs its namespace too/);
  });

  test("after a gap takes the new list over at once, and tells only what differs", async () => {
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

  test("does not keep what is deleted while its first list still comes, nor tells of it", async () => {
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
    expect((await failure(vcs.cache({ ...fast, signal: stop.signal }))).name).toBe("AbortError");
  });
});
