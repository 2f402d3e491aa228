// What does not depend on the machine: sizes, files and type instantiations. The bench prints them, test/budgets holds them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./harness.ts";

/** Packages and bytes that an installation brings. */
export interface Installed {
  readonly packages: number;
  readonly bytes: number;
  /** Of that, the package itself. */
  readonly own: number;
}

function bytesBelow(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesBelow(path);
    else if (entry.isFile()) bytes += lstatSync(path).size;
  }
  return bytes;
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
}

const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** The folders of what `folder`'s package depends on, however deep, itself not counted: found as Node finds them. */
function dependencies(folder: string, found = new Set<string>()): Set<string> {
  for (const name of Object.keys(manifest(folder).dependencies ?? {})) {
    for (let at = folder; ; at = join(at, "..")) {
      const home = join(at, "node_modules", name);
      if (existsSync(join(home, "package.json"))) {
        if (!found.has(home)) dependencies(home, found.add(home));
        break;
      }
      if (at === join(at, "..")) break;
    }
  }
  return found;
}

/** A package in a node_modules folder, with all it depends on. */
export function installedPeer(home: string): Installed {
  const needed = dependencies(home);
  const own = bytesBelow(home);
  return { packages: needed.size + 1, bytes: [...needed].reduce((sum, f) => sum + bytesBelow(f), own), own };
}

/** This package: what `npm pack` would put into it from dist/ as it is, with all it depends on. */
export function installedOurs(): Installed {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as [{ unpackedSize: number }];
  const needed = dependencies(root);
  const own = packed.unpackedSize;
  return { packages: needed.size + 1, bytes: [...needed].reduce((sum, f) => sum + bytesBelow(f), own), own };
}

/** The files that Node loads when the package's core is imported: paths from the repository on, and their bytes. */
export function loadedFiles(format: "esm" | "cjs"): { readonly files: readonly string[]; readonly bytes: number } {
  const code = {
    esm: `import { registerHooks } from "node:module";
      const seen = [];
      registerHooks({ load(url, context, next) { seen.push(url); return next(url, context); } });
      await import("clusterplane");
      console.log(JSON.stringify(seen));`,
    cjs: `const { pathToFileURL } = require("node:url");
      require("clusterplane");
      console.log(JSON.stringify(Object.keys(require.cache).map((f) => pathToFileURL(f).href)));`,
  }[format];
  const type = format === "esm" ? "module" : "commonjs";
  const run = spawnSync(process.execPath, [`--input-type=${type}`, "-e", code], { cwd: root, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the core could not be loaded as ${format}: ${run.stderr}`);
  const urls = JSON.parse(run.stdout) as string[];
  const paths = urls.map((url) => (url.startsWith("file:") ? fileURLToPath(url) : url));
  return {
    files: paths.map((p) => (p.startsWith(root) ? p.slice(root.length) : p)),
    bytes: paths.reduce((sum, p) => sum + (p.startsWith("/") || /^[A-Za-z]:/.test(p) ? statSync(p).size : 0), 0),
  };
}

/** A browser bundle. */
export interface Bundle {
  /** Gzipped bytes that the page loads first: the entry and what it imports statically. */
  readonly first: number;
  /** Gzipped bytes that are loaded on demand. */
  readonly later: number;
  /** Gzipped bytes of the YAML reader, which only `apply` of YAML text loads. */
  readonly yaml: number;
  /** The modules that went into it, paths from the repository on. */
  readonly modules: readonly string[];
}

/** Bundles `code` for browsers, minified, as an application's build would. Node built-ins make it fail. */
export async function bundle(code: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: "page.js" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    outdir: "page",
    write: false,
    metafile: true,
    logLevel: "silent",
    // Not the paths of our own tsconfig: the built package is what users bundle.
    tsconfigRaw: {},
  });
  const sizes = new Map(
    outputFiles.map((f) => [f.path.slice(root.length).replaceAll("\\", "/"), gzipSync(f.contents, { level: 9 }).length]),
  );
  const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === "page.js");
  if (!entry) throw new Error("the bundle has no entry");
  const first = new Set<string>();
  const load = (path: string) => {
    if (first.has(path)) return;
    first.add(path);
    for (const { path: next, kind, external } of metafile.outputs[path]?.imports ?? [])
      if (kind === "import-statement" && !external) load(next);
  };
  load(entry);
  const isYaml = (path: string) =>
    Object.keys(metafile.outputs[path]?.inputs ?? {}).some((input) => input.includes("node_modules/js-yaml/"));
  const sum = (fits: (path: string) => boolean) => [...sizes].reduce((bytes, [path, size]) => bytes + (fits(path) ? size : 0), 0);
  return {
    first: sum((path) => first.has(path)),
    later: sum((path) => !first.has(path) && !isYaml(path)),
    yaml: sum(isYaml),
    modules: Object.keys(metafile.inputs).filter((path) => path !== "page.js"),
  };
}

/** What a page does that reads one kind. */
export const oneVerb = `import { Platform } from "clusterplane";
const platform = new Platform({ baseUrl: location.origin, token: "page" });
console.log(await platform.project("demo").virtualClusterInstances.get("dev"));`;

/** Everything that the core exports. */
export const everything = `import * as all from "clusterplane";
console.log(all);`;

/** What the compiler says about checking a project. */
export interface TypeCost {
  readonly instantiations: number;
  /** Bytes. */
  readonly memory: number;
  /** Seconds, by the compiler's own clock. */
  readonly time: number;
  readonly files: number;
  readonly errors: number;
}

/** Checks the project in `folder` with the repository's TypeScript. */
export function typeCost(folder: string): TypeCost {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"], { encoding: "utf8", timeout: 120_000 });
  const figure = (label: string): number => {
    const found = new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(run.stdout)?.[1];
    if (found === undefined) throw new Error(`tsc said no ${label}: ${run.stdout.slice(0, 500)}${run.stderr}`);
    return Number(found);
  };
  return {
    instantiations: figure("Instantiations"),
    memory: figure("Memory used") * 1024,
    time: figure("Total time"),
    files: figure("Files"),
    errors: (run.stdout.match(/error TS\d+/g) ?? []).length,
  };
}
