// Cold start: a process that loads a client and makes one, over a process that does nothing.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { interleave } from "../harness.ts";
import { hasPeer, peerFile } from "../peers.ts";
import { project } from "../project.ts";
import type { Measure, Row, Table } from "../report.ts";
import { loadedFiles } from "../sizes.ts";

const rounds = 15;
const bare = "nothing";
const ours = "clusterplane";

const clientNode = "new KubeConfig().loadFromOptions({ clusters: [], users: [], contexts: [] });";
const bodies = {
  esm: (): Record<string, string> => ({
    [bare]: "",
    "openapi-fetch": 'import createClient from "openapi-fetch"; createClient({ baseUrl: "https://platform.example.com" });',
    "@kubernetes/client-node": `import { KubeConfig } from ${JSON.stringify(pathToFileURL(peerFile("@kubernetes/client-node")).href)}; ${clientNode}`,
    [ours]: 'import { Platform } from "clusterplane"; new Platform({ baseUrl: "https://platform.example.com", token: "t" });',
  }),
  cjs: (): Record<string, string> => ({
    [bare]: "",
    "openapi-fetch":
      'const createClient = require("openapi-fetch"); (createClient.default ?? createClient)({ baseUrl: "https://platform.example.com" });',
    "@kubernetes/client-node": `const { KubeConfig } = require(${JSON.stringify(peerFile("@kubernetes/client-node"))}); ${clientNode}`,
    [ours]: 'const { Platform } = require("clusterplane"); new Platform({ baseUrl: "https://platform.example.com", token: "t" });',
  }),
};

/** The child writes what it used of the processor as its last act. */
const account = {
  esm: 'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stdout.write(String(user + system)); });',
  cjs: 'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stdout.write(String(user + system)); });',
};

async function table(format: "esm" | "cjs", most: number): Promise<Table> {
  const texts = bodies[format]();
  const names = Object.keys(texts).filter((n) => !n.startsWith("@") || hasPeer(n));
  const extension = format === "esm" ? "mjs" : "cjs";
  const file = (name: string) => `${name.replace(/\W+/g, "-")}.${extension}`;
  const folder = project("cold", Object.fromEntries(names.map((n) => [file(n), `${texts[n]}\n${account[format]}\n`])));
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
  );
  const rows: Row[] = [];
  for (const who of names) {
    const target = who === ours ? { target: { most } } : {};
    const shown = who === ours || who === bare ? ["wall", "cpu"] : ["wall"];
    for (const what of shown) {
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
