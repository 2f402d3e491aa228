import { expect, test } from "vitest";
import { isInvalidArgument } from "../../../src/http/predicates.ts";
import { queryParameters } from "../../../src/resources/eve/query.ts";
import { serve } from "./script.ts";

test("a filter becomes JSON once, and is escaped once on its way", async () => {
  const { things, asked } = serve(() => ({ _items: [], _meta: { page: 1, max_results: 25, total: 0 } }));
  const name = `a&b=c "d" ü%20/{}`;
  await things.list({
    where: { name, "status.state": { $in: ["ACTIVE", null] }, $or: [{ count: { $gt: 3 } }, { "parts.size": 1 }] },
    sort: ["-count", "name"],
  });
  expect(asked[0]?.query).toEqual({
    where: JSON.stringify({ name, "status.state": { $in: ["ACTIVE", null] }, $or: [{ count: { $gt: 3 } }, { "parts.size": 1 }] }),
    sort: "-count,name",
  });
});

test("projection and embedded in Eve's form, an empty filter is left out", () => {
  expect(queryParameters({ projection: ["name", "status.state"], embedded: ["cluster"], where: {}, max_results: 50, page: 2 })).toEqual({
    projection: '{"name":1,"status.state":1}',
    embedded: '{"cluster":1}',
    max_results: "50",
    page: "2",
  });
  expect(queryParameters({ projection: { tags: 0 } })).toEqual({ projection: '{"tags":0}' });
});

const circle: Record<string, unknown> = {};
circle["$or"] = [circle];

test.each([
  ["a value that JSON drops would widen the filter", { where: { name: undefined } }, "where.name"],
  ["the same inside of an operator", { where: { count: { $gt: undefined } } }, "where.count.$gt"],
  ["not a number", { where: { $or: [{ count: Number.NaN }] } }, "where.$or[0].count"],
  ["a Date matches nothing", { where: { _updated: { $gt: new Date(0) } } }, "httpDate"],
  ["a function", { where: { name: () => 1 } }, "where.name"],
  ["a circle", { where: circle }, "where.$or[0]"],
  ["text instead of a filter", { where: "name==1" }, "where"],
  ["a class instance", { where: new Map([["name", "x"]]) }, "where"],
  ["page 0", { page: 0 }, "page"],
  ["half a page", { max_results: 1.5 }, "max_results"],
  ["nothing to sort by", { sort: [] }, "sort"],
  ["a lone minus", { sort: "-" }, "sort"],
  ["mixed flags", { projection: { name: 1, tags: 0 } }, "projection"],
  ["no field to embed", { embedded: [""] }, "embedded"],
])("refused before anything is sent: %s", (_what, query, place) => {
  let error: unknown;
  try {
    queryParameters(query);
  } catch (thrown) {
    error = thrown;
  }
  expect(isInvalidArgument(error)).toBe(true);
  expect(String(error)).toContain(place);
});
