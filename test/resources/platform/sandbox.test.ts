import {
  isAlreadyExists,
  isConflict,
  isForbidden,
  isInvalid,
  isNotFound,
  isUnauthorized,
  type JsonPatch,
  Platform,
  until,
  type WaitProgress,
} from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { failure } from "../../http/fake.ts";

function start() {
  const sandbox = createSandbox();
  const connect = (token: string) => new Platform({ baseUrl: sandbox.platform.url, token, fetch: sandbox.fetch });
  const platform = connect(sandbox.token);
  return { sandbox, connect, platform, vcs: platform.project("demo").virtualClusterInstances };
}

describe("against the sandbox", () => {
  test("the fixture: projects, virtual clusters, the caller", async () => {
    const { platform } = start();
    const { items } = await platform.projects.list();
    expect(items.length).toBeGreaterThan(0);
    expect((await platform.virtualClusterInstances.list()).items.length).toBeGreaterThan(0);
    expect((await platform.selves.create({})).status?.projectNamespacePrefix).toBe("loft-p-");
    expect((await platform.version()).version).toMatch(/\d/);
  });

  test("a virtual cluster's life", async () => {
    const { sandbox, platform } = start();
    const project = (await platform.projects.list()).items[0]!.metadata.name;
    const vcs = platform.project(project).virtualClusterInstances;
    const template = (await platform.virtualClusterTemplates.list()).items[0]!.metadata.name;
    const made = await vcs.create({ metadata: { name: "pr-1" }, spec: { templateRef: { name: template } } });
    expect(made.metadata.uid).toMatch(/-/);
    expect(isAlreadyExists(await failure(vcs.create({ metadata: { name: "pr-1" }, spec: { displayName: "other" } })))).toBe(true);

    const phases: unknown[] = [];
    // Time begins to pass once the wait has seen the beginning.
    let clock: ReturnType<typeof setInterval> | undefined;
    const onProgress = ({ phase }: WaitProgress) => {
      phases.push(phase);
      clock ??= setInterval(() => sandbox.clock.advance("5s"), 10);
    };
    const vc = await vcs.waitFor("pr-1", until.ready(), { onProgress, timeout: "15s" });
    expect(vc.status?.phase).toBe("Ready");
    expect(phases.length).toBeGreaterThan(1);

    expect((await vcs.update({ ...vc, spec: { ...vc.spec, displayName: "One" } })).spec?.displayName).toBe("One");
    expect(isConflict(await failure(vcs.update({ ...vc, spec: { ...vc.spec, displayName: "Stale" } })))).toBe(true);
    expect((await vcs.edit("pr-1", (draft) => void Object.assign(draft.spec!, { displayName: "Two" }))).spec?.displayName).toBe("Two");
    expect((await vcs.patch("pr-1", { spec: { description: "merged" } })).spec).toMatchObject({
      displayName: "Two",
      description: "merged",
    });
    const annotation = [{ op: "add", path: "/metadata/annotations/my-annotation", value: "my-value" }] as const;
    expect((await vcs.patch("pr-1", annotation)).metadata.annotations).toMatchObject({ "my-annotation": "my-value" });
    expect(
      (await vcs.apply({ metadata: { name: "pr-1" }, spec: { displayName: "Three" } }, { fieldManager: "ci", force: true })).spec
        ?.displayName,
    ).toBe("Three");
    const wrong: JsonPatch = [{ op: "remove", path: "/spec/nothing" }];
    expect(isInvalid(await failure(vcs.patch("pr-1", wrong)))).toBe(true);

    expect((await vcs.kubeconfig("pr-1", { certificateTTL: "1h" })).status.kubeConfig).toContain("apiVersion");
    await vcs.sleep("pr-1");
    await vcs.waitFor("pr-1", until.sleeping(), { timeout: "15s" });
    await vcs.wakeUp("pr-1");
    await vcs.waitFor("pr-1", until.ready(), { timeout: "15s" });

    await vcs.delete("pr-1");
    expect(await vcs.waitFor("pr-1", until.deleted(), { timeout: "15s" })).toBeUndefined();
    clearInterval(clock);
    expect(await vcs.find("pr-1")).toBeUndefined();
    expect(isNotFound(await failure(vcs.delete("pr-1")))).toBe(true);
  });

  test("a patch below missing annotations on a bare object", async () => {
    const sandbox = createSandbox({ bare: true });
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const vcs = platform.namespace("loft-p-demo").virtualClusterInstances;
    await vcs.create({ metadata: { name: "bare" } });
    const add = [{ op: "add", path: "/metadata/annotations/my-annotation", value: "my-value" }] as const;
    expect(isInvalid(await failure(vcs.patch("bare", add, { createParents: false })))).toBe(true);
    expect((await vcs.patch("bare", add)).metadata.annotations).toEqual({ "my-annotation": "my-value" });
  });

  test("pages, watches and a cache", async () => {
    const sandbox = createSandbox({ bare: true });
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const vcs = platform.namespace("loft-p-demo").virtualClusterInstances;
    for (let i = 0; i < 7; i++) await vcs.create({ metadata: { name: `vc-${i}` } });
    const names: string[] = [];
    for await (const vc of vcs.list({ limit: 3 })) names.push(vc.metadata.name);
    expect(names).toEqual(Array.from({ length: 7 }, (_, i) => `vc-${i}`));

    await using cache = await vcs.cache();
    expect(cache.size).toBe(7);
    const changed = new Promise<void>((resolve) => cache.subscribe(({ type }) => type === "delete" && resolve()));
    await vcs.delete("vc-3");
    await changed;
    expect(cache.get("vc-3", "loft-p-demo")).toBeUndefined();
    expect(cache.size).toBe(6);
  });

  test("100 edits at once lose nothing", async () => {
    const sandbox = createSandbox({ bare: true });
    const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
    const vcs = platform.namespace("loft-p-demo").virtualClusterInstances;
    await vcs.create({ metadata: { name: "n", annotations: { count: "0" } } });
    const increment = () =>
      vcs.edit("n", ({ metadata }) => {
        metadata.annotations = { count: String(Number(metadata.annotations!["count"]) + 1) };
      });
    await Promise.all(Array.from({ length: 100 }, increment));
    expect((await vcs.get("n")).metadata.annotations).toEqual({ count: "100" });
  });

  test("rights", async () => {
    const { sandbox, connect } = start();
    const readonly = connect(sandbox.readonlyToken);
    expect((await readonly.projects.list()).items.length).toBeGreaterThan(0);
    expect(isForbidden(await failure(readonly.projects.create({ metadata: { name: "x" } })))).toBe(true);
    expect(isUnauthorized(await failure(connect("sandbox-token-wrong").projects.list()))).toBe(true);
  });

  test("create-only kinds", async () => {
    const { platform } = start();
    expect((await platform.directClusterEndpointTokens.create({ spec: { ttl: 60 } })).status?.token).toMatch(/\./);
  });

  describe("when responses are lost", () => {
    const begin = () => {
      const sandbox = createSandbox({ bare: true });
      const retry = { minDelay: "1ms", maxDelay: "2ms" } as const;
      const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch, retry });
      return { sandbox, vcs: platform.namespace("loft-p-demo").virtualClusterInstances };
    };
    const faults = [
      { cutAfter: 0 },
      { cutAfter: 1 },
      { cutAfter: 100 },
      { cutAfter: 300 },
      { reset: true, when: "before" },
      { reset: true, when: "after" },
      { html: true, status: 502, when: "before" },
      { html: true, status: 504, when: "after" },
      { status: 429 },
    ] as const;

    test("every create makes one object", async () => {
      const { sandbox, vcs } = begin();
      for (const [index, fault] of faults.entries()) {
        sandbox.faults.next({ verb: "create", ...fault });
        const made = await vcs.create({ metadata: { name: `vc-${index}` }, spec: { displayName: `${index}` } });
        expect([fault, made.spec?.displayName]).toEqual([fault, `${index}`]);
      }
      expect((await vcs.list()).items).toHaveLength(faults.length);
    });

    test("every edit changes once, every delete deletes", async () => {
      const { sandbox, vcs } = begin();
      await vcs.create({ metadata: { name: "n", annotations: { count: "0" } } });
      for (const fault of [...faults, { status: 409 } as const]) {
        sandbox.faults.next({ verb: "patch", ...fault });
        await vcs.edit("n", ({ metadata }) => {
          metadata.annotations = { count: String(Number(metadata.annotations!["count"]) + 1) };
        });
      }
      expect((await vcs.get("n")).metadata.annotations).toEqual({ count: String(faults.length + 1) });
      for (const fault of faults) {
        const one = await vcs.create({ metadata: { name: "gone" } });
        sandbox.faults.next({ verb: "delete", ...fault });
        await vcs.delete(one);
        expect(await vcs.find("gone")).toBeUndefined();
      }
    });
  });
});
