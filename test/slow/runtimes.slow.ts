import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { Platform, until } from "clusterplane";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, unpackedProject } from "../package/pack.ts";
import { installed, run } from "./tools.ts";

let sandbox: Sandbox;
let server: Listening;
let project: string;

beforeAll(async () => {
  sandbox = createSandbox({ clock: "fast" });
  server = await listen(sandbox, { port: 0 });
  project = unpackedProject();
  copyFileSync(join(root, "test/package/consumer/esm.mjs"), join(project, "esm.mjs"));
  copyFileSync(join(root, "examples/deno/short-lived-kubeconfig.ts"), join(project, "short-lived-kubeconfig.ts"));
  copyFileSync(join(root, "examples/bun/fleet-report.ts"), join(project, "fleet-report.ts"));
  process.env["PLATFORM_URL"] = process.env["CLOUDCASA_API_URL"] = server.url;
  process.env["PLATFORM_ACCESS_KEY"] = process.env["CLOUDCASA_API_TOKEN"] = sandbox.token;
});

afterAll(() => server.close());

describe("Deno", () => {
  const deno = async (...args: string[]) => run(project, join(await installed("deno", "deno@2.9.6"), "node_modules/.bin/deno"), ...args);

  test("runs the package", async () => {
    expect(await deno("run", "--node-modules-dir=manual", "--allow-all", "esm.mjs")).toBe("esm ok\n");
  });

  test("runs the example with no more rights than it names", async () => {
    const allowed = ["--allow-net=127.0.0.1", "--allow-env=PLATFORM_URL,PLATFORM_ACCESS_KEY"];
    const name = "my-virtual-cluster-deno";
    const platform = new Platform({ baseUrl: server.url, token: sandbox.token });
    await platform.project("my-project").virtualClusterInstances.create({ metadata: { name } });
    await platform.project("my-project").virtualClusterInstances.waitFor(name, until.ready());
    expect(
      await deno("run", "--node-modules-dir=manual", "--no-prompt", ...allowed, "short-lived-kubeconfig.ts", "my-project", name),
    ).toContain("kind: Config");
  });
});

describe("Bun", () => {
  const bun = async (...args: string[]) => run(project, join(await installed("bun", "bun@1.4.5"), "node_modules/.bin/bun"), ...args);

  test("runs the package", async () => {
    expect(await bun("esm.mjs")).toBe("esm ok\n");
  });

  test("runs the example", async () => {
    const lines = (await bun("fleet-report.ts")).trim().split("\n");
    expect(lines[0]).toBe("namespace,name,owner,phase,backup");
    expect(lines.length).toBeGreaterThan(2);
  });
});
