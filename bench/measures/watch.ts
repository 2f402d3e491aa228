// A watch that sends as fast as it is read: events a second, memory added; and one whose consumer is slow.
import { fresh, interleave, Rounds, startServer, Worker } from "../harness.ts";
import type { Size } from "../object.ts";
import { hasPeer } from "../peers.ts";
import { type Measure, mb, type Row, type Table, type Target } from "../report.ts";

const floor = "raw fetch, a loop by hand";
const again = "raw fetch once more (the noise)";
const peer = "@kubernetes/client-node";
const ours = "clusterplane";
const transport = "clusterplane over clusterplane/node's fetch";
const slowOnes = [ours, transport];
const module = new URL("./watch.worker.ts", import.meta.url);
const peers = () => (hasPeer(peer) ? [peer] : []);

const targets: Record<Size, Record<string, Target>> = {
  6000: { [ours]: { least: 0.92 }, [transport]: { least: 0.97 } },
  600: { [ours]: { least: 0.9 }, [transport]: { least: 0.92 } },
};
const memoryTargets: Record<string, Target> = { [ours]: { most: 0.7 }, [transport]: { most: 0.45 } };

/** How many events a sample has, and how many rounds there are. */
interface Counts {
  readonly events: number;
  readonly rounds: number;
  readonly slices: number;
}

const options = (url: string, size: Size, events: number, warmEvents: number, work = 0) => ({
  url: `${url}/size=${size}&events=${events}`,
  events: String(events),
  warm: `${url}/size=${size}&events=${warmEvents}`,
  warmEvents: String(warmEvents),
  work: String(work),
});

/** In processes that are warm: how fast. */
async function speed(url: string, size: Size, { events, rounds, slices }: Counts): Promise<Rounds> {
  const names = [floor, again, ...peers(), ours, transport];
  const workers: Worker[] = [];
  try {
    for (const name of names) workers.push(await Worker.start(module, name, options(url, size, events, 5000), 120));
    return await interleave(
      workers.map((w) => ({ name: w.name, sample: async () => ({ rate: (events * 1e6) / ((await w.sample(1)).wall as number) }) })),
      rounds,
      slices,
    );
  } finally {
    await Promise.all(workers.map((w) => w.stop()));
  }
}

const kilobytes = (size: Size) => `${size / 1000} KB`;
const count = (n: number) => n.toLocaleString("en");

async function fast(url: string, size: Size, counts: Counts): Promise<Table> {
  const measured = await speed(url, size, counts);
  const rows: Row[] = measured.names.map((who) => {
    const target = targets[size][who];
    const figure = `${count(Math.round(measured.value(who, "rate").median))} events/s`;
    return { who, figure, ratio: measured.ratio(who, floor, "rate"), ...(target && { target }) };
  });
  return { title: `Watch: ${count(counts.events)} events of ${kilobytes(size)}`, floor, rows };
}

async function memory(url: string, { events, rounds }: Counts): Promise<Table> {
  const names = [floor, ...peers(), ours, transport];
  const measured = await interleave(
    names.map((name) => fresh(module, name, options(url, 6000, events, 1), 120)),
    rounds,
  );
  const rows: Row[] = names.map((who) => {
    const target = memoryTargets[who];
    return { who, figure: mb(measured.value(who, "peak").median), ratio: measured.ratio(who, floor, "peak"), ...(target && { target }) };
  });
  return { title: `Watch: memory added by ${count(events)} events of 6 KB`, floor, rows };
}

const atFullSpeed = `${floor}, not waiting`;

/** Each event is waited for a millisecond. The memory is judged beside the loop by hand that doesn't wait. */
async function slow(url: string, events: number): Promise<Table> {
  const names = [floor, ...peers(), ours, transport];
  const candidates = [
    { ...fresh(module, floor, options(url, 6000, events, 1), 120), name: atFullSpeed },
    ...names.map((name) => fresh(module, name, options(url, 6000, events, 1, 1), 240)),
  ];
  const measured = new Rounds();
  // All at once: they mostly wait, and none of the figures is a time.
  await Promise.all(candidates.map(async (candidate) => measured.add(candidate.name, await candidate.sample())));
  const rows: Row[] = names.flatMap((who) => {
    const judged = slowOnes.includes(who);
    const worst = (figure: string) => measured.value(who, figure).max;
    const row = (what: string, figure: string, most: number): Row => ({
      who,
      what,
      figure: count(worst(figure)),
      ...(judged && { judged: worst(figure), target: { most } }),
    });
    return [
      row("backlog", "backlog", 1),
      row("out of order", "disordered", 0),
      row("lost", "lost", 0),
      {
        who,
        what: "memory added",
        figure: mb(measured.value(who, "peak").median),
        ratio: measured.ratio(who, atFullSpeed, "peak"),
        ...(judged && { target: { most: 0.35 } }),
      },
    ];
  });
  return { title: `Watch: ${count(events)} events of 6 KB, a consumer that takes 1 ms for each`, floor: atFullSpeed, rows };
}

export const watch: Measure = {
  name: "watch",
  async run(full) {
    const events = (usual: number) => (full ? 100_000 : usual);
    const server = await startServer();
    try {
      return [
        await fast(server.url, 6000, { events: events(5_000), rounds: 5, slices: full ? 1 : 2 }),
        await fast(server.url, 600, { events: events(15_000), rounds: 5, slices: full ? 1 : 2 }),
        await memory(server.url, { events: events(10_000), rounds: 3, slices: 1 }),
        await slow(server.url, full ? 15_000 : 1_000),
      ];
    } finally {
      server.stop();
    }
  },
};
