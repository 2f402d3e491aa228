// Thousands of watches that nothing happens to: what one costs to open and to keep, and whether other requests feel them.
import { fresh, interleave } from "../harness.ts";
import type { Measure, Row } from "../report.ts";

/** The ways to the sandbox, and how many bytes of heap a watch may keep; over HTTP it is both ends of a connection. */
const ways = { "in process": 10_000, "over HTTP": 50_000 };

export const idle: Measure = {
  name: "idle",
  async run(full) {
    const watches = full ? 5000 : 1000;
    const module = new URL("./idle.worker.ts", import.meta.url);
    const measured = await interleave(
      Object.keys(ways).map((way) => fresh(module, way, { watches: String(watches) }, 300)),
      2,
    );
    const rows = ([way, most]: [string, number]): Row[] => {
      const median = (figure: string) => measured.value(way, figure).median;
      return [
        { who: way, what: "opened, each", figure: `${median("opened").toFixed(0)} µs` },
        {
          who: way,
          what: "heap, each",
          figure: `${(median("memory") / 1000).toFixed(1)} KB`,
          judged: median("memory"),
          target: { most },
        },
        { who: way, what: "another kind changed and read, without them", figure: `${median("without").toFixed(2)} ms` },
        { who: way, what: "the same beside them", figure: `${median("beside").toFixed(2)} ms` },
      ];
    };
    return [{ title: `Sandbox with ${watches.toLocaleString("en")} idle watches`, rows: Object.entries(ways).flatMap(rows) }];
  },
};
