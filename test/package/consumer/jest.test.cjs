// A test under Jest as it comes: CommonJS, where import() is an error.
const { applyPatch, ClusterplaneError, Platform, until } = require("clusterplane");
const { parseManifest } = require("clusterplane/manifests");
const { createFetch } = require("clusterplane/node");
const { createSandbox } = require("clusterplane/sandbox");
const { listen } = require("clusterplane/sandbox/server");

test("import() is an error here", async () => {
  await expect(import("clusterplane")).rejects.toThrow(/experimental-vm-modules/);
});

test("the entries share their classes", () => {
  expect(() => parseManifest("a: [")).toThrow(ClusterplaneError);
});

test("everything that is loaded on demand works", async () => {
  const sandbox = createSandbox({ clock: "fast" });
  const server = await listen(sandbox, { port: 0 });
  const platform = new Platform({ baseUrl: server.url, token: sandbox.token, fetch: await createFetch({}) });
  const { virtualClusterInstances } = platform.project("my-project");
  await virtualClusterInstances.create({ metadata: { name: "jest" } });
  for await (const event of virtualClusterInstances.watch()) if (event.type === "initDone") break;
  await virtualClusterInstances.waitFor("jest", until.ready());
  await virtualClusterInstances.edit("jest", (draft) => {
    draft.spec = { ...draft.spec, displayName: "Jest" };
  });
  expect((await virtualClusterInstances.get("jest")).spec.displayName).toBe("Jest");
  expect(await applyPatch({}, [{ op: "add", path: "/a", value: 1 }])).toEqual({ a: 1 });
  expect((await platform.request("GET", "/version")).status).toBe(200);
  await server.close();
});
