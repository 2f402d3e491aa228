import { readdirSync, readFileSync } from "node:fs";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import listed from "./pending.json" with { type: "json" };
import { onSandbox, replay, type Scenario } from "./replay.ts";

const recordings = (api: string) => new URL(`recordings/${api}/`, import.meta.url);
/** Scenarios that do not hold yet; the list may only shrink. */
const pending: readonly string[] = listed;
const known = new Set<string>();

for (const api of ["management", "cloudcasa"]) {
  describe(api, () => {
    // One sandbox for all: each scenario begins after a reset, as it does over HTTP.
    const sandbox = createSandbox({ bare: true, tokens: { admin: "test-token", readonly: "readonly-token" } });
    for (const file of readdirSync(recordings(api)).sort()) {
      const name = `${api}/${file.replace(/\.json$/, "")}`;
      known.add(name);
      it(name, async () => {
        const scenario: Scenario = JSON.parse(readFileSync(new URL(file, recordings(api)), "utf8"));
        sandbox.reset();
        const problems = await replay(scenario, onSandbox(sandbox));
        if (!pending.includes(name)) expect(problems.join("\n")).toBe("");
        else expect(problems.length, `${name} holds now: take it off test/conformance/pending.json`).toBeGreaterThan(0);
      });
    }
  });
}

it("pending.json names recordings, each once", () => {
  expect(pending.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(pending).size).toBe(pending.length);
});
