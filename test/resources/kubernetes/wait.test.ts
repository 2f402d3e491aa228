import { inspect } from "node:util";
import {
  allOf,
  anyOf,
  condition,
  deleted,
  initialized,
  isFailed,
  isForbidden,
  isNotFound,
  isTimeout,
  not,
  phase,
  ready,
  satisfies,
  sleeping,
  type VirtualClusterInstance,
  WaitError,
} from "clusterplane";
import { describe, expect, test } from "vitest";
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
  test("watches one object until it is ready, and tells how it goes", async () => {
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
    const object = await vcs.waitFor("dev", ready(), {
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
    const error = (await failure(vcs.waitFor("dev", ready()))) as unknown as WaitError;
    expect(isFailed(error)).toBe(true);
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(
      'wait for VirtualClusterInstance "dev": phase Failed; reason TemplateNotFound; gave up; TemplateResolved is False (TemplateNotFound: no template "small")',
    );
    expect(error).toMatchObject({ phase: "Failed", reason: "TemplateNotFound", conditions: [{ type: "TemplateResolved" }] });
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty("object");
    expect(inspect(error)).toContain("TemplateResolved");
  });

  test("too long says where it stood", async () => {
    const { vcs } = states(in_("Pending", { reason: "Scheduling", message: "no room" }));
    const error = await failure(vcs.waitFor("dev", ready(), { timeout: "50ms" }));
    expect(isTimeout(error)).toBe(true);
    expect(error.message).toBe(
      'wait for VirtualClusterInstance "dev": not within 0.05 s that it is ready; phase Pending; reason Scheduling; no room',
    );
  });

  test("a server that is away for a while is not the end; the last trouble is told", async () => {
    const { vcs } = platform(() => networkError("ECONNREFUSED"));
    const error = await failure(vcs.waitFor("dev", ready(), { timeout: "60ms" }));
    expect(error.message).toMatch(/nothing was seen of it; last failure: .*ECONNREFUSED/);
  });

  test("missing rights stop at once", async () => {
    const { vcs } = platform(() => status(403, "Forbidden"));
    const began = performance.now();
    expect(isForbidden(await failure(vcs.waitFor("dev", ready())))).toBe(true);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test("who may get and not watch, looks", async () => {
    let count = 0;
    const { vcs } = platform((request) =>
      request.url.endsWith("/dev") ? json(in_(++count < 3 ? "Pending" : "Ready", {}, count)) : status(403, "Forbidden"),
    );
    expect((await vcs.waitFor("dev", ready(), { interval: 0.005 })).status?.phase).toBe("Ready");
    expect(count).toBe(3);
  });

  test("a signal ends it", async () => {
    const stop = new AbortController();
    const { vcs } = states(in_("Pending"));
    setTimeout(() => stop.abort("enough"), 20);
    const error = await failure(vcs.waitFor("dev", ready(), { signal: stop.signal }));
    expect(error["code"]).toBe("Aborted");
    expect(error.cause).toBe("enough");
  });

  test("there is nothing to get ready", async () => {
    const { vcs } = states(null);
    expect(isNotFound(await failure(vcs.waitFor("dev", ready())))).toBe(true);
  });

  test("nothing that is no condition", async () => {
    const { vcs } = states(null);
    expect((await failure(vcs.waitFor("dev", (() => true) as never))).message).toBe("condition: expected a condition such as ready()");
    expect((await failure(vcs.waitFor("dev", ready(), { timeout: "soon" }))).message).toMatch(/^timeout: /);
  });
});

describe("gone is gone", () => {
  test("by a deletion, or when it isn't there", async () => {
    expect(await states(in_("Ready"), null).vcs.waitFor("dev", deleted())).toBeUndefined();
    expect(await states(null).vcs.waitFor("dev", deleted())).toBeUndefined();
  });

  test("when another one has its name", async () => {
    const other = vc("dev", 5, { metadata: { uid: "another" } });
    expect(await states(in_("Ready"), other).vcs.waitFor("dev", deleted())).toBeUndefined();
    expect(await states(other).vcs.waitFor(vc("dev"), deleted())).toBeUndefined();
  });

  test("a failing server is not gone", async () => {
    const { vcs } = platform(() => status(500, "InternalError"));
    expect(isTimeout(await failure(vcs.waitFor("dev", deleted(), { timeout: "40ms" })))).toBe(true);
    const page = platform(() => new Response("404 page not found", { status: 404 }));
    expect(isNotFound(await failure(page.vcs.waitFor("dev", deleted(), { timeout: "1s", interval: 0.01 })).then((error) => error))).toBe(
      false,
    );
  });
});

describe("conditions", () => {
  const check = (one: { check(object: never, uid?: string): { state: string } }, object: unknown) => one.check(object as never).state;

  test.each([
    ["ready", ready(), { Ready: "met", Initialized: "met", Sleeping: "waiting", Pending: "waiting", "": "waiting", Failed: "failed" }],
    ["ready or asleep", ready({ orSleeping: true }), { Ready: "met", Sleeping: "met", Pending: "waiting", Failed: "failed" }],
    ["sleeping", sleeping(), { Ready: "waiting", Sleeping: "met", Failed: "failed" }],
    ["initialized", initialized(), { Ready: "waiting", Initialized: "met", Failed: "failed" }],
    ["phase Failed", phase("Failed"), { Ready: "waiting", Failed: "met" }],
  ])("%s", (_, one, verdicts) => {
    for (const [name, verdict] of Object.entries(verdicts)) expect([name, check(one, in_(name))]).toEqual([name, verdict]);
    expect(check(one, undefined)).toBe("failed");
  });

  test("of the status", () => {
    const object = in_("Pending", { conditions: [{ type: "Ready", status: "False", lastTransitionTime: "2026-01-01T00:00:00Z" }] });
    expect(check(condition("Ready"), object)).toBe("waiting");
    expect(check(condition("Ready", "False"), object)).toBe("met");
  });

  test("compose", () => {
    const [yes, no, never] = [satisfies("y", () => true), satisfies("n", () => false), satisfies("x", () => "never")];
    const object = in_("Ready");
    expect([allOf(yes, yes), allOf(yes, no), allOf(no, never)].map((one) => check(one, object))).toEqual(["met", "waiting", "failed"]);
    expect([anyOf(no, yes), anyOf(no, never), anyOf(never, never)].map((one) => check(one, object))).toEqual(["met", "waiting", "failed"]);
    expect([not(no), not(yes), not(never)].map((one) => check(one, object))).toEqual(["met", "waiting", "met"]);
    expect(allOf(ready(), not(condition("X"))).description).toBe("is ready and not (has X=True)");
  });

  test("one for many: it keeps nothing of the last object", async () => {
    const gone = deleted();
    expect(check(gone, in_("Ready"))).toBe("waiting");
    expect(gone.check(vc("other"), "uid-other").state).toBe("waiting");
  });
});

test("notFound is what find makes of it", async () => {
  expect(await platform(() => notFound()).vcs.find("dev")).toBeUndefined();
});
