import { invalidArgument } from "./errors.ts";

/** A number of seconds, or a text such as `"500ms"`, `"90s"`, `"10m"`, `"8h"`, `"1d"`, `"1w"`, also joined: `"1h30m"`. */
export type Duration = number | string;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a duration. Anything that is none is refused, naming the option it was given for. */
export function milliseconds(duration: Duration, option: string): number {
  if (typeof duration === "number" && duration >= 0) return duration * 1000;
  if (typeof duration === "string" && /^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(duration)) {
    let total = 0;
    for (const [, count, , unit] of duration.matchAll(/(\d+(\.\d+)?)(ms|[smhdw])/g)) total += Number(count) * units[unit!]!;
    return total;
  }
  const got = typeof duration === "string" ? JSON.stringify(duration.slice(0, 40)) : String(duration);
  throw invalidArgument(option, `expected seconds as a number, or a text such as "90s", "10m", "1d"; got ${got}`);
}

/** Whole seconds of a duration, for APIs that count in them. */
export function seconds(duration: Duration, option: string): number {
  return Math.round(milliseconds(duration, option) / 1000);
}
