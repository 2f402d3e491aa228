// The ways to follow a watch. What is done with an event is the same for all: its version is read, and with `work` the consumer takes so
// many milliseconds for it.
import { pathToFileURL } from "node:url";
import type { PlatformOptions } from "clusterplane";
import type { Prepare, Sample } from "../harness.ts";
import { path, token } from "../object.ts";
import { peerFile } from "../peers.ts";
import { firstVersion } from "../stream.ts";

interface Followed {
  readonly metadata: { readonly resourceVersion?: string };
}
/** Takes one event; a promise is to be waited for before the next one. */
type Take = (object: Followed) => Promise<void> | undefined;
/** Follows until the signal ends it. */
type Watch = (take: Take, signal: AbortSignal) => Promise<void>;

async function platform(url: string, fetch?: PlatformOptions["fetch"]): Promise<Watch> {
  const { Platform } = await import("clusterplane");
  const instances = new Platform({ baseUrl: url, token, ...(fetch && { fetch }) }).project("demo").virtualClusterInstances;
  return async (take, signal) => {
    for await (const event of instances.watch({ resourceVersion: String(firstVersion), signal })) {
      if (event.type !== "apply") throw new Error(`an event of the type ${event.type}`);
      const wait = take(event.object);
      if (wait) await wait;
    }
  };
}

const byHand = async (url: string): Promise<Watch> => {
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return async (take, signal) => {
    const response = await fetch(`${url}${path}?watch=true&resourceVersion=${firstVersion}`, { headers, signal });
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() as string;
      for (const line of lines) {
        const wait = take(JSON.parse(line).object);
        if (wait) await wait;
      }
    }
  };
};

const ways: Record<string, (url: string) => Promise<Watch>> = {
  "raw fetch, a loop by hand": byHand,
  "raw fetch once more (the noise)": byHand,
  async "@kubernetes/client-node"(url) {
    const { KubeConfig, Watch } = await import(pathToFileURL(peerFile("@kubernetes/client-node")).href);
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: "bench", server: url, skipTLSVerify: true }],
      users: [{ name: "bench", token }],
      contexts: [{ name: "bench", cluster: "bench", user: "bench" }],
      currentContext: "bench",
    });
    return (take, signal) =>
      new Promise((resolve, reject) => {
        // It calls back for each line, ready or not: who needs time has to queue.
        let queue: Promise<void> | undefined;
        const onEvent = (_type: string, object: Followed) => {
          if (queue) queue = queue.then(() => take(object));
          else queue = take(object);
        };
        const onEnd = (error: unknown) => (error && !signal.aborted ? reject(error) : resolve());
        new Watch(config)
          .watch(path, { resourceVersion: firstVersion }, onEvent, onEnd)
          .then((stop: AbortController) => (signal.aborted ? stop.abort() : signal.addEventListener("abort", () => stop.abort())), reject);
      });
  },
  clusterplane: (url) => platform(url),
  async "clusterplane over clusterplane/node's fetch"(url) {
    const { createFetch } = await import("clusterplane/node");
    return platform(url, await createFetch());
  },
};

/** Follows so many events. What comes late or not at all is counted, not refused: it is one of the figures. */
async function follow(watch: Watch, events: number, work: number): Promise<Sample> {
  const stop = new AbortController();
  const parse = JSON.parse;
  let [parsed, taken, last, disordered, backlog] = [0, 0, firstVersion, 0, 0];
  if (work) {
    JSON.parse = (text: string) => {
      if (text.startsWith('{"type":')) parsed++;
      return parse(text);
    };
  }
  const take: Take = (object) => {
    const version = Number(object.metadata.resourceVersion);
    if (version < last) disordered++;
    last = version;
    if (!work) {
      taken++;
      if (version === firstVersion + events) stop.abort();
      return undefined;
    }
    backlog = Math.max(backlog, parsed - taken);
    return new Promise((resolve) => {
      setTimeout(() => {
        backlog = Math.max(backlog, parsed - taken);
        taken++;
        if (version === firstVersion + events) stop.abort();
        resolve();
      }, work);
    });
  };
  try {
    await watch(take, stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    JSON.parse = parse;
  }
  return { backlog, disordered, lost: events - taken };
}

/** `url` names what is watched; `warm` the same for getting warm. */
export const prepare: Prepare = async (candidate, { url = "", events, warm = "", warmEvents, work = "0" }) => {
  const way = ways[candidate];
  if (!way) throw new Error(`no way to watch called ${candidate}`);
  if (Number(warmEvents)) await follow(await way(warm), Number(warmEvents), 0);
  const watch = await way(url);
  return async () => {
    const seen = await follow(watch, Number(events), Number(work));
    if (!Number(work) && (seen.lost || seen.disordered)) throw new Error(`${candidate} lost ${seen.lost}, ${seen.disordered} out of order`);
    return seen;
  };
};
