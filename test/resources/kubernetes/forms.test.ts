import { inspect } from "node:util";
import { Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { failure, json, platform as scripted, status } from "./fake.ts";

async function start(count: number) {
  const sandbox = createSandbox({ bare: true });
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
  const vcs = platform.namespace("loft-p-demo").virtualClusterInstances;
  for (let i = 0; i < count; i++)
    await vcs.create({ metadata: { name: `vc-${i}`, labels: { odd: String(i % 2) } }, spec: { displayName: "x" } });
  return { platform, vcs };
}

describe("a list of metadata", () => {
  test("holds nothing else of the objects, in all three depths", async () => {
    const { platform, vcs } = await start(5);
    const page = await vcs.listMetadata({ limit: 2, labelSelector: { odd: "0" } });
    expect(page.items.map(({ metadata }) => metadata.name)).toEqual(["vc-0", "vc-2"]);
    expect(page.remaining === undefined || page.remaining === 1).toBe(true);
    expect(page.continue).toBeDefined();
    expect(page.items[0]).toMatchObject({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1" });
    expect(page.items[0]).not.toHaveProperty("spec");
    expect(page.raw.kind).toBe("PartialObjectMetadataList");
    const names: string[] = [];
    for await (const { metadata } of vcs.listMetadata({ limit: 2 })) names.push(metadata.name);
    expect(names).toEqual(["vc-0", "vc-1", "vc-2", "vc-3", "vc-4"]);
    expect(await platform.virtualClusterInstances.listMetadata().all()).toHaveLength(5);
  });

  test("is not shown to a validator of whole objects", async () => {
    const seen: string[] = [];
    const { vcs } = scripted(() => json({ kind: "PartialObjectMetadataList", metadata: {}, items: [] }), {
      validate: (_, kind) => seen.push(kind),
    });
    expect((await vcs.listMetadata()).items).toEqual([]);
    expect(seen).toEqual([]);
  });

  test("a server that has no such form says so", async () => {
    const { vcs } = scripted(() => status(406, "NotAcceptable", "only the following media types are accepted: application/json"));
    expect(await failure(vcs.listMetadata())).toMatchObject({ status: 406, reason: "NotAcceptable" });
  });
});

describe("a list as a table", () => {
  test("has columns, and a row for each object", async () => {
    const { vcs } = await start(3);
    const table = await vcs.listTable();
    expect(table.columnDefinitions[0]).toMatchObject({ name: "Name", type: "string", format: "name", priority: 0 });
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(["vc-0", "vc-1", "vc-2"]);
    for (const { cells } of table.rows) expect(cells).toHaveLength(table.columnDefinitions.length);
    expect(table.rows[0]!.object.metadata.name).toBe("vc-0");
    expect(table.rows[0]!.object).not.toHaveProperty("spec");
  });

  test("carries as much of the objects as is asked for", async () => {
    const { vcs } = await start(1);
    expect((await vcs.listTable({ includeObject: "Object" })).rows[0]!.object.spec?.displayName).toBe("x");
    expect((await vcs.listTable({ includeObject: "None" })).rows[0]!.object).toBeNull();
  });

  test("takes selectors, and comes in pages when asked to", async () => {
    const { vcs } = await start(5);
    const first = await vcs.listTable({ labelSelector: { odd: "0" }, limit: 2 });
    const rest = await vcs.listTable({ labelSelector: { odd: "0" }, limit: 2, continue: first.metadata?.continue });
    expect([...first.rows, ...rest.rows].map(({ cells }) => cells[0])).toEqual(["vc-0", "vc-2", "vc-4"]);
  });

  test("without rows, also as a Go server writes it", async () => {
    const { vcs, sent } = scripted(() => json({ kind: "Table", metadata: {}, columnDefinitions: [], rows: null }));
    expect((await vcs.listTable()).rows).toEqual([]);
    expect(sent[0]!.headers["accept"]).toBe("application/json;as=Table;g=meta.k8s.io;v=v1");
    expect(sent[0]!.headers["x-sleep-mode-ignore"]).toBe("true");
  });

  test.each([[{ kind: "List", items: [] }], [null], [[]]])("%j is no table", async (answer) => {
    const { vcs } = scripted(() => json(answer));
    expect((await failure(vcs.listTable())).message).toBe(
      "list VirtualClusterInstance: 200 NotJson: the response is JSON, but not a Table",
    );
  });

  test("whole objects in it keep their secrets from the console", async () => {
    const object = { metadata: { name: "s" }, spec: { data: { a: "CANARY" } } };
    const { client } = scripted(() => json({ kind: "Table", columnDefinitions: [], rows: [{ cells: ["s"], object }] }));
    const table = await client.namespace("x").sharedSecrets.listTable({ includeObject: "Object" });
    expect(inspect(table, { depth: 9 })).not.toContain("CANARY");
    expect(JSON.stringify(table)).toContain("CANARY");
  });
});
