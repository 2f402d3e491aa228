import { describe, expect, test } from "vitest";
import { isClusterplaneError } from "../../src/http/errors.ts";
import { queryString, segment } from "../../src/http/paths.ts";
import { checkPath } from "../../src/http/raw-path.ts";
import { Words } from "../fuzz/words.ts";

describe("path segments", () => {
  test("are encoded", () => {
    expect(segment("a/b?c#d e%", "name")).toBe("a%2Fb%3Fc%23d%20e%25");
    expect(segment("ünï", "name")).toBe("%C3%BCn%C3%AF");
    expect(segment("...", "name")).toBe("...");
  });

  test.each(["", ".", "..", "%2e", "%2E%2e", ".%2e", undefined, null, 7, {}, ["a"]])("refuses %s before anything is sent", (given) => {
    expect(() => segment(given, "name")).toThrow(/^name: /);
  });

  test("half of a surrogate pair is refused with the name of the argument, not with a URIError", () => {
    expect(() => segment("a\ud800", "name")).toThrow("name: contains half of a surrogate pair, which can't be part of a URL");
  });
});

describe("queries", () => {
  test("leave out undefined and null", () => {
    expect(queryString(undefined)).toBe("");
    expect(queryString({ a: undefined, b: null })).toBe("");
    expect(queryString({ labelSelector: "a=b,c in (d)", limit: 5, watch: true, empty: "" })).toBe(
      "?labelSelector=a%3Db%2Cc%20in%20(d)&limit=5&watch=true&empty=",
    );
  });

  test.each([
    [{ a: {} }, "query.a: expected a string, a number or a boolean, got object"],
    [{ a: ["x"] }, "query.a: expected a string, a number or a boolean, got object"],
    [{ a: () => 1 }, "query.a: expected a string, a number or a boolean, got function"],
    [{ a: Number.NaN }, "query.a: expected a string, a number or a boolean, got NaN"],
    [{ a: "\ud800" }, "query.a: contains half of a surrogate pair, which can't be part of a URL"],
  ])("%j is refused", (query, message) => {
    expect(() => queryString(query as never)).toThrow(message);
  });

  test.each([
    ["inherited keys", Object.create({ inherited: "1" })],
    ["a Map", new Map([["a", "1"]])],
    ["URLSearchParams", new URLSearchParams("a=1")],
  ])("%s are refused, not left out", (_, query) => {
    expect(() => queryString(query)).toThrow("query: expected a plain object of parameters");
  });
});

describe("paths of raw requests", () => {
  test.each([
    "/",
    "/version",
    "/kubernetes/management/apis",
    "/api/v1/kubeclusters?where=%7B%7D&page=2",
    "/a//b",
    "/a%2Fb",
    "/a:b/@c/~d",
    "/größe",
    "/x?q=..",
  ])("%s is taken", (path) => {
    expect(() => checkPath(path)).not.toThrow();
  });

  test.each([
    ["", /begins with one \//],
    ["version", /begins with one \//],
    ["https://other.example.com/x", /begins with one \//],
    ["//other.example.com/x", /begins with one \//],
    ["/\\other.example.com", /backslash/],
    ["/a\\..\\b", /backslash/],
    ["/a\tb", /control character/],
    ["/a\nb", /control character/],
    ["/a\u0000b", /control character/],
    ["/a b", /blank/],
    ["/x?q=a b", /blank/],
    ["/a#b", /#/],
    ["/x?q=1#b", /#/],
    ["/a/../b", /\. or \.\./],
    ["/a/.", /\. or \.\./],
    ["/a/%2e%2E/b", /\. or \.\./],
    ["/a/.%2e", /\. or \.\./],
    ['/a"b', /percent-encoded/],
    ["/a<b", /percent-encoded/],
    ["/\ud800", /surrogate pair/],
  ])("%j is refused", (path, message) => {
    expect(() => checkPath(path)).toThrow(message);
  });

  test("a path that is taken is sent as it is written (seed 1)", () => {
    const words = new Words(1);
    const pieces = [
      "/",
      "/",
      "a",
      "b",
      ".",
      "..",
      "%2e",
      "%2F",
      "%5c",
      "%00",
      "\\",
      "\t",
      "\n",
      "\r",
      " ",
      "?",
      "#",
      ":",
      "@",
      "ü",
      "\u2028",
      "%",
      '"',
      "'",
      "|",
      "^",
      "{",
      "}",
      "~",
      ";",
      "&",
      "=",
    ];
    let taken = 0;
    for (let run = 0; run < 20_000; run++) {
      const path = `/${Array.from({ length: words.below(8) }, () => words.pick(pieces)).join("")}`;
      try {
        checkPath(path);
      } catch (error) {
        expect(isClusterplaneError(error), `${JSON.stringify(path)}: ${error}`).toBe(true);
        continue;
      }
      taken++;
      const { host, pathname, search, hash } = new URL(`https://api.example.com${path}`);
      const [name = "", ...query] = path.split("?");
      expect([host, hash], JSON.stringify(path)).toEqual(["api.example.com", ""]);
      expect(pathname.split("/").length, JSON.stringify(path)).toBe(name.split("/").length);
      expect(pathname.replace(/(?:%[89A-F][0-9A-F])+/g, decodeURIComponent), JSON.stringify(path)).toBe(name);
      // A ? without a query is no query.
      if (query.join("?") !== "") expect(search.length, JSON.stringify(path)).toBeGreaterThanOrEqual(query.join("?").length);
    }
    expect(taken).toBeGreaterThan(1000);
  });
});
