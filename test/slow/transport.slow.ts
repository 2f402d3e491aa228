import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { certificate, json, type Running, run as serve } from "../node/servers.ts";
import { root, unpackedProject } from "../package/pack.ts";
import { installed, node20, run } from "./tools.ts";

const servers: Running[] = [];
let project: string;

beforeAll(async () => {
  project = unpackedProject();
  copyFileSync(join(root, "test/package/consumer/transport.mjs"), join(project, "transport.mjs"));
  const [own, client, other] = await Promise.all([
    certificate("localhost", { authority: false }),
    certificate("client.example"),
    certificate("other.example"),
  ]);
  const secure = await serve((request, response) => json(response, { version: request.headers.authorization }), {
    ...own,
    clientCa: client.cert,
  });
  const plain = await serve((_request, response) => response.end("direct"));
  const proxy = await serve((_request, response) => response.end("through the proxy"));
  servers.push(secure, plain, proxy);
  Object.assign(process.env, {
    TLS_URL: `https://localhost:${secure.port}`,
    CA: own.cert,
    CERT: client.cert,
    KEY: client.private,
    OTHER_KEY: other.private,
    PLAIN_URL: plain.url,
    PROXY_URL: proxy.url,
  });
});

afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())));

test.each([
  ["Node 20", node20, []],
  ["Node 24", async () => process.execPath, []],
  ["Bun", async () => join(await installed("bun", "bun@1.4.5"), "node_modules/.bin/bun"), []],
  ["Deno", async () => join(await installed("deno", "deno@2.9.6"), "node_modules/.bin/deno"), ["run", "--node-modules-dir=manual", "-A"]],
])("clusterplane/node on %s", async (_name, runtime, args) => {
  expect(await run(project, await runtime(), ...args, "transport.mjs")).toBe("transport ok\n");
});
