import { CloudCasa, Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";
import { listen } from "../../src/sandbox/server.ts";
import { cuttingProxy } from "./cutting-proxy.ts";

/** What became of the creates. */
export interface Creates {
  readonly creates: number;
  /** How many of them had their connection broken. */
  readonly cut: number;
  /** How many had to be sent again. */
  readonly sentAgain: number;
  /** What must not be: a create that failed, an object that is missing, or is there twice. */
  readonly problems: string[];
}

const side = 10;

/** Creates over HTTP until so many had their connection cut at a random byte of request or answer: each object must be there once. */
export async function cutCreates(api: "platform" | "cloudcasa", seed: number, cuts: number): Promise<Creates> {
  const sandbox = createSandbox({ bare: true, seed });
  const server = await listen(sandbox);
  const problems: string[] = [];
  let [creates, cut] = [0, 0];
  // Each works through a proxy of its own, so that a cut always meets the create it is meant for.
  const work = async (worker: number): Promise<void> => {
    const random = new Random(seed + worker);
    const proxy = await cuttingProxy(server.url);
    const options = { baseUrl: proxy.url, token: sandbox.token, retry: { minDelay: "1ms", maxDelay: "10ms" } } as const;
    const platform = new Platform({ ...options, projectNamespacePrefix: "loft-p-" });
    const casa = new CloudCasa(options);
    try {
      while (cut < cuts) {
        const name = `object-${creates++}`;
        // A request and its answer are some 600 and 800 bytes long: where they are shorter than the cut there is none.
        proxy.cutAfter(Math.floor(random.next() * 1500));
        try {
          const id =
            api === "platform"
              ? (await platform.namespace("default").virtualClusterInstances.create({ metadata: { name }, spec: {} })).metadata.uid
              : (await casa.kubeclusters.create({ name }))._id;
          const stored = found(name);
          if (stored.length !== 1) problems.push(`${name} is there ${stored.length} times`);
          else if (stored[0] !== id) problems.push(`${name}: ${id} was given, but ${stored[0]} is there`);
        } catch (error) {
          problems.push(`${name}: ${error}`);
        }
        if (proxy.spare()) cut++;
      }
    } finally {
      await proxy.close();
    }
  };
  const found = (name: string): unknown[] => {
    const state = sandbox.state();
    return api === "platform"
      ? ((state.platform["virtualclusterinstances"] ?? []) as { metadata: { name: string; uid: string } }[])
          .filter(({ metadata }) => metadata.name === name)
          .map(({ metadata }) => metadata.uid)
      : ((state.cloudcasa["kubeclusters"] ?? []) as { name: string; _id: string }[]).filter((o) => o.name === name).map((o) => o._id);
  };
  let posts = 0;
  const { handle } = sandbox;
  sandbox.handle = (request) => {
    if (request.method === "POST") posts++;
    return handle.call(sandbox, request);
  };
  try {
    await Promise.all(Array.from({ length: side }, (_, worker) => work(worker)));
    const state = sandbox.state();
    const stored = (api === "platform" ? state.platform["virtualclusterinstances"] : state.cloudcasa["kubeclusters"])?.length ?? 0;
    if (stored !== creates) problems.push(`${stored} objects are there, ${creates} were created`);
  } finally {
    await server.close();
    sandbox[Symbol.dispose]();
  }
  return { creates, cut, sentAgain: posts - creates, problems };
}
