// A list of 10,000 objects of 6 KB (60 MB), whole, in pages of 500 that are dropped, and item by item: CPU, wall, memory added, and when the
// first item is there. In full also 50,000. Then what each item costs, from lists of 100 to lists of 10,000, in full of 100,000.
import { fresh, interleave, type Rounds, startServer, Worker } from "../harness.ts";
import { hasPeer } from "../peers.ts";
import { type Measure, mb, type Row, type Table } from "../report.ts";

const whole = "raw fetch, whole";
const byHand = "raw fetch, pages by hand";
const ours = "clusterplane, whole";
const oursPaged = "clusterplane, pages";
const oursItems = "clusterplane, items";
const oneAnswer = "clusterplane, items of one answer";

const inFull = 50_000;

const module = new URL("./list.worker.ts", import.meta.url);

function measure(url: string, names: readonly string[], rounds: number, objects: number, latency = 0, work = 0): Promise<Rounds> {
  const options = { url: `${url}/objects=${objects}`, objects: String(objects), latency: String(latency), work: String(work) };
  return interleave(
    names.map((name) => fresh(module, name, options, 120)),
    rounds,
  );
}

const seconds = (microseconds: number) =>
  microseconds < 1e5 ? `${(microseconds / 1e3).toFixed(1)} ms` : `${(microseconds / 1e6).toFixed(2)} s`;

/** What a list of so many may cost over the same list read whole by hand. */
interface Limits {
  readonly cpu?: number;
  readonly peak?: number;
  readonly pagedWall?: number;
  readonly pagedPeak: number;
}

async function listing(url: string, objects: number, rounds: number, limits: Limits): Promise<Table> {
  const peers = ["openapi-fetch, whole", ...(hasPeer("@kubernetes/client-node") ? ["@kubernetes/client-node, whole"] : [])];
  const names = [whole, ...peers, ours, byHand, oursPaged, oursItems, oneAnswer];
  const measured = await measure(url, names, rounds, objects);
  const words = { cpu: "cpu", wall: "wall", peak: "memory added", first: "until the first item" };
  const row = (who: string, what: keyof typeof words, most?: number): Row => ({
    who,
    what: words[what],
    figure: (what === "peak" ? mb : seconds)(measured.value(who, what).median),
    ratio: measured.ratio(who, whole, what),
    ...(most !== undefined && { target: { most } }),
  });
  const rows = [
    ...[whole, ...peers].flatMap((who) => [row(who, "cpu"), row(who, "peak")]),
    row(ours, "cpu", limits.cpu),
    row(ours, "peak", limits.peak),
    row(byHand, "wall"),
    row(byHand, "peak"),
    row(oursPaged, "wall", limits.pagedWall),
    row(oursPaged, "peak", limits.pagedPeak),
    ...[oursItems, oneAnswer].flatMap((who) => [row(who, "cpu"), row(who, "wall"), row(who, "first"), row(who, "peak")]),
  ];
  return { title: `List of ${objects.toLocaleString("en")} objects of 6 KB`, floor: whole, rows };
}

/** CPU for each item of 0.6 KB in warm processes, by the length of the list. */
async function perItem(url: string, lengths: readonly number[], rounds: number): Promise<Table> {
  const names = [whole, ours, oursPaged, oursItems, oneAnswer];
  const rows: Row[] = [];
  for (const objects of lengths) {
    const options = { url: `${url}/size=600&objects=${objects}`, objects: String(objects) };
    const repeats = Math.max(1, Math.round(20_000 / objects));
    const workers: Worker[] = [];
    try {
      for (const name of names) workers.push(await Worker.start(module, name, options, 120));
      for (const worker of workers) await worker.sample(Math.ceil(repeats / 2));
      const measured = await interleave(
        workers.map((worker) => ({
          name: worker.name,
          sample: async () => ({ each: ((await worker.sample(repeats)).cpu as number) / objects }),
        })),
        rounds,
      );
      for (const who of names) {
        const figure = `${measured.value(who, "each").median.toFixed(2)} µs`;
        rows.push({ who, what: `of ${objects.toLocaleString("en")}`, figure, ratio: measured.ratio(who, whole, "each") });
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  }
  return { title: "CPU for each item of 0.6 KB", floor: whole, rows };
}

async function tables(url: string, full: boolean): Promise<Table[]> {
  const many = await listing(url, 10_000, 5, { cpu: 1.03, peak: 1.05, pagedWall: 0.95, pagedPeak: 0.42 });
  const slow = await measure(url, [byHand, oursPaged], 3, 10_000, 20, 20);
  return [
    many,
    {
      title: "10,000 in pages: the server 20 ms away, each page used for 20 ms",
      floor: byHand,
      rows: [byHand, oursPaged].map((who) => ({
        who,
        what: "wall",
        figure: seconds(slow.value(who, "wall").median),
        ratio: slow.ratio(who, byHand, "wall"),
      })),
    },
    ...(full ? [await listing(url, inFull, 3, { pagedPeak: 0.14 })] : []),
    await perItem(url, [100, 1000, 10_000, ...(full ? [100_000] : [])], 5),
  ];
}

export const list: Measure = {
  name: "list",
  async run(full) {
    const server = await startServer();
    try {
      return await tables(server.url, full);
    } finally {
      server.stop();
    }
  },
};
