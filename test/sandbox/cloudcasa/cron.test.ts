import { describe, expect, test } from "vitest";
import { isZone, nextTime, parseCron } from "../../../src/sandbox/cloudcasa/cron.ts";

/** The next times of a line, from a time on. */
function times(line: string, from: string, count: number, zone = "UTC"): string[] {
  const cron = parseCron(line);
  if (!cron) throw new Error(`${line} is not read`);
  const out: string[] = [];
  for (let at = nextTime(cron, zone, Date.parse(from)); at !== undefined && out.length < count; at = nextTime(cron, zone, at))
    out.push(new Date(at).toISOString().slice(0, 16));
  return out;
}

describe("the times of a crontab line", () => {
  test.each([
    ["0 3 * * *", ["2026-01-01T03:00", "2026-01-02T03:00"]],
    ["30 */1 * * *", ["2026-01-01T00:30", "2026-01-01T01:30"]],
    ["*/20 22-23 * * *", ["2026-01-01T22:00", "2026-01-01T22:20", "2026-01-01T22:40", "2026-01-01T23:00"]],
    ["5,10 0 1-7/3 * *", ["2026-01-01T00:05", "2026-01-01T00:10", "2026-01-04T00:05", "2026-01-04T00:10", "2026-01-07T00:05"]],
    ["0 0 * feb,12 *", ["2026-02-01T00:00", "2026-02-02T00:00"]],
    // Every second day of the month, as CloudCasa's own pages make it.
    ["0 2 */2 * *", ["2026-01-01T02:00", "2026-01-03T02:00"]],
    // The first of January of 2026 is a Thursday.
    ["0 2 * * MON,FRI", ["2026-01-02T02:00", "2026-01-05T02:00"]],
    ["0 2 * * sun", ["2026-01-04T02:00", "2026-01-11T02:00"]],
    ["0 2 * * 7", ["2026-01-04T02:00"]],
    ["0 2 * * 5-7", ["2026-01-02T02:00", "2026-01-03T02:00", "2026-01-04T02:00", "2026-01-09T02:00"]],
    // A day of the month or one of the week, where both are named; else both.
    ["0 2 10 * MON", ["2026-01-05T02:00", "2026-01-10T02:00", "2026-01-12T02:00"]],
    ["0 2 */2 * MON", ["2026-01-05T02:00", "2026-01-19T02:00"]],
    ["0 0 29 2 *", ["2028-02-29T00:00", "2032-02-29T00:00"]],
    ["15/30 0 * * *", ["2026-01-01T00:15", "2026-01-01T00:45"]],
  ])("%s", (line, expected) => {
    expect(times(line, "2026-01-01T00:00:00Z", expected.length)).toEqual(expected);
  });

  test("that never come", () => {
    expect(times("0 0 31 2 *", "2026-01-01T00:00:00Z", 1)).toEqual([]);
  });

  test.each(["", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "x * * * *", "5-1 * * * *"])(
    "%j is none",
    (line) => {
      expect(parseCron(line)).toBeUndefined();
    },
  );
  test.each(["*/0 * * * *", "*-5 * * * *", "1--2 * * * *", "@daily", "* * L * *", "1, * * * *", "0 0 * * MON#1"])("%j is none", (line) => {
    expect(parseCron(line)).toBeUndefined();
  });
});

describe("on the clocks of a zone", () => {
  test("a time is that zone's", () => {
    expect(times("0 3 * * *", "2026-01-01T00:00:00Z", 1, "Europe/Berlin")).toEqual(["2026-01-01T02:00"]);
    expect(times("0 3 * * *", "2026-07-01T02:00:00Z", 1, "Europe/Berlin")).toEqual(["2026-07-02T01:00"]);
    expect(times("30 5 * * MON", "2026-01-01T00:00:00Z", 1, "Asia/Kolkata")).toEqual(["2026-01-05T00:00"]);
    expect(times("0 22 * * *", "2026-01-01T00:00:00Z", 2, "America/New_York")).toEqual(["2026-01-01T03:00", "2026-01-02T03:00"]);
    expect(times("0 12 * * *", "2026-01-01T00:00:00Z", 1, "Pacific/Kiritimati")).toEqual(["2026-01-01T22:00"]);
  });

  test("a time that the change to summer time leaves out comes after it, one that comes twice is taken once", () => {
    expect(times("30 2 * * *", "2026-03-28T12:00:00Z", 2, "Europe/Berlin")).toEqual(["2026-03-29T01:30", "2026-03-30T00:30"]);
    expect(times("30 2 * * *", "2026-10-24T12:00:00Z", 2, "Europe/Berlin")).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
    expect(times("0 1 * * *", "2026-11-01T00:00:00Z", 2, "America/New_York")).toEqual(["2026-11-01T05:00", "2026-11-02T06:00"]);
    // Two times that the change makes one.
    expect(times("30 2,3 * * *", "2026-03-28T12:00:00Z", 3, "Europe/Berlin")).toEqual([
      "2026-03-29T01:30",
      "2026-03-30T00:30",
      "2026-03-30T01:30",
    ]);
  });

  test("there must be one", () => {
    expect(["UTC", "GMT", "America/New_York"].map(isZone)).toEqual([true, true, true]);
    expect(["", "Nowhere/Atall", "Berlin"].map(isZone)).toEqual([false, false, false]);
  });
});
