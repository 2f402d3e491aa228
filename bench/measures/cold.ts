// Cold start: a process that loads a client, over a process that does nothing.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { interleave } from "../harness.ts";
import { hasPeer, peerFile } from "../peers.ts";
import { project } from "../project.ts";
import type { Measure, Row, Table } from "../report.ts";
import { loadedFiles } from "../sizes.ts";

const rounds = 5;
const slices = 4;
const bare = "nothing";
const ours = "clusterplane";
const made = ", a client made";

const url = '"https://platform.example.com"';
const peer = "@kubernetes/client-node";
const programs = {
  esm: (): Record<string, string> => ({
    [bare]: "",
    "openapi-fetch": 'import "openapi-fetch";',
    ...(hasPeer(peer) && { [peer]: `import ${JSON.stringify(pathToFileURL(peerFile(peer)).href)};` }),
    [ours]: 'import "clusterplane";',
    [`openapi-fetch${made}`]: `import createClient from "openapi-fetch"; createClient({ baseUrl: ${url} });`,
    [ours + made]: `import { Platform } from "clusterplane"; new Platform({ baseUrl: ${url}, token: "t" });`,
  }),
  cjs: (): Record<string, string> => ({
    [bare]: "",
    "openapi-fetch": 'require("openapi-fetch");',
    ...(hasPeer(peer) && { [peer]: `require(${JSON.stringify(peerFile(peer))});` }),
    [ours]: 'require("clusterplane");',
    [`openapi-fetch${made}`]: `const it = require("openapi-fetch"); (it.default ?? it)({ baseUrl: ${url} });`,
    [ours + made]: `const { Platform } = require("clusterplane"); new Platform({ baseUrl: ${url}, token: "t" });`,
  }),
};

/** The child says as its last act what it used of the processor. */
const account = 'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stdout.write(String(user + system)); });';

async function table(format: "esm" | "cjs", most: number): Promise<Table> {
  const texts = programs[format]();
  const names = Object.keys(texts);
  const extension = format === "esm" ? "mjs" : "cjs";
  const file = (name: string) => `${name.replace(/\W+/g, "-")}.${extension}`;
  const folder = project("cold", Object.fromEntries(names.map((n) => [file(n), `${texts[n]}\n${account}\n`])));
  const start = (name: string) => {
    const from = process.hrtime.bigint();
    const run = spawnSync(process.execPath, [join(folder, file(name))], { encoding: "utf8", timeout: 30_000 });
    const wall = Number(process.hrtime.bigint() - from) / 1000;
    if (run.status !== 0) throw new Error(`${name} (${format}) did not start: ${run.stderr.slice(0, 500)}`);
    return { wall, cpu: Number(run.stdout) };
  };
  for (const name of names) start(name);
  const measured = await interleave(
    names.map((name) => ({ name, sample: () => start(name) })),
    rounds,
    slices,
  );
  const rows: Row[] = [];
  for (const who of names) {
    const target = who === ours ? { target: { most } } : {};
    for (const what of ["wall", "cpu"]) {
      rows.push({
        who,
        what,
        figure: `${(measured.value(who, what).median / 1000).toFixed(1)} ms`,
        ratio: measured.ratio(who, bare, what),
        ...(what === "wall" && target),
      });
    }
  }
  return { title: `Cold start, ${format === "esm" ? "ESM" : "CommonJS"}`, floor: "the bare runtime", rows };
}

function files(): Table {
  const rows: Row[] = [];
  for (const format of ["esm", "cjs"] as const) {
    const loaded = loadedFiles(format);
    rows.push({
      who: format === "esm" ? "ESM" : "CommonJS",
      what: "files",
      figure: String(loaded.files.length),
      target: { most: 6 },
      judged: loaded.files.length,
    });
    rows.push({ who: "", what: "bytes", figure: `${(loaded.bytes / 1000).toFixed(1)} KB`, target: { most: 80_000 }, judged: loaded.bytes });
  }
  return { title: "Files that the core loads", rows };
}

export const cold: Measure = {
  name: "cold",
  async run() {
    return [await table("esm", 1.08), await table("cjs", 1.12), files()];
  },
};
