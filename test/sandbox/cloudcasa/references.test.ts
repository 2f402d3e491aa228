import { describe, expect, test } from "vitest";
import { type ResourceData, type RuleData, resources } from "../../../src/generated/sandbox/cloudcasa.ts";
import { casa } from "./casa.ts";

type Server = ReturnType<typeof casa>;

/** Every id in a value that its rule says is one of a document, with its path. */
function* referencesIn(value: unknown, rule: RuleData, path: string): Generator<{ path: string; resource: string; id: string }> {
  if (value === undefined) return;
  if (rule.relation) {
    for (const id of Array.isArray(value) ? value : [value]) yield { path, resource: rule.relation.resource, id: String(id) };
  } else if (Array.isArray(value) && rule.items) {
    for (const [i, item] of value.entries()) yield* referencesIn(item, rule.items, `${path}/${i}`);
  } else if (typeof value === "object" && rule.schema) {
    for (const [key, inner] of Object.entries(rule.schema))
      yield* referencesIn((value as Record<string, unknown>)[key], inner, `${path}/${key}`);
  }
}

/** References that lead to no document. */
function dangling({ sandbox }: Server): string[] {
  const found: string[] = [];
  for (const { name, schema } of resources as readonly ResourceData[]) {
    for (const document of sandbox.engine.list(name)) {
      for (const { path, resource, id } of referencesIn(document, { type: "dict", schema }, `${name}/${document._id}`)) {
        if (sandbox.engine.get(resource, id) === undefined) found.push(`${path} → ${resource}/${id}`);
      }
    }
  }
  return found;
}

async function definitions(server: Server, offload: object = {}) {
  const cluster = server.idOf("kubeclusters", "production");
  const source = { all_namespaces: true };
  const backup = (await server.ask("kubebackups", { body: { name: "b", cluster, trigger_type: "ADHOC", source } })).body._id;
  const copy = (await server.ask("kubeoffloads", { body: { name: "c", cluster, trigger_type: "ADHOC", backupdef: backup, ...offload } }))
    .body;
  return { cluster, backup: backup as string, copy: copy._id as string };
}

const run = (server: Server, path: string, body: object = {}) => server.ask(`${path}/action/run`, { body });

test("the walk finds references, and those that lead nowhere", () => {
  const server = casa();
  expect(dangling(server)).toEqual([]);
  const daily = server.idOf("kubebackups", "production-daily");
  server.sandbox.engine.delete("kubebackups", daily);
  expect(dangling(server)).toContainEqual(expect.stringMatching(`^jobs/[0-9a-f]{24}/backupdef → kubebackups/${daily}$`));
});

test.each([
  ["that end well", false],
  ["that fail", true],
] as const)("backups, copies and restores %s lead only to what is there", async (_, fails) => {
  const server = casa();
  for (const options of [{}, { delete_snapshots: false }]) {
    const { cluster, backup, copy } = await definitions(server, options);
    for (const [path, body] of [
      [`kubebackups/${backup}`, {}],
      [`kubeoffloads/${copy}`, {}],
      [`kubeoffloads/${copy}`, { runBackup: true }],
    ] as const) {
      for (const after of fails ? [600, 1600, 2600, 3600, 4600] : [10_000]) {
        await run(server, path, body);
        server.clock.advance(after);
        if (fails) server.sandbox.agent(cluster).disconnect();
        server.clock.advance(10_000);
        expect(dangling(server)).toEqual([]);
        server.sandbox.agent(cluster).connect();
      }
    }
    const point = server.sandbox.engine.list("backupinstances", { state: "READY" }).at(-1)?._id;
    await server.ask("kuberestores", { body: { name: "r", cluster, backup_inst: point, selection: { all_namespaces: true } } });
    server.clock.advance(600);
    if (fails) server.sandbox.agent(cluster).disconnect();
    server.clock.advance(10_000);
    server.sandbox.agent(cluster).connect();
    expect(dangling(server)).toEqual([]);
  }
  const states = server.sandbox.engine.list("jobs").map((job) => job["state"]);
  expect(states).toContain(fails ? "FAILED" : "COMPLETED");
});

test("a recovery point names no definition that was deleted before it was made", async () => {
  const server = casa();
  const { backup, copy } = await definitions(server);
  await run(server, `kubeoffloads/${copy}`, { runBackup: true });
  server.sandbox.engine.delete("kubeoffloads", copy);
  server.sandbox.engine.delete("kubebackups", backup);
  server.clock.advance(10_000);
  // The jobs keep the ids of the definitions that the test deleted.
  expect(dangling(server).filter((reference) => !reference.startsWith("jobs/"))).toEqual([]);
});

describe("what is in use", () => {
  const remove = async ({ ask }: Server, path: string) => {
    const etag = (await ask(path)).body._etag;
    const { status, body } = await ask(path, { method: "DELETE", headers: { "if-match": etag } });
    return status === 204 ? 204 : [status, body._error.message];
  };

  test("a policy stays while a definition goes by it", async () => {
    const server = casa();
    const policy = server.idOf("policies", "daily");
    expect(await remove(server, `policies/${policy}`)).toEqual([409, "Policy is used by a kubebackup and can't be deleted"]);
    const daily = server.idOf("kubebackups", "production-daily");
    server.sandbox.engine.update("kubebackups", daily, { policy: undefined });
    expect(await remove(server, `policies/${policy}`)).toBe(204);
  });

  test("an object store stays while a cluster, a copy's definition or a recovery point needs it", async () => {
    const server = casa();
    const store = server.idOf("objectstores", "backups-eu");
    const message = (user: string) => [409, `Objectstore is used by a ${user} and can't be deleted`];
    expect(await remove(server, `objectstores/${store}`)).toEqual(message("kubecluster"));
    server.sandbox.engine.update("kubeclusters", server.idOf("kubeclusters", "production"), { backup_provider: undefined });
    expect(await remove(server, `objectstores/${store}`)).toEqual(message("backupinstance"));
    server.sandbox.engine.delete("backupinstances", server.idOf("backupinstances", "production-daily-copy"));
    const { copy } = await definitions(server, { offload_provider: { user_objectstore: store } });
    expect(await remove(server, `objectstores/${store}`)).toEqual(message("kubeoffload"));
    server.sandbox.engine.delete("kubeoffloads", copy);
    expect(await remove(server, `objectstores/${store}`)).toBe(204);
  });
});
