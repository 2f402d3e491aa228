import { readFile } from "node:fs/promises";
import { type Plugin, transform } from "esbuild";
import { defineConfig, type Options } from "tsup";

// scripts/build.ts builds the two parts one by one, each when it is wanted and stale.
const part = process.env["CLUSTERPLANE_PART"];

/**
 * Comments are for who reads the sources, and documentation is in the declarations: what is loaded has neither, but keeps names and lines.
 * Files with annotations that bundlers go by are left as they are: these would be dropped too.
 */
const withoutComments: Plugin = {
  name: "without-comments",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (source.includes("@__PURE__")) return undefined;
      const { code } = await transform(source, { loader: "ts", target: "es2022", minifyWhitespace: true });
      return { contents: code, loader: "js" };
    });
  },
};

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
  // Names stay and lines are short, so that a stack still shows where it went.
  esbuildOptions(options) {
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.lineLimit = 120;
  },
  esbuildPlugins: [withoutComments],
  outDir: process.env["CLUSTERPLANE_OUT"] ?? "dist",
};

const javascript: Options[] = [
  { ...common, entry: { ...(common.entry as Record<string, string>), "cli/main": "src/cli/main.ts" }, format: ["esm"], splitting: true },
  // Splitting CommonJS would send it through a second compiler that rewrites `?.` and `??` for old engines.
  // Each entry holds its own copy of what it shares instead; errors are told by their brands, not by class.
  { ...common, format: ["cjs"], splitting: false, esbuildPlugins: [withoutComments, librariesOnDemand] },
];

// One set of declarations serves both formats: scripts/build.ts writes the .d.cts beside each .d.ts.
const types: Options[] = [{ ...common, format: ["esm"], dts: { only: true } }];

export default defineConfig(part === "types" ? types : javascript);
