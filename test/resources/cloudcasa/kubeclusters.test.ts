import { inspect } from "node:util";
import { expect, test } from "vitest";
import type { Kubecluster } from "../../../src/generated/cloudcasa.ts";
import { isConflict, isInvalid, isInvalidArgument, isNotFound, isNotJson, isTimeout } from "../../../src/http/predicates.ts";
import { active } from "../../../src/resources/cloudcasa/conditions.ts";
import { isInUse } from "../../../src/resources/eve/errors.ts";
import type { CollectionQuery, Where } from "../../../src/resources/eve/query.ts";
import { failure } from "../../http/fake.ts";
import { world } from "./world.ts";

test("a cluster from its registration to its end", async () => {
  const { casa } = world({ bare: true });
  const made = await casa.kubeclusters.create({
    name: "testcluster",
    description: "Created for testing purposes",
    tags: { testkey: "testval" },
    image_pull_secret_name: "myregistrykey",
    container_registry: "registry.example.com/cloudcasa",
  });
  expect(made).toMatchObject({
    name: "testcluster",
    _status: "OK",
    status: { state: "REGISTERED" },
    kublet_pods_dir: "/var/lib/kubelet/pods",
  });
  expect(await casa.kubeclusters.get(made._id)).toMatchObject({ _etag: made._etag, tags: { testkey: "testval" } });
  expect((await casa.kubeclusters.list()).total).toBe(1);

  const patched = await casa.kubeclusters.patch(made, { name: "newname", description: "New description" });
  expect(patched).toMatchObject({ name: "newname", tags: { testkey: "testval" } });
  await expect(casa.kubeclusters.patch(made, { description: "stale" })).rejects.toSatisfy(isConflict);
  await expect(casa.kubeclusters.update({ ...made, name: "stale" })).rejects.toSatisfy(isConflict);
  await expect(casa.kubeclusters.delete(made)).rejects.toSatisfy(isConflict);

  const replaced = await casa.kubeclusters.update({ ...patched, tags: { owner: "a" } });
  expect(replaced.tags).toEqual({ owner: "a" });
  expect(replaced.status).toEqual(made.status);
  const bare = await casa.kubeclusters.update({ _id: replaced._id, _etag: replaced._etag, name: "alone" });
  expect(bare.description).toBeUndefined();

  const read = await casa.kubeclusters.get(made._id);
  expect(await casa.kubeclusters.refresh(read)).toBe(read);
  await casa.kubeclusters.delete(read);
  await expect(casa.kubeclusters.get(made._id)).rejects.toSatisfy(isNotFound);
  expect(await casa.kubeclusters.find(made._id)).toBeUndefined();
});

test("edit sends a PATCH, and a PUT where a field goes", async () => {
  const { casa, requests } = world({ bare: true });
  const { _id } = await casa.kubeclusters.create({ name: "a", description: "d", tags: { k: "v" } });
  requests.length = 0;
  await casa.kubeclusters.edit(_id, (draft) => {
    draft.tags = { ...draft.tags, owner: "a" };
  });
  const edited = await casa.kubeclusters.edit(_id, (draft) => {
    delete draft.description;
  });
  expect(edited).toMatchObject({ tags: { k: "v", owner: "a" } });
  expect(edited.description).toBeUndefined();
  await casa.kubeclusters.edit(_id, () => {});
  expect(requests.map((line) => line.split(" ")[0])).toEqual(["GET", "PATCH", "GET", "PUT", "GET"]);
  expect(await casa.kubeclusters.patch(edited, [{ op: "remove", path: "/tags/k" }])).toMatchObject({ tags: { owner: "a" } });
});

test("100 writers with 50 edits each lose nothing", { timeout: 120_000 }, async () => {
  const { casa } = world({ bare: true });
  const { _id } = await casa.kubeclusters.create({ name: "a", description: "0" });
  const writer = async () => {
    for (let turn = 0; turn < 50; turn++) {
      await casa.kubeclusters.edit(_id, (draft) => {
        draft.description = String(Number(draft.description) + 1);
      });
    }
  };
  await Promise.all(Array.from({ length: 100 }, writer));
  expect((await casa.kubeclusters.get(_id)).description).toBe("5000");
});

test("a cluster that a backup uses is not deleted", async () => {
  const { casa } = world({ bare: true });
  const cluster = await casa.kubeclusters.create({ name: "a" });
  const backup = await casa.kubebackups.create({
    name: "b",
    cluster: cluster._id,
    trigger_type: "ADHOC",
    source: { all_namespaces: true },
  });
  await expect(casa.kubeclusters.delete(cluster)).rejects.toSatisfy(isInUse);
  await expect(casa.kubeclusters.delete(cluster._id)).rejects.toThrow(/used by a kubebackup/);
  await casa.kubebackups.delete(backup);
  await casa.kubeclusters.delete(cluster);
});

test("from REGISTERED to ACTIVE, once the agent's manifest was fetched", async () => {
  const { casa, moving } = world();
  const cluster = await casa.kubeclusters.create({ name: "prod" });
  const manifest = await casa.kubeclusters.agentManifest(cluster);
  expect(manifest).toMatch(/kind: List/);
  const states: (string | undefined)[] = [];
  const found = await moving(
    casa.kubeclusters.waitFor(cluster, active(), {
      timeout: "1m",
      interval: "5ms",
      onProgress: ({ phase, object }) => states.push(phase === object?.status?.state ? phase : "?"),
    }),
  );
  expect(found.status?.state).toBe("ACTIVE");
  expect(states).toEqual(["REGISTERED", "INVENTORY", "ACTIVE"]);
});

test("a wait that fails tells the last state", async () => {
  const { casa, sandbox } = world();
  const cluster = await casa.kubeclusters.create({ name: "prod" });
  const overdue = await casa.kubeclusters
    .waitFor(cluster._id, active(), { timeout: "30ms", interval: "10ms" })
    .catch((error: unknown) => error);
  expect(isTimeout(overdue)).toBe(true);
  expect(overdue).toMatchObject({
    name: "WaitError",
    message: `timed out after 0.03 s waiting until kubeclusters "${cluster._id}" is ACTIVE (phase: REGISTERED)`,
    phase: "REGISTERED",
    object: { _id: cluster._id, status: { state: "REGISTERED" } },
  });
  const waiting = casa.kubeclusters.waitFor(cluster._id, active(), { timeout: "1m", interval: "5ms" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  sandbox.engine.delete("kubeclusters", cluster._id);
  await expect(waiting).rejects.toSatisfy(isNotFound);
  await expect(casa.kubeclusters.waitFor(cluster._id, "ACTIVE" as never)).rejects.toSatisfy(isInvalidArgument);
});

test("the agent URL is fetched without the token, at the server it belongs to", async () => {
  for (const [agentURL, asked] of [
    ["https://elsewhere.example.com/kubeclusteragents/abc=.yaml?x=1", "https://elsewhere.example.com/kubeclusteragents/abc=.yaml?x=1"],
    ["http://casa.example.com/kubeclusteragents/abc.yaml", "https://casa.example.com/kubeclusteragents/abc.yaml"],
  ]) {
    const seen: { url: string; authorization: string | undefined }[] = [];
    let reads = 0;
    const fetch = async (url: string, init: RequestInit) => {
      const { authorization } = init.headers as Record<string, string>;
      if (url.includes("kubeclusteragents")) {
        seen.push({ url, authorization });
        return new Response("apiVersion: v1\nkind: List\nitems: []\n", { headers: { "content-type": "application/yaml" } });
      }
      return Response.json({ _id: "1", _etag: "e", name: "a", ...(reads++ > 0 && { status: { state: "REGISTERED", agentURL } }) });
    };
    const { casa } = world({ client: { baseUrl: "https://casa.example.com", token: "real-token", fetch } });
    expect(await casa.kubeclusters.agentManifest("1", { interval: "1ms" })).toContain("kind: List");
    expect(seen).toEqual([{ url: asked, authorization: undefined }]);
  }
});

test("a response that is no manifest, and an agent URL that never comes, are errors", async () => {
  const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
  const serve = (answer: () => Response, agentURL: unknown) => (url: string) =>
    Promise.resolve(
      url.includes("kubeclusteragents")
        ? answer()
        : Response.json({ _id: "1", _etag: "e", name: "a", status: { state: "REGISTERED", agentURL } }),
    );
  const url = `https://casa.example.com/kubeclusteragents/${secret}.yaml`;
  const answers: [() => Response, unknown, (error: unknown) => boolean][] = [
    [() => new Response("<html><body>login</body></html>"), url, isNotJson],
    [() => new Response(""), url, isNotJson],
    [() => new Response("no", { status: 404 }), url, isNotFound],
    [() => new Response("x"), "not a URL", isNotJson],
    [() => new Response("x"), undefined, isTimeout],
  ];
  for (const [answer, agentURL, expected] of answers) {
    const { casa } = world({ client: { baseUrl: "https://casa.example.com", token: "t-o-k-e-n", fetch: serve(answer, agentURL) } });
    const error = await casa.kubeclusters.agentManifest("1", { timeout: "30ms", interval: "5ms" }).catch((reason: unknown) => reason);
    expect(error).toSatisfy(expected);
    expect(`${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}`).not.toContain(secret);
  }
});

test("images, under one v1 and under two", async () => {
  const { casa } = world();
  const images = await casa.kubeclusters.images();
  expect(images.length).toBeGreaterThan(0);
  for (const image of images) expect(image).toMatch(/^[^\s]+:[^\s]+$/);
  const asked: string[] = [];
  const twice = world({
    client: {
      fetch: async (url) => {
        asked.push(new URL(url).pathname);
        return url.includes("/v1/v1/")
          ? Response.json(["a:1", "b:2"])
          : Response.json({ _status: "ERR", _error: { code: 404, message: "not found" } }, { status: 404 });
      },
    },
  });
  expect(await twice.casa.kubeclusters.images()).toEqual(["a:1", "b:2"]);
  expect(asked).toEqual(["/api/v1/kubeclusters/cloudcasa-images", "/api/v1/v1/kubeclusters/cloudcasa-images"]);
  const second = async (status: number) => {
    const fetch = async (url: string) => Response.json({}, { status: url.includes("/v1/v1/") ? status : 404 });
    return failure(world({ client: { fetch, retry: false } }).casa.kubeclusters.images());
  };
  expect(await second(503)).toMatchObject({ status: 503, path: "/api/v1/v1/kubeclusters/cloudcasa-images" });
  expect(await second(403)).toMatchObject({ code: "Forbidden" });
  expect(await second(404)).toMatchObject({ status: 404, path: "/api/v1/kubeclusters/cloudcasa-images" });
  for (const [body, expected] of [
    [{ images: [{ name: "a:1" }] }, ["a:1"]],
    [{ _items: [{ image: "a:1" }], _links: {} }, ["a:1"]],
  ] as const) {
    expect(await world({ client: { fetch: async () => Response.json(body) } }).casa.kubeclusters.images()).toEqual(expected);
  }
  for (const body of [{}, { a: [], b: [] }, [1], "x"]) {
    await expect(world({ client: { fetch: async () => Response.json(body) } }).casa.kubeclusters.images()).rejects.toSatisfy(isNotJson);
  }
});

test("names that a server would cast are found by every operator for equality", async () => {
  const { casa } = world({ bare: true });
  const odd = ["5eb599e603f7a77d5223efee", "1e3", "Tue, 01 Dec 2026 00:00:00 GMT", "a.b"];
  await casa.kubeclusters.createMany(["plain", ...odd].map((name) => ({ name })));
  const names = async (name: NonNullable<Where<Kubecluster>["name"]>) =>
    (await casa.kubeclusters.list({ where: { name } }).all()).map((one) => one.name);
  for (const one of odd) {
    for (const match of [one, { $eq: one }, { $in: [one] }]) expect(await names(match)).toEqual([one]);
    for (const match of [{ $ne: one }, { $nin: [one] }])
      expect(await names(match)).toEqual(["plain", ...odd].filter((name) => name !== one));
  }
  expect(await names({ $in: odd })).toEqual(odd);
  expect(await names({ $nin: odd })).toEqual(["plain"]);
});

test("queries reach the server unchanged", async () => {
  const { casa } = world({ bare: true });
  await casa.kubeclusters.createMany(
    ["a", "b", "c"].map((name, index) => ({ name, description: `number ${index}`, tags: { team: index === 1 ? "x & y" : "z" } })),
  );
  const names = async (query: CollectionQuery<Kubecluster>) => (await casa.kubeclusters.list(query).all()).map((cluster) => cluster.name);
  expect(await names({ where: { "tags.team": "x & y" } })).toEqual(["b"]);
  expect(await names({ where: { "status.state": "REGISTERED" }, sort: "-name" })).toEqual(["c", "b", "a"]);
  expect(await names({ where: { $or: [{ name: "a" }, { description: { $regex: "^number 2$" } }] } })).toEqual(["a", "c"]);
  expect(await names({ where: { name: { $nin: ["a"] } }, sort: ["name"], max_results: 1 })).toEqual(["b", "c"]);
  const [projected] = (await casa.kubeclusters.list({ projection: ["name"], max_results: 1 })).items;
  expect(Object.keys(projected ?? {}).sort()).toEqual(["_created", "_etag", "_id", "_links", "_updated", "name"]);
  const cluster = await casa.kubeclusters.find({ name: "a" });
  const backup = await casa.kubebackups.create({
    name: "n",
    cluster: cluster?._id ?? "",
    trigger_type: "ADHOC",
    source: { all_namespaces: true },
  });
  expect((await casa.kubebackups.get(backup._id, { embedded: ["cluster"] })).cluster?.name).toBe("a");
});

test("bulk creates, ensure, and what the server refuses", async () => {
  const { casa } = world({ bare: true });
  await expect(casa.kubeclusters.createMany([{ name: "a" }, { name: 7 } as never])).rejects.toSatisfy(isInvalidArgument);
  const refused = await casa.kubeclusters.createMany([{ name: "a" }, { name: "b", tags: 7 } as never]).catch((error: unknown) => error);
  expect(isInvalid(refused)).toBe(true);
  expect(refused).toMatchObject({ causes: [{ field: "1.tags", message: "must be of dict type" }] });
  expect((await casa.kubeclusters.list()).total).toBe(0);
  const results = await Promise.all(Array.from({ length: 20 }, () => casa.kubeclusters.ensure({ name: "one" })));
  expect(results.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
  expect(new Set(results.map(({ document }) => document._id)).size).toBe(1);
});
