import { describe, expect, test } from "vitest";
import { LineDecoder } from "../../../src/resources/kubernetes/lines.ts";

const encode = (text: string) => new TextEncoder().encode(text);

describe("lines of a stream", () => {
  const bytes = encode(`{"a":"ü\u2028😀"}\n\n{"b":${JSON.stringify("x".repeat(500))}}\n{"half":`);

  test.each([1, 2, 3, 7, 64, 10_000])("chunks of %i bytes", (size) => {
    const decoder = new LineDecoder();
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += size) lines.push(...decoder.push(bytes.slice(at, at + size)));
    expect(lines).toEqual(['{"a":"ü\u2028😀"}', "", `{"b":"${"x".repeat(500)}"}`]);
    expect(decoder.end()).toBe('{"half":');
  });

  test("a line of megabytes in small chunks is joined once", () => {
    const decoder = new LineDecoder();
    const chunk = new Uint8Array(1024).fill(0x61);
    for (let i = 0; i < 16_384; i++) expect([...decoder.push(chunk)]).toEqual([]);
    expect([...decoder.push(new Uint8Array([0x0a]))].map((line) => line.length)).toEqual([16 * 1024 * 1024]);
  });
});

describe("the longest line", () => {
  const tooLong = /the response has a line longer than maxBytes \(10\)/;

  test.each([1, 3, 5, 1000])("may have as many bytes as the limit, in chunks of %i", (size) => {
    const decoder = new LineDecoder(10);
    const bytes = encode(`${"x".repeat(10)}\n${"y".repeat(10)}\nz\n`);
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += size) lines.push(...decoder.push(bytes.slice(at, at + size)));
    expect(lines).toEqual(["x".repeat(10), "y".repeat(10), "z"]);
  });

  test.each([1, 3, 5, 1000])("throws when it is longer, in chunks of %i", (size) => {
    for (const text of [`ok\n${"x".repeat(11)}\n`, `${"x".repeat(11)}\nok\n`, `ok\nok\n${"x".repeat(11)}`]) {
      const bytes = encode(text);
      const decoder = new LineDecoder(10);
      const read = () => {
        for (let at = 0; at < bytes.length; at += size) for (const _ of decoder.push(bytes.slice(at, at + size)));
      };
      expect(read, text).toThrow(tooLong);
    }
  });

  test("throws as soon as the limit is passed, before the line ends", () => {
    const decoder = new LineDecoder(10);
    expect([...decoder.push(encode("xxxxx"))]).toEqual([]);
    expect(() => [...decoder.push(encode("xxxxxx"))]).toThrow(tooLong);
  });

  test("counts bytes, not characters", () => {
    expect(() => [...new LineDecoder(10).push(encode("üüüüüü\n"))]).toThrow(tooLong);
  });
});
