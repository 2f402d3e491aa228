// CPU of the client's process for one GET of a 6 KB object, one at a time and 32 at once.
import { interleave, startServer, Worker } from "../harness.ts";
import { hasPeer } from "../peers.ts";
import type { Measure, Row, Table } from "../report.ts";

const floor = "raw fetch";
const again = "raw fetch again";
const ours = "clusterplane";
const transport = "clusterplane/node";
const rounds = 9;
const slices = 8;
const requests = 80;

const targets: Record<string, Record<number, number>> = { [ours]: { 1: 1.08, 32: 1.1 }, [transport]: { 1: 0.65, 32: 0.65 } };

const shown: Record<string, string> = {
  [again]: "raw fetch once more (the noise)",
  [transport]: "clusterplane over clusterplane/node's fetch",
};

async function table(url: string, atOnce: number): Promise<Table> {
  const names = [
    floor,
    again,
    "openapi-fetch",
    ...(hasPeer("@kubernetes/client-node") ? ["@kubernetes/client-node"] : []),
    ours,
    transport,
  ];
  const workers: Worker[] = [];
  try {
    for (const name of names)
      workers.push(await Worker.start(new URL("./get.worker.ts", import.meta.url), name, { url, atOnce: String(atOnce) }));
    const measured = await interleave(
      workers.map((w) => ({ name: w.name, sample: () => w.sample(requests) })),
      rounds,
      slices,
    );
    const rows: Row[] = names.map((who) => {
      const most = targets[who]?.[atOnce];
      return {
        who: shown[who] ?? who,
        figure: `${measured.value(who, "cpu").median.toFixed(0)} µs`,
        ratio: measured.ratio(who, floor, "cpu"),
        ...(most !== undefined && { target: { most } }),
      };
    });
    return { title: `CPU of one GET of 6 KB, ${atOnce} at once`, floor, rows };
  } finally {
    await Promise.all(workers.map((w) => w.stop()));
  }
}

export const get: Measure = {
  name: "get",
  async run() {
    const server = await startServer();
    try {
      return [await table(server.url, 1), await table(server.url, 32)];
    } finally {
      server.stop();
    }
  },
};
