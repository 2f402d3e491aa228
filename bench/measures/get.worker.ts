// The ways to GET one object, as their users write it.
import { pathToFileURL } from "node:url";
import type { Prepare } from "../harness.ts";
import { namespace, path, token } from "../object.ts";
import { peerFile } from "../peers.ts";

type Get = () => Promise<unknown>;

const ways: Record<string, (url: string) => Promise<Get>> = {
  async "raw fetch"(url) {
    const headers = { accept: "application/json", authorization: `Bearer ${token}` };
    return async () => JSON.parse(await (await fetch(`${url}${path}/dev`, { headers })).text());
  },
  async "openapi-fetch"(url) {
    const { default: createClient } = await import("openapi-fetch");
    interface Paths {
      [template: string]: {
        get: {
          parameters: { path: { namespace: string; name: string } };
          responses: { 200: { content: { "application/json": unknown } } };
        };
      };
    }
    const client = createClient<Paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });
    const template = "/kubernetes/management/apis/management.loft.sh/v1/namespaces/{namespace}/virtualclusterinstances/{name}";
    return async () => (await client.GET(template, { params: { path: { namespace, name: "dev" } } })).data;
  },
  async "@kubernetes/client-node"(url) {
    const { KubeConfig, CustomObjectsApi } = await import(pathToFileURL(peerFile("@kubernetes/client-node")).href);
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: "bench", server: `${url}/kubernetes/management`, skipTLSVerify: true }],
      users: [{ name: "bench", token }],
      contexts: [{ name: "bench", cluster: "bench", user: "bench" }],
      currentContext: "bench",
    });
    const api = config.makeApiClient(CustomObjectsApi);
    const what = { group: "management.loft.sh", version: "v1", namespace, plural: "virtualclusterinstances", name: "dev" };
    return () => api.getNamespacedCustomObject(what);
  },
  async clusterplane(url) {
    const { Platform } = await import("clusterplane");
    const instances = new Platform({ baseUrl: url, token }).project("demo").virtualClusterInstances;
    return () => instances.get("dev");
  },
  async "clusterplane/node"(url) {
    const { Platform } = await import("clusterplane");
    const { createFetch } = await import("clusterplane/node");
    const instances = new Platform({ baseUrl: url, token, fetch: await createFetch() }).project("demo").virtualClusterInstances;
    return () => instances.get("dev");
  },
};
ways["raw fetch again"] = ways["raw fetch"] as (url: string) => Promise<Get>;

export const prepare: Prepare = async (candidate, { url, atOnce }) => {
  const way = ways[candidate];
  if (!way || !url) throw new Error(`no way to get called ${candidate}`);
  const get = await way(url);
  const read = (await get()) as { metadata?: { name?: string } };
  if (read?.metadata?.name !== "dev") throw new Error("the answer is not the object that was asked for");
  const lanes = Number(atOnce);
  const run = async (count: number) => {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await get();
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  };
  await run(2000);
  return run;
};
