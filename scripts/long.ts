// `npm run long`: what takes longer than CI may, one after another. `npm run long -- torture` runs only what is named.
import { spawnSync } from "node:child_process";

/** Programs of ours by name, as arguments of node. */
const runs: Record<string, readonly string[]> = {
  // 1,000 seeds of a cache and a watch through faults: 10 to 15 minutes.
  torture: ["scripts/torture.ts", "--seed", "1", "--runs", "1000"],
};

const names = process.argv.slice(2);
for (const name of names) {
  if (Object.hasOwn(runs, name)) continue;
  console.error(`long: ${name} is none of ${Object.keys(runs).join(", ")}`);
  process.exit(2);
}

const failed: string[] = [];
for (const [name, args] of Object.entries(runs)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`${name}: node ${args.join(" ")}`);
  const began = performance.now();
  if (spawnSync(process.execPath, args, { stdio: "inherit" }).status !== 0) failed.push(name);
  console.log(`${name}: ${failed.includes(name) ? "failed" : "passed"} after ${((performance.now() - began) / 60_000).toFixed(1)} min`);
}
if (failed.length > 0) process.exitCode = 1;
