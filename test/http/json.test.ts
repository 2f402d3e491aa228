import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { ClusterplaneError } from "../../src/http/errors.ts";
import { isObject, own, setOwn } from "../../src/http/json.ts";
import { copyJson, jsonText, refuseRounded } from "../../src/http/json-text.ts";
import { sameJson } from "../../src/http/same-json.ts";
import { Words } from "../fuzz/words.ts";

const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const keys = ["a", "b", "__proto__", "constructor", "toString", "hasOwnProperty", "length", "0", "a/b", "~", ""];
const parse = (text: string): unknown => JSON.parse(text);

describe("the JSON text of a value", () => {
  test.each([
    [{ a: [1, "x", true, null, { b: 1.5 }] }, '{"a":[1,"x",true,null,{"b":1.5}]}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [{ a: { toJSON: () => ({ b: 1 }) } }, '{"a":{"b":1}}'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    [parse('{"__proto__":{"constructor":1},"toString":null}'), '{"__proto__":{"constructor":1},"toString":null}'],
    [runInNewContext("({ a: [new Date(0)] })"), '{"a":["1970-01-01T00:00:00.000Z"]}'],
    ["", '""'],
    [0, "0"],
    [1e300, "1e+300"],
  ])("%j", (value, text) => {
    expect(jsonText(value, "document")).toBe(text);
  });

  test("an instance of a class is its own keys; its methods are not meant to be sent", () => {
    class Base {
      a = 1;
      describe() {
        return "a";
      }
    }
    class Thing extends Base {
      b = undefined;
      override describe() {
        return "b";
      }
      get c() {
        return 3;
      }
    }
    expect(jsonText([new Thing()], "document")).toBe('[{"a":1}]');
  });

  test("an object may be there twice, though not inside itself", () => {
    const shared = { a: 1 };
    expect(jsonText([shared, shared], "document")).toBe('[{"a":1},{"a":1}]');
    const round: Record<string, unknown> = {};
    round["inner"] = { back: round };
    expect(() => jsonText(round, "document")).toThrow("document.inner.back: contains itself");
  });

  test.each([
    [{ a: Number.NaN }, "document.a: expected a finite number, got NaN"],
    [{ a: [1, Number.POSITIVE_INFINITY] }, "document.a[1]: expected a finite number, got Infinity"],
    [{ a: 1n }, "document.a: expected a value that JSON has, got bigint"],
    [{ a: () => 1 }, "document.a: expected a value that JSON has, got function"],
    [{ a: Symbol("x") }, "document.a: expected a value that JSON has, got symbol"],
    [[undefined], "document[0]: expected a value that JSON has, got undefined"],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what JSON would turn into null.
    [[1, , 2], "document[1]: expected a value that JSON has, got undefined"],
    [undefined, "document: expected a value that JSON has, got undefined"],
    [{ a: new Map() }, "document.a: expected a plain object, got Map"],
    [{ a: new Set() }, "document.a: expected a plain object, got Set"],
    [{ a: Promise.resolve(1) }, "document.a: expected a plain object, got Promise"],
    [{ a: /x/ }, "document.a: expected a plain object, got RegExp"],
    [{ a: new Error("x") }, "document.a: expected a plain object, got Error"],
    [{ a: new Uint8Array(2) }, "document.a: expected a plain object, got Uint8Array"],
    [{ a: Object(1n) }, "document.a: expected a plain object, got BigInt"],
    [{ a: new ArrayBuffer(2) }, "document.a: expected a plain object, got ArrayBuffer"],
    [{ a: Object.create({ b: 1 }) }, 'document.a: inherits "b", which JSON would leave out'],
    [{ a: new Date(Number.NaN).getTime() }, "document.a: expected a finite number, got NaN"],
  ])("%o is refused with its path", (value, message) => {
    expect(() => jsonText(value, "document")).toThrow(message);
    expect(() => jsonText(value, "document")).toThrow(ClusterplaneError);
  });

  test("without a name for the whole, paths begin with the field", () => {
    expect(() => jsonText({ spec: { a: Number.NaN } }, "")).toThrow(/^spec\.a: expected a finite number/);
  });

  test("500 levels go, one more does not, and neither overflows the stack", () => {
    expect(jsonText(nested(500), "document")).toHaveLength(1000);
    expect(() => jsonText(nested(501), "document")).toThrow(/nested more than 500 levels deep/);
    expect(() => jsonText(nested(20_000), "document")).toThrow(/^.{0,200}nested more than 500 levels deep/);
  });

  test("an undefined field can be refused in place of being left out", () => {
    expect(() => jsonText({ a: { b: undefined } }, "where", { undefinedFields: false })).toThrow(
      "where.a.b: expected a value that JSON has",
    );
  });

  test("a Date can be refused where the API has another form of it", () => {
    expect(() => jsonText({ a: new Date(0) }, "where", { insteadOfDate: "httpDate(date)" })).toThrow(
      "where.a: expected httpDate(date), got a Date",
    );
  });
});

describe("integers beyond 2^53", () => {
  test.each([9_007_199_254_740_992, -9_007_199_254_740_992, 2 ** 53, 2 ** 60, parse("12345678901234567890"), 2 ** 64, 1e21, 1e300])(
    "%d is refused with its path",
    (value) => {
      expect(() => refuseRounded({ spec: [value] }, "object")).toThrow(/^object\.spec\[0\]: is an integer beyond 2\^53/);
      expect(() => jsonText({ spec: value }, "", { exactIntegers: true })).toThrow(/^spec: is an integer beyond 2\^53/);
      expect(() => jsonText({ spec: value }, "")).not.toThrow();
    },
  );

  test.each([Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0.1, 1e-300, 0])("%d may go back", (value) => {
    expect(() => refuseRounded([value], "object")).not.toThrow();
  });
});

describe("copies", () => {
  test("are what JSON makes of it, share nothing, and keep every key (seed 1)", () => {
    const words = new Words(1);
    for (let run = 0; run < 3000; run++) {
      const value = words.value(keys);
      const copy = copyJson(value, "value");
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      expect(sameJson(copy, value)).toBe(true);
      if (isObject(value)) expect(copy).not.toBe(value);
      if (isObject(copy)) expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    }
  });
});

describe("whether two values are the same", () => {
  test.each([
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: undefined }, {}],
    [[], []],
    [null, null],
    [parse('{"__proto__":1}'), parse('{"__proto__":1}')],
    [{ constructor: undefined }, {}],
  ])("%j and %j are", (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([true, true]);
  });

  test.each([
    [{}, []],
    [{}, null],
    [[], null],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, {}],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 1]],
    [1, "1"],
    [0, false],
    ["", null],
    [parse('{"__proto__":{}}'), { a: {} }],
    [{ a: 1 }, { constructor: 1 }],
    [parse('{"toString":null}'), { a: null }],
  ])("%j and %j are not", (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false]);
  });
});

describe("own keys", () => {
  test.each(keys)("%j is data like every other key", (key) => {
    const object = {};
    setOwn(object, key, "x");
    expect([Object.keys(object), own(object, key)]).toEqual([[key], "x"]);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(own({}, key)).toBeUndefined();
  });
});
