/** Times stay in documents as the server writes them. These read and write them. */
import { invalidArgument } from "../../http/errors.ts";

/** A time from a document: RFC 1123 text (`_created`, `_updated`) or seconds since 1970 (`start_time` and all others). */
export function readTime(value: string | number): Date {
  const date = new Date(typeof value === "number" ? value * 1000 : Date.parse(value));
  if (Number.isNaN(date.getTime()))
    throw invalidArgument("time", 'expected text such as "Fri, 08 May 2020 17:41:58 GMT", or seconds since 1970');
  return date;
}

/** A time as `_created` and `_updated` hold it, for filters. Eve counts whole seconds. */
export function httpDate(date: Date): string {
  return valid(date).toUTCString();
}

/** A time as all other fields hold it, for filters: whole seconds since 1970. */
export function epochSeconds(date: Date): number {
  return Math.floor(valid(date).getTime() / 1000);
}

function valid(date: Date): Date {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) throw invalidArgument("date", "expected a valid Date");
  return date;
}
