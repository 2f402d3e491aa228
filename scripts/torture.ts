// `npm run torture -- --seed 1 --runs 50`: a cache and a watch, read through faults by the seed; see test/torture/run.ts.
import { parseArgs } from "node:util";
import { type Outcome, torture } from "../test/torture/run.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "50" },
    verbose: { type: "boolean", default: false },
  },
});
const [first, runs] = [Number(values.seed), Number(values.runs)];
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(runs) || runs < 1) {
  console.error("torture: --seed and --runs are whole numbers, --runs from 1");
  process.exit(2);
}

const outcomes: Outcome[] = [];
const began = performance.now();
for (let seed = first; seed < first + runs; seed++) {
  const outcome = await torture(seed);
  outcomes.push(outcome);
  if (values.verbose) console.log(JSON.stringify(outcome));
  for (const problem of outcome.problems) console.log(`seed ${seed}: ${problem}`);
  if (outcome.problems.length > 0) console.log(`again: npm run torture -- --seed ${seed} --runs 1 --verbose`);
  if (runs >= 200 && outcomes.length % 100 === 0) console.log(`${outcomes.length} of ${runs}`);
}

const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
const good = outcomes.filter((outcome) => outcome.problems.length === 0);
const back = good
  .filter((outcome) => !outcome.muteAtTheEnd)
  .map((outcome) => outcome.backAfter)
  .sort((a, b) => a - b);
const p99 = back[Math.ceil(back.length * 0.99) - 1];
console.log(
  [
    `${good.length} of ${runs} runs equal to the server (seeds ${first} to ${first + runs - 1}) in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    `${(sum((o) => o.lasted) / 3600).toFixed(1)} h of the client's time, ${sum((o) => o.writes)} writes, ${sum((o) => o.requests)} requests, ${sum((o) => o.retries)} retries`,
    `faults of ${new Set(outcomes.flatMap((o) => Object.keys(o.faults))).size} sorts: ${sum((o) => Object.values(o.faults).reduce((a, b) => a + b, 0))}`,
    `back in sync after the last fault: p99 ${p99?.toFixed(2) ?? "-"} s, longest ${back.at(-1)?.toFixed(2) ?? "-"} s (${back.length} runs)`,
    `requests to a dead server: at most ${Math.max(...outcomes.map((o) => o.deadRate)).toFixed(2)} a second`,
  ].join("\n"),
);
if (good.length < runs) process.exitCode = 1;
