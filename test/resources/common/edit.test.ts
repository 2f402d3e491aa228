import { isAborted, isTimeout, RequestError } from "clusterplane";
import { describe, expect, test } from "vitest";
import { Deadline } from "../../../src/http/deadline.ts";
import { changeDraft, editObject, type Plan } from "../../../src/resources/common/edit.ts";
import { failure, jumpingClock } from "../../http/fake.ts";

const call = { verb: "edit", resource: "Thing", name: "a" };
const refusal = (code: "Conflict" | "Connection" | "Invalid" | "ServerError", effect: "none" | "unknown" = "none") =>
  new RequestError({ code, message: code, call, method: "PATCH", path: "/a", effect });

interface Thing {
  readonly version: number;
  readonly value: number;
}
/** What happens to a write: it is stored or not, and its response arrives or is an error. */
type Fate = { readonly isStored: boolean; readonly error?: RequestError; readonly theirs?: number };

/** A store of one value whose writes have these fates, one after the other; the last one again and again. */
function edited(fates: readonly Fate[], change: (value: number) => number, timeout = 60_000) {
  const clock = jumpingClock();
  let now: Thing = { version: 1, value: 0 };
  const counts = { reads: 0, changes: 0, sends: 0 };
  const plan = (base: Thing): Plan<Thing> | undefined => {
    counts.changes++;
    const value = change(base.value);
    if (value === base.value) return undefined;
    return {
      async send() {
        const { isStored, error, theirs } = fates[Math.min(counts.sends++, fates.length - 1)]!;
        if (isStored && base.version === now.version) now = { version: now.version + 1, value };
        if (theirs !== undefined) now = { version: now.version + 1, value: theirs };
        if (error !== undefined) throw error;
        return now;
      },
      isStored: (found) => found.version !== base.version && found.value === value,
      isUntouched: (found) => found.version === base.version,
      isRepeatable: async () => change(value) === value,
    };
  };
  const deadline = new Deadline(undefined, timeout, clock);
  const read = async () => {
    counts.reads++;
    return now;
  };
  const result = editObject<Thing>({ read, plan: async (base) => plan(base) }, deadline).finally(() => deadline.close());
  return { result, counts, clock, now: () => now };
}
const increment = (value: number) => value + 1;
const set = () => 5;

describe("an edit", () => {
  test("that changes nothing sends nothing", async () => {
    const { result, counts } = edited([{ isStored: true }], (value) => value);
    expect(await result).toEqual({ version: 1, value: 0 });
    expect(counts).toEqual({ reads: 1, changes: 1, sends: 0 });
  });

  test("after a conflict reads and changes again, on top of what is there", async () => {
    const conflict = refusal("Conflict");
    const { result, counts } = edited(
      [{ isStored: false, error: conflict, theirs: 10 }, { isStored: false, error: conflict, theirs: 20 }, { isStored: true }],
      increment,
    );
    expect((await result).value).toBe(21);
    expect(counts).toEqual({ reads: 3, changes: 3, sends: 3 });
  });

  test("ends with the conflict when its time is over, and never waits past its deadline", async () => {
    const { result, clock } = edited([{ isStored: false, error: refusal("Conflict"), theirs: 1 }], increment, 10_000);
    const began = clock.now();
    expect(await failure(result)).toMatchObject({ code: "Conflict" });
    expect(clock.now() - began).toBeLessThanOrEqual(10_000);
  });

  test.each(["Invalid", "ServerError"] as const)("ends at once by a refusal that is no conflict: %s", async (code) => {
    const { result, counts } = edited([{ isStored: false, error: refusal(code) }], increment);
    expect(await failure(result)).toMatchObject({ code });
    expect(counts.sends).toBe(1);
  });
});

describe("an edit whose response is lost", () => {
  const lost = refusal("Connection", "unknown");

  test("is done if its change is there", async () => {
    const { result, counts, now } = edited([{ isStored: true, error: lost }], increment);
    expect((await result).value).toBe(1);
    expect([now().value, counts.sends]).toEqual([1, 1]);
  });

  test("is sent again if the object is untouched", async () => {
    const { result, counts } = edited([{ isStored: false, error: lost }, { isStored: false, error: lost }, { isStored: true }], increment);
    expect((await result).value).toBe(1);
    expect(counts.sends).toBe(3);
  });

  test("runs again on somebody else's change only if that can do no harm", async () => {
    const setting = edited([{ isStored: true, error: lost, theirs: 7 }, { isStored: true }], set);
    expect((await setting.result).value).toBe(5);
    const counting = edited([{ isStored: true, error: lost, theirs: 7 }, { isStored: true }], increment);
    expect(await failure(counting.result)).toBe(lost);
    expect([counting.now().value, counting.counts.sends]).toEqual([7, 1]);
  });

  test("a conflict of unknown effect counts as lost: an earlier attempt may have been what changed the version", async () => {
    const echo = refusal("Conflict", "unknown");
    const { result, now } = edited([{ isStored: true, error: echo }], increment);
    expect((await result).value).toBe(1);
    expect(now().value).toBe(1);
  });

  test("is the error of that when its time is over", async () => {
    const { result } = edited([{ isStored: false, error: lost }], increment, 5000);
    expect(await failure(result)).toBe(lost);
  });
});

describe("the end of its deadline", () => {
  const timeout = new RequestError({ code: "Timeout", message: "t", call, method: "GET", path: "/a" });
  const aborted = new RequestError({ code: "Aborted", message: "a", call, method: "GET", path: "/a" });

  test("while it reads again is the conflict that it read again for; an abort is an abort", async () => {
    for (const [end, check] of [
      ["timeout", (error: Error) => (error as RequestError).code === "Conflict"],
      ["abort", isAborted],
    ] as const) {
      const stop = new AbortController();
      const deadline = new Deadline(stop.signal, 60_000, jumpingClock());
      let reads = 0;
      const read = async (): Promise<number> => {
        if (reads++ === 0) return 0;
        if (end === "abort") stop.abort();
        else await deadline.sleep(120_000).catch(() => undefined);
        throw end === "abort" ? aborted : timeout;
      };
      const send = () => Promise.reject(refusal("Conflict"));
      const steps = { read, plan: async () => ({ send, isStored: () => false, isUntouched: () => true, isRepeatable: async () => true }) };
      expect(check(await failure(editObject(steps, deadline)))).toBe(true);
      deadline.close();
    }
  });

  test("while it reads for the first time is the timeout", async () => {
    const deadline = new Deadline(undefined, 10, jumpingClock());
    await deadline.sleep(100).catch(() => undefined);
    const steps = { read: () => Promise.reject(timeout), plan: async () => undefined };
    expect(isTimeout(await failure(editObject(steps, deadline)))).toBe(true);
  });
});

describe("the function of an edit", () => {
  const run = (change: (draft: { a: number; b: { c: number } }) => unknown) => {
    const before = { a: 1, b: { c: 2 } };
    const deadline = new Deadline(undefined, 60_000);
    return changeDraft(structuredClone(before), change, deadline, before).finally(() => deadline.close());
  };

  test.each<[string, Parameters<typeof run>[0]]>([
    ["a changed copy", (draft) => ({ ...draft, a: 2 })],
    ["a changed copy, later", async (draft) => ({ ...draft, a: 2 })],
    ["what should be set", () => ({ a: 2 })],
  ])("is refused if it returns %s and leaves the draft as it was", async (_, change) => {
    expect(await failure(run(change))).toMatchObject({
      code: "InvalidArgument",
      message: "change: returned an object and left the draft as it was; change the draft itself, what is returned is not used",
    });
  });

  test.each<[string, Parameters<typeof run>[0]]>([
    ["the draft", (draft) => draft],
    ["a part of it", (draft) => draft.b],
    ["an equal copy", (draft) => ({ ...draft })],
    ["a primitive", () => true],
    ["an array, as map and filter do", (draft) => [draft.a].map((value) => value)],
    ["an object beside a change", (draft) => ({ ...draft, a: ++draft.a })],
  ])("may return %s", async (_, change) => {
    await run(change);
  });

  test("ends with the deadline and with the signal, and nothing is sent", async () => {
    for (const code of ["Timeout", "Aborted"] as const) {
      const stop = new AbortController();
      const deadline = new Deadline(stop.signal, code === "Timeout" ? 20 : 60_000);
      let sends = 0;
      const error = (ended: typeof code) => new RequestError({ code: ended, message: "e", call, method: "GET", path: "/a" });
      const steps = {
        read: async () => {
          if (deadline.ended !== undefined) throw error(deadline.ended === "timeout" ? "Timeout" : "Aborted");
          return {};
        },
        plan: async () => {
          if (code === "Aborted") setTimeout(() => stop.abort(), 1);
          await changeDraft({}, () => new Promise(() => {}), deadline);
          return { send: async () => ++sends, isStored: () => false, isUntouched: () => true, isRepeatable: async () => true };
        },
      };
      expect(await failure(editObject<unknown>(steps, deadline))).toMatchObject({ code, effect: "none" });
      expect(sends).toBe(0);
      deadline.close();
    }
  });
});
