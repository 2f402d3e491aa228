import { describe, expect, it } from "vitest";
import { instances, page, type Setup, setup } from "./sandbox.ts";

const name = "my-virtual-cluster";
const one = `${instances}/${name}`;
const phase = async ({ send }: Setup) => (await send("GET", one)).body.status.phase;
const conditions = async ({ send }: Setup): Promise<Record<string, string>> =>
  Object.fromEntries(
    ((await send("GET", one)).body.status.conditions ?? []).map((c: { type: string; status: string }) => [c.type, c.status]),
  );

describe("a virtual cluster instance", () => {
  it("goes from an empty phase to Pending to Ready", async () => {
    const s = setup();
    expect((await s.send("POST", instances, page)).body.status).toEqual({});
    s.clock.advance(299);
    expect(await phase(s)).toBeUndefined();
    s.clock.advance(1);
    expect(await phase(s)).toBe("Pending");
    expect(await conditions(s)).toMatchObject({
      Scheduled: "True",
      TemplateResolved: "True",
      VirtualClusterReady: "False",
      Ready: "False",
    });
    s.clock.advance(1999);
    expect(await phase(s)).toBe("Pending");
    s.clock.advance(1);
    const { body } = await s.send("GET", one);
    expect(body.status).toMatchObject({
      phase: "Ready",
      serviceUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      virtualCluster: { helmRelease: { chart: { version: expect.any(String) } } },
      canUse: true,
    });
    expect(new Set(Object.values(await conditions(s)))).toEqual(new Set(["True"]));
    // The platform wrote spec.clusterRef, once.
    expect(body.metadata.generation).toBe(2);
    expect(s.clock.next).toBeUndefined();
  });

  it("has an annotation from the start, so that the page's JSON patch works as printed", async () => {
    const s = setup();
    const made = (await s.send("POST", instances, page)).body;
    expect(made.metadata.annotations).toEqual({ "sleepmode.loft.sh/last-activity": String(Math.floor(s.clock.now() / 1000)) });
    expect(made.status.phase).toBeUndefined();
    const patch = [{ op: "add", path: "/metadata/annotations/my-annotation", value: "my-value" }];
    const type = "application/json-patch+json";
    expect((await s.send("PATCH", one, patch, { type })).body.metadata.annotations["my-annotation"]).toBe("my-value");
    s.clock.advance(300);
    expect(await phase(s)).toBe("Pending");
    expect((await s.send("GET", one)).body.metadata.annotations["my-annotation"]).toBe("my-value");
  });

  it("gets a cluster, a namespace there and a name as soon as it is scheduled", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(300);
    const clusterRef = { cluster: "loft-cluster", namespace: `loft-my-project-v-${name}`, virtualCluster: name };
    expect((await s.send("GET", one)).body.spec.clusterRef).toEqual(clusterRef);
  });

  it("runs on a cluster that its project allows, under the names that its spec gives", async () => {
    const s = setup();
    await s.send("PATCH", "projects/my-project", { spec: { allowedClusters: [{ name: "my-connected-cluster" }] } });
    await s.send("POST", instances, { ...page, spec: { ...page.spec, clusterRef: { namespace: "team-a", virtualCluster: "blue" } } });
    s.clock.advance(300);
    expect((await s.send("GET", one)).body.spec.clusterRef).toEqual({
      cluster: "my-connected-cluster",
      namespace: "team-a",
      virtualCluster: "blue",
    });
  });

  it("is not scheduled while no allowed cluster is initialized", async () => {
    const s = setup();
    await s.send("PATCH", "projects/my-project", { spec: { allowedClusters: [{ name: "later" }] } });
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    expect((await s.send("GET", one)).body).toMatchObject({ spec: { clusterRef: {} }, status: { reason: "NoClusterFound" } });
    await s.send("POST", "clusters", { metadata: { name: "later" }, spec: { networkPeer: true } });
    s.clock.advance(10_000);
    expect((await s.send("GET", one)).body).toMatchObject({ spec: { clusterRef: { cluster: "later" } }, status: { phase: "Ready" } });
  });

  it("stays Pending when it is external, until it connects by itself", async () => {
    const s = setup();
    await s.send("POST", instances, { metadata: { name }, spec: { external: true } });
    s.clock.advance(60_000);
    const { spec, status } = (await s.send("GET", one)).body;
    expect([status.phase, status.serviceUID, spec.clusterRef]).toEqual(["Pending", undefined, {}]);
    s.sandbox.failInstance("my-project", name, { reason: "Lost", message: "no answer" });
    s.sandbox.failInstance("my-project", name, undefined);
    s.clock.advance(60_000);
    const ready = (conditions: { type: string; status: string }[]) => conditions.find(({ type }) => type === "Ready")?.status;
    const again = (await s.send("GET", one)).body.status;
    expect([again.phase, again.reason, ready(again.conditions)]).toEqual(["Pending", undefined, "False"]);
    s.sandbox.connectInstance("my-project", name);
    s.clock.advance(10_000);
    expect((await s.send("GET", one)).body.status).toMatchObject({ phase: "Ready", serviceUID: expect.stringMatching(/./) });
    expect(() => s.sandbox.connectInstance("my-project", "nobody")).toThrow("there is no virtual cluster nobody with spec.external");
  });

  it.each([
    ["names its cluster", { external: true, clusterRef: { cluster: "loft-cluster" } }],
    ["is taken over by the platform", { external: false }],
  ])("gets Ready when it is external and %s", async (_, spec) => {
    const s = setup();
    await s.send("POST", instances, { metadata: { name }, spec: { external: true } });
    s.clock.advance(5000);
    await s.send("PATCH", one, { spec });
    s.clock.advance(10_000);
    expect((await s.send("GET", one)).body).toMatchObject({
      spec: { clusterRef: { cluster: expect.any(String) } },
      status: { phase: "Ready" },
    });
  });

  it("keeps its cluster when a write leaves it out", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(5000);
    const { metadata, spec } = (await s.send("GET", one)).body;
    const put = await s.send("PUT", one, { ...page, metadata, spec: { ...spec, clusterRef: {} } });
    expect(put.body.spec.clusterRef).toEqual(spec.clusterRef);
    // Nothing changed.
    expect(put.body.metadata.resourceVersion).toBe(metadata.resourceVersion);
  });

  it("takes the page's PUT at any time", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(5000);
    const { resourceVersion } = (await s.send("GET", one)).body.metadata;
    const { status, body } = await s.send("PUT", one, { ...page, metadata: { ...page.metadata, resourceVersion } });
    // A PUT without finalizers takes them away: the controllers put theirs back only with the first reconcile.
    expect([status, body.status.phase]).toEqual([200, "Ready"]);
  });

  it("fails when its template is not there, and recovers when it comes", async () => {
    const s = setup();
    await s.send("POST", instances, { ...page, spec: { templateRef: { name: "missing" } } });
    s.clock.advance(2300);
    const { body } = await s.send("GET", one);
    expect(body.status).toMatchObject({ phase: "Failed", reason: "TemplateNotFound", message: "couldn't find template missing" });
    const resolved = body.status.conditions.find((c: { type: string }) => c.type === "TemplateResolved");
    expect(resolved).toMatchObject({ status: "False", severity: "Error", reason: "TemplateNotFound" });
    expect(await conditions(s)).toMatchObject({ Scheduled: "True", Ready: "False" });
    await s.send("POST", "virtualclustertemplates", { metadata: { name: "missing" }, spec: {} });
    s.clock.advance(2000);
    expect((await s.send("GET", one)).body.status).toMatchObject({ phase: "Ready" });
    expect((await s.send("GET", one)).body.status.reason).toBeUndefined();
  });

  it("fails when its cluster is not there", async () => {
    const s = setup();
    await s.send("POST", instances, { ...page, spec: { ...page.spec, clusterRef: { cluster: "nowhere" } } });
    s.clock.advance(2300);
    expect((await s.send("GET", one)).body.status).toMatchObject({ phase: "Failed", reason: "ClusterNotFound" });
  });

  it("sleeps and wakes by annotation", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    await s.send("PATCH", one, { metadata: { annotations: { "sleepmode.loft.sh/force": "true" } } });
    s.clock.advance(1000);
    const asleep = (await s.send("GET", one)).body;
    expect([asleep.status.phase, asleep.metadata.annotations["sleepmode.loft.sh/sleep-type"]]).toEqual(["Sleeping", "forcedSleep"]);
    const seconds = Math.floor(s.clock.now() / 1000);
    expect(asleep.metadata.annotations["sleepmode.loft.sh/sleeping-since"]).toBe(String(seconds));
    expect(asleep.status.sleepModeConfig).toMatchObject({
      spec: { forceSleep: true },
      status: { lastActivity: expect.any(Number), sleepingSince: seconds, sleepType: "forcedSleep" },
    });
    s.clock.advance(1_000_000);
    expect(await phase(s)).toBe("Sleeping");
    await s.send("PATCH", one, {
      metadata: { annotations: { "sleepmode.loft.sh/force": null, "sleepmode.loft.sh/force-duration": null } },
    });
    s.clock.advance(1000);
    const awake = (await s.send("GET", one)).body;
    expect([awake.status.phase, awake.metadata.annotations["sleepmode.loft.sh/sleeping-since"]]).toEqual(["Ready", undefined]);
    expect(awake.status.sleepModeConfig).toBeUndefined();
  });

  it("wakes by itself when it was to sleep for a while", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    await s.send("PATCH", one, {
      metadata: { annotations: { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": "60" } },
    });
    s.clock.advance(1000);
    expect((await s.send("GET", one)).body.status).toMatchObject({
      phase: "Sleeping",
      sleepModeConfig: { spec: { forceSleep: true, forceSleepDuration: 60 }, status: { sleepType: "forcedDurationSleep" } },
    });
    s.clock.advance(50_000);
    expect(await phase(s)).toBe("Sleeping");
    s.clock.advance(10_000);
    expect(await phase(s)).toBe("Ready");
  });

  it("sleeps without an end when it is put to sleep once more without one", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    const sleep = async (duration: string | null) => {
      await s.send("PATCH", one, {
        metadata: { annotations: { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": duration } },
      });
      s.clock.advance(1000);
      const { metadata, status } = (await s.send("GET", one)).body;
      return [status.phase, metadata.annotations["sleepmode.loft.sh/sleep-type"], status.sleepModeConfig];
    };
    const config = (spec: object, sleepType: string) => expect.objectContaining({ spec, status: expect.objectContaining({ sleepType }) });
    const ofDuration = (seconds: number) => config({ forceSleep: true, forceSleepDuration: seconds }, "forcedDurationSleep");
    expect(await sleep("60")).toEqual(["Sleeping", "forcedDurationSleep", ofDuration(60)]);
    expect(await sleep(null)).toEqual(["Sleeping", "forcedSleep", config({ forceSleep: true }, "forcedSleep")]);
    s.clock.advance(1_000_000);
    expect(await phase(s)).toBe("Sleeping");
    expect(await sleep("2000000")).toEqual(["Sleeping", "forcedDurationSleep", ofDuration(2_000_000)]);
  });

  it("is marked when it is deleted, and gone a while later", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    const { body } = await s.send("DELETE", one);
    expect(body.metadata).toMatchObject({
      deletionTimestamp: expect.any(String),
      finalizers: ["loft.sh/cleanup", "loft.sh/cleanup-workload"],
    });
    s.clock.advance(999);
    expect((await s.send("GET", one)).status).toBe(200);
    s.clock.advance(1);
    expect((await s.send("GET", one)).status).toBe(404);
  });

  it("waits for finalizers that are not the platform's", async () => {
    const s = setup();
    await s.send("POST", instances, { ...page, metadata: { ...page.metadata, finalizers: ["example.org/mine"] } });
    s.clock.advance(2300);
    await s.send("DELETE", one);
    s.clock.advance(60_000);
    expect((await s.send("GET", one)).body.metadata.finalizers).toEqual(["example.org/mine"]);
    await s.send("PATCH", one, { metadata: { finalizers: null } });
    expect((await s.send("GET", one)).status).toBe(404);
  });

  it("takes as long as it is told to, or never goes on by itself", async () => {
    const s = setup();
    s.sandbox.durations.virtualClusterInstances.pending = 10_000;
    s.sandbox.durations.virtualClusterInstances.ready = Number.POSITIVE_INFINITY;
    await s.send("POST", instances, page);
    s.clock.advance(9_999);
    expect(await phase(s)).toBeUndefined();
    s.clock.advance(1_000_000);
    expect(await phase(s)).toBe("Pending");
  });

  it("syncs with its template once when asked to", async () => {
    const s = setup();
    await s.send("POST", instances, page);
    s.clock.advance(2300);
    await s.send("PATCH", one, { spec: { templateRef: { name: "small", syncOnce: true } } });
    s.clock.advance(2000);
    const { spec } = (await s.send("GET", one)).body;
    expect(spec.templateRef).toEqual({ name: "small" });
  });
});

it("a space instance becomes Ready too", async () => {
  const s = setup();
  await s.send("POST", "namespaces/loft-p-my-project/spaceinstances", { metadata: { name: "s" }, spec: {} });
  s.clock.advance(2300);
  const { spec, status } = (await s.send("GET", "namespaces/loft-p-my-project/spaceinstances/s")).body;
  expect([status.phase, spec.clusterRef]).toEqual(["Ready", { cluster: "loft-cluster", namespace: "loft-my-project-s-s" }]);
});

describe("a cluster", () => {
  it("is initialized after a while, and cleaned up when it is deleted", async () => {
    const s = setup();
    await s.send("POST", "clusters", { metadata: { name: "c" }, spec: { networkPeer: true } });
    s.clock.advance(300);
    expect((await s.send("GET", "clusters/c")).body).toMatchObject({ metadata: { finalizers: expect.any(Array) }, status: {} });
    s.clock.advance(2000);
    expect((await s.send("GET", "clusters/c")).body.status).toMatchObject({ phase: "Initialized", online: true });
    await s.send("DELETE", "clusters/c");
    expect((await s.send("GET", "clusters/c")).status).toBe(200);
    s.clock.advance(1000);
    expect((await s.send("GET", "clusters/c")).status).toBe(404);
  });
});

it("a project that is deleted takes with it what is in its namespace", async () => {
  const s = setup();
  await s.send("DELETE", "projects/my-project");
  expect((await s.send("GET", instances)).body.items).toHaveLength(2);
  s.clock.advance(300 + 1000);
  expect((await s.send("GET", instances)).body.items).toEqual([]);
});

describe("the sandbox", () => {
  it("starts with what the pages name, at rest", async () => {
    const s = setup();
    for (const path of [
      "projects/my-project",
      "projects/my-object",
      "users/my-user",
      "virtualclustertemplates/my-virtual-cluster-template",
      "clusters/my-connected-cluster",
    ]) {
      expect((await s.send("GET", path)).status).toBe(200);
    }
    expect((await s.send("GET", one)).status).toBe(404);
    expect(s.clock.next).toBeUndefined();
    const version = s.sandbox.engine.version;
    s.clock.advance(1_000_000);
    expect(s.sandbox.engine.version).toBe(version);
  });

  it("says of a sleeping instance why and since when it sleeps", async () => {
    const { body } = await setup().send("GET", `${instances}/reports`);
    expect(body.status.sleepModeConfig.status).toMatchObject({ sleepingSince: expect.any(Number), sleepType: "forcedSleep" });
  });

  it("goes back to its start, drops what was planned, and goes on from snapshots", async () => {
    const s = setup();
    const before = (await s.send("GET", "virtualclusterinstances")).body.items;
    await s.send("POST", instances, page);
    const middle = s.sandbox.snapshot();
    s.sandbox.reset();
    s.clock.advance(10_000);
    expect((await s.send("GET", "virtualclusterinstances")).body.items).toEqual(before);
    const other = setup();
    other.sandbox.restore(middle);
    other.clock.advance(2300);
    expect(await phase(other)).toBe("Ready");
    s.sandbox.clear();
    expect((await s.send("GET", "projects")).body.items).toEqual([]);
  });

  it("serves its own version and refuses the proxies of other clusters", async () => {
    const s = setup();
    expect((await s.send("GET", "/version", undefined, { token: null })).body).toMatchObject({
      version: "4.12.0",
      major: "4",
      kubeVersion: expect.any(String),
    });
    expect((await s.send("GET", "/kubernetes/management/version", undefined, { token: null })).body).toMatchObject({
      major: "1",
      minor: "33",
    });
    const proxied = await s.send("GET", "/kubernetes/virtualcluster/loft-cluster/default/payments/api/v1/pods");
    expect([proxied.status, proxied.headers.get("x-sandbox")]).toEqual([501, "unsupported; id=platform.proxy"]);
    expect((await s.send("GET", "/kubernetes/nonsense")).status).toBe(404);
  });
});
