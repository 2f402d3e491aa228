// The ways to read a list of many objects of 6 KB, in a fresh process each.
import { pathToFileURL } from "node:url";
import type { Prepare } from "../harness.ts";
import { namespace, path, token } from "../object.ts";
import { peerFile } from "../peers.ts";

interface List {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly unknown[];
}

const pageSize = 500;
/** What is done with a page: waited for, as when it is written somewhere. */
const use = (work: number) => (work ? new Promise((resolve) => setTimeout(resolve, work)) : undefined);
const rawHeaders = { accept: "application/json", authorization: `Bearer ${token}` };

/** When the first item was there, where that is before the end. */
let first: number | undefined;

async function iterate(items: AsyncIterable<unknown>, work: number): Promise<number> {
  let count = 0;
  for await (const _ of items) {
    if (count++ === 0) first = performance.now();
    if (work && count % pageSize === 0) await use(work);
  }
  return count;
}

async function platform(url: string, latency: string) {
  const { Platform } = await import("clusterplane");
  return new Platform({ baseUrl: url, token, headers: { "x-latency": latency } }).project("demo").virtualClusterInstances;
}

const ways: Record<string, (url: string, latency: string, work: number) => Promise<{ warm(): Promise<unknown>; list(): Promise<number> }>> =
  {
    async "raw fetch, whole"(url) {
      const read = async (name: string) => JSON.parse(await (await fetch(url + path + name, { headers: rawHeaders })).text());
      return { warm: () => read("/dev"), list: async () => (await read("")).items.length };
    },
    async "raw fetch, pages by hand"(url, latency, work) {
      const headers = { ...rawHeaders, "x-latency": latency };
      const read = async (name: string) => JSON.parse(await (await fetch(url + path + name, { headers })).text());
      return {
        warm: () => read("/dev"),
        async list() {
          let count = 0;
          let next = "";
          do {
            const page: List = await read(`?limit=${pageSize}${next && `&continue=${encodeURIComponent(next)}`}`);
            count += page.items.length;
            if (work) await use(work);
            next = page.metadata.continue ?? "";
          } while (next);
          return count;
        },
      };
    },
    async "openapi-fetch, whole"(url) {
      const { default: createClient } = await import("openapi-fetch");
      interface Paths {
        [template: string]: {
          get: { parameters: { path: Record<string, string> }; responses: { 200: { content: { "application/json": List } } } };
        };
      }
      const client = createClient<Paths>({
        baseUrl: `${url}/kubernetes/management/apis/management.loft.sh/v1`,
        headers: { authorization: `Bearer ${token}` },
      });
      const all = "/namespaces/{namespace}/virtualclusterinstances";
      return {
        warm: () => client.GET(`${all}/{name}`, { params: { path: { namespace, name: "dev" } } }),
        list: async () => (await client.GET(all, { params: { path: { namespace } } })).data?.items.length ?? 0,
      };
    },
    async "@kubernetes/client-node, whole"(url) {
      const { KubeConfig, CustomObjectsApi } = await import(pathToFileURL(peerFile("@kubernetes/client-node")).href);
      const config = new KubeConfig();
      config.loadFromOptions({
        clusters: [{ name: "bench", server: `${url}/kubernetes/management`, skipTLSVerify: true }],
        users: [{ name: "bench", token }],
        contexts: [{ name: "bench", cluster: "bench", user: "bench" }],
        currentContext: "bench",
      });
      const api = config.makeApiClient(CustomObjectsApi);
      const what = { group: "management.loft.sh", version: "v1", namespace, plural: "virtualclusterinstances" };
      return {
        warm: () => api.getNamespacedCustomObject({ ...what, name: "dev" }),
        list: async () => (await api.listNamespacedCustomObject(what)).items.length,
      };
    },
    async "clusterplane, whole"(url, latency) {
      const instances = await platform(url, latency);
      return { warm: () => instances.get("dev"), list: async () => (await instances.list()).items.length };
    },
    async "clusterplane, items"(url, latency, work) {
      const instances = await platform(url, latency);
      return { warm: () => instances.get("dev"), list: async () => iterate(instances.list({ limit: pageSize }), work) };
    },
    async "clusterplane, items of one answer"(url, latency, work) {
      const instances = await platform(url, latency);
      return { warm: () => instances.get("dev"), list: async () => iterate(instances.list({ limit: 1_000_000 }), work) };
    },
    async "clusterplane, pages"(url, latency, work) {
      const instances = await platform(url, latency);
      return {
        warm: () => instances.get("dev"),
        async list() {
          let count = 0;
          for await (const page of instances.list({ limit: pageSize }).pages()) {
            count += page.items.length;
            if (work) await use(work);
          }
          return count;
        },
      };
    },
  };

export const prepare: Prepare = async (candidate, { url, objects, latency, work }) => {
  const way = await ways[candidate]?.(url as string, latency ?? "0", Number(work ?? 0));
  if (!way) throw new Error(`no way to list called ${candidate}`);
  await way.warm();
  return async (repeats) => {
    let waited = 0;
    for (let i = 0; i < repeats; i++) {
      first = undefined;
      const start = performance.now();
      const count = await way.list();
      waited += (first ?? performance.now()) - start;
      if (count !== Number(objects)) throw new Error(`${candidate} read ${count} of ${objects}`);
    }
    return { first: (waited * 1000) / repeats };
  };
};
