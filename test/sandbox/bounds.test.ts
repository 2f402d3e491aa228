// What one request may cost. No time is asserted: without the bounds these requests take minutes, or all the memory there is.
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

const sandbox = createSandbox();
const configmaps = `${sandbox.platform.url}/kubernetes/cluster/loft-cluster/api/v1/namespaces/default/configmaps`;
const deployments = `${sandbox.platform.url}/kubernetes/cluster/loft-cluster/apis/apps/v1/namespaces/default/deployments`;
const casa = `${sandbox.cloudcasa.url}/api/v1/kubeclusters`;

async function ask(method: string, url: string, body?: string, type = "application/json") {
  const headers = { authorization: `Bearer ${sandbox.token}`, ...(body !== undefined && { "content-type": type }) };
  const response = await sandbox.fetch(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));

describe("a JSON patch", () => {
  const patch = (operations: object[]) => ask("PATCH", `${configmaps}/small`, JSON.stringify(operations), "application/json-patch+json");

  it("whose copies double is 413", async () => {
    await ask("POST", configmaps, '{"metadata":{"name":"small"}}');
    const doubling = [{ op: "add", path: "/x", value: ["0123456789"] }, ...list(40, () => ({ op: "copy", from: "/x", path: "/x/-" }))];
    const refused = await patch(doubling);
    expect([refused.status, refused.body.reason]).toEqual([413, "RequestEntityTooLarge"]);
    expect(refused.body.message).toMatch(/the accumulated size increase of copy is \d+, exceeding the limit 3145728/);
  });

  it("that moves a long array again and again is 413", async () => {
    const value = list(1_000_000, () => 0);
    expect((await patch([{ op: "add", path: "/x", value }, ...list(5000, () => ({ op: "add", path: "/x/0", value: 1 }))])).status).toBe(
      413,
    );
    expect((await patch([{ op: "add", path: "/x", value }, ...list(5000, () => ({ op: "remove", path: "/x/0" }))])).status).toBe(413);
  });

  it("with a few copies is applied", async () => {
    const done = await patch([
      { op: "add", path: "/data", value: { a: "1" } },
      { op: "copy", from: "/data/a", path: "/data/b" },
    ]);
    expect([done.status, done.body.data]).toEqual([200, { a: "1", b: "1" }]);
  });
});

it("a strategic merge patch finds items of long lists by their keys", async () => {
  const containers = (count: number, image: string) => list(count, (i) => ({ name: `c${i}`, image }));
  const deployment = (of: object[]) => JSON.stringify({ metadata: { name: "long" }, spec: { template: { spec: { containers: of } } } });
  expect((await ask("POST", deployments, deployment(containers(20_000, "a")))).status).toBe(201);
  const type = "application/strategic-merge-patch+json";
  const patched = await ask("PATCH", `${deployments}/long`, deployment(containers(20_001, "b").toReversed()), type);
  const names = patched.body.spec.template.spec.containers.map((c: { name: string; image: string }) => `${c.name}${c.image}`);
  expect(names).toEqual(list(20_001, (i) => `c${20_000 - i}b`));
});

describe("YAML", () => {
  const create = (text: string) => ask("POST", configmaps, text, "application/yaml");

  it("with many duplicate keys is read", async () => {
    const text = `metadata:\n  name: duplicates\ndata:\n${list(100_000, (i) => `  k${i % 10}: "${i}"`).join("\n")}\n`;
    const made = await create(text);
    expect([made.status, made.body.data.k9]).toEqual([201, "99999"]);
  });

  it("whose aliases name gigabytes is refused", async () => {
    const names = list(12, (i) => `b${i}`);
    const lines = names.map((name, i) => `${name}: &${name} [${list(10, () => (i ? `*b${i - 1}` : "x")).join(",")}]`);
    expect((await create(lines.join("\n"))).status).toBe(400);
  });
});

describe("a body", () => {
  it("of a million keys is 413", async () => {
    const body = `{"name":"x",${list(1_000_000, (i) => `"k${i}":1`).join(",")}}`;
    expect((await ask("POST", casa, body)).status).toBe(413);
    expect((await ask("POST", configmaps, body)).status).toBe(413);
  });

  it("with thousands of documents is compared with those that are stored", async () => {
    const policies = `${sandbox.cloudcasa.url}/api/v1/policies`;
    const many = JSON.stringify(list(5000, (i) => ({ name: `p${i}`, schedules: [{ schedule: { hour: "3" }, retainDays: 1 }] })));
    expect((await ask("POST", policies, many)).status).toBe(201);
    const again = await ask("POST", policies, many);
    expect([again.status, again.body._items[4999]._issues]).toEqual([422, { name: "value 'p4999' is not unique" }]);
  });
});

it("a query that compares each document with thousands of values is 501", async () => {
  const names = list(40_000, (i) => ({ name: `v${i}` }));
  expect((await ask("GET", `${casa}?where=${encodeURIComponent(JSON.stringify({ $or: names }))}`)).status).toBe(200);
  expect((await ask("POST", casa, JSON.stringify(list(1000, (i) => ({ name: `n${i}` }))))).status).toBe(201);
  const refused = await ask("GET", `${casa}?where=${encodeURIComponent(JSON.stringify({ $or: names }))}`);
  expect(refused.status).toBe(501);
  expect(sandbox.unsupported.at(-1)?.id).toBe("where-effort");
});
