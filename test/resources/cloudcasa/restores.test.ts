import { inspect } from "node:util";
import { expect, test } from "vitest";
import { isConnectionError, isFailed, isInvalid, isTimeout } from "../../../src/http/predicates.ts";
import { isInUse } from "../../../src/resources/eve/index.ts";
import { world } from "./world.ts";

const patient = { timeout: "1m", interval: "5ms" } as const;

/** A restore of the fixture's snapshot. */
async function started(world_: ReturnType<typeof world>, more: { cluster?: string } = {}) {
  const { casa } = world_;
  const [point] = await casa.backupinstances.list({ where: { state: "READY", type: "SNAPSHOT" } }).all();
  const input = { name: "r", backup_inst: point?._id ?? "", selection: { all_namespaces: true } };
  return casa.kuberestores.create({ ...input, cluster: more.cluster ?? point?.cluster ?? "" });
}

test("a restore is followed to the end of its job", async () => {
  const here = world();
  const { casa, moving } = here;
  const restore = await started(here);
  expect(restore.status).toEqual({ state: "PENDING" });
  const seen: unknown[] = [];
  const follow = { ...patient, onProgress: ({ phase }: { phase: string | undefined }) => seen.push(phase) };
  const job = await moving(casa.kuberestores.wait(restore, follow), 300);
  expect(job).toMatchObject({ type: "RESTORE", state: "COMPLETED", restoredef: restore._id });
  expect(seen.at(-1)).toBe("COMPLETED");
  expect((await casa.kuberestores.refresh(restore)).status).toMatchObject({ state: "JOB_CREATED", jobid: job._id });
});

test("a restore that can't start, and a job that ends badly, say why; time is one deadline for both", async () => {
  const here = world();
  const { casa, sandbox, moving } = here;
  const restore = await started(here);
  sandbox.engine.update("kuberestores", restore._id, { status: { state: "FAILED", message: "no space" } });
  const error = await casa.kuberestores.wait(restore, patient).catch((reason: unknown) => reason);
  expect(isFailed(error)).toBe(true);
  expect(error).toMatchObject({
    name: "WaitError",
    phase: "FAILED",
    message: expect.stringContaining("the restore did not start: no space"),
    object: { _id: restore._id },
  });

  const other = world();
  const cluster = await other.casa.kubeclusters.create({ name: "target" });
  other.sandbox.agent(cluster._id).connect();
  const second = await started(other, { cluster: cluster._id });
  expect(isInUse(await other.casa.kubeclusters.delete(cluster._id).catch((reason: unknown) => reason))).toBe(true);
  other.clock.advance(1100);
  other.sandbox.agent(cluster._id).disconnect();
  const lost = await other.moving(other.casa.kuberestores.wait(second, patient)).catch((reason: unknown) => reason);
  expect(lost).toMatchObject({
    code: "Failed",
    resource: "jobs",
    phase: "FAILED",
    message: expect.stringContaining("The agent is not connected."),
  });
  expect((await other.casa.kuberestores.wait(second, { ...patient, accept: ["FAILED"] })).state).toBe("FAILED");

  const third = world();
  const frozen = third.casa.kuberestores.wait(await started(third), { timeout: "40ms", interval: "5ms" });
  await expect(frozen).rejects.toSatisfy(isTimeout);
  await expect(moving(casa.kuberestores.wait(restore._id, { timeout: "nonsense" as never }))).rejects.toThrow(/timeout/);
});

test("a definition with a copy is run, and its job followed, as any other", async () => {
  const { casa, moving } = world();
  const daily = await casa.kubebackups.find({ name: "production-daily" });
  const store = await casa.objectstores.find({ name: "backups-eu" });
  const offload = await casa.kubeoffloads.create({
    name: "production-copy",
    backupdef: daily?._id ?? "",
    trigger_type: "ADHOC",
    offload_provider: { user_objectstore: store?._id ?? "" },
  });
  expect(offload.cluster).toBe(daily?.cluster);
  const backup = await casa.kubebackups.edit(daily?._id ?? "", (draft) => {
    draft.copydef = offload._id;
  });
  const job = await moving(casa.kubebackups.run(backup, patient));
  expect(job).toMatchObject({ type: "K8S_COPY", offloaddef: offload._id });
  expect((await moving(casa.jobs.wait(job, patient), 300)).state).toBe("COMPLETED");
  const [copy] = await casa.backupinstances.list({ where: { offload_def: offload._id }, embedded: ["objectstore"] }).all();
  expect(copy).toMatchObject({ type: "COPY", state: "READY", objectstore: { name: "backups-eu" } });
});

test("an API key: shown once and never printed, eleven are too many, and it is a token", async () => {
  const { casa, fetch, baseUrl } = world();
  const made = await casa.apikeys.create({ name: "ci" });
  const { key = "" } = made;
  expect(key).toMatch(/^sandbox-token-/);
  expect(inspect(made)).not.toContain(key);
  expect(inspect([made], { depth: 9 })).not.toContain(key);
  expect(JSON.parse(JSON.stringify(made))).toHaveProperty("key", key);
  expect(await casa.apikeys.get(made._id)).not.toHaveProperty("key");
  const { CloudCasa } = await import("../../../src/cloudcasa.ts");
  expect((await new CloudCasa({ baseUrl, token: key, fetch }).apikeys.find({ name: "ci" }))?.snippet).toBe(key.slice(-4));
  const renamed = await casa.apikeys.update({ ...made, description: "pipelines" });
  expect(renamed).toMatchObject({ description: "pipelines", snippet: made.snippet });
  await casa.apikeys.createMany(Array.from({ length: 9 }, (_, i) => ({ name: `k${i}` })));
  const error = await casa.apikeys.create({ name: "eleventh" }).catch((reason: unknown) => reason);
  expect(isInvalid(error)).toBe(true);
  expect(error).toMatchObject({ message: expect.stringContaining("at most 10 API keys") });
});

test("an API key whose response was lost is not returned without its key", async () => {
  const there = world();
  const posts: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const answer = await there.fetch(url, init);
    if (init.method !== "POST") return answer;
    posts.push(url);
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("ECONNRESET"), { code: "ECONNRESET" }) });
  };
  const { casa } = world({ client: { fetch } });
  await expect(casa.apikeys.create({ name: "ci" })).rejects.toSatisfy(isConnectionError);
  expect(posts).toHaveLength(1);
  expect((await there.casa.apikeys.find({ name: "ci" }))?.name).toBe("ci");
});
