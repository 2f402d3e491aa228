const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** Two units, the smaller one only when there is some of it. */
function two(milliseconds: number, unit: number, name: string, smaller: number, smallerName: string): string {
  const rest = Math.floor((milliseconds % unit) / smaller);
  return `${Math.floor(milliseconds / unit)}${name}${rest ? `${rest}${smallerName}` : ""}`;
}

/** A span of time as tables show it, the coarser the longer it is: 90s, 5m30s, 47m, 5h10m, 30h, 3d2h, 40d, 2y30d. */
export function ageText(milliseconds: number): string {
  if (milliseconds < 0) return "0s";
  if (milliseconds < 2 * minute) return `${Math.floor(milliseconds / second)}s`;
  if (milliseconds < 10 * minute) return two(milliseconds, minute, "m", second, "s");
  if (milliseconds < 3 * hour) return `${Math.floor(milliseconds / minute)}m`;
  if (milliseconds < 8 * hour) return two(milliseconds, hour, "h", minute, "m");
  if (milliseconds < 2 * day) return `${Math.floor(milliseconds / hour)}h`;
  if (milliseconds < 8 * day) return two(milliseconds, day, "d", hour, "h");
  if (milliseconds < 2 * year) return `${Math.floor(milliseconds / day)}d`;
  return milliseconds < 8 * year ? two(milliseconds, year, "y", day, "d") : `${Math.floor(milliseconds / year)}y`;
}
