import { until, type WaitCondition, type WaitContext } from "clusterplane";
import { expect, test } from "vitest";
import { Deadline } from "../../../src/http/deadline.ts";
import { waitUntil } from "../../../src/resources/common/wait.ts";
import { failure, jumpingClock } from "../../http/fake.ts";

const context: WaitContext = { kind: "Thing", apiVersion: "example.com/v1", uid: "u" };
const verdict = (one: WaitCondition<never, boolean>, object: unknown = {}) => one.check(object as never, context).state;
const [yes, no, never, asleep] = [
  until.satisfies("yes", () => true),
  until.satisfies("no", () => false),
  until.satisfies("never", () => "it is over"),
  { description: "asleep", check: () => ({ state: "asleep" }) } as WaitCondition<unknown>,
];

test("a condition of one's own: true, false, or why it never will hold", () => {
  expect(yes.check({} as never, context)).toEqual({ state: "met" });
  expect(no.check({} as never, context)).toEqual({ state: "waiting" });
  expect(never.check({} as never, context)).toEqual({ state: "failed", why: "it is over" });
  expect(yes.check(undefined, context)).toEqual({ state: "failed", why: "there is no such object", code: "NotFound" });
  const seen: unknown[] = [];
  until.satisfies("seen", (object, about) => seen.push(object, about) > 0).check({ a: 1 } as never, context);
  expect(seen).toEqual([{ a: 1 }, context]);
});

test("all of several: one that failed fails all, and one that is asleep comes before those that may still come", () => {
  expect(
    [until.allOf(yes, yes), until.allOf(yes, no), until.allOf(no, never), until.allOf(no, asleep), until.allOf(asleep, never)].map((one) =>
      verdict(one as never),
    ),
  ).toEqual([...["met", "waiting", "failed", "asleep", "failed"]]);
});

test("one of several: fails only if all have failed", () => {
  expect(
    [until.anyOf(no, yes), until.anyOf(no, never), until.anyOf(never, never), until.anyOf(never, yes)].map((one) => verdict(one as never)),
  ).toEqual([...["met", "waiting", "failed", "met"]]);
  // One that is to be woken is woken, unless another holds.
  expect([until.anyOf(no, asleep), until.anyOf(never, asleep), until.anyOf(asleep, yes)].map((one) => verdict(one as never))).toEqual([
    ...["asleep", "asleep", "met"],
  ]);
});

test("the opposite holds for what does not hold yet and for what never will; not for an object that is not there", () => {
  expect([until.not(no), until.not(yes), until.not(never)].map((one) => verdict(one as never))).toEqual(["met", "waiting", "met"]);
  expect(until.not(no).check(undefined, context)).toMatchObject({ state: "failed", code: "NotFound" });
});

test("descriptions are joined", () => {
  expect(until.allOf(until.ready(), until.not(until.condition("X"))).description).toBe("is ready and not (has X=True)");
  expect(until.anyOf(until.ready({ orSleeping: true }), until.phase("Failed")).description).toBe(
    "is ready or asleep or is in phase Failed",
  );
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a boolean", true],
  ["another object", { state: "done" }],
  ["a promise", Promise.resolve({ state: "met" })],
])("a condition whose check returns %s is refused by its name, alone and in others", async (_, returned) => {
  const wrong = { description: "is fine", check: () => returned } as unknown as WaitCondition<unknown>;
  for (const one of [until.allOf(wrong), until.anyOf(no, wrong), until.not(wrong)]) {
    expect(() => verdict(one as never)).toThrow('condition "is fine": returned no verdict (true, false, or');
  }
  const deadline = new Deadline(undefined, 60_000, jumpingClock());
  const target = {
    resource: "things",
    name: "a",
    states: async function* () {
      yield {};
    },
    stateOf: () => ({ phase: undefined, reason: undefined, message: undefined, conditions: [] }),
    secrets: () => [],
  };
  const wait = (condition: WaitCondition<object>) => failure(waitUntil<object, false>(target, condition, deadline, {}));
  expect(await wait(wrong)).toMatchObject({ code: "InvalidArgument", message: expect.stringMatching(/^condition "is fine": /) });
  const mine = new Error("mine");
  const throwing = until.satisfies<object>("throws", () => {
    throw mine;
  });
  expect(await wait(throwing)).toBe(mine);
  deadline.close();
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a number", 1],
])("a test that returns %s is refused: it would wait for ever, or hold by chance", (_, returned) => {
  const forgotten = until.satisfies("is fine", (() => returned) as never);
  expect(() => verdict(until.not(forgotten) as never)).toThrow('condition "is fine": returned no verdict (true, false, or');
});

test("conditions joined of none, or of what is no condition, are refused when they are made", () => {
  const { anyOf, allOf, not } = until as unknown as Record<string, (...conditions: unknown[]) => unknown>;
  expect(() => anyOf!()).toThrow("until.anyOf: expected a condition");
  expect(() => allOf!()).toThrow("until.allOf: expected a condition");
  expect(() => allOf!(until.ready(), until.sleeping)).toThrow("until.allOf: expected a condition");
  expect(() => not!(undefined)).toThrow("until.not: expected a condition");
});

test("an asynchronous test that rejects is refused too, and leaves no unhandled rejection", async () => {
  const unhandled: unknown[] = [];
  const take = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", take);
  const failing = until.satisfies("is fine", (async () => Promise.reject(new Error("mine"))) as never);
  expect(() => verdict(until.allOf(failing) as never)).toThrow('condition "is fine": returned no verdict');
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off("unhandledRejection", take);
  expect(unhandled).toEqual([]);
});

test("a test that is asynchronous is refused: a promise would always hold", () => {
  const later = until.satisfies("is fine", (async () => false) as never);
  expect(() => verdict(until.allOf(later) as never)).toThrow('condition "is fine": returned no verdict (true, false, or');
});
