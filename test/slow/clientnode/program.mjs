// A program as people write them with @kubernetes/client-node. Prints what it found as a line of JSON; thirdparty.slow.ts knows what that
// has to be.
import { CustomObjectsApi, KubeConfig, makeInformer, PatchStrategy, setHeaderOptions } from "@kubernetes/client-node";

const [, , address, token, caFile, namespace] = process.argv;
const config = new KubeConfig();
config.loadFromClusterAndUser({ name: "sandbox", server: address, caFile }, { name: "admin", token });
const api = config.makeApiClient(CustomObjectsApi);
const kind = { group: "management.loft.sh", version: "v1", plural: "virtualclusterinstances" };
const mine = { ...kind, namespace };
const object = (name, spec = {}) => ({
  apiVersion: "management.loft.sh/v1",
  kind: "VirtualClusterInstance",
  metadata: { name, labels: { team: "node" } },
  spec: { templateRef: { name: "small" }, ...spec },
});
const refusal = async (promise) => {
  try {
    await promise;
    return "no error";
  } catch (error) {
    const { code, body } = error;
    return `${code} ${(typeof body === "string" ? JSON.parse(body) : body).reason}`;
  }
};
const until = async (what, done) => {
  for (const end = Date.now() + 30_000; !done(); ) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const found = {};

for (let index = 0; index < 25; index++) {
  const created = await api.createNamespacedCustomObject({ ...mine, body: object(`node-${index}`) });
  if (index === 0) found.created = `${created.kind} ${created.metadata.name}`;
}
found.exists = await refusal(api.createNamespacedCustomObject({ ...mine, body: object("node-0") }));

[found.pages, found.remaining] = [[], []];
let _continue;
do {
  const page = await api.listNamespacedCustomObject({ ...mine, labelSelector: "team=node", limit: 10, _continue });
  found.pages.push(page.items.length);
  found.remaining.push(page.metadata.remainingItemCount ?? null);
  _continue = page.metadata.continue;
} while (_continue);

const name = "node-0";
const as = (strategy) => setHeaderOptions("Content-Type", strategy);
const json = await api.patchNamespacedCustomObject(
  { ...mine, name, body: [{ op: "add", path: "/spec/displayName", value: "patched" }] },
  as(PatchStrategy.JsonPatch),
);
found.jsonPatched = json.spec.displayName;
const merged = await api.patchNamespacedCustomObject(
  { ...mine, name, body: { spec: { displayName: "merged" } } },
  as(PatchStrategy.MergePatch),
);
found.mergePatched = merged.spec.displayName;
const applied = await api.patchNamespacedCustomObject(
  { ...mine, name: "node-apply", body: object("node-apply", { displayName: "applied" }), fieldManager: "node", force: true },
  as(PatchStrategy.ServerSideApply),
);
found.applied = applied.spec.displayName;
await api.deleteNamespacedCustomObject({ ...mine, name: "node-apply" });
found.stale = await refusal(
  api.replaceNamespacedCustomObject({ ...mine, name, body: { ...merged, metadata: { ...merged.metadata, resourceVersion: "1" } } }),
);
// The platform's own controllers write too: read, change, write, as often as it takes.
for (let attempt = 1; found.replaced === undefined; attempt++) {
  const current = await api.getNamespacedCustomObject({ ...mine, name });
  current.spec.displayName = "replaced";
  try {
    found.replaced = (await api.replaceNamespacedCustomObject({ ...mine, name, body: current })).spec.displayName;
  } catch (error) {
    if (error.code !== 409 || attempt > 20) throw error;
  }
}

found.informed = [];
const informer = makeInformer(
  config,
  `/apis/${kind.group}/${kind.version}/namespaces/${namespace}/${kind.plural}`,
  () => api.listNamespacedCustomObject({ ...mine, labelSelector: "team=node" }),
  "team=node",
);
// The platform moves an object through its phases: of changes in a row one is told here.
const note = (event) => (seen) => {
  if (seen.metadata.name === "node-watched" && found.informed.at(-1) !== event) found.informed.push(event);
};
for (const event of ["add", "update", "delete"]) informer.on(event, note(event));
await informer.start();
await until("the informer has the list", () => informer.list(namespace)?.length >= 25);
await api.createNamespacedCustomObject({ ...mine, body: object("node-watched") });
await until("informed of add", () => found.informed.includes("add"));
await api.patchNamespacedCustomObject(
  { ...mine, name: "node-watched", body: { spec: { displayName: "x" } } },
  as(PatchStrategy.MergePatch),
);
await until("informed of update", () => found.informed.includes("update"));
await api.deleteNamespacedCustomObject({ ...mine, name: "node-watched" });
await until("informed of delete", () => found.informed.includes("delete"));
await until("only the others are left", () => informer.list(namespace).length === 25);
found.listed = informer.list(namespace).length;
await informer.stop();

const status = await api.deleteNamespacedCustomObject({ ...mine, name });
found.deleted = status.status === "Success" || status.metadata?.deletionTimestamp ? "Success" : JSON.stringify(status);
for (const end = Date.now() + 30_000; Date.now() < end; ) {
  found.gone = await refusal(api.getNamespacedCustomObject({ ...mine, name }));
  if (found.gone !== "no error") break;
}
const projects = await api.listClusterCustomObject({ ...kind, plural: "projects" });
found.cluster = projects.items.map((project) => project.metadata.name);
await api.deleteCollectionNamespacedCustomObject({ ...mine, labelSelector: "team=node" });
for (const end = Date.now() + 30_000; found.left !== 0 && Date.now() < end; ) {
  found.left = (await api.listNamespacedCustomObject({ ...mine, labelSelector: "team=node" })).items.length;
}
console.log(JSON.stringify(found));
process.exit(0);
