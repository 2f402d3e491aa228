// The subresource scale. Answers are those of kube-apiserver 1.33.
import { describe, expect, it } from "vitest";
import { setup } from "./sandbox.ts";

const cluster = "/kubernetes/cluster/loft-cluster";
const deployments = `${cluster}/apis/apps/v1/namespaces/default/deployments`;

const selector = {
  matchLabels: { z: "q", a: "b" },
  matchExpressions: [
    { key: "k", operator: "In", values: ["v2", "v1"] },
    { key: "e", operator: "Exists" },
    { key: "d", operator: "DoesNotExist" },
    { key: "n", operator: "NotIn", values: ["x"] },
  ],
};

async function deployed(spec: object = { replicas: 2, selector }) {
  const s = setup();
  const made = (await s.send("POST", `${deployments}?fieldManager=u`, { metadata: { name: "d", labels: { l: "1" } }, spec })).body;
  const scale = (method: string, body?: object, query = "", type?: string) =>
    s.send(method, `${deployments}/d/scale${query}`, body, type ? { type } : {});
  return { ...s, made, scale, get: async () => (await s.send("GET", `${deployments}/d`)).body };
}

describe("the scale of a workload", () => {
  it("shows its replicas, those that are there, and its selector as text", async () => {
    const { made, scale, clock } = await deployed();
    const { uid, resourceVersion, creationTimestamp } = made.metadata;
    const { status, body } = await scale("GET");
    expect([status, body]).toEqual([
      200,
      {
        kind: "Scale",
        apiVersion: "autoscaling/v1",
        metadata: { name: "d", namespace: "default", uid, resourceVersion, creationTimestamp },
        spec: { replicas: 2 },
        status: { replicas: 0, selector: "a=b,!d,e,k in (v1,v2),n notin (x),z=q" },
      },
    ]);
    clock.advance(2000);
    expect((await scale("GET")).body.status.replicas).toBe(2);
  });

  it("is one replica where nothing is said, and the selector of a replication controller is a map", async () => {
    expect((await (await deployed({})).scale("GET")).body).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 0 } });
    const { send } = setup();
    const controllers = `${cluster}/api/v1/namespaces/default/replicationcontrollers`;
    await send("POST", controllers, { metadata: { name: "rc" }, spec: { replicas: 3, selector: { b: "2", a: "1" } } });
    expect((await send("GET", `${controllers}/rc/scale`)).body).toMatchObject({ spec: { replicas: 3 }, status: { selector: "a=1,b=2" } });
  });

  it("is changed by PUT, which needs no version, and belongs to who changes it", async () => {
    const { made, scale, get } = await deployed();
    const { status, body } = await scale("PUT", { metadata: { name: "d" }, spec: { replicas: 5 } }, "?fieldManager=s");
    expect([status, body.kind, body.spec]).toEqual([200, "Scale", { replicas: 5 }]);
    const { spec, metadata } = await get();
    expect([spec.replicas, metadata.generation, metadata.labels]).toEqual([5, 2, made.metadata.labels]);
    const entry = metadata.managedFields.find((m: { manager: string }) => m.manager === "s");
    expect(entry).toMatchObject({
      operation: "Update",
      apiVersion: "apps/v1",
      subresource: "scale",
      fieldsV1: { "f:spec": { "f:replicas": {} } },
    });
    expect((await scale("PUT", { metadata: { name: "d" } })).body.spec).toEqual({});
    expect((await get()).spec.replicas).toBe(0);
  });

  it.each([
    ["another version", { metadata: { name: "d", resourceVersion: "1" }, spec: { replicas: 6 } }, 409, "the object has been modified"],
    ["another object", { metadata: { name: "d", uid: "x" }, spec: { replicas: 6 } }, 409, "UID in precondition: x"],
    ["another name", { metadata: { name: "e" }, spec: { replicas: 6 } }, 400, "does not match the name on the URL"],
    ["no name", { spec: { replicas: 6 } }, 400, "name must be provided"],
    ["less than none", { metadata: { name: "d" }, spec: { replicas: -1 } }, 422, "must be greater than or equal to 0"],
    ["text", { metadata: { name: "d" }, spec: { replicas: "6" } }, 400, "cannot unmarshal string"],
    [
      "another kind",
      { apiVersion: "apps/v1", kind: "Scale", metadata: { name: "d" } },
      400,
      'no kind "Scale" is registered for version "apps/v1"',
    ],
  ])("refuses a PUT of %s", async (_, body, code, message) => {
    const { scale, get } = await deployed();
    const answer = await scale("PUT", body);
    expect([answer.status, answer.body.message]).toEqual([code, expect.stringContaining(message)]);
    expect((await get()).spec.replicas).toBe(2);
  });

  it.each([
    ["application/merge-patch+json", { spec: { replicas: 3 } }],
    ["application/strategic-merge-patch+json", { spec: { replicas: 3 } }],
    ["application/json-patch+json", [{ op: "replace", path: "/spec/replicas", value: 3 }]],
    ["application/apply-patch+yaml", { apiVersion: "autoscaling/v1", kind: "Scale", metadata: { name: "d" }, spec: { replicas: 3 } }],
  ])("takes a patch as %s", async (type, body) => {
    const { scale, get } = await deployed();
    const query = type.includes("apply") ? "?fieldManager=m&force=true" : "?fieldManager=m";
    expect((await scale("PATCH", body, query, type)).body.spec).toEqual({ replicas: 3 });
    const { spec, metadata } = await get();
    expect([spec.replicas, spec.selector]).toEqual([3, selector]);
    const entry = metadata.managedFields.find((m: { manager: string }) => m.manager === "m");
    expect(entry).toMatchObject({ subresource: "scale", fieldsV1: { "f:spec": { "f:replicas": {} } } });
  });

  it("is in conflict with who owns the replicas, unless applied by force", async () => {
    const { scale, get } = await deployed();
    const body = { apiVersion: "autoscaling/v1", kind: "Scale", metadata: { name: "d" }, spec: { replicas: 3 } };
    const type = "application/apply-patch+yaml";
    const refused = await scale("PATCH", body, "?fieldManager=m", type);
    expect([refused.status, refused.body.message]).toEqual([
      409,
      expect.stringContaining('conflict with "u" using apps/v1: .spec.replicas'),
    ]);
    const wrong = await scale("PATCH", { ...body, apiVersion: "apps/v1" }, "?fieldManager=m", type);
    expect([wrong.status, wrong.body.message]).toEqual([400, "invalid object type: apps/v1, Kind=Scale"]);
    expect((await get()).spec.replicas).toBe(2);
  });

  it("is not written in a dry run, and not there for what is not there", async () => {
    const { send, scale, get } = await deployed();
    expect((await scale("PUT", { metadata: { name: "d" }, spec: { replicas: 9 } }, "?dryRun=All")).body.spec.replicas).toBe(9);
    expect((await get()).spec.replicas).toBe(2);
    expect((await send("GET", `${deployments}/none/scale`)).body).toMatchObject({ code: 404, details: { kind: "deployments" } });
    expect((await scale("POST", {})).status).toBe(405);
  });
});

describe("the scale of a custom object", () => {
  const widgets = `${cluster}/apis/example.com/v1/namespaces/default/widgets`;

  async function defined() {
    const s = setup();
    const scale = { specReplicasPath: ".spec.size", statusReplicasPath: ".status.size", labelSelectorPath: ".status.selector" };
    await s.send("POST", `${cluster}/apis/apiextensions.k8s.io/v1/customresourcedefinitions`, {
      metadata: { name: "widgets.example.com" },
      spec: {
        group: "example.com",
        scope: "Namespaced",
        names: { plural: "widgets", kind: "Widget" },
        versions: [{ name: "v1", served: true, storage: true, subresources: { status: {}, scale } }],
      },
    });
    const widget = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec: { a: 1 } };
    expect((await s.send("POST", widgets, widget)).status).toBe(201);
    return s;
  }

  it("lies where its definition says", async () => {
    const { send } = await defined();
    const put = await send("PUT", `${widgets}/w/scale`, { metadata: { name: "w" }, spec: { replicas: 3 } });
    expect([put.status, put.body.spec, put.body.status]).toEqual([200, { replicas: 3 }, { replicas: 0 }]);
    expect((await send("GET", `${widgets}/w`)).body.spec).toEqual({ a: 1, size: 3 });
    await send("PATCH", `${widgets}/w/status`, { status: { size: 2, selector: "a=b" } });
    expect((await send("GET", `${widgets}/w/scale`)).body.status).toEqual({ replicas: 2, selector: "a=b" });
  });

  it("has no default, takes nothing negative, and no strategic merge patch", async () => {
    const { send } = await defined();
    const missing = await send("GET", `${widgets}/w/scale`);
    expect([missing.status, missing.body.message]).toEqual([
      500,
      'Internal error occurred: the spec replicas field ".spec.size" does not exist',
    ]);
    const negative = await send("PUT", `${widgets}/w/scale`, { metadata: { name: "w" }, spec: { replicas: -3 } });
    expect(negative.body).toMatchObject({ code: 422, details: { kind: "Widget", causes: [{ field: ".spec.size" }] } });
    const patch = { spec: { replicas: 3 } };
    expect((await send("PATCH", `${widgets}/w/scale`, patch, { type: "application/strategic-merge-patch+json" })).status).toBe(415);
  });
});
