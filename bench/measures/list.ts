// A list of 10,000 objects of 6 KB (60 MB), whole and in pages of 500 that are dropped: CPU, wall and memory added.
import { interleave, type Rounds, startServer, Worker } from "../harness.ts";
import { hasPeer } from "../peers.ts";
import { type Measure, mb, type Row, type Table } from "../report.ts";

const whole = "raw fetch, whole";
const byHand = "raw fetch, pages by hand";
const ours = "clusterplane, whole";
const oursPaged = "clusterplane, pages";

/** Each sample in a process of its own: what an earlier list left behind would hide memory. */
function measure(url: string, names: readonly string[], rounds: number, latency = 0, work = 0): Promise<Rounds> {
  const candidates = names.map((name) => ({
    name,
    async sample() {
      const worker = await Worker.start(new URL("./list.worker.ts", import.meta.url), name, {
        url,
        latency: String(latency),
        work: String(work),
      });
      try {
        return await worker.sample(1);
      } finally {
        await worker.stop();
      }
    },
  }));
  return interleave(candidates, rounds);
}

const seconds = (microseconds: number) => `${(microseconds / 1e6).toFixed(2)} s`;

async function tables(url: string): Promise<Table[]> {
  const peers = ["openapi-fetch, whole", ...(hasPeer("@kubernetes/client-node") ? ["@kubernetes/client-node, whole"] : [])];
  const names = [whole, ...peers, ours, byHand, oursPaged];
  const measured = await measure(url, names, 5);
  const row = (who: string, what: "cpu" | "wall" | "peak", most?: number): Row => ({
    who,
    what: what === "peak" ? "memory added" : what,
    figure: (what === "peak" ? mb : seconds)(measured.value(who, what).median),
    ratio: measured.ratio(who, whole, what),
    ...(most !== undefined && { target: { most } }),
  });
  const rows = [
    ...[whole, ...peers].flatMap((who) => [row(who, "cpu"), row(who, "peak")]),
    row(ours, "cpu", 1.03),
    row(ours, "peak", 1.05),
    row(byHand, "wall"),
    row(byHand, "peak"),
    row(oursPaged, "wall", 0.95),
    row(oursPaged, "peak", 0.42),
  ];
  const slow = await measure(url, [byHand, oursPaged], 3, 20, 20);
  return [
    { title: "List of 10,000 objects of 6 KB", floor: whole, rows },
    {
      title: "The same in pages: the server 20 ms away, each page used for 20 ms",
      floor: byHand,
      rows: [byHand, oursPaged].map((who) => ({
        who,
        what: "wall",
        figure: seconds(slow.value(who, "wall").median),
        ratio: slow.ratio(who, byHand, "wall"),
      })),
    },
  ];
}

export const list: Measure = {
  name: "list",
  async run() {
    const server = await startServer();
    try {
      return await tables(server.url);
    } finally {
      server.stop();
    }
  },
};
