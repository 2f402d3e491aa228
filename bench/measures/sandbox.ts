// How fast the sandbox answers: as a fetch function over a fetch to a server on this machine, and as MSW handlers over a trivial one.
import { interleave, startServer, Worker } from "../harness.ts";
import type { Measure, Row, Table } from "../report.ts";
import { fixture } from "./sandbox.worker.ts";

const loopback = "fetch to a loopback server";
const trivial = "a trivial MSW handler";
const rounds = 9;
const slices = 5;

async function compare(names: readonly string[], requests: number, options: Record<string, string>) {
  const workers: Worker[] = [];
  try {
    for (const name of names) workers.push(await Worker.start(new URL("./sandbox.worker.ts", import.meta.url), name, options));
    return await interleave(
      workers.map((w) => ({
        name: w.name,
        sample: async () => {
          const { wall } = (await w.sample(requests)) as { wall: number };
          return { wall, rate: 1e6 / wall };
        },
      })),
      rounds,
      slices,
    );
  } finally {
    await Promise.all(workers.map((w) => w.stop()));
  }
}

async function fetches(options: Record<string, string>): Promise<Table> {
  const names = [loopback, "a function", "sandbox.fetch"];
  const measured = await compare(names, 60, options);
  const rows: Row[] = names.map((who) => ({
    who,
    figure: `${measured.value(who, "rate").median.toFixed(0)} requests/s`,
    ratio: measured.ratio(who, loopback, "rate"),
    ...(who === "sandbox.fetch" && { target: { least: 4 } }),
  }));
  return { title: "Sandbox as fetch: requests a second, one after the other", floor: loopback, rows };
}

async function msw(options: Record<string, string>): Promise<Table> {
  const names = [trivial, "the sandbox behind MSW"];
  const measured = await compare(names, 15, options);
  const rows: Row[] = names.map((who) => ({
    who,
    figure: `${measured.value(who, "wall").median.toFixed(0)} µs`,
    ratio: measured.ratio(who, trivial, "wall"),
    ...(who !== trivial && { target: { most: 1.15 } }),
  }));
  return { title: "Sandbox behind MSW 3: time per request", floor: trivial, rows };
}

export const sandbox: Measure = {
  name: "sandbox",
  async run() {
    const text = await fixture();
    const server = await startServer();
    try {
      await fetch(`${server.url}/answer`, { method: "PUT", body: text });
      return [await fetches({ url: server.url, text }), await msw({ text })];
    } finally {
      server.stop();
    }
  },
};
