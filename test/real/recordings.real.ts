import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, inject, it } from "vitest";
import { type Replayed, replay, type Scenario } from "../conformance/replay.ts";
import { reset } from "./process.ts";
import { differences, listForm, reasons } from "./recordings.ts";

/** A server somewhere, to replay on: time passes by itself. */
const onServer = (url: string): Replayed => ({
  token: "test-token",
  platform: { url },
  cloudcasa: { url },
  // A stream is ended by its own signal.
  fetch: (input, init) => fetch(input, { ...init, signal: init.signal ?? AbortSignal.timeout(20_000) }),
  pass: (milliseconds) => pause(milliseconds),
});

const servers = { management: "kubernetes", cloudcasa: "eve" } as const;
const known = new Set<string>();

/** What the sandbox is held against, held against the real servers: only what is listed differs, and what is listed does. */
for (const api of ["management", "cloudcasa"] as const) {
  describe(api, () => {
    const folder = new URL(`../conformance/recordings/${api}/`, import.meta.url);
    const scenarios = readdirSync(folder).filter((file) => file.endsWith(".json"));
    for (const file of scenarios.sort()) {
      const name = `${api}/${file.replace(/\.json$/, "")}`;
      known.add(name);
      it(name, async () => {
        const scenario: Scenario = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
        const origin = inject("realServers")[servers[api]];
        await reset(origin);
        const problems = (await replay(scenario, onServer(origin))).filter((problem) => !listForm.test(problem));
        const steps = [...new Set(problems.map((problem) => Number(/^step (\d+)/.exec(problem)?.[1])))];
        expect(steps, problems.join("\n")).toEqual(differences[name]?.steps ?? []);
      });
    }
  });
}

it("every difference names a recording and its reasons", () => {
  expect(Object.keys(differences).filter((name) => !known.has(name))).toEqual([]);
  for (const [name, { steps, why }] of Object.entries(differences)) {
    expect(steps.length, name).toBeGreaterThan(0);
    expect(why.length, name).toBeGreaterThan(0);
    for (const reason of why) expect(Object.keys(reasons), name).toContain(reason);
  }
  const used = new Set(Object.values(differences).flatMap(({ why }) => why));
  expect([...used].sort()).toEqual(Object.keys(reasons).sort());
});
