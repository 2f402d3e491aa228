// npm run changelog: takes the pending changesets into CHANGELOG.md and package.json, and tells the library its own version.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
execFileSync(process.execPath, [`${root}node_modules/@changesets/cli/bin.js`, "version"], { cwd: root, stdio: "inherit" });
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };
const file = `${root}src/http/version.ts`;
writeFileSync(file, readFileSync(file, "utf8").replace(/(?<=version = ")[^"]+/, version));
// The lock file names the version too, in two places.
const lock = readFileSync(`${root}package-lock.json`, "utf8");
const head = lock.slice(0, 400).replace(/(?<=^ {2,6}"version": ")[^"]+/gm, version);
writeFileSync(`${root}package-lock.json`, head + lock.slice(400));
