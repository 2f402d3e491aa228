import { inspect } from "node:util";
import {
  isAborted,
  isClusterplaneError,
  isFailed,
  isForbidden,
  isInvalidArgument,
  isNotFound,
  isRequestError,
  isSleeping,
  isTimeout,
  isWaitError,
  until,
  type VirtualClusterInstance,
  WaitError,
} from "clusterplane";
import { afterEach, describe, expect, test, vi } from "vitest";
import { jumpingClock, uncaughtErrors } from "../../http/fake.ts";
import { failure, json, live, networkError, notFound, platform, type Sent, status, vc } from "./fake.ts";

const isWatch = (sent: Sent) => sent.url.includes("watch=true");
const list = (...items: object[]) => json({ metadata: { resourceVersion: "1" }, items });
const in_ = (name: string, more: VirtualClusterInstance["status"] = {}, version = 1) =>
  vc("dev", version, { status: { phase: name, ...more } });

/** The object goes through states, the first of which the list has. `null`: it is deleted. */
function states(...objects: (ReturnType<typeof vc> | null)[]) {
  const stream = live();
  return platform((request) => {
    if (!isWatch(request)) return list(...(objects[0] ? [objects[0]] : []));
    for (const [index, object] of objects.slice(1).entries()) {
      setTimeout(
        () => stream.send(object === null ? { type: "DELETED", object: objects[0] } : { type: "MODIFIED", object }),
        5 * (index + 1),
      );
    }
    return stream.response;
  });
}

describe("waiting", () => {
  test("watches one object until it is ready, and reports progress", async () => {
    const { vcs, sent } = states(
      vc("dev"),
      in_(
        "Pending",
        {
          reason: "Deploying",
          message: "chart",
          conditions: [{ type: "Ready", status: "False", lastTransitionTime: "2026-01-01T00:00:00Z", reason: "NotYet" }],
        },
        2,
      ),
      in_("Ready", {}, 3),
    );
    const progress: unknown[] = [];
    const object = await vcs.waitFor("dev", until.ready(), {
      onProgress: ({ phase, reason, message, conditions }) => progress.push([phase, reason, message, conditions]),
    });
    expect(object.status?.phase).toBe("Ready");
    expect(progress).toEqual([
      [undefined, undefined, undefined, []],
      ["Pending", "Deploying", "chart", [{ type: "Ready", status: "False", reason: "NotYet" }]],
      ["Ready", undefined, undefined, []],
    ]);
    expect(sent[0]!.query.get("fieldSelector")).toBe("metadata.name=dev");
    expect(sent.filter(isWatch)).toHaveLength(1);
  });

  test("Failed ends it, with the conditions that explain it", async () => {
    const conditions = [
      {
        type: "TemplateResolved",
        status: "False",
        lastTransitionTime: "2026-01-01T00:00:00Z",
        reason: "TemplateNotFound",
        message: 'no template "small"',
      },
      { type: "Scheduled", status: "True", lastTransitionTime: "2026-01-01T00:00:00Z" },
    ];
    const { vcs } = states(in_("Pending"), in_("Failed", { reason: "TemplateNotFound", message: "gave up", conditions }, 2));
    const error = (await failure(vcs.waitFor("dev", until.ready()))) as unknown as WaitError;
    expect(isFailed(error)).toBe(true);
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(
      'waiting until VirtualClusterInstance "dev" is ready failed: phase: Failed; TemplateNotFound: gave up; TemplateResolved=False: TemplateNotFound: no template "small"',
    );
    expect(error).toMatchObject({ phase: "Failed", reason: "TemplateNotFound", conditions: [{ type: "TemplateResolved" }] });
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty("object");
    expect(inspect(error)).toContain("TemplateResolved");
  });

  test("a timeout tells the last state", async () => {
    const { vcs } = states(in_("Pending", { reason: "Scheduling", message: "no room" }));
    const error = await failure(vcs.waitFor("dev", until.ready(), { timeout: "50ms" }));
    expect(isTimeout(error)).toBe(true);
    expect(error.message).toBe(
      'timed out after 0.05 s waiting until VirtualClusterInstance "dev" is ready (phase: Pending; Scheduling: no room)',
    );
  });

  test("outlives a server that is away for a while, and tells the last failure", async () => {
    const { vcs } = platform(() => networkError("ECONNREFUSED"));
    const error = await failure(vcs.waitFor("dev", until.ready(), { timeout: "60ms" }));
    expect(error.message).toMatch(
      /waiting until VirtualClusterInstance "dev" is ready \(the object was never seen\); last error: .*ECONNREFUSED/,
    );
  });

  test("missing rights stop at once", async () => {
    const clock = jumpingClock();
    const began = clock.now();
    const { vcs } = platform(() => status(403, "Forbidden"), { clock });
    expect(isForbidden(await failure(vcs.waitFor("dev", until.ready())))).toBe(true);
    expect(clock.now()).toBe(began);
  });

  test("reads the object where watching is forbidden", async () => {
    let count = 0;
    const { vcs } = platform((request) =>
      request.url.endsWith("/dev") ? json(in_(++count < 3 ? "Pending" : "Ready", {}, count)) : status(403, "Forbidden"),
    );
    expect((await vcs.waitFor("dev", until.ready(), { interval: "5ms" })).status?.phase).toBe("Ready");
    expect(count).toBe(3);
  });

  test("a signal ends it", async () => {
    const stop = new AbortController();
    const { vcs } = states(in_("Pending"));
    setTimeout(() => stop.abort("enough"), 20);
    const error = await failure(vcs.waitFor("dev", until.ready(), { signal: stop.signal }));
    expect(error["code"]).toBe("Aborted");
    expect(error.cause).toBe("enough");
  });

  test("fails with NotFound if there is no object", async () => {
    const { vcs } = states(null);
    expect(isNotFound(await failure(vcs.waitFor("dev", until.ready())))).toBe(true);
  });

  test("refuses what is no condition", async () => {
    const { vcs } = states(null);
    expect((await failure(vcs.waitFor("dev", (() => true) as never))).message).toBe(
      "condition: expected a condition such as until.ready()",
    );
    expect((await failure(vcs.waitFor("dev", until.ready(), { timeout: "soon" as never }))).message).toMatch(/^timeout: /);
  });
});

describe("a wait that fails", () => {
  const pending = in_("Pending", {
    reason: "Scheduling",
    message: "no room",
    conditions: [{ type: "Ready", status: "False", lastTransitionTime: "2026-01-01T00:00:00Z" }],
  });

  test("is a WaitError with the last state, whatever ended it", async () => {
    const facts = { name: "WaitError", resource: "VirtualClusterInstance", resourceName: "dev", phase: "Pending", reason: "Scheduling" };
    const state = { ...facts, conditions: [{ type: "Ready", status: "False" }], object: pending };
    const stop = new AbortController();
    setTimeout(() => stop.abort("enough"), 20);
    const never = until.satisfies("is what it can't be", () => "it never will");
    const errors = await Promise.all([
      failure(states(pending).vcs.waitFor("dev", until.ready(), { timeout: "20ms" })),
      failure(states(pending).vcs.waitFor("dev", until.ready(), { signal: stop.signal })),
      failure(states(pending).vcs.waitFor("dev", never)),
      failure(states(pending, null).vcs.waitFor("dev", until.ready())),
    ]);
    expect(errors.map(({ code }) => code)).toEqual(["Timeout", "Aborted", "Failed", "NotFound"]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(WaitError);
      expect(isWaitError(error) && isClusterplaneError(error) && !isRequestError(error)).toBe(true);
      expect(error).toMatchObject(state);
      const { object: _object, ...printed } = state;
      expect(JSON.parse(JSON.stringify(error))).toMatchObject(printed);
      expect(JSON.stringify(error)).not.toContain("resourceVersion");
      expect(inspect(error)).not.toContain("resourceVersion");
    }
    expect([isTimeout(errors[0]), isAborted(errors[1]), isFailed(errors[2]), isNotFound(errors[3])]).toEqual([true, true, true, true]);
    expect(errors.map(({ message }) => message)).toEqual([
      'timed out after 0.02 s waiting until VirtualClusterInstance "dev" is ready (phase: Pending; Scheduling: no room; Ready=False)',
      'aborted waiting until VirtualClusterInstance "dev" is ready (phase: Pending; Scheduling: no room; Ready=False)',
      'waiting until VirtualClusterInstance "dev" is what it can\'t be failed: it never will',
      'waiting until VirtualClusterInstance "dev" is ready failed: there is no such object',
    ]);
  });

  test("has ten minutes, unless told otherwise", async () => {
    const clock = jumpingClock();
    const began = clock.now();
    const { vcs } = platform((request) => (request.url.endsWith("/dev") ? json(pending) : status(405, "MethodNotAllowed")), { clock });
    expect((await failure(vcs.waitFor("dev", until.ready()))).message).toMatch(/^timed out after 600 s waiting until/);
    expect(clock.now() - began).toBe(600_000);
    expect(clock.sleepers).toBe(0);
  });

  test("by what a condition throws is the caller's own error", async () => {
    const own = new Error("mine");
    const throws = until.satisfies("throws", () => {
      throw own;
    });
    expect(await failure(states(pending).vcs.waitFor("dev", throws))).toBe(own);
  });
});

describe("a wait that polls", () => {
  const refusals: [string, () => Response | Error][] = [
    ["a 500", () => status(500, "InternalError")],
    ["a 502 in HTML", () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "content-type": "text/html" } })],
    ["a 503", () => status(503, "ServiceUnavailable")],
    ["a 429 that asks for a pause", () => new Response("slow down", { status: 429, headers: { "retry-after": "30" } })],
    ["a broken connection", () => networkError("ECONNRESET")],
    ["a refused connection", () => networkError("ECONNREFUSED")],
    ["a gateway's 404", () => new Response("404 page not found", { status: 404 })],
    ["an empty object", () => json({})],
    ["null", () => json(null)],
    ["a list", () => json({ kind: "List", items: [] })],
    ["half an object", () => new Response('{"kind":"Virt', { headers: { "content-type": "application/json" } })],
    ["a login page", () => new Response("<html>sign in</html>", { headers: { "content-type": "text/html" } })],
  ];

  test.each(refusals)("outlives what a watched one outlives: %s", async (_, refusal) => {
    const clock = jumpingClock();
    let count = 0;
    const polled = platform(
      (request) => {
        if (!request.url.endsWith("/dev")) return status(403, "Forbidden");
        return ++count === 1 ? json(in_("Pending")) : count < 10 ? refusal() : json(in_("Ready", {}, 2));
      },
      { clock, retry: false },
    );
    expect((await polled.vcs.waitFor("dev", until.ready())).status?.phase).toBe("Ready");
    expect(count).toBe(10);
  });

  test("tells the last failure when its time is over", async () => {
    const { vcs } = platform(
      (request) => (request.url.endsWith("/dev") ? status(500, "InternalError", "etcd is down") : status(403, "Forbidden")),
      { clock: jumpingClock() },
    );
    const error = await failure(vcs.waitFor("dev", until.ready(), { timeout: "1m" }));
    expect(error.message).toMatch(
      /^timed out after 60 s waiting .* \(the object was never seen\); last error: get VirtualClusterInstance "dev": 500 InternalError: etcd is down$/,
    );
    expect(error.cause).toMatchObject({ status: 500 });
  });

  test("tells each state once; a server without versions counts as changing each time", async () => {
    for (const [versions, seen] of [
      [["1", "1", "1", "2", "2"], 2],
      [["", "", "", "", ""], 5],
    ] as const) {
      let count = 0;
      const { vcs } = platform(
        (request) => {
          if (!request.url.endsWith("/dev")) return status(403, "Forbidden");
          const version = versions[count++];
          return version === undefined ? json(in_("Ready", {}, 9)) : json(vc("dev", version, { status: { phase: "Pending" } }));
        },
        { clock: jumpingClock() },
      );
      const phases: unknown[] = [];
      await vcs.waitFor("dev", until.ready(), { onProgress: ({ phase }) => phases.push(phase) });
      expect(phases).toEqual([...Array<string>(seen).fill("Pending"), "Ready"]);
    }
  });

  test("asks after a second, less often later, and as often as it is told to, but never at full speed", async () => {
    for (const [interval, pauses] of [
      [undefined, [1000, 1300, 1690, 2197, 2856, 3713, 4827, 5000, 5000]],
      ["500ms", [500, 500, 500]],
      ["0s", [10, 10, 10]],
    ] as const) {
      const clock = jumpingClock();
      const times: number[] = [];
      const { vcs } = platform(
        (request) => {
          if (!request.url.endsWith("/dev")) return status(403, "Forbidden");
          times.push(clock.now());
          return times.length > pauses.length ? json(in_("Ready", {}, 2)) : json(in_("Pending"));
        },
        { clock },
      );
      await vcs.waitFor("dev", until.ready(), { interval });
      expect(times.slice(1).map((time, index) => Math.round(time - times[index]!))).toEqual(pauses);
    }
  });

  test.each([400, 403, 404, 405, 501])("begins where watching is refused with %i", async (code) => {
    const { vcs } = platform((request) => (request.url.endsWith("/dev") ? json(in_("Ready")) : status(code, "Refused")));
    expect((await vcs.waitFor("dev", until.ready())).status?.phase).toBe("Ready");
  });
});

describe("another object", () => {
  const another = vc("dev", 9, { metadata: { uid: "another" }, status: { phase: "Ready" } as never });

  test("that has taken the name of one that was given counts as none", async () => {
    const watched = states(another).vcs.waitFor(vc("dev"), until.ready());
    const polled = platform((request) => (request.url.endsWith("/dev") ? json(another) : status(403, "Forbidden"))).vcs.waitFor(
      vc("dev"),
      until.ready(),
    );
    for (const wait of [watched, polled]) expect(isNotFound(await failure(wait))).toBe(true);
    const { vcs } = states(in_("Pending"), another);
    expect(isNotFound(await failure(vcs.waitFor(vc("dev"), until.ready())))).toBe(true);
  });

  test("is what a name stands for, if only the name was given", async () => {
    expect((await states(in_("Pending"), another).vcs.waitFor("dev", until.ready())).metadata.uid).toBe("another");
  });

  test("of a server that knows nothing of selectors is not looked at", async () => {
    const stream = live();
    const { vcs } = platform((request) =>
      isWatch(request) ? stream.response : list(vc("other", 1, { status: { phase: "Ready" } as never }), in_("Pending")),
    );
    stream.send(
      { type: "MODIFIED", object: vc("third", 2, { status: { phase: "Failed" } as never }) },
      { type: "DELETED", object: vc("other", 3) },
      { type: "MODIFIED", object: in_("Ready", {}, 4) },
    );
    expect((await vcs.waitFor("dev", until.ready())).metadata).toMatchObject({ name: "dev", resourceVersion: "4" });
  });
});

describe("a sleeping object", () => {
  const asleep = in_("Sleeping");

  test("ends the wait until it is ready, with what to do", async () => {
    const error = await failure(states(asleep).vcs.waitFor("dev", until.ready()));
    expect(isFailed(error) && isSleeping(error)).toBe(true);
    expect(error.message).toBe(
      'waiting until VirtualClusterInstance "dev" is ready failed: phase: Sleeping; wake it, or wait until.ready({ wake: true }) or until.ready({ orSleeping: true })',
    );
  });

  test("is woken once, if asked for", async () => {
    const stream = live();
    const { vcs, sent } = platform((request) => {
      if (request.method === "PATCH") {
        setTimeout(
          () =>
            stream.send(...[2, 3].map((version) => ({ type: "MODIFIED", object: in_("Sleeping", {}, version) })), {
              type: "MODIFIED",
              object: in_("Ready", {}, 4),
            }),
          5,
        );
        return json(asleep);
      }
      return isWatch(request) ? stream.response : list(asleep);
    });
    expect((await vcs.waitFor("dev", until.ready({ wake: true }))).status?.phase).toBe("Ready");
    const wakes = sent.filter(({ method }) => method === "PATCH");
    expect(wakes).toHaveLength(1);
    expect(wakes[0]!.json).toMatchObject({ metadata: { annotations: { "sleepmode.loft.sh/force": null } } });
  });

  test("that may not be woken is the refusal of that", async () => {
    const { vcs } = platform((request) =>
      request.method === "PATCH" ? status(403, "Forbidden") : isWatch(request) ? live().response : list(asleep),
    );
    expect(isForbidden(await failure(vcs.waitFor("dev", until.ready({ wake: true }))))).toBe(true);
  });

  test("of a kind that can't be woken is a wrong condition", async () => {
    const { client } = platform((request) => (isWatch(request) ? live().response : list(asleep)));
    const error = await failure(client.projects.waitFor("dev", until.ready({ wake: true })));
    expect(isInvalidArgument(error)).toBe(true);
    expect(error.message).toBe("condition: Project can't be woken; leave out wake");
  });
});

describe("onProgress", () => {
  afterEach(() => void vi.unstubAllGlobals());

  test("that throws is an uncaught error of the caller's, and the wait goes on", async () => {
    const thrown = uncaughtErrors();
    const own = new Error("mine");
    const { vcs } = states(in_("Pending"), in_("Ready", {}, 2));
    const onProgress = () => {
      throw own;
    };
    expect((await vcs.waitFor("dev", until.ready(), { onProgress })).status?.phase).toBe("Ready");
    await new Promise((resolve) => setImmediate(resolve));
    expect(thrown).toEqual([own, own]);
  });

  test("is told how long it takes, in seconds of the client's clock", async () => {
    const clock = jumpingClock();
    let count = 0;
    const { vcs } = platform(
      (request) => (request.url.endsWith("/dev") ? json(in_(++count < 4 ? "Pending" : "Ready", {}, count)) : status(403, "Forbidden")),
      { clock },
    );
    const times: number[] = [];
    await vcs.waitFor("dev", until.ready(), { interval: "10s", onProgress: ({ elapsed }) => times.push(elapsed) });
    expect(times).toEqual([0, 10, 20, 30]);
  });
});

describe("gone is gone", () => {
  test("by a deletion, or when it isn't there", async () => {
    expect(await states(in_("Ready"), null).vcs.waitFor("dev", until.deleted())).toBeUndefined();
    expect(await states(null).vcs.waitFor("dev", until.deleted())).toBeUndefined();
  });

  test("when another one has its name", async () => {
    const other = vc("dev", 5, { metadata: { uid: "another" } });
    expect(await states(in_("Ready"), other).vcs.waitFor("dev", until.deleted())).toBeUndefined();
    expect(await states(other).vcs.waitFor(vc("dev"), until.deleted())).toBeUndefined();
  });

  test("a failing server is not gone", async () => {
    const { vcs } = platform(() => status(500, "InternalError"));
    expect(isTimeout(await failure(vcs.waitFor("dev", until.deleted(), { timeout: "40ms" })))).toBe(true);
    const page = platform(() => new Response("404 page not found", { status: 404 }));
    expect(
      isNotFound(await failure(page.vcs.waitFor("dev", until.deleted(), { timeout: "1s", interval: "10ms" })).then((error) => error)),
    ).toBe(false);
  });
});

test("notFound is what find makes of it", async () => {
  expect(await platform(() => notFound()).vcs.find("dev")).toBeUndefined();
});
