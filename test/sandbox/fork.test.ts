import { CloudCasa, type Kubecluster, Platform } from "clusterplane";
import { createSandbox, type Sandbox, type SandboxOptions } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";
import { RealClock } from "../../src/sandbox/clock.ts";

const clients = (sandbox: Sandbox) => ({
  instances: new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch }).project("demo")
    .virtualClusterInstances,
  casa: new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch }),
});

async function grown(options: SandboxOptions = {}) {
  const base = createSandbox(options);
  const { instances, casa } = clients(base);
  await instances.create({ metadata: { name: "dev" }, spec: { templateRef: { name: "small" } } });
  const cluster = await casa.kubeclusters.create({ name: "mine" });
  return { base, instances, casa, cluster };
}

describe("a fork", () => {
  it("starts from the present state, and neither learns of the other's changes", async () => {
    for (const bare of [false, true]) {
      const { base, instances, casa, cluster } = await grown({ bare });
      base.clock.advance("1h");
      const before = JSON.stringify(base.state().cloudcasa);
      using fork = base.fork();
      const own = clients(fork);
      expect(JSON.stringify(fork.state().cloudcasa)).toBe(before);
      expect((await own.instances.get("dev")).metadata.uid).toBe((await instances.get("dev")).metadata.uid);
      await own.casa.kubeclusters.patch(cluster, { description: "changed" });
      await own.instances.delete("dev");
      await own.instances.create({ metadata: { name: "fresh" }, spec: { templateRef: { name: "small" } } });
      expect((await casa.kubeclusters.get(cluster)).description).toBeUndefined();
      expect(await instances.find("fresh")).toBeUndefined();
      await casa.kubeclusters.delete(cluster);
      await instances.delete("dev");
      expect((await own.casa.kubeclusters.get(cluster)).description).toBe("changed");
    }
  });

  it("has a clock of its own from the same time, and own log, faults and complaints", async () => {
    const { base } = await grown();
    base.faults.next({ verb: "get", status: 503 });
    await base.fetch(`${base.platform.url}/nowhere`);
    base.clock.advance("90s");
    using fork = base.fork();
    expect(fork.clock.now()).toBe(base.clock.now());
    fork.clock.advance("1h");
    expect(fork.clock.now() - base.clock.now()).toBe(3_600_000);
    expect([fork.requests, fork.unsupported, fork.faults.list()]).toEqual([[], [], []]);
    fork.verify();
  });

  it("goes on with what is under way, as long as it takes in this one by now", async () => {
    const { base } = await grown({ durations: { platform: { virtualClusterInstances: { pending: "0s", ready: "1m" } } } });
    base.setDurations({ platform: { virtualClusterInstances: { ready: "2m" } } });
    base.clock.advance("10s");
    using fork = base.fork();
    const phase = async () => (await clients(fork).instances.get("dev")).status?.phase;
    expect(await phase()).toBe("Pending");
    fork.clock.advance("121s");
    expect(await phase()).toBe("Ready");
    expect((await clients(base).instances.get("dev")).status?.phase).toBe("Pending");
    await clients(fork).instances.create({ metadata: { name: "late" }, spec: { templateRef: { name: "small" } } });
    fork.clock.advance("90s");
    expect((await clients(fork).instances.get("late")).status?.phase).toBe("Pending");
  });

  it("is reset to where it began", async () => {
    const { base, cluster } = await grown();
    base.clock.advance("1h");
    using fork = base.fork();
    const { casa, instances } = clients(fork);
    const first = await casa.kubeclusters.create({ name: "later" });
    fork.setDurations({ cloudcasa: { jobRunning: "never" } });
    fork.clock.advance("1h");
    await casa.kubeclusters.delete(cluster);
    fork.reset();
    expect(fork.clock.now()).toBe(base.clock.now());
    expect((await casa.kubeclusters.get(cluster)).name).toBe("mine");
    expect((await instances.get("dev")).metadata.name).toBe("dev");
    expect(await casa.kubeclusters.find({ name: "later" })).toBeUndefined();
    expect((await casa.kubeclusters.create({ name: "later" }))._id).toBe(first._id);
  });

  it("makes no version that this one had before", async () => {
    const { base, casa, cluster } = await grown();
    const etags = [cluster._etag];
    const describes = (text: string) => (draft: Kubecluster) => {
      draft.description = text;
    };
    for (let i = 0; i < 5; i++) etags.push((await casa.kubeclusters.edit(cluster, describes(`${i}`)))._etag);
    using fork = base.fork();
    for (let i = 0; i < 10; i++) etags.push((await clients(fork).casa.kubeclusters.edit(cluster, describes(`f${i}`)))._etag);
    expect(new Set(etags).size).toBe(etags.length);
    const version = async (sandbox: Sandbox) => Number((await clients(sandbox).instances.get("dev")).metadata.resourceVersion);
    const before = await version(base);
    await clients(fork).instances.patch("dev", { metadata: { labels: { a: "b" } } });
    expect(await version(fork)).toBeGreaterThan(before);
  });

  it("takes access keys and API keys along", async () => {
    const { base, casa } = await grown();
    const { key = "" } = await casa.apikeys.create({ name: "ci" });
    using fork = base.fork();
    const withKey = new CloudCasa({ baseUrl: fork.cloudcasa.url, token: key, fetch: fork.fetch });
    expect((await withKey.kubeclusters.find({ name: "mine" }))?.name).toBe("mine");
  });

  it("can be forked, and lives on when this one is disposed of", async () => {
    const { base } = await grown();
    using fork = base.fork();
    await clients(fork).casa.kubeclusters.create({ name: "second" });
    using third = fork.fork();
    base[Symbol.dispose]();
    expect((await clients(third).casa.kubeclusters.find({ name: "second" }))?.name).toBe("second");
    expect(() => base.fork()).toThrow(/disposed/);
  });

  it("goes on from the time of a clock that runs", async () => {
    const { base } = await grown({ clock: "real" });
    base.clock.advance("1d");
    using fork = base.fork();
    expect(Math.abs(fork.clock.now() - base.clock.now())).toBeLessThan(60_000);
    fork.clock.advance("1d");
    fork.reset();
    expect(Math.abs(fork.clock.now() - base.clock.now())).toBeLessThan(60_000);
    base[Symbol.dispose]();
  });
});

it("a running clock shows the time that it was started with", () => {
  const start = Date.UTC(2030, 0, 1);
  const clock = new RealClock(10, start);
  expect(clock.now() - start).toBeLessThan(600_000);
  clock.advance(86_400_000);
  clock.reset();
  expect(clock.now() - start).toBeLessThan(600_000);
});
