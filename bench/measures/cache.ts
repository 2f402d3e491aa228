// A copy of 1,000 objects of 0.6 KB that follows every change: events a second and memory added, over a map that is kept by hand.
import { fresh, interleave, startServer, Worker } from "../harness.ts";
import { hasPeer } from "../peers.ts";
import { type Measure, mb, type Table } from "../report.ts";
import { watched } from "../stream.ts";

const floor = "raw fetch, a map by hand";
const peer = "@kubernetes/client-node";
const ours = "clusterplane";
const module = new URL("./cache.worker.ts", import.meta.url);

async function table(url: string, events: number): Promise<Table> {
  const names = [floor, ...(hasPeer(peer) ? [peer] : []), ours];
  const options = { url: `${url}/objects=${watched}&size=600&events=${events}`, events: String(events) };
  const workers: Worker[] = [];
  try {
    for (const name of names) workers.push(await Worker.start(module, name, { ...options, warm: "yes" }, 120));
    const speed = await interleave(
      workers.map((w) => ({ name: w.name, sample: async () => ({ rate: (events * 1e6) / ((await w.sample(1)).wall as number) }) })),
      5,
      2,
    );
    const memory = await interleave(
      names.map((name) => fresh(module, name, options, 120)),
      3,
    );
    return {
      title: `Cache: ${events.toLocaleString("en")} changes of 1,000 objects of 0.6 KB`,
      floor,
      rows: names.flatMap((who) => [
        {
          who,
          what: "speed",
          figure: `${Math.round(speed.value(who, "rate").median).toLocaleString("en")} events/s`,
          ratio: speed.ratio(who, floor, "rate"),
          ...(who === ours && { target: { least: 0.85 } }),
        },
        {
          who,
          what: "memory added",
          figure: mb(memory.value(who, "peak").median),
          ratio: memory.ratio(who, floor, "peak"),
          ...(who === ours && { target: { most: 1.5 } }),
        },
      ]),
    };
  } finally {
    await Promise.all(workers.map((w) => w.stop()));
  }
}

export const cache: Measure = {
  name: "cache",
  async run(full) {
    const server = await startServer();
    try {
      return [await table(server.url, full ? 100_000 : 20_000)];
    } finally {
      server.stop();
    }
  },
};
