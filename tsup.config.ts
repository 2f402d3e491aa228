import { defineConfig } from "tsup";

/** The entries of the package, as package.json exports them. scripts/build.ts builds the JavaScript, tsup the declarations. */
export const entries = {
  index: "src/index.ts",
  "sandbox/index": "src/sandbox/index.ts",
  "sandbox/msw": "src/sandbox/msw.ts",
  "sandbox/server": "src/sandbox/server.ts",
  "node/index": "src/node/index.ts",
  "schemas/index": "src/schemas/index.ts",
  "manifests/index": "src/manifests/index.ts",
};

export const target = "es2022";

export default defineConfig({
  entry: entries,
  target,
  format: ["esm"],
  dts: { only: true },
  external: [/^node:/],
  outDir: process.env["CLUSTERPLANE_OUT"] ?? "dist",
});
