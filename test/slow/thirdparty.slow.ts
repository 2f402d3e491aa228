// Real clients of others against the sandbox over https: each is used as its users use it, and has to be unable to tell the difference.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "clusterplane/sandbox";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { root } from "../package/pack.ts";
import { type Served, served } from "./served.ts";
import { goProgram, installed, run } from "./tools.ts";

const folder = mkdtempSync(join(tmpdir(), "clusterplane-thirdparty-"));
const namespace = "loft-p-my-project";
let sandbox: Sandbox;
let server: Served;
let ca: string;

beforeAll(async () => {
  server = await served({ clock: "fast" });
  ({ sandbox, ca } = server);
});

afterEach(() => {
  expect(sandbox.unsupported).toEqual([]);
  sandbox.reset();
});

afterAll(() => server?.close());

/** A file beside this one. */
const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

test("@kubernetes/client-node: CustomObjectsApi and its informer", async () => {
  const home = await installed("client-node", "@kubernetes/client-node@2.0.1");
  const program = join(home, "program.mjs");
  writeFileSync(program, readFileSync(beside("clientnode/program.mjs")));
  const found = JSON.parse(await run(home, process.execPath, program, `${server.url}/kubernetes/management`, sandbox.token, ca, namespace));
  expect(found).toEqual({
    created: "VirtualClusterInstance node-0",
    exists: "409 AlreadyExists",
    pages: [10, 10, 5],
    // The server does not count what a selector leaves.
    remaining: [null, null, null],
    jsonPatched: "patched",
    mergePatched: "merged",
    applied: "applied",
    stale: "409 Conflict",
    replaced: "replaced",
    informed: ["add", "update", "delete"],
    listed: 25,
    deleted: "Success",
    gone: "404 NotFound",
    cluster: expect.arrayContaining(["my-project"]),
    left: 0,
  });
});

test("client-go: dynamic client, informer, retry on conflict", async () => {
  const binary = await goProgram(beside("clientgo"), "clientgo");
  const found = JSON.parse(await run(folder, binary, `${server.url}/kubernetes/management`, sandbox.token, ca, namespace));
  expect(found).toMatchObject({
    paged: 25,
    pages: 3,
    counter: "100",
    informed: ["add", "update", "delete"],
    cached: 0,
    labelled: 26,
    applied: "two",
    applyRefused: true,
    patched: "patched",
    exists: true,
    stale: true,
    expired: true,
    gone: true,
    left: 0,
  });
  expect(found.kinds).toBeGreaterThan(50);
  expect(found.conflicts).toBeGreaterThan(0);
}, 600_000);

test("the Python client: dynamic client, pages, watch, server-side apply", async () => {
  const version = "36.0.3";
  const home = join(root, ".cache", `python-kubernetes-${version}`);
  const python = join(home, "bin/python");
  if (!existsSync(join(home, ".installed"))) {
    await run(root, "python3", "-m", "venv", home);
    await run(root, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", `kubernetes==${version}`);
    writeFileSync(join(home, ".installed"), version);
  }
  const program = beside("clientpython/program.py");
  const found = JSON.parse(await run(folder, python, program, `${server.url}/kubernetes/management`, sandbox.token, ca, namespace));
  expect(found).toEqual({
    created: "py-0",
    exists: [409, "AlreadyExists"],
    pages: [10, 10, 5],
    patched: "patched",
    merged: "merged",
    applied: "one",
    refused: [409, "Conflict"],
    forced: "two",
    watched: ["ADDED", "MODIFIED", "DELETED"],
    deleted: true,
    gone: [404, "NotFound"],
    left: 0,
  });
});
