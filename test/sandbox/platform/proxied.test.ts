// The Kubernetes APIs behind the platform: connected clusters and virtual clusters.
import { isForbidden, isNotFound, isNotReady, isUnauthorized, Platform, type ProxiedCluster, until } from "clusterplane";
import { createSandbox, type Sandbox, type SandboxOptions } from "clusterplane/sandbox";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind.
type Any = any;

const of = (sandbox: Sandbox, token = sandbox.token) =>
  new Platform({ baseUrl: sandbox.platform.url, token, fetch: sandbox.fetch, projectNamespacePrefix: "loft-p-", retry: false });
const made = (options: SandboxOptions = {}) => {
  const sandbox = createSandbox(options);
  return { sandbox, platform: of(sandbox), cluster: of(sandbox).project("demo").virtualCluster("staging") };
};
const kinds = {
  configMaps: { apiVersion: "v1", kind: "ConfigMap", plural: "configmaps" },
  secrets: { apiVersion: "v1", kind: "Secret", plural: "secrets" },
  deployments: { apiVersion: "apps/v1", kind: "Deployment", plural: "deployments" },
  namespaces: { apiVersion: "v1", kind: "Namespace", plural: "namespaces" },
  crds: { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", plural: "customresourcedefinitions" },
} as const;
const within = (cluster: ProxiedCluster, kind: keyof typeof kinds, namespace = "default") =>
  cluster.namespace(namespace).resource<Any>(kinds[kind]);
const names = (objects: readonly { metadata: { name?: string } }[]) => objects.map((o) => o.metadata.name);
const message = (error: unknown) => (error as Error).message;
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("no error"),
    (error: unknown) => error,
  );

describe("a cluster behind the platform", () => {
  it("has the namespaces of every cluster, and what each of them has", async () => {
    const { cluster } = made();
    expect(names(await cluster.resource<Any>(kinds.namespaces).list().all())).toEqual([
      "default",
      "kube-node-lease",
      "kube-public",
      "kube-system",
    ]);
    expect(names(await within(cluster, "configMaps").list().all())).toEqual(["kube-root-ca.crt"]);
    expect((await cluster.resource<Any>(kinds.namespaces).get("default")).status).toEqual({ phase: "Active" });
  });

  it("makes no object by an apply of its status", async () => {
    const { cluster, sandbox } = made();
    for (const [path, kind] of [
      ["apis/apps/v1/namespaces/default/deployments/zz", "Deployment"],
      ["api/v1/namespaces/default/pods/zz", "Pod"],
    ] as const) {
      const url = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging/${path}`;
      const { status } = await sandbox.fetch(`${url}/status?fieldManager=ci`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/apply-patch+yaml" },
        body: JSON.stringify({ apiVersion: kind === "Pod" ? "v1" : "apps/v1", kind, metadata: { name: "zz" }, status: {} }),
      });
      expect(status).toBe(404);
    }
    expect(await within(cluster, "deployments").find("zz")).toBeUndefined();
  });

  it("keeps, lists, watches and applies objects of any kind", async () => {
    const { cluster } = made();
    const deployments = within(cluster, "deployments");
    await using cache = await deployments.cache();
    const web = (image: string, ...more: object[]) => ({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: { replicas: 2, template: { spec: { containers: [{ name: "web", image }, ...more], tolerations: [{ key: image }] } } },
    });
    await deployments.apply(web("one"), { fieldManager: "ci" });
    await deployments.apply(
      { ...web("one", { name: "log", image: "side" }), spec: { template: { spec: { containers: [{ name: "log", image: "side" }] } } } },
      { fieldManager: "mesh" },
    );
    const applied = await deployments.apply(web("two"), { fieldManager: "ci" });
    expect(applied.spec.template.spec).toEqual({
      containers: [
        { name: "web", image: "two", resources: {} },
        { name: "log", image: "side", resources: {} },
      ],
      tolerations: [{ key: "two" }],
    });
    await expect.poll(() => cache.get("web")?.spec.template.spec.containers[0].image).toBe("two");
    expect(applied.metadata.generation).toBe(3);
    const patched = await deployments.patch("web", { spec: { replicas: 5 } });
    expect([patched.kind, patched.spec.replicas]).toEqual(["Deployment", 5]);
    await deployments.delete("web");
    await expect.poll(() => cache.get("web")).toBeUndefined();
  });

  it("is one for each object, apart from others and from the management API", async () => {
    const { platform, cluster } = made();
    const eu = platform.cluster("my-connected-cluster");
    await within(cluster, "configMaps").create({ metadata: { name: "mine" } });
    expect(await within(eu, "configMaps").find("mine")).toBeUndefined();
    const same = within(platform.project("demo").virtualCluster("staging"), "configMaps");
    expect((await same.get("mine")).metadata.name).toBe("mine");
  });

  it("keeps what secrets say as plain text in base64", async () => {
    const { cluster } = made();
    const secret = await within(cluster, "secrets").create({
      metadata: { name: "s" },
      stringData: { user: "Jürgen" },
      data: { a: "Yg==" },
    });
    expect(secret).toMatchObject({ type: "Opaque", data: { a: "Yg==", user: "SsO8cmdlbg==" } });
    expect(secret).not.toHaveProperty("stringData");
  });

  it("says what it does not simulate", async () => {
    const { sandbox, cluster } = made();
    const base = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging`;
    const ask = (method: string, path: string, body?: object) =>
      sandbox.fetch(base + path, {
        method,
        headers: {
          authorization: `Bearer ${sandbox.token}`,
          "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    await within(cluster, "deployments").create({ metadata: { name: "web" } });
    for (const [method, path, body] of [
      ["GET", "/api/v1/namespaces/default/pods/a/log"],
      ["POST", "/api/v1/namespaces/default/pods/a/exec?command=ls"],
      ["POST", "/api/v1/namespaces/default/pods/a/eviction", {}],
      ["PUT", "/api/v1/namespaces/default/finalize", {}],
      ["GET", "/api/v1/namespaces/default/services/a/proxy"],
      ["POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", {}],
      ["GET", "/apis/apiregistration.k8s.io/v1/apiservices"],
    ] as const) {
      const answer = await ask(method, path, body);
      expect([path, answer.status, answer.headers.get("x-sandbox")]).toEqual([
        path,
        501,
        expect.stringMatching(/^unsupported; id=kubernetes\.resource\./),
      ]);
    }
    expect((await ask("GET", "/apis/metrics.k8s.io/v1beta1/nodes")).status).toBe(404);
    expect((await ask("GET", "/version")).status).toBe(200);
    expect(await (await ask("GET", "")).json()).toHaveProperty("paths");
  });
});

describe("workloads", () => {
  const workload = (name: string, spec: object = {}) => ({ metadata: { name }, spec });
  const statusOf = async (cluster: ProxiedCluster, apiVersion: string, kind: string, plural: string) =>
    (await cluster.namespace("default").resource<Any>({ apiVersion, kind, plural }).get("web")).status;

  it("say after a while that all of them is there, and again after each change", async () => {
    const { sandbox, cluster } = made();
    const deployments = within(cluster, "deployments");
    await deployments.create(workload("web", { replicas: 3 }));
    expect((await deployments.get("web")).status).toEqual({});
    sandbox.clock.advance("2s");
    await deployments.waitFor("web", until.condition("Available"));
    expect((await deployments.get("web")).status).toMatchObject({ observedGeneration: 1, replicas: 3, availableReplicas: 3 });
    await deployments.patch("web", { spec: { replicas: 5 } });
    const { metadata } = await deployments.patch("web", { metadata: { labels: { a: "b" } } });
    expect([metadata.generation, (await deployments.get("web")).status.observedGeneration]).toEqual([2, 1]);
    sandbox.clock.advance("2s");
    expect((await deployments.get("web")).status).toMatchObject({ observedGeneration: 2, readyReplicas: 5 });
    expect((await deployments.get("web")).metadata.generation).toBe(2);
  });

  it.each<[string, string, string, object]>([
    ["apps/v1", "ReplicaSet", "replicasets", { observedGeneration: 1, readyReplicas: 2 }],
    [
      "apps/v1",
      "StatefulSet",
      "statefulsets",
      { observedGeneration: 1, currentRevision: "web-1", updateRevision: "web-1", readyReplicas: 2 },
    ],
    ["apps/v1", "DaemonSet", "daemonsets", { observedGeneration: 1, desiredNumberScheduled: 1, numberReady: 1 }],
    ["batch/v1", "Job", "jobs", { succeeded: 4, conditions: [{ type: "Complete", status: "True" }] }],
  ])("%s %s too", async (apiVersion, kind, plural, expected) => {
    const { sandbox, cluster } = made();
    await cluster
      .namespace("default")
      .resource<Any>({ apiVersion, kind, plural })
      .create(workload("web", { replicas: 2, completions: 4 }));
    sandbox.clock.advance("2s");
    expect(await statusOf(cluster, apiVersion, kind, plural)).toMatchObject(expected);
  });

  it("take as long as they are told to, go on in forks, and say nothing in a bare sandbox", async () => {
    const { sandbox, cluster } = made({ durations: { platform: { inClusters: { workloadsReady: "never" } } } });
    await within(cluster, "deployments").create(workload("web"));
    sandbox.clock.advance("1h");
    expect((await within(cluster, "deployments").get("web")).status).toEqual({});
    sandbox.setDurations({ platform: { inClusters: { workloadsReady: "10s" } } });
    await within(cluster, "deployments").patch("web", { metadata: { labels: { a: "b" } } });
    using fork = sandbox.fork();
    fork.clock.advance("10s");
    expect((await within(of(fork).project("demo").virtualCluster("staging"), "deployments").get("web")).status.readyReplicas).toBe(1);
    const bare = made({ bare: true });
    await bare.platform.project("demo").virtualClusterInstances.create({ metadata: { name: "dev" } });
    const deployments = within(bare.platform.project("demo").virtualCluster("dev"), "deployments");
    await deployments.create(workload("web"));
    bare.sandbox.clock.advance("1h");
    expect((await deployments.get("web")).status).toEqual({});
    // A job that is suspended does not begin.
    const job = { apiVersion: "batch/v1", kind: "Job", plural: "jobs" };
    await cluster
      .namespace("default")
      .resource<Any>(job)
      .create(workload("web", { suspend: true }));
    sandbox.clock.advance("1h");
    expect(await statusOf(cluster, "batch/v1", "Job", "jobs")).toEqual({});
  });
});

describe("namespaces", () => {
  it("must be there, and alive, for what lies in them", async () => {
    const { sandbox, cluster } = made();
    const namespaces = cluster.resource<Any>(kinds.namespaces);
    const missing = await failure(within(cluster, "configMaps", "shop").create({ metadata: { name: "a" } }));
    expect([isNotFound(missing), message(missing)]).toEqual([true, expect.stringContaining('namespaces "shop" not found')]);
    const shop = await namespaces.create({ metadata: { name: "shop" } });
    expect(shop).toMatchObject({
      metadata: { labels: { "kubernetes.io/metadata.name": "shop" } },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    });
    await within(cluster, "configMaps", "shop").create({ metadata: { name: "kept", finalizers: ["example.org/wait"] } });
    await within(cluster, "deployments", "shop").create({ metadata: { name: "web" } });
    sandbox.clock.advance("2s");
    expect(names(await within(cluster, "configMaps", "shop").list().all())).toEqual(["kept", "kube-root-ca.crt"]);
    const { metadata, status } = (await namespaces.delete("shop")) as Any;
    expect([metadata.deletionTimestamp, status.phase]).toEqual([expect.any(String), "Terminating"]);
    expect((await namespaces.get("shop")).metadata.resourceVersion).toBe(metadata.resourceVersion);
    const late = await failure(within(cluster, "configMaps", "shop").create({ metadata: { name: "late" } }));
    expect(late).toMatchObject({
      status: 403,
      causes: [{ reason: "NamespaceTerminating", message: "namespace shop is being terminated", field: "metadata.namespace" }],
    });
    expect(message(late)).toContain(
      'configmaps "late" is forbidden: unable to create new content in namespace shop because it is being terminated',
    );
    sandbox.clock.advance("2s");
    expect([
      names(await within(cluster, "configMaps", "shop").list().all()),
      (await within(cluster, "deployments", "shop").list().all()).length,
    ]).toEqual([["kept"], 0]);
    await within(cluster, "configMaps", "shop").patch("kept", { metadata: { finalizers: null } } as Any);
    sandbox.clock.advance("2s");
    expect(await namespaces.find("shop")).toBeUndefined();
    const immortal = await failure(namespaces.delete("default"));
    expect(message(immortal)).toContain('namespaces "default" is forbidden: this namespace may not be deleted');
  });
});

describe("custom resource definitions", () => {
  const definition = (more: object = {}, version: object = {}) => ({
    metadata: { name: "widgets.example.org" },
    spec: {
      group: "example.org",
      scope: "Namespaced",
      names: { plural: "widgets", kind: "Widget", shortNames: ["wd"] },
      versions: [
        { name: "v1beta1", served: true, storage: false },
        { name: "v1", served: true, storage: true, subresources: { status: {} }, ...version },
        { name: "v0", served: false, storage: false },
      ],
      ...more,
    },
  });
  const widget = { apiVersion: "example.org/v1", kind: "Widget", plural: "widgets" };

  it("serve their kind from then on, with a status apart where they say so", async () => {
    const { sandbox, cluster } = made();
    const widgets = cluster.namespace("default").resource<Any>(widget);
    expect(isNotFound(await failure(widgets.get("a")))).toBe(true);
    const kept = await cluster.resource<Any>(kinds.crds).create(definition());
    expect(kept.status.conditions.map((c: Any) => `${c.type} ${c.status}`)).toEqual(["NamesAccepted True", "Established True"]);
    expect(kept.status).toMatchObject({ storedVersions: ["v1"], acceptedNames: { singular: "widget", listKind: "WidgetList" } });
    const made1 = await widgets.create({ metadata: { name: "a" }, spec: { size: 1 }, status: { dropped: true } });
    expect([made1.apiVersion, made1.spec, made1.status]).toEqual(["example.org/v1", { size: 1 }, undefined]);
    const base = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging`;
    const get = async (path: string) =>
      (await sandbox.fetch(base + path, { headers: { authorization: `Bearer ${sandbox.token}` } })).json() as Any;
    expect((await get("/apis/example.org")).versions.map((v: Any) => v.version)).toEqual(["v1", "v1beta1"]);
    expect((await get("/apis/example.org/v1")).resources).toMatchObject([
      { name: "widgets", shortNames: ["wd"] },
      { name: "widgets/status" },
    ]);
    expect((await get("/apis/example.org/v1beta1/widgets")).items).toHaveLength(1);
    expect((await get("/apis/example.org/v0/widgets")).code).toBe(404);
    const strategic = await sandbox.fetch(`${base}/apis/example.org/v1/namespaces/default/widgets/a`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/strategic-merge-patch+json" },
      body: "{}",
    });
    expect(strategic.status).toBe(415);
  });

  it("take their objects along when they go", async () => {
    const { sandbox, cluster } = made();
    const definitions = cluster.resource<Any>(kinds.crds);
    await definitions.create(definition());
    const widgets = cluster.namespace("default").resource<Any>(widget);
    await widgets.create({ metadata: { name: "free" } });
    await widgets.create({ metadata: { name: "held", finalizers: ["example.org/wait"] } });
    const { metadata, status } = (await definitions.delete("widgets.example.org")) as Any;
    expect(status.conditions.at(-1)).toMatchObject({ type: "Terminating", status: "True" });
    expect((await definitions.get("widgets.example.org")).metadata.resourceVersion).toBe(metadata.resourceVersion);
    sandbox.clock.advance("2s");
    expect(names(await widgets.list().all())).toEqual(["held"]);
    await widgets.patch("held", { metadata: { finalizers: null } } as Any);
    sandbox.clock.advance("2s");
    expect(await definitions.find("widgets.example.org")).toBeUndefined();
    expect(isNotFound(await failure(widgets.list().all()))).toBe(true);
  });

  it.each<[string, object, RegExp]>([
    ["without names", { names: {} }, /spec\.names\.plural: Required value/],
    ["of no scope", { scope: "All" }, /spec\.scope: Unsupported value: "All": supported values: "Cluster", "Namespaced"/],
    ["of another name", { group: "example.com" }, /must be spec\.names\.plural\+"\."\+spec\.group/],
    ["without a storage version", { versions: [{ name: "v1", served: true, storage: false }] }, /exactly one version marked as storage/],
  ])("%s are refused", async (_what, more, words) => {
    const { cluster } = made();
    const error = await failure(cluster.resource<Any>(kinds.crds).create(definition(more)));
    expect([(error as Any).status, message(error)]).toEqual([422, expect.stringMatching(words)]);
  });

  it.each<[string, keyof typeof kinds, object, RegExp]>([
    ["versions that are no list", "crds", { spec: { versions: "v1" } }, /cannot unmarshal string .*spec\.versions of type \[\]/],
    ["a name that is no text", "crds", { spec: { names: { kind: 5 } } }, /cannot unmarshal number .*spec\.names\.kind of type string/],
    [
      "finalizers that are no list",
      "namespaces",
      { spec: { finalizers: 5 } },
      /cannot unmarshal number .*spec\.finalizers of type \[\]string/,
    ],
    ["plain values that are no text", "secrets", { stringData: { a: { b: 1 } } }, /cannot unmarshal object .*stringData\.a of type string/],
  ])("and what else the cluster itself reads, with %s, is refused", async (_what, kind, more, words) => {
    const { cluster } = made();
    const error = await failure(
      (kind === "secrets" ? within(cluster, kind) : cluster.resource<Any>(kinds[kind])).create({ metadata: { name: "wrong" }, ...more }),
    );
    expect([(error as Any).status, message(error)]).toEqual([400, expect.stringMatching(words)]);
  });

  it.each<[string, object, RegExp]>([
    ["scope", { scope: "Cluster" }, /spec\.scope: Invalid value: "Cluster": field is immutable/],
    ["kind", { names: { kind: "Gadget" } }, /spec\.names\.kind: Invalid value: "Gadget": field is immutable/],
  ])("keep their %s", async (_what, spec, words) => {
    const { cluster } = made();
    const definitions = cluster.resource<Any>(kinds.crds);
    await definitions.create(definition());
    const error = await failure(definitions.patch("widgets.example.org", { spec } as Any));
    expect([(error as Any).status, message(error)]).toEqual([422, expect.stringMatching(words)]);
  });

  it("of a built-in kind leave it and its objects alone", async () => {
    const { sandbox, cluster } = made();
    const deployments = within(cluster, "deployments");
    await deployments.create({ metadata: { name: "kept" } });
    const names = { plural: "deployments", kind: "Deployment" };
    const same = { ...definition({ group: "apps", names }), metadata: { name: "deployments.apps" } };
    await cluster.resource<Any>(kinds.crds).create(same);
    await cluster.resource<Any>(kinds.crds).delete("deployments.apps");
    sandbox.clock.advance("2s");
    expect(await cluster.resource<Any>(kinds.crds).find("deployments.apps")).toBeUndefined();
    expect(await deployments.find("kept")).toBeDefined();
  });

  it("whose versions a webhook converts are not simulated", async () => {
    const { cluster } = made();
    const error = await failure(cluster.resource<Any>(kinds.crds).create(definition({ conversion: { strategy: "Webhook" } })));
    expect((error as Any).status).toBe(501);
  });
});

describe("an object that is nested too deeply", () => {
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

  it.each([
    ["POST", "application/json", 1100],
    ["POST", "application/json", 9000],
    ["PATCH", "application/merge-patch+json", 1100],
    ["PATCH", "application/strategic-merge-patch+json", 5000],
  ])("is refused whole: %s as %s, %i deep", async (method, type, depth) => {
    const { sandbox, cluster } = made();
    await within(cluster, "deployments").create({ metadata: { name: "old" } });
    const kept = (await within(cluster, "deployments").get("old")).spec;
    const path = "/kubernetes/project/demo/virtualcluster/staging/apis/apps/v1/namespaces/default/deployments";
    const response = await sandbox.fetch(sandbox.platform.url + path + (method === "PATCH" ? "/old" : ""), {
      method,
      headers: { authorization: `Bearer ${sandbox.token}`, "content-type": type },
      body: `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"${method === "PATCH" ? "old" : "new"}"},"spec":${nested(depth)}}`,
    });
    expect([response.status, response.headers.get("x-sandbox")]).toEqual([501, expect.stringContaining("kubernetes.depth")]);
    expect((await within(cluster, "deployments").list().all()).map(({ metadata, spec }) => [metadata.name, spec])).toEqual([["old", kept]]);
  });
});

describe("who asks", () => {
  it("is who he is on the platform", async () => {
    const { sandbox, cluster } = made();
    expect(isUnauthorized(await failure(within(of(sandbox, "sandbox-token-gone").cluster("nowhere"), "configMaps").list().all()))).toBe(
      true,
    );
    const reader = within(of(sandbox, sandbox.readonlyToken).project("demo").virtualCluster("staging"), "configMaps");
    await within(cluster, "configMaps").create({ metadata: { name: "a" } });
    expect((await reader.get("a")).metadata.name).toBe("a");
    const refused = await failure(reader.delete("a"));
    expect([isForbidden(refused), message(refused)]).toEqual([
      true,
      expect.stringContaining(
        'configmaps "a" is forbidden: User "readonly" cannot delete resource "configmaps" in API group "" in the namespace "default"',
      ),
    ]);
    const nobody = await sandbox.fetch(`${sandbox.platform.url}/kubernetes/cluster/nowhere/api/v1/pods`);
    expect(await nobody.json()).toMatchObject({ code: 401, message: "platform access key not found. Please login again" });
  });

  it("can ask who he is, and what he may do", async () => {
    const { sandbox } = made();
    const ask = async (path: string, token: string, spec?: object) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const url = `${sandbox.platform.url}/kubernetes/cluster/loft-cluster/apis/${path}`;
      return ((await (await sandbox.fetch(url, { method: "POST", headers, body: JSON.stringify({ metadata: {}, spec }) })).json()) as Any)
        .status;
    };
    const whoAmI = "authentication.k8s.io/v1/selfsubjectreviews";
    expect(await ask(whoAmI, sandbox.token)).toMatchObject({
      userInfo: { username: "admin", groups: expect.arrayContaining(["loft:admins"]) },
    });
    const canI = "authorization.k8s.io/v1/selfsubjectaccessreviews";
    const pods = (verb: string) => ({ resourceAttributes: { verb, resource: "pods", namespace: "default" } });
    expect(await ask(canI, sandbox.token, pods("delete"))).toEqual({ allowed: true });
    expect(await ask(canI, sandbox.readonlyToken, pods("delete"))).toEqual({ allowed: false });
    expect(await ask(canI, sandbox.readonlyToken, pods("list"))).toEqual({ allowed: true });
  });

  it("may use the kubeconfig of an instance, until its time is over", async () => {
    const { sandbox, platform } = made();
    const text = (await platform.project("demo").virtualClusterInstances.kubeconfig("staging", { certificateTTL: "60s" })).status
      ?.kubeConfig as string;
    const config = load(text) as Any;
    const { server } = config.clusters[0].cluster;
    const ask = () => sandbox.fetch(`${server}/api/v1/namespaces`, { headers: { authorization: `Bearer ${config.users[0].user.token}` } });
    expect((await ask()).status).toBe(200);
    sandbox.clock.advance("61s");
    expect((await ask()).status).toBe(401);
  });
});

describe("the state of what it belongs to", () => {
  it("unknown ones are not found", async () => {
    const { platform } = made();
    const instance = await failure(within(platform.project("demo").virtualCluster("nope"), "configMaps").list().all());
    expect([isNotFound(instance), message(instance)]).toEqual([
      true,
      expect.stringContaining('virtualclusterinstances.management.loft.sh "nope" not found'),
    ]);
    expect(message(await failure(within(platform.cluster("nope"), "configMaps").list().all()))).toContain(
      'clusters.management.loft.sh "nope" not found',
    );
  });

  it("is not ready before it is Ready, and gone with its object", async () => {
    const { sandbox, platform } = made();
    const instances = platform.project("demo").virtualClusterInstances;
    const maps = within(platform.project("demo").virtualCluster("pr-1"), "configMaps");
    await instances.create({ metadata: { name: "pr-1" }, spec: { templateRef: { name: "small" } } });
    const early = await failure(maps.list().all());
    expect([isNotReady(early), message(early)]).toEqual([true, expect.stringContaining("vcluster secret not found")]);
    sandbox.clock.advance("10s");
    await instances.waitFor("pr-1", until.ready());
    await maps.create({ metadata: { name: "a" } });
    await using cache = await maps.cache();
    expect(cache.values()).toHaveLength(2);
    await instances.delete("pr-1");
    expect(isNotReady(await failure(maps.get("a")))).toBe(true);
    sandbox.clock.advance("10s");
    expect(isNotFound(await failure(maps.get("a")))).toBe(true);
    await instances.create({ metadata: { name: "pr-1" }, spec: { templateRef: { name: "small" } } });
    sandbox.clock.advance("10s");
    expect(names(await maps.list().all())).toEqual(["kube-root-ca.crt"]);
  });

  it("a connected cluster answers once it is initialized", async () => {
    const { sandbox, platform } = made();
    await platform.clusters.create({ metadata: { name: "eu" }, spec: { networkPeer: true } } as Any);
    const answer = await sandbox.fetch(`${sandbox.platform.url}/kubernetes/cluster/eu/api/v1/namespaces`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "text/plain; charset=utf-8"]);
    sandbox.clock.advance("10s");
    expect(await platform.cluster("eu").resource<Any>(kinds.namespaces).list().all()).toHaveLength(4);
  });

  it("a sleeping one is woken by who uses it, not by who looks", async () => {
    const { sandbox, platform } = made();
    const project = platform.project("my-project");
    const maps = within(project.virtualCluster("reports"), "configMaps");
    const phase = async () => (await project.virtualClusterInstances.get("reports")).status?.phase;
    // Our client looks without waking when it reads.
    expect(message(await failure(maps.list().all()))).toContain("no ready pod for virtual cluster");
    sandbox.clock.advance("1m");
    expect(await phase()).toBe("Sleeping");
    const write = await failure(maps.create({ metadata: { name: "a" } }));
    expect(isNotReady(write)).toBe(true);
    expect(sandbox.requests.find((r) => r.verb === "create")?.changed).toMatchObject([
      { change: "updated", resource: "virtualclusterinstances", name: "reports" },
    ]);
    sandbox.clock.advance("1m");
    expect(await phase()).toBe("Ready");
    await maps.create({ metadata: { name: "a" } });
  });

  it.each([
    ["0", "1h"],
    ["7200", "1h"],
  ])("one that is to sleep for %s seconds is not woken after %s", async (seconds, after) => {
    const { sandbox, platform } = made();
    const instances = platform.project("demo").virtualClusterInstances;
    const annotations = { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": seconds };
    await instances.patch("staging", { metadata: { annotations } });
    sandbox.clock.advance("10s");
    sandbox.clock.advance(after);
    await failure(within(platform.project("demo").virtualCluster("staging"), "configMaps").create({ metadata: { name: "a" } }));
    sandbox.clock.advance("1m");
    expect((await instances.get("staging")).status?.phase).toBe("Sleeping");
  });

  it("is not looked at in a bare sandbox, where nothing gets ready", async () => {
    const { platform } = made({ bare: true });
    await platform.project("demo").virtualClusterInstances.create({ metadata: { name: "dev" } });
    const maps = within(platform.project("demo").virtualCluster("dev"), "configMaps");
    await maps.create({ metadata: { name: "a" } });
    expect(names(await maps.list().all())).toEqual(["a", "kube-root-ca.crt"]);
    expect(isNotFound(await failure(within(platform.cluster("none"), "configMaps").list().all()))).toBe(true);
  });
});

describe("a space", () => {
  const space = (sandbox: Sandbox, path: string) =>
    sandbox.fetch(`${sandbox.platform.url}/kubernetes/project/demo/space/one${path}`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    });

  it("leads to its cluster once it is Ready, where it has a namespace that goes with it", async () => {
    const { sandbox, platform } = made();
    expect((await space(sandbox, "/api/v1/namespaces")).status).toBe(404);
    const spaces = platform.project("demo").spaceInstances;
    await spaces.create({
      metadata: { name: "one" },
      spec: { clusterRef: { cluster: "my-connected-cluster" } },
    });
    const early = await space(sandbox, "/api/v1/namespaces");
    expect([early.status, early.headers.get("x-sandbox")]).toEqual([501, "unsupported; id=platform.proxy.space"]);
    sandbox.clock.advance("10s");
    const maps = await space(sandbox, "/api/v1/namespaces/loft-demo-s-one/configmaps");
    expect(names(((await maps.json()) as Any).items)).toEqual(["kube-root-ca.crt"]);
    const cluster = platform.cluster("my-connected-cluster").resource<Any>(kinds.namespaces);
    expect((await cluster.get("loft-demo-s-one")).status.phase).toBe("Active");
    await spaces.delete("one");
    sandbox.clock.advance("10s");
    expect(await cluster.find("loft-demo-s-one")).toBeUndefined();
  });
});

describe("as part of the sandbox", () => {
  it("goes back with a reset, and on in a fork", async () => {
    const { sandbox, cluster } = made();
    await within(cluster, "configMaps").create({ metadata: { name: "before" } });
    await cluster.resource<Any>(kinds.namespaces).create({ metadata: { name: "shop" } });
    sandbox.clock.advance("2s");
    await cluster.resource<Any>(kinds.namespaces).delete("shop");
    using fork = sandbox.fork();
    const forked = of(fork).project("demo").virtualCluster("staging");
    await within(forked, "configMaps").create({ metadata: { name: "in-fork" } });
    expect(names(await within(forked, "configMaps").list().all())).toEqual(["before", "in-fork", "kube-root-ca.crt"]);
    expect(await within(cluster, "configMaps").find("in-fork")).toBeUndefined();
    // What was under way goes on.
    fork.clock.advance("2s");
    expect(await forked.resource<Any>(kinds.namespaces).find("shop")).toBeUndefined();
    fork.reset();
    expect(names(await within(forked, "configMaps").list().all())).toEqual(["before", "kube-root-ca.crt"]);
    expect((await forked.resource<Any>(kinds.namespaces).get("shop")).status.phase).toBe("Terminating");
    sandbox.reset();
    expect(names(await within(cluster, "configMaps").list().all())).toEqual(["kube-root-ca.crt"]);
    sandbox.clear();
    expect(isNotFound(await failure(within(cluster, "configMaps").list().all()))).toBe(true);
  });

  it("collects what the objects of a definition owned, also in a fork that began before", async () => {
    const { sandbox, cluster } = made();
    await cluster.resource<Any>(kinds.crds).create({
      metadata: { name: "gears.example.org" },
      spec: {
        group: "example.org",
        scope: "Namespaced",
        names: { plural: "gears", kind: "Gear" },
        versions: [{ name: "v1", served: true, storage: true }],
      },
    });
    const gears = (s: Sandbox) =>
      of(s)
        .project("demo")
        .virtualCluster("staging")
        .namespace("default")
        .resource<Any>({ apiVersion: "example.org/v1", kind: "Gear", plural: "gears" });
    const { metadata } = await gears(sandbox).create({ metadata: { name: "owner" } });
    const ownerReferences = [
      { apiVersion: "example.org/v1", kind: "Gear", name: "owner", uid: metadata.uid as string, blockOwnerDeletion: true },
    ];
    await within(cluster, "configMaps").create({ metadata: { name: "owned", ownerReferences } });
    await gears(sandbox).delete("owner", { propagationPolicy: "Foreground" });
    using fork = sandbox.fork();
    fork.clock.advance("2s");
    expect(await gears(fork).find("owner")).toBeUndefined();
    expect(await within(of(fork).project("demo").virtualCluster("staging"), "configMaps").find("owned")).toBeUndefined();
  });

  it("serves kinds of definitions also after a reset and in a fork", async () => {
    const { sandbox, cluster } = made();
    await cluster.resource<Any>(kinds.crds).create({
      metadata: { name: "gears.example.org" },
      spec: {
        group: "example.org",
        scope: "Cluster",
        names: { plural: "gears", kind: "Gear" },
        versions: [{ name: "v1", served: true, storage: true }],
      },
    });
    const gears = (s: Sandbox) =>
      of(s).project("demo").virtualCluster("staging").resource<Any>({ apiVersion: "example.org/v1", kind: "Gear", plural: "gears" });
    using fork = sandbox.fork();
    await gears(fork).create({ metadata: { name: "a" } });
    sandbox.reset();
    expect(isNotFound(await failure(gears(sandbox).list().all()))).toBe(true);
    fork.reset();
    expect(await gears(fork).list().all()).toEqual([]);
  });

  it("is in its log, its state, its faults, its history and its watches", async () => {
    const { sandbox, cluster } = made();
    const maps = within(cluster, "configMaps");
    await maps.create({ metadata: { name: "a" } });
    expect(sandbox.requests.at(-1)).toMatchObject({
      api: "platform",
      cluster: "project/demo/virtualcluster/staging",
      verb: "create",
      resource: "configmaps",
      namespace: "default",
      changed: [{ change: "created", resource: "configmaps", namespace: "default", name: "a" }],
    });
    await within(cluster, "deployments").create({ metadata: { name: "web" } });
    expect(sandbox.requests.at(-1)).toMatchObject({ group: "apps", changed: [{ resource: "deployments" }] });
    const state = sandbox.state().clusters["project/demo/virtualcluster/staging"];
    expect(Object.keys(state ?? {})).toEqual(["configmaps", "namespaces", "serviceaccounts", "deployments.apps"]);
    sandbox.faults.next({ cluster: "cluster/elsewhere", status: 500 });
    expect((await maps.get("a")).metadata.name).toBe("a");
    sandbox.faults.next({ cluster: "project/demo/virtualcluster/staging", verb: "get", status: 404 });
    expect(message(await failure(within(cluster, "deployments").get("web")))).toContain('deployments.apps "web" not found');
    const { resourceVersion } = await maps.list();
    await maps.create({ metadata: { name: "b" } });
    sandbox.platform.compact();
    const base = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging/api/v1/configmaps`;
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const old = await sandbox.fetch(`${base}?watch=1&resourceVersion=${resourceVersion}`, { headers });
    expect(await old.text()).toContain("too old resource version");
    const watch = await sandbox.fetch(`${base}?watch=1`, { headers });
    sandbox.platform.dropWatches();
    expect((await watch.text()).trim().split("\n").length).toBeGreaterThan(5);
  });
});
