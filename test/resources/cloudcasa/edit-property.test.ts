import { describe, expect, test } from "vitest";
import { editPropertyOnSandbox, writable } from "./edit-property.ts";

describe.each(writable.map((resource) => [resource.name, resource] as const))("%s", (_, resource) => {
  test.each([1, 2])("an edit or a patch stores what it changes, and nothing else (seed %i)", async (seed) => {
    const { problems, stored } = await editPropertyOnSandbox(resource, seed, 60);
    expect(problems).toEqual([]);
    expect(stored).toBeGreaterThan(10);
  });
});
