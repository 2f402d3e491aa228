// A preview cluster for one pull request: made from a template, used, and deleted whatever happens in between.
//   node examples/node/002-virtual-cluster-instance.ts PROJECT TEMPLATE NUMBER
import { until } from "clusterplane";
import { connectPlatform } from "clusterplane/node";

const [projectName = "my-project", template = "my-virtual-cluster-template", number = "1"] = process.argv.slice(2);
const name = `pr-${number}`;

const platform = await connectPlatform();
const { virtualClusterInstances } = platform.project(projectName);
await virtualClusterInstances.create({
  metadata: { name, labels: { "pull-request": number } },
  spec: { templateRef: { name: template }, parameters: { "my-parameter": "my-value" } },
});
try {
  await virtualClusterInstances.waitFor(name, until.ready(), {
    timeout: "10m",
    onProgress: ({ object }) => console.error(object?.status?.phase || "(no phase yet)", object?.status?.message ?? ""),
  });
  await virtualClusterInstances.patch(name, [{ op: "add", path: "/metadata/annotations/tests", value: "running" }]);
  const kubeconfig = await virtualClusterInstances.kubeconfig(name, { certificateTTL: "1h" });
  console.log(`${name} is ready; its kubeconfig has ${kubeconfig.status?.kubeConfig?.length} characters`);
  // … run the tests against it …
} finally {
  await virtualClusterInstances.delete(name);
  await virtualClusterInstances.waitFor(name, until.deleted(), { timeout: "5m" });
  console.log(`${name} is gone`);
}
