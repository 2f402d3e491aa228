import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { milliseconds, seconds } from "../../src/http/duration.ts";
import { queryString, segment } from "../../src/http/paths.ts";
import { version } from "../../src/http/version.ts";
import { LineDecoder } from "../../src/resources/kubernetes/lines.ts";

describe("durations", () => {
  test.each([
    [90, 90_000],
    [0, 0],
    [0.5, 500],
    ["90s", 90_000],
    ["10m", 600_000],
    ["8h", 28_800_000],
    ["1d", 86_400_000],
    ["1w", 604_800_000],
    ["250ms", 250],
    ["1h30m", 5_400_000],
    ["1.5m", 90_000],
  ])("%s", (given, wanted) => {
    expect(milliseconds(given, "timeout")).toBe(wanted);
  });

  test.each(["", "10", "10 m", "ten", "-5s", "5y", -1, Number.NaN, null, {}])("refuses %s, naming the option", (given) => {
    expect(() => milliseconds(given as never, "timeout")).toThrow(/^timeout: expected seconds/);
  });

  test("whole seconds", () => {
    expect(seconds("90s", "ttl")).toBe(90);
    expect(seconds(1.6, "ttl")).toBe(2);
  });
});

describe("path segments", () => {
  test("are encoded", () => {
    expect(segment("a/b?c#d e%", "name")).toBe("a%2Fb%3Fc%23d%20e%25");
    expect(segment("ünï", "name")).toBe("%C3%BCn%C3%AF");
    expect(segment("...", "name")).toBe("...");
  });

  test.each(["", ".", "..", "%2e", "%2E%2e", ".%2e", undefined, null, 7, {}, ["a"]])("refuses %s before anything is sent", (given) => {
    expect(() => segment(given, "name")).toThrow(/^name: /);
  });

  test("half a surrogate pair is named, not a URIError", () => {
    expect(() => segment("a\ud800", "name")).toThrow(/name: holds half/);
  });

  test("queries leave out what is not set", () => {
    expect(queryString(undefined)).toBe("");
    expect(queryString({ a: undefined, b: null })).toBe("");
    expect(queryString({ labelSelector: "a=b,c in (d)", limit: 5, watch: true, empty: "" })).toBe(
      "?labelSelector=a%3Db%2Cc%20in%20(d)&limit=5&watch=true&empty=",
    );
  });
});

test("the version is that of package.json", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(version).toBe(manifest.version);
});

describe("lines of a stream", () => {
  const bytes = new TextEncoder().encode(`{"a":"ü\u2028😀"}\n\n{"b":${JSON.stringify("x".repeat(500))}}\n{"half":`);

  test.each([1, 2, 3, 7, 64, 10_000])("chunks of %i bytes", (size) => {
    const decoder = new LineDecoder();
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += size) lines.push(...decoder.push(bytes.slice(at, at + size)));
    expect(lines).toEqual(['{"a":"ü\u2028😀"}', "", `{"b":"${"x".repeat(500)}"}`]);
    expect(decoder.end()).toBe('{"half":');
  });

  test("a line of megabytes in small chunks costs linear time", () => {
    const decoder = new LineDecoder();
    const chunk = new Uint8Array(1024).fill(0x61);
    for (let i = 0; i < 16_384; i++) expect([...decoder.push(chunk)]).toEqual([]);
    expect([...decoder.push(new Uint8Array([0x0a]))].map((line) => line.length)).toEqual([16 * 1024 * 1024]);
  });
});
