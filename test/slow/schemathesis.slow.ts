// schemathesis of PyPI against the documents that describe the two APIs and a cluster behind the platform.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readDocument } from "../../scripts/generate/document.ts";
import { root } from "../package/pack.ts";
import { run } from "./tools.ts";

const version = "4.32.5";
const folder = mkdtempSync(join(tmpdir(), "clusterplane-schemathesis-"));
let program: string;
let sandbox: Sandbox;
let server: Listening;

/** Installs schemathesis into a virtual environment (kept between runs) and gives its program. */
async function installSchemathesis(): Promise<string> {
  const home = join(root, ".cache", `schemathesis-${version}`);
  const mark = join(home, ".installed");
  if (!existsSync(mark)) {
    mkdirSync(home, { recursive: true });
    execFileSync("python3", ["-m", "venv", home]);
    await run(home, join(home, "bin/pip"), "install", "--quiet", `schemathesis==${version}`);
    writeFileSync(mark, version);
  }
  return join(home, "bin/st");
}

beforeAll(async () => {
  program = await installSchemathesis();
  sandbox = createSandbox({ clock: "fast" });
  server = await listen(sandbox, { port: 0 });
});

afterEach(() => sandbox.reset());

afterAll(() => server?.close());

/** What every run checks. Other checks would refuse what real servers do. */
const always = ["documented_server_error"];
const conformance = [...always, "status_code_conformance", "content_type_conformance", "response_headers_conformance"];

/**
 * Left out: `positive_data_acceptance` (names, labels and options have rules that the documents of API servers don't say),
 * `negative_data_rejection` and `missing_required_header` (API servers and Eve ignore much, and answer 428), `unsupported_method` (neither sends
 * an Allow header with a 405).
 */
const positive = [...conformance, "response_schema_conformance", "ignored_auth", "use_after_free", "ensure_resource_availability"];

/** Runs schemathesis on a document below `base`; a failure shows all that it found. */
async function check(document: object, base: string, mode: "positive" | "negative", checks: readonly string[]): Promise<string> {
  const file = join(folder, `${mode}.json`);
  writeFileSync(file, JSON.stringify(document));
  const config = join(folder, "schemathesis.toml");
  writeFileSync(config, `hooks = ${JSON.stringify(fileURLToPath(new URL("schemathesis/hooks.py", import.meta.url)))}\n`);
  const budget = ["--phases", "coverage,fuzzing", "--max-examples", "5", "--max-time", "30", "--request-timeout", "10"];
  const options = ["--url", `${server.url}${base}`, "--header", `Authorization: Bearer ${sandbox.token}`, "--mode", mode, "--seed", "1"];
  const names = ["--checks", checks.join(","), "--suppress-health-check", "all", "--warnings", "off"];
  return run(folder, program, "--config-file", config, "run", file, ...options, ...budget, ...names);
}

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
}

/** A published document without watches: they last as long as they are told to. */
async function published(path: string): Promise<Document> {
  const response = await sandbox.fetch(`${sandbox.platform.url}${path}`, { headers: { authorization: `Bearer ${sandbox.token}` } });
  const document = (await response.json()) as Document;
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    if (operation.parameters) operation.parameters = operation.parameters.filter(({ name }) => name !== "watch");
  }
  return document;
}

const management = "/kubernetes/management";
const cluster = "/kubernetes/cluster/loft-cluster";

test.each([
  ["the management API", management, `${management}/openapi/v3/apis/management.loft.sh/v1`],
  ["the core group of a cluster", cluster, `${cluster}/openapi/v3/api/v1`],
])("%s answers as the document that it publishes says", async (_, base, path) => {
  const document = await published(path);
  expect(await check(document, base, "positive", positive)).toMatch(/No issues found/);
  expect(await check(document, base, "negative", conformance)).toMatch(/No issues found/);
});

test("CloudCasa answers as its document says", async () => {
  const document = await readDocument("cloudcasa");
  expect(await check(document, "/api/v1", "positive", positive)).toMatch(/No issues found/);
  expect(await check(document, "/api/v1", "negative", always)).toMatch(/No issues found/);
});
