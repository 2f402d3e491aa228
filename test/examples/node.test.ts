import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../package/pack.ts";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "clusterplane-examples-"));
let sandbox: Sandbox;
let server: Listening;

beforeAll(async () => {
  sandbox = createSandbox({ clock: "fast" });
  server = await listen(sandbox, { port: 0 });
});

afterAll(() => server.close());

/** Runs an example as its first lines say, on the built package, against the sandbox over HTTP. */
async function run(example: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    VCLUSTER_PLATFORM_URL: server.url,
    VCLUSTER_PLATFORM_ACCESS_KEY: sandbox.token,
    CLOUDCASA_API_URL: server.url,
    CLOUDCASA_API_TOKEN: sandbox.token,
  };
  return execute(process.execPath, [join(root, "examples/node", example), ...args], { cwd: folder, env });
}

const kubeconfig = (server: string) =>
  `apiVersion: v1\nkind: Config\nclusters:\n- name: eu\n  cluster: {server: "${server}"}\ncontexts:\n- name: eu\n  context: {cluster: eu, user: admin}\ncurrent-context: eu\nusers:\n- name: admin\n  user: {token: abc}\n`;

test("000 connects a cluster", async () => {
  writeFileSync(join(folder, "eu.yaml"), kubeconfig("https://eu.example.com:6443"));
  const { stdout } = await run("000-cluster-connect.ts", "eu", "eu.yaml", "my-user");
  expect(stdout).toBe("eu is connected: Initialized\n");
});

test("000 says why a cluster could not be connected", async () => {
  writeFileSync(join(folder, "broken.yaml"), "not a kubeconfig");
  const failed = await run("000-cluster-connect.ts", "broken", "broken.yaml").catch((error) => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/^broken could not be connected: .+/);
});

test("001 takes a token, writes it for its owner only, and prints none of it", async () => {
  const { stdout } = await run("001-direct-cluster-endpoint-token.ts", "my-project", "*", "endpoint.token");
  const token = readFileSync(join(folder, "endpoint.token"), "utf8").trim();
  expect(token.split(".")).toHaveLength(3);
  expect(statSync(join(folder, "endpoint.token")).mode & 0o777).toBe(0o600);
  expect(stdout).not.toContain(token);
});

test("002 makes a preview cluster, waits, and leaves nothing behind", async () => {
  const { stdout, stderr } = await run("002-virtual-cluster-instance.ts", "my-project", "my-virtual-cluster-template", "42");
  expect(stdout).toMatch(/^pr-42 is ready; its kubeconfig has \d+ characters\npr-42 is gone\n$/);
  expect(stderr).toContain("Pending");
});

test("003 imports a virtual cluster", async () => {
  const { stdout } = await run("003-import-virtual-cluster.ts", "my-project", "my-connected-cluster", "my-namespace", "old", "imported");
  expect(stdout).toBe("loft-p-my-project/imported is Ready\n");
});

test("004 registers a cluster, hands out the manifest, and tags it when it is active", async () => {
  const { stdout, stderr } = await run("004-kubeclusters.ts", "prod-eu");
  expect(stdout).toContain("kind: List");
  expect(stderr).toMatch(/prod-eu is registered\n[\s\S]*ACTIVE[\s\S]*prod-eu is active and tagged\n$/);
  expect((await run("004-kubeclusters.ts", "prod-eu")).stderr).toContain("prod-eu was registered before");
});

test("a new tenant gets a virtual cluster, the agent in it, and a first backup; and all of it only once", async () => {
  const made = ["my-project", "my-virtual-cluster-template", "tenant-1"];
  const { stdout } = await run("new-tenant.ts", ...made);
  expect(stdout.split("\n")).toEqual([
    "tenant-1 is ready",
    "Namespace cloudcasa-io applied",
    "ServiceAccount cloudcasa-io applied",
    "ClusterRoleBinding cloudcasa-io applied",
    "Deployment cloudcasa-kubeagent-manager applied",
    "tenant-1 is connected to CloudCasa",
    "tenant-1 is backed up",
    "",
  ]);
  expect(Object.keys(sandbox.state().clusters["project/my-project/virtualcluster/tenant-1"] ?? {})).toContain("deployments.apps");
  expect((await run("new-tenant.ts", ...made)).stdout).toBe(stdout);
});
