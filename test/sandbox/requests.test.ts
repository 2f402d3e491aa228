import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const made = () => {
  const sandbox = createSandbox({ bare: true, tokens: { admin: "very-secret-token" } });
  const headers = { authorization: "Bearer very-secret-token", "content-type": "application/json" };
  const ask = (method: string, url: string, body?: string, more: Record<string, string> = {}) =>
    sandbox.fetch(url, { method, headers: { ...headers, ...more }, ...(body !== undefined && { body }) });
  return { sandbox, ask, url: sandbox.platform.url + instances };
};

it("says who asked for what, with which version, and what came of it", async () => {
  const { sandbox, ask, url } = made();
  await ask(
    "POST",
    url,
    JSON.stringify({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name: "dev" } }),
  );
  await ask("PUT", `${url}/dev`, JSON.stringify({ metadata: { name: "dev", resourceVersion: "1" } }));
  await ask("GET", `${url}?watch=1&timeoutSeconds=1`);
  await ask("PATCH", `${sandbox.cloudcasa.url}/api/v1/kubeclusters/000000000000000000000000`, "{}", { "if-match": "abc" });
  await ask("GET", `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/users`);
  sandbox.faults.next({ status: 503, unauthenticated: true });
  await ask("DELETE", url, undefined, { authorization: "Bearer unknown" });
  expect(sandbox.requests).toMatchObject([
    {
      id: 1,
      api: "platform",
      verb: "create",
      resource: "virtualclusterinstances",
      namespace: "loft-p-demo",
      status: 201,
      user: "admin",
      method: "POST",
    },
    { id: 2, verb: "update", name: "dev", version: "1", contentType: "application/json" },
    { id: 3, verb: "watch", status: 200, path: `${instances}?watch=1&timeoutSeconds=1` },
    { id: 4, api: "cloudcasa", verb: "patch", resource: "kubeclusters", name: "000000000000000000000000", version: "abc", body: "{}" },
    { id: 5, verb: "list", resource: "users", time: "2026-01-01T00:00:00.000Z" },
    { id: 6, verb: "deletecollection", status: 503, fault: "fault-1" },
  ]);
  expect(sandbox.requests[5]).not.toHaveProperty("user");
});

it("says what guards a change, wherever it stands", async () => {
  const { sandbox, ask, url } = made();
  await ask("POST", url, JSON.stringify({ metadata: { name: "dev" } }));
  const guards = async (method: string, body?: unknown, more: Record<string, string> = {}) => {
    await ask(method, `${url}/dev`, typeof body === "string" ? body : JSON.stringify(body), more);
    const { version, preconditions, tests } = sandbox.requests.at(-1) ?? {};
    return { version, preconditions, tests };
  };
  const patch = { "content-type": "application/json-patch+json" };
  expect(await guards("PUT", { metadata: { name: "dev", resourceVersion: "5" } })).toMatchObject({ version: "5" });
  const yaml = "metadata:\n  name: dev\n  resourceVersion: '6'\n";
  expect(await guards("PUT", yaml, { "content-type": "application/yaml" })).toMatchObject({ version: "6" });
  const tests = [
    { op: "test", path: "/metadata/resourceVersion", value: "7" },
    { op: "test", path: "/spec/accessKey", value: "hunter2" },
    { op: "add", path: "/spec/displayName", value: "x" },
  ];
  expect(await guards("PATCH", tests, patch)).toEqual({
    version: "7",
    preconditions: undefined,
    tests: [
      { path: "/metadata/resourceVersion", value: "7" },
      { path: "/spec/accessKey", value: "[redacted]" },
    ],
  });
  // The object that comes of it has a version of its own then, which must be the stored one.
  const writes = [{ op: "replace", path: "/metadata/resourceVersion", value: "9" }];
  expect(await guards("PATCH", writes, patch)).toMatchObject({ version: "9", tests: undefined });
  const preconditions = { uid: "u", resourceVersion: "8" };
  expect(await guards("DELETE", { kind: "DeleteOptions", preconditions })).toEqual({ version: "8", preconditions, tests: undefined });
});

describe("calls", () => {
  it("finds requests by what they ask for, with parsed bodies", async () => {
    const { sandbox, ask, url } = made();
    await ask("POST", url, JSON.stringify({ metadata: { name: "a" } }));
    await ask("POST", url, "metadata: { name: b }\n", { "content-type": "application/yaml" });
    await ask("GET", `${url}/a`);
    await ask("POST", `${sandbox.cloudcasa.url}/api/v1/kubeclusters`, '{"name":"prod"}');
    const created = sandbox.calls({ verb: "create", resource: "virtualclusterinstances" });
    expect([created.count, created.length, created.first?.status]).toEqual([2, 2, 201]);
    expect(created.map((call) => call.body)).toEqual([{ metadata: { name: "a" } }, { metadata: { name: "b" } }]);
    expect(created.last?.contentType).toBe("application/yaml");
    expect(sandbox.calls({ name: "a" }).map((call) => call.verb)).toEqual(["create", "get"]);
    expect(sandbox.calls({ verb: "create", name: "prod" }).count).toBe(1);
    expect(sandbox.calls({ verb: ["get", "list"] }).count).toBe(1);
    expect(sandbox.calls({ verb: "delete" })).toMatchObject({ count: 0, first: undefined, last: undefined });
    expect(sandbox.calls().count).toBe(4);
    const response = await ask("POST", `${sandbox.platform.url}/_sandbox/calls`, '{"verb":"create"}');
    expect(await response.json()).toMatchObject({ count: 3, items: [{ body: { metadata: { name: "a" } } }, {}, {}] });
  });

  it.each([
    [{ verb: "craete" }, /sandbox\.calls: no verb "craete"; did you mean "create"\?/],
    [{ resource: "kubecluster" }, /did you mean "kubeclusters"\?/],
    [{ verbs: "get" }, /unknown option "verbs"; did you mean "verb"\?/],
    [{ name: undefined }, /name is undefined/],
  ])("refuses what no request can fit: %o", (match, message) => {
    expect(() => made().sandbox.calls(match as object)).toThrow(message);
  });

  it("refuses to count when the log has let requests go", async () => {
    const sandbox = createSandbox({ bare: true, requestLimit: 2 });
    for (let i = 0; i < 3; i++) await sandbox.fetch(`${sandbox.platform.url}/version`);
    expect([sandbox.requests.length, sandbox.droppedRequests]).toEqual([2, 1]);
    expect(() => sandbox.calls()).toThrow(/keeps 2 requests and has let 1 go: raise the option requestLimit/);
    expect(await (await sandbox.fetch(`${sandbox.platform.url}/_sandbox/requests`)).json()).toMatchObject({ dropped: 1 });
    sandbox.reset();
    expect([sandbox.droppedRequests, sandbox.calls().count]).toEqual([0, 0]);
  });
});

it("says which objects a request changed, and what became of them", async () => {
  const { sandbox, ask, url } = made();
  const management = url.slice(0, url.indexOf("/namespaces"));
  const instance = (name: string) => JSON.stringify({ metadata: { name } });
  const merge = { "content-type": "application/merge-patch+json" };
  await ask("POST", url, instance("a"));
  await ask("POST", `${url}?dryRun=All`, instance("never"));
  await ask("POST", url, instance("a"));
  await ask("PATCH", `${url}/a`, '{"metadata":{"labels":{"x":"y"}}}', merge);
  await ask("PATCH", `${url}/a`, '{"metadata":{"labels":{"x":"y"}}}', merge);
  await ask("POST", url, instance("b"));
  await ask("DELETE", url);
  await ask("GET", `${management}/virtualclusterinstances`);
  const changed = sandbox.requests.map((r) => r.changed);
  const of = (change: string, name: string) => ({
    change,
    resource: "virtualclusterinstances",
    namespace: "loft-p-demo",
    name,
    version: expect.stringMatching(/^\d+$/),
  });
  expect(changed).toEqual([
    [of("created", "a")],
    undefined,
    undefined,
    [of("updated", "a")],
    undefined,
    [of("created", "b")],
    [of("deleted", "a"), of("deleted", "b")],
    undefined,
  ]);
  (sandbox.requests[0]?.changed?.[0] as { name: string }).name = "changed";
  expect(sandbox.requests[0]?.changed?.[0]?.name).toBe("a");
});

it("says what a request changed while others were under way, also one whose answer was lost", async () => {
  const sandbox = createSandbox();
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const ask = (method: string, url: string, body?: object) =>
    sandbox.fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  sandbox.faults.next({ resource: "projects", verb: "create", status: 502, when: "after" });
  const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
  const clusters = `${sandbox.cloudcasa.url}/api/v1/kubeclusters`;
  await Promise.all(
    names.flatMap((name) => [
      ask("POST", `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/projects`, { metadata: { name } }),
      ask("POST", clusters, { name }),
    ]),
  );
  for (const { resource, body, changed } of sandbox.requests) {
    const sent = JSON.parse(body ?? "{}");
    expect(changed).toHaveLength(1);
    if (resource === "projects") expect(changed?.[0]).toMatchObject({ change: "created", resource, name: sent.metadata.name });
  }
  const page = (await (await ask("GET", clusters)).json()) as { _items: { _id: string; _etag: string; name: string }[] };
  const mine = page._items.find((c) => c.name === "p3");
  await sandbox.fetch(`${clusters}/${mine?._id}`, { method: "DELETE", headers: { ...headers, "if-match": mine?._etag ?? "" } });
  const noted = sandbox.requests.filter((r) => r.changed?.some((c) => c.name === mine?._id)).map((r) => [r.verb, r.changed]);
  const of = { resource: "kubeclusters", name: mine?._id, version: mine?._etag };
  expect(noted).toEqual([
    ["create", [{ change: "created", ...of }]],
    ["delete", [{ change: "deleted", ...of }]],
  ]);
  const backups = (await (await ask("GET", `${sandbox.cloudcasa.url}/api/v1/kubebackups`)).json()) as { _items: { _id: string }[] };
  const backup = backups._items[0]?._id;
  await ask("POST", `${sandbox.cloudcasa.url}/api/v1/kubebackups/${backup}/action/run`, {});
  expect(sandbox.requests.at(-1)?.changed).toMatchObject([
    { change: "created", resource: "jobs" },
    { change: "updated", resource: "kubebackups", name: backup },
  ]);
});

it("never keeps a token or a secret", async () => {
  const { sandbox, ask, url } = made();
  const kubeconfig = "users:\n- name: a\n  user:\n    token: hunter2\n    client-key-data: hunter2\n";
  const body = {
    spec: {
      config: kubeconfig,
      key: "hunter2",
      nested: { password: 'hun"hunter2', accessKey: "hunter2", note: "seen" },
      echoed: "very-secret-token",
    },
  };
  await ask("POST", `${url}?access_token=hunter2&limit=1`, JSON.stringify(body));
  await ask("POST", url, `token: hunter2\nother:\n  secretKey: hunter2\n  note: seen\n`, { "content-type": "application/yaml" });
  await ask("POST", url, `${JSON.stringify({ pad: "x".repeat(65_500), token: "hunter2".repeat(50) })}`);
  const kept = JSON.stringify(sandbox.requests);
  expect(kept).not.toMatch(/hunter2|very-secret-token/);
  expect(kept.match(/seen/g)).toHaveLength(2);
  expect(kept).toContain("limit=1");
});

it("never keeps what is in secrets, however it is sent", async () => {
  const { sandbox, ask } = made();
  const url = `${sandbox.platform.url}/kubernetes/cluster/eu/api/v1/namespaces/default/secrets`;
  const management = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/projectsecrets`;
  const data = { name: "hunter2", a: { 0: "hunter2" } };
  const annotations = { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify({ data }) };
  const secret = { kind: "Secret", metadata: { name: "s", resourceVersion: "7", labels: { a: "seen" }, annotations }, type: "seen", data };
  await ask("PUT", `${url}/s`, JSON.stringify({ ...secret, stringData: data }));
  await ask("POST", management, JSON.stringify({ metadata: { name: "s" }, spec: { data } }));
  const json = { "content-type": "application/json-patch+json" };
  await ask("PATCH", `${url}/s`, JSON.stringify([{ op: "add", path: "/data/seen", value: "hunter2" }, "hunter2"]), json);
  await ask("PATCH", `${url}/s`, "data:\n  a: hunter2\n", { "content-type": "application/apply-patch+yaml" });
  await ask("POST", url, "k8s\0hunter2", { "content-type": "application/vnd.kubernetes.protobuf" });
  await ask("POST", url, JSON.stringify("hunter2"));
  const kept = JSON.stringify(sandbox.requests);
  expect(kept).not.toContain("hunter2");
  expect(kept.match(/seen/g)).toHaveLength(3);
  expect(sandbox.requests[0]).toMatchObject({ version: "7", name: "s" });
});

it("keeps the latest 1,000, and 64 KiB of a body", async () => {
  const { sandbox, ask, url } = made();
  await ask("POST", url, JSON.stringify({ pad: "x".repeat(100_000) }));
  expect(sandbox.requests[0]?.body).toHaveLength(64 * 1024);
  for (let i = 0; i < 1004; i++) await ask("GET", `${url}/n${i}`);
  expect([sandbox.requests.length, sandbox.requests[0]?.id, sandbox.requests.at(-1)?.id]).toEqual([1000, 6, 1005]);
});

it("gives copies", async () => {
  const { sandbox, ask, url } = made();
  await ask("GET", url);
  (sandbox.requests[0] as { verb: string }).verb = "changed";
  expect(sandbox.requests[0]?.verb).toBe("list");
});
