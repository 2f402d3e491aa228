// What the compiler spends on 20 lines of a user, over the same lines with interfaces written by hand.
import { consumer } from "../consumers.ts";
import { interleave } from "../harness.ts";
import { type Measure, mb, type Row } from "../report.ts";
import { typeCost } from "../sizes.ts";

const rounds = 5;
const floor = "interfaces by hand";
const floorFull = "interfaces by hand, libraries checked";

export const types: Measure = {
  name: "types",
  async run() {
    const folders: Record<string, string> = {
      [floor]: consumer("by hand"),
      "openapi-fetch with paths": consumer("openapi-fetch"),
      clusterplane: consumer("ours"),
      [floorFull]: consumer("by hand", true),
      "clusterplane, libraries checked": consumer("ours", true),
    };
    const names = Object.keys(folders);
    const measured = await interleave(
      names.map((name) => ({
        name,
        sample: () => {
          const from = process.hrtime.bigint();
          const cost = typeCost(folders[name] as string);
          return { ...cost, wall: Number(process.hrtime.bigint() - from) / 1e9 };
        },
      })),
      rounds,
    );
    const rows: Row[] = names.flatMap((who): Row[] => {
      const ours = who.startsWith("clusterplane");
      const full = who.endsWith("checked");
      const base = full ? floorFull : floor;
      const wall: Row = {
        who,
        what: "wall",
        figure: `${measured.value(who, "wall").median.toFixed(2)} s`,
        ratio: measured.ratio(who, base, "wall"),
      };
      const errors = measured.value(who, "errors").max;
      const errorRow: Row = { who: "", what: "errors", figure: String(errors), ...(ours && { target: { most: 0 }, judged: errors }) };
      if (full) return ours ? [{ ...wall, target: { most: 1.5 } }, errorRow] : [wall];
      const instantiations = measured.value(who, "instantiations").median;
      return [
        { ...wall, ...(ours && { target: { most: 1.3 } }) },
        {
          who: "",
          what: "memory",
          figure: mb(measured.value(who, "memory").median),
          ratio: measured.ratio(who, base, "memory"),
          ...(ours && { target: { most: 1.3 } }),
        },
        {
          who: "",
          what: "instantiations",
          figure: instantiations.toLocaleString("en"),
          ...(ours && { target: { most: 1500 }, judged: instantiations }),
        },
        ...(errors ? [errorRow] : []),
      ];
    });
    return [{ title: "Type check of 20 lines (TypeScript 5.9)", floor, rows }];
  },
};
