import { CloudCasa, Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { Random } from "../../src/sandbox/random.ts";

/** How often a number was raised at once by many, and what it cost. */
export interface Increments {
  /** The number at the end. */
  readonly counted: number;
  /** How often an edit's function ran: once more for each time another writer came between. */
  readonly tries: number;
}

/** Many writers that each raise the same number by `edit`. Requests and answers take their time, so that they overlap in every way. */
export async function increments(api: "platform" | "cloudcasa", seed: number, writers: number, each: number): Promise<Increments> {
  const sandbox = createSandbox({ bare: true, seed });
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
  const timeout = "10m";
  let tries = 0;
  const next = (value: string | undefined): string => {
    tries++;
    return String(Number(value ?? 0) + 1);
  };
  let one: () => Promise<unknown>;
  let counted: () => Promise<string | undefined>;
  if (api === "platform") {
    const platform = new Platform({ ...options, baseUrl: sandbox.platform.url, projectNamespacePrefix: "loft-p-" });
    const instances = platform.namespace("default").virtualClusterInstances;
    await instances.create({ metadata: { name: "counter", annotations: {} }, spec: {} });
    one = () =>
      instances.edit(
        "counter",
        ({ metadata }) => {
          metadata.annotations = { ...metadata.annotations, count: next(metadata.annotations?.["count"]) };
        },
        { timeout },
      );
    counted = async () => (await instances.get("counter")).metadata.annotations?.["count"];
  } else {
    const casa = new CloudCasa({ ...options, baseUrl: sandbox.cloudcasa.url });
    const { _id } = await casa.kubeclusters.create({ name: "counter" });
    one = () =>
      casa.kubeclusters.edit(
        _id,
        (draft) => {
          draft.description = next(draft.description);
        },
        { timeout },
      );
    counted = async () => (await casa.kubeclusters.get(_id)).description;
  }
  const work = async () => {
    for (let count = 0; count < each; count++) await one();
  };
  try {
    await Promise.all(Array.from({ length: writers }, work));
    return { counted: Number(await counted()), tries };
  } finally {
    sandbox[Symbol.dispose]();
  }
}
