// A web page of somebody else, in a browser on the machine on which a sandbox is left open.
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import { expect, test } from "vitest";
import { launchChromium } from "./tools.ts";

interface Attempt {
  path: string;
  init: { method?: string; mode?: "no-cors"; headers?: Record<string, string>; body?: string };
}

const json = { "content-type": "application/json", authorization: "Bearer sandbox-token-admin" };
const body = JSON.stringify({ metadata: { name: "evil" } });
const users = "/kubernetes/management/apis/management.loft.sh/v1/users";

const attempts: Attempt[] = [
  { path: "/_sandbox/reset", init: { method: "POST" } },
  { path: "/_sandbox/reset", init: { method: "POST", mode: "no-cors" } },
  { path: "/_sandbox/clear", init: { method: "POST", mode: "no-cors" } },
  { path: "/_sandbox/state", init: {} },
  { path: "/_sandbox/faults", init: { method: "POST", mode: "no-cors", body: '{"status":500}' } },
  { path: "/version", init: {} },
  { path: "/api/v1/kubeclusters", init: { headers: json } },
  { path: "/api/v1/kubeclusters", init: { method: "OPTIONS", headers: json } },
  { path: "/api/v1/policies", init: { method: "POST", headers: json, body } },
  { path: users, init: { headers: json } },
  { path: users, init: { method: "POST", headers: json, body } },
  { path: users, init: { method: "POST", mode: "no-cors", body } },
];

test("reads nothing of a sandbox and changes nothing in it", async () => {
  using sandbox = createSandbox({ clock: "real", tokens: { admin: "sandbox-token-admin" } });
  await using server = await listen(sandbox);
  // The first request settles the origin of the agents' URLs.
  await fetch(`${server.url}/api/v1/kubeclusters`);
  const before = JSON.stringify([sandbox.state(), sandbox.faults.list()]);
  // Chromium's own guard of local addresses would keep the requests from the sandbox's.
  const browser = await launchChromium("--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests");
  try {
    const tab = await browser.newPage();
    await tab.route("http://evil.example/", (route) => route.fulfill({ contentType: "text/html", body: "<title>evil</title>" }));
    await tab.goto("http://evil.example/");
    const seen = await tab.evaluate(
      async ({ url, attempts }) => {
        const read: string[] = [];
        for (const { path, init } of attempts) {
          const text = await fetch(url + path, init)
            .then((response) => response.text())
            .catch(() => "");
          if (text !== "") read.push(`${path}: ${text}`);
        }
        return read;
      },
      { url: server.url, attempts },
    );
    expect(seen).toEqual([]);
    expect(JSON.stringify([sandbox.state(), sandbox.faults.list()])).toBe(before);
    // Only preflights came through.
    expect(new Set(sandbox.requests.slice(1).map(({ method }) => method))).toEqual(new Set(["OPTIONS"]));
  } finally {
    await browser.close();
  }
});
