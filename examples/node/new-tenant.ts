// A new tenant from end to end: a virtual cluster, CloudCasa's agent in it, and its first backup.
//   node examples/node/new-tenant.ts PROJECT TEMPLATE NAME
// Platform and CloudCasa are found as in the other examples. Run it again when it broke off: what is there already is used.
import { isAlreadyExists, isNotReady, type KubernetesObject, until } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import { connectCloudCasa, connectPlatform } from "clusterplane/node";

const [projectName = "my-project", template = "my-virtual-cluster-template", name = "tenant-1"] = process.argv.slice(2);
const platform = await connectPlatform();
const casa = await connectCloudCasa();
const project = platform.project(projectName);

try {
  await project.virtualClusterInstances.create({ metadata: { name }, spec: { templateRef: { name: template } } });
} catch (error) {
  if (!isAlreadyExists(error)) throw error;
}
await project.virtualClusterInstances.waitFor(name, until.ready(), { timeout: "10m" });
console.log(`${name} is ready`);

/** How the virtual cluster calls a kind in paths, and whether its objects live in namespaces. */
async function discover(apiVersion: string, kind: string): Promise<{ plural: string; namespaced: boolean }> {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const path = `/kubernetes/project/${encodeURIComponent(projectName)}/virtualcluster/${encodeURIComponent(name)}${root}`;
  type Resources = { resources: { name: string; kind: string; namespaced: boolean }[] };
  for (let tries = 1; ; tries++) {
    try {
      const { data } = await platform.request<Resources>("GET", path);
      const found = data.resources.find((resource) => resource.kind === kind && !resource.name.includes("/"));
      if (!found) throw new Error(`${name} has no kind ${kind} in ${apiVersion}`);
      return { plural: found.name, namespaced: found.namespaced };
    } catch (error) {
      // A virtual cluster may be Ready a moment before its proxy knows.
      if (!isNotReady(error) || tries === 30) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

const { document: cluster } = await casa.kubeclusters.ensure({ name: `${projectName}/${name}` });
const tenant = project.virtualCluster(name);
for (const object of parseManifests(await casa.kubeclusters.agentManifest(cluster))) {
  const { apiVersion = "", kind, metadata } = object;
  const { plural, namespaced } = await discover(apiVersion, kind);
  const where = namespaced ? tenant.namespace(metadata?.namespace ?? "default") : tenant;
  const resource = where.resource<KubernetesObject>({ apiVersion, kind, plural });
  await resource.apply({ ...object, metadata: { ...metadata, name: metadata?.name ?? "" } }, { fieldManager: "new-tenant", force: true });
  console.log(`${kind} ${metadata?.name} applied`);
}
await casa.kubeclusters.waitFor(cluster._id, until.active(), { timeout: "10m" });
console.log(`${name} is connected to CloudCasa`);

const { document: policy } = await casa.policies.ensure({
  name: "tenants-nightly",
  timezone: "Etc/UTC",
  schedules: [{ retainDays: 7, schedule: { hour: "2", minute: "0" } }],
});
const { document: backup } = await casa.kubebackups.ensure({
  name: `${name}-nightly`,
  cluster: cluster._id,
  policy: policy._id,
  source: { all_namespaces: true },
});
const job = await casa.kubebackups.run(backup, { retainDays: 7 });
await casa.jobs.waitFor(job._id, until.completed(), { timeout: "30m" });
console.log(`${name} is backed up`);
