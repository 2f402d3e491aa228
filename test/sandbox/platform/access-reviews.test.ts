import { describe, expect, it } from "vitest";
import { type Setup, setup } from "./sandbox.ts";

const group = "management.loft.sh";
const cluster = "/kubernetes/cluster/loft-cluster/apis/authorization.k8s.io/v1";

const keyOf = async ({ send }: Setup, user: string) =>
  (await send("POST", "ownedaccesskeys", { metadata: { name: `k-${user}` }, spec: { user } })).body.spec.key as string;

describe("selfsubjectaccessreviews of the management API", () => {
  /** What the vendor's CLI asks before it creates a virtual cluster without a template. */
  const restricted = {
    spec: {
      resourceAttributes: {
        verb: "create",
        group,
        version: "v1",
        resource: "virtualclusterinstances",
        subresource: "restricted",
        namespace: "loft-p-demo",
      },
    },
  };

  it("tell who may create virtual clusters without a template, as creation itself does", async () => {
    const s = setup();
    const token = await keyOf(s, "jane");
    for (const [who, allowed] of [
      ["admin-token", true],
      [token, false],
    ] as const) {
      const { status, body } = await s.send("POST", "selfsubjectaccessreviews", restricted, { token: who });
      expect([status, body.kind, body.status]).toEqual([201, "SelfSubjectAccessReview", { allowed }]);
      const template = { helmRelease: { chart: { version: "0.28.0" } } };
      const made = await s.send(
        "POST",
        "namespaces/loft-p-demo/virtualclusterinstances",
        { metadata: { name: "x" }, spec: { template } },
        { token: who },
      );
      expect(made.status).toBe(allowed ? 201 : 403);
    }
  });

  it.each([
    ["admin-token", "delete", true],
    ["readonly-token", "get", true],
    ["readonly-token", "delete", false],
    ["readonly-token", "use", false],
  ])("with %s: %s projects is %s", async (token, verb, allowed) => {
    const spec = { resourceAttributes: { verb, group, resource: "projects", name: "demo" } };
    expect((await setup().send("POST", "selfsubjectaccessreviews", { spec }, { token })).body.status).toEqual({ allowed });
  });

  it("follow the scope of the access key", async () => {
    const s = setup();
    const scope = { projects: [{ project: "demo" }] };
    const key = { metadata: { name: "k" }, spec: { user: "jane", scope } };
    const token = (await s.send("POST", "ownedaccesskeys", key)).body.spec.key;
    const ask = async (namespace: string) =>
      s.send(
        "POST",
        "selfsubjectaccessreviews",
        { spec: { resourceAttributes: { verb: "get", group, resource: "virtualclusterinstances", namespace } } },
        { token },
      );
    // A review is no object of a project: whether such a key may ask is not published.
    expect((await ask("loft-p-demo")).status).toBe(501);
  });

  it("refuse a question that asks nothing, or two things", async () => {
    const { send } = setup();
    const nothing = await send("POST", "selfsubjectaccessreviews", {});
    expect([nothing.status, nothing.body.details.causes]).toMatchObject([
      422,
      [
        {
          field: "spec.resourceAttributes",
          message: expect.stringContaining("exactly one of nonResourceAttributes or resourceAttributes"),
        },
      ],
    ]);
    const both = { spec: { resourceAttributes: { verb: "get" }, nonResourceAttributes: { path: "/" } } };
    expect((await send("POST", "selfsubjectaccessreviews", both)).body.details.causes[0].field).toBe("spec.nonResourceAttributes");
  });
});

describe.each([
  ["the management API", "subjectaccessreviews"],
  ["a cluster", `${cluster}/subjectaccessreviews`],
  ["a namespace of a cluster", `${cluster}/namespaces/default/localsubjectaccessreviews`],
])("subjectaccessreviews of %s", (_, path) => {
  it.each([
    [{ user: "admin" }, "delete", true],
    [{ user: "jane" }, "delete", true],
    [{ user: "readonly" }, "delete", false],
    [{ user: "readonly" }, "list", true],
    [{ user: "nobody" }, "get", false],
    [{ groups: ["loft:admins"] }, "delete", true],
  ])("answer for %j: %s is %s", async (who, verb, allowed) => {
    const spec = { ...who, resourceAttributes: { verb, group, resource: "projects", namespace: "default" } };
    const { status, body } = await setup().send("POST", path, { spec });
    expect([status, body.status]).toEqual([201, { allowed }]);
  });

  it("refuse a question about nobody", async () => {
    const { status, body } = await setup().send("POST", path, { spec: { resourceAttributes: { verb: "get" } } });
    expect([status, body.details.causes]).toMatchObject([
      422,
      [{ field: "spec.user", message: expect.stringContaining("at least one of user or group must be specified") }],
    ]);
  });
});
