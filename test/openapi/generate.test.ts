import { describe, expect, it } from "vitest";
import { print } from "../../scripts/generate/print.ts";
import { drift, generate } from "../../scripts/generate.ts";

describe("npm run generate", () => {
  it("has nothing to change: src/generated is what openapi/ says", async () => {
    expect(await drift()).toEqual([]);
  });

  it("names files that were changed by hand, are missing, or are no longer made", async () => {
    const found = await generate();
    found.set("platform.ts", `${found.get("platform.ts")}// by hand\n`);
    found.delete("schemas/cloudcasa.ts");
    found.set("old.ts", "");
    expect(await drift(found)).toEqual(["old.ts", "platform.ts", "schemas/cloudcasa.ts"]);
  });

  it("makes the same of the same", async () => {
    const [first, second] = [await generate(), await generate()];
    expect([...second]).toEqual([...first]);
    expect([...first.keys()].sort()).toEqual([
      "cloudcasa.ts",
      "platform.ts",
      "sandbox/cloudcasa.ts",
      "sandbox/platform.ts",
      "schemas/cloudcasa.ts",
      "schemas/platform.ts",
    ]);
  });

  it("makes plain interfaces: no paths, no components, no prefixes of packages", async () => {
    const made = await generate();
    for (const path of ["platform.ts", "cloudcasa.ts"]) {
      const text = made.get(path) ?? "";
      expect(text).not.toMatch(/components\[|interface (paths|operations|components)\b|ManagementV1|StorageV1|@description|readonly /);
      expect(text).not.toMatch(/\| undefined|Record<string, never>/);
    }
    expect(made.get("platform.ts")).toContain("creationTimestamp?: string | null;");
    expect(made.get("platform.ts")).toMatch(/phase\?: "Ready" \| "Sleeping" \| "Failed" \| "Pending" \| \(string & \{\}\);/);
    expect(made.get("platform.ts")).toMatch(/forwardTokenMode\?: "Off" \| "TokenReview" \| "Passthrough";/);
    expect(made.get("cloudcasa.ts")).toContain("export interface Kubecluster extends DocumentMeta, KubeclusterInput {");
  });
});

describe("print", () => {
  it("writes data as TypeScript that reads back as the same", () => {
    const value = { a: [1, "two", { "b-c": null }], long: Array.from({ length: 40 }, (_, index) => `item ${index}`), empty: {}, none: [] };
    // biome-ignore lint/security/noGlobalEval: reads back what print wrote above
    expect(eval(`(${print(value)})`)).toEqual(value);
  });
});
