import { describe, expect, test } from "vitest";
import { ClusterplaneError } from "../../src/http/errors.ts";
import { secretHeaders } from "../../src/http/explain/call-secrets.ts";
import { headersOf, headerValue } from "../../src/http/headers.ts";
import { Words } from "../fuzz/words.ts";
import { client, json, read, script } from "./fake.ts";

describe("headers of a caller", () => {
  const wanted = { "x-team": "a", accept: "text/plain" };

  test.each([
    ["an object", { "X-Team": "a", Accept: "text/plain" }],
    ["Headers", new Headers({ "X-Team": "a", Accept: "text/plain" })],
    ["a Map", new Map(Object.entries({ "X-Team": "a", Accept: "text/plain" }))],
  ])("%s", (_, given) => {
    expect(headersOf(given)).toEqual(wanted);
  });

  test("none", () => {
    expect(headersOf(undefined)).toEqual({});
    expect(headersOf({})).toEqual({});
  });

  test("an undefined value is left out, whatever holds it", () => {
    expect(headersOf({ "x-team": undefined, "x-other": "b" })).toEqual({ "x-other": "b" });
    expect(headersOf(new Map([["x-team", undefined]]) as never)).toEqual({});
  });

  test("values are trimmed, as fetch does", () => {
    expect(headersOf({ a: "  b\t", c: "\r\n d \r\n" })).toEqual({ a: "b", c: "d" });
  });

  test("they reach the server in any of these forms", async () => {
    for (const headers of [{ "X-Team": "a" }, new Headers({ "X-Team": "a" }), new Map([["X-Team", "a"]])]) {
      const { fetch, sent } = script(json({}));
      await client(fetch, { headers }).request(read);
      expect(sent[0]!.headers["x-team"]).toBe("a");
    }
  });

  test.each([
    [{ "": "a" }, /^headers: "" is not the name of a header$/],
    [{ "x team": "a" }, /^headers: "x team" is not the name/],
    [{ "x:": "a" }, /^headers: "x:" is not the name/],
    [{ ü: "a" }, /is not the name of a header/],
    [new Map([[7, "a"]]), /^headers: 7 is not the name/],
    [{ "x-a": 7 }, /^headers\["x-a"\]: expected a string, got number$/],
    [{ "x-a": null }, /^headers\["x-a"\]: expected a string, got null$/],
    [{ "x-a": ["b"] }, /^headers\["x-a"\]: expected a string, got object$/],
    [{ "x-a": "a\nb" }, /^headers\["x-a"\]: contains a line break or another control character$/],
    [{ "x-a": "a\u0000b" }, /control character/],
    [{ "x-a": "a\u007fb" }, /control character/],
    [{ "x-a": "ł" }, /contains a character that a header can't hold \(beyond U\+00FF\)$/],
    [{ authorization: "Bearer x" }, /^headers: expected no Authorization; give the token as token$/],
    [{ AUTHORIZATION: "Bearer x" }, /expected no Authorization/],
    ["x-a: b", /^headers: expected a plain object, a Map or Headers$/],
    [null, /^headers: expected a plain object/],
    [Object.create({ "x-a": "b" }), /^headers: expected a plain object/],
    [{ "X-A": "1", "x-a": "2" }, /^headers: x-a is given twice, in two spellings$/],
    [{ "Content-Length": "2" }, /^headers: content-length belongs to the connection, which fetch makes; leave it out$/],
    [new Map([["Transfer-Encoding", "chunked"]]), /^headers: transfer-encoding belongs to the connection/],
    [{ host: "other.example" }, /^headers: host belongs to the connection/],
  ])("%j is refused", (given, message) => {
    expect(() => headersOf(given as never)).toThrow(message);
  });

  test("no message shows a value", () => {
    for (const value of ["CANARY\nx", "CANARY\u0000", "CANARYł"]) {
      expect(() => headersOf({ "x-secret": value })).not.toThrow(/CANARY/);
      expect(() => headersOf({ "x-secret": value })).toThrow(ClusterplaneError);
    }
  });

  test("what is taken is what fetch takes, and the same value (seed 1)", () => {
    const words = new Words(1);
    const letters = [
      "a",
      "a",
      "a",
      "a",
      "B",
      "B",
      "-",
      "-",
      ":",
      " ",
      "\t",
      "\n",
      "\r",
      "\u0000",
      "\u0001",
      "\u007f",
      "\u0080",
      "ÿ",
      "Ā",
      '"',
      ",",
      "€",
      "_",
      "é",
    ];
    const text = () => Array.from({ length: words.below(5) }, () => words.pick(letters)).join("");
    let taken = 0;
    for (let run = 0; run < 20_000; run++) {
      const [name, value] = [text(), text()];
      let ours: Record<string, string>;
      try {
        ours = headersOf({ [name]: value });
      } catch (error) {
        expect(error).toBeInstanceOf(ClusterplaneError);
        continue;
      }
      taken++;
      const theirs = new Headers({ [name]: value });
      expect(Object.entries(ours), JSON.stringify([name, value])).toEqual([...theirs]);
    }
    expect(taken).toBeGreaterThan(1000);
  });
});

test("the value of a header without an object around it", () => {
  expect(headerValue(" mine/2 ", "userAgent")).toBe("mine/2");
  expect(() => headerValue("a\r\nb", "userAgent")).toThrow("userAgent: contains a line break");
});

describe("headers that messages must not show", () => {
  test("those with the name of a secret, and every long value that is not a usual one", () => {
    const headers = {
      accept: "application/json;as=Table;g=meta.k8s.io;v=v1",
      "content-type": "application/merge-patch+json",
      "user-agent": "clusterplane/0.1.0 (node)",
      "x-api-key": "abcd",
      cookie: "a=b;c=d",
      "x-team": "platform",
      "x-signature": "0123456789abcdef",
    };
    expect(secretHeaders(headers)).toEqual(["abcd", "a=b;c=d", "0123456789abcdef"]);
  });
});
