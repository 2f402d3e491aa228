import { describe, expect, it } from "vitest";
import { Decoder } from "../../../src/sandbox/kubernetes/decode.ts";
import type { JsonObject } from "../../../src/sandbox/kubernetes/index.ts";
import { parseJson } from "../../../src/sandbox/kubernetes/json.ts";
import { parseYaml, toYaml } from "../../../src/sandbox/kubernetes/yaml.ts";
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

describe("reading JSON", () => {
  it("notes members that occur twice; the last counts", () => {
    const { value, duplicates } = parseJson('{"a":{"b":1,"b":2},"l":[{"x":"}\\"","x":2}],"a2":null}');
    expect(duplicates).toEqual(["a.b", "l[0].x"]);
    expect(value).toEqual({ a: { b: 2 }, l: [{ x: 2 }], a2: null });
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
    expect(toYaml({ b: [{ y: 1, x: "no" }], a: "" })).toBe("a: ''\nb:\n- x: 'no'\n  \"y\": 1\n".replace('"y"', "'y'"));
  });
});
