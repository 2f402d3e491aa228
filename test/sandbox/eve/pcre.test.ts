import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import type { EveError } from "../../../src/sandbox/eve/errors.ts";
import { BadPattern, translate, Untranslated } from "../../../src/sandbox/eve/pcre.ts";
import { find } from "../../../src/sandbox/eve/query.ts";
import { ObjectId } from "../../../src/sandbox/eve/values.ts";

// What PCRE2 10.42 finds with UTF-8, as its library says.
describe("a pattern finds what PCRE2 finds", () => {
  it.each<[pattern: string, options: string, texts: string[], found: string[]]>([
    ["\\Aprod\\z", "", ["prod", "prod\n", "xprod"], ["prod"]],
    ["prod\\Z", "", ["prod", "prod\n", "prod\n\n"], ["prod", "prod\n"]],
    ["^tail$", "", ["tail", "tail\n", "tail\nx"], ["tail", "tail\n"]],
    ["^b$", "m", ["a\nb", "b\na", "ab"], ["a\nb", "b\na"]],
    ["^a", "m", ["b\na", "ba"], ["b\na"]],
    ["(?:foo$|bar)", "", ["foo\n", "foox", "barx"], ["foo\n", "barx"]],
    ["^.$", "", ["😀", "\n", "ab", "ä"], ["😀", "ä"]],
    ["^.$", "s", ["\n", "ab"], ["\n"]],
    ["^\\p{Lu}", "", ["Äpfel", "äpfel"], ["Äpfel"]],
    ["^[^\\p{L}]", "", ["1", "ä"], ["1"]],
    ["^[[:lower:]]+\\z", "", ["prod", "Prod", "ä"], ["prod"]],
    ["^[[:lower:]]+\\z", "i", ["PROD", "1"], ["PROD"]],
    ["^[[:^digit:]]\\z", "", ["a", "1"], ["a"]],
    ["ä", "i", ["Ä", "a"], ["Ä"]],
    ["^[k-s]", "i", ["K", "\u212a", "\u017f", "a"], ["K", "\u212a", "\u017f"]],
    ["^\\w", "i", ["\u212a", "k", "ä"], ["k"]],
    ["^[\\w-]", "i", ["\u212a", "-"], ["-"]],
    ["^[^k\\d]", "i", ["\u212a", "K", "1", "a"], ["a"]],
    ["^\\s", "", ["\v", "\u00a0", " "], ["\v", " "]],
    ["^\\h", "", ["\u00a0", "\n"], ["\u00a0"]],
    ["a b # words", "x", ["ab", "a b"], ["ab"]],
    ["a(?i)b|c", "", ["aB", "AB", "C"], ["aB", "C"]],
    ["(?-i:a)b", "i", ["aB", "AB"], ["aB"]],
    ["\\Qa.b\\E+", "", ["a.bb", "axb"], ["a.bb"]],
    ["(?#comment)a(?<name>b)(?'other'c)(?P<third>d)", "", ["abcd"], ["abcd"]],
    ["\\x41\\x{e4}\\o{102}\\t\\0", "", ["AäB\t\0"], ["AäB\t\0"]],
    ["a{,b", "", ["a{,b"], ["a{,b"]],
    ["[]a]", "", ["]", "a", "b"], ["]", "a"]],
    ["^a{2,3}?$", "", ["a", "aa", "aaaa"], ["aa"]],
    ["\\bfoo\\B", "", ["foos", "foo", "xfoos"], ["foos"]],
    ["", "", ["", "a"], ["", "a"]],
  ])("%j with %j", (pattern, options, texts, found) => {
    const compiled = RE2JS.compile(translate(pattern, options));
    expect(texts.filter((text) => compiled.test(text))).toEqual(found);
  });
});

it.each([
  "(",
  ")",
  "a**",
  "*a",
  "(?i)*",
  "[a",
  "[]",
  "[b-a]",
  "[a-\\d]",
  "[[:foo:]]",
  "a{3,1}",
  "a{65536}",
  "\\",
  "\\y",
  "\\x{110000}",
  "\\8",
  "(?<1>a)",
  "(?<n>a)(?<n>b)",
  "(?z)",
  "\\p",
  "(".repeat(251) + ")".repeat(251),
])("%j is refused, as PCRE2 does", (pattern) => {
  expect(() => translate(pattern, "")).toThrow(BadPattern);
});

it.each([
  "p++rod",
  "(?>a)",
  "(?=a)",
  "(?<!a)",
  "(a)\\1",
  "(?<n>a)\\k<n>",
  "(?R)",
  "(?1)",
  "(?(1)a)",
  "\\R",
  "\\X",
  "\\Ka",
  "(*UCP)a",
  "\\p{Greek}",
  "$a",
  "(a$)+",
  "a{1001}",
  "^*",
  "a{ 1}",
])("%j is not translated", (pattern) => {
  expect(() => translate(pattern, "")).toThrow(Untranslated);
});

it("`^` with nothing behind it in multi-line mode, and one case where case does not matter, are not translated", () => {
  expect(() => translate("^\\s*$", "m")).toThrow(Untranslated);
  expect(() => translate("\\p{Lu}", "i")).toThrow(Untranslated);
  expect(() => translate("[^ä\\d]", "i")).toThrow(Untranslated);
});

describe("a query", () => {
  const named = (name: string) => ({ _id: new ObjectId("a".repeat(24)), name });
  const status = (texts: readonly string[], $regex: string): number => {
    try {
      find(texts.map(named), { name: { $regex } }, []);
      return 200;
    } catch (error) {
      return (error as EveError).status;
    }
  };

  it("whose pattern backtracks without end in other engines is answered", () => {
    expect(status([`${"a".repeat(100_000)}!`], "^(a+)+$")).toBe(200);
    expect(status([`${"x".repeat(100_000)}!`], "(x+x+)+y")).toBe(200);
  });

  it("that takes too much work, or is too large for the engine, is 501", () => {
    expect(
      status(
        Array.from({ length: 1000 }, () => "ab".repeat(5000)),
        "(?:.{0,31}a){31}[x-z]\\z",
      ),
    ).toBe(501);
    expect(status(["a"], "(?:(?:a{1,100}){1,100}){1,100}")).toBe(501);
    expect(status(["a"], "a{1000}".repeat(100))).toBe(501);
    const many = Array.from({ length: 1000 }, (_, i) => ({ name: { $regex: `(?:a{1,30}){1,30}${i}` } }));
    expect(() => find([named("a")], { $or: many }, [])).toThrow(expect.objectContaining({ status: 501 }));
    const wide = Array.from({ length: 5000 }, (_, i) => ({ name: `n${i}` }));
    expect(() =>
      find(
        Array.from({ length: 5000 }, (_, i) => named(`m${i}`)),
        { $or: wide },
        [],
      ),
    ).toThrow(expect.objectContaining({ status: 501 }));
  });

  it("whose pattern MongoDB refuses is what the server fails at", () => {
    expect(status(["a"], "a\0b")).toBe(500);
    expect(status(["a"], "a".repeat(32_765))).toBe(500);
    expect(status(["a"], "(a)".repeat(5000))).toBe(200);
  });
});
