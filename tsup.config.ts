import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "sandbox/index": "src/sandbox/index.ts",
    "sandbox/msw": "src/sandbox/msw.ts",
    "sandbox/server": "src/sandbox/server.ts",
    "node/index": "src/node/index.ts",
    "schemas/index": "src/schemas/index.ts",
    "manifests/index": "src/manifests/index.ts",
    "cli/main": "src/cli/main.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  // Shared chunks keep one copy of each class per format; across formats errors are told by their brands.
  splitting: true,
  treeshake: true,
  dts: process.env["CLUSTERPLANE_BUILD"] !== "js",
  clean: true,
  outDir: "dist",
});
