// Sizes that do not depend on the machine. Where a budget is above its design figure, docs/benchmarks.md says why; it may
// only shrink. What is measured is the built package (`npm test` builds it first).
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { consumer } from "../../bench/consumers.ts";
import { root } from "../../bench/harness.ts";
import { bundle, everything, installedOurs, loadedFiles, oneVerb, typeCost } from "../../bench/sizes.ts";

const kib = 1024;
const time = 120_000;

/** What the core may load on demand: for `apply` of YAML text. */
const light = ["js-yaml"];
const heavy = /node_modules\/(zod|msw|mingo|re2js|undici|@hono)\//;

/** The packages that a built file asks for, at once or on demand. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([\w@./:-]+)["']/g)].map((m) => m[1] as string);
}

/** The package's own files that can come to be loaded from these ones. */
function reachable(files: readonly string[]): string[] {
  const found = new Set(files);
  for (const file of found) for (const name of imports(file)) if (name.startsWith(".")) found.add(join(file, "..", name));
  return [...found];
}

describe.each(["esm", "cjs"] as const)("the core as %s", (format) => {
  const loaded = loadedFiles(format);

  it("is few files and few bytes", () => {
    expect(loaded.files.length).toBeGreaterThan(0);
    expect(loaded.files.length).toBeLessThanOrEqual(9);
    expect(loaded.bytes).toBeLessThanOrEqual(format === "esm" ? 73_600 : 91_600);
  });

  it("loads no other package at once, and none but one on demand", () => {
    expect(loaded.files.filter((file) => !file.startsWith("dist/"))).toEqual([]);
    const asked = new Set(
      reachable(loaded.files)
        .flatMap(imports)
        .filter((name) => !name.startsWith(".")),
    );
    for (const name of asked)
      expect(builtinModules.includes(name.replace(/^node:/, "")), `the core asks for the Node built-in ${name}`).toBe(false);
    expect([...asked].filter((name) => !light.includes(name.split("/")[0] as string))).toEqual([]);
  });
});

describe("a browser's bundle", () => {
  it("of one verb of one kind is small at first load", async () => {
    const { first, modules } = await bundle(oneVerb);
    expect(first).toBeLessThanOrEqual(16 * kib);
    expect(modules.filter((path) => heavy.test(path))).toEqual([]);
  });

  it("of both APIs is small, and so is what comes on demand", async () => {
    const { first, later, yaml, modules } = await bundle(everything);
    expect(first).toBeLessThanOrEqual(20.25 * kib);
    expect(later).toBeLessThanOrEqual(36.75 * kib);
    expect(yaml).toBeLessThanOrEqual(21 * kib);
    expect(modules.filter((path) => heavy.test(path))).toEqual([]);
  });

  it("of one schema leaves the others out", async () => {
    const schemas = async (names: string) =>
      (await bundle(`import { ${names} } from "clusterplane/schemas"; console.log(${names});`)).first;
    expect(await schemas("check, ProjectSchema")).toBeLessThan((await schemas("check, checkInputs")) * 0.6);
  });

  it("holds nothing of the sandbox, the schemas or what is for Node alone", async () => {
    // From the source, since libraries that are bundled into dist/ have no names there.
    const { metafile } = await build({
      entryPoints: ["src/index.ts"],
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "browser",
      outdir: "page",
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    const modules = Object.keys(metafile.inputs);
    expect(modules).toContain("src/platform.ts");
    expect(modules.filter((path) => heavy.test(path) || /^src\/(sandbox|schemas|node|cli)\//.test(path))).toEqual([]);
  });
});

describe("type checks of a user's 20 lines", () => {
  it("compile, and cost few instantiations", { timeout: time }, () => {
    const cost = typeCost(consumer("ours"));
    expect(cost.errors).toBe(0);
    expect(cost.instantiations).toBeLessThanOrEqual(1_500);
  });

  it("find no error in our declarations", { timeout: time }, () => {
    expect(typeCost(consumer("ours", true)).errors).toBe(0);
  });
});

describe("an installation", () => {
  it("is few packages and few megabytes", { timeout: time }, () => {
    const { packages, bytes, own } = installedOurs();
    expect(packages).toBeLessThanOrEqual(6);
    // Source maps with the sources, docs and examples included.
    expect(own).toBeLessThanOrEqual(4.3e6);
    expect(bytes).toBeLessThanOrEqual(14e6);
  });
});
