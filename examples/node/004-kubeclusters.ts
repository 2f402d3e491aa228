// Registers a cluster with CloudCasa, prints the agent's manifest for kubectl, waits until the agent has connected, and tags it.
//   node examples/node/004-kubeclusters.ts NAME | kubectl apply -f -
// The key comes from CLOUDCASA_API_TOKEN, another server's address from CLOUDCASA_API_URL.
import { until } from "clusterplane";
import { connectCloudCasa } from "clusterplane/node";

const [name = "my-cluster"] = process.argv.slice(2);

const casa = await connectCloudCasa();
const { document: cluster, outcome } = await casa.kubeclusters.ensure({ name });
console.error(outcome === "created" ? `${name} is registered` : `${name} was registered before`);
process.stdout.write(await casa.kubeclusters.agentManifest(cluster));

await casa.kubeclusters.waitFor(cluster._id, until.active(), {
  timeout: "10m",
  onProgress: ({ object }) => console.error(object?.status?.state ?? "(no state yet)"),
});
// Read, change, send under the etag, and start over when somebody else was faster.
await casa.kubeclusters.edit(cluster._id, (draft) => {
  draft.tags = { ...draft.tags, owner: "team-a" };
});
console.error(`${name} is active and tagged`);
