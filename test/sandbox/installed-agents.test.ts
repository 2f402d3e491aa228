// A new tenant from end to end: virtual cluster, CloudCasa's agent in it, first backup; and what becomes of the agent afterwards.
import { CloudCasa, Platform, type ProxiedCluster, until } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import { createSandbox, type Sandbox } from "clusterplane/sandbox";
import { describe, expect, it } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind.
type Any = any;

const clients = (sandbox: Sandbox) => ({
  platform: new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch }),
  casa: new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch }),
});
const plurals: Record<string, string> = {
  Namespace: "namespaces",
  ServiceAccount: "serviceaccounts",
  ClusterRoleBinding: "clusterrolebindings",
  Deployment: "deployments",
};

/** Applies what a manifest has, in its order. */
async function apply(cluster: ProxiedCluster, objects: readonly Any[]) {
  for (const object of objects) {
    const kind = { apiVersion: object.apiVersion, kind: object.kind, plural: plurals[object.kind] as string };
    const { namespace } = object.metadata;
    const resource = namespace ? cluster.namespace(namespace).resource<Any>(kind) : cluster.resource<Any>(kind);
    await resource.apply(object, { fieldManager: "test", force: true });
  }
}

/** A Deployment as the agent's manifest has it. */
const deployment = (id: string) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "cloudcasa-kubeagent-manager", namespace: "cloudcasa-io" },
  spec: { template: { spec: { containers: [{ name: "kubeagentmanager", env: [{ name: "AMDS_CLUSTER_ID", value: id }] }] } } },
});
const inNamespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "cloudcasa-io" } };

async function installed() {
  const sandbox = createSandbox();
  const { platform, casa } = clients(sandbox);
  const { _id } = await casa.kubeclusters.create({ name: "tenant" });
  const cluster = platform.project("demo").virtualCluster("staging");
  const state = async (of = casa) => ((await of.kubeclusters.get(_id)).status as Any).state;
  return { sandbox, platform, casa, cluster, id: _id, state };
}

describe("a new tenant", () => {
  it("gets a virtual cluster, the agent in it, and a first backup", async () => {
    const sandbox = createSandbox({ clock: "fast" });
    const { platform, casa } = clients(sandbox);
    const project = platform.project("demo");
    await project.virtualClusterInstances.create({ metadata: { name: "tenant-1" }, spec: { templateRef: { name: "small" } } });
    await project.virtualClusterInstances.waitFor("tenant-1", until.ready(), { timeout: "30s" });
    const registered = await casa.kubeclusters.create({ name: "tenant-1" });
    const { agentURL } = registered.status as Any;
    await apply(project.virtualCluster("tenant-1"), parseManifests(await (await sandbox.fetch(agentURL)).text()));
    await casa.kubeclusters.waitFor(registered, until.active(), { timeout: "30s" });
    const policy = await casa.policies.create({ name: "weekly", schedules: [{ retainDays: 7, schedule: {} }] } as Any);
    const backup = await casa.kubebackups.create({
      name: "first",
      cluster: registered._id,
      policy: policy._id,
      source: { all_namespaces: true },
    } as Any);
    const job = await casa.kubebackups.run(backup, { retainDays: 7 });
    await casa.jobs.waitFor(job, until.completed(), { timeout: "30s" });
    sandbox[Symbol.dispose]();
  });
});

describe("an agent in a cluster behind the platform", () => {
  it("comes up when its manifest arrives there, and is lost with it", async () => {
    const { sandbox, cluster, id, state } = await installed();
    await apply(cluster, [inNamespace, deployment(id)]);
    expect(await state()).toBe("REGISTERED");
    sandbox.clock.advance("10s");
    expect(await state()).toBe("ACTIVE");
    await cluster
      .namespace("cloudcasa-io")
      .resource<Any>({ apiVersion: "apps/v1", kind: "Deployment", plural: "deployments" })
      .delete("cloudcasa-kubeagent-manager");
    expect(await state()).toBe("PENDING");
  });

  it("does not come up when the manifest is gone before", async () => {
    const { sandbox, cluster, id, state } = await installed();
    await apply(cluster, [inNamespace, deployment(id), deployment("ffffffffffffffffffffffff")]);
    sandbox.clock.advance("10s");
    expect(await state()).toBe("REGISTERED");
  });

  it("is lost while its virtual cluster sleeps, and with it", async () => {
    const { sandbox, platform, cluster, id, state } = await installed();
    const instances = platform.project("demo").virtualClusterInstances;
    await apply(cluster, [inNamespace, deployment(id)]);
    sandbox.clock.advance("10s");
    await instances.sleep("staging");
    sandbox.clock.advance("10s");
    expect(await state()).toBe("PENDING");
    await instances.wakeUp("staging");
    sandbox.clock.advance("10s");
    expect(await state()).toBe("ACTIVE");
    await instances.delete("staging");
    expect(await state()).toBe("PENDING");
    sandbox.clock.advance("1m");
    expect(await state()).toBe("PENDING");
  });

  it("goes on in a fork, and back with a reset", async () => {
    const { sandbox, cluster, id, state } = await installed();
    await apply(cluster, [inNamespace, deployment(id)]);
    using fork = sandbox.fork();
    fork.clock.advance("10s");
    const there = clients(fork);
    expect(await state(there.casa)).toBe("ACTIVE");
    await there.platform.project("demo").virtualClusterInstances.sleep("staging");
    fork.clock.advance("10s");
    expect(await state(there.casa)).toBe("PENDING");
    expect(await state()).toBe("REGISTERED");
    fork.reset();
    expect(await state(there.casa)).toBe("REGISTERED");
    fork.clock.advance("10s");
    expect(await state(there.casa)).toBe("ACTIVE");
  });
});
