import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, type RealServer, run, start } from "../process.ts";
import { definitions } from "./definitions.ts";

const source = fileURLToPath(new URL(".", import.meta.url));

/** The path that the platform serves its management API below. */
export const prefix = "/kubernetes/management";

/** Builds the server, once for each content of its source and each version of Go; gives the program's path. */
async function built(): Promise<string> {
  let version: string;
  try {
    version = execFileSync("go", ["env", "GOVERSION"], { cwd: source, encoding: "utf8" });
  } catch {
    throw new Error("the tests against real servers need go: it is not on the PATH");
  }
  const hash = createHash("sha256").update(version);
  for (const file of ["go.mod", "go.sum", "main.go"]) hash.update(readFileSync(join(source, file)));
  const program = join(cache, `apiserver-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(program)) {
    mkdirSync(cache, { recursive: true });
    const half = `${program}.${process.pid}`; // never a half written program under the name that is looked for
    // Constant flags: others would build all libraries anew.
    await run(source, 900, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", half, ".");
    renameSync(half, program);
  }
  return program;
}

/** Builds (the first time: some minutes) and starts a Kubernetes API server with the platform's kinds, below `/kubernetes/management`. */
export async function startKubernetes(): Promise<RealServer> {
  const program = await built();
  const file = join(cache, `definitions-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(definitions()));
  try {
    const server = await start(90, program, "-definitions", file, "-prefix", prefix);
    return { origin: new URL(server.url).origin, stop: () => server.stop() };
  } finally {
    rmSync(file, { force: true });
  }
}
