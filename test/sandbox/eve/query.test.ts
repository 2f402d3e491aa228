import { describe, expect, test } from "vitest";
import { EveError, Unsupported } from "../../../src/sandbox/eve/errors.ts";
import { NoCondition, pythonWhere } from "../../../src/sandbox/eve/python-where.ts";
import { find, parseWhere } from "../../../src/sandbox/eve/query.ts";
import { parseSort } from "../../../src/sandbox/eve/sort.ts";
import { type Document, ObjectId } from "../../../src/sandbox/eve/values.ts";
import { idA, idB } from "./things.ts";

const blocked = new Set(["$where"]);
const documents: Document[] = [
  { _id: new ObjectId(idA), name: "one", count: 1, tags: { run: "x" }, when: new Date("2020-05-08T17:41:58Z"), kinds: ["a"] },
  { _id: new ObjectId(idB), name: "two", count: 2, ref: new ObjectId(idA), people: [{ name: "ann" }] },
  { _id: new ObjectId("aaaaaaaaaaaaaaaaaaaaaaa3"), name: "Three", tags: { run: "y" } },
];
const names = (where: string, sort = ""): unknown[] => find(documents, parseWhere(where, blocked), parseSort(sort)).map((d) => d["name"]);

describe("where in Mongo's form", () => {
  test.each<[string, string[]]>([
    ["", ["one", "two", "Three"]],
    ['{"name":"one"}', ["one"]],
    ['{"count":{"$gt":1}}', ["two"]],
    ['{"count":null}', ["Three"]],
    ['{"count":{"$exists":false}}', ["Three"]],
    ['{"name":{"$regex":"^t","$options":"i"}}', ["two", "Three"]],
    ['{"name":{"$nin":["one","two"]}}', ["Three"]],
    ['{"$or":[{"name":"one"},{"tags.run":"y"}]}', ["one", "Three"]],
    ['{"people.name":"ann"}', ["two"]],
    ['{"kinds":"a"}', ["one"]],
    [`{"_id":"${idA}"}`, ["one"]],
    [`{"_id":"${idA.toUpperCase()}"}`, ["one"]],
    [`{"ref":{"$in":["${idA}"]}}`, ["two"]],
    [`{"_id":{"$gt":"${idA}"}}`, ["two", "Three"]],
    ['{"when":"Fri, 08 May 2020 17:41:58 GMT"}', ["one"]],
    ['{"when":{"$lt":"Fri, 08 May 2020 17:41:59 GMT"}}', ["one"]],
    ['{"nope":1}', []],
    ["{}", ["one", "two", "Three"]],
  ])("%s", (where, expected) => {
    expect(names(where)).toEqual(expected);
  });

  test.each([
    '{"name":',
    "{name: 'x'}",
    "5",
    "[]",
    "null",
    '"x"',
    '{"$where":"1"}',
    '{"name":{"$foo":1}}',
    '{"a":{"b":[{"$bar":1}]}}',
    '{"":1}',
    '{"name":{"$in":"x"}}',
    '{"name":{"$regex":"("}}',
  ])("%s is refused with 400", (where) => {
    const ask = (): unknown => names(where);
    expect(ask).toThrow(EveError);
    expect(ask).toThrow(expect.objectContaining({ status: 400 }));
  });

  test.each([
    ['{"place":{"$near":[1,2]}}', "where-near"],
    ['{"$text":{"$search":"x"}}', "where-text"],
    ['{"_id":{"$type":"objectId"}}', "where-type"],
    ['{"name":{"$regex":"a b","$options":"x"}}', "where-options"],
    ['{"__proto__":1}', "where-proto"],
  ])("%s is known, and said not to be simulated", (where, id) => {
    const ask = (): unknown => names(where);
    expect(ask).toThrow(Unsupported);
    expect(ask).toThrow(expect.objectContaining({ status: 501, id }));
  });
});

describe("where in Python's form", () => {
  test.each<[string, object]>([
    ['name=="a"', { name: "a" }],
    ["name == 'it\\'s'", { name: "it's" }],
    ["count>=1 and count<3", { $and: [{ count: { $gte: 1 } }, { count: { $lt: 3 } }] }],
    ['a=="1" or (b!=2 and c.d=="x")', { $or: [{ a: "1" }, { $and: [{ b: { $ne: 2 } }, { "c.d": "x" }] }] }],
    ['(name=="a")', { name: "a" }],
    ['a=="1"; b=="2"', { a: "1", b: "2" }],
    ["count==0x10", { count: 16 }],
    ['name=="a" "b"', { name: "ab" }],
    // Eve's own oddities: `not` is overlooked, a sign is lost, true is a name.
    ['a==1 and not b=="x"', { $and: [{ a: 1 }, { b: "x" }] }],
    ["count==-1", { count: 1 }],
    ["on==True", { on: "on" }],
    [`_id==ObjectId("${idA}")`, { _id: new ObjectId(idA) }],
    ["when==datetime(2020, 5, 8)", { when: new Date("2020-05-08T00:00:00Z") }],
  ])("%s", (text, query) => {
    expect(pythonWhere(text)).toEqual(query);
  });

  test.each([
    "name",
    "name='x'",
    "name==",
    "(a==1",
    "not a==1",
    "a in [1]",
    "1==a",
    "a==1 b==2",
    " a==1",
    "f(",
    "'x",
    "a==01",
    "",
    "lambda: 1",
    `${"(".repeat(300)}a==1${")".repeat(300)}`,
  ])("%j is none", (text) => {
    expect(() => pythonWhere(text)).toThrow(NoCondition);
  });
});

describe("sort", () => {
  test.each<[string, unknown]>([
    ["name", [["name", 1]]],
    ["-name", [["name", -1]]],
    [
      "a, -b.c",
      [
        ["a", 1],
        ["b.c", -1],
      ],
    ],
    [
      '[("name", -1), ("a", 1)]',
      [
        ["name", -1],
        ["a", 1],
      ],
    ],
    ['{"name": -1}', [["name", -1]]],
    ["[]", []],
    ["None", []],
    ["", []],
  ])("%s", (text, expected) => {
    expect(parseSort(text)).toEqual(expected);
  });

  test.each(["-", ",", "name,", "a b", "class", "tags.1", '[("name",', '("name", 1)', "1", '"name"', "name;", '{"name"}', '[("name", 2)]'])(
    "%s is refused with 400",
    (text) => {
      expect(() => parseSort(text)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  test("what a field lacks comes first, ties stay in the order they were made", () => {
    expect(names("", "count")).toEqual(["Three", "one", "two"]);
    expect(names("", "-count")).toEqual(["two", "one", "Three"]);
    expect(names("", "nope")).toEqual(["one", "two", "Three"]);
  });
});
