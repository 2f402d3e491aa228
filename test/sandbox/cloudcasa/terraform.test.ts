// The requests of the vendor's Terraform provider, in their order, as they were seen when it ran against the sandbox.
import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const source = { all_namespaces: true, snapshotPersistentVolumes: true };
const web = { all_namespaces: false, snapshotPersistentVolumes: true, namespaces: ["web"] };
const run = { retention: { retainDays: 7 }, runBackup: true };

/** The provider sends PUT with the etag of its state, and DELETE without any. */
function terraform() {
  const server = casa({ lenient: { deleteWithoutIfMatch: true } });
  const post = async (path: string, body: object, status = 201) => {
    const answer = await server.ask(path, { body });
    expect([path, answer.status]).toEqual([path, status]);
    return answer.body;
  };
  return {
    ...server,
    post,
    async put(path: string, etag: string, body: object) {
      const answer = await server.ask(path, { method: "PUT", headers: { "if-match": etag }, body });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.body;
    },
    async get(path: string) {
      return (await server.ask(path)).body;
    },
    async remove(path: string) {
      expect([path, (await server.ask(path, { method: "DELETE" })).status]).toEqual([path, 204]);
      expect((await server.ask(path)).status).toBe(404);
    },
    /** Runs a definition and finds its job as the provider does. */
    async runAndFind(path: string) {
      const answer = await post(`${path}/action/run`, run, 200);
      const { last_job_run_time: last = 0 } = answer.status ?? {};
      const types = '{"$nin":["DELETE_BACKUP","AWSRDS_BACKUP_DELETE","AGENT_UPDATE"]}';
      const where = `{"type":${types},"backupdef":"${answer.backupdef ?? answer._id}","start_time":{"$gt":${last}}}`;
      const list = await server.ask(`jobs?max_results=5&page=1&sort=-start_time&where=${encodeURIComponent(where)}`, {
        headers: { cookie: "auth0.is.authenticated=true" },
      });
      return list.body._items as { _id: string; state: string }[];
    },
  };
}

describe("terraform", () => {
  test("apply creates a policy, an object store and a cluster, reads back what it wrote, and changes it", async () => {
    const { post, put, get, remove } = terraform();
    const schedules = (retainDays: number) => [{ retainDays, locked: false, schedule: { cronSpec: "30 0 * * MON,FRI" } }];
    const policy = await post("policies", { name: "tf-policy", timezone: "Europe/Berlin", schedules: schedules(12) });
    const s3provider = { endpoint: "https://s3.example.com", credentials: { access_key: "AK", secret_key: "SK" } };
    const store = { name: "tf-store", private: false, provider_type: "aws", bucket_name: "b", region: "eu-central-1", s3provider };
    const made = await post("objectstores", store);
    const cluster = await post("kubeclusters", { backup_provider: { user_objectstore: made._id }, name: "tf-cluster" });
    expect(await get(`policies/${policy._id}`)).toMatchObject({ timezone: "Europe/Berlin", schedules: schedules(12) });
    expect(await get(`objectstores/${made._id}`)).toMatchObject({ private: false, provider_type: "aws" });
    expect(await get(`kubeclusters/${cluster._id}`)).toMatchObject({ backup_provider: { user_objectstore: made._id } });

    const { _etag } = await get(`objectstores/${made._id}`);
    await put(`objectstores/${made._id}`, _etag, { ...store, skip_tls_certificate_validation: true });
    await put(`policies/${policy._id}`, policy._etag, { name: "tf-policy", timezone: "Europe/Berlin", schedules: schedules(14) });
    const renamed = { backup_provider: { user_objectstore: made._id }, name: "tf-cluster2" };
    await put(`kubeclusters/${cluster._id}`, cluster._etag, renamed);
    // The provider leaves the status out, and the server keeps it.
    expect(await get(`kubeclusters/${cluster._id}`)).toMatchObject({ ...renamed, status: cluster.status });
    expect((await get(`policies/${policy._id}`)).schedules[0].retainDays).toBe(14);

    for (const path of [`kubeclusters/${cluster._id}`, `objectstores/${made._id}`, `policies/${policy._id}`]) await remove(path);
  });

  test("apply runs a backup each time and finds the job of that run", async () => {
    const { post, put, get, remove, runAndFind, idOf, clock } = terraform();
    const body = { name: "tf-snap", cluster: idOf("kubeclusters", "production"), trigger_type: "ADHOC", source: web, status: {} };
    const backup = await post("kubebackups", body);
    expect(backup).not.toHaveProperty("status");
    const [first] = await runAndFind(`kubebackups/${backup._id}`);
    clock.advance(10_000);
    expect(await get(`jobs/${first?._id}`)).toMatchObject({ state: "COMPLETED" });

    const { _etag, status } = await get(`kubebackups/${backup._id}`);
    const changed = await put(`kubebackups/${backup._id}`, _etag, { ...body, source: { ...web, namespaces: ["web", "db"] } });
    expect(changed).toMatchObject({ status, source: { namespaces: ["web", "db"] } });
    const found = await runAndFind(`kubebackups/${backup._id}`);
    expect(found).toHaveLength(1);
    expect(found[0]?._id).not.toBe(first?._id);
    await remove(`kubebackups/${backup._id}`);
  });

  test("apply makes a copy of a backup, with the policy moved to the copy", async () => {
    const { post, put, get, remove, runAndFind, idOf } = terraform();
    const [cluster, policy] = [idOf("kubeclusters", "production"), idOf("policies", "daily")];
    const body = { name: "tf-copy", cluster, policy, trigger_type: "SCHEDULED", source, status: {} };
    const offload = (parallel: number, backupdef: string) => ({
      name: "tf-copy",
      cluster,
      trigger_type: "SCHEDULED",
      backupdef,
      run_backup: true,
      policy,
      offload_provider: { user_objectstore: idOf("objectstores", "backups-eu") },
      options: { pvc_parallelism: parallel },
      status: {},
    });
    const backup = await post("kubebackups", body);
    const copy = await post("kubeoffloads", offload(4, backup._id));
    const { policy: _, ...withoutPolicy } = body;
    const linked = await put(`kubebackups/${backup._id}`, backup._etag, { ...withoutPolicy, copydef: copy._id });
    expect(linked).not.toHaveProperty("policy");
    expect(await get(`kubeoffloads/${copy._id}`)).toMatchObject({ policy, options: { pvc_parallelism: 4 } });

    const unlinked = await put(`kubebackups/${backup._id}`, linked._etag, body);
    await put(`kubeoffloads/${copy._id}`, copy._etag, offload(5, backup._id));
    await put(`kubebackups/${backup._id}`, unlinked._etag, { ...withoutPolicy, copydef: copy._id });
    expect(await get(`kubeoffloads/${copy._id}`)).toMatchObject({ options: { pvc_parallelism: 5 } });
    expect(await runAndFind(`kubeoffloads/${copy._id}`)).toHaveLength(1);
    await remove(`kubeoffloads/${copy._id}`);
    await remove(`kubebackups/${backup._id}`);
  });

  test("a status that says something is refused, as on any resource", async () => {
    const { ask, idOf } = terraform();
    const cluster = idOf("kubeclusters", "production");
    const body = { name: "b", cluster, trigger_type: "ADHOC", source, status: { last_job_run_time: 1 } };
    expect((await ask("kubebackups", { body })).body._issues).toEqual({ status: "field is read-only" });
  });
});
