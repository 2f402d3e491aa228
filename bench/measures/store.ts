// The sandbox in process with many objects: what a request costs that concerns one, what each object adds to a list, to memory, and what a
// change costs that many watch.
import { fresh, interleave } from "../harness.ts";
import { type Measure, mb, type Row, type Table } from "../report.ts";

const watchers = 1000;
const counts = [100, 1000, 10_000];
const inFull = 100_000;
const count = (n: number) => `${n.toLocaleString("en")} objects`;

/** What must not depend on how many there are; the rest of a factor of one and a half is the noise of a busy machine and the larger heap. */
const independent = { most: 1.5 };

async function tables(all: readonly number[], repeats: number, rounds: number): Promise<Table[]> {
  const least = all[0] as number;
  const most = all.at(-1) as number;
  const measured = await interleave(
    all.map((objects) => {
      const options = { objects: String(objects), repeats: String(repeats), watchers: String(objects === most ? watchers : 0) };
      return fresh(new URL("./store.worker.ts", import.meta.url), count(objects), options, 300);
    }),
    rounds,
  );
  const rows = (what: string, figure: string, isIndependent: boolean): Row[] =>
    all.map((objects) => ({
      who: count(objects),
      what,
      figure: `${measured.value(count(objects), figure).median.toFixed(figure === "filtered" ? 2 : 1)} µs`,
      ratio: measured.ratio(count(objects), count(least), figure),
      ...(isIndependent && objects === most && { target: independent }),
    }));
  const memory = measured.value(count(most), "memory");
  const change = measured.value(count(most), "change").median;
  const json = measured.value(count(most), "json").median;
  return [
    {
      title: "Store of the sandbox, in process: cost by the number of objects",
      floor: count(least),
      rows: [
        ...rows("get", "get", true),
        ...rows("get and update", "updated", true),
        ...rows("create", "created", false),
        ...rows("whole list, per object", "whole", false),
        ...rows("list filtered by label, per object", "filtered", false),
      ],
    },
    {
      title: `Store with ${count(most)} of 0.6 KB`,
      floor: "their JSON",
      rows: [
        { who: "all objects", what: "memory added", figure: mb(json * memory.median), ratio: memory, target: { most: 3 } },
        {
          who: `one change, ${watchers.toLocaleString("en")} watchers`,
          what: "cpu",
          figure: `${change.toFixed(1)} ms`,
          judged: change,
          target: { most: 50 },
        },
      ],
    },
  ];
}

export const store: Measure = {
  name: "store",
  run: (full) => (full ? tables([...counts, inFull], 2000, 2) : tables(counts, 500, 2)),
};
