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
