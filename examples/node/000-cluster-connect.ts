// Connects a cluster by its kubeconfig and waits until the platform has set it up.
//   node examples/node/000-cluster-connect.ts NAME KUBECONFIG-FILE ADMIN-USER
// Address and key come from VCLUSTER_PLATFORM_URL and VCLUSTER_PLATFORM_ACCESS_KEY, or from `vcluster platform login`.
import { readFile } from "node:fs/promises";
import { isFailed, until } from "clusterplane";
import { connectPlatform } from "clusterplane/node";

const [name = "my-cluster", file, adminUser = "my-user"] = process.argv.slice(2);
if (!file) throw new Error("Which kubeconfig? node examples/node/000-cluster-connect.ts NAME KUBECONFIG-FILE ADMIN-USER");

const platform = await connectPlatform();
try {
  await platform.clusterConnect.create({ metadata: { name }, spec: { config: await readFile(file, "utf8"), adminUser } });
  const cluster = await platform.clusters.waitFor(name, until.initialized(), { timeout: "5m" });
  console.log(`${cluster.metadata?.name} is connected: ${cluster.status?.phase}`);
} catch (error) {
  // A server that accepted the request and could not do the work says why.
  if (!isFailed(error)) throw error;
  console.error(`${name} could not be connected: ${error.message}`);
  process.exitCode = 1;
}
