// What watches cost that nothing happens to: opened on users, while a project changes and is read.
import { createSandbox } from "clusterplane/sandbox";
import { listen } from "clusterplane/sandbox/server";
import type { Prepare, Sample } from "../harness.ts";

const collect = (globalThis as { gc?: () => void }).gc as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};
const management = "/kubernetes/management/apis/management.loft.sh/v1";

async function measure(count: number, way: string): Promise<Sample> {
  const sandbox = createSandbox({ bare: true });
  const headers = { authorization: `Bearer ${sandbox.token}` };
  const server = way === "over HTTP" ? await listen(sandbox, { port: 0 }) : undefined;
  const send = server ? fetch : sandbox.fetch;
  const base = (server?.url ?? sandbox.platform.url) + management;
  const project = async (method: string, name: string, body?: object): Promise<void> => {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const response = await send(`${base}/projects${name}`, {
      method,
      headers: { ...headers, "content-type": type },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${name}: ${response.status} ${await response.text()}`);
    await response.text();
  };
  let turn = 0;
  /** Milliseconds of one change of a project, read once more. */
  const changed = async (turns: number): Promise<number> => {
    const start = performance.now();
    for (let i = 0; i < turns; i++) {
      await project("PATCH", "/demo", { metadata: { labels: { turn: String(turn++) } } });
      await project("GET", "/demo");
    }
    return (performance.now() - start) / turns;
  };
  await project("POST", "", { metadata: { name: "demo" }, spec: {} });
  await changed(50);
  const without = await changed(20);
  const stop = new AbortController();
  const before = heap();
  const start = performance.now();
  const open: Response[] = [];
  for (let i = 0; i < count; i++) {
    const response = await send(`${base}/users?watch=1`, { headers, signal: stop.signal });
    if (response.status !== 200) throw new Error(`a watch got ${response.status}`);
    open.push(response);
  }
  const opened = ((performance.now() - start) * 1000) / count;
  const memory = (heap() - before) / count;
  const beside = await changed(20);
  stop.abort();
  for (const { body } of open) body?.cancel().catch(() => undefined);
  await server?.close();
  return { opened, memory, without, beside };
}

export const prepare: Prepare =
  async (way, { watches }) =>
  () =>
    measure(Number(watches), way);
