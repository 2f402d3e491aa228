import { inspect } from "node:util";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CloudCasa } from "../../../src/cloudcasa.ts";
import { isForbidden, isInvalidArgument, isNotJson, isUnauthorized } from "../../../src/http/predicates.ts";
import type { StoredDocument } from "../../../src/resources/eve/document.ts";
import { world } from "./world.ts";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test.each([
  [undefined, "https://api.cloudcasa.io"],
  ["casa.example.com", "https://casa.example.com"],
  ["https://casa.example.com/", "https://casa.example.com"],
  ["https://casa.example.com/api", "https://casa.example.com"],
  ["https://casa.example.com/api/v1/", "https://casa.example.com"],
  ["https://example.com/backup/api/v1", "https://example.com/backup"],
  ["http://127.0.0.1:8080/api/v1", "http://127.0.0.1:8080"],
])("the address %s is %s", (baseUrl, expected) => {
  expect(new CloudCasa({ token: "t-o-k", baseUrl }).baseUrl).toBe(expected);
});

test.each([
  ["an http:// address of another host", { baseUrl: "http://casa.example.com", token: "t" }],
  ["an empty token", { token: "" }],
  ["a token that is not set", { token: undefined }],
  ["a sandbox's token for a real server", { token: "sandbox-token-admin" }],
])("refused: %s", (_what, options) => {
  let error: unknown;
  try {
    new CloudCasa(options);
  } catch (thrown) {
    error = thrown;
  }
  expect(isInvalidArgument(error)).toBe(true);
});

test("over the global fetch: headers, body, etag", async () => {
  const seen: Record<string, string | null>[] = [];
  server.use(
    http.all("http://127.0.0.1:8099/api/v1/kubeclusters/*", async ({ request }) => {
      seen.push({
        method: request.method,
        match: request.headers.get("if-match"),
        type: request.headers.get("content-type"),
        authorization: request.headers.get("authorization"),
        body: await request.text(),
      });
      return request.method === "DELETE"
        ? new HttpResponse(null, { status: 204 })
        : HttpResponse.json({ _id: "1", _etag: "f".repeat(40), name: "a" });
    }),
  );
  const casa = new CloudCasa({ baseUrl: "http://127.0.0.1:8099", token: "t-o-k" });
  const cluster = await casa.kubeclusters.patch({ _id: "1", _etag: "e".repeat(40) }, { description: "ü" });
  await casa.kubeclusters.delete(cluster);
  expect(seen).toEqual([
    { method: "PATCH", match: "e".repeat(40), type: "application/json", authorization: "Bearer t-o-k", body: '{"description":"ü"}' },
    { method: "DELETE", match: "f".repeat(40), type: null, authorization: "Bearer t-o-k", body: "" },
  ]);
});

test("a gateway's page where JSON was due", async () => {
  server.use(
    http.get(
      "http://127.0.0.1:8099/api/v1/kubeclusters",
      () => new HttpResponse("<html><title>Sign in</title></html>", { headers: { "content-type": "text/html" } }),
    ),
  );
  const casa = new CloudCasa({ baseUrl: "http://127.0.0.1:8099", token: "t-o-k" });
  await expect(casa.kubeclusters.list()).rejects.toSatisfy(isNotJson);
});

test("a wrong token, and one that may only read", async () => {
  const { fetch, baseUrl, tokens } = world();
  const stranger = new CloudCasa({ baseUrl, token: "stranger", fetch });
  await expect(stranger.kubeclusters.list()).rejects.toSatisfy(isUnauthorized);
  const reader = new CloudCasa({ baseUrl, token: tokens.readonly, fetch });
  expect((await reader.kubeclusters.list()).total).toBe(3);
  await expect(reader.kubeclusters.create({ name: "a" })).rejects.toSatisfy(isForbidden);
});

test("a resource without types, and any request", async () => {
  const { casa, requests } = world();
  const clusters = casa.resource<{ _id: string; _etag: string; name: string; description?: string }>("kubeclusters");
  const made = await clusters.create({ name: "raw", description: "d" });
  expect((await clusters.patch(made, { description: "e" })).description).toBe("e");
  const { status, data } = await casa.request<{ _items: unknown[] }>("GET", "/api/v1/kubeclusters", {
    params: { query: { max_results: 2 } },
  });
  expect([status, data._items.length]).toEqual([200, 2]);
  expect(requests.at(-1)).toBe("GET /api/v1/kubeclusters");
  for (const wrong of ["", "..", "a/b", "kube clusters", undefined]) expect(() => casa.resource(wrong as never)).toThrow();
});

test("validate sees whole documents, and nothing is sent that it refuses", async () => {
  const seen: unknown[] = [];
  const { casa, requests } = world({
    bare: true,
    client: {
      validate: (what, kind, value) => {
        const { name } = value as { name?: string };
        seen.push([what, kind, name]);
        if (what === "input" && name === "bad") throw new Error("refused");
      },
    },
  });
  const made = await casa.kubeclusters.create({ name: "a" });
  await casa.kubeclusters.patch(made, { description: "d" });
  await casa.kubeclusters.list({ projection: ["name"] });
  expect(seen).toEqual([
    ["input", "kubeclusters", "a"],
    ["answer", "kubeclusters", "a"],
    ["answer", "kubeclusters", "a"],
  ]);
  requests.length = 0;
  await expect(casa.kubeclusters.create({ name: "bad" })).rejects.toThrow("refused");
  await expect(casa.kubeclusters.update({ ...made, name: "bad" })).rejects.toThrow("refused");
  expect(requests).toEqual([]);
});

test("a printed client shows no token", () => {
  const casa = new CloudCasa({ token: "very-secret-key", headers: { "x-other": "also-secret" } });
  const printed = `${inspect(casa, { depth: 9, showHidden: true })}${inspect(casa.kubeclusters, { depth: 9, showHidden: true })}${JSON.stringify(casa)}${JSON.stringify(casa.jobs)}`;
  expect(printed).not.toContain("secret");
  expect(inspect(casa)).toBe("CloudCasa https://api.cloudcasa.io");
});

test("a printed cluster shows no agent URL; its data is whole", async () => {
  const { casa } = world();
  const made = await casa.kubeclusters.create({ name: "a" });
  const url = made.status?.agentURL ?? "";
  expect(url).toContain("/kubeclusteragents/");
  const found = await casa.kubeclusters.find({ name: "a" });
  const edited = await casa.kubeclusters.edit(made, (draft) => {
    draft.description = "d";
  });
  for (const cluster of [made, found, edited, await casa.kubeclusters.refresh(edited)]) {
    expect(inspect(cluster, { depth: 9 })).not.toContain("/kubeclusteragents/");
    expect(JSON.parse(JSON.stringify(cluster)).status.agentURL).toBe(url);
  }
});

test("credentials, which the server never returns, are not printed where a draft or another server holds them", async () => {
  const s3provider = { bucket_name: "visible", credentials: { secret_key: "CANARY-5f3c" } };
  const fetch = async () => Response.json({ _id: "1", _etag: "e", name: "store", s3provider });
  const casa = new CloudCasa({ token: "t", fetch });
  const printed: string[] = [];
  const store = await casa.objectstores.edit("1", (draft) => {
    printed.push(inspect(draft, { depth: 9 }), inspect(draft.s3provider));
  });
  printed.push(inspect(store, { depth: 9 }));
  for (const text of printed) {
    expect(text).toContain("visible");
    expect(text).not.toContain("CANARY");
  }
});

test("a printed draft shows no agent URL, nor does a document that is embedded in another", async () => {
  const { casa } = world();
  const cluster = await casa.kubeclusters.create({ name: "a" });
  const url = cluster.status?.agentURL ?? "";
  const drafts: string[] = [];
  await casa.kubeclusters.edit(cluster, (draft) => {
    drafts.push(inspect(draft, { depth: 9 }), inspect(draft.status, { depth: 9 }));
    draft.description = "d";
  });
  expect(drafts).toHaveLength(2);
  for (const text of drafts) expect(text).not.toContain(url);
  const { _id } = await casa.kubebackups.create({
    name: "b",
    cluster: cluster._id,
    trigger_type: "ADHOC",
    source: { all_namespaces: true },
  });
  const one = await casa.kubebackups.get(_id, { embedded: ["cluster"] });
  const found = await casa.kubebackups.find({ name: "b" }, { embedded: ["cluster"] });
  const [listed] = await casa.kubebackups.list({ where: { name: "b" }, embedded: ["cluster"] }).all();
  for (const backup of [one, found, listed]) {
    expect(backup?.cluster?.status?.agentURL).toBe(url);
    expect(inspect(backup, { depth: 9 })).not.toContain(url);
    expect(inspect(backup?.cluster?.status)).not.toContain(url);
  }
});

test("resource() knows what the client knows of a name, and nothing of names that objects inherit", async () => {
  const { casa } = world();
  const { _id } = await casa.kubeclusters.create({ name: "a" });
  interface Cluster extends StoredDocument {
    name: string;
    description?: string;
    status?: { agentURL?: string };
  }
  const clusters = casa.resource<Cluster>("kubeclusters");
  const url = (await clusters.get(_id)).status?.agentURL ?? "";
  expect(url).toContain("/kubeclusteragents/");
  const edited = await clusters.edit(_id, (draft) => {
    expect(inspect(draft, { depth: 9 })).not.toContain(url);
    draft.description = "d";
  });
  expect(edited.status?.agentURL).toBe(url);
  expect(inspect([edited, (await clusters.list()).items], { depth: 9 })).not.toContain(url);
  expect(inspect(casa.resource("constructor"))).toBe("Documents<constructor>");
});

test("a printed resource has a name that can be read, and nothing else", () => {
  const { casa } = world();
  for (const name of ["kubeclusters", "policies", "jobs"] as const)
    expect(inspect(casa[name], { depth: 9, showHidden: true })).toMatch(new RegExp(`^[A-Z][a-z]+ ?[<{ ]+${name}[ >}]+$`));
});
