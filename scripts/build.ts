// Builds dist/. With --if-stale only when a source is newer than the last build: `npm start`, `npm test` and
// `npm run bench` use the built package, and must neither wait for a build nor use an old one.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "dist", ".built");

/** The newest change below a file or folder, in milliseconds since 1970. */
function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The licence texts of the libraries that are bundled into dist/ instead of being installed beside it. */
function bundledLicences(): string {
  return ["@hono/node-server", "mingo"]
    .map((name) => {
      const folder = join(root, "node_modules", name);
      const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
      if (!file) throw new Error(`${name} has no licence file to pass on`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

const sources = ["src", "tsup.config.ts", "package.json", "package-lock.json"].map((p) => join(root, p));
if (process.argv.includes("--if-stale") && existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources.map(newest))) process.exit(0);

rmSync(join(root, "dist"), { recursive: true, force: true });
const built = spawnSync(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
if (built.status !== 0) process.exit(built.status ?? 1);
mkdirSync(join(root, "dist", "sandbox"), { recursive: true });
writeFileSync(join(root, "dist", "sandbox", "THIRD-PARTY-LICENSES.txt"), bundledLicences());
writeFileSync(stamp, "");
