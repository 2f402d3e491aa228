import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import { ManualClock, RealClock } from "../../src/sandbox/clock.ts";

describe("a manual clock", () => {
  it("runs what falls due in order, also what is planned on the way", () => {
    const clock = new ManualClock(0);
    const seen: string[] = [];
    clock.after(30, () => seen.push(`c${clock.now()}`));
    clock.after(10, () => {
      seen.push(`a${clock.now()}`);
      clock.after(10, () => seen.push(`b${clock.now()}`));
    });
    clock.after(10, () => seen.push(`a2${clock.now()}`));
    clock.after(41, () => seen.push("late"));
    clock.advance(40);
    expect(seen).toEqual(["a10", "a210", "b20", "c30"]);
    expect([clock.now(), clock.next]).toEqual([40, 41]);
  });

  it("forgets cancelled calls, however many", () => {
    const clock = new ManualClock(0);
    let ran = 0;
    const timers = Array.from({ length: 10_000 }, (_, i) => clock.after(i, () => ran++));
    for (const [i, timer] of timers.entries()) if (i % 10 !== 0) timer.cancel();
    clock.advance(9_000);
    expect(ran).toBe(901);
    timers[9_990]?.cancel();
    timers[0]?.cancel();
    clock.advance(100_000);
    expect(ran).toBe(999);
  });

  it("refuses a move without end, and says where it stopped", () => {
    for (const clock of [new ManualClock(0), new RealClock(1, 0)]) {
      const tick = (): void => void clock.after(60_000, tick);
      tick();
      expect(() => clock.advance(100 * 365 * 86_400_000)).toThrow(
        /more than 20000 steps are due before 2069-\S+; the clock stopped at 1970-01-14/,
      );
      expect(() => clock.advance(8.64e15 + 1)).toThrow(/beyond \+275760-09-13T00:00:00.000Z/);
      clock.reset();
    }
  });

  it("resets to its start", () => {
    const clock = new ManualClock(5);
    clock.after(1, () => expect.unreachable());
    clock.advance(0);
    clock.reset();
    clock.advance(10);
    expect(clock.now()).toBe(15);
  });
});

describe("a running clock", () => {
  it("keeps its pace, and can skip ahead", async () => {
    const clock = new RealClock(100);
    const start = clock.now();
    const seen: number[] = [];
    await new Promise<void>((resolve) => {
      clock.after(3000, () => {
        seen.push(clock.now() - start);
        resolve();
      });
      clock.after(1000, () => seen.push(clock.now() - start));
    });
    expect(seen[0]).toBeGreaterThanOrEqual(1000);
    expect(seen[1]).toBeGreaterThanOrEqual(3000);
    clock.after(3_600_000, () => seen.push(clock.now() - start));
    clock.advance(3_600_000);
    expect(seen).toHaveLength(3);
  });

  it("skips from one due call to the next, also to those that are planned on the way", () => {
    const clock = new RealClock(1, 0);
    const start = clock.now();
    const seen: number[] = [];
    const daily = (): void => {
      seen.push(Math.floor((clock.now() - start) / 1000));
      clock.after(86_400_000, daily);
    };
    daily();
    clock.advance(5 * 86_400_000 + 1000);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5].map((day) => day * 86_400));
    clock.reset();
  });

  it("plans further ahead than JavaScript's timers can", async () => {
    const clock = new RealClock();
    clock.after(2 ** 40, () => expect.unreachable());
    await new Promise((resolve) => setTimeout(resolve, 5));
    clock.reset();
    expect(clock.next).toBeUndefined();
  });

  it("settles when nothing is due within 30 seconds", async () => {
    const clock = new RealClock(1000);
    let ran = 0;
    clock.after(1000, () => {
      ran++;
      clock.after(5000, () => ran++);
    });
    clock.after(1_000_000_000, () => ran++);
    await clock.settle();
    expect(ran).toBe(2);
  });

  it("keeps the process alive while a request is answered, and not for what is planned", async () => {
    const program = `
      import { createSandbox } from "./src/sandbox/index.ts";
      const sandbox = createSandbox({ clock: "real" });
      sandbox.faults.add({ latency: "100ms" });
      const headers = { authorization: "Bearer " + sandbox.token };
      const { status } = await sandbox.fetch(sandbox.cloudcasa.url + "/api/v1/kubeclusters", { headers });
      // Plans the steps of a job for hours ahead.
      sandbox.setDurations({ cloudcasa: { jobPending: "1h" } });
      sandbox.seed({ cloudcasa: { jobs: [{ name: "j", type: "K8S_SNAP", state: "PENDING", jobrunner: "r", start_time: 1 }] } });
      console.log(status);
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--no-warnings", "-e", program], {
      cwd: new URL("../..", import.meta.url),
    });
    expect(stdout).toBe("200\n");
  });
});

describe("sandbox.clock.advance", () => {
  it.each([
    ["2s", 2000],
    ["0.5s", 500],
    ["1500ms", 1500],
    ["1m30s", 90_000],
    ["1d", 86_400_000],
  ])("takes %s", (by, milliseconds) => {
    const { clock } = createSandbox({ bare: true });
    const before = clock.now();
    clock.advance(by);
    expect(clock.now() - before).toBe(milliseconds);
  });
  it.each(["soon", "-1s", "10 s", "", null, {}])("refuses %j", (by) => {
    expect(() => createSandbox({ bare: true }).clock.advance(by as string)).toThrow(/expected a duration string such as "500ms", "90s"/);
  });
  it.each(["99999999999d", `${"9".repeat(400)}d`])("refuses a time beyond what a Date can hold: %s", (by) => {
    const sandbox = createSandbox();
    const before = sandbox.clock.now();
    expect(() => sandbox.clock.advance(by)).toThrow(TypeError);
    expect(sandbox.clock.now()).toBe(before);
  });
  it.each([5, -1, Number.NaN])("refuses the number %s and says why", (by) => {
    expect(() => createSandbox({ bare: true }).clock.advance(by as unknown as string)).toThrow(
      /a bare number has no unit, and it means milliseconds/,
    );
  });
});
