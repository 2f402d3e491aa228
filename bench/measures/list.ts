// A list of 10,000 objects of 6 KB (60 MB), whole and in pages of 500 that are dropped: CPU, wall and memory added. In full also 50,000.
import { fresh, interleave, type Rounds, startServer } from "../harness.ts";
import { hasPeer } from "../peers.ts";
import { type Measure, mb, type Row, type Table } from "../report.ts";

const whole = "raw fetch, whole";
const byHand = "raw fetch, pages by hand";
const ours = "clusterplane, whole";
const oursPaged = "clusterplane, pages";

const inFull = 50_000;

function measure(url: string, names: readonly string[], rounds: number, objects: number, latency = 0, work = 0): Promise<Rounds> {
  const options = { url: `${url}/objects=${objects}`, objects: String(objects), latency: String(latency), work: String(work) };
  const module = new URL("./list.worker.ts", import.meta.url);
  return interleave(
    names.map((name) => fresh(module, name, options, 120)),
    rounds,
  );
}

const seconds = (microseconds: number) => `${(microseconds / 1e6).toFixed(2)} s`;

/** What a list of so many may cost over the same list read whole by hand. */
interface Limits {
  readonly cpu?: number;
  readonly peak?: number;
  readonly pagedWall?: number;
  readonly pagedPeak: number;
}

async function listing(url: string, objects: number, rounds: number, limits: Limits): Promise<Table> {
  const peers = ["openapi-fetch, whole", ...(hasPeer("@kubernetes/client-node") ? ["@kubernetes/client-node, whole"] : [])];
  const names = [whole, ...peers, ours, byHand, oursPaged];
  const measured = await measure(url, names, rounds, objects);
  const row = (who: string, what: "cpu" | "wall" | "peak", most?: number): Row => ({
    who,
    what: what === "peak" ? "memory added" : what,
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
  ];
  return { title: `List of ${objects.toLocaleString("en")} objects of 6 KB`, floor: whole, rows };
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
