// The same from CommonJS, and across both: errors of one copy are understood by the other.
const assert = require("node:assert/strict");
const { Platform, isNotFound } = require("clusterplane");
const { createSandbox } = require("clusterplane/sandbox");
for (const entry of ["sandbox/server", "node", "schemas", "manifests"])
  assert.ok(Object.keys(require(`clusterplane/${entry}`)).length > 0, entry);

(async () => {
  const esm = await import("clusterplane");
  const sandbox = createSandbox();
  const options = { baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch };
  for (const client of [new Platform(options), new esm.Platform(options)]) {
    await assert.rejects(
      client.project("my-project").virtualClusterInstances.get("missing"),
      (error) => isNotFound(error) && esm.isNotFound(error),
    );
  }
  console.log("cjs ok");
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
