// Any state at once: seeds, saved states, and outcomes by name.
import { createSandbox, type Sandbox, type SandboxOptions, type SavedState } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const management = "/kubernetes/management/apis/management.loft.sh/v1";
const instances = `${management}/namespaces/loft-p-demo/virtualclusterinstances`;

// biome-ignore lint/suspicious/noExplicitAny: what the servers answer is looked at field by field.
type Json = Record<string, any>;

/** Asks a sandbox. */
const asker = (sandbox: Sandbox) => {
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  return async (method: string, path: string, body?: object) => {
    const url = (path.startsWith("/api/") ? sandbox.cloudcasa.url : sandbox.platform.url) + path;
    const response = await sandbox.fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return (await response.json()) as Json;
  };
};
const made = (options: SandboxOptions = {}) => {
  const sandbox = createSandbox(options);
  return { sandbox, ask: asker(sandbox) };
};
const condition = (object: Json, type: string) => object["status"].conditions?.find((c: { type: string }) => c.type === type);

describe("seed", () => {
  it("stores objects of the platform as they are", async () => {
    const { sandbox, ask } = made({ bare: true });
    sandbox.seed([
      { kind: "Project", metadata: { name: "demo" }, spec: { displayName: "Demo" } },
      {
        apiVersion: "management.loft.sh/v1",
        kind: "VirtualClusterInstance",
        metadata: {
          name: "old",
          namespace: "loft-p-demo",
          creationTimestamp: "2020-01-01T00:00:00Z",
          uid: "11111111-1111-4111-8111-111111111111",
        },
        status: { phase: "Ready", conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2020-01-01T00:01:00Z" }] },
      },
    ]);
    expect(await ask("GET", `${instances}/old`)).toMatchObject({
      metadata: { creationTimestamp: "2020-01-01T00:00:00Z", uid: "11111111-1111-4111-8111-111111111111" },
      status: { phase: "Ready", conditions: [{ lastTransitionTime: "2020-01-01T00:01:00Z" }] },
    });
  });

  it("replaces an object of the same name, which keeps its uid, and tells watches", async () => {
    const { sandbox, ask } = made();
    const before = await ask("GET", `${instances}/staging`);
    const headers = { authorization: `Bearer ${sandbox.token}` };
    const watch = await sandbox.fetch(`${sandbox.platform.url}${instances}?watch=1&resourceVersion=${before["metadata"].resourceVersion}`, {
      headers,
    });
    sandbox.seed({ kind: "VirtualClusterInstance", metadata: { name: "staging", namespace: "loft-p-demo" }, status: { phase: "Pending" } });
    const after = await ask("GET", `${instances}/staging`);
    expect([after["metadata"].uid, after["metadata"].labels, after["status"].phase]).toEqual([
      before["metadata"].uid,
      undefined,
      "Pending",
    ]);
    const { value } = await (watch.body as ReadableStream<Uint8Array>).getReader().read();
    expect(JSON.parse(new TextDecoder().decode(value))).toMatchObject({ type: "MODIFIED", object: { status: { phase: "Pending" } } });
  });

  it("stores documents of CloudCasa, and objects of clusters, out of YAML", async () => {
    const { sandbox, ask } = made();
    sandbox.seed(`
cloudcasa:
  kubeclusters:
    - { _id: "5eb59b68c5f6a8b4ad2a9e1f", name: lost, status: { state: PENDING, message: gone }, _created: "Wed, 01 Jan 2020 00:00:00 GMT" }
  jobs:
    - { name: nightly, type: K8S_SNAP, state: FAILED, message: no space left, jobrunner: rig, start_time: 1577836800, cluster: 5eb59b68c5f6a8b4ad2a9e1f }
clusters:
  project/demo/virtualcluster/staging:
    - { kind: ConfigMap, metadata: { name: settings }, data: { colour: red } }
---
kind: VirtualClusterInstance
metadata: { name: broken, namespace: loft-p-demo }
status: { phase: Failed, reason: ImagePullBackOff, message: can't pull the image }
`);
    expect(await ask("GET", "/api/v1/kubeclusters/5eb59b68c5f6a8b4ad2a9e1f")).toMatchObject({
      name: "lost",
      _created: "Wed, 01 Jan 2020 00:00:00 GMT",
      status: { state: "PENDING", message: "gone" },
    });
    const jobs = await ask("GET", `/api/v1/jobs?where={"cluster":"5eb59b68c5f6a8b4ad2a9e1f"}`);
    expect(jobs["_items"]).toMatchObject([{ state: "FAILED", message: "no space left", start_time: 1577836800 }]);
    const settings = await ask("GET", "/kubernetes/project/demo/virtualcluster/staging/api/v1/namespaces/default/configmaps/settings");
    expect(settings["data"]).toEqual({ colour: "red" });
    sandbox.clock.advance("1h");
    expect((await ask("GET", `${instances}/broken`))["status"]).toMatchObject({ phase: "Failed", reason: "ImagePullBackOff" });
    sandbox.platform.instance("demo", "broken").recover();
    sandbox.clock.advance("1m");
    expect((await ask("GET", `${instances}/broken`))["status"].phase).toBe("Ready");
  });

  it("lets what is under way go on, and what rests rest", async () => {
    const { sandbox, ask } = made();
    const clusters = await ask("GET", `/api/v1/kubeclusters?where={"name":"production"}`);
    const cluster = clusters["_items"][0]._id;
    sandbox.seed([
      { kind: "VirtualClusterInstance", metadata: { name: "a", namespace: "loft-p-demo" }, status: { phase: "Pending" } },
      { kind: "VirtualClusterInstance", metadata: { name: "b", namespace: "loft-p-demo" }, status: { phase: "Sleeping" } },
      { cloudcasa: { jobs: [{ name: "j", type: "K8S_SNAP", state: "PENDING", jobrunner: "rig", start_time: 1, cluster }] } },
    ]);
    sandbox.clock.advance("1h");
    const phases = ["a", "b"].map(async (name) => (await ask("GET", `${instances}/${name}`))["status"].phase);
    expect(await Promise.all(phases)).toEqual(["Ready", "Sleeping"]);
    expect((await ask("GET", `/api/v1/jobs?where={"name":"j"}`))["_items"]).toMatchObject([{ state: "COMPLETED" }]);
  });

  it.each<[unknown, RegExp]>([
    [[5], /object 1 is no object/],
    ["a: [", /the text is no YAML/],
    [
      { kind: "VirtualClusterInstnce", metadata: { name: "a" } },
      /no kind "VirtualClusterInstnce"; did you mean "VirtualClusterInstance"\?/,
    ],
    [{ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } }, /Pod of "v1" is no object of the platform .* stand under clusters/],
    [{ kind: "Self", metadata: { name: "a" } }, /the sandbox keeps no Self/],
    [{ kind: "Project", metadata: {} }, /a Project without metadata\.name/],
    [{ kind: "Project", metadata: { name: "a", namespace: "b" } }, /metadata\.namespace must be left out/],
    [{ kind: "VirtualClusterInstance", metadata: { name: "a" } }, /metadata\.namespace is missing/],
    [{ kind: "Project", metadata: { name: "a" }, spec: { displayNam: "x" } }, /Project has no field spec\.displayNam/],
    [{ cloudcas: {} }, /"cloudcas" is no place; did you mean "cloudcasa"\?/],
    [{ cloudcasa: { job: [{}] } }, /no resource "job"; did you mean "jobs"\?/],
    [{ cloudcasa: { jobs: [{ stat: "FAILED" }] } }, /jobs has no field "stat"; did you mean "state"\?/],
    [{ cloudcasa: { jobs: [{ _id: "x" }] } }, /24 hex digits/],
    [{ cloudcasa: { jobs: [{ state: "CANCELLED" }] } }, /jobs\.state is never "CANCELLED"; did you mean "CANCELED"\?/],
    [
      { cloudcasa: { kubeclusters: [{ status: { state: "ACTIV" } }] } },
      /kubeclusters\.status\.state is never "ACTIV"; did you mean "ACTIVE"\?/,
    ],
    [
      { kind: "VirtualClusterInstance", metadata: { name: "a", namespace: "loft-p-demo" }, status: { phase: "ready" } },
      /VirtualClusterInstance "a": status\.phase is never "ready"; did you mean "Ready"\?/,
    ],
    [{ kind: "Cluster", metadata: { name: "a" }, status: { phase: "Ready" } }, /never "Ready"; known: Initialized, Failed/],
    [
      { clusters: { "cluster/loft-cluster": [{ kind: "Pod", metadata: { name: "a" }, status: { phase: "Runing" } }] } },
      /never "Runing"; did you mean "Running"\?/,
    ],
    [{ cloudcasa: { jobs: {} } }, /cloudcasa\.jobs must be a list/],
    [{ clusters: { "cluster/nowhere": [{ kind: "Pod", metadata: { name: "a" } }] } }, /there is no cluster "cluster\/nowhere"/],
    [{ clusters: { "cluster/loft-cluster": [{ kind: "Widget", metadata: { name: "a" } }] } }, /has no kind Widget/],
  ])("refuses %j and stores nothing", (given, message) => {
    const { sandbox } = made();
    const before = JSON.stringify(sandbox.state());
    const good = { kind: "Project", metadata: { name: "good" } };
    expect(() => sandbox.seed(typeof given === "string" ? given : ([good, ...[given].flat()] as never))).toThrow(
      new RegExp(message.source.replace("object 1", "object 2")),
    );
    expect(JSON.stringify(sandbox.state())).toBe(before);
  });
});

describe("a saved state", () => {
  it("is JSON, and another sandbox goes on from it", async () => {
    const { sandbox, ask } = made({ durations: { platform: { virtualClusterInstances: { waking: "never" } } } });
    await ask("POST", instances, { metadata: { name: "dev" } });
    const key = await ask("POST", `${management}/ownedaccesskeys`, { metadata: { name: "k" }, spec: { user: "admin", ttl: 3600 } });
    const maps = "/kubernetes/project/demo/virtualcluster/staging/api/v1/namespaces/default/configmaps";
    await ask("POST", maps, { metadata: { name: "settings" }, data: { a: "1" } });
    const registered = await ask("POST", "/api/v1/kubeclusters", { name: "new" });
    await sandbox.fetch(
      registered["status"]?.agentURL ?? (await ask("GET", `/api/v1/kubeclusters/${registered["_id"]}`))["status"].agentURL,
    );
    sandbox.platform.instance("demo", "later").fail({ reason: "Quota", message: "no room" });
    sandbox.cloudcasa.nextJob.finish("PARTIAL", { reason: "one volume was busy" });
    sandbox.clock.advance("500ms");
    const text = JSON.stringify(sandbox.save());

    const second = made({ from: JSON.parse(text) as SavedState });
    expect(second.sandbox.clock.now()).toBe(sandbox.clock.now());
    expect(second.sandbox.state()).toEqual(sandbox.state());
    // But for the versions of the whole, which only grow.
    const withoutVersions = (saved: string) => saved.replace(/"version":\d+/g, "");
    expect(withoutVersions(JSON.stringify(second.sandbox.save()))).toBe(withoutVersions(text));
    for (const [of, take] of [[sandbox, ask] as const, [second.sandbox, second.ask] as const]) {
      of.clock.advance("10s");
      await take("POST", instances, { metadata: { name: "later" } });
      of.clock.advance("10s");
      expect((await take("GET", `${instances}/dev`))["status"].phase).toBe("Ready");
      expect((await take("GET", `${instances}/later`))["status"]).toMatchObject({ phase: "Failed", reason: "Quota", message: "no room" });
      expect((await take("GET", `/api/v1/kubeclusters/${registered["_id"]}`))["status"].state).toBe("ACTIVE");
      expect((await take("GET", `${maps}/settings`))["data"]).toEqual({ a: "1" });
      const mine = { headers: { authorization: `Bearer ${key["spec"].key}` } };
      expect((await of.fetch(of.platform.url + instances, mine)).status).toBe(200);
      of.clock.advance("1h");
      expect((await of.fetch(of.platform.url + instances, mine)).status).toBe(401);
    }
    second.sandbox.reset();
    expect(second.sandbox.state()).toEqual(createSandbox({ from: JSON.parse(text) as SavedState }).state());
    expect(second.sandbox.clock.now()).toBe(Date.parse("2026-01-01T00:00:00.500Z"));
  });

  it("has agents where the sandbox is that starts from it", async () => {
    const { sandbox, ask } = made();
    await ask("GET", "/api/v1/kubeclusters");
    const text = JSON.stringify(sandbox.save()).replaceAll(sandbox.cloudcasa.url, "http://127.0.0.1:12345");
    const second = made({ from: JSON.parse(text) as SavedState });
    const { _items } = await second.ask("GET", "/api/v1/kubeclusters");
    for (const { status } of _items as Json[])
      expect(status.agentURL.startsWith(`${second.sandbox.cloudcasa.url}/kubeclusteragents/`)).toBe(true);
    expect((await second.sandbox.fetch((_items as Json[])[0]?.["status"].agentURL)).status).toBe(200);
  });

  it("of a bare sandbox with a prefix of its own is one", () => {
    const { sandbox } = made({ bare: true, projectNamespacePrefix: "p-" });
    const second = createSandbox({ from: sandbox.save(), clock: "auto" });
    expect(second.save()).toMatchObject({ bare: true, projectNamespacePrefix: "p-" });
    expect(() => second.setDurations({ platform: { projects: { emptied: "1s" } } })).toThrow(/bare sandbox/);
  });

  it.each<[object, RegExp]>([
    [{ from: {} }, /from must be what sandbox\.save\(\) gives/],
    [{ from: null }, /from must be what/],
    [{ from: { format: "clusterplane-sandbox/1" } }, /from\.time must be of type string/],
  ])("must be one: %j", (options, message) => {
    expect(() => createSandbox(options as SandboxOptions)).toThrow(message);
  });

  it("says what some options say", () => {
    const from = createSandbox({ bare: true }).save();
    for (const more of [{ startTime: "2026-01-01T00:00:00Z" }, { bare: true }, { projectNamespacePrefix: "p-" }])
      expect(() => createSandbox({ from, ...more })).toThrow(/has no effect beside from/);
  });

  it("comes and goes over /_sandbox too", async () => {
    const { sandbox } = made();
    const control = (method: string, path: string, body?: string) =>
      sandbox.fetch(`${sandbox.platform.url}/_sandbox/${path}`, { method, ...(body !== undefined && { body }) });
    expect((await control("POST", "seed", "kind: Project\nmetadata: { name: seeded }\n")).status).toBe(204);
    expect((await control("POST", "seed", "kind: Projct\nmetadata: { name: seeded }\n")).status).toBe(400);
    const from = (await (await control("GET", "save")).json()) as SavedState;
    expect(
      createSandbox({ from })
        .state()
        .platform["projects"]?.map((p) => (p as { metadata: { name: string } }).metadata.name),
    ).toContain("seeded");
    expect((await control("POST", "platform/instances/demo/pr-1/fail", '{"reason":"R","message":"M"}')).status).toBe(204);
    expect((await control("POST", "platform/instances/demo/pr-1/recover")).status).toBe(204);
    expect((await control("POST", "platform/templates/small/fail", '{"reason":"R"}')).status).toBe(400);
    expect((await control("POST", "nextJob/finish", '{"state":"FAILED"}')).status).toBe(204);
    expect((await control("POST", "jobs/5eb59b68c5f6a8b4ad2a9e1f/finish", '{"state":"FAILED"}')).status).toBe(404);
  });
});

describe("an instance", () => {
  it("fails with a reason and a message, before it is there and afterwards, until it recovers", async () => {
    const { sandbox, ask } = made();
    const failure = { reason: "ImagePullBackOff", message: "can't pull the image" };
    sandbox.platform.instance("demo", "pr-1").fail(failure);
    await ask("POST", instances, { metadata: { name: "pr-1" } });
    sandbox.clock.advance("10m");
    const failed = await ask("GET", `${instances}/pr-1`);
    expect(failed["status"]).toMatchObject({ phase: "Failed", ...failure });
    for (const type of ["Ready", "VirtualClusterDeployed"])
      expect(condition(failed, type)).toMatchObject({ status: "False", severity: "Error", ...failure });
    sandbox.platform.instance("demo", "pr-1").recover();
    sandbox.clock.advance("1m");
    const ready = await ask("GET", `${instances}/pr-1`);
    expect([ready["status"].phase, ready["status"].reason, condition(ready, "VirtualClusterDeployed").status]).toEqual([
      "Ready",
      undefined,
      "True",
    ]);
    sandbox.platform.instance("demo", "staging").fail({ ...failure, condition: "TemplateResolved" });
    expect(condition(await ask("GET", `${instances}/staging`), "TemplateResolved")).toMatchObject({ status: "False", ...failure });
  });

  it.each(["manual", "auto", "fast", "real"] as const)(
    "is Failed when fail returns, in whatever phase it was, on the clock %s",
    async (clock) => {
      const { sandbox, ask } = made({ clock });
      await ask("POST", instances, { metadata: { name: "new" } });
      sandbox.seed({
        kind: "VirtualClusterInstance",
        metadata: { name: "pending", namespace: "loft-p-demo" },
        status: { phase: "Pending" },
      });
      for (const name of ["new", "pending", "staging"]) {
        for (const reason of ["First", "Second"]) {
          sandbox.platform.instance("demo", name).fail({ reason, message: "M" });
          const { status } = await ask("GET", `${instances}/${name}`);
          expect([name, status.phase, status.reason]).toEqual([name, "Failed", reason]);
        }
      }
    },
  );

  it("fails when it wakes, and is never Ready in between", async () => {
    const { sandbox, ask } = made();
    const { metadata } = await ask("GET", `${instances}/staging`);
    const events = await sandbox.fetch(
      `${sandbox.platform.url}${instances}?watch=1&resourceVersion=${metadata.resourceVersion}&fieldSelector=metadata.name%3Dstaging`,
      { headers: { authorization: `Bearer ${sandbox.token}` } },
    );
    const force = (value: string | null) =>
      sandbox.fetch(`${sandbox.platform.url}${instances}/staging`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/merge-patch+json" },
        body: JSON.stringify({ metadata: { annotations: { "sleepmode.loft.sh/force": value } } }),
      });
    await force("true");
    sandbox.clock.advance("1m");
    sandbox.platform.instance("demo", "staging").fail({ reason: "R", message: "M" });
    expect((await ask("GET", `${instances}/staging`))["status"].phase).toBe("Sleeping");
    await force(null);
    sandbox.clock.advance("1m");
    sandbox.platform.dropWatches();
    const phases = (await events.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).object.status.phase);
    expect([...new Set(phases)]).toEqual(["Ready", "Sleeping", "Failed"]);
    expect(phases.lastIndexOf("Ready")).toBeLessThan(phases.indexOf("Sleeping"));
  });

  it("goes with forks and resets", async () => {
    const { sandbox } = made();
    sandbox.platform.instance("demo", "staging").fail({ reason: "R", message: "M" });
    const fork = sandbox.fork();
    sandbox.reset();
    for (const [of, phase] of [
      [fork, "Failed"],
      [sandbox, "Ready"],
    ] as const) {
      of.clock.advance("1m");
      expect((await asker(of)("GET", `${instances}/staging`))["status"].phase).toBe(phase);
    }
  });

  it.each<[object, RegExp]>([
    [{ reason: "R" }, /instance\("demo", "a"\)\.fail: message must be a string/],
    [{ reason: "R", message: "M", why: "x" }, /unknown option "why"/],
  ])("refuses %j", (failure, message) => {
    expect(() =>
      made()
        .sandbox.platform.instance("demo", "a")
        .fail(failure as never),
    ).toThrow(message);
  });
});

it("a template whose objects are not synchronised says so in its instances, which are Ready", async () => {
  const { sandbox, ask } = made();
  const failure = { reason: "ApplyFailed", message: "namespaces is forbidden" };
  sandbox.platform.template("small").fail(failure);
  await ask("POST", instances, { metadata: { name: "pr-1" }, spec: { templateRef: { name: "small" } } });
  sandbox.clock.advance("1m");
  for (const name of ["pr-1", "staging"]) {
    const instance = await ask("GET", `${instances}/${name}`);
    expect([instance["status"].phase, condition(instance, "TemplateSynced")]).toMatchObject([
      "Ready",
      { status: "False", severity: "Error", ...failure },
    ]);
  }
  sandbox.platform.template("small").recover();
  sandbox.clock.advance("0s");
  expect(condition(await ask("GET", `${instances}/staging`), "TemplateSynced")).toMatchObject({ status: "True" });
});

describe("a job", () => {
  const started = async () => {
    const { sandbox, ask } = made();
    const backups = await ask("GET", "/api/v1/kubebackups");
    const { _id: backup } = backups["_items"][0];
    const run = async () => {
      const before = new Set((await ask("GET", "/api/v1/jobs?max_results=50"))["_items"].map((job: { _id: string }) => job._id));
      await ask("POST", `/api/v1/kubebackups/${backup}/action/run`, {});
      const now = (await ask("GET", "/api/v1/jobs?max_results=50"))["_items"] as { _id: string }[];
      return now.find((job) => !before.has(job._id))?._id ?? "";
    };
    const job = async (id: string) => ask("GET", `/api/v1/jobs/${id}`);
    const points = async (id: string) => {
      const { _items } = await ask("GET", "/api/v1/backupinstances?max_results=50");
      return (_items as Json[]).filter((point) => point["backup_job_id"] === id);
    };
    return { sandbox, ask, run, job, points, backup };
  };

  it.each(["PARTIAL", "FAILED", "CANCELED", "SKIPPED", "COMPLETED"] as const)(
    "is finished as %s at once, whatever it was doing",
    async (state) => {
      for (const after of ["0s", "1500ms"]) {
        const { sandbox, ask, run, job, points, backup } = await started();
        const id = await run();
        sandbox.clock.advance(after);
        sandbox.cloudcasa.job(id).finish(state, { reason: "because" });
        expect(await job(id)).toMatchObject({ state, message: "because", end_time: Math.floor(sandbox.clock.now() / 1000) });
        const leaves = state === "PARTIAL" || state === "COMPLETED";
        expect((await points(id)).map((point) => point["state"])).toEqual(leaves ? ["READY"] : []);
        expect((await ask("GET", `/api/v1/kubebackups/${backup}`))["status"].jobs[0]).toMatchObject({
          jobid: id,
          state,
          message: "because",
        });
        sandbox.clock.advance("10m");
        expect((await job(id))["state"]).toBe(state);
        expect(() => sandbox.cloudcasa.job(id).finish("FAILED")).toThrow(new RegExp(`job ${id} has ended already: ${state}`));
      }
    },
  );

  it("ends as was planned for the next one, of a type if one is given", async () => {
    const { sandbox, run, job, points } = await started();
    sandbox.cloudcasa.nextJob.finish("FAILED", { type: "RESTORE" });
    sandbox.cloudcasa.nextJob.finish("PARTIAL", { reason: "one volume was busy" });
    sandbox.cloudcasa.nextJob.finish("SKIPPED");
    const ids = [await run(), await run(), await run()];
    sandbox.clock.advance("1s");
    expect((await job(ids[0] as string))["state"]).toBe("RUNNING");
    sandbox.clock.advance("10m");
    expect(await Promise.all(ids.map(async (id) => (await job(id))["state"]))).toEqual(["PARTIAL", "SKIPPED", "COMPLETED"]);
    expect(await job(ids[0] as string)).toMatchObject({ message: "one volume was busy", num_warnings: 1 });
    expect(await points(ids[1] as string)).toEqual([]);
  });

  it.each<[unknown[], RegExp]>([
    [["CANCELLED"], /no job ends "CANCELLED"; did you mean "CANCELED"\?/],
    [["FAILED", { why: "x" }], /unknown option "why"/],
    [["FAILED", { type: "RESTORE" }], /unknown option "type"/],
    [["FAILED", { reason: 5 }], /reason must be a string/],
    [["FAILED"], /there is no job with the id "x"/],
  ])("refuses finish(%j)", async (given, message) => {
    const finish = made().sandbox.cloudcasa.job("x").finish as (...given: unknown[]) => void;
    expect(() => finish(...given)).toThrow(message);
  });
});
