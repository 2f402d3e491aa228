import { Platform } from "clusterplane";
import { describe, expect, test } from "vitest";
import { kinds } from "../../../src/generated/sandbox/platform.ts";
import { clusterKinds, namespaceKinds, projectKinds } from "../../../src/resources/platform/definitions.ts";

type Line = readonly [kind: string, verbs: string, secrets?: unknown];
const table = new Map<string, { kind: string; verbs: string; namespaced: boolean }>();
for (const [lines, namespaced] of [
  [clusterKinds, false],
  [projectKinds, true],
  [namespaceKinds, true],
] as const) {
  for (const [name, [kind, verbs]] of Object.entries(lines as Record<string, Line>))
    table.set(name.toLowerCase(), { kind, verbs, namespaced });
}

describe("the table of kinds", () => {
  // Of the kinds that are gone in 4.12 only ClusterConnect is kept: a reference page is about it.
  const wanted = kinds.filter((kind) => kind.removedAfter === undefined || kind.kind === "ClusterConnect");

  test("holds every kind of 4.12 with the server's verbs", () => {
    expect(wanted.length).toBeGreaterThan(50);
    const order = "create get list watch update patch delete deletecollection".split(" ");
    const sorted = (verbs: readonly string[]) => order.filter((verb) => verbs.includes(verb)).join(" ");
    expect(Object.fromEntries(table)).toEqual(
      Object.fromEntries(wanted.map(({ kind, plural, verbs, namespaced }) => [plural, { kind, verbs: sorted(verbs), namespaced }])),
    );
  });

  test("gives each scope its resources", () => {
    const platform = new Platform({ baseUrl: "https://platform.example.com", token: "t" });
    const names = (object: object) => Object.keys(object).filter((name) => table.has(name.toLowerCase())).length;
    expect(names(platform)).toBe(table.size);
    expect(names(platform.project("a"))).toBe(Object.keys(projectKinds).length);
    expect(names(platform.namespace("a"))).toBe(Object.keys(projectKinds).length + Object.keys(namespaceKinds).length);
    expect(platform.users).toBe(platform.users);
  });
});
