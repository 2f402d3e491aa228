// Options that a call has not: refused before anything is sent.
import { isInvalidArgument, Platform, until } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { failure } from "../../http/fake.ts";
import { platform, vc } from "./fake.ts";

type Vcs = ReturnType<typeof platform>["vcs"];
type Client = ReturnType<typeof platform>["client"];

/** Each call with an option that it has not. */
const calls: Record<string, (vcs: Vcs, client: Client) => PromiseLike<unknown>> = {
  "get: query, labelSelector": (vcs) => vcs.get("dev", { labelSelector: "a=b" } as never),
  "find: query, limit": (vcs) => vcs.find("dev", { limit: 1 } as never),
  "list: onExpired, labelSelectors": (vcs) => vcs.list({ labelSelectors: "a=b" } as never),
  "listMetadata: limit, includeObject": (vcs) => vcs.listMetadata({ includeObject: "None" } as never),
  "listTable: includeObject, onExpired": (vcs) => vcs.listTable({ onExpired: "restart" } as never),
  "watch: silence, timeout": (vcs) => vcs.watch({ timeout: "5s" } as never).next(),
  "cache: labels, resourceVersion": (vcs) => vcs.cache({ resourceVersion: "1" } as never),
  "waitFor: onProgress, timeOut": (vcs) => vcs.waitFor("dev", until.ready(), { timeOut: 5 } as never),
  "create: dryRun, force": (vcs) => vcs.create(vc("dev"), { force: true } as never),
  "update: name, force": (vcs) => vcs.update(vc("dev"), { force: true } as never),
  "patch: createParents, name": (vcs) => vcs.patch("dev", {}, { name: "dev" } as never),
  "apply: force, createParents": (vcs) => vcs.apply(vc("dev"), { createParents: true } as never),
  "edit: fieldManager, createParents": (vcs) => vcs.edit("dev", () => {}, { createParents: true } as never),
  "delete: preconditions, labelSelector": (vcs) => vcs.delete("dev", { labelSelector: "a=b" } as never),
  "preconditions of delete: uid, uuid": (vcs) => vcs.delete("dev", { preconditions: { uuid: "1" } } as never),
  "deleteCollection: labelSelector, preconditions": (vcs) => vcs.deleteCollection({ preconditions: { uid: "1" } } as never),
  "kubeconfig of: certificateTTL, ttl": (vcs) => vcs.kubeconfig("dev", { ttl: 5 } as never),
  "log of: follow, folow": (vcs) => vcs.log("dev", { folow: true } as never).next(),
  "sleep: duration, for": (vcs) => vcs.sleep("dev", { for: 5 } as never),
  "wakeUp: dryRun, duration": (vcs) => vcs.wakeUp("dev", { duration: 5 } as never),
  "accessKey of: query, dryRun": (_vcs, client) => client.clusters.accessKey("eu", { dryRun: true } as never),
  "download: timeout, query": (_vcs, client) => client.usageDownload.download({ query: {} } as never),
  "importVirtualCluster into: dryRun, name": (_vcs, client) =>
    client.project("demo").importVirtualCluster({ sourceVirtualCluster: {} } as never, { name: "x" } as never),
};

describe("each verb names the option, the call, and the options there are", () => {
  test.each(Object.keys(calls))("%s", async (title) => {
    const [, call, exists, not] = /^(.*): (\w+), (\w+)$/.exec(title)!;
    const { vcs, client, sent } = platform(() => Response.json(vc("dev")));
    const error = await failure((async () => calls[title]!(vcs, client))());
    expect(isInvalidArgument(error), String(error)).toBe(true);
    expect(error.message).toMatch(new RegExp(`^${call} [A-Z]\\w+: unknown option "${not}"; known options: .*\\b${exists}\\b`));
    expect(sent).toEqual([]);
  });

  test("conditions have options too", () => {
    expect(() => until.ready({ orAsleep: true } as never)).toThrow('until.ready: unknown option "orAsleep"; known options: orSleeping');
    expect(until.deleted()).toBeTruthy();
  });
});

describe("a page's size", () => {
  test.each([0, -1, 2.5, Number.NaN, "10", null])("is no %j", async (limit) => {
    const { vcs, sent } = platform(() => Response.json({ items: [] }));
    for (const call of [
      () => vcs.list({ limit } as never),
      () => vcs.listMetadata({ limit } as never),
      () => vcs.listTable({ limit } as never),
    ])
      expect((await failure((async () => call())())).message).toMatch(
        /^(list|listMetadata|listTable)\.limit: expected a whole number from 1, got /,
      );
    expect(sent).toEqual([]);
  });

  test("is a whole number from 1", async () => {
    const { vcs, sent } = platform(() => Response.json({ items: [] }));
    await vcs.list({ limit: 1 });
    expect(sent[0]!.query.get("limit")).toBe("1");
  });
});

describe("the prefix of projects' namespaces", () => {
  const make = (projectNamespacePrefix: unknown) =>
    new Platform({ baseUrl: "https://p.example.com", projectNamespacePrefix: projectNamespacePrefix as string });

  test.each(["P-", "-p", "a/b", "loft-p- ", "é", 7, null])("is no %j", (prefix) => {
    expect(() => make(prefix)).toThrow(/^projectNamespacePrefix: expected a string such as "p-"/);
  });

  test.each(["", "p-", "loft-p-", "9"])("may be %j", async (prefix) => {
    expect(await make(prefix).project("demo").namespace()).toBe(`${prefix}demo`);
  });
});

test.each([[{ preconditons: { uid: "another" } }], [{ preconditions: { uuid: "another" } }], [{ dryrun: true }]])(
  "a mistyped option %j deletes nothing",
  async (options) => {
    const sandbox = createSandbox();
    const { fetch, token } = sandbox;
    const { virtualClusterInstances } = new Platform({ baseUrl: sandbox.platform.url, token, fetch }).namespace("loft-p-my-project");
    expect(isInvalidArgument(await failure(virtualClusterInstances.delete("payments", options as object)))).toBe(true);
    expect(sandbox.requests.filter((request) => request.method === "DELETE")).toEqual([]);
    expect((await virtualClusterInstances.get("payments")).metadata.deletionTimestamp).toBeUndefined();
  },
);
