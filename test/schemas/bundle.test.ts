import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const entry = fileURLToPath(new URL("../../src/schemas/index.ts", import.meta.url));

async function bundled(code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    logLevel: "silent",
  });
  return result.outputFiles[0]?.text ?? "";
}

describe("a bundle", () => {
  it("holds only the schemas that are used", async () => {
    const text = await bundled(
      `import { check, KubeclusterInputSchema } from ${JSON.stringify(entry)}; console.log(check(KubeclusterInputSchema, {}));`,
    );
    expect(text).toContain("kublet_pods_dir");
    for (const field of ["validate_state", "numAlwaysRetain", "podSecurityContext", "allowedNodeTypes"]) expect(text).not.toContain(field);
  });

  it("holds nothing when nothing is used", async () => {
    expect((await bundled(`import ${JSON.stringify(entry)};`)).length).toBeLessThan(100);
  });
});
