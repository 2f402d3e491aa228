import { expect, test } from "vitest";
import { casa } from "./casa.ts";

test("a key is shown once, and is good as a token until it is deleted", async () => {
  const { ask, sandbox } = casa();
  const { status, body } = await ask("apikeys", { body: { name: "ci", description: "pipelines" } });
  expect(status).toBe(201);
  expect(body.key).toMatch(/^sandbox-token-[A-Za-z0-9_-]{80,}$/);
  expect(body).toMatchObject({ name: "ci", snippet: body.key.slice(-4), org_role: "USER", acls: [] });
  const authorized = { headers: { authorization: `Bearer ${body.key}` } };
  for (const path of [`apikeys/${body._id}`, "apikeys", `apikeys/${body._id}?projection={"key":1}`]) {
    const answer = await ask(path, authorized);
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).not.toContain(body.key);
  }
  // A PUT keeps it, and nobody can write it.
  const change = (more: object, etag: string, method = "PUT") =>
    ask(`apikeys/${body._id}`, { method, headers: { "if-match": etag }, body: { name: "ci", ...more } });
  expect((await change({ key: "mine" }, body._etag)).body._issues).toEqual({ key: "field is read-only" });
  const put = await change({}, body._etag);
  expect([put.status, put.body.snippet, put.body.key]).toEqual([200, body.snippet, undefined]);
  expect((await ask("kubeclusters", authorized)).status).toBe(200);
  sandbox.restore(sandbox.snapshot());
  expect((await ask("kubeclusters", { ...authorized, body: { name: "made with the key" } })).status).toBe(201);
  await ask(`apikeys/${body._id}`, { method: "DELETE", headers: { "if-match": put.body._etag } });
  expect((await ask("kubeclusters", authorized)).status).toBe(401);
});

test("ten keys and no more, also when several are made at once", async () => {
  const { ask } = casa();
  const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ name: `k${from + i}` }));
  const made = await ask("apikeys", { body: keys(0, 9) });
  expect([made.status, new Set(made.body._items.map((k: { key: string }) => k.key)).size]).toEqual([201, 9]);
  const both = await ask("apikeys", { body: keys(9, 11) });
  expect([both.status, both.body._error]).toEqual([422, { code: 422, message: expect.stringContaining("at most 10 API keys") }]);
  expect((await ask("apikeys", { body: { name: "k9" } })).status).toBe(201);
  expect((await ask("apikeys", { body: { name: "k10" } })).status).toBe(422);
  const [first] = (await ask("apikeys")).body._items;
  await ask(`apikeys/${first._id}`, { method: "DELETE", headers: { "if-match": first._etag } });
  expect((await ask("apikeys", { body: { name: "k10" } })).status).toBe(201);
});

test("what a key may do is not simulated: acls are refused, never passed over", async () => {
  const { ask } = casa();
  const answer = await ask("apikeys", { body: { name: "k", acls: [{ resource: "allresources", permissions: ["kubebackups.read"] }] } });
  expect([answer.status, answer.headers.get("x-sandbox")]).toEqual([501, "unsupported; id=apikey-acls"]);
  const wrong = await ask("apikeys", { body: { name: "k", acls: [{ resource: 5 }] } });
  expect([wrong.status, wrong.body._issues]).toEqual([422, { acls: { 0: { resource: "must be of string type" } } }]);
});

test("a bare sandbox keeps acls as they come", async () => {
  const { status, body } = await casa({ bare: true }).ask("apikeys", { body: { name: "k", acls: [{ resource: "allresources" }] } });
  expect([status, body.acls]).toEqual([201, [{ resource: "allresources", resourceIds: [], permissions: [], roles: [] }]]);
});
