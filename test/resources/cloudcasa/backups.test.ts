import { expect, test } from "vitest";
import { isFailed, isInvalidArgument, isTimeout } from "../../../src/http/predicates.ts";
import { WaitError } from "../../../src/http/wait-error.ts";
import { completed, type Unfinished } from "../../../src/resources/cloudcasa/conditions.ts";
import { world } from "./world.ts";

const patient = { timeout: "1m", interval: "5ms" } as const;

test("a run, its job, and the job's end", async () => {
  const { casa, moving } = world();
  const backup = await casa.kubebackups.find({ name: "production-daily" });
  const job = await moving(casa.kubebackups.run(backup?._id ?? "", { retainDays: 3, ...patient }));
  expect(job).toMatchObject({ backupdef: backup?._id, state: expect.stringMatching(/PENDING|RUNNING/) });
  const states: (string | undefined)[] = [];
  const ended = await moving(casa.jobs.wait(job, { ...patient, onProgress: ({ phase }) => states.push(phase) }), 300);
  expect(ended.state).toBe("COMPLETED");
  expect(states.at(-1)).toBe("COMPLETED");
});

test("every final state but COMPLETED is an error that names it, unless it is accepted", async () => {
  const { casa, sandbox } = world();
  const [job] = (await casa.jobs.list({ where: { state: "COMPLETED" } })).items;
  const id = job?._id ?? "";
  for (const state of ["PARTIAL", "SKIPPED", "FAILED", "CANCELED"] as Unfinished[]) {
    sandbox.engine.update("jobs", id, { state, message: "because" });
    const error = await casa.jobs.wait(id, patient).catch((reason: unknown) => reason);
    expect(isFailed(error)).toBe(true);
    expect(error).toBeInstanceOf(WaitError);
    expect(error).toMatchObject({ code: "Failed", resource: "jobs", resourceName: id, phase: state, conditions: [] });
    expect(error).toMatchObject({ object: { _id: id, state } });
    expect((error as Error).message).toBe(
      `waiting until jobs "${id}" is COMPLETED failed: the job ended ${state} (phase: ${state}; because)`,
    );
    expect(JSON.parse(JSON.stringify(error))).not.toHaveProperty("object");
    expect((await casa.jobs.wait(id, { ...patient, accept: [state] })).state).toBe(state);
  }
  sandbox.engine.update("jobs", id, { state: "CATALOG" });
  await expect(casa.jobs.wait(id, { timeout: "30ms", interval: "5ms" })).rejects.toSatisfy(isTimeout);
  await expect(casa.jobs.wait(id, { timeuot: "30ms" } as never)).rejects.toThrow(
    'wait for jobs: unknown option "timeuot"; known options: signal, timeout, interval, onProgress, accept',
  );
  expect(completed({ accept: ["CANCELED"] }).check({ state: "CANCELLED" } as never, { kind: "jobs" })).toEqual({ state: "met" });
});

test("the job is found whatever the clocks say, and older jobs are not taken for it", async () => {
  const old = { _id: "old", _etag: "e", name: "old", backupdef: "1", type: "K8S_SNAP", start_time: 9_999_999_999 };
  const next = { _id: "new", _etag: "e", name: "new", backupdef: "1", type: "K8S_SNAP", start_time: 5 };
  let looks = 0;
  const asked: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const { pathname } = new URL(url);
    asked.push(`${init.method} ${pathname}`);
    if (pathname.endsWith("/jobs"))
      return Response.json({ _items: ++looks > 3 ? [old, next] : [old], _meta: { page: 1, max_results: 50, total: looks > 3 ? 2 : 1 } });
    return Response.json({ _id: "1", _etag: "e", name: "b" });
  };
  const { casa } = world({ client: { fetch } });
  expect((await casa.kubebackups.run("1", { interval: "1ms" }))._id).toBe("new");
  expect(asked.slice(0, 3)).toEqual(["GET /api/v1/kubebackups/1", "GET /api/v1/jobs", "POST /api/v1/kubebackups/1/action/run"]);
});

test("a run whose response was lost is not started twice", async () => {
  const job = { _id: "new", _etag: "e", name: "new", backupdef: "1" };
  for (const started of [true, false]) {
    let posts = 0;
    const fetch = async (url: string, init: RequestInit) => {
      if (init.method === "POST") {
        posts++;
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("ECONNRESET"), { code: "ECONNRESET" }) });
      }
      return Response.json(
        url.includes("/jobs") ? { _items: posts > 0 && started ? [job] : [] } : { _id: "1", _etag: "e", name: "b", copydef: "2" },
      );
    };
    const { casa } = world({ client: { fetch } });
    const run = casa.kubebackups.run("1", { interval: "1ms", timeout: "40ms" });
    if (started) expect((await run)._id).toBe("new");
    else await expect(run).rejects.toMatchObject({ code: "Connection", effect: "unknown" });
    expect(posts).toBe(1);
  }
});

test("a run whose response is a login page, or whose job can't be looked for, is of unknown effect", async () => {
  const definition = { _id: "1", _etag: "e", name: "b" };
  const html = () => new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } });
  const running = (post: () => Response, jobs: () => Response) => {
    let posts = 0;
    const fetch = async (url: string, init: RequestInit) => {
      if (init.method === "POST") {
        posts++;
        return post();
      }
      return url.includes("/jobs") ? (posts > 0 ? jobs() : Response.json({ _items: [] })) : Response.json(definition);
    };
    return world({ client: { fetch } }).casa.kubebackups.run("1", { interval: "1ms", timeout: "40ms" });
  };
  const none = () => Response.json({ _items: [] });
  await expect(running(html, none)).rejects.toMatchObject({ code: "NotJson", effect: "unknown", method: "POST" });
  const refused = () => Response.json({ _status: "ERR", _error: { code: 422, message: "no" } });
  await expect(running(refused, none)).rejects.toMatchObject({ code: "Invalid", effect: "none" });
  const done = () => new Response(null, { status: 204 });
  await expect(running(done, none)).rejects.toMatchObject({ code: "Timeout", effect: "unknown", method: "POST" });
  const forbidden = () => Response.json({ _status: "ERR", _error: { code: 403, message: "no" } }, { status: 403 });
  await expect(running(done, forbidden)).rejects.toMatchObject({
    code: "Forbidden",
    effect: "unknown",
    message: expect.stringContaining("the run was started, but its job was not found: list jobs: 403 Forbidden"),
  });
});

test("a definition with a copy is run through the copy; no job in time is said", async () => {
  const posts: unknown[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    if (init.method === "POST") posts.push([new URL(url).pathname, JSON.parse(String(init.body))]);
    return Response.json(url.includes("/jobs") ? { _items: [] } : { _id: "1", _etag: "e", name: "b", copydef: "2" });
  };
  const { casa } = world({ client: { fetch } });
  await expect(casa.kubebackups.run("1", { interval: "1ms", timeout: "20ms" })).rejects.toSatisfy(isTimeout);
  expect(posts).toEqual([["/api/v1/kubeoffloads/2/action/run", { retention: { retainDays: 7 }, runBackup: true }]]);
  await expect(casa.kubebackups.run("1", { retainDays: 0 })).rejects.toSatisfy(isInvalidArgument);
});

test("object stores: credentials go in and never come back, and are not lost by accident", async () => {
  const { casa } = world({ bare: true });
  const store = await casa.objectstores.create({
    name: "s",
    provider_type: "aws",
    bucket_name: "b",
    region: "us-east-1",
    s3provider: { endpoint: "https://s3.example.com", credentials: { access_key: "AK", secret_key: "SK" } },
  });
  expect(store.s3provider).toEqual({ endpoint: "https://s3.example.com" });
  const remove = casa.objectstores.edit(store._id, (draft) => {
    delete draft.region;
  });
  await expect(remove).rejects.toThrow(/credentials/);
  const edited = await casa.objectstores.edit(store._id, (draft) => {
    draft.region = "eu-west-1";
  });
  expect(edited.region).toBe("eu-west-1");
});

test("policies", async () => {
  const { casa } = world({ bare: true });
  const policy = await casa.policies.create({
    name: "daily",
    timezone: "Europe/Berlin",
    schedules: [{ retainDays: 7, schedule: { cronSpec: "0 3 * * *" } }],
  });
  const edited = await casa.policies.edit(policy, (draft) => {
    draft.schedules.push({ retainDays: 30, schedule: { minute: "0", hour: "4", dayOfMonth: "1", month: "*", dayOfWeek: "*" } });
  });
  expect(edited.schedules).toHaveLength(2);
});
