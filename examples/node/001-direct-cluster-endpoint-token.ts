// Takes a token of one hour for one virtual cluster's direct endpoint and writes it where only its owner can read it.
//   node examples/node/001-direct-cluster-endpoint-token.ts PROJECT VIRTUAL-CLUSTER FILE
import { connectPlatform, writeSecretFile } from "clusterplane/node";

const [project = "my-project", virtualCluster = "*", file = "endpoint.token"] = process.argv.slice(2);

const platform = await connectPlatform();
const answer = await platform.directClusterEndpointTokens.create({
  spec: { ttl: 3600, scope: { virtualClusters: [{ project, virtualCluster }] } },
});
await writeSecretFile(file, answer.status?.token ?? "");
// Printing the answer is safe: its token is hidden. Its field is plain text, as the server sent it.
console.log(file, answer.status);
