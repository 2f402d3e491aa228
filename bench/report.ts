// What is printed: tables that are readable in a terminal, and Markdown as they are.
import type { Spread } from "./harness.ts";

/** A figure of design that is to be reached: at most, or at least, so much. */
export interface Target {
  readonly most?: number;
  readonly least?: number;
}

/** One line of a table. */
export interface Row {
  /** Which client, or which way. */
  readonly who: string;
  /** What is measured, where a table has more than one figure. */
  readonly what?: string;
  /** The figure itself, with its unit. */
  readonly figure: string;
  /** Over the floor. */
  readonly ratio?: Spread | number;
  /** With `judged` (default: the ratio's median) it says reached or missed. */
  readonly target?: Target;
  readonly judged?: number;
}

export interface Table {
  readonly title: string;
  /** What the ratio is over. */
  readonly floor?: string;
  readonly rows: readonly Row[];
}

/** A measure of the bench: `name` is what `npm run bench -- name` takes. `full`: with the counts of the targets, however long it takes. */
export interface Measure {
  readonly name: string;
  run(full: boolean): Promise<Table[]> | Table[];
}

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

function judged({ judged, ratio }: Row): number {
  const value = judged ?? (typeof ratio === "number" ? ratio : ratio?.median);
  if (value === undefined) throw new Error("a target needs something to be judged by");
  return value;
}

export function reached(row: Row): boolean | undefined {
  if (!row.target) return undefined;
  const value = judged(row);
  return value <= (row.target.most ?? Number.POSITIVE_INFINITY) && value >= (row.target.least ?? Number.NEGATIVE_INFINITY);
}

const targetText = ({ most, least }: Target): string => (most !== undefined ? `<= ${most.toLocaleString("en")}` : `>= ${least}`);
const ratioText = (r: Spread | number): string =>
  typeof r === "number" ? number(r) : `${number(r.min)} / ${number(r.median)} / ${number(r.max)}`;

export function render(table: Table): string {
  const what = table.rows.some((r) => r.what !== undefined);
  const ratio = table.rows.some((r) => r.ratio !== undefined);
  const head = [
    "",
    ...(what ? ["measure"] : []),
    "figure",
    ...(ratio ? [`over ${table.floor ?? "the floor"}: min / median / max`] : []),
    "target",
    "result",
  ];
  const cells = table.rows.map((row) => {
    const ok = reached(row);
    return [
      row.who,
      ...(what ? [row.what ?? ""] : []),
      row.figure,
      ...(ratio ? [row.ratio === undefined ? "" : ratioText(row.ratio)] : []),
      row.target ? targetText(row.target) : "",
      ok === undefined ? "" : ok ? "reached" : "MISSED",
    ];
  });
  const widths = head.map((_, i) => Math.max(...[head, ...cells].map((line) => (line[i] as string).length), 3));
  const line = (texts: readonly string[]) => `| ${texts.map((t, i) => t.padEnd(widths[i] as number)).join(" | ")} |`;
  return [`### ${table.title}`, "", line(head), line(widths.map((w) => "-".repeat(w))), ...cells.map(line)].join("\n");
}

export const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
