// What is secret in an object stays out of what the console prints of it, whichever call gave it.
import { inspect } from "node:util";
import { until } from "clusterplane";
import { expect, test } from "vitest";
import { failure, json, live, platform } from "../kubernetes/fake.ts";

const canary = "CANARY-41d8cd98f00b204e";
const secret = (version = 1) => ({
  apiVersion: "management.loft.sh/v1",
  kind: "SharedSecret",
  metadata: { name: "s", namespace: "x", uid: "u", resourceVersion: String(version) },
  spec: { data: { key: canary }, displayName: "visible" },
  status: { conditions: [{ type: "Ready", status: "True" }] },
});

function handle() {
  const stream = live();
  const server = platform(({ method, url }) => {
    const query = new URL(url).searchParams;
    if (query.get("watch") === "true") return stream.response;
    if (method === "GET" && /(shared|project)secrets(\?|$)/.test(url))
      return json({ metadata: { resourceVersion: "1" }, items: [secret()] });
    return json(secret(2));
  });
  stream.send({ type: "MODIFIED", object: secret(3) }, { type: "DELETED", object: secret(4) });
  return { ...server, secrets: server.client.namespace("x").sharedSecrets };
}
type Secrets = ReturnType<typeof handle>["secrets"];

async function first(values: AsyncIterable<unknown>): Promise<unknown> {
  for await (const value of values) return value;
  return undefined;
}

test.each<[string, (secrets: Secrets) => Promise<unknown>]>([
  ["get", (secrets) => secrets.get("s")],
  ["find", (secrets) => secrets.find("s")],
  ["list", async (secrets) => (await secrets.list()).items],
  ["the raw list", async (secrets) => (await secrets.list()).raw],
  ["all()", (secrets) => secrets.list().all()],
  ["pages()", (secrets) => first(secrets.list().pages())],
  ["an iteration", (secrets) => first(secrets.list())],
  ["create", (secrets) => secrets.create({ metadata: { name: "s" } })],
  ["ensure", (secrets) => secrets.ensure({ metadata: { name: "s" } })],
  ["update", (secrets) => secrets.update(secret() as never)],
  ["patch", (secrets) => secrets.patch("s", { spec: {} })],
  ["apply", (secrets) => secrets.apply({ metadata: { name: "s" } })],
  ["edit", (secrets) => secrets.edit("s", () => undefined)],
  ["delete", (secrets) => secrets.delete("s")],
  ["waitFor", (secrets) => secrets.waitFor("s", until.condition("Ready"))],
])("%s", async (_, call) => {
  const { secrets } = handle();
  const result = await call(secrets);
  expect(JSON.stringify(result)).toContain(canary);
  const printed = inspect(result, { depth: 12 });
  expect(printed).not.toContain(canary);
  expect(printed).toContain("visible");
});

test("drafts: that of an edit, each time it runs", async () => {
  const { secrets } = handle();
  const printed: string[] = [];
  await secrets.edit("s", (draft) => {
    printed.push(inspect(draft, { depth: 12 }), inspect(draft.spec, { depth: 12 }));
    draft.spec!.displayName = "new";
  });
  expect(printed).toHaveLength(2);
  for (const text of printed) expect(text).not.toContain(canary);
});

test("a draft whose parts were replaced is printed without them too", async () => {
  const { secrets } = handle();
  const printed: string[] = [];
  await secrets.edit("s", (draft) => {
    draft.spec = { ...draft.spec, displayName: "visible" };
    printed.push(inspect(draft, { depth: 12 }), inspect({ draft }, { depth: 12 }));
  });
  for (const text of printed) {
    expect(text).not.toContain(canary);
    expect(text).toContain("visible");
  }
});

const kinds: Record<string, { object: Record<string, unknown>; name: string }> = {
  "v1/Secret": { name: "secrets", object: { data: { key: canary }, stringData: { key: canary } } },
  "management.loft.sh/v1/OwnedAccessKey": { name: "ownedaccesskeys", object: { spec: { key: canary } } },
  "management.loft.sh/v1/ProjectSecret": { name: "projectsecrets", object: { spec: { data: { key: canary } } } },
};

test.each(Object.entries(kinds))("%s, by handles that find the kind by its name", async (full, { object, name }) => {
  const [kind, apiVersion] = [full.split("/").at(-1)!, full.split("/").slice(0, -1).join("/")];
  const sent = {
    apiVersion,
    kind,
    metadata: { name: "s", namespace: "x", uid: "u", resourceVersion: "1", labels: { is: "visible" } },
    ...object,
  };
  const annotations = { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(sent), note: "visible" };
  Object.assign(sent.metadata, { annotations });
  const { client } = platform(({ method, url }) =>
    json(method === "GET" && !/\/s(\?|$)/.test(url) ? { resources: [{ name, kind, namespaced: true }] } : sent),
  );
  const cluster = client.project("demo").virtualCluster("dev");
  const details = { kind, apiVersion, plural: name };
  const results = [
    await client.apply(sent),
    await client.project("demo").apply({ ...sent, metadata: { name: "s" } }),
    await cluster.apply(sent),
    await cluster.namespace("x").apply(sent),
    await client.resource({ ...details, namespaced: true }).get(sent),
    await client.namespace("x").resource(details).get("s"),
    await cluster.namespace("x").resource(details).get("s"),
  ];
  for (const result of results) {
    expect(JSON.stringify(result)).toContain(canary);
    const printed = inspect(result, { depth: 12 });
    expect(printed).not.toContain(canary);
    expect(printed).toContain("visible");
    const { data, spec, metadata } = result as { data?: unknown; spec?: { data?: unknown }; metadata?: { annotations?: unknown } };
    expect(inspect([data, spec, spec?.data, metadata, metadata?.annotations], { depth: 12 })).not.toContain(canary);
  }
});

test("hidden fields of a draft are changed and sent like others", async () => {
  const { secrets, sent } = handle();
  await secrets.edit("s", (draft) => {
    draft.spec!.data = { ...draft.spec!.data, key: "new" };
  });
  expect(sent.at(-1)!.json).toContainEqual({ op: "replace", path: "/spec/data/key", value: "new" });
});

test("objects of watch events, of a cache and of progress", async () => {
  const { client } = handle();
  const { projectSecrets } = client.namespace("x");
  const printed: string[] = [];
  for await (const event of projectSecrets.watch()) {
    printed.push(inspect(event, { depth: 12 }));
    if (event.type === "delete") break;
  }
  expect(printed.join()).toMatch(/initApply[\s\S]*'apply'[\s\S]*'delete'/);
  await using cache = await handle()
    .client.namespace("x")
    .projectSecrets.cache({ onChange: ({ object }) => printed.push(inspect(object, { depth: 12 })) });
  printed.push(inspect(cache.values(), { depth: 12 }), inspect(cache, { depth: 12 }));
  const onProgress = (progress: object) => printed.push(inspect(progress, { depth: 12 }));
  await handle().client.namespace("x").projectSecrets.waitFor("s", until.condition("Ready"), { onProgress });
  expect(printed.length).toBeGreaterThan(8);
  for (const text of printed) expect(text).not.toContain(canary);
});

test("the last object of a wait that failed", async () => {
  const { secrets } = handle();
  const error = await failure(
    secrets.waitFor(
      "s",
      until.satisfies("never", () => "no"),
    ),
  );
  expect(JSON.stringify(error["object"])).toContain(canary);
  expect(inspect(error, { depth: 12 })).not.toContain(canary);
  expect(JSON.stringify(error)).not.toContain(canary);
});
