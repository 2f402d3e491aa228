// Test authors replace the global timers. The sandbox's own ones were taken before, and its clocks go on.
import { execFile } from "node:child_process";
import { mock } from "node:test";
import { promisify } from "node:util";
import { createSandbox } from "clusterplane/sandbox";
import { afterEach, describe, expect, it, vi } from "vitest";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/loft-p-demo/virtualclusterinstances";
const everything = [
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "Date",
  "performance",
] as const;

const fakes = {
  vitest: () => void vi.useFakeTimers({ now: 0 }),
  "vitest, everything but queueMicrotask": () => void vi.useFakeTimers({ now: 0, toFake: [...everything] }),
  "node:test": () => mock.timers.enable({ apis: ["setTimeout", "setInterval", "setImmediate", "Date"], now: 0 }),
};

afterEach(() => {
  vi.useRealTimers();
  mock.timers.reset();
});

describe.each(Object.entries(fakes))("under the fake timers of %s", (_, fake) => {
  it.each(["manual", "auto", "real", "fast"] as const)("the clock %s works", async (clock) => {
    fake();
    using sandbox = createSandbox({ clock, durations: { platform: { virtualClusterInstances: { pending: "5ms", ready: "5ms" } } } });
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
    const url = sandbox.platform.url + instances;
    const made = await sandbox.fetch(url, { method: "POST", headers, body: '{"metadata":{"name":"dev"}}' });
    expect(made.status).toBe(201);
    if (clock === "manual") sandbox.clock.advance("1s");
    await sandbox.settle();
    const dev = (await (await sandbox.fetch(`${url}/dev`, { headers })).json()) as { status: { phase: string } };
    expect(dev.status.phase).toBe("Ready");
    const sleep = sandbox.platform.options.clock.sleep(5);
    if (clock === "manual") sandbox.clock.advance("1s");
    await sleep;
    const watch = await sandbox.fetch(`${url}?watch=true`, { headers });
    const reader = (watch.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).done).toBe(false);
    expect(Date.now()).toBe(0);
  });
});

it("under a faked queueMicrotask, by which bodies are read, says what to do", async () => {
  const sandbox = createSandbox();
  vi.useFakeTimers({ toFake: ["queueMicrotask"] });
  await expect(sandbox.fetch(`${sandbox.platform.url}/version`)).rejects.toThrow(
    /queueMicrotask is faked, .*: leave it out of the fake timers/,
  );
  vi.useRealTimers();
  expect((await sandbox.fetch(`${sandbox.platform.url}/version`)).status).toBe(200);
});

describe("loaded when the timers were replaced already", () => {
  const program = (clock: string) => `
    import { mock } from "node:test";
    mock.timers.enable();
    const { createSandbox } = await import("./src/sandbox/index.ts");
    const sandbox = createSandbox({ clock: ${JSON.stringify(clock)} });
    const headers = { authorization: "Bearer " + sandbox.token, "content-type": "application/json" };
    await sandbox.fetch(sandbox.platform.url + ${JSON.stringify(instances)}, { method: "POST", headers, body: '{"metadata":{"name":"dev"}}' });
    if (sandbox.clock.mode === "manual") sandbox.clock.advance("1m");
    await sandbox.settle();
    console.log(sandbox.state().platform.virtualclusterinstances.find((object) => object.metadata.name === "dev").status.phase);
  `;
  const run = (clock: string) =>
    promisify(execFile)(process.execPath, ["--input-type=module", "--no-warnings", "-e", program(clock)], {
      cwd: new URL("../..", import.meta.url),
    });

  it.each(["manual", "auto"])("the clock %s works", async (clock) => {
    expect((await run(clock)).stdout).toBe("Ready\n");
  });

  it.each(["real", "fast"])("the clock %s says what to do", async (clock) => {
    await expect(run(clock)).rejects.toThrow(
      `createSandbox: the ${clock} clock needs the real timers, and they were faked before clusterplane/sandbox was loaded: load it before, or use the clock "manual" or "auto"`,
    );
  });
});
