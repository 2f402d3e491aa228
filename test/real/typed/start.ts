import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, type RealServer, run, start } from "../process.ts";
import { goSource } from "./source.ts";

const source = fileURLToPath(new URL(".", import.meta.url));
const files = ["go.mod", "go.sum", "main.go", "storage.go", "v1/kind.go"];

/** The path that the platform serves its management API below. */
export const prefix = "/kubernetes/management";

/** Builds the server, once for each content of its source, each table of types and each version of Go; gives the program's path. */
async function built(): Promise<string> {
  let version: string;
  try {
    version = execFileSync("go", ["env", "GOVERSION"], { cwd: source, encoding: "utf8" });
  } catch {
    throw new Error("the tests against real servers need go: it is not on the PATH");
  }
  const { types, definitions } = goSource();
  const hash = createHash("sha256").update(version).update(types).update(definitions);
  for (const file of files) hash.update(readFileSync(join(source, file)));
  const program = join(cache, `typed-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(program)) return program;
  const directory = `${program}.${process.pid}`;
  mkdirSync(join(directory, "v1"), { recursive: true });
  try {
    for (const file of files) copyFileSync(join(source, file), join(directory, file));
    writeFileSync(join(directory, "v1", "types.go"), types);
    writeFileSync(join(directory, "v1", "definitions.json"), definitions);
    // The same flags as for the other server: what both need is built once.
    await run(directory, 900, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", "program", ".");
    renameSync(join(directory, "program"), program); // never a half written program under the name that is looked for
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return program;
}

/** Builds (the first time: some minutes) and starts an API server with the platform's types, below `/kubernetes/management`. */
export async function startTyped(): Promise<RealServer> {
  const server = await start(90, await built(), "-prefix", prefix);
  return { origin: new URL(server.url).origin, stop: () => server.stop() };
}
