import { describe, expect, it } from "vitest";
import { Decoder } from "../../../src/sandbox/kubernetes/decode.ts";
import type { JsonObject } from "../../../src/sandbox/kubernetes/index.ts";
import { duplicates, parseJson } from "../../../src/sandbox/kubernetes/json.ts";
import { canonicalQuantity, QuantityError } from "../../../src/sandbox/kubernetes/quantity.ts";
import { canonicalTime } from "../../../src/sandbox/kubernetes/time.ts";
import { parseYaml } from "../../../src/sandbox/kubernetes/yaml.ts";
import { toYaml } from "../../../src/sandbox/kubernetes/yaml-writer.ts";
import { tables } from "./engine.ts";

const decoder = new Decoder(tables.types);
const spec = (value: JsonObject, unknown: string[] = []) => decoder.decode({ spec: value }, "Thing", unknown).spec as JsonObject;

describe("decoding", () => {
  it("leaves out what is empty, but not what is always written", () => {
    const empty = { title: "", count: 0, ratio: 0, enabled: false, tags: [], notes: {}, owner: null, place: null };
    expect(spec(empty)).toEqual({ place: {}, sorts: null });
    expect(spec({ owner: {}, sorts: [] })).toEqual({ owner: {}, place: {}, sorts: [] });
    expect(decoder.empty("Thing")).toEqual({ metadata: {}, spec: { place: {}, sorts: null }, status: {} });
  });

  it("names unknown fields with the keys of maps, unless the value has been read before", () => {
    const types = {
      T: { fields: { all: { type: "map", items: { type: "object", ref: "Item" } }, data: { type: "bytes" } } },
      Item: { fields: {} },
    } as const;
    const unknown = (isUnstructured: boolean) => {
      const names: string[] = [];
      new Decoder(types).decode({ all: { k: { x: 1 } } }, "T", names, isUnstructured);
      return names;
    };
    expect([unknown(false), unknown(true)]).toEqual([["all.k.x"], ["all.x"]]);
    const decode = (isUnstructured: boolean) => () => new Decoder(types).decode({ data: "a b" }, "T", [], isUnstructured);
    expect(decode(false)).toThrow(/^illegal base64/);
    expect(decode(true)).toThrow(/^error decoding from json: illegal base64/);
  });

  it("gives empty objects that nobody else has", () => {
    const first = decoder.empty("Thing");
    (first.spec as JsonObject).title = "x";
    expect(decoder.empty("Thing").spec).toEqual({ place: {}, sorts: null });
  });

  it("writes times in UTC and whole seconds", () => {
    expect(spec({ due: "2026-01-01T01:00:00.9+01:00" })).toMatchObject({ due: "2026-01-01T00:00:00Z" });
  });

  it("names unknown fields with their paths, in the order of the document", () => {
    const unknown: string[] = [];
    spec({ owners: [{ x: 1 }, { user: "a", y: 1 }], z: 1, owner: { w: 1 } }, unknown);
    expect(unknown).toEqual(["spec.owners[0].x", "spec.owners[1].y", "spec.z", "spec.owner.w"]);
  });

  it.each([
    [{ title: 5 }, "cannot unmarshal number into Go struct field ThingSpec.spec.title of type string"],
    [{ count: "5" }, "cannot unmarshal string into Go struct field ThingSpec.spec.count of type int32"],
    [{ count: 1.5 }, "cannot unmarshal number 1.5 into"],
    [{ count: 3e9 }, "cannot unmarshal number 3000000000 into"],
    [{ enabled: "yes" }, "of type bool"],
    [{ owner: "ann" }, "cannot unmarshal string"],
    [{ owners: {} }, "cannot unmarshal object"],
    [{ tags: [1] }, "cannot unmarshal number"],
    [{ notes: { a: 1 } }, "cannot unmarshal number"],
    [{ due: "tomorrow" }, 'parsing time "tomorrow"'],
    [{ memory: "much" }, "quantities must match"],
    [{ port: true }, "cannot unmarshal bool"],
  ])("refuses %j", (value, message) => {
    expect(() => spec(value as JsonObject)).toThrow(message);
  });

  it("takes a null in a list for the empty value", () => {
    expect(spec({ tags: ["a", null], owners: [null] })).toMatchObject({ tags: ["a", ""], owners: [{}] });
  });
});

/** What a text becomes in a field of a thing. */
const read = (name: string, text: string) => spec(parseJson(`{"${name}":${text}}`, { typed: true }).value as JsonObject)[name];

describe("numbers as they are written", () => {
  const integers = new Decoder({ T: { fields: { size: { type: "int64" } } } });
  const size = (text: string) => integers.decode(parseJson(`{"size":${text}}`, { typed: true }).value as JsonObject, "T", []).size;

  it.each(["1.0", "1e2", "9223372036854775808", "-9223372036854775809"])("%s is no integer", (text) => {
    expect(() => size(text)).toThrow(`cannot unmarshal number ${text}`);
  });

  it.each([
    ["-1", -1],
    ["9007199254740991", 9007199254740991],
  ])("%s is one", (text, value) => expect(size(text)).toBe(value));
});

describe("a quantity", () => {
  it.each([
    ["1.5Gi", "1536Mi"],
    ["1024Ki", "1Mi"],
    ["100000m", "100"],
    ["0.5", "500m"],
    ["1e3", "1e3"],
    ["1.500", "1.500"],
    ["1000", "1k"],
    ["-2.50", "-2500m"],
    ["1E", "1E"],
    ["0", "0"],
    ["0Gi", "0"],
    ["1Ki", "1Ki"],
    ["0.5Ki", "512"],
    ["1.1Ki", "1126400m"],
    ["0.1n", "1n"],
    ["12e2", "1200"],
  ])("%s is written %s", (text, written) => expect(canonicalQuantity(text)).toBe(written));

  it.each(["", "x", "1.2.3", "1Kib", "--1"])("%j is none", (text) => expect(() => canonicalQuantity(text)).toThrow(QuantityError));

  it("may be a number", () => expect(read("memory", "1.5")).toBe("1500m"));
});

describe("a time", () => {
  it.each([
    ["2020-01-02T03:04:05Z", "2020-01-02T03:04:05Z"],
    ["2020-01-02T03:04:05.678Z", "2020-01-02T03:04:05Z"],
    ["2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05Z"],
    ["2020-02-29T23:59:59-01:00", "2020-03-01T00:59:59Z"],
    ["0001-01-01T00:00:00Z", undefined],
  ])("%s is kept as %s", (text, kept) => expect(canonicalTime(text)).toBe(kept));

  it.each([
    ["", 'parsing time "" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "2006"'],
    ["2020-01-02", 'parsing time "2020-01-02" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "T"'],
    ["2020-13-02T00:00:00Z", 'parsing time "2020-13-02T00:00:00Z": month out of range'],
    ["2020-02-30T00:00:00Z", 'parsing time "2020-02-30T00:00:00Z": day out of range'],
    ["2020-01-02T24:00:00Z", 'parsing time "2020-01-02T24:00:00Z": hour out of range'],
    ["2020-01-02T03:04:05Zx", 'parsing time "2020-01-02T03:04:05Zx": extra text: "x"'],
  ])("%j is none", (text, message) => expect(() => canonicalTime(text)).toThrow(message));
});

describe("fields of other kinds", () => {
  const own = new Decoder({
    T: {
      fields: {
        on: { type: "boolean", pointer: true },
        off: { type: "boolean" },
        size: { type: "int32", pointer: true },
        data: { type: "map", items: { type: "bytes" } },
        at: { type: "time" },
        other: { type: "string" },
      },
    },
  });
  const decode = (value: JsonObject) => own.decode(value, "T", []);

  it("keep an empty value when they are pointers", () => {
    expect(decode({ on: false, off: false, size: 0 })).toEqual({ on: false, size: 0 });
    expect(decode({ on: null, size: null })).toEqual({});
  });

  it("take bytes as base64 or as numbers", () => {
    expect(decode({ data: { a: "Y\nQ==", b: [97], c: "", d: null } })).toEqual({ data: { a: "YQ==", b: "YQ==", c: "", d: null } });
    for (const [text, at] of [
      ["no!", 2],
      ["YQ", 0],
      ["YWI=x", 4],
      ["YWJjYQ", 4],
    ] as const) {
      expect(() => decode({ data: { a: text } })).toThrow(`illegal base64 data at input byte ${at}`);
    }
  });

  it("are read on behind one of a wrong type, for what another's own reader says", () => {
    expect(() => decode({ other: 1, at: "x" })).toThrow("parsing time");
    expect(() => decode({ other: 1, off: "x" })).toThrow("T.off");
  });
});

describe("reading JSON", () => {
  it("notes members that occur twice; the last counts", () => {
    const { value, members } = parseJson('{"a":{"b":1,"b":2},"l":[{"x":"}\\"","x":2}],"a2":null}');
    expect(duplicates(members)).toEqual(["a.b", "l[0].x"]);
    expect(value).toEqual({ a: { b: 2 }, l: [{ x: 2 }], a2: null });
  });

  it("lays what is read into an object a second time over the first", () => {
    const { value } = parseJson('{"m":{"a":1,"l":[1]},"m":{"b":2,"l":[]}}', { typed: true });
    expect(value).toEqual({ m: { a: 1, b: 2, l: [] } });
  });

  it("takes half a surrogate pair for the character that stands for none", () => {
    expect(parseJson('{"\\ud800":"a\\udfffb\\ud83d\\ude00"}').value).toEqual({ "\ufffd": "a\ufffdb😀" });
  });

  it("takes __proto__ for a member like any other", () => {
    const { value } = parseJson('{"__proto__":{"admin":true},"a":1}');
    expect(Object.keys(value as JsonObject)).toEqual(["__proto__", "a"]);
    expect(({} as JsonObject).admin).toBeUndefined();
  });

  it.each([
    ["", "unexpected end of JSON input"],
    ['{"a":', "unexpected end of JSON input"],
    ["not json", "invalid character 'o' in literal null (expecting 'u')"],
    ["text", "invalid character 'e' in literal true (expecting 'r')"],
    ["<a>", "invalid character '<' looking for beginning of value"],
    ["{} x", "invalid character 'x' after top-level value"],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ["[1 2]", "invalid character '2' after array element"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u00g0"', "invalid character 'g' in \\u hexadecimal character escape"],
    ["-x", "invalid character 'x' in numeric literal"],
    ["1.x", "invalid character 'x' after decimal point in numeric literal"],
    ["1ex", "invalid character 'x' in exponent of numeric literal"],
  ])("says what is wrong with %j", (text, message) => {
    expect(() => parseJson(text)).toThrow(message);
  });
});

describe("reading YAML", () => {
  it.each([
    ["a: yes", { a: true }],
    ["a: 0777", { a: 511 }],
    ["a: 012", { a: 10 }],
    ["a: 1_000", { a: 1000 }],
    ['a: "012"', { a: "012" }],
    ["a: 1.20", { a: 1.2 }],
    ["a: 2026-01-01", { a: "2026-01-01" }],
    ["base: &b {x: 1}\na:\n  <<: *b\n  z: 2", { base: { x: 1 }, a: { x: 1, z: 2 } }],
    ["", null],
  ])("%j is %j", (text, value) => {
    expect(parseYaml(text).value).toEqual(value);
  });

  it("notes every key that is there twice", () => {
    const lines = ['line 2: key "a" already set in map', 'line 3: key "a" already set in map'];
    expect(parseYaml('a: 1\n"a": 2\na : 3\n')).toEqual({ value: { a: 3 }, duplicates: lines });
    expect(() => parseYaml("a: .inf")).toThrow("json: unsupported value: +Inf");
  });

  it("notes duplicate keys", () => {
    expect(parseYaml("a: 1\na: 2")).toEqual({ value: { a: 2 }, duplicates: ['line 2: key "a" already set in map'] });
  });

  it("refuses a few lines that stand for gigabytes", () => {
    const lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"];
    for (let i = 1; i < 10; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(",")}]`,
      );
    expect(() => parseYaml(lines.join("\n"))).toThrow("excessive aliasing");
  });

  it("writes sorted keys and lists that are not indented", () => {
    expect(toYaml({ b: [{ y: 1, x: "no" }], a: "" })).toBe('a: ""\nb:\n- x: "no"\n  "y": 1\n');
  });
});
