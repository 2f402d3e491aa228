/**
 * `npm run generate`: writes src/generated/ from openapi/. With `--check` it writes nothing, names what would change, and exits 1 if
 * anything would.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudcasaData } from "./generate/cloudcasa-data.ts";
import { readDocument } from "./generate/document.ts";
import { platformData } from "./generate/platform-data.ts";
import { inputs, kinds, kindsAndLists, resources } from "./generate/tables.ts";
import { types } from "./generate/types.ts";
import { zodSchemas } from "./generate/zod.ts";

const HEADER = "// Made by `npm run generate` from openapi/. Do not edit.\n\n";

/** Path under src/generated to content. */
export async function generate(): Promise<Map<string, string>> {
  const platform = await readDocument("platform");
  const cloudcasa = await readDocument("cloudcasa");
  const files: [string, string][] = [
    ["platform.ts", await types(platform, [{ name: "Kinds", doc: "Kinds that have a schema.", entries: kinds(platform) }])],
    [
      "cloudcasa.ts",
      await types(cloudcasa, [
        { name: "Resources", doc: "What is answered, by resource.", entries: resources(cloudcasa) },
        { name: "ResourceInputs", doc: "What is sent, by resource.", entries: inputs(cloudcasa) },
      ]),
    ],
    ["sandbox/platform.ts", platformData(platform)],
    ["sandbox/cloudcasa.ts", cloudcasaData(cloudcasa)],
    [
      "schemas/platform.ts",
      zodSchemas(platform, [{ name: "platformKinds", doc: "By kind.", entries: kindsAndLists(platform) }], "../platform.ts"),
    ],
    [
      "schemas/cloudcasa.ts",
      zodSchemas(
        cloudcasa,
        [
          { name: "cloudcasaInputs", doc: "What is sent, by resource.", entries: inputs(cloudcasa) },
          { name: "cloudcasaAnswers", doc: "What is answered, by resource.", entries: resources(cloudcasa) },
        ],
        "../cloudcasa.ts",
      ),
    ],
  ];
  return new Map(files.map(([path, content]) => [path, HEADER + content]));
}

const root = fileURLToPath(new URL("../src/generated/", import.meta.url));

function onDisk(): Map<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Paths whose content is not what openapi/ says: changed, missing, or not made from it at all. */
export async function drift(found: Map<string, string> = onDisk()): Promise<string[]> {
  const made = await generate();
  return [...new Set([...made.keys(), ...found.keys()])].filter((path) => made.get(path) !== found.get(path)).sort();
}

async function main(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown !== undefined) {
    console.error(`generate: unknown option ${unknown}; there is --check`);
    return 2;
  }
  if (args.includes("--check")) {
    const paths = await drift();
    for (const path of paths) console.error(`src/generated/${path} is not what openapi/ says; run npm run generate`);
    return paths.length === 0 ? 0 : 1;
  }
  const made = await generate();
  for (const path of onDisk().keys()) if (!made.has(path)) rmSync(join(root, path));
  for (const [path, content] of made) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  console.log(`wrote ${made.size} files to src/generated`);
  return 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
