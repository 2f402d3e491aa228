// Imports a virtual cluster that runs already into a project (servers of 3.x).
//   node examples/node/003-import-virtual-cluster.ts PROJECT CLUSTER NAMESPACE NAME [IMPORT-NAME]
import { until } from "clusterplane";
import { connectPlatform } from "clusterplane/node";

const [projectName = "my-project", cluster = "my-connected-cluster", namespace = "my-namespace", name = "my-vcluster", importName = name] =
  process.argv.slice(2);

const platform = await connectPlatform();
const project = platform.project(projectName);
await project.importVirtualCluster({ sourceVirtualCluster: { cluster, namespace, name, importName } });
const imported = await project.virtualClusterInstances.waitFor(importName, until.ready(), { timeout: "10m" });
console.log(`${imported.metadata?.namespace}/${imported.metadata?.name} is ${imported.status?.phase}`);
