import { applyPatch, diff } from "clusterplane";
import oracle from "fast-json-patch";
import { describe, expect, test } from "vitest";
import { patched } from "../../src/http/apply-patch.ts";
import { isObject } from "../../src/http/json.ts";
import { type JsonPatch, type JsonPatchOperation, pointer, pointerParts } from "../../src/http/json-patch.ts";
import { copyJson } from "../../src/http/json-text.ts";
import { isInvalidArgument } from "../../src/http/predicates.ts";
import { sameJson } from "../../src/http/same-json.ts";
import { Words } from "../fuzz/words.ts";

/** Vitest's toEqual does not see an own `__proto__`. */
const text = (value: unknown) => JSON.stringify(value);

describe("the examples of RFC 6902, appendix A", () => {
  test.each<[string, unknown, unknown[], unknown]>([
    ["A.1 add a member", { foo: "bar" }, [{ op: "add", path: "/baz", value: "qux" }], { foo: "bar", baz: "qux" }],
    ["A.2 add an element", { foo: ["bar", "baz"] }, [{ op: "add", path: "/foo/1", value: "qux" }], { foo: ["bar", "qux", "baz"] }],
    ["A.3 remove a member", { baz: "qux", foo: "bar" }, [{ op: "remove", path: "/baz" }], { foo: "bar" }],
    ["A.4 remove an element", { foo: ["bar", "qux", "baz"] }, [{ op: "remove", path: "/foo/1" }], { foo: ["bar", "baz"] }],
    ["A.5 replace", { baz: "qux", foo: "bar" }, [{ op: "replace", path: "/baz", value: "boo" }], { baz: "boo", foo: "bar" }],
    [
      "A.6 move a value",
      { foo: { bar: "baz", waldo: "fred" }, qux: { corge: "grault" } },
      [{ op: "move", from: "/foo/waldo", path: "/qux/thud" }],
      { foo: { bar: "baz" }, qux: { corge: "grault", thud: "fred" } },
    ],
    [
      "A.7 move an element",
      { foo: ["all", "grass", "cows", "eat"] },
      [{ op: "move", from: "/foo/1", path: "/foo/3" }],
      { foo: ["all", "cows", "eat", "grass"] },
    ],
    [
      "A.8 test, with success",
      { baz: "qux", foo: ["a", 2, "c"] },
      [
        { op: "test", path: "/baz", value: "qux" },
        { op: "test", path: "/foo/1", value: 2 },
      ],
      { baz: "qux", foo: ["a", 2, "c"] },
    ],
    [
      "A.10 add a nested object",
      { foo: "bar" },
      [{ op: "add", path: "/child", value: { grandchild: {} } }],
      { foo: "bar", child: { grandchild: {} } },
    ],
    [
      "A.11 an unknown member is ignored",
      { foo: "bar" },
      [{ op: "add", path: "/baz", value: "qux", xyz: 123 }],
      { foo: "bar", baz: "qux" },
    ],
    ["A.14 escaped names", { "/": 9, "~1": 10 }, [{ op: "test", path: "/~01", value: 10 }], { "/": 9, "~1": 10 }],
    ["A.16 add an array", { foo: ["bar"] }, [{ op: "add", path: "/foo/-", value: ["abc", "def"] }], { foo: ["bar", ["abc", "def"]] }],
  ])("%s", (_, document, patch, result) => {
    expect(patched(document, patch as JsonPatch)).toEqual(result);
  });

  test.each<[string, unknown, unknown]>([
    ["A.9 test, with an error", { baz: "qux" }, { op: "test", path: "/baz", value: "bar" }],
    ["A.12 add to a place that does not exist", { foo: "bar" }, { op: "add", path: "/baz/bat", value: "qux" }],
    ["A.15 a string is no number", { "/": 9, "~1": 10 }, { op: "test", path: "/~01", value: "10" }],
  ])("%s", (_, document, operation) => {
    expect(() => patched(document, [operation] as JsonPatch)).toThrow(/^patch\[0\]/);
  });
});

describe("pointers, to the letter", () => {
  test.each<[unknown, unknown, string]>([
    [[1, 2], { op: "replace", path: "/01", value: 9 }, 'patch[0] (replace /01): "01" is no index of an array'],
    [[1, 2], { op: "remove", path: "/00" }, '"00" is no index'],
    [[1, 2], { op: "add", path: "/+1", value: 9 }, '"+1" is no index'],
    [[1, 2], { op: "add", path: "/1.0", value: 9 }, '"1.0" is no index'],
    [[1, 2], { op: "add", path: "/1e0", value: 9 }, '"1e0" is no index'],
    [[1, 2], { op: "add", path: "/-1", value: 9 }, '"-1" is no index'],
    [[1, 2], { op: "add", path: "/ 1", value: 9 }, '" 1" is no index'],
    [[1, 2], { op: "add", path: "/", value: 9 }, '"" is no index'],
    [[1, 2], { op: "add", path: "/length", value: 9 }, '"length" is no index'],
    [[1, 2], { op: "test", path: "/length", value: 2 }, '"length" is no index'],
    [[1, 2], { op: "replace", path: "/constructor", value: 2 }, '"constructor" is no index'],
    [[1, 2], { op: "add", path: "/3", value: 9 }, "index 3 is beyond the end of an array of 2"],
    [[1, 2], { op: "replace", path: "/2", value: 9 }, "index 2 is beyond the end of an array of 2"],
    [[1, 2], { op: "remove", path: "/2" }, "index 2 is beyond the end of an array of 2"],
    [[1, 2], { op: "replace", path: "/-", value: 9 }, '"-" is no index'],
    [[1, 2], { op: "remove", path: "/-" }, '"-" is no index'],
    [[], { op: "remove", path: "/0" }, "index 0 is beyond the end"],
    [{ a: 1 }, { op: "remove", path: "/b" }, "there is nothing at /b"],
    [{ a: 1 }, { op: "replace", path: "/b", value: 1 }, "there is nothing at /b"],
    [{ a: 1 }, { op: "add", path: "/a/b", value: 1 }, "there is no object or array above /a/b"],
    [{ a: "text" }, { op: "add", path: "/a/length", value: 1 }, "there is no object or array above"],
    [{ a: "text" }, { op: "test", path: "/a/length", value: 4 }, "there is no object or array above"],
    [{ a: 1 }, { op: "remove", path: "/toString" }, "there is nothing at /toString"],
    [{ a: 1 }, { op: "replace", path: "/constructor", value: 1 }, "there is nothing at /constructor"],
    [{ a: 1 }, { op: "test", path: "/constructor/name", value: "Object" }, "there is nothing at"],
    [{ a: 1 }, { op: "copy", from: "/__proto__", path: "/b" }, "there is nothing at /__proto__"],
    [{ a: 1 }, { op: "add", path: "/__proto__/x", value: 1 }, "there is nothing at /__proto__/x"],
    [{ a: 1 }, { op: "add", path: "/constructor/prototype/x", value: 1 }, "there is nothing at"],
    [{ a: { b: 1 } }, { op: "move", from: "/a", path: "/a/b" }, "a value can't be moved into itself"],
    [{ a: 1 }, { op: "move", from: "/b", path: "/b" }, "there is nothing at /b"],
    [{ a: 1 }, { op: "remove", path: "" }, "the whole value can't be removed"],
    [{ a: 1 }, { op: "test", path: "", value: { a: 2 } }, "the object has another value there"],
  ])("%j and %j: refused", (document, operation, message) => {
    expect(() => patched(document, [operation] as JsonPatch)).toThrow(message);
  });

  test.each<[unknown, unknown[], unknown]>([
    [[1, 2], [{ op: "add", path: "/2", value: 3 }], [1, 2, 3]],
    [{ "01": 1 }, [{ op: "replace", path: "/01", value: 2 }], { "01": 2 }],
    [{ length: 1 }, [{ op: "remove", path: "/length" }], {}],
    [{ "": 1 }, [{ op: "replace", path: "/", value: 2 }], { "": 2 }],
    [{ "-": 1 }, [{ op: "replace", path: "/-", value: 2 }], { "-": 2 }],
    [{ a: 1 }, [{ op: "replace", path: "", value: [1] }], [1]],
    [{ a: 1 }, [{ op: "add", path: "", value: null }], null],
    [{ a: 1 }, [{ op: "move", from: "/a", path: "/a" }], { a: 1 }],
    [{ ab: { c: 1 }, a: 2 }, [{ op: "move", from: "/a", path: "/ab/a" }], { ab: { c: 1, a: 2 } }],
    [{ a: null }, [{ op: "test", path: "/a", value: null }], { a: null }],
    [{ a: { x: 1, y: [2] } }, [{ op: "test", path: "/a", value: { y: [2], x: 1 } }], { a: { x: 1, y: [2] } }],
  ])("%j and %j", (document, patch, result) => {
    expect(patched(document, patch as JsonPatch)).toEqual(result);
  });

  test.each(["__proto__", "constructor", "toString", "prototype", "hasOwnProperty"])("%s is a key like others", (key) => {
    const added = patched({}, [{ op: "add", path: `/${key}`, value: { x: 1 } }]);
    expect(text(added)).toBe(`{"${key}":{"x":1}}`);
    expect(text(patched(added, [{ op: "add", path: `/${key}/y`, value: 2 }]))).toBe(`{"${key}":{"x":1,"y":2}}`);
    expect(text(patched(added, [{ op: "copy", from: `/${key}`, path: "/b" }]))).toBe(`{"${key}":{"x":1},"b":{"x":1}}`);
    expect(text(patched(added, [{ op: "remove", path: `/${key}` }]))).toBe("{}");
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("patches that are none", () => {
  test.each<[unknown, string]>([
    [{}, "patch: expected an array of operations"],
    [[null], "patch[0]: expected an operation"],
    // biome-ignore lint/suspicious/noSparseArray: a hole is no operation.
    [[{ op: "remove", path: "/a" }, , { op: "remove", path: "/b" }], "patch[1]: expected an operation"],
    [[{ op: "delete", path: "/a" }], "patch[0].op: expected one of add, remove, replace, move, copy, test"],
    [[{ op: "toString", path: "/a" }], "patch[0].op: expected one of"],
    [[{ path: "/a" }], "patch[0].op: expected one of"],
    [[Object.create({ op: "remove", path: "/a" })], "patch[0].op: expected one of"],
    [[{ op: "remove", path: "a" }], 'patch[0].path: expected a JSON pointer such as "/metadata/labels/app"'],
    [[{ op: "remove", path: "/a~2b" }], "patch[0].path: expected a JSON pointer"],
    [[{ op: "remove", path: "/a~" }], "patch[0].path: expected a JSON pointer"],
    [[{ op: "remove", path: ["a"] }], "patch[0].path: expected a JSON pointer"],
    [[{ op: "move", path: "/a" }], "patch[0].from: expected a JSON pointer"],
    [[{ op: "copy", from: "b", path: "/a" }], "patch[0].from: expected a JSON pointer"],
    [[{ op: "add", path: "/a" }], "patch[0].value: expected a value to add"],
    [[{ op: "test", path: "/a", value: undefined }], "patch[0].value: expected a value to test"],
    [[{ op: "add", path: "/a", value: Number.NaN }], "/a: expected a finite number"],
    [[{ op: "add", path: "/a", value: new Map() }], "/a: expected a plain object"],
  ])("%j", (patch, message) => {
    expect(() => patched({ a: 1 }, patch as JsonPatch)).toThrow(message);
  });
});

describe("applying", () => {
  test("changes neither the value nor the patch, and shares nothing with them", () => {
    const value = { list: [{ a: 1 }] };
    const patch = [
      { op: "add", path: "/added", value: { b: 1 } },
      { op: "add", path: "/added/c", value: 2 },
      { op: "copy", from: "/list/0", path: "/copied" },
      { op: "replace", path: "/copied/a", value: 9 },
    ] as const;
    const before = [text(value), text(patch)];
    const result = patched(value as Record<string, unknown>, patch);
    expect(result).toEqual({ list: [{ a: 1 }], added: { b: 1, c: 2 }, copied: { a: 9 } });
    (result["list"] as unknown[]).push(1);
    expect([text(value), text(patch)]).toEqual(before);
  });

  test("all operations or none: the error names the one that failed", async () => {
    const value = { a: 1 };
    const patch: JsonPatch = [
      { op: "replace", path: "/a", value: 2 },
      { op: "remove", path: "/b" },
    ];
    const error = await applyPatch(value, patch).catch((error: unknown) => error);
    expect(isInvalidArgument(error)).toBe(true);
    expect(error).toMatchObject({ message: "patch[1] (remove /b): there is nothing at /b" });
    expect(value).toEqual({ a: 1 });
  });

  test("a value that JSON does not have is refused", async () => {
    await expect(applyPatch({ a: new Map() }, [])).rejects.toThrow("value.a: expected a plain object, got Map");
    await expect(diff({}, { a: 1n })).rejects.toThrow("after.a: expected a value that JSON has");
  });
});

describe("pointers", () => {
  test("go to their parts and back", () => {
    for (const parts of [[], [""], ["a"], ["a/b", "~", "~1", "01"], ["", "", ""]]) expect(pointerParts(pointer(parts))).toEqual(parts);
  });
});

/** Where a random operation may point: mostly to what is there. */
function somePath(words: Words, document: unknown): string {
  const parts: string[] = [];
  for (let inner = document; words.chance(0.8); ) {
    const isInside = isObject(inner) || Array.isArray(inner);
    const known = isInside ? Object.keys(inner as object) : [];
    const part = known.length > 0 && words.chance(0.8) ? words.pick(known) : words.pick(["a", "0", "1", "3", "-", "new", "a/b", "~"]);
    parts.push(part);
    if (!isInside) break;
    inner = Object.hasOwn(inner as object, part) ? (inner as Record<string, unknown>)[part] : undefined;
  }
  return pointer(parts);
}

function someOperation(words: Words, document: unknown, keys: readonly string[]): JsonPatchOperation {
  const path = somePath(words, document);
  const op = words.pick(["add", "remove", "replace", "move", "copy", "test"] as const);
  if (op === "remove") return { op, path };
  if (op === "move" || op === "copy") return { op, from: somePath(words, document), path };
  return { op, path, value: op === "test" && words.chance(0.7) ? (valueAt(document, path) ?? null) : words.value(keys, 3) };
}

function valueAt(document: unknown, path: string): unknown {
  return pointerParts(path).reduce<unknown>((inner, part) => (inner as Record<string, unknown> | null | undefined)?.[part], document);
}

test("on tame documents the result is that of fast-json-patch, and so is the refusal (seed 1)", () => {
  const words = new Words(1);
  const tame = ["a", "b", "c", "a/b", "~"];
  const outcomes = { applied: 0, refused: 0 };
  for (let run = 0; run < 20_000; run++) {
    const document = { root: words.value(tame), list: [words.value(tame), words.value(tame)] };
    const patch = Array.from({ length: 1 + words.below(3) }, () => someOperation(words, document, tame));
    // The whole document is another matter there: it can't be a plain value, nor be removed.
    if (patch.some((one) => one.path === "" || ("from" in one && one.from === ""))) continue;
    // It also appends beyond "-", and moves values into themselves.
    if (patch.some((one) => "from" in one && (one.path === one.from || one.path.startsWith(`${one.from}/`)))) continue;
    const says = `${text(document)} ${text(patch)}`;
    let theirs: { readonly document: unknown } | undefined;
    try {
      theirs = { document: oracle.applyPatch(copyJson<unknown>(document, ""), copyJson(patch, "") as never, true).newDocument };
    } catch {
      theirs = undefined;
    }
    let ours: { readonly document: unknown } | undefined;
    try {
      ours = { document: patched<unknown>(document, patch) };
    } catch (error) {
      expect(isInvalidArgument(error), `${says}: ${error}`).toBe(true);
      // It checks the index of an add only.
      if (/\((?:move|copy) .*beyond the end of an array/.test(String(error))) continue;
    }
    expect(text(ours?.document), says).toBe(text(theirs?.document));
    outcomes[ours === undefined ? "refused" : "applied"]++;
  }
  expect(outcomes.applied).toBeGreaterThan(1000);
  expect(outcomes.refused).toBeGreaterThan(1000);
});

test("on any documents and keys, a difference that is applied gives the other value (seed 2)", async () => {
  const words = new Words(2);
  const keys = ["a", "__proto__", "constructor", "toString", "length", "01", "0", "-", "", "a/b", "~1", "name"];
  for (let run = 0; run < 3000; run++) {
    const [before, after] = [words.value(keys), words.value(keys)];
    const patch = await diff(before, after);
    expect(sameJson(await applyPatch(before, patch), after), `${text(before)} to ${text(after)} by ${text(patch)}`).toBe(true);
    if (sameJson(before, after)) expect(patch).toEqual([]);
  }
});
