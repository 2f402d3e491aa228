import { isInvalidArgument, type Stored, until, type VirtualClusterInstance } from "clusterplane";
import { describe, expect, test } from "vitest";
import { targetOf } from "../../../src/resources/kubernetes/ref.ts";
import { failure, json, live, platform, vc } from "./fake.ts";

const collection = "/kubernetes/management/apis/management.loft.sh/v1";
const inNamespace = (namespace: string, name = "dev") => vc(name, 1, { metadata: { namespace } as never });
const paths = (sent: readonly { method: string; path: string }[]) =>
  sent.map(({ method, path }) => `${method} ${path.replace(collection, "")}`);

describe("a reference", () => {
  test("is a name, or an object with one", () => {
    expect(targetOf("dev")).toEqual({ name: "dev", namespace: undefined, uid: undefined });
    expect(targetOf({ metadata: { name: "dev" } })).toEqual({ name: "dev", namespace: undefined, uid: undefined });
    expect(targetOf(vc("dev"))).toEqual({ name: "dev", namespace: "loft-p-demo", uid: "uid-dev" });
    // Objects without namespace have it empty in some servers' JSON.
    expect(targetOf({ metadata: { name: "dev", namespace: "" } })).toMatchObject({ namespace: undefined });
  });

  test.each([
    undefined,
    null,
    7,
    "",
    ".",
    "..",
    "%2e",
    [],
    {},
    { metadata: null },
    { metadata: {} },
    { metadata: { name: 7 } },
    { metadata: { name: ".." } },
    { metadata: { name: "a", namespace: ".." } },
    { metadata: { name: "a", namespace: 7 } },
  ])("is not %j", (wrong) => {
    let error: unknown;
    try {
      targetOf(wrong as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(isInvalidArgument(error)).toBe(true);
  });
});

describe("calls with an object in place of its name", () => {
  test("act on it: each verb", async () => {
    const { vcs, sent } = platform(({ method }) => json(method === "DELETE" ? { kind: "Status", status: "Success" } : vc("dev")));
    const dev = vc("dev");
    await vcs.get(dev);
    await vcs.find(dev);
    await vcs.patch(dev, { spec: {} });
    await vcs.edit(dev, (draft) => void Object.assign(draft.spec!, { displayName: "x" }));
    await vcs.sleep(dev);
    await vcs.wakeUp(dev);
    await vcs.delete(dev);
    expect(new Set(paths(sent).map((path) => path.split(" ")[1]))).toEqual(
      new Set(["/namespaces/loft-p-demo/virtualclusterinstances/dev"]),
    );
    // Only a deletion is of this very object.
    expect(sent.at(-1)!.json).toMatchObject({ preconditions: { uid: "uid-dev" } });
  });

  test("of another namespace than the handle's are refused", async () => {
    const { vcs, client, sent } = platform(() => json(vc("dev")));
    for (const handle of [vcs, client.namespace("loft-p-demo").virtualClusterInstances]) {
      const error = await failure(handle.get(inNamespace("loft-p-other")));
      expect(isInvalidArgument(error)).toBe(true);
      expect(error.message).toBe("metadata.namespace: is loft-p-other, but this is namespace loft-p-demo");
      expect(isInvalidArgument(await failure(handle.update(inNamespace("loft-p-other"))))).toBe(true);
      expect(isInvalidArgument(await failure(handle.delete(inNamespace("loft-p-other"))))).toBe(true);
    }
    expect(sent).toEqual([]);
  });
});

describe("the handle of all namespaces", () => {
  test("acts on objects that know their namespace: each verb", async () => {
    const status = { kubeConfig: "x" };
    const { client, sent } = platform(({ method, url }) => {
      if (url.endsWith("/log")) return new Response("one\n");
      if (url.endsWith("/kubeconfig")) return json({ kind: "VirtualClusterInstanceKubeConfig", status });
      return json(method === "DELETE" ? { kind: "Status", status: "Success" } : inNamespace("p-a"));
    });
    const all = client.virtualClusterInstances;
    const dev = inNamespace("p-a");
    await all.get(dev);
    await all.find(dev);
    await all.update(dev);
    await all.patch(dev, { spec: {} });
    await all.apply({ metadata: { name: "dev", namespace: "p-a" } });
    await all.edit(dev, (draft) => void Object.assign(draft.spec!, { displayName: "x" }));
    await all.sleep(dev);
    await all.wakeUp(dev);
    await all.kubeconfig(dev);
    for await (const _ of all.log(dev));
    await all.delete(dev);
    const at = "/namespaces/p-a/virtualclusterinstances/dev";
    expect(paths(sent)).toEqual([
      ...[`GET ${at}`, `GET ${at}`, `PUT ${at}`, `PATCH ${at}`, `PATCH ${at}`, `GET ${at}`, `PATCH ${at}`, `PATCH ${at}`, `PATCH ${at}`],
      ...[`POST ${at}/kubeconfig`, `GET ${at}/log`, `DELETE ${at}`],
    ]);
  });

  test("changes the objects that it listed", async () => {
    const { client, sent } = platform(({ url, method }) =>
      method === "GET" && url.endsWith("virtualclusterinstances")
        ? json({ metadata: {}, items: [inNamespace("p-a"), inNamespace("p-b")] })
        : json(inNamespace("p-a")),
    );
    for (const one of (await client.virtualClusterInstances.list()).items)
      await client.virtualClusterInstances.patch(one, { spec: { displayName: "x" } });
    expect(paths(sent).slice(1)).toEqual([
      "PATCH /namespaces/p-a/virtualclusterinstances/dev",
      "PATCH /namespaces/p-b/virtualclusterinstances/dev",
    ]);
  });

  test("watches one object in its own namespace", async () => {
    const { client, sent } = platform(({ url }) =>
      url.includes("watch=true")
        ? live().response
        : json({ metadata: { resourceVersion: "1" }, items: [vc("dev", 1, { status: { phase: "Ready" } as never })] }),
    );
    await client.virtualClusterInstances.waitFor(vc("dev"), until.ready());
    expect(sent[0]!.path).toBe(`${collection}/namespaces/loft-p-demo/virtualclusterinstances`);
    expect(sent[0]!.query.get("fieldSelector")).toBe("metadata.name=dev");
  });

  test("a name alone is refused before anything is sent: it may be there in several", async () => {
    const { client, sent } = platform(() => json(vc("dev")));
    const all = client.virtualClusterInstances;
    const message =
      "namespace: VirtualClusterInstance is namespaced; give an object with metadata.namespace, or use the handle of a project";
    for (const call of [
      () => all.get("dev" as never),
      () => all.find({ metadata: { name: "dev" } } as never),
      () => all.update({ metadata: { name: "dev", resourceVersion: "1" } } as never),
      () => all.apply({ metadata: { name: "dev" } } as never),
      () => all.patch("dev" as never, { spec: {} }),
      () => all.edit("dev" as never, () => undefined),
      () => all.delete("dev" as never),
      () => all.waitFor("dev" as never, until.ready()),
      () => all.sleep("dev" as never),
      () => all.kubeconfig("dev" as never),
      () => all.log("dev" as never).next(),
    ])
      expect((await failure(call())).message).toBe(message);
    expect(sent).toEqual([]);
  });

  test("of a kind with types of one's own, and of a cluster behind the platform", async () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a", namespace: "x", uid: "u", resourceVersion: "1" } };
    const { client, sent } = platform(() => json(pod));
    const kind = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true } as const;
    await client.resource(kind).get(pod);
    await client.cluster("eu").resource(kind).get(pod);
    expect(sent.map(({ path }) => path)).toEqual([
      "/kubernetes/management/api/v1/namespaces/x/pods/a",
      "/kubernetes/cluster/eu/api/v1/namespaces/x/pods/a",
    ]);
  });
});

describe("an integer that JavaScript can't hold", () => {
  const big = vc("dev", 1, { spec: { displayName: "a", parameters: "p" }, status: {} });
  const served = () =>
    platform(({ method }) =>
      method === "GET"
        ? new Response(JSON.stringify(big).replace('"p"', '"p","quota":9007199254740993,"list":[{"size":-9007199254740993}]'), {
            headers: { "content-type": "application/json" },
          })
        : json(vc("dev", 2)),
    );

  test.each<[string, (vcs: ReturnType<typeof served>["vcs"], object: Stored<VirtualClusterInstance>) => Promise<unknown>]>([
    ["update", (vcs, object) => vcs.update(object)],
    ["apply", (vcs, object) => vcs.apply(object)],
    [
      "edit that moves it",
      (vcs) => vcs.edit("dev", (draft) => void Object.assign(draft, { spec: { copy: (draft.spec as { quota?: number }).quota } })),
    ],
  ])("is not sent back by %s", async (_, write) => {
    const { vcs, sent } = served();
    const error = await failure(write(vcs, await vcs.get("dev")));
    expect(isInvalidArgument(error)).toBe(true);
    expect(error.message).toMatch(/^(spec\.quota|\/spec\/copy): is an integer beyond 2\^53, which JavaScript can't hold exactly/);
    expect(sent.every(({ method }) => method === "GET")).toBe(true);
  });

  test("is no obstacle to an edit or a patch that leaves it alone", async () => {
    const { vcs, sent } = served();
    await vcs.edit("dev", (draft) => void Object.assign(draft.spec!, { displayName: "b" }));
    await vcs.patch("dev", { spec: { displayName: "b" } });
    expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(2);
  });

  test("given as text goes out as it is", async () => {
    const { vcs, sent } = served();
    const text = '{"metadata":{"name":"dev","resourceVersion":"1"},"spec":{"quota":9007199254740993}}';
    await vcs.update(text);
    expect(sent[0]!.body).toBe(text);
  });
});

describe("ensure", () => {
  const wanted = { metadata: { name: "dev", labels: { team: "a" } }, spec: { displayName: "Dev", description: "" } };

  test("creates what is not there", async () => {
    const { vcs, sent } = platform(({ method }) =>
      method === "POST" ? json(vc("dev"), 201) : json({ kind: "Status", reason: "NotFound", code: 404 }, 404),
    );
    expect(await vcs.ensure(wanted)).toEqual({ object: vc("dev"), outcome: "created", differences: [] });
    expect(sent.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  test("finds what is there, and says where it differs from what is wanted", async () => {
    const more = { networkPeer: true };
    for (const [stored, outcome, differences] of [
      [vc("dev", 1, { metadata: { labels: { team: "a", x: "y" } }, spec: { displayName: "Dev", ...more } }), "found", []],
      [
        vc("dev", 1, { metadata: { labels: { team: "b" } }, spec: { displayName: "Other", ...more } }),
        "different",
        ["metadata.labels.team", "spec.displayName"],
      ],
      [vc("dev", 1, { metadata: { labels: { team: "a" } }, spec: {} }), "different", ["spec.displayName"]],
    ] as const) {
      const { vcs, sent } = platform(() => json(stored));
      const ensured = await vcs.ensure(wanted);
      expect([ensured.outcome, [...ensured.differences].sort()]).toEqual([outcome, differences]);
      expect(ensured.object).toEqual(stored);
      expect(sent.map(({ method }) => method)).toEqual(["GET"]);
    }
  });

  test("somebody else was faster: theirs is returned", async () => {
    let reads = 0;
    const { vcs } = platform(({ method }) => {
      if (method === "POST") return json({ kind: "Status", reason: "AlreadyExists", code: 409 }, 409);
      return reads++ === 0
        ? json({ kind: "Status", reason: "NotFound", code: 404 }, 404)
        : json(vc("dev", 1, { spec: { displayName: "Theirs" } }));
    });
    expect(await vcs.ensure(wanted)).toMatchObject({ outcome: "different", object: { spec: { displayName: "Theirs" } } });
  });

  test("takes an object with a name, and nothing else", async () => {
    const { vcs, sent } = platform(() => json(vc("dev")));
    for (const wrong of [{ metadata: { generateName: "a-" } }, {}, "metadata:\n  name: dev\n", null])
      expect(isInvalidArgument(await failure(vcs.ensure(wrong as never)))).toBe(true);
    expect(sent).toEqual([]);
  });
});
