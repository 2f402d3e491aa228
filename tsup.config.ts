import { defineConfig, type Options } from "tsup";

const common: Options = {
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
  target: "es2022",
  platform: "neutral",
  external: [/^node:/],
  treeshake: true,
  // Declarations come from the same run, so that they can't be of another state of the source.
  dts: true,
  outDir: "dist",
};

export default defineConfig([
  { ...common, format: ["esm"], splitting: true },
  // Splitting CommonJS would send it through a second compiler that rewrites `?.` and `??` for old engines.
  // Each entry holds its own copy of what it shares instead; errors are told by their brands, not by class.
  { ...common, format: ["cjs"], splitting: false },
]);
