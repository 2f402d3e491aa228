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
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { transformSync } from "esbuild";

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
  const sources = ["tsup.config.ts", "tsconfig.json", "package.json", "package-lock.json"].map((name) => join(root, name));
  const folders = [
    join(root, "src"),
    ...readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }).map((e) => join(e.parentPath, e.name)),
  ];
  return Math.max(...[...sources, ...folders].map((path) => statSync(path).mtimeMs));
}

/** The licence texts of the libraries that are bundled into dist/ instead of being installed beside it. */
function bundledLicences(): string {
  return ["@hono/node-server", "mingo", "re2js"]
    .map((name) => {
      const folder = join(root, "node_modules", name);
      const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
      if (!file) throw new Error(`${name} has no licence file to pass on`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * What is loaded has no comments, and no blanks that are only there to be read. Names stay and lines are short, so that a stack still shows
 * where it went.
 * The schemas' ES module keeps its blanks: without them it would lose the annotations by which bundlers leave out what is not used.
 */
function withoutBlanks(file: string, text: string): string {
  const isSchemas = file.endsWith(".js") && /from ['"]zod/.test(text);
  return isSchemas ? text : transformSync(text, { minifyWhitespace: true, minifySyntax: true, lineLimit: 120, target: "es2022" }).code;
}

/** Builds one part beside dist/ and puts it in place when it is whole. */
function build(part: Part): void {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const started = new Date();
  const out = mkdtempSync(join(root, ".cache", "build-"));
  try {
    const built = spawnSync(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, CLUSTERPLANE_PART: part, CLUSTERPLANE_OUT: relative(root, out) },
    });
    if (built.status !== 0) throw new Error(`the ${part} part of the build failed`);
    const made = files(out).filter((file) => belongsTo(part, file));
    if (part === "types") {
      // The same declarations for CommonJS, their imports of one another included.
      for (const file of made) {
        const text = readFileSync(file, "utf8").replace(/(from |import ?\(?)(['"])(\.{1,2}\/[^'"]+)\.js\2/g, "$1$2$3.cjs$2");
        writeFileSync(file.replace(/\.d\.ts$/, ".d.cts"), text);
      }
    } else {
      // The bundler keeps the order of chunks by importing them for nothing; with no side effects there is none to keep,
      // and the bundlers of users would warn of it.
      for (const file of made) {
        const text = readFileSync(file, "utf8").replace(/^import '\.{1,2}\/[^']*chunk-[^']+';\n/gm, "");
        writeFileSync(file, withoutBlanks(file, text));
      }
      mkdirSync(join(out, "sandbox"), { recursive: true });
      writeFileSync(join(out, "sandbox", "THIRD-PARTY-LICENSES.txt"), bundledLicences());
    }
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
  build(part);
}
