import { isConnectionError, isExpired, isTimeout, type WatchEvent, type WatchOptions } from "clusterplane";
import { describe, expect, test } from "vitest";
import { jumpingClock } from "../../http/fake.ts";
import { failure, json, live, networkError, platform, type Sent, status, vc } from "./fake.ts";

type Step = (request: Sent) => Response | Error;

const list =
  (version: string | undefined, ...names: string[]): Step =>
  () =>
    json({ metadata: { ...(version !== undefined && { resourceVersion: version }) }, items: names.map((name) => vc(name, 1)) });

const lines = (events: readonly (object | string)[]) =>
  events.map((event) => `${typeof event === "string" ? event : JSON.stringify(event)}\n`).join("");

/** A watch that sends these events and ends in order. */
const ending =
  (...events: (object | string)[]): Step =>
  () =>
    new Response(lines(events), { headers: { "content-type": "application/json" } });

/** A watch that sends these events and breaks. */
const breaking =
  (...events: object[]): Step =>
  () => {
    const stream = live();
    stream.send(...events);
    setImmediate(() => stream.fail(networkError("ECONNRESET")));
    return stream.response;
  };

const refused =
  (code: number, reason: string, details?: object, headers: Record<string, string> = {}): Step =>
  () => {
    const response = status(code, reason, `${reason} it is`, details);
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
const down: Step = () => networkError("ECONNREFUSED");
const added = (name: string, version: number) => ({ type: "ADDED", object: vc(name, version) });
const bookmark = (version: number) => ({
  type: "BOOKMARK",
  object: { kind: "VirtualClusterInstance", metadata: { resourceVersion: String(version) } },
});
const listEnd = { type: "BOOKMARK", object: { metadata: { resourceVersion: "10", annotations: { "k8s.io/initial-events-end": "true" } } } };
const error = (code: number, reason: string, details?: object) => ({
  type: "ERROR",
  object: { kind: "Status", status: "Failure", code, reason, message: `${reason} it is`, details },
});

function word(event: WatchEvent<{ metadata: { name: string } }>): string {
  if (event.type === "retry") return `retry ${event.reason}`;
  return "object" in event ? `${event.type} ${event.object.metadata.name}` : event.type;
}

/** Runs a watch against these responses, and aborts it with the request after the last one. Pauses take no time. */
async function run(steps: readonly Step[], options: WatchOptions = {}) {
  const clock = jumpingClock();
  const stop = new AbortController();
  const rest = [...steps];
  /** Requests and events in their order. */
  const log: string[] = [];
  /** Milliseconds at which each request was sent. */
  const times: number[] = [];
  const retries: Extract<WatchEvent<unknown>, { type: "retry" }>[] = [];
  const began = clock.now();
  const { vcs } = platform(
    (request) => {
      const { searchParams: query } = new URL(request.url);
      const isStream = query.get("sendInitialEvents") === "true";
      log.push(query.get("watch") === "true" ? (isStream ? "STREAM" : `WATCH ${query.get("resourceVersion") ?? "-"}`) : "LIST");
      times.push(clock.now() - began);
      const step = rest.shift();
      if (step !== undefined) return step(request);
      stop.abort();
      return live().response;
    },
    { clock },
  );
  for await (const event of vcs.watch({ ...options, signal: stop.signal })) {
    if (event.type === "retry") retries.push(event);
    log.push(word(event as never));
  }
  return { log, times, retries, clock };
}

describe("the states of a watch", () => {
  test("a list, then a watch from its version; a watch that ends in order goes on from its last event or bookmark", async () => {
    const { log } = await run([list("10", "a"), ending(added("b", 11), bookmark(15)), ending(added("c", 16))]);
    expect(log).toEqual(["init", "LIST", "initApply a", "initDone", "WATCH 10", "apply b", "WATCH 15", "apply c", "WATCH 16"]);
  });

  test("a deletion with an older version does not set the watch back", async () => {
    const deleted = (version: string) => ({ type: "DELETED", object: vc("a", version) });
    const { log } = await run([list("10"), ending(bookmark(15), deleted("9")), ending(deleted("16")), ending(deleted("x"))]);
    expect(log.filter((line) => line.startsWith("WATCH"))).toEqual(["WATCH 10", "WATCH 15", "WATCH 16", "WATCH x"]);
  });

  test.each([
    ["without metadata", { kind: "VirtualClusterInstance" }],
    ["with a version that is an object", { metadata: { resourceVersion: {} } }],
    ["with a version that is a number", { metadata: { resourceVersion: 12 } }],
  ])("a bookmark %s is skipped", async (_, object) => {
    const { log } = await run([list("10"), ending({ type: "BOOKMARK", object }, added("b", 11))]);
    expect(log).toEqual(["init", "LIST", "initDone", "WATCH 10", "apply b", "WATCH 11"]);
  });

  test("an event whose version is no string has none", async () => {
    const { log } = await run([
      list("10"),
      ending(added("a", 11), { type: "ADDED", object: vc("b", 1, { metadata: { resourceVersion: ["12"] } as never }) }),
    ]);
    expect(log).toEqual(["init", "LIST", "initDone", "WATCH 10", "apply a", "apply b", "WATCH 11"]);
  });

  test("a list whose version is no string is read again", async () => {
    const { log } = await run([() => json({ metadata: { resourceVersion: 5 }, items: [] }), list("10")]);
    expect(log).toEqual(["init", "LIST", "retry Failure", "init", "LIST", "initDone", "WATCH 10"]);
  });

  test("a list whose next page is always too old is read in one response", async () => {
    const pages: Step = ({ url }) =>
      new URL(url).searchParams.has("limit")
        ? json({ metadata: { continue: "next", resourceVersion: "10" }, items: [vc("a", 1)] })
        : (list("11", "a", "b")({ url } as Sent) as Response);
    const { log } = await run([pages, refused(410, "Expired"), pages, refused(410, "Expired"), pages, refused(410, "Expired")]);
    expect(log).toEqual([
      ...["init", "LIST", "initApply a", "LIST", "retry Expired"],
      ...["init", "LIST", "initApply a", "initApply b", "initDone", "WATCH 11", "retry Expired"],
      // The next list is paged again.
      ...["init", "LIST", "initApply a", "LIST", "retry Expired", "init", "LIST"],
    ]);
  });

  test("an event whose metadata is a list is no event", async () => {
    const { log } = await run([list("10"), ending({ type: "ADDED", object: { metadata: [] } }, added("a", 11))]);
    expect(log).toEqual(["init", "LIST", "initDone", "WATCH 10", "retry Failure", "WATCH 10"]);
  });

  test("a connection that breaks is a retry that says so", async () => {
    const { log, retries } = await run([list("10"), breaking(added("a", 11))]);
    expect(log).toEqual(["init", "LIST", "initDone", "WATCH 10", "apply a", "retry Failure", "WATCH 11"]);
    expect(isConnectionError(retries[0]!.error)).toBe(true);
  });

  test.each([
    ["an event", ending(error(410, "Expired"))],
    ["an event without reason", ending({ type: "ERROR", object: { kind: "Status", code: 410 } })],
    ["a response", refused(410, "Expired")],
    ["a response that says Gone", refused(410, "Gone")],
    [
      "a version that is too large yet",
      refused(504, "Timeout", { causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }] }),
    ],
    [
      "an event about a version that is too large yet",
      ending(error(504, "Timeout", { causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }] })),
    ],
  ])("a version that the server does not know (%s) is listed anew", async (_, refusal) => {
    const { log, retries } = await run([list("10"), refusal, list("20", "a")]);
    expect(log).toEqual(["init", "LIST", "initDone", "WATCH 10", "retry Expired", "init", "LIST", "initApply a", "initDone", "WATCH 20"]);
    expect(isExpired(retries[0]!.error) || (retries[0]!.error as { code?: string }).code === "Gone").toBe(true);
  });

  test("the list after an expired version comes at once, but not again and again", async () => {
    const options = { minDelay: "100ms", maxDelay: "10s", resourceVersion: "1" } as const;
    const { times, retries } = await run(
      [refused(410, "Expired"), list("10"), refused(410, "Expired"), list("10"), refused(410, "Expired"), list("10")],
      options,
    );
    const [first, second, third] = retries.map(({ delay }) => delay);
    // It began from a version, so the first list is the first at all.
    expect(first).toBe(0);
    expect(second).toBeGreaterThanOrEqual(0.1);
    expect(third).toBeGreaterThanOrEqual(0.1);
    expect(third).toBeLessThanOrEqual(0.225);
    expect(times[3]! - times[1]!).toBeGreaterThanOrEqual(100);
    expect(times[5]! - times[3]!).toBeGreaterThanOrEqual(100);
  });

  test("nor does an outage before it delay that list", async () => {
    const { retries } = await run([list("10"), ending(added("a", 11)), down, down, down, refused(410, "Expired"), list("20")]);
    expect(retries.map(({ reason }) => reason)).toEqual(["Failure", "Failure", "Failure", "Expired"]);
    expect(retries.at(-1)!.delay).toBe(0);
  });

  test.each([
    ["no version", undefined],
    ["an empty version", ""],
  ])("a list with %s: the watch begins without one, and lists anew when it ends", async (_, version) => {
    const { log } = await run([list(version, "a"), ending({ type: "ADDED", object: vc("b", "") }), list(version, "a", "b")]);
    expect(log).toEqual([
      ...["init", "LIST", "initApply a", "initDone", "WATCH -", "apply b", "retry NoVersion"],
      ...["init", "LIST", "initApply a", "initApply b", "initDone", "WATCH -"],
    ]);
  });

  test("a server that ends each connection without an event: the version is given up", async () => {
    const { log, retries } = await run([list("10"), ending(), ending(), ending(), list("10")]);
    expect(log).toEqual([
      "init",
      "LIST",
      "initDone",
      "WATCH 10",
      "WATCH 10",
      "WATCH 10",
      "retry EndedEarly",
      "init",
      "LIST",
      "initDone",
      "WATCH 10",
    ]);
    expect(retries[0]!.error.message).toContain("the server ended the watch 3 times without an event");
  });

  test("a bookmark is as good as an event: the version stays", async () => {
    const { log, retries } = await run([list("10"), ...Array.from({ length: 6 }, (_, index) => ending(bookmark(11 + index)))]);
    expect(retries).toEqual([]);
    expect(log.filter((entry) => entry === "LIST")).toHaveLength(1);
  });

  test.each([
    ["answers 500", refused(500, "InternalError")],
    ["sends an error event", ending(error(500, "InternalError"))],
    ["sends lines that are no events", ending("<html>")],
  ])("a server that %s to each attempt to resume: the version is given up", async (_, refusal) => {
    const { log, retries } = await run([list("10"), ...Array<Step>(5).fill(refusal), list("20")]);
    expect(log.filter((entry) => entry.startsWith("WATCH"))).toEqual([...Array<string>(5).fill("WATCH 10"), "WATCH 20"]);
    expect(retries.map(({ reason }) => reason)).toEqual(["Failure", "Failure", "Failure", "Failure", "ResumeFailed"]);
  });

  test.each([
    ["can't be reached", down],
    ["is not ready", refused(503, "ServiceUnavailable")],
    ["is behind a gateway that is", refused(502, "BadGateway")],
    ["has too much to do", refused(429, "TooManyRequests")],
  ])("a server that %s may know the version later: it is kept", async (_, refusal) => {
    const { log, retries } = await run([list("10"), ...Array<Step>(30).fill(refusal)]);
    expect(new Set(log.filter((entry) => entry.startsWith("WATCH")))).toEqual(new Set(["WATCH 10"]));
    expect(new Set(retries.map(({ reason }) => reason))).toEqual(new Set(["Failure"]));
  });
});

test("a clock whose sleep rejects ends the watch: it would be repeated at full speed", async () => {
  let requests = 0;
  const sleep = () => Promise.reject(new Error("no timers here"));
  const { vcs } = platform(
    () => (requests++ === 0 ? json({ metadata: { resourceVersion: "1" }, items: [] }) : networkError("ECONNREFUSED")),
    {
      clock: { now: () => Date.now(), sleep },
    },
  );
  const read = async () => {
    for await (const _event of vcs.watch());
  };
  await expect(read()).rejects.toMatchObject({ code: "InvalidArgument" });
  expect(requests).toBeLessThan(8);
});

describe("the initial list in the stream", () => {
  const stream = { initial: "stream" } as const;

  test("comes in one request; deletions are told while it comes", async () => {
    const gone = { type: "DELETED", object: vc("a", 3) };
    const { log } = await run([ending(added("a", 1), added("b", 2), gone, listEnd, added("c", 11))], stream);
    expect(log).toEqual(["STREAM", "init", "initApply a", "initApply b", "delete a", "initDone", "apply c", "WATCH 11"]);
  });

  test("a stream that breaks after its list goes on from its last version", async () => {
    const { log } = await run([breaking(added("a", 5), listEnd, added("b", 11)), ending(added("c", 12))], stream);
    expect(log).toEqual([
      ...["STREAM", "init", "initApply a", "initDone", "apply b", "retry Failure"],
      ...["WATCH 11", "apply c", "WATCH 12"],
    ]);
  });

  test("a list that breaks off is never taken for complete, whatever was known before", async () => {
    const broken = ending(error(500, "InternalError"));
    const { log } = await run(
      [ending(added("a", 5), listEnd), refused(410, "Expired"), ending(added("a", 5)), ending(added("a", 5), listEnd), broken],
      stream,
    );
    expect(log).toEqual([
      ...["STREAM", "init", "initApply a", "initDone", "WATCH 10", "retry Expired"],
      ...["STREAM", "init", "initApply a", "retry NoVersion"],
      ...["STREAM", "init", "initApply a", "initDone", "WATCH 10", "retry Failure", "WATCH 10"],
    ]);
  });

  test("broken before its end, it begins again; its versions are none to resume from", async () => {
    const { log } = await run([breaking(added("a", 5)), ending(added("a", 5), listEnd)], stream);
    expect(log).toEqual(["STREAM", "init", "initApply a", "retry Failure", "STREAM", "init", "initApply a", "initDone", "WATCH 10"]);
  });

  test.each([
    ["ends", ending],
    ["breaks off", breaking],
  ])("a server that %s again and again before the end is listed", async (_, cut) => {
    const half = cut(added("a", 5));
    const { log, retries } = await run([half, half, half, list("10", "a")], stream);
    expect(log.filter((entry) => entry === "STREAM")).toHaveLength(3);
    expect(log.slice(-6)).toEqual(["retry NoInitialEvents", "init", "LIST", "initApply a", "initDone", "WATCH 10"]);
    expect(retries.at(-1)!.error.message).toContain("watch VirtualClusterInstance");
  });

  test.each([400, 422])("a server that does not do it (%i) is listed, and no failure is told", async (code) => {
    const { log, retries } = await run([refused(code, "Invalid"), list("10", "a"), refused(410, "Expired"), list("20")], stream);
    expect(log.slice(0, 6)).toEqual(["STREAM", "init", "LIST", "initApply a", "initDone", "WATCH 10"]);
    expect(log.filter((entry) => entry === "STREAM")).toHaveLength(1);
    expect(retries.map(({ reason }) => reason)).toEqual(["Expired"]);
  });

  test("a server that falls silent before the end is listed", async () => {
    const silent: Step = () => {
      const open = live();
      open.send(added("a", 1));
      return open.response;
    };
    const { log, retries } = await run([silent, list("10", "a")], { ...stream, silence: "20ms" });
    expect(log).toEqual(["STREAM", "init", "initApply a", "retry NoInitialEvents", "init", "LIST", "initApply a", "initDone", "WATCH 10"]);
    expect(isTimeout(retries[0]!.error)).toBe(true);
  });

  test("a server that goes on sending and never tells the end is listed after a minute", async () => {
    const clock = jumpingClock();
    let passed = 0;
    const open = live();
    const stop = new AbortController();
    const log: string[] = [];
    const { vcs } = platform(
      ({ url }) => {
        log.push(url.includes("sendInitialEvents") ? "STREAM" : url.includes("watch=true") ? "WATCH" : "LIST");
        if (log.at(-1) === "STREAM") return open.response;
        if (log.at(-1) === "LIST") return json({ metadata: { resourceVersion: "10" }, items: [] });
        stop.abort();
        return live().response;
      },
      { clock: { now: () => clock.now() + passed, sleep: clock.sleep } },
    );
    open.send(added("a", 1));
    for await (const event of vcs.watch({ ...stream, signal: stop.signal })) {
      log.push(word(event as never));
      if (event.type !== "initApply") continue;
      passed += 20_000;
      open.send(added("a", 1));
    }
    expect(log.filter((entry) => entry !== "initApply a")).toEqual([
      "STREAM",
      "init",
      "retry NoInitialEvents",
      "init",
      "LIST",
      "initDone",
      "WATCH",
    ]);
  });
});

describe("pauses", () => {
  test("grow while the server fails, from minDelay to maxDelay, and begin again after a connection that held", async () => {
    const { retries } = await run([...Array<Step>(8).fill(down), list("10"), breaking(added("a", 11)), down, down], {
      minDelay: "1s",
      maxDelay: "3s",
    });
    const delays = retries.map(({ delay }) => delay);
    expect(delays[0]).toBe(1);
    for (const [index, delay] of delays.entries()) {
      expect(delay).toBeGreaterThanOrEqual(1);
      expect(delay).toBeLessThanOrEqual(Math.min(3, 1.5 ** index));
    }
    // The first failure after an event is a first one again.
    expect(delays[8]).toBe(1);
  });

  test.each([
    ["2", 2],
    ["90", 90],
    ["1e99", 1],
    ["99999999999", 300],
    ["-5", 1],
    ["soon", 1],
    ["Fri, 01 Jan 9999 00:00:00 GMT", 300],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 1],
  ])("Retry-After: %s is a pause of %d s", async (header, seconds) => {
    const { retries } = await run([list("10"), refused(429, "TooManyRequests", undefined, { "retry-after": header })], { maxDelay: "1s" });
    expect(retries[0]!.delay).toBeCloseTo(seconds, 0);
  });

  test.each([2, 1e12, -1, Number.MAX_VALUE, "7", null, {}])(
    "retryAfterSeconds %j of an error event never makes the pause shorter, nor endless",
    async (value) => {
      const { retries, times } = await run([list("10"), ending(error(500, "InternalError", { retryAfterSeconds: value }))]);
      expect(retries[0]!.delay).toBeGreaterThanOrEqual(1);
      expect(retries[0]!.delay).toBeLessThanOrEqual(300);
      expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(1000);
    },
  );

  test("after the end nothing is left that waits", async () => {
    const { clock } = await run([list("10"), down, refused(500, "InternalError"), breaking(added("a", 11))]);
    expect(clock.sleepers).toBe(0);
  });

  // Whatever the server does: one request for each minDelay in the mean, apart from a list that is followed by a watch.
  test.each([1, 2, 3, 4, 5])("random servers are never asked at full speed, and each retry says why (seed %i)", async (seed) => {
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let version = 10;
    const deeds: readonly (() => Step)[] = [
      () => list(String(++version), "a"),
      () => list(random(2) === 0 ? undefined : "", "a"),
      () => ending(),
      () => ending(added("a", ++version)),
      () => breaking(added("a", ++version)),
      () => breaking(),
      () => ending("not json"),
      () => ending("null"),
      () =>
        ending(
          error([410, 500, 429, 503][random(4)]!, ["Expired", "InternalError", "Unknown"][random(3)]!, {
            retryAfterSeconds: [0, -1, 1e9][random(3)],
          }),
        ),
      () =>
        refused([410, 500, 429, 503, 502, 408, 409][random(7)]!, "Something", undefined, {
          "retry-after": ["0", "-1", "99999", "x"][random(4)]!,
        }),
      () => () => json({}),
      () => () => json({ metadata: { continue: "again", resourceVersion: "1" }, items: [vc("a", 1)] }),
      () => () => json([null, 1]),
      () => down,
    ];
    const steps = Array.from({ length: 300 }, () => deeds[random(deeds.length)]!());
    const { times, retries } = await run(steps, { minDelay: "1s", maxDelay: "2s", initial: random(2) === 0 ? "list" : "stream" });
    const seconds = times.at(-1)! / 1000;
    // A step that begins a page may be two requests; a list and its watch are two more.
    expect(times.length, `seed ${seed}: ${times.length} requests in ${seconds} s`).toBeLessThanOrEqual(3 * seconds + 5);
    for (const { reason, delay } of retries) {
      expect(reason).toMatch(/^(Failure|Expired|NoVersion|EndedEarly|ResumeFailed|NoInitialEvents)$/);
      if (reason !== "Expired") expect(delay, `seed ${seed}: ${reason}`).toBeGreaterThanOrEqual(reason === "NoVersion" ? 0 : 1);
      expect(delay).toBeLessThanOrEqual(300);
    }
  });
});

describe("a watch ends", () => {
  test.each([
    [400, "BadRequest"],
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [405, "MethodNotAllowed"],
    [422, "Invalid"],
  ])("by a refusal that no later attempt can change: %i", async (code, reason) => {
    expect((await failure(run([list("10"), refused(code, reason)])))["status"]).toBe(code);
    expect((await failure(run([refused(code, reason)])))["status"]).toBe(code);
  });

  test("but not by a refusal that may pass", async () => {
    for (const code of [408, 409, 429, 500, 502, 503, 504]) {
      const { log } = await run([refused(code, "Something"), list("10")]);
      expect(log.at(-1), String(code)).toBe("WATCH 10");
    }
  });
});
