// The scenes of docs/sandbox.md: each is played as the page says.
import { readFileSync } from "node:fs";
import { createSandbox } from "clusterplane/sandbox";
import { expect, it } from "vitest";

const page = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");
const management = "/kubernetes/management/apis/management.loft.sh/v1";
const instances = `${management}/namespaces/loft-p-demo/virtualclusterinstances`;
const staging = "/kubernetes/project/demo/virtualcluster/staging/api/v1/namespaces";

// biome-ignore lint/suspicious/noExplicitAny: what the servers answer is looked at field by field.
type Json = Record<string, any>;

/** A sandbox, and its answers. */
function made() {
  const sandbox = createSandbox();
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const ask = (method: string, path: string, body?: object) =>
    sandbox.fetch((path.startsWith("/api/") ? sandbox.cloudcasa.url : sandbox.platform.url) + path, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
  const json = async (method: string, path: string, body?: object) => (await (await ask(method, path, body)).json()) as Json;
  const create = (name: string, spec: object = {}) => ask("POST", instances, { metadata: { name }, spec });
  const status = async (name: string) => (await json("GET", `${instances}/${name}`))["status"] as Json;
  return { sandbox, ask, json, create, status };
}
type World = ReturnType<typeof made>;

const backup = async ({ json }: World) => (await json("GET", "/api/v1/kubebackups"))["_items"][0]._id as string;
const latestJob = async ({ json }: World) => (await json("GET", "/api/v1/jobs?sort=-_created,-_id"))["_items"][0] as Json;
const run = async (world: World) => {
  await world.ask("POST", `/api/v1/kubebackups/${await backup(world)}/action/run`, {});
  return (await latestJob(world))["_id"] as string;
};

/** What each call of the page leads to. */
const scenes: Record<string, (world: World) => Promise<void>> = {
  'sandbox.platform.instance("demo", "pr-1").fail(': async ({ sandbox, create, status }) => {
    sandbox.platform.instance("demo", "pr-1").fail({ reason: "ImagePullBackOff", message: "can't pull" });
    await create("pr-1");
    sandbox.clock.advance("1m");
    expect(await status("pr-1")).toMatchObject({ phase: "Failed", reason: "ImagePullBackOff" });
    sandbox.platform.instance("demo", "pr-1").recover();
    sandbox.clock.advance("1m");
    expect(await status("pr-1")).toMatchObject({ phase: "Ready" });
  },
  'sandbox.platform.instance("demo", "imported").connect()': async ({ sandbox, create, status }) => {
    await create("imported", { external: true });
    sandbox.clock.advance("1m");
    expect(await status("imported")).toMatchObject({ phase: "Pending" });
    sandbox.platform.instance("demo", "imported").connect();
    sandbox.clock.advance("1m");
    expect(await status("imported")).toMatchObject({ phase: "Ready" });
  },
  'create({ spec: { templateRef: { name: "missing" } } })': async ({ sandbox, create, status }) => {
    await create("pr-1", { templateRef: { name: "missing" } });
    sandbox.clock.advance("1m");
    expect((await status("pr-1"))["phase"]).toBe("Failed");
  },
  'sandbox.platform.template("small").fail(': async ({ sandbox, status }) => {
    sandbox.platform.template("small").fail({ reason: "ApplyFailed", message: "forbidden" });
    const { phase, conditions } = await status("staging");
    expect([phase, conditions.find((c: Json) => c["type"] === "TemplateSynced").status]).toEqual(["Ready", "False"]);
  },
  'sandbox.setDurations({ platform: { virtualClusterInstances: { ready: "never" } } })': async ({ sandbox, create, status }) => {
    sandbox.setDurations({ platform: { virtualClusterInstances: { ready: "never" } } });
    await create("pr-1");
    sandbox.clock.advance("1d");
    expect((await status("pr-1"))["phase"]).toBe("Pending");
  },
  'sandbox.faults.next({ refusal: "quota" })': async ({ sandbox, create }) => {
    sandbox.faults.next({ refusal: "quota" });
    sandbox.faults.next({ refusal: "template" });
    const texts = [await (await create("a")).text(), await (await create("b")).text()];
    expect(texts).toEqual([
      expect.stringMatching(/limit of 1 would be exceeded/),
      expect.stringMatching(/the project requires a template/),
    ]);
  },
  "sandbox.platform.expireKeys()": async ({ sandbox, json }) => {
    const { spec } = await json("POST", `${management}/ownedaccesskeys`, { metadata: { name: "k" }, spec: { user: "admin" } });
    const ask = () => sandbox.fetch(sandbox.platform.url + instances, { headers: { authorization: `Bearer ${spec.key}` } });
    expect((await ask()).status).toBe(200);
    sandbox.platform.expireKeys();
    expect((await ask()).status).toBe(401);
    sandbox.faults.add({ refusal: "expiredKey" });
    expect(await json("GET", instances)).toMatchObject({ code: 401, message: "Access key not found. Please login again" });
  },
  'sandbox.faults.next({ refusal: "notReady", cluster: "project/demo/virtualcluster/staging" })': async ({ sandbox, json }) => {
    sandbox.faults.next({ refusal: "notReady", cluster: "project/demo/virtualcluster/staging" });
    expect(await json("GET", staging)).toMatchObject({ code: 500, message: "Internal error occurred: vcluster secret not found" });
  },
  'sandbox.faults.next({ cluster: "project/demo/virtualcluster/staging", body: "" })': async ({ sandbox, ask }) => {
    sandbox.faults.next({ cluster: "project/demo/virtualcluster/staging", body: "" });
    const empty = await ask("GET", staging);
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
  },
  "sandbox.faults.next({ html: true, status: 504 })": async ({ sandbox, ask }) => {
    sandbox.faults.next({ html: true, status: 504 });
    const page = await ask("GET", instances);
    expect([page.status, page.headers.get("content-type")]).toEqual([504, "text/html"]);
  },
  'sandbox.faults.next({ verb: "create", reset: true, when: "after" })': async ({ sandbox, ask, create }) => {
    sandbox.faults.next({ verb: "create", reset: true, when: "after" });
    await expect(create("pr-1")).rejects.toThrow("fetch failed");
    expect((await ask("GET", `${instances}/pr-1`)).status).toBe(200);
  },
  "sandbox.platform.dropWatches()": async ({ sandbox, ask, json }) => {
    const { metadata } = await json("GET", instances);
    const watch = () => ask("GET", `${instances}?watch=1&resourceVersion=${metadata.resourceVersion}`);
    const open = await watch();
    sandbox.platform.dropWatches();
    expect(await open.text()).toBe("");
    sandbox.platform.compact();
    expect(await (await watch()).text()).toMatch(/"reason":"Expired"/);
  },
  'sandbox.faults.next({ subresource: "kubeconfig", body: "…" })': async ({ sandbox, json }) => {
    const kubeConfig = "clusters: [{ cluster: { server: https://localhost:8080 } }]";
    sandbox.faults.next({ subresource: "kubeconfig", body: JSON.stringify({ status: { kubeConfig } }) });
    expect((await json("POST", `${instances}/staging/kubeconfig`, {}))["status"].kubeConfig).toBe(kubeConfig);
  },
  'sandbox.cloudcasa.job(id).finish("PARTIAL", { reason: "one volume was busy" })': async (world) => {
    const id = await run(world);
    world.sandbox.cloudcasa.job(id).finish("PARTIAL", { reason: "one volume was busy" });
    expect(await latestJob(world)).toMatchObject({ state: "PARTIAL", message: "one volume was busy" });
  },
  'sandbox.cloudcasa.nextJob.finish("FAILED", { type: "RESTORE", reason: "…" })': async (world) => {
    const { sandbox, ask, json } = world;
    sandbox.cloudcasa.nextJob.finish("FAILED", { type: "RESTORE", reason: "no space left" });
    await run(world);
    sandbox.clock.advance("1m");
    expect((await latestJob(world))["state"]).toBe("COMPLETED");
    const point = (await json("GET", "/api/v1/backupinstances"))["_items"][0] as Json;
    const restore = { name: "r", backup_inst: point["_id"], cluster: point["cluster"], selection: { all_namespaces: true } };
    expect(await (await ask("POST", "/api/v1/kuberestores", restore)).json()).toMatchObject({ _status: "OK" });
    sandbox.clock.advance("1m");
    expect(await latestJob(world)).toMatchObject({ type: "RESTORE", state: "FAILED", message: "no space left" });
  },
  "sandbox.cloudcasa.agent(id).disconnect()": async ({ sandbox, json }) => {
    const [{ _id: id }] = (await json("GET", '/api/v1/kubeclusters?where={"name":"production"}'))["_items"];
    const state = async () => (await json("GET", `/api/v1/kubeclusters/${id}`))["status"].state;
    sandbox.cloudcasa.agent(id).disconnect();
    expect(await state()).toBe("PENDING");
    sandbox.cloudcasa.agent(id).connect();
    expect(await state()).toBe("ACTIVE");
  },
  'sandbox.setDurations({ cloudcasa: { objectstoreProbe: "2m" } })': async ({ sandbox, ask }) => {
    sandbox.setDurations({ cloudcasa: { objectstoreProbe: "2m" } });
    const credentials = { access_key: "KEY", secret_key: "SECRET" };
    const store = { name: "slow", provider_type: "aws", bucket_name: "b", s3provider: { endpoint: "https://s3.example.com", credentials } };
    const created = ask("POST", "/api/v1/objectstores", store);
    await new Promise((resolve) => setTimeout(resolve, 5));
    sandbox.clock.advance("2m");
    expect((await created).status).toBe(201);
  },
  "an endpoint under `.invalid`; an `access_key` that begins with `invalid`": async ({ ask }) => {
    const store = (name: string, endpoint: string, access_key: string) =>
      ask("POST", "/api/v1/objectstores", {
        name,
        provider_type: "aws",
        bucket_name: name,
        s3provider: { endpoint, credentials: { access_key, secret_key: "SECRET" } },
      });
    expect((await store("a", "https://s3.invalid", "KEY")).status).toBe(422);
    expect((await store("b", "https://s3.example.com", "invalid-key")).status).toBe(422);
  },
};

it.each(Object.entries(scenes))("%s", async (call, play) => {
  expect(page).toContain(call);
  const world = made();
  await play(world);
  world.sandbox.verify();
});

it("are all that the page has", () => {
  const [, table = ""] = /## Scenes\n[^|]*\| scene \| call \|\n\|---\|---\|\n([\s\S]*?)\n\n/.exec(page) ?? [];
  expect(table.split("\n")).toHaveLength(Object.keys(scenes).length);
  for (const row of table.split("\n")) expect(Object.keys(scenes).filter((call) => row.includes(call))).toHaveLength(1);
});
