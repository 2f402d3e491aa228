import { describe, expect, test } from "vitest";
import { tokenOf } from "../../../src/sandbox/eve/authenticate.ts";
import { parseHttpDate } from "../../../src/sandbox/eve/http-date.ts";
import { pageLinks } from "../../../src/sandbox/eve/links.ts";
import { readParameters } from "../../../src/sandbox/eve/parameters.ts";
import { hide, parseProjection, project } from "../../../src/sandbox/eve/projection.ts";
import { repr, tuple } from "../../../src/sandbox/eve/python-repr.ts";
import { contentType } from "../../../src/sandbox/eve/render.ts";
import { defaultItemTitle, resourceOf } from "../../../src/sandbox/eve/schema.ts";
import { ObjectId } from "../../../src/sandbox/eve/values.ts";
import { toXml } from "../../../src/sandbox/eve/xml.ts";
import { idA, things } from "./things.ts";

const resource = resourceOf(things);
const pagination = { default: 25, limit: 50 };
const parameters = (query: string, headers: Record<string, string> = {}) =>
  readParameters(new URLSearchParams(query), new Headers(headers), pagination);

test.each([
  ["Bearer t", "t"],
  ["bearer t", "t"],
  ["Token t", "t"],
  ["t", "t"],
  ["Bearer", undefined],
  ["Bearer  t", undefined],
  ["token-of-mine", undefined],
  [`Basic ${btoa("t:pw")}`, "t"],
  ['Digest username="t", realm="x"', "t"],
])("the token in %j is %j", (header, token) => {
  expect(tokenOf(header)).toBe(token);
});

describe("paging", () => {
  test.each([
    ["", 1, 25],
    ["page=3", 3, 25],
    ["page=-2", 2, 25],
    ["page=0", 1, 25],
    ["page=x", 1, 25],
    ["page=1.5", 1, 25],
    ["max_results=2", 1, 2],
    ["max_results=1.9", 1, 1],
    ["max_results=0", 1, 25],
    ["max_results=-1", 1, 25],
    ["max_results=many", 1, 25],
    ["max_results=1000", 1, 50],
    ["max_results=1e1", 1, 10],
  ])("%s", (query, page, maxResults) => {
    expect(parameters(query)).toMatchObject({ page, maxResults });
  });

  test("links repeat what was asked for, but neither projection nor embedded, and unencoded", () => {
    const asked = parameters('where={"a":1}&sort=-b&page=2&max_results=2&projection={"x":1}&embedded={}&foo=1&bar=x%26y&foo=2');
    const query = (page: string): string => `v1/things?max_results=2&where={"a":1}&sort=-b${page}&foo=1&foo=2&bar=x&y`;
    expect(pageLinks({ prefix: "v1", resources: new Map() }, resource, asked, pagination, 5)).toEqual({
      parent: { title: "home", href: "/" },
      self: { title: "/v1/things", href: query("&page=2") },
      next: { title: "next page", href: query("&page=3") },
      last: { title: "last page", href: query("&page=3") },
      prev: { title: "previous page", href: query("") },
    });
  });
});

test.each([
  ["x", "x"],
  ['"x"', "x"],
  ['W/"x"', "x"],
  ["W/x", "W/x"],
  ["*", "*"],
  ['"x", "y"', "x, y"],
  ['""', undefined],
])("the etag %s is read as %j", (header, etag) => {
  expect(parameters("", { "if-match": header }).ifMatch).toBe(etag);
});

test("a time that can't be read makes the server fail, as the real one does", () => {
  expect(() => parameters("", { "if-modified-since": "yesterday" })).toThrow(expect.objectContaining({ status: 500 }));
  expect(parseHttpDate("fri, 8 may 2020 7:4:5 gmt")).toEqual(new Date("2020-05-08T07:04:05Z"));
  expect(parseHttpDate("Mon, 31 Feb 2020 00:00:00 GMT")).toBeUndefined();
});

describe("projection", () => {
  const document = {
    _id: new ObjectId(idA),
    _etag: "e",
    name: "x",
    nested: { a: 1, b: "y" },
    people: [{ name: "ann", age: 3 }],
    secret: "s",
  };
  const shown = (text: string): unknown => Object.keys(project(document, parseProjection(text, resource))).sort();

  test.each([
    ['{"name":1}', ["_etag", "_id", "name"]],
    ['{"name":0}', ["_etag", "_id", "nested", "people", "secret"]],
    ['{"name":1,"nested":0}', ["_etag", "_id", "name"]],
    ['{"_id":0,"_etag":0}', ["_etag", "_id", "name", "nested", "people", "secret"]],
    ['{"nope":1}', ["_etag", "_id"]],
    ["{}", ["_etag", "_id", "name", "nested", "people", "secret"]],
  ])("%s", (text, keys) => {
    expect(shown(text)).toEqual(keys);
  });

  test("reaches into sub-documents and lists", () => {
    expect(project(document, parseProjection('{"nested.b":1,"people.name":1}', resource))).toMatchObject({
      nested: { b: "y" },
      people: [{ name: "ann" }],
    });
  });

  test.each(["name", "[1]", "5", "null"])("%s is refused with 400", (text) => {
    expect(() => parseProjection(text, resource)).toThrow(expect.objectContaining({ status: 400 }));
  });

  test("an operator is said not to be simulated", () => {
    expect(() => parseProjection('{"people":{"$slice":1}}', resource)).toThrow(expect.objectContaining({ status: 501 }));
  });

  test("what is write-only, and what the schema does not have, is never shown", () => {
    expect(hide({ _id: "1", name: "x", secret: "s", box: { open: "o", key: "k" }, extra: 1 }, resource.fields)).toEqual({
      _id: "1",
      name: "x",
      box: { open: "o" },
    });
  });
});

test("values are quoted as Python does", () => {
  expect(repr(["a", "it's", "both ' \"", null, true, 1.5, { k: [1] }, "\n\u0001ü\u200b"])).toBe(
    "['a', \"it's\", 'both \\' \"', None, True, 1.5, {'k': [1]}, '\\n\\x01ü\\u200b']",
  );
  expect(tuple(["a"])).toBe("('a',)");
});

test.each([
  ["kubestorageclasses", "Kubestorageclasse"],
  ["kubepvcprogress", "Kubepvcprogre"],
])("the title of %s is %s", (name, title) => {
  expect(defaultItemTitle(name)).toBe(title);
});

test("XML: links and related fields as attributes, values escaped, keys in order", () => {
  const body = {
    name: "a<&>\"'",
    list: [1, true, null],
    ref: "5f",
    nested: { b: 1, a: "x" },
    _links: {
      self: { title: "Thing", href: '/v1/things/1?a="b"' },
      parent: { title: "home", href: "/" },
      related: { ref: { title: "Thing", href: "/v1/things/5f" } },
    },
  };
  expect(toXml(body)).toBe(
    '<resource href="/v1/things/1?a=&#34;b&#34;"  title="Thing" ><link rel="parent" href="/" title="home" />' +
      "<list>1</list><list>True</list><list>None</list><name>a&lt;&amp;&gt;&#34;&#39;</name>" +
      '<nested><a>x</a><b>1</b></nested><ref href="/v1/things/5f" title="Thing">5f</ref></resource>',
  );
});

test.each([
  [null, "application/json"],
  ["*/*", "application/json"],
  ["text/html", "application/json"],
  ["application/xml", "application/xml; charset=utf-8"],
  ["application/*;q=0.5, text/xml", "text/xml; charset=utf-8"],
  ["application/xml;q=0.9, application/json;q=0.8", "application/xml; charset=utf-8"],
  ["application/json;q=0, */*", "application/xml; charset=utf-8"],
  // A quality that is none: as if the type had not been named.
  ["application/xml;q=2", "application/json"],
  ["application/xml;q=x, text/xml;q=0.1", "text/xml; charset=utf-8"],
  ["application/xml;q=1.", "application/json"],
])("to Accept %j belongs %s", (accept, type) => {
  expect(contentType(accept)).toBe(type);
});

test("XML of a field called _links among the issues is what the server fails at", () => {
  expect(() => toXml({ _status: "ERR", _issues: { _links: "unknown field" } })).toThrow(expect.objectContaining({ status: 500 }));
});
