import { createReadStream, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root, unpackedProject } from "../package/pack.ts";
import { launchChromium } from "./tools.ts";

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript" };
let browser: Browser;
let server: Server;
let page: string;

beforeAll(async () => {
  const project = unpackedProject();
  // The example as it lies in the repository, the packages as they are installed.
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = path.startsWith("/node_modules/") ? join(project, path) : join(root, "examples/browser", path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

test("the page shows the fleet, and phases as they move", async () => {
  const tab = await browser.newPage();
  const problems: string[] = [];
  tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(error.message));
  await tab.goto(page);
  await tab.waitForSelector("#clusters tr");
  await tab.waitForSelector("#protected tr");
  await tab.click("#create");
  await tab.waitForSelector("#made-here .Pending");
  await tab.waitForSelector("#made-here .Ready");
  if (process.env["SCREENSHOT"]) await tab.screenshot({ path: process.env["SCREENSHOT"] });
  expect(problems).toEqual([]);
  expect(await tab.textContent("#problem")).toBe("");
});
