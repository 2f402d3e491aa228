import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { unpackedProject } from "../package/pack.ts";
import { installed, run } from "./tools.ts";

let project: string;
let bundlers: string;

beforeAll(async () => {
  project = unpackedProject();
  bundlers = await installed("bundlers", "rollup@4", "@rollup/plugin-node-resolve@16", "vite@7", "vite8@npm:vite@8", "webpack@5");
  const code = `
    import { Platform } from "clusterplane";
    import { createSandbox } from "clusterplane/sandbox";
    const sandbox = createSandbox();
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const { virtualClusterInstances } = platform.project("my-project");
    virtualClusterInstances.create({ metadata: { name: "bundled" } })
      .then(() => virtualClusterInstances.edit("bundled", (draft) => { draft.spec = { displayName: "Bundled" }; }))
      .then((edited) => console.log(edited.spec.displayName));`;
  writeFileSync(join(project, "entry.mjs"), code);
});

// The settings of docs/bundling.md.
const programs = {
  Rollup: `
    const { rollup } = require("rollup");
    const { nodeResolve } = require("@rollup/plugin-node-resolve");
    rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn: () => {} })
      .then((bundle) => bundle.write({ file, format: "iife", inlineDynamicImports: true }));`,
  "Vite up to 7": `
    import("vite").then(({ build }) => build({ root, logLevel: "error", configFile: false, build: { outDir, minify: false, rollupOptions: {
      input: entry, output: { inlineDynamicImports: true, entryFileNames: "one.js" } } } }));`,
  "Vite 8": `
    import("vite8").then(({ build }) => build({ root, logLevel: "error", configFile: false, build: { outDir, minify: false, rolldownOptions: {
      input: entry, output: { codeSplitting: false, entryFileNames: "one.js" } } } }));`,
  webpack: `
    require("webpack")({ context: root, entry, mode: "production", optimization: { minimize: false }, output: { path: outDir, filename: "one.js" },
      module: { parser: { javascript: { dynamicImportMode: "eager" } } } }, (error, stats) => { if (error ?? stats.hasErrors()) throw error ?? stats.toString(); });`,
};

test.each(Object.entries(programs))("%s makes one file without import(), which runs", async (name, program) => {
  const outDir = join(project, name);
  const file = join(outDir, "one.js");
  const paths = { root: project, entry: join(project, "entry.mjs"), outDir, file };
  const code = `const { root, entry, outDir, file } = ${JSON.stringify(paths)};${program}`;
  await run(bundlers, process.execPath, "-e", code);
  const files = (await run(outDir, "ls")).trim().split("\n");
  expect(files).toEqual(["one.js"]);
  // webpack leaves comments that name it.
  const text = await run(outDir, "cat", "one.js");
  expect(text.replace(/\/\*.*?\*\//g, "")).not.toMatch(/\bimport\s*\(/);
  expect(await run(outDir, process.execPath, "one.js")).toBe("Bundled\n");
});
