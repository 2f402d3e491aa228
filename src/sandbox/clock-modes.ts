import { AutoClock } from "./auto-clock.ts";
import { ManualClock, type MovableClock, RealClock } from "./clock.ts";
import { checkWall } from "./turn.ts";

/** How the time of a sandbox passes. */
export type ClockMode = "manual" | "auto" | "real" | "fast";

export const clockModes: readonly string[] = ["manual", "auto", "real", "fast"] satisfies ClockMode[];

/** The fast clock's pace. */
const fast = 10;

/** When the clocks start that don't run by the wall. */
const defaultStart = Date.parse("2026-01-01T00:00:00Z");

/** The clock of a mode; `start` is the time that it shows at first. */
export function clockOf(mode: ClockMode, start: number | undefined): MovableClock {
  if (mode === "manual") return new ManualClock(start ?? defaultStart);
  if (mode === "auto") return new AutoClock(start ?? defaultStart);
  checkWall(mode);
  return new RealClock(mode === "fast" ? fast : 1, start);
}
