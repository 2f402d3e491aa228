import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, type RealServer, run, start } from "../process.ts";
import { definitions } from "./definitions.ts";
import { goSource } from "./typed/source.ts";

const source = fileURLToPath(new URL(".", import.meta.url));

/** What each server is built from, beside the module and what both run in. */
const sources = {
  custom: ["custom/main.go"],
  typed: ["typed/main.go", "typed/storage.go", "typed/v1/kind.go"],
};

/** The path that the platform serves its management API below. */
export const prefix = "/kubernetes/management";

/** Builds a server, once for each content of its source and each version of Go; gives the program's path. `made` are files made for it. */
async function built(server: keyof typeof sources, made: Record<string, string> = {}): Promise<string> {
  let version: string;
  try {
    version = execFileSync("go", ["env", "GOVERSION"], { cwd: source, encoding: "utf8" });
  } catch {
    throw new Error("the tests against real servers need go: it is not on the PATH");
  }
  const files = { ...made };
  for (const file of ["go.mod", "go.sum", "host/host.go", ...sources[server]]) files[file] = readFileSync(join(source, file), "utf8");
  const hash = createHash("sha256").update(version);
  for (const text of Object.values(files)) hash.update(text);
  const program = join(cache, `${server}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  const directory = `${program}.${process.pid}`;
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    }
    // Constant flags: others would build all libraries anew.
    await run(directory, 900, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", "program", `./${server}`);
    renameSync(join(directory, "program"), program); // never a half written program under the name that is looked for
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return program;
}

async function started(program: string, ...flags: string[]): Promise<RealServer> {
  const server = await start(90, program, ...flags, "-prefix", prefix);
  return { origin: new URL(server.url).origin, stop: () => server.stop() };
}

/** Builds (the first time: some minutes) and starts a Kubernetes API server with the platform's kinds, below `/kubernetes/management`. */
export async function startKubernetes(): Promise<RealServer> {
  const program = await built("custom");
  const file = join(cache, `definitions-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(definitions()));
  try {
    return await started(program, "-definitions", file);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Builds (the first time: some minutes) and starts an API server with the platform's types, below `/kubernetes/management`. */
export async function startTyped(): Promise<RealServer> {
  const { types, definitions } = goSource();
  return started(await built("typed", { "typed/v1/types.go": types, "typed/v1/definitions.json": definitions }));
}
