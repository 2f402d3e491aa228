import { type CallOptions, CloudCasa, type Duration, Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";

/** How often a number was raised at once by many, and what it cost. */
export interface Increments {
  /** The number at the end. */
  readonly counted: number;
  /** How often an edit's function ran: once more for each time another writer came between. */
  readonly tries: number;
}

/** Many writers that each raise the same number by `edit`. */
export async function increments(client: Platform | CloudCasa, writers: number, each: number): Promise<Increments> {
  const timeout: Duration = "10m";
  let tries = 0;
  const next = (value: string | undefined): string => {
    tries++;
    return String(Number(value ?? 0) + 1);
  };
  const { one, counted } = "kubeclusters" in client ? await inCloudCasa(client) : await inPlatform(client);
  const work = async () => {
    for (let count = 0; count < each; count++) await one(next, { timeout });
  };
  await Promise.all(Array.from({ length: writers }, work));
  return { counted: Number(await counted()), tries };
}

/** A number that can be raised. */
interface Counter {
  one(next: (value: string | undefined) => string, options: CallOptions): Promise<unknown>;
  counted(): Promise<string | undefined>;
}

async function inPlatform(platform: Platform): Promise<Counter> {
  const instances = platform.project("demo").virtualClusterInstances;
  await instances.create({ metadata: { name: "counter", annotations: {} }, spec: {} });
  return {
    one: (next, options) =>
      instances.edit(
        "counter",
        ({ metadata }) => {
          metadata.annotations = { ...metadata.annotations, count: next(metadata.annotations?.["count"]) };
        },
        options,
      ),
    counted: async () => (await instances.get("counter")).metadata.annotations?.["count"],
  };
}

async function inCloudCasa(casa: CloudCasa): Promise<Counter> {
  const { _id } = await casa.kubeclusters.create({ name: "counter" });
  return {
    one: (next, options) =>
      casa.kubeclusters.edit(
        _id,
        (draft) => {
          draft.description = next(draft.description);
        },
        options,
      ),
    counted: async () => (await casa.kubeclusters.get(_id)).description,
  };
}

/** The same on a sandbox. Requests and answers take their time, so that they overlap in every way. */
export async function sandboxIncrements(api: "platform" | "cloudcasa", seed: number, writers: number, each: number): Promise<Increments> {
  using sandbox = createSandbox({ bare: true, seed });
  const random = new Random(seed);
  const lag = async () => {
    for (let turn = Math.floor(random.next() * 4); turn > 0; turn--) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    await lag();
    const response = await sandbox.fetch(url, init);
    await lag();
    return response;
  };
  const options = { token: sandbox.token, fetch };
  const client =
    api === "platform"
      ? new Platform({ ...options, baseUrl: sandbox.platform.url, projectNamespacePrefix: "loft-p-" })
      : new CloudCasa({ ...options, baseUrl: sandbox.cloudcasa.url });
  return await increments(client, writers, each);
}
