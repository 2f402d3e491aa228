const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const pattern = /^(?:mon|tue|wed|thu|fri|sat|sun),\s+(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{1,2}):(\d{1,2}):(\d{1,2})\s+gmt$/i;

/** A time as RFC 1123 writes it, in whole seconds. */
export const formatHttpDate = (date: Date): string => date.toUTCString();

/**
 * The time that an RFC 1123 text names, or undefined. As Eve reads it: case and width don't matter, and the weekday is not
 * compared with the date.
 */
export function parseHttpDate(text: string): Date | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [day, hour, minute, second] = [found[1], found[4], found[5], found[6]].map(Number) as [number, number, number, number];
  const month = months.indexOf((found[2] as string).toLowerCase());
  const year = Number(found[3]);
  if (month < 0 || day < 1 || hour > 23 || minute > 59 || second > 59 || year < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getUTCDate() === day && date.getUTCMonth() === month ? date : undefined;
}
