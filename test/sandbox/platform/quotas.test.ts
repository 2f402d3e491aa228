import { describe, expect, it } from "vitest";
import { instances, setup } from "./sandbox.ts";

const merge = { type: "application/merge-patch+json" };

/** A platform whose project `my-project` has these quotas. */
async function limited(quotas: object) {
  const s = setup();
  const answer = await s.send("PATCH", "projects/my-project", { spec: { quotas } }, merge);
  const create = (name: string, spec: object = {}) =>
    s.send("POST", instances, { metadata: { name }, spec: { templateRef: { name: "small" }, ...spec } });
  const change = (name: string, object: object) => s.send("PATCH", `${instances}/${name}`, object, merge);
  return { ...s, answer, create, change };
}

const refused = (why: string) => ({ code: 403, reason: "Forbidden", message: expect.stringContaining(`metadata.name: Forbidden: ${why}`) });

describe("the quotas of a project", () => {
  it("count those of one template", async () => {
    const { create, change } = await limited({ project: { "virtualclusterinstances.template=my-virtual-cluster-template": "1" } });
    const spec = { templateRef: { name: "my-virtual-cluster-template" } };
    expect((await create("a", spec)).status).toBe(201);
    const why = "because project virtualclusterinstances.template=my-virtual-cluster-template limit of 1 would be exceeded";
    expect((await create("b", spec)).body).toMatchObject(refused(`cannot create virtualclusterinstance, ${why}`));
    expect((await create("c")).status).toBe(201);
    expect((await change("c", { spec })).body).toMatchObject(refused(`cannot update virtualclusterinstance, ${why}`));
    expect((await change("a", { metadata: { labels: { a: "b" } } })).status).toBe(200);
  });

  it("count those that are awake: one that sleeps can't wake where there is no room", async () => {
    const { create, change } = await limited({ project: { "virtualclusterinstances.active": "2" } });
    expect((await create("a")).status).toBe(201);
    const awake = { metadata: { annotations: { "sleepmode.loft.sh/force": null } } };
    const why = "cannot update virtualclusterinstance, because project virtualclusterinstances.active limit of 2 would be exceeded";
    expect((await change("reports", awake)).body).toMatchObject(refused(why));
    await change("a", { metadata: { annotations: { "sleepmode.loft.sh/force": "true" } } });
    expect((await change("reports", awake)).status).toBe(200);
  });

  it("are each user's and each team's", async () => {
    const { create } = await limited({ user: { virtualclusterinstances: "1" } });
    expect((await create("a", { owner: { team: "web" } })).status).toBe(201);
    const why = "cannot create virtualclusterinstance, because per-team virtualclusterinstances limit of 1 would be exceeded";
    expect((await create("b", { owner: { team: "web" } })).body).toMatchObject(refused(why));
    expect((await create("c", { owner: { user: "web" } })).status).toBe(201);
    expect((await create("d")).status).toBe(201);
  });

  it.each(["requests.cpu", "count/pods", "pods", "nodeclaims.provider=metal"])(
    "that the sandbox does not enforce are warned about: %s",
    async (key) => {
      const { answer } = await limited({ project: { [key]: "1" } });
      expect([answer.status, answer.headers.get("warning")]).toEqual([
        200,
        `299 - "spec.quotas.project[${key}]: the sandbox does not enforce this quota"`,
      ]);
    },
  );

  it.each([
    ["virtualclusters", "1", "no quota is called so"],
    ["virtualclusterinstances.ready", "1", "no quota is called so"],
    ["virtualclusterinstances.template=", "1", "no quota is called so"],
    ["spaceinstances", "many", "must be a whole number"],
  ])("can't be %s: %s", async (key, limit, why) => {
    const { answer } = await limited({ project: { [key]: limit } });
    expect([answer.status, answer.body.details.causes[0].field]).toEqual([422, `spec.quotas.project[${key}]`]);
    expect(answer.body.message).toContain(why);
  });
});
