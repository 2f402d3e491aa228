// Eve casts what looks like an id or a date also where the field is text, so such names need care to be found.
import { CloudCasa } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { expect, test } from "vitest";

const names = [
  ...[
    "5eb599e603f7a77d5223efee",
    "AAAAAAAAAAAAAAAAAAAAAAAA",
    "Fri, 08 May 2020 17:41:58 GMT",
    "12345",
    "-1",
    "1.20",
    "1e5",
    "0x10",
    " 7",
    "Infinity",
    "NaN",
  ],
  ...[
    "^a$",
    "a.b",
    "a|b",
    "(a",
    "[a",
    "a*",
    "a+?",
    "\\d",
    "a\\",
    "/a/",
    "$a",
    "{a}",
    "true",
    "null",
    '"quoted"',
    "it's",
    "a b",
    "ü 🚀",
    "a%20b&c=d",
    "__proto__",
    "constructor",
  ],
];
const retry = { attempts: 3, minDelay: "1ms", maxDelay: "2ms" } as const;

function start() {
  const sandbox = createSandbox({ bare: true });
  const casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch, retry });
  return { sandbox, casa };
}

test.each(names)("a document called %j is found by its name, and by nothing else", async (name) => {
  const { casa } = start();
  // Neighbours that a pattern without care would find.
  for (const other of ["a", "ab", "aab", "axb", `x${name}`, `${name}x`])
    if (other !== name) await casa.kubeclusters.ensure({ name: other });
  expect(await casa.kubeclusters.find({ name })).toBeUndefined();
  const { document, outcome } = await casa.kubeclusters.ensure({ name });
  expect([outcome, document.name]).toEqual(["created", name]);
  expect((await casa.kubeclusters.find({ name }))?._id).toBe(document._id);
  expect((await casa.kubeclusters.list({ where: { name: { $eq: name } } })).items.map(({ _id }) => _id)).toEqual([document._id]);
  expect((await casa.kubeclusters.list({ where: { $or: [{ name }, { name: "nobody" }] } })).items.map(({ _id }) => _id)).toEqual([
    document._id,
  ]);
  expect(await casa.kubeclusters.ensure({ name })).toEqual({
    document: expect.objectContaining({ _id: document._id }),
    outcome: "found",
    differences: [],
  });
});

test.each(names)("a create of %j whose response is lost is settled by its name", async (name) => {
  const { sandbox, casa } = start();
  sandbox.faults.next({ api: "cloudcasa", verb: "create", reset: true, when: "after" });
  expect((await casa.kubeclusters.create({ name, tags: { a: "b" } })).name).toBe(name);
  expect((await casa.kubeclusters.list()).total).toBe(1);
});
