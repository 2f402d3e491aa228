// Peers that the project does not depend on: installed for the bench alone, under .cache/bench.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./harness.ts";

export const cache = join(root, ".cache", "bench");
const peers = { "@kubernetes/client-node": "2.0.1" };

/** Installs what is not there yet; says why when it can't (the peer is then left out of the tables). */
export function installPeers(): string | undefined {
  const wanted = Object.entries(peers).filter(([name, version]) => {
    const file = join(cache, "node_modules", name, "package.json");
    return !existsSync(file) || (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version !== version;
  });
  if (wanted.length === 0) return undefined;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), `${JSON.stringify({ private: true, dependencies: peers }, null, 2)}\n`);
  const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], {
    cwd: cache,
    encoding: "utf8",
    timeout: 120_000,
  });
  return npm.status === 0
    ? undefined
    : `${wanted.map(([name]) => name).join(", ")} could not be installed: ${(npm.stderr || String(npm.error)).trim().split("\n")[0]}`;
}

/** Whether a peer is there. */
export function hasPeer(name: string): boolean {
  return existsSync(join(cache, "node_modules", name, "package.json"));
}

/** The file of a peer, as `import` and `require` find it. */
export function peerFile(name: string): string {
  return createRequire(join(cache, "package.json")).resolve(name);
}
