import { describe, expect, test } from "vitest";
import { coerce } from "../../../src/sandbox/eve/coerce.ts";
import type { Schema } from "../../../src/sandbox/eve/schema.ts";
import { type Validation, validate } from "../../../src/sandbox/eve/validate.ts";
import type { Document, Draft } from "../../../src/sandbox/eve/values.ts";
import { idA, things, unknownId } from "./things.ts";

const schema: Schema = things.schema;

function issuesOf(document: Draft, operation: Validation["operation"] = "create", persisted?: Document): unknown {
  coerce(document, schema);
  const stored = {
    exists: (_: string, id: unknown) => String(id) === idA,
    taken: (path: string, value: unknown) => path === "name" && value === "taken",
  };
  return validate(document, schema, { operation, ...(persisted && { persisted }), ...stored }).toJSON();
}

describe("the words of each rule", () => {
  test.each<[Draft, unknown]>([
    [{}, { name: "required field" }],
    [{ name: "x", zzz: 1 }, { zzz: "unknown field" }],
    [{ name: 5 }, { name: "must be of string type" }],
    [{ name: null }, { name: "null value not allowed" }],
    [{ name: "" }, { name: "min length is 1" }],
    [{ name: "12345678901" }, { name: "max length is 10" }],
    [{ name: "taken" }, { name: "value 'taken' is not unique" }],
    [{ name: "x", count: "many" }, { count: "must be of integer type" }],
    [{ name: "x", count: -1 }, { count: "min value is 0" }],
    [{ name: "x", count: 101 }, { count: "max value is 100" }],
    [{ name: "x", ratio: 0.1 }, { ratio: "min value is 0.5" }],
    [{ name: "x", ratio: true }, { ratio: "must be of number type" }],
    [{ name: "x", on: "perhaps" }, { on: "must be of boolean type" }],
    [{ name: "x", when: "2020-05-08" }, { when: "must be of datetime type" }],
    [{ name: "x", kind: "c" }, { kind: "unallowed value c" }],
    [{ name: "x", kinds: ["a", "c", 1, null, "it's"] }, { kinds: "unallowed values ('c', 1, None, \"it's\")" }],
    [{ name: "x", kinds: ["c"] }, { kinds: "unallowed values ('c',)" }],
    [{ name: "x", code: "A1" }, { code: "value does not match regex '^[a-z]+[0-9]*'" }],
    [{ name: "x", code: "ab1x" }, { code: "value does not match regex '^[a-z]+[0-9]*'" }],
    [{ name: "x", code: "ab\n\n" }, { code: "value does not match regex '^[a-z]+[0-9]*'" }],
    [{ name: "x", labels: { a: 1e300 } }, { labels: { a: "must be of integer type" } }],
    [{ name: "x", full: "" }, { full: "empty values not allowed" }],
    [{ name: "x", numbers: [] }, { numbers: "min length is 1" }],
    [{ name: "x", numbers: [0, "2", "y"] }, { numbers: { 0: "min value is 1", 2: "must be of integer type" } }],
    [{ name: "x", nested: {} }, { nested: { b: "required field" } }],
    [{ name: "x", nested: { b: 5, z: 1 } }, { nested: { b: "must be of string type", z: "unknown field" } }],
    [{ name: "x", nested: [] }, { nested: "must be of dict type" }],
    [{ name: "x", people: [{ name: "ann" }, {}, 5] }, { people: { 1: { name: "required field" }, 2: "must be of dict type" } }],
    [{ name: "x", left: "l" }, { left: "field 'right' is required" }],
    [
      { name: "x", labels: { a: 1, b: "2", c: null } },
      { labels: { a: "min value is 2", b: "must be of integer type", c: "null value not allowed" } },
    ],
    [{ name: "x", fixed: "y" }, { fixed: "field is read-only" }],
    [{ name: "x", ref: unknownId }, { ref: `value '${unknownId}' must exist in resource 'things', field '_id'.` }],
    [{ name: "x", ref: "nonsense" }, { ref: "must be of objectid type" }],
    [{ name: "x", ref: null }, { ref: ["value 'None' must exist in resource 'things', field '_id'.", "null value not allowed"] }],
    [{ name: "x", refs: [idA, unknownId] }, { refs: { 1: `value '${unknownId}' must exist in resource 'things', field '_id'.` } }],
    [
      { name: "", kind: "c", zzz: 1 },
      { name: "min length is 1", kind: "unallowed value c", zzz: "unknown field" },
    ],
  ])("%j", (document, issues) => {
    expect(issuesOf(document)).toEqual(issues);
  });

  test("a line break at the end of a text is none of a regex's business", () => {
    expect(issuesOf({ name: "x", code: "ab1\n" })).toEqual({});
  });

  test("a valid document has none", () => {
    expect(issuesOf({ name: "x", count: null, kinds: [], ref: idA, nested: { b: "y" }, left: "l", right: "r" })).toEqual({});
  });
});

describe("what is converted before", () => {
  test.each<[Draft, Draft]>([
    [{ count: "5" }, { count: 5 }],
    [{ count: 1.9 }, { count: 1 }],
    [{ count: true }, { count: 1 }],
    [{ ratio: "1.5" }, { ratio: 1.5 }],
    [{ on: "TRUE" }, { on: true }],
    [{ on: "0" }, { on: false }],
    [{ "nested.b": "x" }, { nested: { b: "x" } }],
    [{ numbers: ["1", 2.7] }, { numbers: [1, 2] }],
    [{ labels: { a: "2" } }, { labels: { a: "2" } }],
  ])("%j becomes %j", (document, expected) => {
    coerce(document, schema);
    expect(document).toEqual(expected);
  });

  test("a date in the form of HTTP and hex digits become values of their own", () => {
    const document: Draft = { when: "Fri, 08 May 2020 17:41:58 GMT", ref: idA };
    coerce(document, schema);
    expect(document["when"]).toEqual(new Date("2020-05-08T17:41:58Z"));
    expect(String(document["ref"])).toBe(idA);
    expect(typeof document["ref"]).toBe("object");
  });

  test("where a value can't even be walked into, the conversion of the fields after it stops", () => {
    const document: Draft = { count: "1", numbers: 5, ratio: "2" };
    coerce(document, schema);
    expect(document).toEqual({ count: 1, numbers: 5, ratio: "2" });
  });
});

describe("defaults", () => {
  test("are filled in, nested ones when their parent is there", () => {
    const document: Draft = { name: "x", nested: { b: "y" } };
    issuesOf(document);
    expect(document).toEqual({ name: "x", on: true, nested: { a: 5, b: "y" } });
  });

  test("on a patch only where nothing is stored, but always within what the patch sends", () => {
    const document: Draft = { nested: { b: "y" } };
    expect(issuesOf(document, "update", { name: "x", on: false, nested: { a: 1, b: "z" } })).toEqual({});
    expect(document).toEqual({ nested: { a: 5, b: "y" } });
  });
});

describe("changes", () => {
  test("a patch asks for no required fields, at no depth", () => {
    expect(issuesOf({ nested: { a: 1 }, people: [{}] }, "update", { name: "x" })).toEqual({});
  });

  test("a read-only field may be sent as it is stored", () => {
    expect(issuesOf({ fixed: "y" }, "update", { name: "x", fixed: "y" })).toEqual({});
    expect(issuesOf({ name: "x", fixed: "z" }, "replace", { name: "x", fixed: "y" })).toEqual({ fixed: "field is read-only" });
  });

  test("a dependency that is stored counts as there", () => {
    expect(issuesOf({ left: "l" }, "update", { name: "x", right: "r" })).toEqual({});
  });
});

test.each<[unknown, string]>([
  ["text", "'text' is not a document, must be a dict"],
  [5, "'5' is not a document, must be a dict"],
  [true, "'True' is not a document, must be a dict"],
  [[1, "a", null], "'[1, 'a', None]' is not a document, must be a dict"],
  [null, "document is missing"],
])("%j is no document", (value, message) => {
  expect(() => validate(value, schema, { operation: "create", exists: () => false, taken: () => false })).toThrow(message);
});
