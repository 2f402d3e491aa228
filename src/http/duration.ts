import { invalidArgument } from "./errors.ts";
import { given } from "./json.ts";

type Unit = "ms" | "s" | "m" | "h" | "d" | "w";

/**
 * A length of time: `"500ms"`, `"90s"`, `"10m"`, `"8h"`, `"1d"`, `"1w"`, or two of them joined, as in `"1h30m"`. A bare number is not one:
 * elsewhere `timeout: 5000` means milliseconds.
 */
export type Duration = `${number}${Unit}` | `${number}${Exclude<Unit, "ms">}${number}${Unit}`;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of a duration. Throws InvalidArgument for anything else; `option` names it in the message. */
export function milliseconds(duration: Duration, option: string): number {
  if (typeof duration === "string" && duration.length <= 40 && /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/.test(duration)) {
    let total = 0;
    for (const [, count, unit] of (duration as string).matchAll(/([\d.]+)(ms|[smhdw])/g)) total += Number(count) * units[unit!]!;
    return total;
  }
  const why = typeof duration === "number" ? "; a bare number could mean seconds or milliseconds" : "";
  throw invalidArgument(option, `expected a duration such as "500ms", "90s" or "10m", got ${given(duration)}${why}`);
}

/** Milliseconds of a deadline: no call can be made in no time. */
export function deadlineOf(duration: Duration, option: string): number {
  const time = milliseconds(duration, option);
  if (time === 0) throw invalidArgument(option, `expected a time above 0, got ${given(duration)}`);
  return time;
}

/** Whole seconds of a duration, for APIs that count in seconds. */
export function seconds(duration: Duration, option: string): number {
  return Math.round(milliseconds(duration, option) / 1000);
}
