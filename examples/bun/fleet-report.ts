// One line a virtual cluster: project, name, owner, phase, and whether CloudCasa protects it. Reads only, and wakes nothing.
//   bun fleet-report.ts > report.csv
import { CloudCasa, Platform } from "clusterplane";

const { PLATFORM_URL = "", PLATFORM_ACCESS_KEY = "", CLOUDCASA_API_URL, CLOUDCASA_API_TOKEN = "" } = process.env;
const platform = new Platform({ baseUrl: PLATFORM_URL, token: PLATFORM_ACCESS_KEY });
const casa = new CloudCasa({ token: CLOUDCASA_API_TOKEN, ...(CLOUDCASA_API_URL ? { baseUrl: CLOUDCASA_API_URL } : {}) });

const states = new Map<string, string>();
for await (const cluster of casa.kubeclusters.list({ projection: ["name", "status"] }))
  states.set(cluster.name, cluster.status?.state ?? "");

console.log("namespace,name,owner,phase,backup");
for await (const { metadata, spec, status } of platform.virtualClusterInstances.list({ limit: 200 })) {
  const owner = spec?.owner?.user ?? spec?.owner?.team ?? "";
  console.log([metadata?.namespace, metadata?.name, owner, status?.phase ?? "", states.get(metadata?.name ?? "") ?? "none"].join(","));
}
