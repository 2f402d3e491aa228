import { describe, expect, it } from "vitest";
import { instances, page, type Setup, setup } from "./sandbox.ts";

const create = (s: Setup, spec: object, name = "x") => s.send("POST", instances, { metadata: { name }, spec });

describe("instances", () => {
  it("have a template or name one, not both", async () => {
    const s = setup();
    const template = { helmRelease: { chart: { version: "0.28.0" } } };
    const { body } = await create(s, { template, templateRef: { name: "small" } });
    expect([body.code, body.reason]).toEqual([403, "Forbidden"]);
    expect((await create(s, { template })).status).toBe(201);
  });

  it("name a chart with a version when they bring their own template", async () => {
    const s = setup();
    expect((await create(s, { template: {} })).body).toMatchObject({
      code: 422,
      details: { causes: [{ field: "spec.template.helmRelease.chart.version", reason: "FieldValueRequired" }] },
    });
    expect((await create(s, { template: { helmRelease: { chart: { version: "newest" } } } })).body.details.causes[0].reason).toBe(
      "FieldValueInvalid",
    );
    expect((await create(s, { external: true, template: {} })).status).toBe(201);
  });

  it("use allowed templates and clusters only", async () => {
    const s = setup();
    await s.send("PATCH", "projects/my-project", {
      spec: { allowedTemplates: [{ kind: "VirtualClusterTemplate", name: "small" }], allowedClusters: [{ name: "loft-cluster" }] },
    });
    expect((await create(s, { templateRef: { name: "my-virtual-cluster-template" } })).status).toBe(403);
    expect((await create(s, { templateRef: { name: "small" }, clusterRef: { cluster: "my-connected-cluster" } })).status).toBe(403);
    expect((await create(s, { templateRef: { name: "small" }, clusterRef: { cluster: "loft-cluster" } })).status).toBe(201);
  });

  it("need a template when the project asks for one, but for administrators", async () => {
    const s = setup();
    const key = (await s.send("POST", "ownedaccesskeys", { metadata: { name: "k" }, spec: { user: "jane" } })).body.spec.key;
    expect((await s.send("POST", instances, { metadata: { name: "x" }, spec: {} }, { token: key })).status).toBe(403);
    expect((await s.send("POST", instances, { metadata: { name: "x" }, spec: {} })).status).toBe(201);
    await s.send("PATCH", "projects/my-project", { spec: { requireTemplate: { disabled: true } } });
    expect((await s.send("POST", instances, { metadata: { name: "y" }, spec: {} }, { token: key })).status).toBe(201);
  });

  it("keep the cluster they are on", async () => {
    const s = setup();
    const { body } = await s.send("PATCH", `${instances}/payments`, { spec: { clusterRef: { cluster: "loft-cluster" } } });
    expect(body).toMatchObject({ code: 422, details: { causes: [{ field: "spec.clusterRef.cluster" }] } });
  });

  it("name the cluster role of access rules", async () => {
    const s = setup();
    expect(
      (await create(s, { templateRef: { name: "small" }, extraAccessRules: [{ users: ["jane"] }] })).body.details.causes[0].field,
    ).toBe("spec.extraAccessRules[0].clusterRole");
  });

  it("stay within the quotas of the project and of their owner", async () => {
    const s = setup();
    await s.send("PATCH", "projects/my-project", { spec: { quotas: { project: { virtualclusterinstances: "3" } } } });
    expect((await s.send("POST", instances, page)).status).toBe(201);
    const { body } = await create(s, { templateRef: { name: "small" } });
    expect(body.code).toBe(403);
    expect(body.message).toContain(
      "metadata.name: Forbidden: cannot create virtualclusterinstance, because project virtualclusterinstances limit of 3 would be exceeded",
    );
    await s.send("PATCH", "projects/my-project", { spec: { quotas: { project: null, user: { "virtualclusterinstances.active": "2" } } } });
    expect((await create(s, { templateRef: { name: "small" }, owner: { user: "my-user" } })).body.message).toContain(
      "because per-user virtualclusterinstances.active limit of 2",
    );
    expect((await create(s, { templateRef: { name: "small" }, owner: { user: "jane" } })).status).toBe(201);
  });

  it("live in the namespace of a project", async () => {
    const s = setup();
    const { body } = await s.send("POST", "namespaces/nowhere/virtualclusterinstances", { metadata: { name: "x" } });
    expect([body.code, body.message]).toEqual([404, 'namespaces "nowhere" not found']);
    expect((await s.send("POST", "namespaces/nowhere/sharedsecrets", { metadata: { name: "x" } })).status).toBe(201);
  });

  it("live in namespaces with the prefix of the platform", async () => {
    const s = setup({ projectNamespacePrefix: "p-" });
    expect((await s.send("POST", "namespaces/p-demo/virtualclusterinstances", { metadata: { name: "x" } })).status).toBe(201);
    expect((await s.send("POST", "selves", {})).body.status.projectNamespacePrefix).toBe("p-");
  });
});

it("what must not be deleted is not", async () => {
  const s = setup();
  await s.send("PATCH", `${instances}/payments`, { metadata: { annotations: { "loft.sh/non-deletable": "true" } } });
  expect((await s.send("DELETE", `${instances}/payments`)).status).toBe(403);
  expect((await s.send("DELETE", `${instances}/reports`)).status).toBe(200);
});

it("a cluster says how it is reached, and only one is the local one", async () => {
  const s = setup();
  expect((await s.send("POST", "clusters", { metadata: { name: "c" }, spec: {} })).status).toBe(422);
  expect((await s.send("POST", "clusters", { metadata: { name: "c" }, spec: { local: true } })).status).toBe(422);
  expect((await s.send("POST", "clusters", { metadata: { name: "c" }, spec: { networkPeer: true } })).status).toBe(201);
});

it("a project names no pattern for host namespaces, whose grammar is not published", async () => {
  const s = setup();
  const answer = await s.send("PATCH", "projects/my-project", { spec: { namespacePattern: { virtualCluster: "v-{{.Name}}" } } });
  expect([answer.status, answer.body.details.causes[0].field]).toEqual([501, "spec.namespacePattern"]);
});
