import { describe, expect, it } from "vitest";
import { parseFieldSelector } from "../../../src/sandbox/kubernetes/field-selector.ts";
import { parseLabelSelector } from "../../../src/sandbox/kubernetes/label-selector.ts";

const objects: Record<string, Record<string, string>> = {
  a: { app: "web", tier: "1" },
  b: { app: "db" },
  c: { app: "web" },
  d: {},
  e: { app: "", "x.y/z": "v" },
};

const matches = (selector: string) => {
  const fits = parseLabelSelector(selector);
  return Object.keys(objects)
    .filter((name) => !fits || fits(objects[name]))
    .join("");
};

describe("label selectors", () => {
  it.each([
    ["", "abcde"],
    ["app=web", "ac"],
    ["app==web", "ac"],
    ["app!=web", "bde"],
    ["app in (web, db)", "abc"],
    ["app notin (web,db)", "de"],
    ["app", "abce"],
    ["!app", "d"],
    ["app=", "e"],
    ["app in ()", "e"],
    ["app in (,web)", "ace"],
    ["app=web,tier=1", "a"],
    [" app = web , ! tier ", "c"],
    ["tier>0", "a"],
    ["tier<1", ""],
    ["x.y/z=v", "e"],
    ["in=x", ""],
    ["app in (in,notin)", ""],
    // A name that every object of the language has is no label.
    ["constructor", ""],
  ])("%j fits %j", (selector, names) => {
    expect(matches(selector)).toBe(names);
  });

  it.each([
    ["app in web", "unable to parse requirement: found 'web' expected: '('"],
    ["=x", "found '=', expected: !, identifier, or 'end of string'"],
    ["app=web=db", "found '=', expected: ',' or 'end of string'"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["!", "unable to parse requirement: found '', expected: identifier"],
    ["a,", "found '', expected: identifier after ','"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a>b", "the value must be an integer"],
    ["a=_", "a valid label must be an empty string"],
    ["-=x", "name part must consist of"],
  ])("%j is refused", (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});

describe("field selectors", () => {
  const object = { metadata: { name: "a,b", namespace: "n" } };

  it.each([
    ["metadata.name=a\\,b", true],
    ["metadata.name==a\\,b,metadata.namespace=n", true],
    ["metadata.name!=a\\,b", false],
    ["metadata.namespace!=m", true],
    [",metadata.namespace=n", true],
  ])("%j: %j", (selector, fits) => {
    expect(parseFieldSelector(selector)?.fits(object)).toBe(fits);
  });

  it("knows the one name that can fit", () => {
    expect(parseFieldSelector("metadata.namespace=n,metadata.name=x")?.name).toBe("x");
    expect(parseFieldSelector("metadata.name!=x")?.name).toBeUndefined();
    expect(parseFieldSelector("")).toBeUndefined();
  });

  it.each([
    ["metadata.name", "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
    ["spec.x=1", '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"'],
    ["metadata.name=a\\b", "invalid escape sequence"],
    ["metadata.name=a=b", "unescaped character in value"],
  ])("%j is refused", (selector, message) => {
    expect(() => parseFieldSelector(selector)).toThrow(message);
  });
});
