import { describe, expect, test } from "vitest";
import { EveError, Unsupported } from "../../../src/sandbox/eve/errors.ts";
import { NoCondition, pythonWhere } from "../../../src/sandbox/eve/python-where.ts";
import { find, parseWhere } from "../../../src/sandbox/eve/query.ts";
import { readSort, toSort } from "../../../src/sandbox/eve/sort.ts";
import { type Document, ObjectId } from "../../../src/sandbox/eve/values.ts";
import { idA, idB } from "./things.ts";

const blocked = new Set(["$where"]);
const documents: Document[] = [
  { _id: new ObjectId(idA), name: "one", count: 1, tags: { run: "x" }, when: new Date("2020-05-08T17:41:58Z"), kinds: ["a"] },
  { _id: new ObjectId(idB), name: "two", count: 2, ref: new ObjectId(idA), people: [{ name: "ann" }] },
  { _id: new ObjectId("aaaaaaaaaaaaaaaaaaaaaaa3"), name: "Three", tags: { run: "y" } },
];
const names = (where: string, sort = ""): unknown[] =>
  find(documents, parseWhere(where, blocked), toSort(readSort(sort))).map((d) => d["name"]);

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

  test.each(['{"name":', "{name: 'x'}", '{"name":NaN}', '{"$where":"1"}', '{"name":{"$foo":1}}', '{"a":{"b":[{"$bar":1}]}}', '{"":1}'])(
    "%s is refused with 400",
    (where) => {
      const ask = (): unknown => names(where);
      expect(ask).toThrow(EveError);
      expect(ask).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  test.each([
    "5",
    "[]",
    "null",
    '"x"',
    '{"$or":[]}',
    '{"$or":{}}',
    '{"$and":[{"$or":[1]}]}',
    '{"$gt":1}',
    '{"name":{"$or":[]}}',
    '{"name":{"$in":"x"}}',
    '{"name":{"$in":[{"$gt":1}]}}',
    '{"name":{"$all":"x"}}',
    '{"name":{"$regex":"("}}',
    '{"name":{"$regex":5}}',
    '{"name":{"$regex":"x","$options":"g"}}',
    '{"name":{"$options":"i"}}',
    '{"name":{"$size":"2"}}',
    '{"name":{"$type":"x"}}',
    '{"name":{"$type":[]}}',
    '{"name":{"$mod":[0,1]}}',
    '{"name":{"$mod":5}}',
    '{"name":{"$not":"x"}}',
    '{"name":{"$not":{}}}',
    '{"name":{"$elemMatch":5}}',
    '{"name":{"$bitsAllSet":null}}',
    '{"name":{"$gt":1,"x":2}}',
    '{"name":{"$nin":[{"$gt":1}]}}',
    '{"name":{"$all":[{"$gt":1}]}}',
    '{"name":{"$all":[{"$elemMatch":5}]}}',
    '{"name":{"$elemMatch":{"a":1,"$expr":true}}}',
    '{"name":{"$elemMatch":{"$or":[{"$expr":true}]}}}',
    '{"name":{"$regex":"x","$options":5}}',
    '{"name":{"$type":["x"]}}',
    '{"name":{"$mod":[2]}}',
    '{"name":{"$mod":[2,"1"]}}',
    '{"name":{"$bitsAllSet":-1}}',
    '{"name":{"$bitsAllClear":[-1]}}',
    '{"name":{"$bitsAnySet":-1}}',
    '{"name":{"$bitsAnyClear":[-1]}}',
    '{"$and":[[]]}',
    '{"$nor":[null]}',
    '{"count":123456789012345678901234567890}',
    '{"name":"\\ud83d"}',
  ])("%s is what the server fails at", (where) => {
    expect(() => names(where)).toThrow(expect.objectContaining({ status: 500 }));
  });

  test.each([
    ['{"place":{"$near":[1,2]}}', "where-near"],
    ['{"$text":{"$search":"x"}}', "where-text"],
    ['{"__proto__":1}', "where-proto"],
    ['{"tags":{"constructor":{"a":1}}}', "where-proto"],
    ['{"name":{"$regex":"(a)\\\\1"}}', "regex-syntax"],
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

describe("what Python's form stumbles over", () => {
  test.each(["a in [1]", "a is 1", "1==a", "f().b==2", "when==datetime(-1,1,1)", "when==datetime(x)"])("%s", (text) => {
    expect(() => pythonWhere(text)).toThrow(expect.objectContaining({ status: 500 }));
  });

  test.each(["datetime(2020,13,1)", "datetime(2020,2,30)", "datetime(2020,1,1,24)", "datetime(2020,1)", 'datetime("x")', 'ObjectId("x")'])(
    "%s is no value: that of before stays",
    (call) => {
      expect(pythonWhere(`when==${call}`)).toEqual({ when: "when" });
    },
  );
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
    // Of two directions the second counts, at the place of the first.
    [
      "-name,a,name",
      [
        ["name", 1],
        ["a", 1],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(toSort(readSort(text))).toEqual(expected);
  });

  test.each([
    ...["-", ",", "a b", "class", "tags.1", '[("name",', '("name", 1)', "1", '"name"', "name;", '{"name"}', "b'name'"],
    ...['[("name", 1.0)]', '[("name", None)]', "[(1, 1)]", "[1]"],
  ])("%s is refused with 400", (text) => {
    expect(() => toSort(readSort(text))).toThrow(expect.objectContaining({ status: 400 }));
  });

  test.each(["name,", '[("name", 2)]', '[("name", "asc")]', '[("name", True)]', '[("name",)]', "[()]", '[("a", 1, 1)]'])(
    "%s is what the server fails at",
    (text) => {
      expect(() => toSort(readSort(text))).toThrow(expect.objectContaining({ status: 500 }));
    },
  );

  test("what a field lacks comes first, ties stay in the order they were made", () => {
    expect(names("", "count")).toEqual(["Three", "one", "two"]);
    expect(names("", "-count")).toEqual(["two", "one", "Three"]);
    expect(names("", "nope")).toEqual(["one", "two", "Three"]);
  });
});

describe("MongoDB's rules", () => {
  const mixed: Document[] = [
    { n: 1, name: "c1", l: [1, 2, "x"], o: { a: 1, b: 2 } },
    { n: 2.5, name: "c2", l: [{ a: 1 }, { a: 2, b: 1 }], z: null },
    { n: "1", name: "c3", l: [], o: { b: 2, a: 1 } },
    { name: "c4", l: [[1, 2]], o: 5, on: true },
  ].map((fields, i) => ({ _id: new ObjectId(`aaaaaaaaaaaaaaaaaaaaaa0${i}`), ...fields }));
  const found = (query: object, order = ""): string =>
    find(mixed, parseWhere(JSON.stringify(query), blocked), toSort(readSort(order)))
      .map((d) => String(d["name"]).slice(1))
      .join("");

  test.each<[object, string]>([
    [{ n: { $gt: 0 } }, "12"],
    [{ n: { $gt: "0" } }, "3"],
    [{ n: { $lte: null } }, "4"],
    [{ n: null }, "4"],
    [{ z: null }, "1234"],
    [{ z: { $exists: true } }, "2"],
    [{ z: { $exists: "" } }, "2"],
    [{ z: { $exists: null } }, "134"],
    [{ z: { $type: "null" } }, "2"],
    [{ n: { $type: "int" } }, "1"],
    [{ n: { $type: "double" } }, "2"],
    [{ n: { $type: ["number", "string"] } }, "123"],
    [{ l: { $type: "array" } }, "1234"],
    [{ _id: { $type: 7 } }, "1234"],
    [{ l: 2 }, "1"],
    [{ l: [1, 2] }, "4"],
    [{ l: [1, 2, "x"] }, "1"],
    [{ "l.0": 1 }, "1"],
    [{ "l.0": [1, 2] }, "4"],
    [{ "l.0": { $size: 2 } }, "4"],
    [{ "l.0": { $elemMatch: { $gt: 1 } } }, "4"],
    [{ "l.0": null }, "2"],
    [{ "l.1": null }, "2"],
    [{ "l.a": null }, ""],
    [{ "l.a": 2 }, "2"],
    [{ "l.a": { $exists: false } }, "134"],
    [{ l: { $size: 3 } }, "1"],
    [{ l: { $all: [1, "x"] } }, "1"],
    [{ name: { $all: ["c1"] } }, "1"],
    [{ l: { $elemMatch: { a: 2, b: 1 } } }, "2"],
    [{ l: { $elemMatch: { a: 1, b: 1 } } }, ""],
    [{ l: { $elemMatch: { $gt: 1, $lt: 3 } } }, "14"],
    [{ l: { $all: [{ $elemMatch: { a: 1 } }, { $elemMatch: { b: 1 } }] } }, "2"],
    [{ l: { $gte: [] } }, "1234"],
    [{ o: { a: 1, b: 2 } }, "1"],
    [{ o: { b: 2, a: 1 } }, "3"],
    [{ o: { $ne: 5 } }, "123"],
    [{ n: { $mod: [2, 0] } }, "2"],
    [{ n: { $not: { $gt: 1 } } }, "134"],
    [{ n: { $bitsAllSet: 1 } }, "1"],
    [{ n: { $bitsAnyClear: [0, 1] } }, "1"],
    [{ name: { $regex: "(?i)C[12]" } }, "12"],
    [{ n: { $in: [null, 1] } }, "14"],
    [{ n: { $nin: [null, 1] } }, "23"],
    [{ $nor: [{ n: 1 }, { name: "c2" }] }, "34"],
    [{ $expr: { $gt: ["$n", 2] } }, "2"],
    [{ "__proto__.a": null }, "1234"],
  ])("%j", (query, expected) => {
    expect(found(query)).toBe(expected);
  });

  // What mingo by itself answers otherwise: a query by `v`, and the places of the values that it finds. What is undefined is missing.
  test.each<[object, unknown[], number[]]>([
    [{ v: { $in: [[1, 2]] } }, [[1, 2], [[1, 2]], 1, 2], [0, 1]],
    [{ v: { $nin: [[1, 2]] } }, [[1, 2], [[1, 2]], 1], [2]],
    [
      { v: { $ne: { a: 1, b: 2 } } },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [1],
    ],
    [{ v: { $all: [] } }, [[], [1]], []],
    [{ v: { $all: ["x"] } }, ["x", ["x", 1], [1]], [0, 1]],
    [{ v: { $elemMatch: { a: null } } }, [[1], [{}], [[]], {}], [1, 2]],
    [{ v: { $elemMatch: { $or: [{ a: null }] } } }, [[1], [{}]], [1]],
    [{ "v.w": { $elemMatch: { $gt: 2 } } }, [[{ w: [1, 3] }], [{ w: 3 }]], [0]],
    [{ v: { $gt: { a: 2 } } }, [{ a: 1, b: 1 }, { a: 3 }, { a: "" }], [1, 2]],
    [{ v: { $lt: [1, 3] } }, [[2, 1], [1, 2], 1], [1]],
    [{ v: { $gt: [1] } }, [[1, 2], [0], 2], [0]],
    [{ v: { $gt: "\ufeff" } }, ["🚀", "a"], [0]],
    [{ v: { $gte: null } }, [null, undefined, 0], [0, 1]],
    [{ v: { $mod: [2.9, 1.1] } }, [1, 1.5, "1", [3], true], [0, 1, 3]],
    [{ v: { $size: 1 } }, [[[1, 2]], [1, 2], 1], [0]],
    [{ "v.w": { $size: 1 } }, [[{ w: [1] }, { w: [1, 2] }], [{ w: 1 }]], [0]],
    [{ v: { $regex: "x" } }, ["x", ["x"], [["x"]], 5], [0, 1]],
    [{ "v.w": { $regex: "x" } }, [[{ w: "x" }], [[{ w: "x" }]]], [0]],
    [{ v: { $regex: "(?i)X", $options: "iu" } }, ["x", "X"], [0, 1]],
    [{ v: { $not: { $regex: "(?i)X" } } }, ["x", "y"], [1]],
    [{ v: { $bitsAllClear: 1 } }, ["x", 2, [2], undefined, 1], [1, 2]],
    [{ v: { $bitsAnyClear: [0, 33] } }, [1, 2 ** 33 + 1], [0]],
    [{ v: { $bitsAllSet: 2 ** 33 } }, [2 ** 33 + 1, 1], [0]],
    [{ v: { $bitsAnySet: [31] } }, [2 ** 31, 2 ** 30], [0]],
    [{ v: { $type: "string" } }, ["x", [1, "x"], 5], [0, 1]],
    [{ v: { $type: "int" } }, [1, 2 ** 31, 1.5], [0]],
    [{ v: { $exists: 0 } }, [1, undefined], [1]],
    [{ "v.0": 1 }, [[1], [[1]], { 0: 1 }, [{ 0: 1 }]], [0, 2, 3]],
    [{ "v.w": 1 }, [{ w: 1 }, [{ w: 1 }], [[{ w: 1 }]]], [0, 1]],
    [{ "v.w": null }, [{}, [{}], [], [{ w: 1 }], [1], 4, null, undefined, [[{}]], [1, {}]], [0, 1, 5, 6, 7, 9]],
    [{ "v.w": { $ne: null } }, [{ w: 1 }, [], [1], [[]], [{ w: 1 }], [{}], [1, {}], 4], [0, 1, 2, 3, 4]],
    [{ "v.w": { $in: [null] } }, [[1], [{}], 4], [1, 2]],
    [{ "v.w": { $exists: false } }, [[1], [{}], [{ w: 1 }], 4, []], [0, 1, 3, 4]],
    [{ "v.0": null }, [[], [1], [null], [{ w: 1 }], [{ 0: 1 }], 4], [2, 3, 5]],
    [{ "v.1.w": null }, [[{ w: 1 }], [1, {}], [1, [1]]], [0, 1]],
  ])("%j of %j", (query, values, places) => {
    const all = values.map((v, place) => ({ _id: new ObjectId(idA), place, ...(v !== undefined && { v }) }));
    expect(find(all, parseWhere(JSON.stringify(query), blocked), []).map(({ place }) => place)).toEqual(places);
  });

  // Each is in order already; backwards, a list counts by its greatest item.
  test.each<[string, unknown[]]>([
    ["v", [[], undefined, 1, "a", "\ufeff", "🚀", { z: 1 }, { a: "" }, { b: "" }, [["x"]], new ObjectId(idA), false, true, new Date(0)]],
    ["v", [[3, 5], 4, { a: 1, b: 1 }, { a: 2 }]],
    ["-v", [[1, 5], 4, undefined, []]],
  ])("%s orders %j", (order, values) => {
    const all = values.map((v, place) => ({ _id: new ObjectId(idA), place, ...(v !== undefined && { v }) }));
    expect(find(all.toReversed(), {}, toSort(readSort(order))).map(({ place }) => place)).toEqual(all.map(({ place }) => place));
  });

  test("sorted by more than 32 fields is what the database refuses", () => {
    const fields = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`).join(",");
    expect(found({}, fields(32))).toHaveLength(4);
    expect(() => found({}, fields(33))).toThrow(expect.objectContaining({ status: 500 }));
  });

  test.each([
    ["n", "4123"],
    ["-n", "3214"],
    ["o", "2413"],
    // A list counts by its least item, or its greatest; one without items comes before what is missing.
    ["l", "3124"],
    ["-l", "4213"],
    ["on,-name", "3214"],
    ["z,-name", "4321"],
  ])("sorted by %s", (order, expected) => {
    expect(found({}, order)).toBe(expected);
  });
});
