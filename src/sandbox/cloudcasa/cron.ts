/** Times as crontab writes them: what each of the five parts allows. */
export interface Cron {
  minutes: readonly number[];
  hours: readonly number[];
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  /** 0 is Sunday. */
  weekdays: ReadonlySet<number>;
  /** Both kinds of days are limited: one of them is enough, as in crontab. Else a day must fit both. */
  either: boolean;
}

const monthNames = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const dayNames = "SUN MON TUE WED THU FRI SAT".split(" ");

/** Five parts with numbers, names, ranges, lists and steps; undefined for anything else. */
export function parseCron(text: string): Cron | undefined {
  const parts = text.trim().split(/\s+/);
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = parts;
  const minutes = values(minute, 0, 59);
  const hours = values(hour, 0, 23);
  const days = values(day, 1, 31);
  const months = values(month, 1, 12, monthNames);
  // Sunday is 0 and 7.
  const weekdays = values(weekday, 0, 7, dayNames)?.map((n) => n % 7);
  if (parts.length !== 5 || !minutes || !hours || !days || !months || !weekdays) return undefined;
  const either = !day.startsWith("*") && !weekday.startsWith("*");
  return { minutes, hours, days: new Set(days), months: new Set(months), weekdays: new Set(weekdays), either };
}

/** The values of one part, ascending. `names` stand for numbers from `from` on. */
function values(part: string, from: number, to: number, names: readonly string[] = []): number[] | undefined {
  const number = (word: string): number => {
    const named = names.indexOf(word.toUpperCase());
    if (named >= 0) return named + from;
    const value = /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
    return value >= from && value <= to ? value : Number.NaN;
  };
  const out = new Set<number>();
  for (const item of part.split(",")) {
    const [, first = "", last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    if (first === "*" && last !== undefined) return undefined;
    const begin = first === "*" ? from : number(first);
    const end = first === "*" || (last === undefined && step !== undefined) ? to : number(last ?? first);
    const by = step === undefined ? 1 : Number(step);
    if (!(begin <= end) || by === 0) return undefined;
    for (let value = begin; value <= end; value += by) out.add(value);
  }
  return [...out].sort((a, b) => a - b);
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** As long as a 29th of February can be away. */
const horizon = 8 * 366;

/**
 * The first time after `after` (both milliseconds since 1970 UTC) that fits on the clocks of a zone; undefined when there is none. A time that
 * the change to summer time leaves out comes after the change; one that the change back brings twice is taken once.
 */
export function nextTime(cron: Cron, zone: string, after: number): number | undefined {
  // Clocks are counted as if they were UTC's.
  const shown = after + offset(zone, after);
  // What the clocks showed before may come again, where they are about to change or just did: by two hours at most.
  const steady = offset(zone, after - day) === offset(zone, after + day);
  const first = steady ? shown : shown - 2 * 60 * minute;
  const today = Math.floor(shown / day) * day;
  for (let date = today; date <= today + horizon * day; date += day) {
    if (!fits(cron, new Date(date))) continue;
    for (const hour of cron.hours) {
      for (const m of cron.minutes) {
        const time = date + (hour * 60 + m) * minute;
        if (time < first) continue;
        const found = instant(zone, time);
        if (found > after) return found;
      }
    }
  }
  return undefined;
}

function fits({ days, months, weekdays, either }: Cron, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [month, week] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return either ? month || week : month && week;
}

/** When the clocks of a zone show a time. */
function instant(zone: string, shown: number): number {
  const before = shown - offset(zone, shown - day);
  if (before + offset(zone, before) === shown) return before;
  const after = shown - offset(zone, shown + day);
  return after + offset(zone, after) === shown ? after : before;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that is none. */
function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    const number = "numeric";
    const parts = { year: number, month: number, day: number, hour: number, minute: number, second: number } as const;
    found = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...parts });
    formats.set(zone, found);
  }
  return found;
}

/** How far the clocks of a zone are ahead of UTC at a time, in milliseconds. */
function offset(zone: string, at: number): number {
  const parts = new Map(
    format(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type as string, Number(value)]),
  );
  const [y = 0, m = 1, d = 1, h = 0, min = 0, s = 0] = ["year", "month", "day", "hour", "minute", "second"].map((name) => parts.get(name));
  return Date.UTC(y, m - 1, d, h, min, s) - Math.floor(at / 1000) * 1000;
}

/** Whether there is a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    return format(zone) !== undefined;
  } catch {
    return false;
  }
}
