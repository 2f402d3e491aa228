import { isAborted, isFailed, isForbidden, isInvalidArgument, isNotFound, isTimeout, until, WaitError } from "clusterplane";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failure, jumpingClock, uncaughtErrors } from "../../http/fake.ts";
import { missing, type Reply, serve, stored, type Thing } from "./script.ts";

const id = "5eb599e603f7a77d5223efee";
const isActive = until.satisfies<Thing>("is ACTIVE", ({ status }) =>
  status?.state === "FAILED" ? "it failed" : status?.state === "ACTIVE",
);
const inState = (state: string, version = 1, more: object = {}) => stored(version, { name: "a", status: { state }, ...more });

/** A server that sends these, the last one again and again; pauses take no time. */
function sending(...replies: Reply[]) {
  const clock = jumpingClock();
  const times: number[] = [];
  const server = serve(
    (_asked, count) => {
      times.push(clock.now());
      return replies[Math.min(count, replies.length) - 1]!;
    },
    undefined,
    { clock, retry: false },
  );
  return { ...server, clock, times };
}

describe("a wait for a document", () => {
  test("reads it again until the condition holds; an unchanged one is not sent again", async () => {
    const { things, asked } = sending(inState("PENDING"), [304], [304], inState("ACTIVE", 2));
    const states: unknown[] = [];
    const onProgress = ({ phase, object, elapsed }: { phase: string | undefined; object: Thing | undefined; elapsed: number }) =>
      states.push([phase, object?.status?.state, elapsed > 0]);
    expect(await things.waitFor(id, isActive, { onProgress })).toEqual(inState("ACTIVE", 2));
    expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      ...Array<string>(3).fill(`"${inState("PENDING")._etag}"`),
    ]);
    expect(states).toEqual([
      ["PENDING", "PENDING", false],
      ["ACTIVE", "ACTIVE", true],
    ]);
  });

  test("reads after a second, less often later, or as often as it is told to, but never at full speed", async () => {
    for (const [interval, pauses] of [
      [undefined, [1000, 1300, 1690, 2197, 2856, 3713, 4827, 5000, 5000]],
      ["500ms", [500, 500]],
      ["0s", [10, 10]],
    ] as const) {
      const { things, times } = sending(inState("PENDING"), ...Array<Reply>(pauses.length - 1).fill([304]), inState("ACTIVE", 2));
      await things.waitFor(id, isActive, { interval });
      expect(times.slice(1).map((time, index) => Math.round(time - times[index]!))).toEqual(pauses);
    }
  });

  test.each<[string, Reply]>([
    ["a 500", [500, "<h1>Internal Server Error</h1>"]],
    ["a 502", [502, "<h1>Bad gateway</h1>"]],
    ["a 503", [503, { _status: "ERR", _error: { code: 503, message: "maintenance" } }]],
    ["a 429", [429, { _error: { message: "slow down" } }, { "retry-after": "30" }]],
    ["a broken connection", "cut"],
    ["a login page", [200, "<html>sign in</html>"]],
    ["an empty object", {}],
    ["a list", { _items: [] }],
    ["null", [200, "null", { "content-type": "application/json" }]],
    ["half a document", [200, '{"_id":"1', { "content-type": "application/json" }]],
  ])("outlives what may pass: %s", async (_, trouble) => {
    const { things, asked } = sending(inState("PENDING"), ...Array<Reply>(8).fill(trouble), inState("ACTIVE", 2));
    expect((await things.waitFor(id, isActive)).status?.state).toBe("ACTIVE");
    expect(asked).toHaveLength(10);
  });

  test("ends at once by what no later attempt can change", async () => {
    const { things, asked } = sending(inState("PENDING"), [403, { _error: { code: 403, message: "no" } }]);
    expect(isForbidden(await failure(things.waitFor(id, isActive)))).toBe(true);
    expect(asked).toHaveLength(2);
  });

  test("has ten minutes, and leaves nothing behind", async () => {
    const { things, clock } = sending(inState("PENDING"), [304]);
    const began = clock.now();
    const error = await failure(things.waitFor(id, isActive));
    expect(isTimeout(error)).toBe(true);
    expect(error.message).toBe(`timed out after 600 s waiting until things "${id}" is ACTIVE (phase: PENDING)`);
    expect(clock.now() - began).toBe(600_000);
    expect(clock.sleepers).toBe(0);
  });

  test("that fails is a WaitError with the last document and the server's words, whatever ended it", async () => {
    const last = inState("PENDING", 1, { failure_reason: "NO_AGENT", message: "the agent is away" });
    const facts = {
      name: "WaitError",
      resource: "things",
      resourceName: id,
      phase: "PENDING",
      reason: "NO_AGENT",
      conditions: [],
      object: last,
    };
    const stop = new AbortController();
    const aborting = serve(() => {
      setTimeout(() => stop.abort("enough"), 5);
      return last;
    });
    const errors = await Promise.all([
      failure(sending(last, [304]).things.waitFor(id, isActive, { timeout: "1m" })),
      failure(aborting.things.waitFor(id, isActive, { signal: stop.signal })),
      failure(
        sending(last).things.waitFor(
          id,
          until.satisfies<Thing>("is what it can't be", () => "it never will"),
        ),
      ),
      failure(sending(last, missing).things.waitFor(id, isActive)),
    ]);
    expect(errors.map(({ code }) => code)).toEqual(["Timeout", "Aborted", "Failed", "NotFound"]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(WaitError);
      expect(error).toMatchObject(facts);
      expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty("object");
    }
    expect([isTimeout(errors[0]), isAborted(errors[1]), isFailed(errors[2]), isNotFound(errors[3])]).toEqual([true, true, true, true]);
    expect(errors[1]!.cause).toBe("enough");
    expect(errors[0]!.message).toBe(
      `timed out after 60 s waiting until things "${id}" is ACTIVE (phase: PENDING; NO_AGENT: the agent is away)`,
    );
  });

  test("that never saw it says so, with the last failure", async () => {
    const { things } = sending([500, "<h1>Oops</h1>"]);
    const error = await failure(things.waitFor(id, isActive, { timeout: "1m" }));
    expect(error.message).toMatch(
      /^timed out after 60 s waiting until .* is ACTIVE \(the object was never seen\); last error: .*500 .*Oops$/,
    );
    expect(error).toMatchObject({ phase: undefined, object: undefined, cause: { status: 500 } });
  });

  test("until it is gone returns nothing", async () => {
    expect(await sending(inState("ACTIVE"), missing).things.waitFor(id, until.deleted())).toBeUndefined();
    expect(await sending(missing).things.waitFor(id, until.deleted())).toBeUndefined();
  });

  test("takes a document in place of its id, and refuses what is none", async () => {
    const { things, asked } = sending(inState("ACTIVE"));
    await things.waitFor(inState("PENDING"), isActive);
    expect(asked[0]?.path).toBe(`/api/v1/things/${id}`);
    for (const wrong of [undefined, null, {}, { _id: 7 }, ""])
      expect(isInvalidArgument(await failure(things.waitFor(wrong as never, isActive)))).toBe(true);
    expect((await failure(things.waitFor(id, "ACTIVE" as never))).message).toBe("condition: expected a condition such as until.ready()");
    expect((await failure(things.waitFor(id, isActive, { timeout: 5 as never }))).message).toMatch(
      /^timeout: expected a duration such as .*, got 5; a bare number/,
    );
    expect(asked).toHaveLength(1);
  });
});

describe("onProgress of a wait for a document", () => {
  afterEach(() => void vi.unstubAllGlobals());

  test("that throws is an uncaught error of the caller's, and the wait goes on", async () => {
    const thrown = uncaughtErrors();
    const own = new Error("mine");
    const { things } = sending(inState("PENDING"), inState("ACTIVE", 2));
    const onProgress = () => Promise.reject(own);
    expect((await things.waitFor(id, isActive, { onProgress: onProgress as never })).status?.state).toBe("ACTIVE");
    await new Promise((resolve) => setImmediate(resolve));
    expect(thrown).toEqual([own, own]);
  });
});
