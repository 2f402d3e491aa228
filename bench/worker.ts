// One candidate's process: makes it ready, then runs it as often as it is told and answers with what that cost.
import { readFileSync, writeFileSync } from "node:fs";
import type { Prepare } from "./harness.ts";

const [module, candidate, options] = process.argv.slice(2) as [string, string, string];
const collect = (globalThis as { gc?: () => void }).gc;

/** Forgets the highest memory use so far. Only Linux can; elsewhere the peak is that of the process. */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {}
}

function peak(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

const { prepare } = (await import(module)) as { prepare: Prepare };
const run = await prepare(candidate, JSON.parse(options) as Record<string, string>);

process.on("message", async (count: number) => {
  // Only for a memory figure: in CPU figures the collector's work is part of the cost.
  if (count === 1) collect?.();
  forgetPeak();
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const further = await run(count);
  const wall = Number(process.hrtime.bigint() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ cpu: (user + system) / count, wall: wall / count, peak: peak() - before, ...further });
});
process.on("disconnect", () => process.exit());
process.send?.({});
