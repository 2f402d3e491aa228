import { EventEmitter, getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline, onAbort } from "../../src/http/deadline.ts";
import { client, failure, json, jumpingClock, read, request, script } from "./fake.ts";

const forever = Number.POSITIVE_INFINITY;
const never = () => new Promise<never>(() => undefined);

describe("a deadline on the platform's timers", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test("ends by its timeout, and tells its time", () => {
    const deadline = new Deadline(undefined, 1000);
    vi.advanceTimersByTime(400);
    expect([deadline.elapsed, deadline.remaining, deadline.ended, deadline.signal.aborted]).toEqual([400, 600, undefined, false]);
    vi.advanceTimersByTime(600);
    expect([deadline.ended, deadline.signal.aborted]).toEqual(["timeout", true]);
    expect(deadline.signal.reason).toMatchObject({ name: "AbortError" });
  });

  test("ends by the caller's signal, with its reason", () => {
    const stop = new AbortController();
    const deadline = new Deadline(stop.signal, 1000);
    stop.abort("enough");
    expect([deadline.ended, deadline.reason, deadline.signal.reason]).toEqual(["aborted", "enough", "enough"]);
    deadline.close();
  });

  test("a signal that has aborted ends it at once, without a timer", () => {
    const deadline = new Deadline(AbortSignal.abort("early"), 1000);
    expect([deadline.ended, deadline.signal.reason]).toEqual(["aborted", "early"]);
  });

  test("the first end stays", () => {
    const stop = new AbortController();
    const deadline = new Deadline(stop.signal, 1000);
    vi.advanceTimersByTime(1000);
    stop.abort("late");
    expect(deadline.ended).toBe("timeout");
    deadline.close();
  });

  test("an abort wakes what waits, and what begins to wait later", async () => {
    const deadline = new Deadline(undefined, forever);
    const pause = deadline.sleep(60_000);
    deadline.abort();
    await expect(pause).rejects.toMatchObject({ name: "AbortError" });
    await expect(deadline.sleep(60_000)).rejects.toMatchObject({ name: "AbortError" });
    expect(deadline.ended).toBeUndefined();
    deadline.close();
  });

  test("closing takes timer and listener away", () => {
    const { signal } = new AbortController();
    const deadline = new Deadline(signal, 1000);
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([1, 1]);
    deadline.close();
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  test.each(["30d", "infinite"])("a time beyond the longest timer (%s) does not end it at once", (time) => {
    const deadline = new Deadline(undefined, time === "30d" ? 30 * 86_400_000 : forever);
    vi.advanceTimersByTime(10_000);
    expect(deadline.ended).toBeUndefined();
    deadline.close();
  });

  test("releasing ends the timeout, and not the signal", () => {
    const stop = new AbortController();
    const deadline = new Deadline(stop.signal, 1000);
    deadline.release();
    vi.advanceTimersByTime(5000);
    expect(deadline.ended).toBeUndefined();
    stop.abort();
    expect(deadline.ended).toBe("aborted");
    deadline.close();
  });

  test("aborting ends the work, without an end of its own", () => {
    const deadline = new Deadline(undefined, forever);
    deadline.abort();
    expect([deadline.signal.aborted, deadline.ended]).toEqual([true, undefined]);
  });

  test("a sleep takes its time, and its timer with it", async () => {
    const deadline = new Deadline(undefined, forever);
    const slept = vi.fn();
    const sleep = deadline.sleep(500).then(slept);
    await vi.advanceTimersByTimeAsync(499);
    expect(slept).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await sleep;
    expect(slept).toHaveBeenCalled();
  });

  test("a sleep ends with the deadline, and its timer with it", async () => {
    const stop = new AbortController();
    const deadline = new Deadline(stop.signal, forever);
    const sleep = failure(deadline.sleep(10_000));
    stop.abort(new Error("enough"));
    expect((await sleep).message).toBe("enough");
    expect((await failure(deadline.sleep(10_000))).message).toBe("enough");
    deadline.close();
  });

  test("a race settles as the work does, or by the end of work that ignores its signal", async () => {
    const deadline = new Deadline(undefined, 1000);
    expect(await deadline.race(Promise.resolve(7))).toBe(7);
    expect((await failure(deadline.race(Promise.reject(new Error("broken"))))).message).toBe("broken");
    const late = failure(deadline.race(never()));
    await vi.advanceTimersByTimeAsync(1000);
    expect((await late).name).toBe("AbortError");
    // Work that fails after the end is nobody's: an unhandled rejection would fail this run.
    expect((await failure(deadline.race(Promise.reject(new Error("too late"))))).name).toBe("AbortError");
  });

  test("a reaction runs once at the end, at once after it, and not after it was taken back", () => {
    const deadline = new Deadline(undefined, 1000);
    const [kept, taken, late] = [vi.fn(), vi.fn(), vi.fn()];
    deadline.onEnd(kept);
    deadline.onEnd(taken)();
    vi.advanceTimersByTime(5000);
    deadline.onEnd(late);
    expect([kept, taken, late].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  });

  test.each([{}, null, "soon", new AbortController()])("%j is no signal", (signal) => {
    expect(() => new Deadline(signal as never, 1000)).toThrow("signal: expected an AbortSignal");
  });
});

describe("a deadline on a clock", () => {
  test("takes time, timeout and sleeps from it", async () => {
    const clock = jumpingClock();
    const deadline = new Deadline(undefined, 600_000, clock);
    await deadline.sleep(60_000);
    expect([deadline.elapsed, deadline.remaining, deadline.ended]).toEqual([60_000, 540_000, undefined]);
    await failure(deadline.sleep(600_000));
    expect([deadline.elapsed, deadline.ended]).toEqual([600_000, "timeout"]);
  });

  test("leaves no sleeper behind", async () => {
    const clock = jumpingClock();
    const stop = new AbortController();
    const deadline = new Deadline(stop.signal, 600_000, clock);
    const sleep = failure(deadline.sleep(60_000));
    expect(clock.sleepers).toBe(2);
    stop.abort("enough");
    await sleep;
    deadline.close();
    expect(clock.sleepers).toBe(0);
  });

  test("makes the retries of a call cost no time of the wall's", async () => {
    const clock = jumpingClock();
    const began = clock.now();
    const { fetch, sent } = script(json({}, 503, { "retry-after": "3600" }), json({ ok: true }));
    expect((await request(client(fetch, { clock }), read, { timeout: "2h" })).json).toEqual({ ok: true });
    expect(sent).toHaveLength(2);
    expect(clock.now() - began).toBe(3_600_000);
    expect(clock.sleepers).toBe(0);
  });
});

describe("one signal for many", () => {
  test("has one listener, and none after the last has left", () => {
    const { signal } = new AbortController();
    const deadlines = Array.from({ length: 50 }, () => new Deadline(signal, forever));
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    for (const deadline of deadlines) deadline.close();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("raises no listener warning, however many calls share it", async () => {
    const stop = new AbortController();
    const warnings: string[] = [];
    const onWarning = (warning: Error) => warnings.push(warning.name);
    process.on("warning", onWarning);
    const http = client(async () => never());
    const calls = Array.from({ length: EventEmitter.defaultMaxListeners * 5 }, () => failure(request(http, read, { signal: stop.signal })));
    await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    for (const error of await Promise.all(calls)) expect(error["code"]).toBe("Aborted");
    // Node emits warnings with the next tick.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
    expect(getEventListeners(stop.signal, "abort")).toHaveLength(0);
  });

  test("ends all of them, also when one takes another back", () => {
    const stop = new AbortController();
    const calls: string[] = [];
    onAbort(stop.signal, () => calls.push("first"));
    const takeBack = onAbort(stop.signal, () => calls.push("second"));
    onAbort(stop.signal, () => {
      calls.push("third");
      takeBack();
    });
    stop.abort();
    expect(calls).toEqual(["first", "second", "third"]);
  });

  test("taking back twice, or after the end, does nothing to others", () => {
    const stop = new AbortController();
    const calls: string[] = [];
    const takeBack = onAbort(stop.signal, () => calls.push("first"));
    takeBack();
    onAbort(stop.signal, () => calls.push("second"));
    takeBack();
    stop.abort();
    takeBack();
    expect(calls).toEqual(["second"]);
  });
});
