// The same from CommonJS. Its entries share their classes. Errors of the ES modules, another copy, are understood too.
const assert = require("node:assert/strict");
const { applyPatch, ClusterplaneError, isNotFound, Platform } = require("clusterplane");
const { parseManifest } = require("clusterplane/manifests");
const { connectPlatform } = require("clusterplane/node");
const { check, ProjectSchema } = require("clusterplane/schemas");
const { createSandbox } = require("clusterplane/sandbox");
for (const entry of ["sandbox/server", "node", "schemas", "manifests"])
  assert.ok(Object.keys(require(`clusterplane/${entry}`)).length > 0, entry);

const throws = (run) => assert.throws(run, (error) => error instanceof ClusterplaneError);
throws(() => parseManifest("a: ["));
throws(() => check(ProjectSchema, { metadata: 1 }));

(async () => {
  const platform = await connectPlatform({ baseUrl: "https://platform.example.com", token: "t" });
  assert.ok(platform instanceof Platform);
  assert.deepEqual(await applyPatch({}, [{ op: "add", path: "/a", value: 1 }]), { a: 1 });
  const esm = await import("clusterplane");
  const sandbox = createSandbox();
  const options = { baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch };
  const { virtualClusterInstances } = new Platform(options).project("my-project");
  await virtualClusterInstances.create({ metadata: { name: "packed" } });
  await virtualClusterInstances.edit("packed", (draft) => {
    draft.spec = { ...draft.spec, displayName: "Packed" };
  });
  for await (const event of virtualClusterInstances.watch()) if (event.type === "initDone") break;
  assert.ok((await new Platform(options).request("GET", "/version")).data);
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
