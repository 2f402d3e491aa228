import { inspect } from "node:util";
import { CloudCasa, isFailed, isForbidden, isInvalidArgument, isNotFound, Platform, type PlatformOptions } from "clusterplane";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { failure } from "../../http/fake.ts";

const host = "https://platform.example.com";
const base = `${host}/kubernetes/management/apis/management.loft.sh/v1`;
const canary = "CANARY-41d8cd98f00b204e";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const connect = (options: Partial<PlatformOptions> = {}) =>
  new Platform({ baseUrl: host, token: canary, retry: { minDelay: "1ms", maxDelay: "2ms" }, ...options });
const given = { projectNamespacePrefix: "loft-p-" };

/** Answers a request, and keeps what was sent. */
function answer(method: "get" | "post" | "put" | "patch" | "delete", url: string, body: object, status = 200) {
  const seen: { body: string; type: string | null; headers: Headers; url: string }[] = [];
  server.use(
    http[method](url, async ({ request }) => {
      seen.push({ body: await request.text(), type: request.headers.get("content-type"), headers: request.headers, url: request.url });
      return HttpResponse.json(body, { status });
    }),
  );
  return seen;
}

const stored = (kind: string, name: string, more: object = {}) => ({
  apiVersion: "management.loft.sh/v1",
  kind,
  metadata: { name, uid: "u", resourceVersion: "1" },
  spec: {},
  status: {},
  ...more,
});

describe("the project's namespace", () => {
  const list = (namespace: string) => answer("get", `${base}/namespaces/${namespace}/virtualclusterinstances`, { metadata: {}, items: [] });

  test.each([
    [{ projectNamespacePrefix: "p-" }, "p-demo"],
    [{ projectNamespacePrefix: "" }, "demo"],
    [{ projectNamespacePrefix: "own-" }, "own-demo"],
    [{}, "loft-p-demo"],
  ])("is asked from Self, once: %j", async (status, namespace) => {
    const selves = answer("post", `${base}/selves`, stored("Self", "", { status }), 201);
    const lists = list(namespace);
    const platform = connect();
    await Promise.all([platform.project("demo").virtualClusterInstances.list(), platform.project("demo").virtualClusterInstances.list()]);
    await platform.project("demo").virtualClusterInstances.list();
    expect([selves.length, lists.length]).toEqual([1, 3]);
    expect(await platform.project("demo").namespace()).toBe(namespace);
    expect(selves[0]!.headers.get("x-sleep-mode-ignore")).toBe("true");
  });

  test("given, it is not asked for", async () => {
    const lists = list("own-demo");
    await connect({ projectNamespacePrefix: "own-" }).project("demo").virtualClusterInstances.list();
    expect(lists).toHaveLength(1);
  });

  test("a caller without the right gets the refusal with its purpose, and may try again", async () => {
    const refusal = {
      kind: "Status",
      status: "Failure",
      reason: "Forbidden",
      message: "selves.management.loft.sh is forbidden",
      code: 403,
    };
    answer("post", `${base}/selves`, refusal, 403);
    const platform = connect();
    const error = await failure(platform.project("demo").virtualClusterInstances.list());
    expect(isForbidden(error)).toBe(true);
    expect(error.message).toBe("create selves: 403 Forbidden: selves.management.loft.sh is forbidden");
    answer("post", `${base}/selves`, stored("Self", ""), 201);
    list("loft-p-demo");
    expect((await platform.project("demo").virtualClusterInstances.list()).items).toEqual([]);
  });

  test.each(["", "..", undefined, 5])("project(%j) is refused", (name) => {
    expect(() => connect().project(name as string)).toThrow(/^project: /);
    expect(() => connect().namespace(name as string)).toThrow(/^namespace: /);
  });
});

describe("page 000: ClusterConnect", () => {
  const config = `apiVersion: v1\nkind: Config\nclusters:\n- cluster: {}\nusers:\n- user:\n    token: ${canary}\n`;
  const object = { metadata: { name: "my-cluster" }, spec: { config, adminUser: "my-user", clusterTemplate: { spec: {} } } };

  test("is created under its singular path", async () => {
    const seen = answer("post", `${base}/clusterconnect`, stored("ClusterConnect", "my-cluster", { spec: { config } }), 201);
    const made = await connect().clusterConnect.create(object);
    expect(JSON.parse(seen[0]!.body)).toEqual({ apiVersion: "management.loft.sh/v1", kind: "ClusterConnect", ...object });
    expect(made.metadata?.name).toBe("my-cluster");
    expect(inspect(made, { depth: 9 })).not.toContain(canary);
    expect(made.spec?.config).toBe(config);
  });

  test("as the page's YAML", async () => {
    const seen = answer("post", `${base}/clusterconnect`, stored("ClusterConnect", "my-cluster"), 201);
    const yaml =
      "apiVersion: management.loft.sh/v1\nkind: ClusterConnect\nmetadata:\n  creationTimestamp: null\n  name: my-cluster\nspec: {}\n";
    await connect().clusterConnect.create(yaml);
    expect(seen[0]).toMatchObject({ body: yaml, type: "application/yaml" });
  });

  test("accepted but failed is an error with reason and message", async () => {
    const status = { failed: true, reason: "NoRights", message: "the user may not list nodes" };
    answer("post", `${base}/clusterconnect`, stored("ClusterConnect", "my-cluster", { status }), 201);
    const error = await failure(connect().clusterConnect.create(object));
    expect(isFailed(error)).toBe(true);
    expect(error.message).toBe('create ClusterConnect "my-cluster": 201 NoRights: the user may not list nodes');
    expect(error["reason"]).toBe("NoRights");
  });

  test("without a name nothing is sent", async () => {
    expect(isInvalidArgument(await failure(connect().clusterConnect.create({ spec: { config } })))).toBe(true);
  });
});

describe("page 001: DirectClusterEndpointToken", () => {
  test("gives a token that is not printed by accident", async () => {
    const seen = answer(
      "post",
      `${base}/directclusterendpointtokens`,
      stored("DirectClusterEndpointToken", "", { status: { token: canary } }),
      201,
    );
    const scope = { projects: [{ project: "*" }], roles: [{ role: "loft-cli" as const }] };
    const made = await connect().directClusterEndpointTokens.create({ spec: { ttl: 3600, scope } });
    expect(JSON.parse(seen[0]!.body).spec).toEqual({ ttl: 3600, scope });
    expect(made.status?.token).toBe(canary);
    expect(inspect(made, { depth: 9, showHidden: false })).not.toContain(canary);
    expect(inspect(made.status)).not.toContain(canary);
    expect(JSON.parse(JSON.stringify(made)).status.token).toBe(canary);
  });
});

describe("page 002: VirtualClusterInstance", () => {
  const collection = `${base}/namespaces/loft-p-my-project/virtualclusterinstances`;
  const vcs = () => connect(given).project("my-project").virtualClusterInstances;

  test("kubeconfig", async () => {
    const seen = answer(
      "post",
      `${collection}/dev/kubeconfig`,
      stored("VirtualClusterInstanceKubeConfig", "", { status: { kubeConfig: `x ${canary}` } }),
      201,
    );
    const made = await vcs().kubeconfig("dev", { certificateTTL: "1h", server: "https://x", clientCert: true });
    expect(JSON.parse(seen[0]!.body)).toEqual({
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstanceKubeConfig",
      spec: { certificateTTL: 3600, server: "https://x", clientCert: true },
    });
    expect(made.status.kubeConfig).toBe(`x ${canary}`);
    expect(inspect(made, { depth: 9 })).not.toContain(canary);
  });

  test("a response without a kubeconfig is an error", async () => {
    answer("post", `${collection}/dev/kubeconfig`, stored("VirtualClusterInstanceKubeConfig", ""), 201);
    expect((await failure(vcs().kubeconfig("dev"))).message).toBe(
      'create VirtualClusterInstance/kubeconfig "dev": NotReady: the response holds no kubeconfig; the virtual cluster does not run yet',
    );
  });

  test.each(["sleep", "wakeUp"] as const)("%s rejects for an unknown option, as every call does", async (verb) => {
    await expect(vcs()[verb]("dev", { durration: "8h" } as never)).rejects.toThrow(
      `${verb} VirtualClusterInstance: unknown option "durration"; known options: `,
    );
  });

  test("sleep and wake are requests in annotations", async () => {
    const seen = answer("patch", `${collection}/dev`, stored("VirtualClusterInstance", "dev"));
    await vcs().sleep("dev", { duration: "8h" });
    await vcs().sleep("dev");
    await vcs().wakeUp("dev");
    const [timed, open, wake] = seen.map(({ body }) => JSON.parse(body).metadata.annotations);
    expect(timed).toEqual({ "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": "28800" });
    expect(open).toEqual({ "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": null });
    expect(wake).toMatchObject({ "sleepmode.loft.sh/force": null, "sleepmode.loft.sh/force-duration": null });
    expect(Number(wake["sleepmode.loft.sh/last-activity"])).toBeCloseTo(Date.now() / 1000, -1);
    // A write is meant as activity; only looking is not.
    expect(seen[0]!.headers.has("x-sleep-mode-ignore")).toBe(false);
  });

  test("its log comes line by line", async () => {
    let query = "";
    server.use(
      http.get(`${collection}/dev/log`, ({ request }) => {
        query = new URL(request.url).search;
        return new HttpResponse("one\ntwo ü\nthree");
      }),
    );
    const lines: string[] = [];
    for await (const line of vcs().log("dev", { tailLines: 3, since: "10m" })) lines.push(line);
    expect(lines).toEqual(["one", "two ü", "three"]);
    expect(query).toBe("?tailLines=3&sinceSeconds=600");
  });
});

describe("page 003: ProjectImportVirtualCluster", () => {
  const object = { sourceVirtualCluster: { name: "old", namespace: "vc-old", cluster: "eu" } };

  test("is posted to the project; upgradeToPro only when given", async () => {
    const seen = answer("post", `${base}/projects/my-project/importvirtualcluster`, stored("ProjectImportVirtualCluster", ""), 201);
    await connect(given).project("my-project").importVirtualCluster(object);
    await connect(given).projects.importVirtualCluster("my-project", { ...object, upgradeToPro: true });
    const kind = { apiVersion: "management.loft.sh/v1", kind: "ProjectImportVirtualCluster" };
    expect(seen.map(({ body }) => JSON.parse(body))).toEqual([
      { ...kind, ...object },
      { ...kind, ...object, upgradeToPro: true },
    ]);
  });

  test("as YAML", async () => {
    const seen = answer("post", `${base}/projects/my-project/importvirtualcluster`, stored("ProjectImportVirtualCluster", ""), 201);
    await connect(given).project("my-project").importVirtualCluster("sourceVirtualCluster: {}\n");
    expect(seen[0]).toMatchObject({ body: "sourceVirtualCluster: {}\n", type: "application/yaml" });
  });
});

describe("secrets of other kinds", () => {
  test.each([
    [
      "an owned access key",
      () => answer("post", `${base}/ownedaccesskeys`, stored("OwnedAccessKey", "k", { spec: { key: canary, displayName: "ci" } }), 201),
      (p: Platform) => p.ownedAccessKeys.create({ metadata: { name: "k" }, spec: { type: "User" } }),
    ],
    [
      "a cluster's access key",
      () => answer("get", `${base}/clusters/eu/accesskey`, { accessKey: canary, loftHost: "h" }),
      (p: Platform) => p.clusters.accessKey("eu"),
    ],
    [
      "a list of shared secrets",
      () =>
        answer("get", `${base}/namespaces/x/sharedsecrets`, {
          metadata: {},
          items: [stored("SharedSecret", "s", { spec: { data: { a: canary } } })],
        }),
      (p: Platform) => p.namespace("x").sharedSecrets.list(),
    ],
  ])("%s is there and not printed", async (_, arrange, act) => {
    arrange();
    const made = await act(connect(given));
    expect(JSON.stringify(made)).toContain(canary);
    expect(inspect(made, { depth: 9 })).not.toContain(canary);
  });
});

describe("the client itself", () => {
  test("shows neither token nor anything of a user", () => {
    const platform = connect({ headers: { "x-secret": canary } });
    for (const object of [
      platform,
      platform.project("demo"),
      platform.namespace("x"),
      platform.users,
      platform.virtualClusterInstances,
      platform.cluster("eu"),
      new CloudCasa({ token: canary }),
    ]) {
      expect(inspect(object, { depth: 9, showHidden: true })).not.toContain(canary);
      expect(JSON.stringify(object) ?? "").not.toContain(canary);
      expect(String(object)).not.toContain(canary);
    }
    expect(inspect(platform)).toBe("Platform https://platform.example.com");
  });

  test("version", async () => {
    answer("get", `${host}/version`, { version: "v4.12.0", major: "4", minor: "12" });
    expect((await connect().version()).version).toBe("v4.12.0");
  });

  test("request() reaches any path", async () => {
    const seen = answer("get", `${base}/users/a%2Fb/accesskeys`, { accessKeys: [] });
    const { status, data } = await connect().request<{ accessKeys: unknown[] }>(
      "GET",
      "/kubernetes/management/apis/management.loft.sh/v1/users/{name}/accesskeys",
      {
        params: { path: { name: "a/b" }, query: { limit: 5, q: "a b&c" } },
      },
    );
    expect([status, data]).toEqual([200, { accessKeys: [] }]);
    expect(new URL(seen[0]!.url).searchParams.get("q")).toBe("a b&c");
    expect(seen[0]!.headers.get("authorization")).toBe(`Bearer ${canary}`);
  });

  test.each([
    ["GET", "version", {}, /^path: expected a path that begins with one \//],
    ["GET", "/a/../b", {}, /^path: contains \. or \.\. as a part/],
    ["GET", "/a/{name}", {}, /^params\.path\.name: expected a string/],
    ["GET", "/a/{name}", { params: { path: { name: ".." } } }, /^params\.path\.name: "\.\." is not a name/],
    ["BREW", "/a", {}, /^method: "BREW" is no method/],
  ])("request(%s, %s) is refused", async (method, path, options, words) => {
    expect((await failure(connect().request(method, path, options as never))).message).toMatch(words);
  });

  test("request() fails as everything does", async () => {
    answer("post", `${host}/x`, { kind: "Status", reason: "NotFound", message: "no x", code: 404 }, 404);
    const error = await failure(connect().request("POST", "/x", { body: { a: 1 } }));
    expect(isNotFound(error)).toBe(true);
    expect(error.message).toBe("request POST /x: 404 NotFound: no x");
  });

  test("validate sees what is sent and what came", async () => {
    answer("post", `${base}/directclusterendpointtokens`, stored("DirectClusterEndpointToken", ""), 201);
    const seen: string[] = [];
    await connect({ validate: (what, kind) => seen.push(`${what} ${kind}`) }).directClusterEndpointTokens.create({ spec: {} });
    expect(seen).toEqual(["input DirectClusterEndpointToken", "answer DirectClusterEndpointToken"]);
    const strict = connect({
      validate: (what) => {
        if (what === "input") throw new Error("mine");
      },
    });
    expect((await failure(strict.directClusterEndpointTokens.create({}))).message).toBe("mine");
  });

  test("kinds behind the platform", async () => {
    const seen = answer("get", `${host}/kubernetes/cluster/eu/api/v1/namespaces/x/pods/a`, stored("Pod", "a"));
    await connect().cluster("eu").namespace("x").resource({ apiVersion: "v1", kind: "Pod", plural: "pods" }).get("a");
    const vc = answer("get", `${host}/kubernetes/project/demo/virtualcluster/dev/apis/apps/v1/deployments`, { metadata: {}, items: [] });
    await connect()
      .project("demo")
      .virtualCluster("dev")
      .resource({ apiVersion: "apps/v1", kind: "Deployment", plural: "deployments", namespaced: true })
      .list();
    expect([seen.length, vc.length]).toEqual([1, 1]);
  });

  test("the usage download is a file", async () => {
    const bytes = new Uint8Array([0x50, 0x4b, 3, 4, 0, 255]);
    server.use(http.get(`${base}/usagedownload`, () => new HttpResponse(bytes, { headers: { "content-type": "application/zip" } })));
    expect(await connect().usageDownload.download()).toEqual(bytes);
  });
});
