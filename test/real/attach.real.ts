// A real API server stands for a virtual cluster of the sandbox's platform. It has no built-in kinds and can't be taught those of `apps`: that
// the agent's Deployment is noticed is shown in test/sandbox/attach.test.ts.
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CloudCasa, Platform, until } from "clusterplane";
import type { Sandbox } from "clusterplane/sandbox";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { type Served, served } from "../slow/served.ts";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "clusterplane-attach-"));
const cluster = "project/demo/virtualcluster/staging";
let sandbox: Sandbox;
let server: Served;

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.attach.example.com }
spec:
  group: attach.example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
`;

async function kubectl(...args: string[]): Promise<string> {
  const global = [
    `--server=${server.url}/kubernetes/${cluster}`,
    `--certificate-authority=${server.ca}`,
    `--token=${sandbox.token}`,
    `--cache-dir=${join(folder, "cache")}`,
    "--kubeconfig=/dev/null",
  ];
  return (await execute("kubectl", [...global, ...args], { env: { PATH: process.env["PATH"], HOME: folder }, encoding: "utf8" })).stdout;
}

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

beforeAll(async () => {
  const { kubernetes } = inject("realServers");
  await fetch(`${kubernetes}/_reset`, { method: "POST" });
  server = await served({ clock: "fast" });
  sandbox = server.sandbox;
  sandbox.attach(cluster, { server: `${kubernetes}/kubernetes/management`, token: "test-token" });
  await kubectl("apply", "-f", written("definition.yaml", definition));
  await kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
  // Established, a kind is served by and by.
  const isServed = async () => (await kubectl("get", "widgets.attach.example.com", "-n", "default").catch(() => undefined)) !== undefined;
  await vi.waitUntil(isServed, { timeout: 20_000 });
});

afterAll(async () => {
  await kubectl("delete", "-f", join(folder, "definition.yaml"), "--wait=false");
  await server?.close();
});

test("kubectl applies, reads and deletes through the platform's proxy, server-side too", async () => {
  const widget = (size: number) => `apiVersion: attach.example.com/v1
kind: Widget
metadata: { name: a, namespace: default }
spec: { size: ${size} }
`;
  expect(await kubectl("apply", "-f", written("widget.yaml", widget(1)))).toBe("widget.attach.example.com/a created\n");
  expect(await kubectl("apply", "-f", written("widget.yaml", widget(2)))).toBe("widget.attach.example.com/a configured\n");
  expect(await kubectl("apply", "-f", written("widget.yaml", widget(2)))).toBe("widget.attach.example.com/a unchanged\n");
  expect(await kubectl("apply", "--server-side", "--force-conflicts", "-f", written("widget.yaml", widget(3)))).toBe(
    "widget.attach.example.com/a serverside-applied\n",
  );
  expect(await kubectl("get", "widget", "a", "-n", "default", "-o", "jsonpath={.spec.size}")).toBe("3");
  expect(await kubectl("delete", "widget", "a", "-n", "default")).toBe('widget.attach.example.com "a" deleted\n');
});

test("the client watches, edits and waits there", async () => {
  const platform = new Platform(sandbox.platform.options);
  const widgets = platform
    .project("demo")
    .virtualCluster("staging")
    .namespace("default")
    .resource<{ metadata: { name: string }; spec?: { size?: number } }>({
      apiVersion: "attach.example.com/v1",
      kind: "Widget",
      plural: "widgets",
    });
  const seen: unknown[] = [];
  for await (const event of widgets.watch()) {
    if (event.type === "initDone") {
      await widgets.create({ metadata: { name: "watched" }, spec: { size: 1 } });
      await widgets.edit("watched", (draft) => {
        draft.spec = { ...draft.spec, size: 2 };
      });
      await widgets.delete("watched");
    }
    if (event.type === "apply" || event.type === "delete") seen.push([event.type, event.object.spec?.size]);
    if (event.type === "delete") break;
  }
  expect(seen).toEqual([
    ["apply", 1],
    ["apply", 2],
    ["delete", 2],
  ]);
});

test("the protect flow: the virtual cluster is registered, its agent comes up, and what lies in it is backed up", async () => {
  await kubectl("apply", "-f", join(folder, "widget.yaml"));
  const casa = new CloudCasa(sandbox.cloudcasa.options);
  const registered = await casa.kubeclusters.create({ name: "tenant" });
  expect((await sandbox.fetch((registered.status as { agentURL: string }).agentURL)).status).toBe(200);
  await casa.kubeclusters.waitFor(registered, until.active(), { timeout: "30s" });
  const policy = await casa.policies.create({ name: "weekly", schedules: [{ retainDays: 7, schedule: {} }] });
  const first = { name: "first", cluster: registered._id, policy: policy._id, source: { all_namespaces: true } };
  const backup = await casa.kubebackups.create(first as never);
  const job = await casa.kubebackups.run(backup, { retainDays: 7 });
  await casa.jobs.waitFor(job, until.completed(), { timeout: "30s" });
  await kubectl("delete", "-f", join(folder, "widget.yaml"));
});
