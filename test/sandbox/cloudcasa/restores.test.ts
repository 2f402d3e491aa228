import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const selection = { all_namespaces: true };

/** A restore of the fixture's snapshot into its production cluster. */
async function restore(server: ReturnType<typeof casa>, more: object = {}) {
  const point = server.idOf("backupinstances", "production-daily-snapshot");
  const cluster = server.idOf("kubeclusters", "production");
  const { status, body } = await server.ask("kuberestores", { body: { name: "r", backup_inst: point, cluster, selection, ...more } });
  const now = async () => (await server.ask(`kuberestores/${body._id}`)).body;
  const job = async () => (await server.ask(`jobs?where={"restoredef":"${body._id}"}`)).body._items[0];
  return { status, body, point, cluster, now, job };
}

describe("restores", () => {
  test("start by being created: PENDING, then a job that walks to COMPLETED with progress", async () => {
    const server = casa();
    const { status, body, point, cluster, now, job } = await restore(server);
    expect([status, body.status]).toEqual([201, { state: "PENDING" }]);
    expect(await job()).toBeUndefined();
    server.clock.advance(500);
    const { _id, ...made } = await job();
    expect(made).toMatchObject({ type: "RESTORE", state: "PENDING", name: "r", backup_inst: point, cluster, restoredef_name: "r" });
    expect((await now()).status).toEqual({ state: "JOB_CREATED", jobid: _id, last_job_run_time: 1767225600 });
    server.clock.advance(500);
    const seen: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const { state, num_restored_resources: done, kube_copy_progress: progress } = await job();
      seen.push([state, done, progress.completed_pvs, progress.stats.transferred_size / progress.stats.estimated_size]);
      server.clock.advance(500);
    }
    expect(seen).toEqual([...[0, 1, 2, 3].map((n) => ["RUNNING", n * 32, n, n / 4]), ["COMPLETED", 128, 4, 1]]);
    expect((await job()).activity).toEqual(expect.arrayContaining(["Restore started", "32 of 128 objects restored", "Restore completed"]));
  });

  test("without volumes show objects only", async () => {
    const server = casa();
    const { job } = await restore(server, { selection: { namespaces: ["web"], restorePersistentVolumes: false } });
    server.clock.advance(60_000);
    expect(await job()).toMatchObject({ state: "COMPLETED", num_restored_resources: 128 });
    expect(await job()).not.toHaveProperty("kube_copy_progress");
  });

  test.each([
    ["the recovery point is not READY", "The recovery point is not READY."],
    ["there is no cluster", "There is no cluster to restore into."],
  ])("fail without a job when %s", async (why, message) => {
    const server = casa();
    const pending = why.includes("READY");
    if (pending)
      server.sandbox.engine.update("backupinstances", server.idOf("backupinstances", "production-daily-copy"), { state: "PENDING" });
    const point = server.idOf("backupinstances", `production-daily-${pending ? "copy" : "snapshot"}`);
    const body = { name: "r", backup_inst: point, selection, ...(pending && { cluster: server.idOf("kubeclusters", "production") }) };
    const { _id } = (await server.ask("kuberestores", { body })).body;
    server.clock.advance(60_000);
    expect((await server.ask(`kuberestores/${_id}`)).body.status).toEqual({ state: "FAILED", message });
  });

  test("fail when the agent is lost", async () => {
    const server = casa();
    const { job, cluster } = await restore(server);
    server.clock.advance(1100);
    server.sandbox.agent(cluster).disconnect();
    server.clock.advance(5000);
    expect(await job()).toMatchObject({ state: "FAILED", message: "The agent is not connected." });
  });

  test("are checked: recovery point and selection are required, the point must exist", async () => {
    const server = casa();
    const missing = "aaaaaaaaaaaaaaaaaaaaaaa9";
    const { status, body } = await server.ask("kuberestores", { body: { name: "r", backup_inst: missing, cluster: missing } });
    expect([status, body._issues]).toEqual([
      422,
      {
        backup_inst: `value '${missing}' must exist in resource 'backupinstances', field '_id'.`,
        cluster: `value '${missing}' must exist in resource 'kubeclusters', field '_id'.`,
        selection: "required field",
      },
    ]);
  });

  test("embed their recovery point and its cluster", async () => {
    const server = casa();
    const { body } = await restore(server);
    const embedded = (await server.ask(`kuberestores/${body._id}?embedded={"backup_inst":1,"backup_inst.cluster":1}`)).body;
    expect(embedded.backup_inst).toMatchObject({ name: "production-daily-snapshot", cluster: { name: "production" } });
  });

  test("have no status in a bare sandbox: nothing says that they start", async () => {
    const server = casa({ bare: true });
    const point = server.sandbox.engine.create("backupinstances", { name: "p", state: "READY", backup_location: {} });
    const { body } = await server.ask("kuberestores", { body: { name: "r", backup_inst: point._id, selection } });
    server.clock.advance(60_000);
    expect(body._status).toBe("OK");
    expect((await server.ask(`kuberestores/${body._id}`)).body).not.toHaveProperty("status");
  });
});

describe("deleting", () => {
  const remove = async (server: ReturnType<typeof casa>, path: string) =>
    server.ask(path, { method: "DELETE", headers: { "if-match": (await server.ask(path)).body._etag } });

  test("a cluster into which is restored is refused until the restore has ended", async () => {
    const server = casa();
    const { body } = await server.ask("kubeclusters", { body: { name: "target" } });
    server.sandbox.agent(body._id).connect();
    await restore(server, { cluster: body._id });
    for (const wait of [0, 1000, 500]) {
      server.clock.advance(wait);
      const refused = await remove(server, `kubeclusters/${body._id}`);
      expect([refused.status, refused.body._error.message]).toEqual([409, "Kubecluster is used by a kuberestore and can't be deleted"]);
    }
    server.clock.advance(60_000);
    expect((await remove(server, `kubeclusters/${body._id}`)).status).toBe(204);
  });

  test.each([
    ["kubeoffload", "kubeoffloads", (cluster: string) => ({ cluster, trigger_type: "ADHOC" })],
    [
      "objectstore",
      "objectstores",
      (cluster: string) => ({ provider_type: "aws", bucket_name: "b", private: true, proxy_cluster_list: [cluster] }),
    ],
  ])("a cluster that a %s uses is refused", async (kind, resource, use) => {
    const server = casa();
    const { body } = await server.ask("kubeclusters", { body: { name: "target" } });
    const user = await server.ask(resource, { body: { name: "u", ...use(body._id) } });
    expect(user.status).toBe(201);
    const refused = await remove(server, `kubeclusters/${body._id}`);
    expect([refused.status, refused.body._error.message]).toEqual([409, `Kubecluster is used by a ${kind} and can't be deleted`]);
    await remove(server, `${resource}/${user.body._id}`);
    expect((await remove(server, `kubeclusters/${body._id}`)).status).toBe(204);
  });

  test("a locked recovery point is refused until it expires", async () => {
    const server = casa();
    const path = `backupinstances/${server.idOf("backupinstances", "production-daily-copy")}`;
    expect((await remove(server, path)).status).toBe(409);
    server.clock.advance(31 * 24 * 3_600_000);
    expect((await remove(server, path)).status).toBe(204);
  });
});
