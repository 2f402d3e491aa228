import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const cluster = "/kubernetes/cluster/loft-cluster";
const v1 = `${cluster}/api/v1/namespaces/default`;
const leases = `${cluster}/apis/coordination.k8s.io/v1/namespaces/default/leases`;

/** The status of a PUT to an object that is there, without its resourceVersion. */
async function putUnconditionally({ send }: Setup, collection: string, object: object): Promise<number> {
  const name = "unconditional";
  await send("POST", collection, { metadata: { name }, ...object });
  return (await send("PUT", `${collection}/${name}`, { metadata: { name, labels: { changed: "yes" } }, ...object })).status;
}

describe("a PUT without resourceVersion", () => {
  it.each([
    ["configmaps", v1],
    ["secrets", v1],
    ["services", v1],
    ["pods", v1],
    ["namespaces", `${cluster}/api/v1`],
    ["deployments", `${cluster}/apis/apps/v1/namespaces/default`],
    ["jobs", `${cluster}/apis/batch/v1/namespaces/default`],
    ["ingresses", `${cluster}/apis/networking.k8s.io/v1/namespaces/default`],
    ["roles", `${cluster}/apis/rbac.authorization.k8s.io/v1/namespaces/default`],
    ["storageclasses", `${cluster}/apis/storage.k8s.io/v1`],
  ])("is taken for %s", async (plural, root) => {
    expect(await putUnconditionally(setup(), `${root}/${plural}`, {})).toBe(200);
  });

  it.each([
    ["leases", leases],
    ["poddisruptionbudgets", `${cluster}/apis/policy/v1/namespaces/default/poddisruptionbudgets`],
    ["csidrivers", `${cluster}/apis/storage.k8s.io/v1/csidrivers`],
    ["validatingwebhookconfigurations", `${cluster}/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations`],
  ])("is refused for %s", async (_, collection) => {
    expect(await putUnconditionally(setup(), collection, {})).toBe(422);
  });

  it("is refused for definitions and custom objects", async () => {
    const s = setup();
    const definitions = `${cluster}/apis/apiextensions.k8s.io/v1/customresourcedefinitions`;
    const name = "things.example.com";
    const spec = {
      group: "example.com",
      scope: "Namespaced",
      names: { plural: "things", kind: "Thing" },
      versions: [{ name: "v1", served: true, storage: true }],
    };
    expect((await s.send("POST", definitions, { metadata: { name }, spec })).status).toBe(201);
    const put = await s.send("PUT", `${definitions}/${name}`, { metadata: { name }, spec });
    expect([put.status, put.body.message]).toEqual([422, expect.stringContaining("must be specified for an update")]);
    const things = `${cluster}/apis/example.com/v1/namespaces/default/things`;
    expect(await putUnconditionally(s, things, { apiVersion: "example.com/v1", kind: "Thing" })).toBe(422);
  });

  it("writes nothing when nothing changes", async () => {
    const { send } = setup();
    const object = { metadata: { name: "a" }, data: { key: "value" } };
    const made = (await send("POST", `${v1}/configmaps`, object)).body;
    const { status, body } = await send("PUT", `${v1}/configmaps/a`, object);
    expect([status, body.metadata.resourceVersion]).toEqual([200, made.metadata.resourceVersion]);
  });

  it("is refused when its uid is that of another object", async () => {
    const { send } = setup();
    await send("POST", `${v1}/configmaps`, { metadata: { name: "a" } });
    const { status, body } = await send("PUT", `${v1}/configmaps/a`, { metadata: { name: "a", uid: "another" } });
    expect([status, body.reason, body.message]).toEqual([409, "Conflict", expect.stringContaining("UID in precondition: another")]);
  });
});

describe("a PUT to a name that is not there", () => {
  it.each([
    ["leases", leases],
    ["services", `${v1}/services`],
    ["endpoints", `${v1}/endpoints`],
    ["clusterroles", `${cluster}/apis/rbac.authorization.k8s.io/v1/clusterroles`],
  ])("creates %s", async (_, collection) => {
    const { send } = setup();
    const { status, body } = await send("PUT", `${collection}/new`, { metadata: { name: "new" } });
    expect([status, body.metadata.uid]).toEqual([201, expect.any(String)]);
    expect((await send("GET", `${collection}/new`)).status).toBe(200);
  });

  it("creates nothing of other kinds, in a dry run, or for a uid", async () => {
    const { send } = setup();
    expect((await send("PUT", `${v1}/configmaps/new`, { metadata: { name: "new" } })).status).toBe(404);
    expect((await send("PUT", `${leases}/new?dryRun=All`, { metadata: { name: "new" } })).status).toBe(201);
    expect((await send("PUT", `${leases}/new`, { metadata: { name: "new", uid: "u" } })).status).toBe(409);
    expect((await send("GET", `${leases}/new`)).status).toBe(404);
  });
});

describe("DELETE", () => {
  it.each([
    ["pods", v1],
    ["services", v1],
    ["serviceaccounts", v1],
    ["persistentvolumeclaims", v1],
    ["persistentvolumes", `${cluster}/api/v1`],
    ["podtemplates", v1],
    ["resourcequotas", v1],
    ["storageclasses", `${cluster}/apis/storage.k8s.io/v1`],
  ])("of %s answers with the object, in the version of its deletion", async (plural, root) => {
    const { send } = setup();
    const made = (await send("POST", `${root}/${plural}`, { metadata: { name: "gone" } })).body;
    const dry = await send("DELETE", `${root}/${plural}/gone?dryRun=All`);
    expect(dry.body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
    const { status, body } = await send("DELETE", `${root}/${plural}/gone`);
    expect([status, body.kind, body.metadata.uid]).toEqual([200, made.kind, made.metadata.uid]);
    expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(Number(made.metadata.resourceVersion));
    expect((await send("GET", `${root}/${plural}/gone`)).status).toBe(404);
  });

  it.each(["configmaps", "secrets", "endpoints"])("of %s answers with a Status", async (plural) => {
    const { send } = setup();
    await send("POST", `${v1}/${plural}`, { metadata: { name: "gone" } });
    expect((await send("DELETE", `${v1}/${plural}/gone`)).body).toMatchObject({ kind: "Status", status: "Success" });
  });
});

describe("names", () => {
  it.each([
    ["namespaces", `${cluster}/api/v1`],
    ["services", v1],
    ["pods", v1],
  ])("of %s are made up behind a dash", async (plural, root) => {
    const { status, body } = await setup().send("POST", `${root}/${plural}`, { metadata: { generateName: "run-" } });
    expect([status, body.metadata.name]).toEqual([201, expect.stringMatching(/^run-[a-z0-9]{5}$/)]);
  });

  it("of services begin with a letter", async () => {
    const { status, body } = await setup().send("POST", `${v1}/services`, { metadata: { name: "1st" } });
    expect([status, body.message]).toEqual([422, expect.stringContaining("a DNS-1035 label must consist of")]);
  });
});
