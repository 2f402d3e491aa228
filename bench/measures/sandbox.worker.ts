// The ways to answer a client's GET in a test.
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import type { Prepare } from "../harness.ts";

const instances = "/kubernetes/management/apis/management.loft.sh/v1/virtualclusterinstances";

async function oneInSandbox() {
  const { createSandbox } = await import("clusterplane/sandbox");
  const sandbox = createSandbox();
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const list = JSON.parse(await (await sandbox.fetch(sandbox.platform.url + instances, { headers })).text()) as {
    items: { metadata: { name: string; namespace: string } }[];
  };
  const metadata = list.items[0]?.metadata;
  if (!metadata) throw new Error("the sandbox's fixture has no virtual cluster");
  const path = `/kubernetes/management/apis/management.loft.sh/v1/namespaces/${metadata.namespace}/virtualclusterinstances/${metadata.name}`;
  return { sandbox, headers, path };
}

/** Every way reads the same object, as the sandbox gives it. */
export async function fixture(): Promise<string> {
  const { sandbox, headers, path } = await oneInSandbox();
  return (await sandbox.fetch(sandbox.platform.url + path, { headers })).text();
}

type Read = (
  f: (url: string, init: RequestInit) => Promise<Response>,
  url: string,
  headers: Record<string, string>,
) => () => Promise<{ metadata?: { name?: string } }>;
const read: Read = (f, url, headers) => async () => JSON.parse(await (await f(url, { headers })).text());

const ways: Record<string, (options: Readonly<Record<string, string>>) => Promise<() => Promise<{ metadata?: { name?: string } }>>> = {
  async "fetch to a loopback server"({ url }) {
    return read(fetch, `${url}/answer`, { authorization: "Bearer t" });
  },
  async "a function"({ text }) {
    const object = JSON.parse(text as string);
    return read(async () => Response.json(object), "https://platform.example.com/one", { authorization: "Bearer t" });
  },
  async "sandbox.fetch"() {
    const { sandbox, headers, path } = await oneInSandbox();
    return read(sandbox.fetch, sandbox.platform.url + path, headers);
  },
  async "a trivial MSW handler"({ text }) {
    const object = JSON.parse(text as string);
    setupServer(http.get("http://platform.example.com/one", () => HttpResponse.json(object))).listen({ onUnhandledFrame: "error" });
    return read(fetch, "http://platform.example.com/one", { authorization: "Bearer t" });
  },
  async "the sandbox behind MSW"() {
    const { sandbox, headers, path } = await oneInSandbox();
    const { handlers } = await import("clusterplane/sandbox/msw");
    setupServer(...handlers(sandbox, { platform: "http://platform.example.com" })).listen({ onUnhandledFrame: "error" });
    return read(fetch, `http://platform.example.com${path}`, headers);
  },
};

export const prepare: Prepare = async (candidate, options) => {
  const way = await ways[candidate]?.(options);
  if (!way) throw new Error(`no way called ${candidate}`);
  if ((await way()).metadata?.name === undefined) throw new Error(`${candidate} gave no object`);
  const run = async (count: number) => {
    for (let i = 0; i < count; i++) await way();
  };
  await run(candidate.includes("MSW") ? 300 : 1500);
  return run;
};
