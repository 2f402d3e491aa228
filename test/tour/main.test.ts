// npm start, as a process: what it prints and how it ends.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import { expect, test } from "vitest";
import { root } from "../package/pack.ts";

/** Runs the tour's program on the built package. */
function run(args: string[], env: Record<string, string> = {}): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env["PATH"], ...env }, timeout: 60_000 };
    execFile(process.execPath, [join(root, "examples/tour/main.ts"), ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

test("without arguments it plays all pages on the sandbox, needs no network, and ends with 0", async () => {
  const { code, stdout } = await run([]);
  expect(code, stdout).toBe(0);
  expect(stdout).toMatch(/^All \d+ steps as they should be, in [\d.]+ s\.$/m);
}, 60_000);

test("with addresses it looks at real servers, and changes nothing", async () => {
  const sandbox = createSandbox({ clock: "real" });
  await using server = await listen(sandbox, { port: 0 });
  const keys = { VCLUSTER_PLATFORM_ACCESS_KEY: sandbox.readonlyToken, CLOUDCASA_API_TOKEN: sandbox.readonlyToken };
  const { code, stdout } = await run(["--platform-url", server.url, "--cloudcasa-url", server.url], keys);
  expect(code, stdout).toBe(0);
  expect(stdout).toContain("loft-p-my-project/payments  Ready");
  expect(stdout).toContain("304  the first has not changed since");
  expect(stdout).not.toContain(sandbox.readonlyToken);
  const methods = new Set(sandbox.requests.map((request) => request.method));
  expect([...methods]).toEqual(["GET"]);
});

test("it ends with 1 when a server is not as it should be, with 2 when it was called in a wrong way", async () => {
  const refused = await run(["--cloudcasa-url", "http://127.0.0.1:9"], { CLOUDCASA_API_TOKEN: "x" });
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/1 of 1 steps not as they should be/);
  const keyless = await run(["--platform-url", "https://platform.example.com"]);
  expect(keyless.code).toBe(2);
  expect(keyless.stderr).toContain("VCLUSTER_PLATFORM_ACCESS_KEY is not set");
  expect((await run(["--nonsense"])).code).toBe(2);
}, 60_000);
