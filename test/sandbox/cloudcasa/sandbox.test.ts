import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

test("it starts with clusters in several states, their storage, a schedule and past jobs", async () => {
  const { ask } = casa();
  const list = async (resource: string) => (await ask(`${resource}?sort=name`)).body._items;
  expect((await list("kubeclusters")).map((c: { name: string; status: { state: string } }) => [c.name, c.status.state])).toEqual([
    ["edge", "REGISTERED"],
    ["production", "ACTIVE"],
    ["staging", "PENDING"],
  ]);
  expect((await list("jobs")).map((j: { state: string }) => j.state).sort()).toEqual(["COMPLETED", "FAILED", "PARTIAL"]);
  expect([(await list("objectstores")).length, (await list("policies")).length, (await list("kubebackups")).length]).toEqual([1, 1, 2]);
});

test("what it starts with holds against its own rules", async () => {
  const { ask, sandbox } = casa();
  for (const resource of ["kubeclusters", "objectstores", "policies", "kubebackups", "backupinstances"]) {
    for (const { _id, _etag } of sandbox.engine.list(resource)) {
      const { _links, _created, _updated, _etag: shown, ...document } = (await ask(`${resource}/${_id}`)).body;
      expect(shown).toBe(_etag);
      const answer = await ask(`${resource}/${_id}`, { method: "PUT", headers: { "if-match": _etag }, body: document });
      expect([answer.status, answer.body._issues]).toEqual([200, undefined]);
    }
  }
});

test("agent URLs are where the sandbox is asked", async () => {
  const { ask } = casa();
  for (const { status } of (await ask("kubeclusters")).body._items) expect(status.agentURL).toMatch(/^https:\/\/casa\.test\//);
});

test("reset brings it back to how it started, clear empties it", async () => {
  const { sandbox, ask, clock, idOf } = casa();
  const before = sandbox.engine.list("kubeclusters").map((c) => [c._id, c._etag]);
  const made = (await ask("kubeclusters", { body: { name: "mine" } })).body;
  await ask(made.status.agentURL);
  sandbox.agent(idOf("kubeclusters", "production")).disconnect();
  sandbox.reset();
  expect((await ask("kubeclusters", { body: { name: "mine" } })).body._id).toBe(made._id);
  sandbox.reset();
  clock.advance(60_000);
  expect(sandbox.engine.list("kubeclusters").map((c) => [c._id, c._etag])).toEqual(before);
  sandbox.clear();
  expect((await ask("kubeclusters")).body._meta.total).toBe(0);
});

test("two sandboxes of one seed are equal and share nothing", async () => {
  const [a, b] = [casa(), casa()];
  expect(a.sandbox.engine.list("kubeclusters")).toEqual(b.sandbox.engine.list("kubeclusters"));
  await a.ask("kubeclusters", { body: { name: "mine" } });
  expect((await b.ask('kubeclusters?where={"name":"mine"}')).body._meta.total).toBe(0);
});

describe("where the sources are of two minds", () => {
  test("DELETE without If-Match, and PUT to an unknown id, are strict unless made lenient", async () => {
    const attempt = async (lenient: { deleteWithoutIfMatch?: true; putToUnknownId?: 404 }) => {
      const { ask, idOf } = casa({ lenient });
      const put = await ask("policies/aaaaaaaaaaaaaaaaaaaaaaa9", {
        method: "PUT",
        body: { name: "p", schedules: [{ retainDays: 1, schedule: {} }] },
      });
      return [(await ask(`kubeclusters/${idOf("kubeclusters", "edge")}`, { method: "DELETE" })).status, put.status];
    };
    expect(await attempt({})).toEqual([428, 201]);
    expect(await attempt({ deleteWithoutIfMatch: true })).toEqual([204, 201]);
    expect(await attempt({ putToUnknownId: 404 })).toEqual([428, 404]);
  });

  test("the agent's images are served under one and under two versions", async () => {
    const { ask } = casa();
    const one = await ask("kubeclusters/cloudcasa-images");
    expect(one.status).toBe(200);
    expect(one.body._items[0].image).toMatch(/^docker\.io\//);
    expect((await ask("v1/kubeclusters/cloudcasa-images")).body).toEqual(one.body);
  });
});

test.each([
  ["GET", "kubehooks", "resource-kubehooks"],
  ["POST", "securityscans/aaaaaaaaaaaaaaaaaaaaaaa9/action/run", "resource-securityscans"],
  ["GET", "rbac/permissions", "resource-rbac-permissions"],
  ["GET", "objectstores/provider-info", "provider-info"],
  ["GET", "/api/api-docs", "api-docs"],
])("%s %s is known and not simulated: 501, never silence", async (method, path, id) => {
  const { ask } = casa();
  const { status, headers, body } = await ask(path, { method });
  expect(status).toBe(501);
  expect(headers.get("x-sandbox")).toBe(`unsupported; id=${id}`);
  expect(body).toEqual({ _status: "ERR", _error: { code: 501, message: expect.stringContaining("not simulated") } });
  expect((await ask(path, { method, headers: { authorization: "Bearer wrong" } })).status).toBe(401);
});
