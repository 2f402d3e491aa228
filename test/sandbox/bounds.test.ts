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
  expect((await ask("POST", deployments, deployment(containers(8000, "a")))).status).toBe(201);
  const type = "application/strategic-merge-patch+json";
  const patched = await ask("PATCH", `${deployments}/long`, deployment(containers(8001, "b").toReversed()), type);
  const names = patched.body.spec.template.spec.containers.map((c: { name: string; image: string }) => `${c.name}${c.image}`);
  expect(names).toEqual(list(8001, (i) => `c${8000 - i}b`));
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

  it("of 150,000 unknown fields is read, and refused in the server's words with Strict", async () => {
    const users = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/users`;
    const unknown = list(150_000, (i) => `"u${i}":1`).join(",");
    const body = (name: string) => `{"metadata":{"name":"${name}"},"spec":{${unknown},${list(20_000, () => '"email":""').join(",")}}}`;
    expect((await ask("POST", users, body("unknown"))).status).toBe(201);
    const refused = await ask("POST", `${users}?fieldValidation=Strict`, body("strict"));
    expect([refused.status, refused.body.message]).toEqual([
      400,
      expect.stringMatching(/unknown field "spec\.u149999", duplicate field "spec\.email"$/),
    ]);
    const patched = await ask("PATCH", `${users}/unknown?fieldValidation=Strict`, `{"spec":{${unknown}}}`, "application/merge-patch+json");
    expect([patched.status, patched.body.reason]).toEqual([422, "Invalid"]);
  });

  it("of as many wrong labels is refused with each of them", async () => {
    const labels = list(150_000, (i) => `"l${i}":"-"`).join(",");
    const { status, body } = await ask("POST", configmaps, `{"metadata":{"name":"labels","labels":{${labels}}}}`);
    expect([status, body.details.causes.length]).toEqual([422, 150_000]);
  });

  it("that puts 30,000 finalizers on an object that is deleted is compared with those that it has", async () => {
    const users = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/users`;
    const finalizers = list(30_000, (i) => `a.b/f${i}`);
    expect((await ask("POST", users, JSON.stringify({ metadata: { name: "held", finalizers } }))).status).toBe(201);
    await ask("DELETE", `${users}/held`);
    const patch = JSON.stringify({ metadata: { finalizers: [...finalizers.toReversed(), "a.b/new"] } });
    const refused = await ask("PATCH", `${users}/held`, patch, "application/merge-patch+json");
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining('found new finalizers []string{"a.b/new"}')]);
  });

  it("of a secret with 300 KB of plain text is stored", async () => {
    const secrets = configmaps.replace("configmaps", "secrets");
    const text = "x".repeat(300_000);
    const made = await ask("POST", secrets, JSON.stringify({ metadata: { name: "long" }, stringData: { text } }));
    expect([made.status, atob(made.body.data.text)]).toEqual([201, text]);
  });

  it("whose ConfigMap or Secret holds more than 1 MiB is refused as the server refuses it", async () => {
    const text = "x".repeat(1024 * 1024);
    const message = "Too long: may not be more than 1048576 bytes";
    const map = (data: object) => ask("POST", configmaps, JSON.stringify({ metadata: { name: "much" }, data }));
    expect((await map({ a: text, b: "y" })).body.message).toBe(`ConfigMap "much" is invalid: []: ${message}`);
    expect((await map({ a: text })).status).toBe(201);
    const secret = (stringData: object) =>
      ask("POST", configmaps.replace("configmaps", "secrets"), JSON.stringify({ metadata: { name: "much" }, stringData }));
    expect((await secret({ a: text, b: "y" })).body.message).toBe(`Secret "much" is invalid: data: ${message}`);
    expect((await secret({ a: text })).status).toBe(201);
  });

  it("that etcd would not store is refused in etcd's words, unless it is tried out", async () => {
    const users = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/users`;
    const user = (name: string, bytes: number) => JSON.stringify({ metadata: { name }, spec: { description: "x".repeat(bytes) } });
    const refused = await ask("POST", users, user("large", 1.6 * 1024 * 1024));
    expect([refused.status, refused.body]).toEqual([
      500,
      { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: "etcdserver: request is too large", code: 500 },
    ]);
    expect((await ask("POST", users, user("larger", 2.5 * 1024 * 1024))).body.message).toMatch(
      /^rpc error: code = ResourceExhausted desc = trying to send message larger than max \(\d+ vs\. 2097152\)$/,
    );
    expect((await ask("POST", `${users}?dryRun=All`, user("large", 1.6 * 1024 * 1024))).status).toBe(201);
    expect((await ask("POST", users, user("large", 1.4 * 1024 * 1024))).status).toBe(201);
    const patch = JSON.stringify({ metadata: { annotations: { a: "x".repeat(200 * 1024) } } });
    expect((await ask("PATCH", `${users}/large`, patch, "application/merge-patch+json")).status).toBe(500);
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
