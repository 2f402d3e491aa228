// node --expose-gc test/torture/heap.ts [events]: a cache follows a long watch; prints the heap on the way as a line of JSON.
import { Platform } from "../../src/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { VirtualTime } from "./time.ts";

const events = Number(process.argv[2] ?? 200_000);
const objects = 100;
/** Often enough to see the sandbox's history fill and be cut again and again. */
const samples = 80;
const gc = (globalThis as { gc?: () => void }).gc;
if (!gc) throw new Error("heap.ts needs node --expose-gc");

const sandbox = createSandbox({ bare: true });
const time = new VirtualTime(1, (milliseconds) => sandbox.clock.advance(`${milliseconds}ms`));

async function run() {
  let watches = 0;
  const fetch = (url: string, init: RequestInit) => {
    if (url.includes("watch=true")) watches++;
    return sandbox.fetch(url, init);
  };
  const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch });
  const instances = platform.namespace("default").virtualClusterInstances;
  for (let index = 0; index < objects; index++) await instances.create({ metadata: { name: `vc-${index}` }, spec: {} });
  let seen = 0;
  const cache = await instances.cache({ labels: ["round"], onChange: () => seen++ });
  const heap: number[] = [];
  for (let event = 1; event <= events; event++) {
    const displayName = `event ${event} ${"x".repeat(event % 500)}`;
    await instances.patch(`vc-${event % objects}`, { metadata: { labels: { round: String(event % 7) } }, spec: { displayName } });
    // Two events a second: the server ends the watch every few minutes, and all of it takes days.
    if (event % 20 === 0) await time.pause(10_000);
    if (event % Math.floor(events / samples) === 0) {
      gc?.();
      heap.push(Math.round(process.memoryUsage().heapUsed / 1024));
    }
  }
  await time.pause(1000);
  const equal = cache.size === objects && cache.get(`vc-${events % objects}`)?.spec?.displayName?.startsWith(`event ${events} `) === true;
  await cache.close();
  return { events, seen, equal, watches, hours: time.now() / 3_600_000, heapKiB: heap };
}

const result = await time.during(run());
time.end();
console.log(JSON.stringify(result));
