import { describe, expect, test } from "vitest";
import { parseJson, parseJsonBody } from "../../../src/sandbox/eve/json.ts";
import { parseUrlEncoded } from "../../../src/sandbox/eve/url-encoding.ts";

const body = (text: string): unknown => parseJsonBody(new TextEncoder().encode(text));

describe("JSON", () => {
  test.each<[string, unknown]>([
    ['{"a":[1,-2.5e1,"x\\n\\u00e4",true,null,{}]}', { a: [1, -25, "x\nä", true, null, {}] }],
    // Whole numbers that the database can't keep are told from others.
    [
      '{"big":9223372036854775808,"fits":4611686018427387904,"s":"9223372036854775808"}',
      { big: 9223372036854775808n, fits: 2 ** 62, s: "9223372036854775808" },
    ],
    ["[ -9223372036854775809 , [] , {} ]", [-9223372036854775809n, [], {}]],
    ['{"a":1,"a":12345678901234567890}', { a: 12345678901234567890n }],
    ["\ufeff[1]", [1]],
  ])("%s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
    expect(body(text)).toEqual(value);
  });

  test("a body may have what JSON has not, since Python's reader knows it; a parameter may not", () => {
    const text = '{"a":[NaN,Infinity,-Infinity],"b":"NaN"}';
    expect(body(text)).toEqual({ a: [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], b: "NaN" });
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test.each(["", "{", "NaN1", "[1,]", '{"a":1,}', "{a:1}", "[NaN", "[123456789012345678901", '{"a" 123456789012345678901}', "nan"])(
    "%j is none",
    (text) => {
      expect(() => body(text)).toThrow();
    },
  );

  test(`a number of more digits than Python reads is none`, () => {
    expect(() => body("1".repeat(5000))).toThrow(SyntaxError);
    expect(body("1".repeat(4000))).toBeTypeOf("bigint");
  });

  test("bytes say by themselves how they are encoded; those that are no text are refused", () => {
    const text = '{"ä":"🚀"}';
    const little = Uint8Array.from(text.split("").flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]));
    const big = little.map((_, i) => little[i ^ 1] as number);
    expect(parseJsonBody(little)).toEqual({ ä: "🚀" });
    expect(parseJsonBody(big)).toEqual({ ä: "🚀" });
    expect(parseJsonBody(Uint8Array.of(0xff, 0xfe, ...little))).toEqual({ ä: "🚀" });
    expect(parseJsonBody(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toBe(1);
    expect(() => parseJsonBody(Uint8Array.of(0x22, 0xff, 0x22))).toThrow();
  });
});

test.each<[string, [string, string][]]>([
  [
    "a=1&b=x+y%20z&a=2",
    [
      ["a", "1"],
      ["b", "x y z"],
      ["a", "2"],
    ],
  ],
  [
    "a&=b&&c==d",
    [
      ["a", ""],
      ["", "b"],
      ["c", "=d"],
    ],
  ],
  ["ü=%C3%BC%f0%9f%9a%80", [["ü", "ü🚀"]]],
  // Bytes that are no text stay as they were written, but for their case.
  ["a=x%ffy%c3z%c3", [["a", "x%FFy%C3z%C3"]]],
  ["a=%zz%4", [["a", "%zz%4"]]],
])("names and values in %j", (text, entries) => {
  expect(parseUrlEncoded(text)).toEqual(entries);
});
