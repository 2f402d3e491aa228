import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { root } from "../package/pack.ts";

const execute = promisify(execFile);

/** Installs packages of the npm registry into a folder of their own (kept between runs) and gives that folder. */
export async function installed(folder: string, ...packages: string[]): Promise<string> {
  const home = join(root, ".cache", folder);
  const mark = join(home, ".installed");
  if (!existsSync(mark)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), JSON.stringify({ name: folder, private: true }));
    await execute("npm", ["install", "--silent", "--no-save", "--no-package-lock", ...packages], { cwd: home });
    writeFileSync(mark, packages.join("\n"));
  }
  return home;
}

/** A Debian package's program; installed when it is not there. */
export function debian(program: string, name: string): string {
  try {
    return execFileSync("which", [program], { encoding: "utf8" }).trim();
  } catch {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { stdio: ["ignore", "ignore", "inherit"] });
    return execFileSync("which", [program], { encoding: "utf8" }).trim();
  }
}

/** Starts Debian's Chromium without a window. */
export function launchChromium(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: debian("chromium", "chromium"),
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...args,
    ],
  });
}

/** The oldest Node that the library supports. */
export async function node20(): Promise<string> {
  const home = await installed("node20", "node@20");
  return join(home, "node_modules/node/bin/node");
}

/** Builds the Go program in a folder, once for each content of it, and gives its path. Needs `go` 1.26. */
export async function goProgram(folder: string, name: string): Promise<string> {
  const files = readdirSync(folder).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file));
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  const program = join(root, ".cache", `${name}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  mkdirSync(join(root, ".cache"), { recursive: true });
  // Written under another name first: nothing half written is ever found.
  const made = `${program}.${process.pid}`;
  // Minutes of compiling, the first time: behind whatever else the machine does.
  await execute("nice", ["-n", "19", "go", "build", "-trimpath", "-ldflags=-s -w", "-o", made, "."], { cwd: folder, timeout: 900_000 });
  renameSync(made, program);
  return program;
}

/** Builds a Go program of the module proxy, once for each version, and gives its path. Needs `go` 1.26. */
export async function goInstalled(name: string, source: string, version: string): Promise<string> {
  const home = join(root, ".cache", `${name}-${version}`);
  const program = join(home, name);
  if (!existsSync(program)) {
    const env = { ...process.env, GOBIN: home };
    await execute("nice", ["-n", "19", "go", "install", "-trimpath", "-ldflags=-s -w", `${source}@${version}`], { env, timeout: 900_000 });
  }
  return program;
}

export function emptyProject(): string {
  const project = mkdtempSync(join(tmpdir(), "clusterplane-consumer-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  return project;
}

/** Runs a command and gives its output; a failure shows all that it printed. */
export async function run(cwd: string, command: string, ...args: string[]): Promise<string> {
  try {
    return (await execute(command, args, { cwd, encoding: "utf8", timeout: 280_000, maxBuffer: 64 << 20 })).stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout: string; stderr: string; message: string };
    throw new Error(`${message}\n${stdout}${stderr}`);
  }
}
