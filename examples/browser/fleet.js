// A fleet view: lists, live phases, a button. Against real servers only the two constructors change.
import { CloudCasa, Platform } from "clusterplane";
import { createSandbox } from "clusterplane/sandbox";

const sandbox = createSandbox({ clock: "fast" });
const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
const casa = new CloudCasa({ baseUrl: sandbox.cloudcasa.url, token: sandbox.token, fetch: sandbox.fetch });
const rows = new Map();

/** A table row of plain text cells; the last one's text is also its class. */
function fill(row, cells) {
  row.replaceChildren(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  row.lastElementChild.className = cells.at(-1);
  return row;
}

function show({ metadata, spec, status }) {
  const row = rows.get(metadata.uid) ?? document.createElement("tr");
  rows.set(metadata.uid, row);
  fill(row, [
    metadata.namespace,
    spec?.displayName || metadata.name,
    spec?.owner?.user ?? spec?.owner?.team ?? "",
    status?.phase || "(no phase yet)",
  ]);
  row.id = metadata.name;
  if (!row.isConnected) document.querySelector("#clusters").append(row);
}

document.querySelector("#create").onclick = () =>
  platform
    .project("my-project")
    .virtualClusterInstances.create({ metadata: { name: "made-here" }, spec: { templateRef: { name: "my-virtual-cluster-template" } } })
    .then(show)
    .catch((error) => {
      document.querySelector("#problem").textContent = error.message;
    });

for await (const cluster of casa.kubeclusters.list()) {
  document.querySelector("#protected").append(fill(document.createElement("tr"), [cluster.name, cluster.status?.state ?? ""]));
}

for await (const event of platform.virtualClusterInstances.watch()) {
  if (event.type === "initApply" || event.type === "apply") show(event.object);
  if (event.type === "delete") rows.get(event.object.metadata.uid)?.remove();
}
