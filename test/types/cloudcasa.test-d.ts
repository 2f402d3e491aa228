import { until } from "clusterplane";
import { assertType, expectTypeOf, test } from "vitest";
import { CloudCasa } from "../../src/cloudcasa.ts";
import type { Apikey, Backupinstance, Job, Kubebackup, Kubecluster, Kuberestore } from "../../src/generated/cloudcasa.ts";
import type { DocumentPage } from "../../src/resources/eve/index.ts";

declare const casa: CloudCasa;
declare const cluster: Kubecluster;
declare const id: string;

test("constructing", () => {
  new CloudCasa({ token: "key" });
  new CloudCasa({ token: async ({ reason }) => reason, baseUrl: "https://casa.example.com" });
  // @ts-expect-error an option that does not exist
  new CloudCasa({ token: "key", apiKey: "key" });
  // @ts-expect-error a token is text or a function
  new CloudCasa({ token: 7 });
});

test("an unguarded change does not compile", () => {
  casa.kubeclusters.update({ ...cluster, tags: { owner: "a" } });
  casa.kubeclusters.update({ _id: id, _etag: id, name: "a" });
  // @ts-expect-error a bare id
  casa.kubeclusters.update(id);
  // @ts-expect-error no etag
  casa.kubeclusters.update({ _id: id, name: "a" });
  // @ts-expect-error a PUT without the name
  casa.kubeclusters.update({ _id: id, _etag: id });
  casa.kubeclusters.patch(cluster, { description: "EU" });
  casa.kubeclusters.patch({ _id: id, _etag: id }, { backup_provider: { region: "eu-west-1" } });
  casa.kubeclusters.patch(cluster, [{ op: "remove", path: "/description" }]);
  // @ts-expect-error a bare id
  casa.kubeclusters.patch(id, { description: "EU" });
  // @ts-expect-error no etag
  casa.kubeclusters.patch({ _id: id }, { description: "EU" });
  // @ts-expect-error no etag
  casa.kubeclusters.delete({ _id: id });
  // @ts-expect-error a bare id has no version to refresh
  casa.kubeclusters.refresh(id);
  casa.kubeclusters.delete(id);
  casa.kubeclusters.delete(cluster);
  casa.kubeclusters.edit(id, (draft) => {
    draft.tags = { owner: "a" };
  });
  casa.kubeclusters.edit({ _id: id }, async (draft) => {
    delete draft.description;
  });
});

test("what may be written", () => {
  casa.kubeclusters.create({ name: "a", tags: { k: "v" }, backup_provider: { user_objectstore: id } });
  // @ts-expect-error no name
  casa.kubeclusters.create({ description: "a" });
  // @ts-expect-error the server writes status
  casa.kubeclusters.create({ name: "a", status: { state: "ACTIVE" } });
  // @ts-expect-error ids are given by the server
  casa.kubeclusters.create({ name: "a", _id: id });
  // @ts-expect-error not a field
  casa.kubeclusters.create({ name: "a", desciption: "b" });
  // @ts-expect-error tags are texts
  casa.kubeclusters.create({ name: "a", tags: { k: 7 } });
  // @ts-expect-error a list
  casa.kubeclusters.createMany({ name: "a" });
  // @ts-expect-error a cluster and a source are needed
  casa.kubebackups.create({ name: "a", trigger_type: "ADHOC" });
  casa.kubebackups.create({ name: "a", trigger_type: "ADHOC", cluster: id, source: { all_namespaces: true } });
  // @ts-expect-error a schedule is needed
  casa.policies.create({ name: "a" });
  // @ts-expect-error the server writes status
  casa.kubeclusters.patch(cluster, { status: { state: "ACTIVE" } });
  // @ts-expect-error undefined is not a value: leave the field out
  casa.kubeclusters.patch(cluster, { description: undefined });
  // @ts-expect-error no such operation
  casa.kubeclusters.patch(cluster, [{ op: "delete", path: "/description" }]);
});

test("jobs are made by the service", () => {
  // @ts-expect-error can't be created
  casa.jobs.create({ name: "a" });
  // @ts-expect-error can't be changed
  casa.jobs.edit(id, () => {});
  // @ts-expect-error can't be deleted
  casa.jobs.delete(id);
  expectTypeOf(casa.jobs.wait(id, { accept: ["PARTIAL"] })).resolves.toEqualTypeOf<Job>();
  // @ts-expect-error not a final state
  casa.jobs.wait(id, { accept: ["RUNNING"] });
});

test("restores, recovery points, copies and keys", async () => {
  casa.kuberestores.create({ name: "a", backup_inst: id, cluster: id, selection: { all_namespaces: true } });
  // @ts-expect-error a recovery point and a selection are needed
  casa.kuberestores.create({ name: "a", cluster: id });
  // @ts-expect-error the server writes status
  casa.kuberestores.create({ name: "a", backup_inst: id, selection: {}, status: { state: "PENDING" } });
  // @ts-expect-error a bare id
  casa.kuberestores.patch(id, { tags: { a: "b" } });
  expectTypeOf(casa.kuberestores.wait(id, { accept: ["PARTIAL"], timeout: "1h" })).resolves.toEqualTypeOf<Job>();
  // @ts-expect-error not a final state
  casa.kuberestores.wait(id, { accept: ["PENDING"] });
  expectTypeOf(casa.kuberestores.get(id)).resolves.toEqualTypeOf<Kuberestore>();
  const restore = await casa.kuberestores.get(id, { embedded: ["backup_inst", "backup_inst.cluster"] });
  expectTypeOf(restore.backup_inst?.cluster?.name).toEqualTypeOf<string | undefined>();
  expectTypeOf(casa.backupinstances.list({ where: { state: "READY", cluster: id } }).all()).resolves.toEqualTypeOf<Backupinstance[]>();
  // @ts-expect-error text
  casa.backupinstances.list({ where: { state: 1 } });
  casa.kubeoffloads.create({ name: "a", backupdef: id, trigger_type: "ADHOC", offload_provider: { user_objectstore: id, region: null } });
  // @ts-expect-error yes or no
  casa.kubeoffloads.create({ name: "a", run_backup: "yes" });
  expectTypeOf(casa.apikeys.create({ name: "ci", org_role: "USER" })).resolves.toEqualTypeOf<Apikey>();
  // @ts-expect-error the server makes the key
  casa.apikeys.create({ name: "ci", key: "k" });
});

test("results have the resource's own type", () => {
  expectTypeOf(casa.kubeclusters.get(id)).resolves.toEqualTypeOf<Kubecluster>();
  expectTypeOf(casa.kubeclusters.find({ name: "a" })).resolves.toEqualTypeOf<Kubecluster | undefined>();
  expectTypeOf(casa.kubeclusters.create({ name: "a" })).resolves.toEqualTypeOf<Kubecluster>();
  expectTypeOf(casa.kubeclusters.createMany([{ name: "a" }])).resolves.toEqualTypeOf<Kubecluster[]>();
  expectTypeOf(casa.kubeclusters.refresh(cluster)).resolves.toEqualTypeOf<Kubecluster>();
  expectTypeOf(casa.kubeclusters.list().all()).resolves.toEqualTypeOf<Kubecluster[]>();
  expectTypeOf(casa.kubebackups.run(id)).resolves.toEqualTypeOf<Job>();
  expectTypeOf(casa.kubeclusters.waitFor(cluster, until.active())).resolves.toEqualTypeOf<Kubecluster>();
});

test("a page is not an array", async () => {
  const page = await casa.kubeclusters.list({ max_results: 10 });
  assertType<DocumentPage<Kubecluster>>(page);
  // @ts-expect-error a page
  page.map((item) => item.name);
  for await (const item of casa.kubeclusters.list()) assertType<Kubecluster>(item);
  for await (const each of casa.kubeclusters.list().pages()) assertType<DocumentPage<Kubecluster>>(each);
});

test("filters know the resource's fields, paths, values and operators", () => {
  casa.kubeclusters.list({
    where: { "status.state": "ACTIVE", "tags.team": { $in: ["a", null] }, name: { $regex: "^prod-", $options: "i" } },
  });
  casa.kubeclusters.list({ where: { $or: [{ name: "a" }, { "backup_provider.region": { $exists: false } }] } });
  casa.jobs.list({
    where: { start_time: { $gt: 1, $lte: 2 }, "kube_copy_progress.stats.io_size": { $gte: 1 }, activity: "Backup started" },
    sort: "-start_time",
  });
  casa.policies.list({ where: { "schedules.retainDays": { $gt: 7 }, "schedules.schedule.hour": "3", schedules: { $size: 1 } } });
  casa.kubebackups.list({ where: { "source.namespaces": { $all: ["web"] } } });
  // @ts-expect-error not a field
  casa.kubeclusters.list({ where: { nme: "a" } });
  // @ts-expect-error not a path
  casa.kubeclusters.list({ where: { "status.stat": "ACTIVE" } });
  // @ts-expect-error a number
  casa.jobs.list({ where: { start_time: { $gt: "yesterday" } } });
  // @ts-expect-error not an operator
  casa.kubeclusters.list({ where: { name: { $like: "a" } } });
  // @ts-expect-error text
  casa.kubeclusters.list({ where: { name: 7 } });
  // @ts-expect-error undefined would widen the filter
  casa.kubeclusters.list({ where: { name: undefined } });
  // @ts-expect-error not a field
  casa.kubeclusters.list({ sort: "-upated" });
  casa.kubeclusters.list({ sort: ["-_updated", "name", "status.state"] });
});

test("projected and embedded documents say what they hold", async () => {
  const projected = await casa.kubeclusters.get(id, { projection: ["name", "status.state"] });
  expectTypeOf(projected.name).toEqualTypeOf<string>();
  expectTypeOf(projected.status?.state).toEqualTypeOf<NonNullable<Kubecluster["status"]>["state"]>();
  expectTypeOf(projected._etag).toEqualTypeOf<string>();
  // @ts-expect-error was not asked for
  projected.tags;
  const without = await casa.kubeclusters.get(id, { projection: { tags: 0 } });
  // @ts-expect-error was left out
  without.tags;
  // @ts-expect-error not a field
  casa.kubeclusters.list({ projection: ["nme"] });
  const [embedded] = (await casa.kubebackups.list({ embedded: ["cluster"], where: { name: "a" } })).items;
  expectTypeOf(embedded?.cluster).toEqualTypeOf<Kubecluster | null | undefined>();
  expectTypeOf(embedded?.policy).toEqualTypeOf<string | undefined>();
  const nested = await casa.kubeclusters.get(id, { embedded: ["backup_provider.user_objectstore"] });
  expectTypeOf(nested.backup_provider?.user_objectstore?.bucket_name).toEqualTypeOf<string | undefined>();
  // @ts-expect-error not a relation
  casa.kubebackups.list({ embedded: ["name"] });
});

test("conditions fit their resource only", () => {
  casa.jobs.waitFor(id, until.completed(), {
    timeout: "30m",
    onProgress: ({ phase, reason, object }) =>
      assertType<[string | undefined, string | undefined, Job | undefined]>([phase, reason, object]),
  });
  // @ts-expect-error a cluster never ends
  casa.kubeclusters.waitFor(id, until.completed());
  casa.kubebackups.waitFor(id, {
    description: "has run",
    check: (backup) => ({ state: backup?.status?.last_job_run_time ? "met" : "waiting" }),
  });
  assertType<Promise<Kubebackup>>(casa.kubebackups.waitFor(id, { description: "x", check: () => ({ state: "met" }) }));
  // @ts-expect-error a duration
  casa.jobs.wait(id, { timeout: true });
  casa.kubeclusters.waitFor(
    id,
    until.satisfies("has a provider", (cluster) => {
      expectTypeOf(cluster).toEqualTypeOf<Kubecluster>();
      return cluster.backup_provider !== undefined || "it has none";
    }),
  );
  casa.jobs.waitFor(
    id,
    // @ts-expect-error no such field
    until.satisfies("is half done", (job) => job.progres > 50),
  );
  expectTypeOf(casa.kubeclusters.waitFor(cluster, until.anyOf(until.active()))).resolves.toEqualTypeOf<Kubecluster>();
  expectTypeOf(casa.kubeclusters.waitFor(cluster, until.deleted())).resolves.toEqualTypeOf<undefined>();
  // @ts-expect-error not a final state
  until.completed({ accept: ["RUNNING"] });
});

test("ensure says what it found", async () => {
  const ensured = await casa.kubeclusters.ensure({ name: "a" });
  expectTypeOf(ensured.document).toEqualTypeOf<Kubecluster>();
  expectTypeOf(ensured.outcome).toEqualTypeOf<"created" | "found" | "different">();
  expectTypeOf(ensured.differences).toEqualTypeOf<readonly string[]>();
});

test("resources without types", () => {
  const hooks = casa.resource<{ _id: string; _etag: string; name: string; command?: string }>("kubehooks");
  hooks.create({ name: "a", command: "sync" });
  // @ts-expect-error no name
  hooks.create({ command: "sync" });
  hooks.list({ where: { command: { $exists: true } } });
});
