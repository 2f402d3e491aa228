import { describe, expect, test } from "vitest";
import { type Duration, milliseconds, seconds } from "../../src/http/duration.ts";

describe("durations", () => {
  test.each([
    ["0s", 0],
    ["500ms", 500],
    ["0.5s", 500],
    ["90s", 90_000],
    ["10m", 600_000],
    ["8h", 28_800_000],
    ["1d", 86_400_000],
    ["1w", 604_800_000],
    ["1h30m", 5_400_000],
    ["1.5m", 90_000],
    // More than two joined are beyond what the type can spell.
    ["1h2m3s", 3_723_000],
  ])("%s", (given, wanted) => {
    expect(milliseconds(given as Duration, "timeout")).toBe(wanted);
  });

  test.each([
    "",
    "10",
    "10 m",
    "ten",
    "-5s",
    "+5s",
    "5y",
    "5S",
    "1e3s",
    ".5s",
    "5.s",
    "10m\n",
    " 10m",
    "10 minutes",
    "1".repeat(50),
    null,
    {},
    ["1s"],
  ])("refuses %j, naming the option", (given) => {
    expect(() => milliseconds(given as never, "timeout")).toThrow(/^timeout: expected a duration such as "500ms", "90s" or "10m", got /);
  });

  test.each([5000, 0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the number %d and says why", (given) => {
    expect(() => milliseconds(given as never, "timeout")).toThrow(`got ${given}; a bare number could mean seconds or milliseconds`);
  });

  test("whole seconds", () => {
    expect(seconds("90s", "ttl")).toBe(90);
    expect(seconds("1600ms", "ttl")).toBe(2);
    expect(() => seconds(1.6 as never, "ttl")).toThrow(/^ttl: expected a duration/);
  });

  test("a long string is not repeated in full", () => {
    const given = "x".repeat(10_000) as never;
    expect(() => milliseconds(given, "timeout")).toThrow(/^.{0,150}$/);
  });
});
