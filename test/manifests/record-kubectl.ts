// Records how two versions of kubectl read the texts of kubectl.jsonl:
//   node test/manifests/record-kubectl.ts KUBECTL_1_27 KUBECTL_1_33
// To add a text, add a line without a result and run this again. `kubectl annotate --local` needs no server: it reads manifests from its
// standard input and prints each object as JSON.
import { spawnSync } from "node:child_process";
import { type Entry, type Result, readRecording, textOf, writeRecording } from "./recording.ts";

const mark = "recorded-by";

type Thing = { metadata?: { annotations?: Record<string, string> }; spec?: { v?: unknown } };

function read(kubectl: string, entry: Entry): Result {
  const run = spawnSync(kubectl, ["annotate", "--local", "-f", "-", `${mark}=kubectl`, "-o", "json", "--kubeconfig", "/dev/null"], {
    input: textOf(entry),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) return { refused: true };
  // Each object ends with the only brace that begins a line.
  const printed = run.stdout.split(/(?<=^\}\n)/m).filter((json) => json.trim() !== "");
  const objects = printed.map((json) => withoutMark(JSON.parse(json) as Thing));
  return "scalar" in entry ? { value: objects[0]?.spec?.v ?? null } : { objects };
}

function withoutMark({ metadata, ...object }: Thing): Thing {
  const { annotations: { [mark]: _, ...annotations } = {}, ...rest } = metadata ?? {};
  const kept = { ...rest, ...(Object.keys(annotations).length > 0 && { annotations }) };
  return { ...object, ...(Object.keys(kept).length > 0 && { metadata: kept }) };
}

const [older, newer] = process.argv.slice(2);
if (!older || !newer) throw new Error("usage: node test/manifests/record-kubectl.ts KUBECTL_1_27 KUBECTL_1_33");

writeRecording(
  readRecording().map((entry) => {
    const text = "scalar" in entry ? { scalar: entry.scalar } : { document: entry.document, text: entry.text };
    const result = read(newer, entry);
    const before = read(older, entry);
    return { ...text, ...result, ...(JSON.stringify(before) !== JSON.stringify(result) && { "1.27": before }) };
  }),
);
