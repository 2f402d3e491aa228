import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const source = { all_namespaces: true };

/** A cluster in the given state with a definition to run. */
async function backup(server: ReturnType<typeof casa>, connected = true) {
  const cluster = (await server.ask("kubeclusters", { body: { name: "mine" } })).body._id as string;
  if (connected) server.sandbox.agent(cluster).connect();
  const { body } = await server.ask("kubebackups", { body: { name: "b", cluster, trigger_type: "ADHOC", source } });
  const job = async () => (await server.ask(`jobs?where={"backupdef":"${body._id}"}&sort=-start_time`)).body._items[0];
  const run = (more: object = { body: { retention: { retainDays: 3 } } }) =>
    server.ask(`kubebackups/${body._id}/action/run`, { method: "POST", ...more });
  return { cluster, id: body._id as string, etag: body._etag as string, job, run };
}

describe("running a backup", () => {
  test("answers the definition with another etag, and the job walks PENDING, RUNNING with progress, CATALOG, COMPLETED", async () => {
    const server = casa();
    const { id, etag, job, run } = await backup(server);
    const { status, body } = await run();
    expect(status).toBe(200);
    expect(body).toMatchObject({ _id: id, name: "b", _status: "OK" });
    expect(body._etag).not.toBe(etag);
    expect(await job()).toMatchObject({
      type: "K8S_SNAP",
      display_type: "K8S_SNAP",
      state: "PENDING",
      backupdef: id,
      start_time: 1767225600,
      retention: { retainDays: 3, numAlwaysRetain: 0 },
    });
    server.clock.advance(500);
    const seen: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const { state, kube_snapshot_progress: progress } = await job();
      seen.push([state, progress.completed_pvs, progress.pending_pvs + progress.active_pvs + progress.completed_pvs]);
      server.clock.advance(500);
    }
    expect(seen).toEqual([0, 1, 2, 3].map((done) => ["RUNNING", done, 4]));
    expect(await job()).toMatchObject({ state: "CATALOG", kube_snapshot_progress: { completed_pvs: 4 } });
    expect(await job()).not.toHaveProperty("end_time");
    server.clock.advance(500);
    expect(await job()).toMatchObject({
      state: "COMPLETED",
      end_time: 1767225603,
      num_backup_resources: 128,
      activity: expect.arrayContaining(["Backup started", "Backup completed"]),
    });
    const { _id } = await job();
    expect((await server.ask(`kubebackups/${id}`)).body.status.jobs).toEqual([{ jobid: _id, state: "COMPLETED" }]);
  });

  test.each(["kubebackups", "kubeoffloads"])("answers a run of %s with the time of the run before", async (resource) => {
    const server = casa();
    const { id: backupdef, cluster } = await backup(server);
    const copy = { name: "c", cluster, backupdef, trigger_type: "ADHOC" };
    const id = resource === "kubebackups" ? backupdef : (await server.ask("kubeoffloads", { body: copy })).body._id;
    const times: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      const { body } = await server.ask(`${resource}/${id}/action/run`, { body: { runBackup: true } });
      times.push(body.status.last_job_run_time);
      const later = `{"backupdef":"${backupdef}","start_time":{"$gt":${body.status.last_job_run_time}}}`;
      expect((await server.ask(`jobs?where=${later}`)).body._items).toHaveLength(1);
      server.clock.advance(10_000);
    }
    expect(times).toEqual([0, 1767225600, 1767225610]);
    expect((await server.ask(`${resource}/${id}`)).body.status.last_job_run_time).toBe(1767225620);
  });

  test("a job waits until its cluster is ACTIVE", async () => {
    const server = casa();
    const { cluster, job, run } = await backup(server, false);
    await run();
    server.clock.advance(60_000);
    expect((await job()).state).toBe("PENDING");
    server.sandbox.agent(cluster).connect();
    server.clock.advance(500);
    expect((await job()).state).toBe("RUNNING");
  });

  test("a job fails when the agent is lost", async () => {
    const server = casa();
    const { cluster, job, run } = await backup(server);
    await run();
    server.clock.advance(600);
    server.sandbox.agent(cluster).disconnect();
    server.clock.advance(5000);
    expect(await job()).toMatchObject({ state: "FAILED", message: "The agent is not connected.", num_errors: 1 });
  });

  test("its body is optional, and checked", async () => {
    const server = casa();
    const { run } = await backup(server);
    expect((await run({})).status).toBe(200);
    expect((await run({ body: { retention: { retainDays: 0 }, zzz: 1 } })).body._issues).toEqual({
      retention: { retainDays: "min value is 1" },
      zzz: "unknown field",
    });
    expect((await server.ask("kubebackups/aaaaaaaaaaaaaaaaaaaaaaa9/action/run", { method: "POST" })).status).toBe(404);
    expect((await server.ask("kubebackups/aaaaaaaaaaaaaaaaaaaaaaa9/action/run")).status).toBe(405);
    expect((await run({ headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  });

  test("in a bare sandbox the job is RUNNING and stays so", async () => {
    const server = casa({ bare: true });
    const { job, run } = await backup(server, false);
    await run();
    server.clock.advance(60_000);
    expect(await job()).toMatchObject({ state: "RUNNING", activity: [] });
    expect(await job()).not.toHaveProperty("retention");
  });
});

describe("definitions", () => {
  test("one that runs by schedule needs a policy, but a patch is not asked for it", async () => {
    const server = casa();
    const { id, etag, cluster } = await backup(server);
    expect((await server.ask("kubebackups", { body: { name: "c", cluster, source } })).body._issues).toEqual({ policy: "required field" });
    const policy = server.idOf("policies", "daily");
    expect((await server.ask("kubebackups", { body: { name: "c", cluster, source, policy } })).status).toBe(201);
    expect(
      (await server.ask(`kubebackups/${id}`, { method: "PATCH", headers: { "if-match": etag }, body: { trigger_type: "SCHEDULED" } }))
        .status,
    ).toBe(200);
  });

  test("a cluster that one uses can't be deleted", async () => {
    const server = casa();
    const { cluster, id, etag } = await backup(server);
    const remove = async () =>
      server.ask(`kubeclusters/${cluster}`, {
        method: "DELETE",
        headers: { "if-match": (await server.ask(`kubeclusters/${cluster}`)).body._etag },
      });
    const refused = await remove();
    expect(refused.status).toBe(409);
    expect(refused.body._error.message).toBe("Kubecluster is used by a kubebackup and can't be deleted");
    await server.ask(`kubebackups/${id}`, { method: "DELETE", headers: { "if-match": etag } });
    expect((await remove()).status).toBe(204);
  });
});

describe("recovery points and copies", () => {
  const points = async (server: ReturnType<typeof casa>, backupdef: string) =>
    (await server.ask(`backupinstances?where={"backupdef":"${backupdef}"}&sort=type`)).body._items;

  test("a run leaves a recovery point: PENDING while it goes on, READY in the end, none when it fails", async () => {
    const server = casa();
    const { id, cluster, job, run } = await backup(server);
    await run();
    server.clock.advance(600);
    const [begun] = await points(server, id);
    expect(begun).toMatchObject({ state: "PENDING", type: "SNAPSHOT", cluster, backupdef_name: "b", backup_job_id: (await job())._id });
    server.clock.advance(2500);
    expect(await points(server, id)).toEqual([
      expect.objectContaining({ _id: begun._id, state: "READY", pv_count: 4, retention: { retainDays: 3, numAlwaysRetain: 0 } }),
    ]);
    const [{ end_time: end, expiry_timestamp: expiry }] = await points(server, id);
    expect(expiry - end).toBe(3 * 24 * 3600);
    expect((await job()).backup_inst).toBe(begun._id);
    await run();
    server.clock.advance(600);
    expect(await points(server, id)).toHaveLength(2);
    server.sandbox.agent(cluster).disconnect();
    server.clock.advance(5000);
    expect(await points(server, id)).toHaveLength(1);
    expect(await job()).toMatchObject({ state: "FAILED" });
    expect(await job()).not.toHaveProperty("backup_inst");
  });

  /** A copy definition of the backup definition, and a way to run it. */
  async function copying(server: ReturnType<typeof casa>, backupdef: string, more: object = {}) {
    const store = server.idOf("objectstores", "backups-eu");
    const body = { name: "c", backupdef, trigger_type: "ADHOC", offload_provider: { user_objectstore: store }, ...more };
    const made = (await server.ask("kubeoffloads", { body })).body;
    const run = (options: object) =>
      server.ask(`kubeoffloads/${made._id}/action/run`, { body: { retention: { retainDays: 7 }, ...options } });
    return { made, store, run };
  }

  test("a copy takes a new snapshot first when it is told to, and drops it in the end", async () => {
    const server = casa();
    const { id, cluster, job } = await backup(server);
    const { made, store, run } = await copying(server, id);
    expect(made.cluster).toBe(cluster);
    const answer = await run({ runBackup: true });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { _id: made._id, status: { state: "JOB_CREATED", jobid: (await job())._id } },
    ]);
    server.clock.advance(500);
    const seen: unknown[] = [];
    for (let i = 0; i < 10; i++) {
      const { state, phase, kube_snapshot_progress: taken, kube_copy_progress: copied } = await job();
      seen.push([state, phase, taken.completed_pvs, copied?.completed_pvs]);
      server.clock.advance(500);
    }
    expect(seen).toEqual([
      ...[0, 1, 2, 3].map((n) => ["RUNNING", "OFFLOAD_RUNNING", n, undefined]),
      ...[0, 1, 2, 3].map((n) => ["RUNNING", "OFFLOAD_RUNNING", 4, n]),
      ["CATALOG", "OFFLOAD_RUNNING", 4, 4],
      ["COMPLETED", "OFFLOAD_COMPLETED", 4, 4],
    ]);
    expect(await job()).toMatchObject({ type: "K8S_COPY", offloaddef: made._id });
    expect(await points(server, id)).toEqual([
      expect.objectContaining({
        type: "COPY",
        state: "READY",
        objectstore: store,
        offload_def: made._id,
        backup_location: expect.objectContaining({ bucket_name: "example-backups-eu" }),
      }),
    ]);
  });

  test("a copy of the newest snapshot; without one it is SKIPPED", async () => {
    const server = casa();
    const { id, job, run: take } = await backup(server);
    const { run } = await copying(server, id, { delete_snapshots: false });
    await run({});
    server.clock.advance(5000);
    expect(await job()).toMatchObject({ state: "SKIPPED", message: "There is no snapshot to copy." });
    await take();
    server.clock.advance(5000);
    const [snapshot] = await points(server, id);
    await run({});
    server.clock.advance(5000);
    expect(await job()).toMatchObject({ state: "COMPLETED", backup_inst: snapshot._id });
    expect(await points(server, id)).toEqual([
      expect.objectContaining({ type: "COPY", source_backupinst: snapshot._id }),
      expect.objectContaining({ type: "SNAPSHOT", _id: snapshot._id }),
    ]);
  });

  test("a copy that fails leaves its snapshot and no copy", async () => {
    const server = casa();
    const { id, cluster } = await backup(server);
    const { run } = await copying(server, id);
    await run({ runBackup: true });
    server.clock.advance(3100);
    server.sandbox.agent(cluster).disconnect();
    server.clock.advance(5000);
    expect(await points(server, id)).toEqual([expect.objectContaining({ type: "SNAPSHOT", state: "READY" })]);
  });
});

test("jobs, restores, object stores and agents under way go on in a sandbox that takes over the state", async () => {
  const server = casa();
  const { cluster, id, run } = await backup(server);
  await run();
  server.clock.advance(1100);
  const armed = (await server.ask("kubeclusters", { body: { name: "armed" } })).body;
  await server.ask(armed.status.agentURL);
  const inventory = (await server.ask("kubeclusters", { body: { name: "inventory" } })).body;
  await server.ask(inventory.status.agentURL);
  server.sandbox.engine.update("kubeclusters", inventory._id, { status: { state: "INVENTORY" } });
  const point = server.idOf("backupinstances", "production-daily-snapshot");
  await server.ask("kuberestores", { body: { name: "r", backup_inst: point, cluster, selection: { all_namespaces: true } } });
  const store = { name: "s", provider_type: "aws", bucket_name: "b", s3provider: { endpoint: "https://s3.example.com" } };
  await server.ask("objectstores", { body: store });
  const state = server.sandbox.snapshot();
  const before = (await server.ask(`jobs?where={"backupdef":"${id}"}`)).body._items[0];
  expect(before).toMatchObject({ state: "RUNNING", num_volume_snapshots_completed: 1 });

  const other = casa({ from: state });
  const one = async (path: string) => (await other.ask(path)).body._items[0];
  expect(await one(`jobs?where={"backupdef":"${id}"}`)).toEqual(before);
  other.clock.advance(500);
  expect(await one(`jobs?where={"backupdef":"${id}"}`)).toMatchObject({ state: "RUNNING", num_volume_snapshots_completed: 2 });
  other.clock.advance(1000);
  expect(await one(`jobs?where={"backupdef":"${id}"}`)).toMatchObject({ state: "CATALOG" });
  other.sandbox.restore(other.sandbox.snapshot());
  other.clock.advance(10_000);
  expect(await one(`jobs?where={"backupdef":"${id}"}`)).toMatchObject({ state: "COMPLETED" });
  expect(await one('jobs?where={"type":"RESTORE"}')).toMatchObject({ state: "COMPLETED" });
  expect(await one('objectstores?where={"name":"s"}')).toMatchObject({ validate_state: "READY" });
  for (const name of ["armed", "inventory"]) expect((await one(`kubeclusters?where={"name":"${name}"}`)).status.state).toBe("ACTIVE");
  // The one that it came from stands still.
  expect((await server.ask(`jobs?where={"backupdef":"${id}"}`)).body._items[0]).toEqual(before);
  other.sandbox.reset();
  expect(await one(`jobs?where={"backupdef":"${id}"}`)).toEqual(before);
});
