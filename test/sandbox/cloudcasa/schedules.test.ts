import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { casa } from "./casa.ts";

const source = { all_namespaces: true };
const hour = 3_600_000;
const daily = { retainDays: 7, schedule: { cronSpec: "0 3 * * *" } };

/** A connected cluster with a definition that goes by a policy of these schedules. */
async function scheduled(server: ReturnType<typeof casa>, policy: object = {}, definition: object = {}) {
  const cluster = (await server.ask("kubeclusters", { body: { name: "mine" } })).body._id as string;
  server.sandbox.agent(cluster).connect();
  const made = (await server.ask("policies", { body: { name: "p", schedules: [daily], ...policy } })).body;
  const body = { name: "b", cluster, trigger_type: "SCHEDULED", policy: made._id, source, ...definition };
  const id = (await server.ask("kubebackups", { body })).body._id as string;
  const jobs = async (where: object = { backupdef: id }) =>
    (await server.ask(`jobs?where=${JSON.stringify(where)}&sort=start_time&max_results=50`)).body._items;
  const started = async () =>
    (await jobs()).map((job: { start_time: number }) => new Date(job.start_time * 1000).toISOString().slice(0, 16));
  const change = async (path: string, changes: object) =>
    server.ask(path, { method: "PATCH", headers: { "if-match": (await server.ask(path)).body._etag }, body: changes });
  return { cluster, policy: made._id as string, id, jobs, started, change };
}

describe("a policy's schedule", () => {
  test("starts what goes by it, at its times, as a run by hand does", async () => {
    const server = casa();
    const { id, policy, jobs, started, cluster } = await scheduled(server);
    server.clock.advance(3 * hour - 1);
    expect(await started()).toEqual([]);
    server.clock.advance(1);
    expect(await jobs()).toEqual([
      expect.objectContaining({
        name: "b",
        type: "K8S_SNAP",
        state: "PENDING",
        cluster,
        backupdef: id,
        policy_id: policy,
        retention: { retainDays: 7, numAlwaysRetain: 0 },
        start_time: 1767225600 + 3 * 3600,
      }),
    ]);
    expect((await server.ask(`kubebackups/${id}`)).body.status).toMatchObject({ last_job_run_time: 1767225600 + 3 * 3600 });
    server.clock.advance(3000);
    expect((await jobs())[0].state).toBe("COMPLETED");
    const [point] = (await server.ask(`backupinstances?where={"backupdef":"${id}"}`)).body._items;
    expect(point).toMatchObject({ state: "READY", retention: { retainDays: 7, numAlwaysRetain: 0 }, status: { locked: false } });
    server.clock.advance(2 * 24 * hour);
    expect(await started()).toEqual(["2026-01-01T03:00", "2026-01-02T03:00", "2026-01-03T03:00"]);
    expect(new Set((await jobs()).map((job: { state: string }) => job.state))).toEqual(new Set(["COMPLETED"]));
  });

  test("goes by its zone's clocks, by five parts or by cronSpec, which wins", async () => {
    const schedule = { minute: "30", hour: "2", dayOfWeek: "FRI" };
    const parts = casa();
    const one = await scheduled(parts, { timezone: "Europe/Berlin", schedules: [{ retainDays: 1, schedule }] });
    parts.clock.advance(8 * 24 * hour);
    expect(await one.started()).toEqual(["2026-01-02T01:30"]);
    const both = casa();
    const two = await scheduled(both, { schedules: [{ retainDays: 1, schedule: { ...schedule, cronSpec: "0 5 2 * *" } }] });
    both.clock.advance(8 * 24 * hour);
    expect(await two.started()).toEqual(["2026-01-02T05:00"]);
  });

  test.each([
    [{ hour: "3" }, ["2026-01-01T03:00", "2026-01-02T03:00"]],
    [{ minute: "20" }, ["2026-01-01T00:20", "2026-01-01T01:20"]],
    [{ dayOfMonth: "3" }, ["2026-01-03T00:00", "2026-02-03T00:00"]],
    [{ month: "2" }, ["2026-02-01T00:00"]],
    [{ dayOfWeek: "sat" }, ["2026-01-03T00:00", "2026-01-10T00:00"]],
  ])("of the parts %j alone comes once in the next bigger part", async (schedule, expected) => {
    const server = casa();
    const { started } = await scheduled(server, { schedules: [{ retainDays: 1, schedule }] });
    server.clock.advance(35 * 24 * hour);
    expect((await started()).slice(0, expected.length)).toEqual(expected);
  });

  test("of several each runs by itself, with its own retention and lock", async () => {
    const server = casa();
    const locked = { retainDays: 90, numAlwaysRetain: 2, locked: true, schedule: { cronSpec: "0 3 4 * *" } };
    const { id, jobs } = await scheduled(server, { schedules: [daily, locked] });
    server.clock.advance(3 * 24 * hour + 4 * hour);
    const kept = (await jobs()).map((job: { retention: { retainDays: number } }) => job.retention.retainDays);
    expect(kept.sort()).toEqual([7, 7, 7, 7, 90]);
    const points = (await server.ask(`backupinstances?where={"backupdef":"${id}"}`)).body._items;
    const safe = points.filter((point: { status: { locked: boolean } }) => point.status.locked);
    expect(safe).toEqual([expect.objectContaining({ retention: { retainDays: 90, numAlwaysRetain: 2 } })]);
    const path = `backupinstances/${safe[0]._id}`;
    expect((await server.ask(path, { method: "DELETE", headers: { "if-match": safe[0]._etag } })).status).toBe(409);
  });

  test("copies go by theirs, with a new snapshot where the definition says so", async () => {
    const server = casa();
    const { id, policy, jobs } = await scheduled(server, {}, { trigger_type: "ADHOC", policy: undefined });
    const copy = (name: string, more: object) =>
      server.ask("kubeoffloads", { body: { name, backupdef: id, trigger_type: "SCHEDULED", policy, ...more } });
    const fresh = (await copy("fresh", { run_backup: true })).body._id;
    const older = (await copy("older", {})).body._id;
    server.clock.advance(4 * hour);
    expect(await jobs({ offloaddef: fresh })).toMatchObject([{ type: "K8S_COPY", state: "COMPLETED", policy_id: policy }]);
    expect(await jobs({ offloaddef: older })).toMatchObject([{ state: "SKIPPED", message: "There is no snapshot to copy." }]);
  });

  test("what is paused, or runs by hand only, or goes by a suspended policy, stands still", async () => {
    const server = casa();
    const { id, policy, started, change, cluster, jobs } = await scheduled(server);
    await server.ask("kubebackups", { body: { name: "by hand", cluster, trigger_type: "ADHOC", policy, source } });
    await change(`kubebackups/${id}`, { pause: true });
    server.clock.advance(24 * hour);
    expect(await jobs({ cluster })).toEqual([]);
    await change(`kubebackups/${id}`, { pause: false });
    server.clock.advance(24 * hour);
    expect(await started()).toEqual(["2026-01-02T03:00"]);
    server.sandbox.engine.update("policies", policy, { status: { suspended: true } });
    server.clock.advance(24 * hour);
    expect(await jobs({ cluster })).toHaveLength(1);
  });

  test("that changes, or goes, takes its plan along", async () => {
    const server = casa();
    const { policy, id, started, change } = await scheduled(server);
    await change(`policies/${policy}`, { schedules: [{ retainDays: 7, schedule: { cronSpec: "0 5 * * *" } }] });
    server.clock.advance(24 * hour);
    expect(await started()).toEqual(["2026-01-01T05:00"]);
    await change(`policies/${policy}`, { timezone: "America/New_York" });
    server.clock.advance(24 * hour);
    expect(await started()).toEqual(["2026-01-01T05:00", "2026-01-02T10:00"]);
    await change(`kubebackups/${id}`, { trigger_type: "ADHOC" });
    await server.ask(`policies/${policy}`, {
      method: "DELETE",
      headers: { "if-match": (await server.ask(`policies/${policy}`)).body._etag },
    });
    server.clock.advance(24 * hour);
    expect(await started()).toHaveLength(2);
  });

  test("waits for its cluster like any other run", async () => {
    const server = casa();
    const { cluster, jobs } = await scheduled(server);
    server.sandbox.agent(cluster).disconnect();
    server.clock.advance(4 * hour);
    expect((await jobs())[0].state).toBe("PENDING");
    server.sandbox.agent(cluster).connect();
    server.clock.advance(3000);
    expect((await jobs())[0].state).toBe("COMPLETED");
  });

  test("goes on in a sandbox that takes over the state, and starts anew with a reset", async () => {
    const server = casa();
    const { id } = await scheduled(server);
    server.clock.advance(2 * hour);
    const other = casa({ from: server.sandbox.snapshot() });
    const count = async () => (await other.ask(`jobs?where={"backupdef":"${id}"}`)).body._meta.total;
    other.clock.advance(24 * hour);
    expect(await count()).toBe(1);
    other.sandbox.reset();
    expect(await count()).toBe(0);
    other.clock.advance(24 * hour);
    expect(await count()).toBe(1);
  });

  test("never comes in a bare sandbox, where any text is taken", async () => {
    const server = casa({ bare: true });
    const { jobs } = await scheduled(server, { timezone: "Nowhere", schedules: [{ retainDays: 1, schedule: { cronSpec: "x" } }, daily] });
    server.clock.advance(7 * 24 * hour);
    expect(await jobs({})).toEqual([]);
  });
});

test("the fixture's own schedule runs, at three in Berlin", async () => {
  const server = casa();
  server.clock.advance(24 * hour);
  const where = JSON.stringify({ policy_id: server.idOf("policies", "daily") });
  expect((await server.ask(`jobs?where=${where}`)).body._items).toMatchObject([
    { name: "production-daily", state: "COMPLETED", start_time: 1767225600 + 2 * 3600, retention: { retainDays: 30 } },
  ]);
});

test.each(["manual", "fast", "real"] as const)("on a %s clock, each at its own time", (clock) => {
  using sandbox = createSandbox({ clock });
  sandbox.clock.advance("10d");
  const jobs = sandbox.state().cloudcasa["jobs"] as { policy_id?: string; start_time: number; state: string }[];
  const started = jobs.filter(({ policy_id: policy }) => policy !== undefined);
  // Ten days by the sun: of ten dates in Berlin, but for the days on which its clocks change.
  expect(Math.abs(started.length - 10)).toBeLessThanOrEqual(1);
  const shown = started.map(({ start_time: time }) => new Date(time * 1000).toLocaleString("en-GB", { timeZone: "Europe/Berlin" }));
  expect(new Set(shown).size).toBe(started.length);
  for (const [index, { state }] of started.entries())
    expect([shown[index], state]).toEqual([expect.stringMatching(/, 03:00:0\d$/), "COMPLETED"]);
});

test("times and zones that can't be read are refused, never passed over", async () => {
  const { ask } = casa();
  const attempt = async (policy: object) => {
    const { status, headers } = await ask("policies", { body: { name: "p", schedules: [daily], ...policy } });
    return [status, headers.get("x-sandbox")];
  };
  expect(await attempt({ timezone: "Berlin" })).toEqual([501, "unsupported; id=policy-timezone"]);
  for (const schedule of [{ cronSpec: "@daily" }, { minute: "0", hour: "25" }])
    expect(await attempt({ schedules: [{ retainDays: 1, schedule }] })).toEqual([501, "unsupported; id=policy-schedule"]);
  // What the schema refuses is said first.
  expect(await attempt({ name: "", timezone: "Berlin" })).toEqual([422, null]);
  // A schedule without any time has none to come.
  expect(await attempt({ schedules: [{ retainDays: 1, schedule: {} }] })).toEqual([201, null]);
});
