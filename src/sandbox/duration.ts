/** A string of amounts with units: "500ms", "90s", "10m", "1d", joined "1h30m". */
export type Duration = string;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The longest span between two times that a Date can hold, in milliseconds. */
const longest = 2 * 8.64e15;

/** Milliseconds of a duration. Throws a TypeError that names `what` if `duration` is not a duration string. */
export function milliseconds(duration: Duration, what: string): number {
  if (typeof duration === "number") {
    throw new TypeError(
      `${what}: expected a duration string such as "500ms", "90s" or "10m", not the number ${duration}: a bare number has no unit, and it means milliseconds in some libraries and seconds in others`,
    );
  }
  if (typeof duration === "string" && duration.length <= 100 && /^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) {
    let sum = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
      sum += Number(amount) * (units[unit as string] as number);
    if (sum <= longest) return sum;
    throw new TypeError(`${what}: ${JSON.stringify(duration)} is longer than the time that a Date can hold`);
  }
  throw new TypeError(`${what}: expected a duration string such as "500ms", "90s" or "10m", not ${shown(duration)}`);
}

function shown(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
}
