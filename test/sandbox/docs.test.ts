// What docs/sandbox.md lists is what there is.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { operations } from "../../src/sandbox/control.ts";

const page = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");

it("describes every call of /_sandbox, and no other", () => {
  const described = [...page.matchAll(/`(GET|POST|DELETE) \/_sandbox\/([^`]+)`/g)].map(([, method, path]) => `${method} ${path}`);
  expect(described.toSorted()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).toSorted());
});
