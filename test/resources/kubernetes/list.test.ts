import { isExpired } from "clusterplane";
import { describe, expect, test } from "vitest";
import { failure, json, vcs as path, platform, type Sent, status, vc } from "./fake.ts";

/** A server with `total` objects that pages; `expire` forgets the tokens once. */
function paged(total: number, options: { expireAt?: number; ignoreLimit?: boolean } = {}) {
  let expired = options.expireAt === undefined;
  let generation = 1;
  return (sent: Sent) => {
    const query = new URL(sent.url).searchParams;
    const token = query.get("continue");
    const from = token === null ? 0 : Number(token.split(":")[1]);
    if (token !== null && !expired && from >= options.expireAt!) {
      expired = true;
      generation++;
      return status(410, "Expired", "The provided continue parameter is too old");
    }
    const limit = options.ignoreLimit ? total : Number(query.get("limit") ?? total);
    const items = Array.from({ length: Math.min(limit, total - from) }, (_, index) => vc(`vc-${from + index}`, generation));
    const rest = total - from - items.length;
    const metadata = {
      resourceVersion: String(generation),
      ...(rest > 0 && { continue: `t:${from + items.length}`, remainingItemCount: rest }),
    };
    return json({ kind: "VirtualClusterInstanceList", apiVersion: "management.loft.sh/v1", metadata, items });
  };
}

const names = (items: { metadata: { name: string } }[]) => items.map(({ metadata }) => metadata.name);

describe("a list", () => {
  test("awaited is one page", async () => {
    const { vcs, sent } = platform(paged(5));
    const page = await vcs.list({ limit: 2, labelSelector: { team: "a" }, fieldSelector: { "metadata.name": "x,y" } });
    expect(names(page.items)).toEqual(["vc-0", "vc-1"]);
    expect(page).toMatchObject({ continue: "t:2", remaining: 3, resourceVersion: "1", restarted: false });
    expect(page.raw.kind).toBe("VirtualClusterInstanceList");
    expect(Object.fromEntries(sent[0]!.query)).toEqual({ limit: "2", labelSelector: "team=a", fieldSelector: "metadata.name=x\\,y" });
    expect(sent[0]!.path).toBe(path);
    const next = await vcs.list({ limit: 3, continue: page.continue });
    expect(names(next.items)).toEqual(["vc-2", "vc-3", "vc-4"]);
    expect(next).toMatchObject({ continue: undefined, remaining: 0 });
  });

  test("awaited without a limit is everything in one piece", async () => {
    const { vcs, sent } = platform(paged(5));
    expect((await vcs.list()).items).toHaveLength(5);
    expect(sent[0]!.query.has("limit")).toBe(false);
  });

  test("sends nothing until it is used", async () => {
    const { vcs, sent } = platform(paged(5));
    vcs.list();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sent).toHaveLength(0);
  });

  test("iterated gives every item, in pages", async () => {
    const { vcs, sent } = platform(paged(7));
    const seen: string[] = [];
    for await (const item of vcs.list({ limit: 3 })) seen.push(item.metadata.name);
    expect(seen).toEqual(["vc-0", "vc-1", "vc-2", "vc-3", "vc-4", "vc-5", "vc-6"]);
    expect(sent.map(({ query }) => query.get("continue"))).toEqual([null, "t:3", "t:6"]);
  });

  test("iterated without a limit asks for 500 at a time", async () => {
    const { vcs, sent } = platform(paged(1));
    for await (const _ of vcs.list());
    expect(sent[0]!.query.get("limit")).toBe("500");
  });

  test("copes with a server that returns everything", async () => {
    const { vcs, sent } = platform(paged(7, { ignoreLimit: true }));
    let count = 0;
    for await (const _ of vcs.list({ limit: 3 })) count++;
    expect([count, sent.length]).toEqual([7, 1]);
  });

  test("pages tell how much is left, and the next one is on its way meanwhile", async () => {
    const { vcs, sent } = platform(paged(5));
    const left: unknown[] = [];
    for await (const page of vcs.list({ limit: 2 }).pages()) {
      left.push(page.remaining);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (left.length === 1) expect(sent).toHaveLength(2);
    }
    expect(left).toEqual([3, 1, 0]);
  });

  test("left early asks for no more than the next page, whose failure bothers nobody", async () => {
    const serve = paged(50);
    const { vcs, sent } = platform((request, count) => (count === 2 ? status(500, "InternalError") : serve(request)));
    for await (const _ of vcs.list({ limit: 2 })) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  test("all of it is an array", async () => {
    const { vcs } = platform(paged(7));
    expect(await vcs.list({ limit: 3 }).all()).toHaveLength(7);
    expect(await vcs.list().all()).toHaveLength(7);
  });

  test("an empty one, also as a Go server writes it", async () => {
    const { vcs } = platform(() => json({ kind: "List", metadata: {}, items: null }));
    expect((await vcs.list()).items).toEqual([]);
    expect(await vcs.list().all()).toEqual([]);
  });

  test.each([[{ metadata: {} }], [[]], [null], [{ items: "no" }]])("%j is no list", async (answer) => {
    const { vcs } = platform(() => json(answer));
    expect((await failure(vcs.list())).message).toBe(
      "list VirtualClusterInstance: 200 NotJson: the response is JSON, but not a list with items",
    );
  });

  test("a version is not sent beside a continue token", async () => {
    const { vcs, sent } = platform(paged(4));
    for await (const _ of vcs.list({ limit: 2, resourceVersion: "5", resourceVersionMatch: "Exact" }));
    expect(sent.map(({ query }) => query.get("resourceVersion"))).toEqual(["5", null]);
  });

  test("is typed through all namespaces without a scope", async () => {
    const { client, sent } = platform(paged(1));
    expect((await client.virtualClusterInstances.list()).items).toHaveLength(1);
    expect(sent[0]!.path).toBe("/kubernetes/management/apis/management.loft.sh/v1/virtualclusterinstances");
  });
});

describe("a continue token that expired", () => {
  test("while iterating is an error that says so, unless chosen otherwise", async () => {
    const { vcs } = platform(paged(7, { expireAt: 3 }));
    const error = await failure(
      (async () => {
        for await (const _ of vcs.list({ limit: 3 }));
      })(),
    );
    expect(isExpired(error)).toBe(true);
  });

  test("restarts, and gives nothing twice", async () => {
    const { vcs } = platform(paged(7, { expireAt: 3 }));
    const seen: string[] = [];
    for await (const item of vcs.list({ limit: 3, onExpired: "restart" })) seen.push(item.metadata.name);
    expect(seen).toEqual(["vc-0", "vc-1", "vc-2", "vc-3", "vc-4", "vc-5", "vc-6"]);
  });

  test("restarted pages say so", async () => {
    const { vcs } = platform(paged(7, { expireAt: 3 }));
    const seen: unknown[] = [];
    for await (const page of vcs.list({ limit: 3, onExpired: "restart" }).pages()) seen.push([page.restarted, page.items.length]);
    expect(seen).toEqual([
      [false, 3],
      [true, 3],
      [false, 3],
      [false, 1],
    ]);
  });

  test("all() begins anew: one state of the server, not two", async () => {
    const { vcs } = platform(paged(7, { expireAt: 6 }));
    const all = await vcs.list({ limit: 3 }).all();
    expect(all).toHaveLength(7);
    expect(new Set(all.map(({ metadata }) => metadata.resourceVersion))).toEqual(new Set(["2"]));
    const strict = platform(paged(7, { expireAt: 6 }));
    expect(isExpired(await failure(strict.vcs.list({ limit: 3, onExpired: "error" }).all()))).toBe(true);
  });

  test("a list that continues from an expired token restarts or throws, from its first page on", async () => {
    const from = { limit: 3, continue: "t:3" };
    const list = (onExpired: "restart" | "error" | undefined) => platform(paged(5, { expireAt: 3 })).vcs.list({ ...from, onExpired });
    for (const choice of ["error", undefined] as const) {
      expect(isExpired(await failure(list(choice)))).toBe(true);
      expect(isExpired(await failure(list(choice).pages().next()))).toBe(true);
    }
    expect(isExpired(await failure(list("error").all()))).toBe(true);
    expect(await list("restart")).toMatchObject({ restarted: true, resourceVersion: "2", remaining: 2 });
    expect(names(await list("restart").all())).toEqual(["vc-0", "vc-1", "vc-2", "vc-3", "vc-4"]);
    expect(names(await list(undefined).all())).toEqual(["vc-0", "vc-1", "vc-2", "vc-3", "vc-4"]);
    const pages: [boolean, number][] = [];
    for await (const page of list("restart").pages()) pages.push([page.restarted, page.items.length]);
    expect(pages).toEqual([
      [true, 3],
      [false, 2],
    ]);
  });

  test("a server that calls every list too old is not requested for ever", async () => {
    const { vcs, sent } = platform(() => status(410, "Expired"));
    expect(isExpired(await failure(vcs.list({ continue: "t:3", onExpired: "restart" })))).toBe(true);
    expect(isExpired(await failure(vcs.list({ continue: "t:3" }).all()))).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(4);
  });
});
