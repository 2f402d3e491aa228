import { CloudCasa, isRequestError, Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";
import { listen } from "../../src/sandbox/server.ts";
import { cuttingProxy } from "./cutting-proxy.ts";

export type Api = "platform" | "cloudcasa";

/** What became of the creates. */
export interface Creates {
  readonly creates: number;
  /** How many of them had their connection broken. */
  readonly cut: number;
  /** How many failed with unknown effect: of CloudCasa those that never arrived, since nothing but a name tells. */
  readonly unknown: number;
  /** What must not be: a create that failed otherwise, an object that is missing, or is there twice. */
  readonly problems: string[];
}

const side = 10;

/** A client of an API, with what the test does to it. */
function client(api: Api, baseUrl: string, token: string) {
  const options = { baseUrl, token, retry: { minDelay: "1ms", maxDelay: "10ms" } } as const;
  if (api === "cloudcasa") {
    const { kubeclusters } = new CloudCasa(options);
    return {
      /** Gives the object's identity. */
      create: async (name: string) => (await kubeclusters.create({ name }))._id,
      /** Name and identity of each that is there. */
      all: async () => (await kubeclusters.list({ max_results: 50 }).all()).map(({ name, _id }) => [name, _id] as const),
    };
  }
  const { virtualClusterInstances } = new Platform({ ...options, projectNamespacePrefix: "loft-p-" }).project("demo");
  return {
    create: async (name: string) => (await virtualClusterInstances.create({ metadata: { name }, spec: {} })).metadata.uid,
    all: async () => (await virtualClusterInstances.list().all()).map(({ metadata: { name, uid } }) => [name, uid] as const),
  };
}

/**
 * Creates over HTTP on an empty server until so many had their connection cut at a random byte of request or answer: each object must be
 * there once, or not at all if its create was of unknown effect.
 */
export async function cutCreates(api: Api, server: { url: string; token: string }, seed: number, cuts: number): Promise<Creates> {
  const problems: string[] = [];
  const given = new Map<string, string | undefined>();
  let [creates, cut, unknown] = [0, 0, 0];
  // Each works through a proxy of its own, so that a cut always meets the create it is meant for.
  const work = async (worker: number): Promise<void> => {
    const random = new Random(seed + worker);
    const proxy = await cuttingProxy(server.url);
    const { create } = client(api, proxy.url, server.token);
    try {
      while (cut < cuts) {
        const name = `object-${creates++}`;
        // A request and its answer are some 600 and 800 bytes long: where they are shorter than the cut there is none.
        proxy.cutAfter(Math.floor(random.next() * 1500));
        try {
          given.set(name, await create(name));
        } catch (error) {
          if (api === "cloudcasa" && isRequestError(error) && error.effect === "unknown") unknown++;
          else problems.push(`${name}: ${error}`);
        }
        if (proxy.spare()) cut++;
      }
    } finally {
      await proxy.close();
    }
  };
  await Promise.all(Array.from({ length: side }, (_, worker) => work(worker)));
  const stored = await client(api, server.url, server.token).all();
  for (const [name, id] of given) {
    const there = stored.filter((one) => one[0] === name);
    if (there.length !== 1) problems.push(`${name} is there ${there.length} times`);
    else if (there[0]?.[1] !== id) problems.push(`${name}: ${id} was given, but ${there[0]?.[1]} is there`);
  }
  if (stored.length !== given.size) problems.push(`${stored.length} objects are there, ${given.size} were given`);
  return { creates, cut, unknown, problems };
}

/** The same on a sandbox, which also counts how many had to be sent again. */
export async function sandboxCutCreates(api: Api, seed: number, cuts: number): Promise<Creates & { readonly sentAgain: number }> {
  using sandbox = createSandbox({ bare: true, seed });
  const server = await listen(sandbox);
  let posts = 0;
  const { handle } = sandbox;
  sandbox.handle = (request) => {
    if (request.method === "POST") posts++;
    return handle.call(sandbox, request);
  };
  try {
    const outcome = await cutCreates(api, { url: server.url, token: sandbox.token }, seed, cuts);
    return { ...outcome, sentAgain: posts - outcome.creates };
  } finally {
    await server.close();
  }
}
