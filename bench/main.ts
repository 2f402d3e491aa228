// npm run bench [-- names] [--full]: what we cost beside our peers, in one run, each figure beside its target (docs/benchmarks.md).
import { cpus } from "node:os";
import { browser } from "./measures/browser.ts";
import { cache } from "./measures/cache.ts";
import { cold } from "./measures/cold.ts";
import { get } from "./measures/get.ts";
import { idle } from "./measures/idle.ts";
import { install } from "./measures/install.ts";
import { list } from "./measures/list.ts";
import { sandbox } from "./measures/sandbox.ts";
import { store } from "./measures/store.ts";
import { types } from "./measures/types.ts";
import { watch } from "./measures/watch.ts";
import { installPeers } from "./peers.ts";
import { type Measure, reached, render } from "./report.ts";

const measures: readonly Measure[] = [get, cold, install, browser, types, sandbox, list, watch, cache, store, idle];

const given = process.argv.slice(2);
const full = given.includes("--full");
const names = given.filter((name) => name !== "--full");
const unknown = names.filter((name) => !measures.some((m) => m.name === name));
if (unknown.length) {
  console.error(`no measure called ${unknown.join(", ")}; there are ${measures.map((m) => m.name).join(", ")}, and --full`);
  process.exit(2);
}

const missing = installPeers();
if (missing) console.log(`${missing}\n`);
console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}\n`,
);
const start = performance.now();
let missed = 0;
for (const measure of measures) {
  if (names.length && !names.includes(measure.name)) continue;
  for (const table of await measure.run(full)) {
    console.log(`${render(table)}\n`);
    missed += table.rows.filter((row) => reached(row) === false).length;
  }
}
console.log(
  `${((performance.now() - start) / 1000).toFixed(0)} s; ${missed === 0 ? "every target reached" : `${missed} missed (docs/benchmarks.md says why)`}`,
);
