import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { instances, page, setup } from "./sandbox.ts";

const kubeconfig = (server: string) => `apiVersion: v1\nkind: Config\nclusters:\n- name: c\n  cluster:\n    server: ${server}\n`;
const connect = (config: string, name = "my-cluster") => ({
  kind: "ClusterConnect",
  metadata: { name },
  spec: {
    adminUser: "my-user",
    config,
    clusterTemplate: { metadata: { labels: { a: "b" } }, spec: { displayName: "My Cluster", config: {} } },
  },
});

describe("connecting a cluster", () => {
  it("makes a Cluster, which is initialized later", async () => {
    const s = setup();
    const { status, body } = await s.send("POST", "clusterconnect", connect(kubeconfig("https://eu.example.com")));
    expect([status, body.status]).toEqual([201, {}]);
    const made = (await s.send("GET", "clusters/my-cluster")).body;
    expect(made).toMatchObject({
      metadata: { labels: { a: "b" } },
      spec: { displayName: "My Cluster", config: { secretName: expect.any(String) } },
      status: {},
    });
    s.clock.advance(2300);
    expect((await s.send("GET", "clusters/my-cluster")).body.status.phase).toBe("Initialized");
  });

  it("takes the page's shortened example", async () => {
    const s = setup();
    const printed = "apiVersion: v1\nkind: Config\nclusters:\n- cluster:\n  ...";
    expect((await s.send("POST", "clusterconnect", connect(printed))).body.status).toEqual({});
  });

  it.each([
    ["not: [yaml", "InvalidKubeConfig"],
    ["just text", "InvalidKubeConfig"],
    ["kind: Pod", "InvalidKubeConfig"],
    ["", "InvalidKubeConfig"],
    [kubeconfig("https://127.0.0.1:6443"), "ClusterUnreachable"],
    [kubeconfig("https://localhost:6443"), "ClusterUnreachable"],
    [kubeconfig("nonsense"), "InvalidKubeConfig"],
  ])("answers 201 with a failure for %j", async (config, reason) => {
    const s = setup();
    const { status, body } = await s.send("POST", "clusterconnect", connect(config));
    expect([status, body.status]).toEqual([201, { failed: true, reason, message: expect.any(String) }]);
    expect((await s.send("GET", "clusters/my-cluster")).status).toBe(404);
  });

  it("fails for a name that is taken, and needs one", async () => {
    const s = setup();
    const config = kubeconfig("https://eu.example.com");
    expect((await s.send("POST", "clusterconnect", connect(config, "loft-cluster"))).body.status.reason).toBe("AlreadyExists");
    expect((await s.send("POST", "clusterconnect", { spec: { config } })).status).toBe(422);
    await s.send("POST", "clusterconnect?dryRun=All", connect(config));
    expect((await s.send("GET", "clusters/my-cluster")).status).toBe(404);
  });
});

describe("importing a virtual cluster", () => {
  const source = { name: "old", namespace: "vc-old", cluster: "my-connected-cluster" };
  const path = "projects/my-project/importvirtualcluster";

  it("makes an instance in the project, named as wished", async () => {
    const s = setup();
    expect((await s.send("POST", path, { sourceVirtualCluster: { ...source, importName: "new" } })).status).toBe(201);
    const { body } = await s.send("GET", `${instances}/new`);
    expect(body.spec).toMatchObject({
      clusterRef: { cluster: "my-connected-cluster", namespace: "vc-old", virtualCluster: "old" },
      owner: { user: "admin" },
    });
    s.clock.advance(2300);
    expect((await s.send("GET", `${instances}/new`)).body.status.phase).toBe("Ready");
    await s.send("POST", path, { sourceVirtualCluster: source });
    expect((await s.send("GET", `${instances}/old`)).status).toBe(200);
  });

  it("refuses what is missing or taken", async () => {
    const s = setup();
    expect(
      (await s.send("POST", path, { sourceVirtualCluster: { name: "old" } })).body.details.causes.map((c: { field: string }) => c.field),
    ).toEqual(["sourceVirtualCluster.namespace", "sourceVirtualCluster.cluster"]);
    expect((await s.send("POST", path, { sourceVirtualCluster: { ...source, cluster: "nowhere" } })).status).toBe(404);
    expect((await s.send("POST", path, { sourceVirtualCluster: { ...source, importName: "payments" } })).status).toBe(409);
    expect((await s.send("POST", "projects/missing/importvirtualcluster", { sourceVirtualCluster: source })).status).toBe(404);
  });
});

describe("tokens and kubeconfigs", () => {
  it("gives direct endpoint tokens that look like JWTs and end when asked", async () => {
    const s = setup();
    const { body } = await s.send("POST", "directclusterendpointtokens", {
      spec: { ttl: 60, scope: { roles: [{ role: "network-peer" }] } },
      status: { token: "x" },
    });
    const [head, claims, signature] = body.status.token.split(".");
    expect(JSON.parse(atob(head))).toMatchObject({ alg: "RS256" });
    const { exp, iat, sub, scope } = JSON.parse(atob(claims));
    expect([exp - iat, sub, scope.roles[0].role, signature.length > 20]).toEqual([60, "admin", "network-peer", true]);
  });

  it("gives kubeconfigs that lead to the proxy of the sandbox, or where they are told to", async () => {
    const s = setup();
    const text = (await s.send("POST", `${instances}/payments/kubeconfig`, {})).body.status.kubeConfig;
    const config = load(text) as { clusters: { cluster: { server: string } }[]; users: { user: Record<string, string> }[] };
    expect(config.clusters[0]?.cluster.server).toBe("https://platform.test/kubernetes/project/my-project/virtualcluster/payments");
    expect(config.users[0]?.user.token).toMatch(/^sandbox-token-/);
    const other = (
      await s.send("POST", `${instances}/payments/kubeconfig`, { spec: { server: "https://vc.example.com", clientCert: true } })
    ).body.status.kubeConfig;
    expect(other).toContain('server: "https://vc.example.com"');
    expect(other).toContain("client-certificate-data");
  });

  it("gives a kubeconfig only of what has been Ready", async () => {
    const s = setup();
    const refused = { status: 500, body: { reason: "InternalError", message: "Internal error occurred: vcluster secret not found" } };
    const ask = (name: string) => s.send("POST", `${instances}/${name}/kubeconfig`, {});
    await s.send("POST", instances, { metadata: { name: "new" }, spec: { templateRef: { name: "small" } } });
    expect(await ask("new")).toMatchObject(refused);
    s.clock.advance(300);
    expect((await s.send("GET", `${instances}/new`)).body.status.phase).toBe("Pending");
    expect(await ask("new")).toMatchObject(refused);
    s.clock.advance(60_000);
    expect((await ask("new")).status).toBe(201);
    // It sleeps.
    expect((await ask("reports")).status).toBe(201);
    s.sandbox.failInstance("my-project", "new", { reason: "Lost", message: "no answer" });
    expect((await ask("new")).status).toBe(201);
    s.sandbox.failInstance("my-project", "other", { reason: "Lost", message: "no answer" });
    await s.send("POST", instances, { metadata: { name: "other" }, spec: { templateRef: { name: "small" } } });
    s.clock.advance(60_000);
    expect(await ask("other")).toMatchObject(refused);
  });

  it("names the authority of the sandbox's address where clients have to trust it", async () => {
    const s = setup({ certificateAuthority: "PEM" });
    const text = async (spec: object) => (await s.send("POST", `${instances}/payments/kubeconfig`, { spec })).body.status.kubeConfig;
    const config = load(await text({})) as { clusters: { cluster: Record<string, string> }[] };
    expect(config.clusters[0]?.cluster["certificate-authority-data"]).toBe(btoa("PEM"));
    expect(await text({ server: "https://vc.example.com" })).not.toContain("certificate-authority-data");
    expect((await s.send("GET", "clusters/my-connected-cluster/accesskey")).body.caCert).toBe(btoa("PEM"));
  });

  it("gives a cluster's access key, the same each time", async () => {
    const s = setup();
    const first = (await s.send("GET", "clusters/my-connected-cluster/accesskey")).body;
    expect(first).toMatchObject({ accessKey: expect.stringMatching(/^sandbox-token-/), loftHost: "platform.test" });
    expect((await s.send("GET", "clusters/my-connected-cluster/accesskey")).body).toEqual(first);
  });

  it("gives logs as text", async () => {
    const s = setup();
    const log = async (query: string) => s.send("GET", `${instances}/payments/log${query}`);
    expect((await log("")).body.split("\n")).toHaveLength(3);
    expect((await log("?tailLines=1")).body).toMatch(/phase Ready\n$/);
    expect((await log("?limitBytes=4")).body).toHaveLength(4);
    expect((await log("?follow=true")).headers.get("x-sandbox")).toContain("follow");
  });
});

describe("a project", () => {
  it("says which templates, clusters and members it has", async () => {
    const s = setup();
    const templates = (await s.send("GET", "projects/my-project/templates")).body;
    expect(templates.virtualClusterTemplates.map((t: { metadata: { name: string } }) => t.metadata.name)).toContain(
      "my-virtual-cluster-template",
    );
    await s.send("PATCH", "projects/my-project", {
      spec: { allowedTemplates: [{ kind: "VirtualClusterTemplate", name: "small", isDefault: true }] },
    });
    const narrowed = (await s.send("GET", "projects/my-project/templates")).body;
    expect([narrowed.virtualClusterTemplates.length, narrowed.defaultVirtualClusterTemplate]).toEqual([1, "small"]);
    expect((await s.send("GET", "projects/my-project/clusters")).body.clusters).toHaveLength(2);
    expect((await s.send("GET", "projects/my-project/members")).body.users).toHaveLength(1);
  });
});

describe("bare", () => {
  it("answers as recorded, and nothing happens by itself", async () => {
    const s = setup({ bare: true });
    expect((await s.send("GET", "projects")).body.items).toEqual([]);
    await s.send("POST", instances, page);
    await s.send("POST", "clusterconnect", connect("nonsense"));
    s.clock.advance(1_000_000);
    expect((await s.send("GET", `${instances}/my-virtual-cluster`)).body.status).toEqual({});
    expect((await s.send("GET", "clusters")).body.items).toEqual([]);
    expect((await s.send("GET", `${instances}/my-virtual-cluster/accesskey`)).body).toMatchObject({
      kind: "VirtualClusterAccessKey",
      metadata: { name: "my-virtual-cluster" },
    });
  });

  it("serves strategic merge patches, which the platform has not had since 4.4", async () => {
    const type = "application/strategic-merge-patch+json";
    const bare = setup({ bare: true });
    await bare.send("POST", instances, page);
    expect((await bare.send("PATCH", `${instances}/my-virtual-cluster`, { spec: { displayName: "x" } }, { type })).status).toBe(200);
    expect((await setup().send("PATCH", `${instances}/payments`, {}, { type })).status).toBe(415);
  });
});

describe("moving a virtual cluster into another project", () => {
  const move = (source: object) => ({ sourceVirtualClusterInstance: source });
  const configMaps = (project: string) => `/kubernetes/project/${project}/virtualcluster/payments/api/v1/namespaces/default/configmaps`;
  const path = "projects/demo/migratevirtualclusterinstance";
  const source = { name: "payments", namespace: "loft-p-my-project" };

  it("takes over its spec, its state and what is in it", async () => {
    const s = setup();
    const before = (await s.send("GET", `${instances}/payments`)).body;
    await s.send("POST", configMaps("my-project"), { metadata: { name: "kept" } });
    const { status, body } = await s.send("POST", path, move(source));
    expect([status, body.kind, body.sourceVirtualClusterInstance]).toEqual([201, "ProjectMigrateVirtualClusterInstance", source]);
    const after = (await s.send("GET", "namespaces/loft-p-demo/virtualclusterinstances/payments")).body;
    expect([after.spec, after.status]).toEqual([before.spec, before.status]);
    expect(after.metadata.labels).toEqual(before.metadata.labels);
    expect((await s.send("GET", `${configMaps("demo")}/kept`)).status).toBe(200);
    expect((await s.send("GET", `${instances}/payments`)).body).toMatchObject({
      metadata: { deletionTimestamp: expect.any(String) },
      status: { ignoreReconciliation: true },
    });
    s.clock.advance(1000);
    expect((await s.send("GET", `${instances}/payments`)).status).toBe(404);
    expect((await s.send("GET", `${configMaps("demo")}/kept`)).status).toBe(200);
  });

  it("changes nothing in a dry run", async () => {
    const s = setup();
    expect((await s.send("POST", `${path}?dryRun=All`, move(source))).status).toBe(201);
    expect((await s.send("GET", "namespaces/loft-p-demo/virtualclusterinstances/payments")).status).toBe(404);
  });

  it("is refused for what is not there, is taken, or not allowed in the project", async () => {
    const s = setup();
    expect((await s.send("POST", path, move({ ...source, name: "none" }))).status).toBe(404);
    expect((await s.send("POST", "projects/none/migratevirtualclusterinstance", move(source))).status).toBe(404);
    expect((await s.send("POST", path, move({}))).body.details.causes.map((c: { field: string }) => c.field)).toEqual([
      "sourceVirtualClusterInstance.name",
      "sourceVirtualClusterInstance.namespace",
    ]);
    expect((await s.send("POST", path, move({ name: "staging", namespace: "loft-p-demo" }))).status).toBe(409);
    await s.send("PATCH", "projects/demo", { spec: { allowedClusters: [{ name: "loft-cluster" }] } });
    expect((await s.send("POST", path, move(source))).status).toBe(403);
    expect((await s.send("GET", `${instances}/payments`)).body.metadata.deletionTimestamp).toBeUndefined();
  });
});

describe("the name of an object on the host", () => {
  it.each([
    ["web", "default", "dev", "web-x-default-x-dev"],
    ["", "default", "dev", undefined],
    [`${"a".repeat(48)}.bc`, "kube-system", "dev", `${"a".repeat(48)}.bc--5a311804da`],
    [`${"a".repeat(51)}.bc`, "kube-system", "dev", `${"a".repeat(51)}-290fd6f55f`],
  ])("of %s in %s of %s is %s", async (name, namespace, vclusterName, expected) => {
    const { status, body } = await setup().send("POST", "translatevclusterresourcenames", { spec: { name, namespace, vclusterName } });
    expect([status, body.status.name]).toEqual([201, expected]);
  });
});

describe("secrets of a project", () => {
  it("are kept, listed and watched in its namespace, and go with it", async () => {
    const s = setup();
    const secrets = "namespaces/loft-p-demo/projectsecrets";
    const data = { token: btoa("hunter2") };
    const made = await s.send("POST", secrets, { metadata: { name: "registry" }, spec: { displayName: "Registry", data } });
    expect([made.status, made.body.spec]).toEqual([201, { displayName: "Registry", data }]);
    expect((await s.send("POST", "namespaces/nowhere/projectsecrets", { metadata: { name: "x" } })).status).toBe(404);
    expect((await s.send("PATCH", `${secrets}/registry`, { spec: { description: "Pull secret" } })).body.spec.description).toBe(
      "Pull secret",
    );
    expect((await s.send("GET", "projectsecrets")).body.items).toHaveLength(1);
    await s.send("DELETE", "projects/demo");
    s.clock.advance(5000);
    expect((await s.send("GET", "projectsecrets")).body.items).toEqual([]);
  });
});
