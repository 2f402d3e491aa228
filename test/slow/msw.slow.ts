// The sandbox behind every MSW that it says it works with, in Node and in Chromium; and behind Playwright's routes.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "clusterplane/sandbox";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack, root } from "../package/pack.ts";
import { debian, installed, run } from "./tools.ts";

const versions = ["2.10", "2.15", "3"];
const beside = (file: string) => fileURLToPath(new URL(`msw/${file}`, import.meta.url));
let browser: Browser;
let server: Server;
let url: string;
/** What the page's own server has, by path. */
const files = new Map<string, { type: string; body: string | Buffer }>();

/** A project with a version of MSW, and the packed package beside it. */
async function project(version: string): Promise<string> {
  const home = await installed(`msw-${version}`, `msw@${version}`, "happy-dom@20");
  const package_ = join(home, "node_modules/clusterplane");
  rmSync(package_, { recursive: true, force: true });
  mkdirSync(join(package_, "node_modules"), { recursive: true });
  const tarball = pack(package_);
  execFileSync("tar", ["-xzf", tarball, "-C", package_, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  for (const name of [...Object.keys(dependencies), "argparse", "fast-deep-equal", "openapi-typescript-helpers"]) {
    if (readdirSync(join(root, "node_modules")).includes(name))
      symlinkSync(join(root, "node_modules", name), join(package_, "node_modules", name));
  }
  return home;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? "/", "http://localhost").pathname);
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  files.set("/", { type: "text/html", body: '<!doctype html><script type="module" src="/page.js"></script>' });
  files.set("/empty.html", { type: "text/html", body: "<!doctype html>" });
  files.set("/page.json", { type: "application/json", body: '"the page\'s own"' });
  browser = await chromium.launch({
    executablePath: debian("chromium", "chromium"),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

describe.each(versions)("MSW %s", (version) => {
  test("in Node", async () => {
    const home = await project(version);
    copyFileSync(beside("node.mjs"), join(home, "program.mjs"));
    expect(JSON.parse(await run(home, process.execPath, "program.mjs"))).toEqual({
      created: 201,
      listed: [200, []],
      watched: "ann",
      timedOut: "TimeoutError",
      broken: "TypeError",
      cut: "failed",
      page: 200,
      logged: [],
    });
  });

  test("in Chromium", async () => {
    const home = await project(version);
    copyFileSync(beside("browser.mjs"), join(home, "page.mjs"));
    const { outputFiles } = await build({
      entryPoints: [join(home, "page.mjs")],
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
      // This project's own would lead to the sources, which have their own MSW.
      tsconfigRaw: {},
    });
    files.set("/page.js", { type: "text/javascript", body: outputFiles[0]?.text ?? "" });
    const worker = readFileSync(join(home, "node_modules/msw/lib/mockServiceWorker.js"));
    files.set("/mockServiceWorker.js", { type: "text/javascript", body: worker });
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    // The browser's own line about each broken request is the network's, not MSW's.
    page.on("console", (message) => message.text().startsWith("Failed to load resource") || problems.push(message.text()));
    await page.goto(url);
    const result = await page.waitForFunction("window.result");
    expect(await result.jsonValue()).toEqual({
      created: 201,
      listed: [200, []],
      page: "the page's own",
      watched: true,
      timedOut: "TimeoutError",
      broken: "TypeError",
    });
    expect(problems).toEqual([]);
    await context.close();
  });
});

test("Playwright's page.route, as docs/sandbox.md has it", async () => {
  const [, recipe] = /<!-- playwright -->\n```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/sandbox.md"), "utf8")) ?? [];
  const file = join(root, ".cache/playwright-recipe.ts");
  writeFileSync(file, recipe as string);
  const { routeTo } = (await import(file)) as { routeTo: (page: object, sandbox: object, url: string) => Promise<void> };
  const sandbox = createSandbox({ tokens: { admin: "mine" } });
  const page = await browser.newPage();
  await routeTo(page, sandbox, "https://platform.example.com/**");
  await page.goto(`${url}/empty.html`);
  const statuses = await page.evaluate(async () => {
    const projects = "https://platform.example.com/kubernetes/management/apis/management.loft.sh/v1/projects";
    const ask = async (method: string, token: string, body?: string) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(projects, { method, headers, ...(body && { body }) });
      return [response.status, ((await response.json()) as { kind: string }).kind];
    };
    const ended = await fetch(`${projects}?watch=1&timeoutSeconds=1`, { headers: { authorization: "Bearer mine" } }).then(
      () => "answered",
      () => "refused",
    );
    return [await ask("GET", "mine"), await ask("GET", "wrong"), await ask("POST", "mine", '{"metadata":{"name":"p"}}'), ended];
  });
  expect(statuses).toEqual([[200, "ProjectList"], [401, "Status"], [201, "Project"], "refused"]);
  expect(sandbox.calls({ verb: "create", resource: "projects" }).count).toBe(1);
});
