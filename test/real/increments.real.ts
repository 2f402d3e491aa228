// Many writers on one object of a server that is not ours. The same on the sandbox: test/slow/torture.slow.ts.
import { CloudCasa, Platform } from "clusterplane";
import { expect, inject, test } from "vitest";
import { increments } from "../torture/increments.ts";
import { reset } from "./process.ts";

const servers = inject("realServers");
const token = "test-token";

test.each([
  [
    "a real Kubernetes API server",
    servers.kubernetes,
    (baseUrl: string) => new Platform({ baseUrl, token, projectNamespacePrefix: "loft-p-" }),
  ],
  ["a real Eve server", servers.eve, (baseUrl: string) => new CloudCasa({ baseUrl, token })],
] as const)("100 writers with 50 increments each by edit, on %s: 5,000", { timeout: 300_000 }, async (_, url, client) => {
  await reset(url);
  const { counted, tries } = await increments(client(url), 100, 50);
  expect(counted).toBe(5000);
  expect(tries).toBeGreaterThan(5000);
});
