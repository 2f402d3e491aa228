import { createSandbox, type FaultRequest, type FaultRule } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const made = () => {
  const sandbox = createSandbox({ bare: true });
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const ask = (method: string, path: string, body?: unknown) =>
    sandbox.fetch((path.startsWith("/api/") ? sandbox.cloudcasa.url : sandbox.platform.url) + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const create = (name: string) =>
    ask("POST", instances, { apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata: { name } });
  const statuses = async (...answers: Promise<Response>[]) => (await Promise.all(answers)).map((a) => a.status);
  return { sandbox, ask, create, statuses };
};

describe("a rule", () => {
  it("does not compile without an effect", () => {
    const { faults } = made().sandbox;
    // @ts-expect-error: no effect
    expect(() => faults.next({ verb: "get" })).toThrow(/the rule does nothing/);
    // @ts-expect-error: only says when
    expect(() => faults.add({ verb: "get", when: "after", times: 2 })).toThrow(/the rule does nothing/);
    expect(faults.next({ verb: "get", latency: "1s" }).id).toBe("fault-1");
  });

  it.each<[object, RegExp]>([
    [{}, /does nothing/],
    [{ verb: "get" }, /does nothing/],
    [{ verb: "get", statsu: 500 }, /a rule has no "statsu"; did you mean "status"\?/],
    [{ verb: [], status: 500 }, /verb must be/],
    [{ status: "Oops" }, /no reason of the platform/],
    [{ status: 200 }, /is no error/],
    [{ status: 204, body: "x" }, /has no body/],
    [{ status: 700 }, /status must be/],
    [{ status: 500, nth: 0 }, /nth must be/],
    [{ status: 500, nth: 2, times: 3 }, /no effect beside it/],
    [{ status: 500, probability: 0 }, /probability must/],
    [{ status: 500, reset: true }, /go with no other response/],
    [{ html: true, body: "x" }, /two responses/],
    [{ reset: false }, /reset can only be true/],
    [{ retryAfter: 3, reset: true }, /retryAfter must be/],
    [{ contentType: "text/plain", status: 500 }, /contentType has no effect/],
    [{ cutAfter: 3, when: "before" }, /can't come before/],
    [{ latency: "soon" }, /latency: expected a duration string/],
    [{ latency: 5 }, /not the number 5/],
    [{ late: "soon" }, /late: expected a duration string/],
    [{ duplicate: false }, /duplicate can only be true/],
    [{ duplicate: true, verb: ["get", "list"] }, /the rule fits none/],
    [{ late: "1s", api: "cloudcasa" }, /the rule fits none/],
    [{ duplicate: true, cutAfter: 10 }, /go with latency and with nothing else/],
    [{ late: "1s", status: 500 }, /go with latency and with nothing else/],
    [{ status: 500, when: "during" }, /when must be/],
    [{ api: "both", status: 500 }, /no api "both"/],
    [{ status: 500, name: undefined }, /name is undefined/],
  ])("that can't be is refused: %o", (rule, message) => {
    expect(() => made().sandbox.faults.add(rule as FaultRule)).toThrow(message);
  });

  it.each<[object, RegExp]>([
    [{ verb: "udpate" }, /no verb "udpate"; did you mean "update"\?/],
    [{ verb: "PATCH" }, /no verb "PATCH"; did you mean "patch"\?/],
    [{ verb: "put" }, /did you mean "update"\?/],
    [{ verb: ["get", "post"] }, /did you mean "create"\?/],
    [{ resource: "VirtualClusterInstance" }, /no resource "VirtualClusterInstance"; did you mean "virtualclusterinstances"\?/],
    [{ resource: "virtualclusterinstance" }, /did you mean "virtualclusterinstances"\?/],
    [{ resource: "kubecluster" }, /did you mean "kubeclusters"\?/],
    [{ resource: "nonsense" }, /no resource "nonsense" in the APIs of the sandbox/],
    [{ api: "cloudcase" }, /no api "cloudcase"; did you mean "cloudcasa"\?/],
    [{ api: "cloudcasa", verb: "watch" }, /is never asked to watch|has no watch/],
    [{ api: "platform", resource: "kubeclusters" }, /"kubeclusters" is not of the platform's API/],
    [{ api: "cloudcasa", resource: "projects" }, /"projects" is not of the API of CloudCasa/],
    [{ api: "cloudcasa", namespace: "loft-p-demo" }, /has no namespaces/],
    [{ api: "cloudcasa", cluster: "cluster/eu" }, /has no cluster/],
    [{ cluster: "eu" }, /no cluster "eu"; did you mean "cluster\/eu"\?/],
    [{ cluster: "project/demo" }, /no cluster "project\/demo"/],
    [{ cluster: "cluster/eu", resource: "projects" }, /is no resource of a cluster/],
    [{ cluster: "cluster/eu", resource: "configmap" }, /did you mean "configmaps"\?/],
    [{ resource: "projects", namespace: "loft-p-demo" }, /"projects" is in no namespace/],
    [{ resource: "virtualclusterinstances", subresource: "kubeconfigs" }, /no subresource "kubeconfigs"; did you mean "kubeconfig"\?/],
    [{ resource: "virtualclusterinstances", subresource: "kubeconfig", verb: "get" }, /is never asked to get; its verbs: create/],
    [{ resource: "clusterconnect", verb: "list" }, /"clusterconnect" is never asked to list; its verbs: create/],
    [{ verb: "create", api: "platform", resource: "virtualclusterinstances", name: "pr-1" }, /the path of a create has no name/],
    [{ verb: "list", name: "pr-1" }, /the path of a list has no name/],
    [{ match: "all" }, /match must be a function/],
    [{ unauthenticated: false }, /unauthenticated can only be true/],
  ])("that no request can fit is refused: %o", (rule, message) => {
    expect(() => made().sandbox.faults.add({ ...rule, status: 500 } as FaultRule)).toThrow(message);
  });

  it.each<[object, RegExp]>([
    [{ refusal: "qouta" }, /no refusal "qouta"; did you mean "quota"\?/],
    [{ refusal: "quota", status: 403 }, /go with no other response/],
    [{ refusal: "quota", verb: "get" }, /is of writes of virtualclusterinstances and spaceinstances/],
    [{ refusal: "template", resource: "projects" }, /the rule fits none/],
    [{ refusal: "notReady", api: "cloudcasa" }, /is of clusters behind the platform/],
    [{ refusal: "notReady", resource: "virtualclusterinstances", subresource: "accesskey" }, /is of clusters behind the platform/],
    [{ refusal: "notReady", subresource: "accesskey" }, /is of clusters behind the platform and of kubeconfigs/],
    [{ refusal: "notReady", resource: "virtualclusterinstances", verb: "list" }, /is of clusters behind the platform/],
    [{ refusal: "notReady", resource: "projects" }, /is of clusters behind the platform/],
    [{ refusal: "quota", subresource: "kubeconfig" }, /is of writes of virtualclusterinstances/],
    [{ refusal: "template", resource: "virtualclusterinstances", subresource: "kubeconfig" }, /is of writes of virtualclusterinstances/],
    [{ duplicate: true, subresource: "status" }, /events of a watch/],
    [{ late: "1s", resource: "selves" }, /events of a watch/],
  ])("whose refusal can't be is refused: %o", (rule, message) => {
    expect(() => made().sandbox.faults.add(rule as FaultRule)).toThrow(message);
  });

  it.each<object>([
    { resource: "virtualclusterinstances", subresource: "kubeconfig", verb: "create", name: "pr-1" },
    { resource: "kubebackups", subresource: "action/run" },
    { resource: "kubeclusters", verb: ["update", "patch"] },
    { cluster: "project/demo/virtualcluster/dev", resource: "pods", verb: "watch" },
    { cluster: "project/demo/space/dev" },
    { cluster: "cluster/eu", resource: "gizmosandwidgets" },
    { namespace: "loft-p-demo" },
  ])("that a request can fit is taken: %o", (rule) => {
    expect(made().sandbox.faults.add({ ...rule, status: 500 } as FaultRule).id).toBe("fault-1");
  });

  it("may name a custom resource of a cluster", async () => {
    const sandbox = createSandbox();
    const rule = { resource: "widgets", status: 500 };
    expect(() => sandbox.faults.add(rule)).toThrow(/no resource "widgets"/);
    const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
    const names = { kind: "Widget", plural: "widgets", singular: "widget", listKind: "WidgetList" };
    const spec = { group: "example.com", scope: "Namespaced", names, versions: [{ name: "v1", served: true, storage: true, schema }] };
    const cluster = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging`;
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
    const body = JSON.stringify({ metadata: { name: "widgets.example.com" }, spec });
    const url = `${cluster}/apis/apiextensions.k8s.io/v1/customresourcedefinitions`;
    expect((await sandbox.fetch(url, { method: "POST", headers, body })).status).toBe(201);
    sandbox.faults.add(rule);
    expect((await sandbox.fetch(`${cluster}/apis/example.com/v1/widgets`, { headers })).status).toBe(500);
  });

  it("hits what fits in everything that it says", async () => {
    const { sandbox, ask, create, statuses } = made();
    await create("a");
    sandbox.faults.add({ verb: ["get", "list"], resource: "virtualclusterinstances", name: "a", status: 500 });
    expect(
      await statuses(ask("GET", `${instances}/a`), ask("GET", `${instances}/b`), ask("GET", instances), ask("GET", "/api/v1/kubeclusters")),
    ).toEqual([500, 404, 200, 200]);
    sandbox.faults.clear();
    sandbox.faults.add({ api: "cloudcasa", status: 503 });
    expect(await statuses(ask("GET", `${instances}/a`), ask("GET", "/api/v1/kubeclusters"))).toEqual([200, 503]);
    sandbox.faults.clear();
    sandbox.faults.add({ subresource: "status", status: 500 });
    sandbox.faults.add({ namespace: "loft-p-demo", status: 502 });
    expect(await statuses(ask("GET", `${instances}/a/status`), ask("GET", `${instances}/a`))).toEqual([500, 502]);
  });

  it("hits as often as it says", async () => {
    const { sandbox, ask, statuses } = made();
    const five = () => statuses(...[1, 2, 3, 4, 5].map(() => ask("GET", instances)));
    sandbox.faults.next({ verb: "list", status: 503 });
    expect(await five()).toEqual([503, 200, 200, 200, 200]);
    const nth = sandbox.faults.add({ verb: "list", status: 503, nth: 3 });
    expect(await five()).toEqual([200, 200, 503, 200, 200]);
    expect([nth.matched, nth.hits]).toEqual([5, 1]);
    sandbox.faults.add({ verb: "list", status: 503, times: 2 });
    expect(await five()).toEqual([503, 503, 200, 200, 200]);
  });

  it("asks rules that are counted before those that stand, each in the order in which they were added", async () => {
    const { sandbox, ask, statuses } = made();
    sandbox.faults.add({ verb: "list", status: 500 });
    sandbox.faults.add({ verb: "list", status: 501, body: "" });
    sandbox.faults.next({ verb: "list", status: 502 });
    sandbox.faults.add({ verb: "list", status: 503, times: 2 });
    expect(await statuses(...[1, 2, 3, 4].map(() => ask("GET", instances)))).toEqual([502, 503, 503, 500]);
  });

  it("decides by its own function about what fits", async () => {
    const { sandbox, create, statuses } = made();
    const seen: FaultRequest[] = [];
    sandbox.faults.add({
      verb: "create",
      status: 500,
      match: (request) => {
        seen.push(request);
        return (request.body as { metadata: { name: string } }).metadata.name === "b";
      },
    });
    expect(await statuses(create("a"), create("b"))).toEqual([201, 500]);
    expect(seen[0]).toMatchObject({
      method: "POST",
      path: instances,
      resource: "virtualclusterinstances",
      body: { metadata: { name: "a" } },
    });
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
    sandbox.faults.add({
      status: 500,
      match: () => {
        throw new Error("mine");
      },
    });
    expect(await statuses(create("c"))).toEqual([201]);
    expect(() => sandbox.verify()).toThrow(/fault-2: match threw Error: mine/);
  });

  it("hits requests that are authenticated, others only where it says so", async () => {
    const { sandbox } = made();
    const status = async (url: string, authorization?: string) =>
      (await sandbox.fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status;
    const [platform, casa] = [sandbox.platform.url + instances, `${sandbox.cloudcasa.url}/api/v1/kubeclusters`];
    const cluster = `${sandbox.platform.url}/kubernetes/cluster/eu/api/v1/pods`;
    const fault = sandbox.faults.add({ status: 503 });
    for (const url of [platform, casa, cluster]) {
      expect([await status(url), await status(url, "Bearer wrong")]).not.toContain(503);
      expect(await status(url, `Bearer ${sandbox.token}`)).toBe(503);
    }
    expect(await status(`${sandbox.platform.url}/version`)).toBe(503);
    expect(fault.hits).toBe(4);
    sandbox.faults.clear();
    sandbox.faults.add({ status: 503, unauthenticated: true });
    for (const url of [platform, casa, cluster]) expect([await status(url), await status(url, "Bearer wrong")]).toEqual([503, 503]);
  });

  it.each<[FaultRule, RegExp]>([
    [
      { cluster: "project/demo/virtualcluster/stagin", status: 500 },
      /there is no "project\/demo\/virtualcluster\/stagin" now; did you mean "project\/demo\/virtualcluster\/staging"/,
    ],
    [
      { cluster: "project/dmo/virtualcluster/staging", status: 500, times: 1 },
      /never hit: .*; there is no "project\/dmo\/virtualcluster\/staging" now/,
    ],
    [{ cluster: "cluster/eu", status: 500 }, /there is no "cluster\/eu" now/],
    [{ resource: "virtualclusterinstances", namespace: "demo", status: 500 }, /there is no namespace "demo" now; .*loft-p-demo/],
    [
      { cluster: "project/demo/virtualcluster/staging", namespace: "defualt", status: 500 },
      /no namespace "defualt" now; did you mean "default"/,
    ],
  ])("that is about something that does not exist fails verify: %o", async (rule, message) => {
    using sandbox = createSandbox();
    const headers = { authorization: `Bearer ${sandbox.token}` };
    await sandbox.fetch(`${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging/api/v1/namespaces`, { headers });
    sandbox.faults.add(rule);
    expect(() => sandbox.verify()).toThrow(message);
  });

  it.each<FaultRule>([
    { cluster: "project/demo/virtualcluster/staging", status: 500 },
    { resource: "virtualclusterinstances", namespace: "loft-p-demo", status: 500 },
    { namespace: "default", status: 500 },
    { resource: "pods", namespace: "shop", status: 500 },
  ])("that stands may go without a hit: %o", (rule) => {
    using sandbox = createSandbox();
    sandbox.faults.add(rule);
    expect(() => sandbox.verify()).not.toThrow();
  });

  it("about a cluster that was there when it hit may stand when it is gone", async () => {
    using sandbox = createSandbox();
    const headers = { authorization: `Bearer ${sandbox.token}` };
    sandbox.faults.add({ cluster: "project/demo/virtualcluster/staging", status: 503 });
    const pods = `${sandbox.platform.url}/kubernetes/project/demo/virtualcluster/staging/api/v1/pods`;
    expect((await sandbox.fetch(pods, { headers })).status).toBe(503);
    await sandbox.fetch(`${sandbox.platform.url}${instances}/staging`, { method: "DELETE", headers });
    sandbox.clock.advance("1m");
    expect(() => sandbox.verify()).not.toThrow();
  });

  it("that was planned for more requests than came fails verify, which names near misses", async () => {
    const { sandbox, ask, create } = made();
    await create("dev");
    sandbox.faults.add({ verb: "update", resource: "virtualclusterinstances", name: "dev", status: 409, times: 3 });
    await ask("PUT", `${instances}/dev`, {});
    expect(() => sandbox.verify()).toThrow(/fault-1 hit 1 of 3 times: .*/);
    sandbox.faults.clear();
    sandbox.faults.add({ verb: "update", resource: "virtualclusterinstances", name: "dev", status: 409, nth: 1 });
    await ask("PATCH", `${instances}/dev`, {});
    await ask("PUT", `${instances}/other`, {});
    await ask("GET", `${instances}/unrelated`);
    sandbox.faults.next({ verb: "delete", status: 409 });
    expect(() => sandbox.verify()).toThrow(
      /fault-2 never hit: .*; near misses: update loft-p-demo virtualclusterinstances other \(its name is "other"\); patch loft-p-demo virtualclusterinstances dev \(its verb is "patch"\)/,
    );
  });

  it("with a probability hits the same requests again after a reset", async () => {
    const { sandbox, ask, statuses } = made();
    const forty = () => {
      sandbox.faults.add({ verb: "list", status: 503, probability: 0.3 });
      return statuses(...Array.from({ length: 40 }, () => ask("GET", instances)));
    };
    const once = await forty();
    expect(once.filter((s) => s === 503).length).toBeGreaterThan(3);
    expect(once.filter((s) => s === 503).length).toBeLessThan(25);
    sandbox.reset();
    expect(await forty()).toEqual(once);
  });

  it("can be listed and taken back", async () => {
    const { sandbox, ask, statuses } = made();
    const { id } = sandbox.faults.add({ status: 500 });
    expect(sandbox.faults.list()).toEqual([{ id, rule: { status: 500 }, matched: 0, hits: 0 }]);
    expect([sandbox.faults.remove(id), sandbox.faults.remove(id)]).toEqual([true, false]);
    expect(await statuses(ask("GET", instances))).toEqual([200]);
  });
});

describe("an effect", () => {
  it("is worded as the API would", async () => {
    const { sandbox, ask } = made();
    sandbox.faults.next({ verb: "update", status: 409 });
    const conflict = await ask("PUT", `${instances}/dev`, {});
    expect(await conflict.json()).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message:
        'Operation cannot be fulfilled on virtualclusterinstances.management.loft.sh "dev": the object has been modified; please apply your changes to the latest version and try again',
      reason: "Conflict",
      details: { name: "dev", group: "management.loft.sh", kind: "virtualclusterinstances" },
      code: 409,
    });
    sandbox.faults.next({ verb: "create", status: "AlreadyExists" });
    expect(await (await ask("POST", instances, {})).json()).toMatchObject({ reason: "AlreadyExists", code: 409 });
    sandbox.faults.next({ status: 429 });
    const busy = await ask("GET", instances);
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([429, "1"]);
    sandbox.faults.next({ status: 412 });
    expect(await (await ask("PATCH", "/api/v1/kubeclusters/000000000000000000000000", {})).json()).toEqual({
      _status: "ERR",
      _error: { code: 412, message: "Client and server etags don't match" },
    });
    sandbox.faults.next({ status: 429, retryAfter: 7 });
    expect((await ask("GET", "/api/v1/kubeclusters")).headers.get("retry-after")).toBe("7");
    sandbox.faults.next({ status: 502 });
    expect((await ask("GET", instances)).headers.get("content-type")).toBe("text/html");
    sandbox.faults.next({ body: "{}garbage", contentType: "application/json" });
    expect(await (await ask("GET", instances)).text()).toBe("{}garbage");
  });

  it("comes before the write or after it", async () => {
    const { sandbox, ask, create, statuses } = made();
    sandbox.faults.next({ verb: "create", status: 503 });
    expect(await statuses(create("before"))).toEqual([503]);
    sandbox.faults.next({ verb: "create", status: 504, when: "after" });
    expect(await statuses(create("after"))).toEqual([504]);
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    await expect(create("lost")).rejects.toMatchObject({ name: "TypeError", message: "fetch failed", cause: { code: "ECONNRESET" } });
    expect(await statuses(ask("GET", `${instances}/before`), ask("GET", `${instances}/after`), ask("GET", `${instances}/lost`))).toEqual([
      404, 200, 200,
    ]);
  });

  it("cuts an answer, and a watch, after so many bytes", async () => {
    const { sandbox, ask, create } = made();
    sandbox.faults.next({ verb: "watch", cutAfter: 10 });
    const watch = await ask("GET", `${instances}?watch=true`);
    await create("a");
    const reader = (watch.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value).toHaveLength(10);
    await expect(reader.read()).rejects.toThrow("terminated");
    sandbox.verify();
  });

  it("that cuts nothing has not hit, and waits for the next request", async () => {
    const { sandbox, ask, create } = made();
    await create("a");
    const fault = sandbox.faults.next({ verb: ["get", "watch"], cutAfter: 100_000 });
    const whole = await ask("GET", `${instances}/a`);
    expect([whole.headers.get("x-sandbox"), (await whole.json()).metadata.name, fault.hits]).toEqual([null, "a", 0]);
    expect(sandbox.requests.at(-1)).not.toHaveProperty("fault");
    expect(() => sandbox.verify()).toThrow(/fault-1 never hit/);
    const watch = await ask("GET", `${instances}?watch=true`);
    expect(fault.hits).toBe(1);
    sandbox.platform.dropWatches();
    await watch.text();
    expect(fault.hits).toBe(0);
    const { byteLength } = await (await ask("GET", `${instances}/a`)).arrayBuffer();
    sandbox.faults.clear();
    const exact = sandbox.faults.next({ verb: "get", cutAfter: byteLength });
    await expect((await ask("GET", `${instances}/a`)).text()).rejects.toThrow("terminated");
    expect(exact.hits).toBe(1);
  });

  it("of a refusal is worded as the platform words it", async () => {
    const { sandbox, ask, create } = made();
    const refused = async (answer: Promise<Response>) => {
      const response = await answer;
      const { message, reason } = (await response.json()) as { message: string; reason: string };
      return [response.status, reason, message];
    };
    sandbox.faults.next({ refusal: "quota" });
    await ask("GET", instances);
    expect(await refused(create("pr-1"))).toEqual([
      403,
      "Forbidden",
      'virtualclusterinstances.management.loft.sh "pr-1" is forbidden: metadata.name: Forbidden: cannot create virtualclusterinstance, because project virtualclusterinstances limit of 1 would be exceeded',
    ]);
    sandbox.faults.next({ refusal: "template", verb: "create" });
    expect(await refused(create("pr-1"))).toMatchObject([403, "Forbidden", expect.stringMatching(/project requires a template/)]);
    sandbox.faults.next({ refusal: "notReady" });
    const pods = ask("GET", "/kubernetes/project/demo/virtualcluster/dev/api/v1/pods");
    expect(await refused(pods)).toEqual([500, "InternalError", "Internal error occurred: vcluster secret not found"]);
    sandbox.faults.next({ refusal: "notReady", subresource: "kubeconfig" });
    expect((await create("staging")).status).toBe(201);
    expect((await ask("POST", `${instances}/staging/kubeconfig`, {})).status).toBe(500);
    sandbox.faults.next({ refusal: "quota" });
    expect((await ask("POST", `${instances}/staging/kubeconfig`, {})).status).toBe(201);
    sandbox.faults.clear();
    sandbox.faults.add({ refusal: "expiredKey" });
    expect(await refused(ask("GET", instances))).toEqual([401, "Unauthorized", "Access key not found. Please login again"]);
    expect((await ask("GET", "/api/v1/kubeclusters")).status).toBe(401);
  });

  it("of latency waits on the sandbox's clock, and can be aborted", async () => {
    const { sandbox, ask } = made();
    sandbox.faults.add({ latency: "30s" });
    let done = false;
    const slow = ask("GET", instances).then((r) => {
      done = true;
      return r;
    });
    await sandbox.settle();
    sandbox.clock.advance("29s");
    await sandbox.settle();
    expect(done).toBe(false);
    sandbox.clock.advance("1s");
    expect((await slow).status).toBe(200);
    const abort = new AbortController();
    const aborted = sandbox.fetch(sandbox.platform.url + instances, { signal: abort.signal });
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
  });
});
