import { quote } from "./quote.ts";

/** Text that is no time, in the words of the server. */
export class TimeError extends Error {}

const layout = "2006-01-02T15:04:05Z07:00";

const parts: readonly (readonly [form: RegExp, name: string])[] = [
  [/^\d{4}/, "2006"],
  [/^-/, "-"],
  [/^\d\d/, "01"],
  [/^-/, "-"],
  [/^\d\d/, "02"],
  [/^T/, "T"],
  [/^\d\d?/, "15"],
  [/^:/, ":"],
  [/^\d\d/, "04"],
  [/^:/, ":"],
  [/^\d\d(?:[.,]\d+)?/, "05"],
  [/^(?:Z|[+-]\d\d:\d\d)/, "Z07:00"],
];

const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** A time (RFC 3339) in any zone as the server keeps it: UTC, whole seconds. Undefined for the time that stands for none. */
export function canonicalTime(text: string): string | undefined {
  if (/^[12]\d{3}-(?:0\d|1[0-2])-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(text) && !/-00[-T]/.test(text)) return text;
  const as = `parsing time ${quote(text)}`;
  let rest = text;
  const found: string[] = [];
  for (const [form, name] of parts) {
    const match = form.exec(rest)?.[0];
    if (match === undefined) throw new TimeError(`${as} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(name)}`);
    rest = rest.slice(match.length);
    found.push(match);
    const range = rangeOf(name, found);
    if (range) throw new TimeError(`${as}: ${range} out of range`);
  }
  if (rest) throw new TimeError(`${as}: extra text: ${quote(rest)}`);
  const [year, , month, , day, , hour, , minute, , second = "", zone = ""] = found;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) throw new TimeError(`${as}: day out of range`);
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  const shift = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  at.setUTCHours(Number(hour), Number(minute), Number(second.slice(0, 2)));
  const utc = new Date(at.getTime() - shift).toISOString();
  // The zero of the server's times.
  if (/^0001-01-01T00:00:00/.test(utc) && !/[.,]0*[1-9]/.test(second)) return undefined;
  return `${utc.slice(0, -5)}Z`;
}

function rangeOf(name: string, found: readonly string[]): string | undefined {
  const value = Number.parseInt(found.at(-1) as string, 10);
  if (name === "01" && (value < 1 || value > 12)) return "month";
  if (name === "15" && value > 23) return "hour";
  if (name === "04" && value > 59) return "minute";
  if (name === "05" && value > 59) return "second";
  return undefined;
}
