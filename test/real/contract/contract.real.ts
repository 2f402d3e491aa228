import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { differences, reasons } from "./differences.ts";
import { eve } from "./eve.ts";
import { kubernetes } from "./kubernetes.ts";
import { proxied } from "./proxied.ts";
import { open, type Target, type TargetName, targetNames } from "./targets.ts";

const suites = { platform: kubernetes, "behind the platform": proxied, CloudCasa: eve };
const titles = Object.entries(suites).flatMap(([api, suite]) => Object.keys(suite).map((title) => `${api}: ${title}`));

/** The same tests on every target; one that is listed as different there must fail there. */
describe.each(targetNames)("%s", (name: TargetName) => {
  let target: Target;
  beforeAll(async () => {
    target = await open(name, inject("realServers"));
  });
  beforeEach(() => target.reset());
  afterAll(() => target?.close());

  for (const [api, suite] of Object.entries(suites)) {
    for (const [about, body] of Object.entries(suite)) {
      const title = `${api}: ${about}`;
      it(title, { fails: differences.some((one) => one.test === title && one.on === name) }, () => body(target));
    }
  }
});

it("every difference names a test, a server and a reason, and is listed once", () => {
  for (const one of differences) {
    expect(titles).toContain(one.test);
    expect(targetNames).toContain(one.on);
    expect(Object.keys(reasons)).toContain(one.reason);
  }
  expect([...new Set(differences.map((one) => one.reason))].sort()).toEqual(Object.keys(reasons).sort());
  expect(new Set(differences.map((one) => `${one.test}, ${one.on}`)).size).toBe(differences.length);
});
