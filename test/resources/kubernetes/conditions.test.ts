import { until, type WaitCondition, type WaitContext } from "clusterplane";
import { describe, expect, test } from "vitest";
import { Words } from "../../fuzz/words.ts";
import { vc } from "./fake.ts";

type Any = WaitCondition<never, boolean>;
const platform: WaitContext = { kind: "VirtualClusterInstance", apiVersion: "management.loft.sh/v1" };
const check = (one: unknown, object: unknown, context = platform) => (one as Any).check(object as never, context);
const verdict = (one: unknown, object: unknown, context = platform) => check(one, object, context).state;
const inPhase = (phase: string, status: object = {}) => vc("dev", 1, { status: { phase, ...status } as never });
const at = "2026-01-01T00:00:00Z";
const has = (...conditions: [type: string, status: string, reason?: string, message?: string][]) => ({
  conditions: conditions.map(([type, status, reason, message]) => ({ type, status, reason, message, lastTransitionTime: at })),
});

describe("phases", () => {
  test.each([
    ["ready", until.ready(), { Ready: "met", Initialized: "met", Sleeping: "failed", Pending: "waiting", "": "waiting", Failed: "failed" }],
    ["ready or asleep", until.ready({ orSleeping: true }), { Ready: "met", Sleeping: "met", Pending: "waiting", Failed: "failed" }],
    ["ready, woken if need be", until.ready({ wake: true }), { Ready: "met", Sleeping: "asleep", Pending: "waiting", Failed: "failed" }],
    ["sleeping", until.sleeping(), { Ready: "waiting", Sleeping: "met", Failed: "failed" }],
    ["initialized", until.initialized(), { Ready: "waiting", Initialized: "met", Failed: "failed" }],
    ["phase Failed", until.phase("Failed"), { Ready: "waiting", Failed: "met" }],
  ])("%s", (_, one, verdicts) => {
    for (const [name, expected] of Object.entries(verdicts)) expect([name, verdict(one, inPhase(name))]).toEqual([name, expected]);
    expect(check(one, undefined)).toMatchObject({ state: "failed", code: "NotFound" });
  });

  test("a failed object says why", () => {
    const status = {
      reason: "TemplateNotFound",
      message: "gave up",
      ...has(["TemplateResolved", "False", "NoTemplate", "none"], ["Scheduled", "True"]),
    };
    expect(check(until.ready(), inPhase("Failed", status))).toEqual({
      state: "failed",
      why: "phase: Failed; TemplateNotFound: gave up; TemplateResolved=False: NoTemplate: none",
    });
  });

  test("a sleeping object says what to do", () => {
    expect(check(until.ready(), inPhase("Sleeping"))).toEqual({
      state: "failed",
      why: "phase: Sleeping; wake it, or wait until.ready({ wake: true }) or until.ready({ orSleeping: true })",
    });
  });
});

test.each<[string, "waiting" | "failed", Record<string, string>]>([
  ["put to sleep", "failed", { force: "true", "sleep-type": "forcedSleep", "sleeping-since": "200", "last-activity": "100" }],
  [
    "put to sleep again after it was woken",
    "failed",
    { force: "true", "sleep-type": "forcedSleep", "sleeping-since": "200", "last-activity": "300" },
  ],
  ["put to sleep, and woken", "waiting", { "sleep-type": "forcedSleep", "sleeping-since": "200", "last-activity": "100" }],
  ["put to sleep for a time, and woken", "waiting", { "sleep-type": "forcedDurationSleep", "sleeping-since": "200" }],
  ["asleep for want of activity", "failed", { "sleep-type": "inactivitySleep", "sleeping-since": "200", "last-activity": "100" }],
  [
    "asleep for want of activity, and woken",
    "waiting",
    { "sleep-type": "inactivitySleep", "sleeping-since": "200", "last-activity": "200" },
  ],
  ["asleep by a schedule, and woken", "waiting", { "sleep-type": "scheduledSleep", "sleeping-since": "200", "last-activity": "201" }],
  ["asleep for reasons nobody tells", "failed", {}],
])("until ready: an instance that is %s is %s", (_, expected, notes) => {
  const annotations = Object.fromEntries(Object.entries(notes).map(([name, value]) => [`sleepmode.loft.sh/${name}`, value]));
  const object = { ...inPhase("Sleeping"), metadata: { name: "dev", annotations } };
  expect(verdict(until.ready(), object)).toBe(expected);
  expect(verdict(until.ready({ wake: true }), object)).toBe(expected === "failed" ? "asleep" : "waiting");
  expect(verdict(until.ready({ orSleeping: true }), object)).toBe("met");
});

describe("ready, of an object without a phase", () => {
  const deployment: WaitContext = { kind: "Deployment", apiVersion: "apps/v1" };
  const pod: WaitContext = { kind: "Pod", apiVersion: "v1" };

  test("is what its condition Ready says", () => {
    expect(verdict(until.ready(), { status: has(["Ready", "True"]) }, pod)).toBe("met");
    expect(verdict(until.ready(), { status: has(["Ready", "False"]) }, pod)).toBe("waiting");
    expect(verdict(until.ready(), { status: has(["Ready", "Unknown"]) }, pod)).toBe("waiting");
    expect(verdict(until.ready(), { status: { phase: "Running", ...has(["Ready", "True"]) } }, pod)).toBe("met");
    expect(verdict(until.ready(), { status: { phase: "Running", ...has(["Ready", "False"]) } }, pod)).toBe("waiting");
  });

  test.each([
    ["a Deployment", deployment, "Deployment has neither a phase nor a condition Ready; use until.rolledOut()"],
    [
      "a StatefulSet",
      { ...deployment, kind: "StatefulSet" },
      "StatefulSet has neither a phase nor a condition Ready; use until.rolledOut()",
    ],
    ["a DaemonSet", { ...deployment, kind: "DaemonSet" }, "DaemonSet has neither a phase nor a condition Ready; use until.rolledOut()"],
    ["a Job", { kind: "Job", apiVersion: "batch/v1" }, "Job has neither a phase nor a condition Ready; use until.complete()"],
    [
      "a ConfigMap",
      { kind: "ConfigMap", apiVersion: "v1" },
      'ConfigMap has neither a phase nor a condition Ready; use until.condition("…") or until.phase("…")',
    ],
    ["CloudCasa documents", { kind: "kubebackups" }, "kubebackups have no condition Ready; use until.active() or until.completed()"],
  ])("and without a condition Ready can't be waited for: %s", (_, context, why) => {
    for (const object of [{}, { status: {} }, { status: { observedGeneration: 1, ...has(["Available", "True"]) } }]) {
      expect(check(until.ready(), object, context)).toEqual({ state: "failed", why });
      // Objects of a list may lack their kind: the wait knows it.
      expect(check(until.ready(), { kind: undefined, ...object }, context)).toEqual({ state: "failed", why });
    }
  });

  test.each(["management.loft.sh/v1", "storage.loft.sh/v1"])("of %s may have none yet", (apiVersion) => {
    for (const object of [{}, { status: {} }, { status: { phase: "" } }, { status: has(["Ready", "True"]) }]) {
      expect(verdict(until.ready(), object, { ...platform, apiVersion })).toBe("waiting");
    }
  });
});

describe("conditions of the status", () => {
  test("by type and status", () => {
    const object = inPhase("Pending", has(["Ready", "False"]));
    expect(verdict(until.condition("Ready"), object)).toBe("waiting");
    expect(verdict(until.condition("Ready", "False"), object)).toBe("met");
    expect(verdict(until.condition("Other"), object)).toBe("waiting");
  });
});

describe("rolled out", () => {
  const workload = (kind: string, spec: object, status: object, generation = 2) => ({ kind, metadata: { generation }, spec, status });
  const done = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };
  const set = { ...done, currentRevision: "web-1", updateRevision: "web-2" };
  const partition = { replicas: 3, updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } };
  const daemons = { observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };

  test.each([
    ["a Deployment with all replicas of its newest version available", "met", "Deployment", { replicas: 3 }, done],
    ["a Deployment that nobody has looked at", "waiting", "Deployment", { replicas: 3 }, {}],
    [
      "a Deployment whose newest version nobody has looked at",
      "waiting",
      "Deployment",
      { replicas: 3 },
      { ...done, observedGeneration: 1 },
    ],
    ["a Deployment with a replica of an older version", "waiting", "Deployment", { replicas: 3 }, { ...done, updatedReplicas: 2 }],
    ["a Deployment with an older replica too many", "waiting", "Deployment", { replicas: 3 }, { ...done, replicas: 4 }],
    ["a Deployment with a replica that is not available", "waiting", "Deployment", { replicas: 3 }, { ...done, availableReplicas: 2 }],
    ["a Deployment with none available", "waiting", "Deployment", { replicas: 3 }, { ...done, availableReplicas: undefined }],
    [
      "a Deployment of one replica, as it is the default",
      "met",
      "Deployment",
      {},
      { observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1 },
    ],
    ["a Deployment of no replicas", "met", "Deployment", { replicas: 0 }, { observedGeneration: 2 }],
    ["a Deployment that shrank, whose last replica goes", "waiting", "Deployment", { replicas: 0 }, { observedGeneration: 2, replicas: 1 }],
    ["a ReplicaSet with all available", "met", "ReplicaSet", { replicas: 3 }, { observedGeneration: 2, replicas: 3, availableReplicas: 3 }],
    ["a ReplicaSet with too many", "waiting", "ReplicaSet", { replicas: 2 }, { observedGeneration: 2, replicas: 3, availableReplicas: 3 }],
    ["a ReplicaSet with too few", "waiting", "ReplicaSet", { replicas: 3 }, { observedGeneration: 2, replicas: 3, availableReplicas: 2 }],
    ["a StatefulSet with all updated and available", "met", "StatefulSet", { replicas: 3 }, set],
    ["a StatefulSet with one not updated", "waiting", "StatefulSet", { replicas: 3 }, { ...set, updatedReplicas: 2 }],
    ["a StatefulSet with a partition", "met", "StatefulSet", partition, { ...set, updatedReplicas: 1 }],
    ["a StatefulSet with a partition, before its part", "waiting", "StatefulSet", partition, { ...set, updatedReplicas: 0 }],
    [
      "a StatefulSet of an old server, which only counts what is ready",
      "met",
      "StatefulSet",
      { replicas: 3 },
      { ...set, availableReplicas: undefined },
    ],
    [
      "a StatefulSet with one not ready",
      "waiting",
      "StatefulSet",
      { replicas: 3 },
      { ...set, availableReplicas: undefined, readyReplicas: 2 },
    ],
    ["a DaemonSet on all nodes", "met", "DaemonSet", {}, daemons],
    ["a DaemonSet with an old pod", "waiting", "DaemonSet", {}, { ...daemons, updatedNumberScheduled: 2 }],
    ["a DaemonSet with one not available", "waiting", "DaemonSet", {}, { ...daemons, numberAvailable: undefined }],
    ["a DaemonSet for no node", "met", "DaemonSet", {}, { observedGeneration: 2, desiredNumberScheduled: 0, updatedNumberScheduled: 0 }],
  ])("%s: %s", (_, expected, kind, spec, status) => {
    expect(verdict(until.rolledOut(), workload(kind, spec, status), { kind, apiVersion: "apps/v1" })).toBe(expected);
  });

  test("a rollout that passed its progress deadline failed, but not that of an older version", () => {
    const late = { ...done, updatedReplicas: 1, ...has(["Progressing", "False", "ProgressDeadlineExceeded", "timed out"]) };
    const context = { kind: "Deployment", apiVersion: "apps/v1" };
    expect(check(until.rolledOut(), workload("Deployment", { replicas: 3 }, late), context)).toEqual({
      state: "failed",
      why: "phase: none yet; Progressing=False: ProgressDeadlineExceeded: timed out",
    });
    expect(verdict(until.rolledOut(), workload("Deployment", { replicas: 3 }, late, 3), context)).toBe("waiting");
  });

  test("nothing that is not there", () => {
    expect(check(until.rolledOut(), undefined)).toMatchObject({ state: "failed", code: "NotFound" });
  });
});

describe("a Job", () => {
  test.each([
    ["is complete", "met", has(["Complete", "True"])],
    ["runs", "waiting", { active: 1 }],
    ["is suspended", "waiting", has(["Suspended", "True"])],
    ["was not complete", "waiting", has(["Complete", "False"])],
    ["failed", "failed", has(["Failed", "True", "BackoffLimitExceeded", "too many"])],
    ["is about to fail", "failed", has(["FailureTarget", "True", "PodFailurePolicy"])],
  ])("%s: %s", (_, expected, status) => {
    expect(verdict(until.complete(), { kind: "Job", status })).toBe(expected);
  });

  test("that failed says why", () => {
    expect(check(until.complete(), { status: has(["Failed", "True", "BackoffLimitExceeded", "too many"]) })).toEqual({
      state: "failed",
      why: "Failed: BackoffLimitExceeded: too many",
    });
  });
});

describe("gone", () => {
  test("means 404, or another object of the name", () => {
    const context = { ...platform, uid: "uid-dev" };
    expect(verdict(until.deleted(), undefined, context)).toBe("met");
    expect(verdict(until.deleted(), vc("dev"), context)).toBe("waiting");
    expect(verdict(until.deleted(), vc("dev", 1, { metadata: { uid: "another" } }), context)).toBe("met");
    // Who is waited for is not known, or the server gives no uids.
    expect(verdict(until.deleted(), vc("dev"), platform)).toBe("waiting");
    expect(verdict(until.deleted(), { metadata: {} }, context)).toBe("waiting");
  });

  test("one condition may serve many waits: it keeps nothing of the last object", () => {
    const gone = until.deleted();
    expect(verdict(gone, vc("dev"), { ...platform, uid: "uid-dev" })).toBe("waiting");
    expect(verdict(gone, vc("other"), { ...platform, uid: "uid-other" })).toBe("waiting");
  });
});

test.each([1, 2, 3])("objects of any form are judged, and never throw (seed %i)", (seed) => {
  const words = new Words(seed);
  const keys = [
    "phase",
    "conditions",
    "type",
    "status",
    "reason",
    "message",
    "replicas",
    "observedGeneration",
    "metadata",
    "spec",
    "generation",
    "uid",
    "Ready",
  ];
  const all = [
    until.ready(),
    until.ready({ wake: true }),
    until.initialized(),
    until.sleeping(),
    until.phase("x"),
    until.condition("Ready"),
    until.deleted(),
    until.rolledOut(),
    until.complete(),
    until.active(),
    until.completed(),
  ];
  const contexts = [platform, { kind: "Deployment", apiVersion: "apps/v1", uid: "u" }];
  for (let run = 0; run < 1000; run++) {
    const object = { metadata: words.value(keys), spec: words.value(keys), status: words.value(keys), state: words.value(keys) };
    for (const one of all) {
      for (const context of contexts)
        expect(verdict(one, object, context), `seed ${seed}, run ${run}`).toMatch(/^(met|waiting|failed|asleep)$/);
    }
  }
});

describe("a status of an older generation", () => {
  const old = (status: object) => ({ metadata: { name: "x", generation: 2 }, spec: {}, status: { observedGeneration: 1, ...status } });
  const elsewhere: WaitContext = { kind: "Thing", apiVersion: "example.com/v1" };
  const complete = { type: "Complete", status: "True" };
  const readyNow = { type: "Ready", status: "True" };

  test.each<[string, unknown, object]>([
    ["ready by its phase", until.ready(), { phase: "Ready" }],
    ["ready by its condition", until.ready(), { conditions: [readyNow] }],
    ["without a phase and conditions", until.ready(), {}],
    ["failed", until.ready(), { phase: "Failed" }],
    ["initialized", until.initialized(), { phase: "Initialized" }],
    ["asleep", until.sleeping(), { phase: "Sleeping" }],
    ["in phase Failed", until.phase("Failed"), { phase: "Failed" }],
    ["a condition", until.condition("Ready"), { conditions: [readyNow] }],
    ["complete", until.complete(), { conditions: [complete] }],
    ["not a condition", until.not(until.condition("Ready", "False")), { conditions: [readyNow] }],
    ["not a phase", until.not(until.phase("Ready")), { phase: "Pending" }],
    ["not one of two", until.not(until.anyOf(until.phase("Ready"), until.phase("Sleeping"))), { phase: "Pending" }],
    ["not both of two", until.not(until.allOf(until.phase("Ready"), until.condition("Ready"))), { phase: "Pending" }],
  ])("decides nothing: %s", (_, one, status) => {
    expect(verdict(one, old(status), elsewhere)).toBe("waiting");
  });

  test("a condition's own generation counts before that of the status", () => {
    const own = (observedGeneration: number | null) => old({ conditions: [{ ...readyNow, observedGeneration }] });
    expect([2, 1, null].map((generation) => verdict(until.condition("Ready"), own(generation)))).toEqual(["met", "waiting", "waiting"]);
    const newer = { ...own(1), status: { observedGeneration: 2, conditions: [{ ...readyNow, observedGeneration: 1 }] } };
    expect(verdict(until.condition("Ready"), newer)).toBe("waiting");
    expect(verdict(until.ready(), newer, elsewhere)).toBe("waiting");
  });

  test("the present generation counts", () => {
    expect(verdict(until.ready(), { metadata: { generation: 2 }, status: { observedGeneration: 2, phase: "Ready" } })).toBe("met");
    expect(verdict(until.ready(), { metadata: { generation: 2 }, status: { phase: "Ready" } })).toBe("met");
  });
});
