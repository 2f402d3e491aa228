// What the sandbox's store costs, in process, with so many objects of 0.6 KB in it.
import { createSandbox } from "clusterplane/sandbox";
import type { Prepare, Sample } from "../harness.ts";
import { path, smallCluster } from "../object.ts";

const collect = (globalThis as { gc?: () => void }).gc as () => void;
const heap = () => {
  collect();
  return process.memoryUsage().heapUsed;
};

interface Stored {
  metadata: { name: string; resourceVersion: string; labels: Record<string, string> };
}

async function measure(objects: number, watchers: number, repeats: number): Promise<Sample> {
  const sandbox = createSandbox({ bare: true });
  const headers = { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json" };
  const url = sandbox.platform.url + path;
  async function call(name: string, method = "GET", body?: object): Promise<string> {
    const answer = await sandbox.fetch(url + name, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${name}: ${answer.status} ${text}`);
    return text;
  }
  /** Microseconds for one. */
  async function each(count: number, one: (i: number) => Promise<unknown>): Promise<number> {
    const start = performance.now();
    for (let i = 0; i < count; i++) await one(i);
    return ((performance.now() - start) * 1000) / count;
  }
  // Steps that don't follow the order in which the objects were made.
  const name = (i: number) => `/vc-${(i * 7919) % objects}`;
  // A value that was not there before: without a difference there is no event.
  let value = 0;
  const update = async (i: number) => {
    const object = JSON.parse(await call(name(i))) as Stored;
    object.metadata.labels.changed = String(value++);
    await call(name(i), "PUT", object);
  };

  const project = `${sandbox.platform.url}/kubernetes/management/apis/management.loft.sh/v1/projects`;
  const body = JSON.stringify({ kind: "Project", apiVersion: "management.loft.sh/v1", metadata: { name: "demo" }, spec: {} });
  const made = await sandbox.fetch(project, { method: "POST", headers, body });
  if (made.status !== 201) throw new Error(`the project could not be made: ${await made.text()}`);
  // The first objects get the code warm; those of the measure follow on an empty store.
  const create = async (i: number) => {
    const { resourceVersion: _, uid: _uid, ...metadata } = smallCluster(i).metadata;
    return call("", "POST", { ...smallCluster(i), metadata });
  };
  for (let i = 0; i < 200; i++) await create(i);
  for (let i = 0; i < 200; i++) await call(`/vc-${i}`, "DELETE");
  const empty = heap();

  const created = await each(objects, create);
  const full = heap() - empty;
  const json = (await call("")).length;
  // As warm with few objects as with many.
  for (let i = 0; i < 300; i++) await update(i);
  const get = await each(repeats * 4, (i) => call(name(i)));
  const updated = await each(repeats, update);
  const lists = Math.max(3, Math.min(100, Math.floor(300_000 / objects)));
  const whole = await each(lists, () => call(""));
  const filtered = await each(lists, () => call("?labelSelector=rare%3Dyes"));
  if (JSON.parse(await call("?labelSelector=rare%3Dyes")).items.length !== Math.ceil(objects / 100)) throw new Error("the filter fails");
  const change = watchers ? await changes(watchers) : 0;
  return { created, get, updated, whole: whole / objects, filtered: filtered / objects, memory: full / json, json, change };

  /** CPU in milliseconds from a change to the last of its watchers having read it. */
  async function changes(count: number): Promise<number> {
    const version = (JSON.parse(await call("?limit=1")) as Stored).metadata.resourceVersion;
    const stop = new AbortController();
    const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
    for (let i = 0; i < count; i++) {
      const answer = await sandbox.fetch(`${url}?watch=true&resourceVersion=${version}`, { headers, signal: stop.signal });
      readers.push((answer.body as ReadableStream<Uint8Array>).getReader());
    }
    const once = async (i: number) => {
      const reads = readers.map(async (reader) => {
        let bytes = 0;
        for (;;) {
          const { value, done } = await reader.read();
          if (done) throw new Error("a watch ended");
          bytes += value.length;
          if (value.at(-1) === 0x0a) return bytes;
        }
      });
      await update(i);
      if ((await Promise.all(reads)).some((bytes) => bytes < 600)) throw new Error("a watcher got less than the object");
    };
    for (let i = 0; i < 3; i++) await once(i);
    const turns = 10;
    const before = process.cpuUsage();
    for (let i = 0; i < turns; i++) await once(i + 3);
    const { user, system } = process.cpuUsage(before);
    stop.abort();
    for (const reader of readers) reader.cancel().catch(() => undefined);
    return (user + system) / 1000 / turns;
  }
}

export const prepare: Prepare =
  async (_candidate, { objects, watchers = "0", repeats }) =>
  () =>
    measure(Number(objects), Number(watchers), Number(repeats));
