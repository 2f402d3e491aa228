// The ways to keep a copy of the server's objects.
import { pathToFileURL } from "node:url";
import type { Prepare } from "../harness.ts";
import { path, token } from "../object.ts";
import { peerFile } from "../peers.ts";
import { firstVersion, watched } from "../stream.ts";

interface Kept {
  readonly metadata: { readonly name?: string; readonly resourceVersion?: string };
}
/** Reads the list, follows the changes up to that version, and gives how many objects it has in the end. */
type Keep = (last: string) => Promise<number>;

const headers = { accept: "application/json", authorization: `Bearer ${token}` };
const list = async (url: string) =>
  JSON.parse(await (await fetch(url + path, { headers })).text()) as { items: Kept[]; metadata: { resourceVersion: string } };

const ways: Record<string, (url: string) => Promise<Keep>> = {
  async "raw fetch, a map by hand"(url) {
    return async (last) => {
      const begun = await list(url);
      const objects = new Map(begun.items.map((object) => [object.metadata.name, object]));
      const from = `${url}${path}?watch=true&resourceVersion=${begun.metadata.resourceVersion}`;
      const response = await fetch(from, { headers });
      const decoder = new TextDecoder();
      let rest = "";
      for await (const chunk of response.body as ReadableStream<Uint8Array>) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() as string;
        for (const line of lines) {
          const { type, object } = JSON.parse(line) as { type: string; object: Kept };
          if (type === "DELETED") objects.delete(object.metadata.name);
          else objects.set(object.metadata.name, object);
          // Leaving the loop ends the request.
          if (object.metadata.resourceVersion === last) return objects.size;
        }
      }
      throw new Error("the watch ended early");
    };
  },
  async "@kubernetes/client-node"(url) {
    const { KubeConfig, makeInformer } = await import(pathToFileURL(peerFile("@kubernetes/client-node")).href);
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: "bench", server: url, skipTLSVerify: true }],
      users: [{ name: "bench", token }],
      contexts: [{ name: "bench", cluster: "bench", user: "bench" }],
      currentContext: "bench",
    });
    return async (last) => {
      const informer = makeInformer(config, path, () => list(url));
      await new Promise<void>((resolve, reject) => {
        const seen = (object: Kept) => object.metadata.resourceVersion === last && resolve();
        informer.on("add", seen);
        informer.on("update", seen);
        informer.on("error", reject);
        informer.start().catch(reject);
      });
      const { length } = informer.list();
      await informer.stop();
      return length;
    };
  },
  async clusterplane(url) {
    const { Platform } = await import("clusterplane");
    const instances = new Platform({ baseUrl: url, token }).project("demo").virtualClusterInstances;
    return async (last) => {
      let done = () => {};
      const complete = new Promise<void>((resolve) => {
        done = resolve;
      });
      await using cache = await instances.cache({
        onChange: ({ object }) => {
          if (object.metadata.resourceVersion === last) done();
        },
      });
      await complete;
      return cache.size;
    };
  },
};

export const prepare: Prepare = async (candidate, { url = "", events, warm }) => {
  const keep = await ways[candidate]?.(url);
  if (!keep) throw new Error(`no way to keep a copy called ${candidate}`);
  const run = async () => {
    const size = await keep(String(firstVersion + Number(events)));
    if (size !== watched) throw new Error(`${candidate} has ${size} of ${watched} objects`);
  };
  if (warm) await run();
  return run;
};
