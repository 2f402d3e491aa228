// Builds dist/, in two parts: the JavaScript (seconds) and the declarations (longer).
//   node scripts/build.ts [--if-stale] [--only js|types]
// With --if-stale a part is only built when a source is newer than it: `npm start`, `npm test` and `npm run bench`
// use the built package, and must neither wait for a build nor use an old one.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, type Plugin, transformSync } from "esbuild";
import { entries, target } from "../tsup.config.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
type Part = "js" | "types";

const isDeclaration = (file: string) => /\.d\.c?ts$/.test(file);
const belongsTo = (part: Part, file: string) => isDeclaration(file) === (part === "types");

/** Every file below a folder. */
function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** When one of the sources was last changed, in milliseconds since 1970. */
function changed(): number {
  const sources = ["scripts/build.ts", "tsup.config.ts", "tsconfig.json", "package.json", "package-lock.json"].map((name) =>
    join(root, name),
  );
  const folders = [
    join(root, "src"),
    ...readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }).map((e) => join(e.parentPath, e.name)),
  ];
  return Math.max(...[...sources, ...folders].map((path) => statSync(path).mtimeMs));
}

/** The licence texts of the libraries that are bundled into dist/ instead of being installed beside it. */
function bundledLicences(): string {
  return ["@hono/node-server", "mingo", "openapi-fetch", "re2js"]
    .map((name) => {
      const folder = join(root, "node_modules", name);
      const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
      if (!file) throw new Error(`${name} has no licence file to pass on`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** What a user installs beside the package, and so is not bundled. devDependencies are. */
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};
const installed = Object.keys({ ...dependencies, ...peerDependencies });

/** Libraries in the bundle are minified: nobody looks for an error of ours there. */
const minifiedLibraries: Plugin = {
  name: "minified-libraries",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, ({ path }) => ({
      contents: transformSync(readFileSync(path, "utf8"), { minify: true, legalComments: "none", target }).code,
    }));
  },
};

/**
 * Writes the ES modules with shared chunks, and a CommonJS twin of each, so that the entries share their classes in both. The clients'
 * ES modules, which browsers load, are minified and have source maps. CommonJS and the sandbox have no blanks and no comments; names stay, except
 * local ones of the sandbox.
 * Only the ES modules of the schemas are as written: they would lose the annotations by which bundlers leave out unused ones.
 */
async function buildJavascript(out: string): Promise<void> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { ...entries, "cli/main": "src/cli/main.ts" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target,
    // The paths of our own tsconfig lead to the source.
    tsconfigRaw: {},
    external: ["node:*", ...installed.flatMap((name) => [name, `${name}/*`])],
    sourcemap: "external",
    plugins: [minifiedLibraries],
    outdir: dist,
    write: false,
    logLevel: "warning",
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(dist, path), text]));
  for (const [file, text] of texts) {
    if (file.endsWith(".map")) continue;
    const module = withoutOrder(text);
    const map = texts.get(`${file}.map`) as string;
    const sources = (JSON.parse(map) as { sources: string[] }).sources;
    const own = sources.filter((source) => !source.includes("/node_modules/"));
    const isSandbox = own.some((source) => source.includes("/src/sandbox/"));
    if (own.length > 0 && own.every((source) => /^(?:\.\.\/)+src\/(?!sandbox|cli|schemas|generated)/.test(source)))
      writeMinified(out, file, module, map);
    else write(out, file, named(isSandbox ? transformSync(named(module), { ...noBlanks, ...shortNames }).code : module));
    if (!file.startsWith("cli/")) write(out, file.replace(/\.js$/, ".cjs"), asCommonJs(module, isSandbox ? shortNames : {}));
  }
  write(out, "THIRD-PARTY-LICENSES.txt", bundledLicences());
}

function write(out: string, file: string, text: string): void {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), text);
}

/** Names stay and lines are short, so that a stack can be read without the source map too. */
function writeMinified(out: string, file: string, module: string, sourceMap: string): void {
  const inline = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(sourceMap).toString("base64")}`;
  const { code, map } = transformSync(`${module}\n${inline}`, {
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 120,
    sourcemap: "external",
    sourcefile: file,
    target,
  });
  write(out, file, `${named(code)}//# sourceMappingURL=${basename(file)}.map\n`);
  write(out, `${file}.map`, map);
}

const noBlanks = { minifyWhitespace: true, minifySyntax: true, lineLimit: 120, legalComments: "none", target } as const;

/** Of the sandbox, which is nearly as large as all the rest: what is printed keeps its name. */
const shortNames = { minifyIdentifiers: true, keepNames: true } as const;

/** Leaves out imports that only keep the order of chunks: bundlers warn of them, since the package says that it has no side effects. */
const withoutOrder = (module: string) => module.replace(/^import "\.{1,2}\/[^"]*chunk-[^"]+";$/gm, "");

/** Gives a class that names itself its name again: esbuild calls it `_X`, which is printed. Columns stay, for the source map. */
function named(code: string): string {
  const names = [...code.matchAll(/\b(\w+) ?= ?class _\1\b/g)].map(([, name]) => name as string);
  return names.reduce((text, name) => text.replaceAll(new RegExp(`\\b_${name}\\b`, "g"), `${name} `), code);
}

/** Without `import()`, which Jest and others refuse in CommonJS. */
function asCommonJs(module: string, names: { readonly minifyIdentifiers?: boolean; readonly keepNames?: boolean }): string {
  const imports = module.replace(/(^(?:import|export|\}) [^"\n]*|\bimport\()"([^"\n]+)"/gm, (_, before: string, name: string) => {
    const twin = name.startsWith(".") ? name.replace(/\.js$/, ".cjs") : name;
    return `${before}"${twin}"`;
  });
  return named(
    transformSync(named(imports), {
      ...noBlanks,
      ...names,
      format: "cjs",
      platform: "node",
      supported: { "dynamic-import": false },
      target,
    }).code,
  );
}

/** Writes the declarations: one set serves both formats, with the imports of one another that each needs. */
function buildTypes(out: string): void {
  const built = spawnSync(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, CLUSTERPLANE_OUT: relative(root, out) },
  });
  if (built.status !== 0) throw new Error("the declarations could not be built");
  for (const file of files(out)) {
    const text = readFileSync(file, "utf8").replace(/(from |import ?\(?)(['"])(\.{1,2}\/[^'"]+)\.js\2/g, "$1$2$3.cjs$2");
    writeFileSync(file.replace(/\.d\.ts$/, ".d.cts"), text);
  }
}

/** Builds one part beside dist/ and puts it in place when it is whole. */
async function buildPart(part: Part): Promise<void> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const started = new Date();
  const out = mkdtempSync(join(root, ".cache", "build-"));
  try {
    if (part === "js") await buildJavascript(out);
    else buildTypes(out);
    const stamp = join(out, `.built-${part}`);
    writeFileSync(stamp, started.toISOString());
    for (const old of files(dist)) if (belongsTo(part, old) && !/\.built-(js|types)$/.test(old)) rmSync(old, { force: true });
    cpSync(out, dist, { recursive: true });
    renameSync(stamp, join(dist, `.built-${part}`));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { "if-stale": { type: "boolean" }, only: { type: "string" } } });
const parts: Part[] = values.only === undefined ? ["js", "types"] : values.only === "js" || values.only === "types" ? [values.only] : [];
if (parts.length === 0) throw new Error("--only takes js or types");

for (const part of parts) {
  const stamp = join(dist, `.built-${part}`);
  if (values["if-stale"] && existsSync(stamp) && Date.parse(readFileSync(stamp, "utf8")) > changed()) continue;
  await buildPart(part);
}
