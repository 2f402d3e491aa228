// What a Node service does: every entry by its name, as ES modules.
import assert from "node:assert/strict";
import { CloudCasa, isConflict, isNotFound, Platform } from "clusterplane";
import { parseManifests } from "clusterplane/manifests";
import * as node from "clusterplane/node";
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import * as schemas from "clusterplane/schemas";

const sandbox = createSandbox();
const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
const project = platform.project("my-project");
const made = await project.virtualClusterInstances.create({
  metadata: { name: "packed" },
  spec: { templateRef: { name: "my-virtual-cluster-template" } },
});
await project.virtualClusterInstances.update({ ...made, spec: { ...made.spec, description: "theirs" } });
await assert.rejects(project.virtualClusterInstances.update(made), (error) => isConflict(error) || assert.fail(String(error)));
await assert.rejects(project.virtualClusterInstances.get("missing"), isNotFound);

const casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch });
const cluster = await casa.kubeclusters.create({ name: "packed" });
await casa.kubeclusters.patch(cluster, { description: "from the tarball" });
await assert.rejects(casa.kubeclusters.patch(cluster, { description: "stale" }), isConflict);

const server = await listen(sandbox, { port: 0 });
const remote = new Platform({ baseUrl: server.url, token: sandbox.token });
assert.ok((await remote.virtualClusterInstances.list()).items.length > 0);
await server.close();

assert.equal(parseManifests("kind: Project\napiVersion: management.loft.sh/v1\nmetadata: {name: a}").length, 1);
assert.ok(Object.keys(node).length > 0 && Object.keys(schemas).length > 0);
console.log("esm ok");
