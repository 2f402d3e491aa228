import { Platform, until } from "clusterplane";
import { type ClientClock, createSandbox, type SandboxOptions } from "clusterplane/sandbox";
import { afterEach, describe, expect, it } from "vitest";
import { AutoClock } from "../../src/sandbox/auto-clock.ts";
import { pause, turn } from "../../src/sandbox/turn.ts";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const open: { [Symbol.dispose](): void }[] = [];
afterEach(() => {
  for (const sandbox of open.splice(0)) sandbox[Symbol.dispose]();
});

const made = (options: SandboxOptions = {}) => {
  const sandbox = createSandbox({ clock: "auto", ...options });
  open.push(sandbox);
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const ask = (method: string, url: string, body?: object) =>
    sandbox.fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const { clock } = sandbox.platform.options;
  const started = clock.now();
  const passed = () => (clock.now() - started) / 1000;
  return { sandbox, ask, clock, passed, headers, url: sandbox.platform.url + instances, casa: `${sandbox.cloudcasa.url}/api/v1` };
};

/** Long enough for a clock that races to get far. */
const turns = async (count = 300) => {
  for (let i = 0; i < count; i++) await turn();
};

describe("the clock auto", () => {
  it("jumps to what is due next, in order, when the event loop has had its turns", async () => {
    const clock = new AutoClock(0);
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${clock.now()}`);
    clock.after(30_000, note("c"));
    clock.after(10_000, () => {
      note("a")();
      void turn().then(() => clock.after(5_000, note("b")));
    });
    await clock.settle();
    expect(seen).toEqual(["a@10000", "b@15000", "c@30000"]);
  });

  it("passes what is planned in the background, and does not move for it", async () => {
    const clock = new AutoClock(0);
    const seen: number[] = [];
    const again = () => {
      seen.push(clock.now());
      tick();
    };
    const tick = (): void => void clock.after(60_000, again, { background: true });
    tick();
    clock.after(Number.POSITIVE_INFINITY, () => expect.unreachable());
    await turns();
    expect(clock.now()).toBe(0);
    clock.after(150_000, () => {});
    await clock.settle();
    expect([clock.now(), seen]).toEqual([150_000, [60_000, 120_000]]);
  });

  it("stands still while it is held, until the last holder lets go", async () => {
    const clock = new AutoClock(0);
    const [first, second] = [clock.hold(), clock.hold()];
    clock.after(1000, () => {});
    first();
    first();
    await pause(30);
    expect(clock.now()).toBe(0);
    second();
    await clock.settle();
    expect(clock.now()).toBe(1000);
  });

  it("moves while it is held when nothing has happened for 2 seconds of wall time: the holder may wait for it", async () => {
    const clock = new AutoClock(0);
    clock.hold();
    const began = performance.now();
    for (let i = 0; i < 5; i++) await new Promise<void>((resolve) => void clock.after(1000, resolve));
    expect(clock.now()).toBe(5000);
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it("goes on after a reset", async () => {
    const clock = new AutoClock(5);
    clock.after(1000, () => expect.unreachable());
    clock.reset();
    clock.after(10, () => {});
    await clock.settle();
    expect(clock.now()).toBe(15);
  });

  it("walks an instance through its phases, and leaves it there", async () => {
    const { sandbox, ask, url, passed } = made();
    const watch = await ask("GET", `${url}?watch=true&resourceVersion=0&allowWatchBookmarks=true`);
    await ask("POST", url, { metadata: { name: "dev" } });
    const phase = async () => (await (await ask("GET", `${url}/dev`)).json()).status.phase;
    expect(await phase()).toBeUndefined();
    await sandbox.settle();
    expect(await phase()).toBe("Ready");
    const then = passed();
    expect(then).toBeGreaterThan(1);
    await turns();
    // Neither the open watch nor the fixture's schedules move it on.
    expect(passed()).toBe(then);
    await watch.body?.cancel();
  });

  it("leaves an instance asleep, and a key good, until somebody waits for longer", async () => {
    const { sandbox, ask, url, clock } = made();
    await ask("POST", url, { metadata: { name: "dev" } });
    await sandbox.settle();
    const annotations = { "sleepmode.loft.sh/force": "true", "sleepmode.loft.sh/force-duration": "36000" };
    const patch = { method: "PATCH", body: JSON.stringify({ metadata: { annotations } }) };
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/merge-patch+json" };
    await sandbox.fetch(`${url}/dev`, { ...patch, headers });
    await sandbox.settle();
    await turns();
    const phase = async () => (await (await ask("GET", `${url}/dev`)).json()).status.phase;
    expect(await phase()).toBe("Sleeping");
    await clock.sleep(11 * 3_600_000);
    await sandbox.settle();
    expect(await phase()).toBe("Ready");
  });

  it("lets a client's pauses, and the latency of a fault, take no wall time", async () => {
    const { sandbox, ask, url, clock, passed } = made();
    await clock.sleep(600_000);
    expect(passed()).toBe(600);
    sandbox.faults.next({ latency: "5m" });
    const [answer] = await Promise.all([ask("GET", url), clock.sleep(60_000).then(() => expect(passed()).toBe(660))]);
    expect([answer.status, passed()]).toEqual([200, 900]);
  });

  it("runs a nightly schedule while a client waits for longer", async () => {
    const { ask, casa, clock } = made();
    const { _items } = await (await ask("GET", `${casa}/kubeclusters?where={"name":"production"}`)).json();
    const schedules = [{ schedule: { hour: "3", minute: "0" }, retainDays: 7 }];
    const policy = await (await ask("POST", `${casa}/policies`, { name: "nightly", schedules, timezone: "UTC" })).json();
    const backup = { name: "b", cluster: _items[0]._id, trigger_type: "SCHEDULED", policy: policy._id, source: { all_namespaces: true } };
    const { _id } = await (await ask("POST", `${casa}/kubebackups`, backup)).json();
    await turns();
    const jobs = async () => (await (await ask("GET", `${casa}/jobs?where={"backupdef":"${_id}"}`)).json())._items;
    expect(await jobs()).toEqual([]);
    await clock.sleep(86_400_000);
    expect(await jobs()).toMatchObject([{ state: "COMPLETED" }]);
  });

  it("is not moved by clients that only keep streams open, and only slowly when they do not say so", async () => {
    const { clock, passed } = made();
    const abort = new AbortController();
    const keep = async (options: { background: boolean }) => {
      for (;;) await clock.sleep(3_600_000, abort.signal, options);
    };
    const quiet = keep({ background: true }).catch(() => {});
    await turns();
    expect(passed()).toBe(0);
    const loud = keep({ background: false }).catch(() => {});
    await expect.poll(passed, { timeout: 15_000, interval: 1 }).toBeGreaterThan(7 * 86_400);
    const then = passed();
    await turns();
    expect(passed() - then).toBeLessThan(10 * 3600);
    abort.abort();
    await Promise.all([quiet, loud]);
  });

  it("has a start time, can be moved on, and goes on in a fork", async () => {
    const { sandbox } = made({ startTime: "2030-01-01T00:00:00Z" });
    sandbox.clock.advance("1h");
    expect([sandbox.clock.mode, new Date(sandbox.clock.now()).toISOString()]).toEqual(["auto", "2030-01-01T01:00:00.000Z"]);
    const fork = sandbox.fork();
    open.push(fork);
    await fork.platform.options.clock.sleep(60_000);
    expect(fork.clock.now() - sandbox.clock.now()).toBe(60_000);
  });

  it("gives the same times in every run", async () => {
    const run = async () => {
      const { sandbox, ask, url, casa, clock } = made();
      await ask("POST", url, { metadata: { name: "dev" } });
      await clock.sleep(1000);
      await ask("POST", `${casa}/kubeclusters`, { name: "prod" });
      await clock.sleep(500);
      return JSON.stringify([sandbox.requests, sandbox.state()]);
    };
    const first = await run();
    for (let i = 0; i < 4; i++) expect(await run()).toBe(first);
  });
});

describe("options for clients", () => {
  it("are where the APIs are, with a token and the sandbox's clock", () => {
    const { sandbox } = made({ clock: "manual" });
    for (const { url, options } of [sandbox.platform, sandbox.cloudcasa]) {
      expect(options).toEqual({ baseUrl: url, token: sandbox.token, fetch: sandbox.fetch, clock: expect.anything() });
    }
  });

  const sleeping = async (clock: ClientClock, signal?: AbortSignal) => {
    let state = "asleep";
    const sleep = clock.sleep(10_000, signal).then(
      () => (state = "awake"),
      (error: { code?: string; message: string }) => (state = error.code ?? error.message),
    );
    const now = async () => {
      await turns(20);
      return state;
    };
    return { sleep, state: now };
  };

  it("pause on a manual clock until it is moved, on reset, on dispose and on abort", async () => {
    const { sandbox, clock } = made({ clock: "manual" });
    const moved = await sleeping(clock);
    sandbox.clock.advance("9s");
    expect(await moved.state()).toBe("asleep");
    sandbox.clock.advance("1s");
    expect(await moved.state()).toBe("awake");
    const reset = await sleeping(clock);
    sandbox.reset();
    expect(await reset.state()).toBe("awake");
    const abort = new AbortController();
    const aborted = await sleeping(clock, abort.signal);
    abort.abort(new Error("mine"));
    expect(await aborted.state()).toBe("mine");
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow("mine");
    const disposed = await sleeping(clock);
    sandbox[Symbol.dispose]();
    expect(await disposed.state()).toBe("SANDBOX_DISPOSED");
    await expect(clock.sleep(1)).rejects.toMatchObject({ code: "SANDBOX_DISPOSED" });
  });

  it("pause on a fast clock a tenth of the time, from its start time on", async () => {
    const { sandbox, clock } = made({ clock: "fast", startTime: "2030-01-01T00:00:00Z" });
    expect(new Date(clock.now()).toISOString()).toMatch(/^2030-01-01T00:00:0/);
    const before = clock.now();
    await clock.sleep(100);
    expect(clock.now() - before).toBeGreaterThanOrEqual(100);
    sandbox.clock.advance("1h");
    sandbox.reset();
    expect(new Date(clock.now()).toISOString()).toMatch(/^2030-01-01T00:00:0/);
  });

  it.each([Number.NaN, -5])("take %s milliseconds for none", async (delay) => {
    const { sandbox, clock } = made({ clock: "manual" });
    const sleep = clock.sleep(delay);
    sandbox.clock.advance("0s");
    await sleep;
  });
});

describe("code of a client's user on the clock auto", () => {
  it.each(["edit", "token"] as const)("may wait for something real without ending its call: %s", async (where) => {
    const { sandbox, passed } = made();
    const token = where === "token" ? () => pause(20).then(() => sandbox.token) : sandbox.token;
    const { virtualClusterInstances } = new Platform({ ...sandbox.platform.options, token }).project("demo");
    const edited = await virtualClusterInstances.edit("staging", async (draft) => {
      if (where === "edit") await pause(20);
      draft.metadata.labels = { owner: "ann" };
    });
    expect([edited.metadata.labels?.["owner"], passed()]).toEqual(["ann", 0]);
  });

  it("may wait for another object of the sandbox", async () => {
    const { sandbox } = made();
    const { virtualClusterInstances } = new Platform(sandbox.platform.options).project("demo");
    await virtualClusterInstances.create({ metadata: { name: "dev" } });
    const edited = await virtualClusterInstances.edit("staging", async (draft) => {
      const { status } = await virtualClusterInstances.waitFor("dev", until.ready());
      draft.metadata.labels = { dev: String(status?.phase) };
    });
    expect(edited.metadata.labels).toMatchObject({ dev: "Ready" });
  });
});
