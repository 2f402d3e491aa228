/** A number of seconds, or text with units: "90s", "10m", "1h30m", "250ms", "1d". */
export type Duration = number | string;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration in milliseconds; `what` names it in the error that bad input gives. */
export function milliseconds(duration: Duration, what: string): number {
  if (typeof duration === "number" && Number.isFinite(duration) && duration >= 0) return duration * 1000;
  if (typeof duration === "string" && /^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) {
    let sum = 0;
    for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
      sum += Number(amount) * (units[unit as string] as number);
    return sum;
  }
  throw new TypeError(
    `${what} must be a number of seconds, or text such as "90s" or "10m", not ${JSON.stringify(duration) ?? String(duration)}`,
  );
}
