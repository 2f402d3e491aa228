import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { type Listening, listen } from "clusterplane/sandbox/server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { oneFile } from "../package/one-file.ts";
import { unpackedProject } from "../package/pack.ts";
import { launchChromium } from "./tools.ts";

/** What the worker does when a page sends it the token. It answers with what came out. */
const worker = `
import { CloudCasa, isConflict, Platform, until } from "clusterplane";

async function run(token) {
  const options = { baseUrl: location.origin, token };
  const { virtualClusterInstances } = new Platform(options).project("my-project");
  const listed = (await virtualClusterInstances.list()).items.length;
  const stop = new AbortController();
  const seen = (async () => {
    for await (const event of virtualClusterInstances.watch({ signal: stop.signal })) {
      if (event.type === "apply" && event.object.metadata.name === "from-a-worker") return event.type;
    }
  })();
  const made = await virtualClusterInstances.create({ metadata: { name: "from-a-worker" } });
  const watched = await seen;
  stop.abort();
  const { status } = await virtualClusterInstances.waitFor("from-a-worker", until.ready());
  const edited = await virtualClusterInstances.edit("from-a-worker", (draft) => { draft.spec = { ...draft.spec, displayName: "Worker" }; });
  const conflict = await virtualClusterInstances.update(made).catch(isConflict);
  const { kubeclusters } = new CloudCasa(options);
  const cluster = await kubeclusters.create({ name: "from-a-worker" });
  const tagged = await kubeclusters.edit(cluster._id, (draft) => { draft.tags = { ...draft.tags, owner: "worker" }; });
  return { listed, watched, phase: status.phase, displayName: edited.spec.displayName, conflict, tags: tagged.tags };
}

self.addEventListener("message", (event) => {
  event.waitUntil(run(event.data).then((result) => event.source.postMessage({ result }), (error) => event.source.postMessage({ error: String(error.stack) })));
});
`;

let sandbox: Sandbox;
let api: Listening;
let server: Server;
let browser: Browser;
let page: string;

beforeAll(async () => {
  sandbox = createSandbox({ clock: "fast" });
  api = await listen(sandbox, { port: 0 });
  const script = await oneFile(worker, unpackedProject());
  expect(script).not.toMatch(/\bimport\s*\(/);
  // The page, the worker and, for all other paths, the sandbox: a browser asks other origins only with CORS.
  server = createServer((incoming, response) => {
    if (incoming.url === "/")
      return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>page</title>");
    if (incoming.url === "/worker.js") return void response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    const { host: _, ...headers } = incoming.headers;
    const forwarded = request(`${api.url}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.destroy());
    response.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await api?.close();
});

test("a service worker lists, watches, waits and edits, from one file without import()", async () => {
  const tab = await browser.newPage();
  await tab.goto(page);
  const answer = await tab.evaluate(async (token) => {
    await navigator.serviceWorker.register("/worker.js");
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data));
      active?.postMessage(token);
    });
  }, sandbox.token);
  expect(answer).toEqual({
    result: {
      listed: expect.any(Number),
      watched: "apply",
      phase: "Ready",
      displayName: "Worker",
      conflict: true,
      tags: expect.objectContaining({ owner: "worker" }),
    },
  });
});
