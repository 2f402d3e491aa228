import {
  isFailed,
  isForbidden,
  isNotReady,
  isQuotaExceeded,
  isRequestError,
  isSleeping,
  isTemplateRefused,
  Platform,
  until,
} from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";
import { describe, expect, test } from "vitest";
import { failure } from "../../http/fake.ts";
import { json, platform as scripted, status, vc } from "../kubernetes/fake.ts";

function start() {
  const sandbox = createSandbox();
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
  return { sandbox, platform, vcs: platform.project("demo").virtualClusterInstances };
}

describe("refusals that only the platform has", () => {
  test("a quota that is used up", async () => {
    const { platform, vcs } = start();
    const used = (await vcs.list()).items.length;
    await platform.projects.patch("demo", { spec: { quotas: { project: { virtualclusterinstances: String(used) } } } });
    const error = await failure(vcs.create({ metadata: { name: "one-more" } }));
    expect(isQuotaExceeded(error)).toBe(true);
    expect(isForbidden(error)).toBe(true);
    expect(isTemplateRefused(error)).toBe(false);
    expect(error).toMatchObject({ code: "QuotaExceeded", status: 403, reason: "Forbidden", effect: "none", retryable: false });
    expect(error.message).toContain(`project virtualclusterinstances limit of ${used} would be exceeded`);
  });

  test("a quota of a namespace behind it", async () => {
    const words = 'pods "a" is forbidden: exceeded quota: small, requested: pods=1, used: pods=4, limited: pods=4';
    const { client } = scripted(() => status(403, "Forbidden", words));
    const pods = client.cluster("eu").namespace("x").resource({ apiVersion: "v1", kind: "Pod", plural: "pods" });
    expect(isQuotaExceeded(await failure(pods.create({ metadata: { name: "a" } })))).toBe(true);
  });

  test("a template that is not allowed, or missing", async () => {
    const { platform, vcs } = start();
    const allowedTemplates = [{ kind: "VirtualClusterTemplate", group: "storage.loft.sh", name: "only-this" }];
    await platform.projects.patch("demo", { spec: { allowedTemplates } });
    const error = await failure(vcs.create({ metadata: { name: "a" }, spec: { templateRef: { name: "another" } } }));
    expect(error).toMatchObject({ code: "TemplateRefused", status: 403, reason: "Forbidden" });
    expect([isTemplateRefused(error), isForbidden(error), isQuotaExceeded(error)]).toEqual([true, true, false]);
    const both = vcs.create({ metadata: { name: "a" }, spec: { templateRef: { name: "only-this" }, template: { metadata: {} } } });
    expect(isTemplateRefused(await failure(both))).toBe(true);
    const { vcs: strict } = scripted(() => status(403, "Forbidden", "the project requires a template"));
    expect(isTemplateRefused(await failure(strict.create({ metadata: { name: "a" } })))).toBe(true);
  });

  test("a missing right is none of these", async () => {
    const { sandbox } = start();
    const readonly = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.readonlyToken, fetch: sandbox.fetch });
    for (const resource of [readonly.virtualClusterTemplates, readonly.projects]) {
      const error = await failure(resource.create({ metadata: { name: "x" } }));
      expect(error).toMatchObject({ code: "Forbidden" });
      expect([isForbidden(error), isQuotaExceeded(error), isTemplateRefused(error), isNotReady(error)]).toEqual([
        true,
        false,
        false,
        false,
      ]);
    }
  });
});

describe("a virtual cluster that does not run", () => {
  const words = ["vcluster secret not found", "no ready pod for virtual cluster dev"];

  test.each(
    words.flatMap((message) => [
      [message, () => status(500, "InternalError", message)] as const,
      [`${message}, as plain text`, () => new Response(message, { status: 500 })] as const,
    ]),
  )("%s: nothing was passed on, so it is tried again", async (_, answer) => {
    const { client, sent } = scripted(answer);
    const pods = client.project("demo").virtualCluster("dev").namespace("x").resource({ apiVersion: "v1", kind: "Pod", plural: "pods" });
    const error = await failure(pods.create({ metadata: { generateName: "a-" } }));
    expect(isNotReady(error)).toBe(true);
    expect(error).toMatchObject({ code: "NotReady", status: 500, retryable: true, effect: "none", attempts: 3 });
    expect(sent).toHaveLength(3);
  });

  test("another 500 is not", async () => {
    const { vcs, sent } = scripted(() => status(500, "InternalError", "etcdserver: request timed out"));
    const error = await failure(vcs.create({ metadata: { generateName: "a-" } }));
    expect(isNotReady(error)).toBe(false);
    expect(error).toMatchObject({ code: "ServerError", retryable: false, effect: "unknown" });
    expect(sent).toHaveLength(1);
  });

  test("a kubeconfig that is not there yet", async () => {
    const { vcs } = scripted(() => json({ kind: "VirtualClusterInstanceKubeConfig", status: {} }, 201));
    const error = await failure(vcs.kubeconfig("dev"));
    expect([isNotReady(error), isRequestError(error)]).toEqual([true, true]);
    expect(error).toMatchObject({ resource: "VirtualClusterInstance/kubeconfig", resourceName: "dev", method: "POST", retryable: true });
  });

  test("a wait for one that sleeps says so", async () => {
    const { sandbox, vcs } = start();
    await vcs.sleep("staging");
    const clock = setInterval(() => sandbox.clock.advance("5s"), 10);
    await vcs.waitFor("staging", until.sleeping(), { timeout: "10s" });
    clearInterval(clock);
    const error = await failure(vcs.waitFor("staging", until.ready()));
    expect([isFailed(error), isSleeping(error), isNotReady(error)]).toEqual([true, true, false]);
    await vcs.waitFor("staging", until.ready({ orSleeping: true }), { timeout: "1s" });
    const { vcs: pending } = scripted(() => json({ metadata: {}, items: [vc("dev", 1, { status: { phase: "Pending" } })] }));
    expect(isSleeping(await failure(pending.waitFor("dev", until.ready(), { timeout: "50ms" })))).toBe(false);
  });
});
