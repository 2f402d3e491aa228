/**
 * What takes longer than CI may: `npm run long -- [--minutes N] [--seed N] [NAME…]`. Runs what is named, or all of the table below, one
 * after another, N minutes each (10 unless said). The seed is printed; the same one does the same again.
 */
import { parseArgs } from "node:util";
import { fuzzCloudCasa } from "../test/fuzz/cloudcasa.ts";
import { fuzzEngine } from "../test/fuzz/engine.ts";
import { forAWhile } from "../test/fuzz/outcome.ts";
import { fuzzResponses } from "../test/fuzz/responses.ts";
import { editPropertyOnSandbox, writable } from "../test/resources/cloudcasa/edit-property.ts";
import { foreignShapes } from "../test/resources/foreign-shapes.ts";
import { torture } from "../test/torture/run.ts";

interface Findings {
  /** What should not be. */
  problems: readonly string[];
  /** What was done, for the report. */
  done: string;
}

/** A long run: from a seed, for so many milliseconds. */
type LongRun = (seed: number, milliseconds: number) => Promise<Findings>;

const fuzz =
  (run: Parameters<typeof forAWhile>[0]): LongRun =>
  async (seed, milliseconds) => {
    const { problems, stored, runs } = await forAWhile(run, seed, milliseconds);
    return { problems, done: `${runs} seeds, ${stored} documents stored` };
  };

const runs: Readonly<Record<string, LongRun>> = {
  "fuzz-eve": fuzz((seed) => fuzzEngine(seed, 150)),
  // A cache and a watch through faults; `npm run torture` says more of each seed.
  async torture(seed, milliseconds) {
    const end = performance.now() + milliseconds;
    const problems: string[] = [];
    let runs = 0;
    let requests = 0;
    do {
      const outcome = await torture(seed + runs);
      problems.push(...outcome.problems.map((problem) => `seed ${seed + runs}: ${problem}`));
      requests += outcome.requests;
      runs++;
    } while (performance.now() < end);
    return { problems, done: `${runs} seeds, ${requests} requests` };
  },
  "fuzz-cloudcasa": fuzz((seed) => fuzzCloudCasa(seed, 400)),
  edits: fuzz((seed) => editPropertyOnSandbox(writable[seed % writable.length]!, seed, 100)),
  "fuzz-responses": fuzz((seed) => fuzzResponses(seed, 400)),
  "foreign-shapes": fuzz((seed) => foreignShapes(seed, 600)),
};

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, seed: { type: "string" } },
  allowPositionals: true,
});
const names = positionals.length ? positionals : Object.keys(runs);
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Math.floor(Date.now() / 1000) : Number(values.seed);
const unknown = names.filter((name) => !Object.hasOwn(runs, name));
if (unknown.length || !(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error(`usage: npm run long -- [--minutes N] [--seed N] [${Object.keys(runs).join("] [")}]`);
  process.exit(2);
}

console.log(`seed ${seed}, ${minutes} minutes each`);
let failed = 0;
for (const name of names) {
  const { problems, done } = await (runs[name] as LongRun)(seed, minutes * 60_000);
  failed += problems.length;
  console.log(`${name}: ${done}, ${problems.length} problems`);
  for (const problem of problems.slice(0, 20)) console.log(`- ${problem}`);
}
process.exit(failed ? 1 : 0);
