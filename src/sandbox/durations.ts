import type { Durations as CloudCasaDurations } from "./cloudcasa/index.ts";
import { type Duration, milliseconds } from "./duration.ts";
import type { StepDurations as PlatformDurations } from "./platform/index.ts";

/** How long a simulated step takes: a duration string such as "10s", or `never`: the step does not happen by itself. */
export type StepDuration = Duration | "never";

type Steps<T> = { [K in keyof T]?: T[K] extends number ? StepDuration : Steps<T[K]> };

/** How long the simulated controllers, agents and jobs take for each of their steps; what is left out stays. */
export interface DurationOptions {
  platform?: Steps<PlatformDurations>;
  cloudcasa?: Steps<CloudCasaDurations>;
}

interface Known {
  [step: string]: number | Known;
}

/** Writes `given` over `known` (milliseconds) in place; before that, throws for a step that is none and a duration that can't be. */
export function setDurations(known: object, given: DurationOptions): void {
  for (const write of checked(known as Known, given, "durations")) write();
}

function checked(known: Known, given: unknown, path: string): (() => void)[] {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new TypeError(`${path} must be an object that names steps`);
  return Object.entries(given).flatMap(([step, value]) => {
    if (!Object.hasOwn(known, step)) throw new TypeError(`${path}: ${JSON.stringify(step)} is none of ${Object.keys(known).join(", ")}`);
    const steps = known[step];
    if (typeof steps === "object") return checked(steps, value, `${path}.${step}`);
    const duration = value === "never" ? Infinity : milliseconds(value as Duration, `${path}.${step}`);
    return [
      () => {
        known[step] = duration;
      },
    ];
  });
}
