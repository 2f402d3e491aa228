// The requests that the reference pages print, sent as they stand there, by nobody's client.
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { beforeEach, expect, test } from "vitest";
import { body } from "../../examples/tour/bodies.ts";

const management = "/kubernetes/management/apis/management.loft.sh/v1";
let sandbox: Sandbox;

beforeEach(() => {
  sandbox = createSandbox();
});

async function send(method: string, path: string, options: { body?: string; type?: string; headers?: Record<string, string> } = {}) {
  const origin = path.startsWith("/api/") ? sandbox.cloudcasa.url : sandbox.platform.url;
  const headers = {
    authorization: `Bearer ${sandbox.token}`,
    ...(options.type ? { "content-type": options.type } : {}),
    ...options.headers,
  };
  const response = await sandbox.fetch(new URL(path, origin), {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
}

test("000: the cluster is connected, and initialised in time", async () => {
  const made = await send("POST", `${management}/clusterconnect`, { body: body("000-cluster-connect.yaml"), type: "application/yaml" });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ kind: "ClusterConnect", metadata: { name: "my-cluster" }, spec: { adminUser: "my-user" } });
  expect(made.body.status.failed ?? false).toBe(false);
  sandbox.clock.advance("1m");
  expect((await send("GET", `${management}/clusters/my-cluster`)).body.status.phase).toBe("Initialized");
});

test("000: the page's misprint is a 404", async () => {
  const misprint = `${management}/clusterconnect`.replace("kubernetes", "kuberentes");
  const answer = await send("POST", misprint, { body: body("000-cluster-connect.yaml"), type: "application/yaml" });
  expect([answer.status, answer.headers.get("x-sandbox")]).toEqual([404, null]);
  expect(sandbox.unsupported).toEqual([]);
});

test("001: a token is made, and the one in the body ignored", async () => {
  const sent = body("001-direct-cluster-endpoint-token.yaml");
  const made = await send("POST", `${management}/directclusterendpointtokens`, { body: sent, type: "application/yaml" });
  expect(made.status).toBe(201);
  expect(made.body.status.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(sent).not.toContain(made.body.status.token);
});

test("002: create, list, get, PUT, the page's JSON patch, delete", async () => {
  const all = `${management}/namespaces/loft-p-my-project/virtualclusterinstances`;
  const one = `${all}/my-virtual-cluster`;
  expect((await send("POST", all, { body: body("002-virtual-cluster-instance.yaml"), type: "application/yaml" })).status).toBe(201);
  sandbox.clock.advance("1m");
  expect((await send("GET", all)).body.items.map((v: { metadata: { name: string } }) => v.metadata.name)).toContain("my-virtual-cluster");
  const found = (await send("GET", one)).body;
  expect(found.status.phase).toBe("Ready");
  found.spec.displayName = "changed";
  expect((await send("PUT", one, { body: JSON.stringify(found), type: "application/yaml" })).status).toBe(200);
  expect((await send("PUT", one, { body: JSON.stringify(found), type: "application/yaml" })).status).toBe(409);
  const patched = await send("PATCH", one, { body: body("002-patch.json"), type: "application/json-patch+json" });
  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({ spec: { displayName: "changed" }, metadata: { annotations: { "my-annotation": "my-value" } } });
  expect((await send("DELETE", one)).status).toBe(200);
  sandbox.clock.advance("5m");
  expect((await send("GET", one)).status).toBe(404);
});

test("002: the page's JSON patch right after its POST", async () => {
  const all = `${management}/namespaces/loft-p-my-project/virtualclusterinstances`;
  expect((await send("POST", all, { body: body("002-virtual-cluster-instance.yaml"), type: "application/yaml" })).status).toBe(201);
  const patch = { body: body("002-patch.json"), type: "application/json-patch+json" };
  const patched = await send("PATCH", `${all}/my-virtual-cluster`, patch);
  expect(patched.status).toBe(200);
  expect(patched.body.metadata.annotations).toMatchObject({ "my-annotation": "my-value" });
});

test("003: the import makes an instance of the project", async () => {
  const path = `${management}/projects/my-project/importvirtualcluster`;
  const made = await send("POST", path, { body: body("003-import-virtual-cluster.yaml"), type: "application/yaml" });
  expect(made.status).toBe(201);
  expect(made.body.sourceVirtualCluster.importName).toBe("my-name-in-project");
  sandbox.clock.advance("1m");
  const instance = await send("GET", `${management}/namespaces/loft-p-my-project/virtualclusterinstances/my-name-in-project`);
  expect(instance.body.status.phase).toBe("Ready");
});

test("004: create, get, list, PATCH with If-Match, DELETE; images under one and two v1", async () => {
  const all = "/api/v1/kubeclusters";
  const made = await send("POST", all, { body: body("004-create.json"), type: "application/json" });
  expect(made.status).toBe(201);
  expect(new URL(made.headers.get("location") ?? "").pathname).toBe(`/api/v1/v1/kubeclusters/${made.body._id}`);
  const one = `${all}/${made.body._id}`;
  expect((await send("GET", one)).body.name).toBe("testcluster");
  expect((await send("GET", all)).body._items.map((c: { name: string }) => c.name)).toContain("testcluster");
  const change = { body: body("004-patch.json"), type: "application/json" };
  expect((await send("PATCH", one, change)).status).toBe(428);
  const patched = await send("PATCH", one, { ...change, headers: { "if-match": made.body._etag } });
  expect(patched.status).toBe(200);
  expect(patched.body).toMatchObject({ name: "newname", description: "New description" });
  expect((await send("DELETE", one, { headers: { "if-match": made.body._etag } })).status).toBe(412);
  expect((await send("DELETE", one, { headers: { "if-match": patched.body._etag } })).status).toBe(204);
  expect((await send("GET", one)).status).toBe(404);
  const images = await send("GET", `${all}/cloudcasa-images`);
  expect(images.status).toBe(200);
  expect((await send("GET", "/api/v1/v1/kubeclusters/cloudcasa-images")).body).toEqual(images.body);
});
