import { expect, test } from "vitest";
import { ClusterplaneError } from "../../src/http/errors.ts";
import { thingsEngine } from "../sandbox/eve/things.ts";
import { fuzzCloudCasa } from "./cloudcasa.ts";
import { fuzzEngine } from "./engine.ts";
import { forAWhile } from "./outcome.ts";
import { type Call, fuzzResponses } from "./responses.ts";

test.each([1, 2, 3])("no document and no query makes the engine fail, and what it stores is what it said (seed %i)", async (seed) => {
  const { problems, stored } = await fuzzEngine(seed, 150);
  expect(problems).toEqual([]);
  expect(stored).toBeGreaterThan(50);
});

test.each([1, 2, 3])("CloudCasa's client and sandbox agree about all that is stored (seed %i)", async (seed) => {
  const { problems, stored } = await fuzzCloudCasa(seed, 300);
  expect(problems).toEqual([]);
  expect(stored).toBeGreaterThan(30);
});

test.each([
  ["a document in a list is not as it is kept", (body: Answered) => Object.assign(body._items?.[0] ?? {}, { name: "other" })],
  ["a list lacks one", (body: Answered) => body._items?.pop()],
  ["a written document is not as it is kept", (body: Answered) => body._status === "OK" && Object.assign(body, { name: "other" })],
])("the fuzz notices when %s", async (_, change) => {
  const { problems } = await fuzzCloudCasa(1, 300, async (answer) => {
    if (!answer.headers.get("content-type")?.includes("json")) return answer;
    const body = (await answer.json()) as Answered;
    change(body);
    return Response.json(body, answer);
  });
  expect(problems).not.toEqual([]);
});

/** As much as there may be of an answer. */
interface Answered {
  _status?: string;
  _items?: object[];
}

test.each([1, 2, 3])(
  "whatever a server responds, a call ends with a value or an error of ours, and no error shows a secret (seed %i)",
  async (seed) => {
    const { problems, stored, errors } = await fuzzResponses(seed, 500);
    expect(problems).toEqual([]);
    expect(stored).toBeGreaterThan(100);
    expect(errors).toBeGreaterThan(100);
  },
);

const endless: Call = async (platform) => {
  for (let count = 0; count < 1500; count++) await platform.clusters.find("dev").catch(() => undefined);
};

test.each<[string, Call, RegExp]>([
  ["an error is none of ours", () => Promise.reject(new TypeError("x")), /an error that is none of ours: TypeError: x/],
  ["an error shows a secret", () => Promise.reject(new ClusterplaneError("Failed", "token CANARY")), /a secret in .*token CANARY/],
  [
    "a cause shows one in base64",
    () => Promise.reject(new ClusterplaneError("Failed", "x", { cause: new Error(btoa("a canary-1")) })),
    /a secret in base64/,
  ],
  ["a call sends requests without end", endless, /\d+ requests/],
])("the fuzz notices when %s", async (_, call, problem) => {
  expect((await fuzzResponses(1, 1, { call })).problems.join()).toMatch(problem);
});

test("a fuzz stops at the first seed that finds something, and names it", async () => {
  const run = async (seed: number) => ({ seed, stored: 1, problems: seed === 7 ? ["wrong"] : [] });
  expect(await forAWhile(run, 5, 60_000)).toEqual({ seed: 5, stored: 3, runs: 3, problems: ["seed 7: wrong"] });
});

test.each([
  ["a body", { body: `{"name":"x","free":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}` }, ""],
  ["a filter", {}, `?where=${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`],
  ["a Python filter", {}, `?where=a${".a".repeat(3000)}==1`],
  ["a chain of sums", {}, `?where=a==${"1%2B".repeat(3000)}1`],
  ["an order", {}, `?sort=${"[".repeat(5000)}`],
])("%s nested without end is refused", async (_, call, query) => {
  const { status } = await thingsEngine().ask(`things${query}`, call);
  expect(status === 400 || status === 200).toBe(true);
});
