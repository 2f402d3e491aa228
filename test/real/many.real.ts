// Many writers on one object, and many broken connections, on servers that are not ours. The same on the sandbox: test/slow/torture.slow.ts.
import { CloudCasa, Platform } from "clusterplane";
import { expect, inject, test } from "vitest";
import { cutCreates } from "../torture/creates.ts";
import { increments } from "../torture/increments.ts";
import { reset } from "./process.ts";

const servers = inject("realServers");
const token = "test-token";
const platform = ["a real Kubernetes API server", "platform", servers.kubernetes] as const;
const cloudcasa = ["a real Eve server", "cloudcasa", servers.eve] as const;

test.each([platform, cloudcasa])(
  "100 writers with 50 increments each by edit, on %s: 5,000",
  { timeout: 300_000 },
  async (_, api, baseUrl) => {
    await reset(baseUrl);
    const client =
      api === "platform" ? new Platform({ baseUrl, token, projectNamespacePrefix: "loft-p-" }) : new CloudCasa({ baseUrl, token });
    const { counted, tries } = await increments(client, 100, 50);
    expect(counted).toBe(5000);
    expect(tries).toBeGreaterThan(5000);
  },
);

test.each([platform, cloudcasa])(
  "1,000 creates with the connection cut at a random byte, on %s: none twice",
  { timeout: 300_000 },
  async (_, api, url) => {
    await reset(url);
    const { cut, problems } = await cutCreates(api, { url, token }, 1000, 1000);
    expect(problems).toEqual([]);
    expect(cut).toBeGreaterThanOrEqual(1000);
  },
);
