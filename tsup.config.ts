import type { Plugin } from "esbuild";
import { defineConfig, type Options } from "tsup";

// scripts/build.ts builds the two parts one by one, each when it is wanted and stale.
const part = process.env["CLUSTERPLANE_PART"];

/** Without splitting, what a file re-exports would be loaded with the core: there the library is asked for itself, still on demand. */
const librariesOnDemand: Plugin = {
  name: "libraries-on-demand",
  setup: ({ onResolve }) => {
    onResolve({ filter: /[\\/]final-url\.ts$/ }, () => ({ path: "openapi-fetch", external: true }));
  },
};

const common: Options = {
  entry: {
    index: "src/index.ts",
    "sandbox/index": "src/sandbox/index.ts",
    "sandbox/msw": "src/sandbox/msw.ts",
    "sandbox/server": "src/sandbox/server.ts",
    "node/index": "src/node/index.ts",
    "schemas/index": "src/schemas/index.ts",
    "manifests/index": "src/manifests/index.ts",
  },
  target: "es2022",
  platform: "neutral",
  external: [/^node:/],
  // Deno and bundlers know Node's built-ins by their prefix only.
  removeNodeProtocol: false,
  treeshake: true,
  outDir: process.env["CLUSTERPLANE_OUT"] ?? "dist",
};

const javascript: Options[] = [
  { ...common, entry: { ...(common.entry as Record<string, string>), "cli/main": "src/cli/main.ts" }, format: ["esm"], splitting: true },
  // Splitting CommonJS would send it through a second compiler that rewrites `?.` and `??` for old engines.
  // Each entry holds its own copy of what it shares instead; errors are told by their brands, not by class.
  { ...common, format: ["cjs"], splitting: false, esbuildPlugins: [librariesOnDemand] },
];

// One set of declarations serves both formats: scripts/build.ts writes the .d.cts beside each .d.ts.
const types: Options[] = [{ ...common, format: ["esm"], dts: { only: true } }];

export default defineConfig(part === "types" ? types : javascript);
