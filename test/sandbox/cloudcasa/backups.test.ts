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
  test("answers the definition with another etag, and the job walks PENDING, RUNNING, COMPLETED with progress", async () => {
    const server = casa();
    const { id, etag, job, run } = await backup(server);
    const { status, body } = await run();
    expect(status).toBe(200);
    expect(body).toMatchObject({ _id: id, name: "b", status: { last_job_run_time: 1767225600 }, _status: "OK" });
    expect(body._etag).not.toBe(etag);
    expect(await job()).toMatchObject({
      type: "K8S_SNAP",
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
    expect(await job()).toMatchObject({
      state: "COMPLETED",
      end_time: 1767225602,
      num_backup_resources: 128,
      activity: expect.arrayContaining(["Backup started", "Backup completed"]),
    });
    const { _id } = await job();
    expect((await server.ask(`kubebackups/${id}`)).body.status.jobs).toEqual([{ jobid: _id, state: "COMPLETED" }]);
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
