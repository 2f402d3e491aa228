// How long the sandbox takes for the largest bodies that it reads, during which it answers nobody else: node bench/large-bodies.ts
import { createSandbox } from "clusterplane/sandbox";

const management = "/kubernetes/management/apis/management.loft.sh/v1";
const configmaps = "/kubernetes/cluster/loft-cluster/api/v1/namespaces/default/configmaps";

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, ""]));

/** Requests by what they have: the path, and the body for so many keys. */
const requests: Record<string, (count: number) => [path: string, body: object]> = {
  "data of a ConfigMap": (count) => [configmaps, { metadata: { name: "a" }, data: keys(count) }],
  "unknown fields of a User": (count) => [`${management}/users`, { metadata: { name: "a" }, spec: keys(count) }],
  "annotations beyond 256 KiB of a User": (count) => [`${management}/users`, { metadata: { name: "a", annotations: keys(count) } }],
  "tags of a CloudCasa cluster": (count) => ["/api/v1/kubeclusters", { name: "a", tags: keys(count) }],
};

/** Milliseconds for a request with so many keys, the least of three; and the status. */
async function measure(of: (count: number) => [string, object], count: number): Promise<[number, number]> {
  const times: number[] = [];
  let status = 0;
  for (let i = 0; i < 3; i++) {
    const sandbox = createSandbox();
    const [path, body] = of(count);
    const text = JSON.stringify(body);
    const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
    const { url } = path.startsWith("/api/") ? sandbox.cloudcasa : sandbox.platform;
    await sandbox.fetch(url + path, { headers });
    const start = performance.now();
    const response = await sandbox.fetch(url + path, { method: "POST", headers, body: text });
    await response.arrayBuffer();
    times.push(performance.now() - start);
    ({ status } = response);
    sandbox[Symbol.dispose]();
  }
  return [Math.min(...times), status];
}

for (const [name, of] of Object.entries(requests)) {
  const [quarter] = await measure(of, 50_000);
  const [whole, status] = await measure(of, 200_000);
  console.log(
    `${name.padEnd(38)} ${status}  ${(whole / 1000).toFixed(2)} s for 200,000 keys, ${(whole / quarter).toFixed(1)} times that of 50,000`,
  );
}
