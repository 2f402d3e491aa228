// A project of a user, under .cache/bench: what is imported there is the built package, as npm would install it.
import { existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./harness.ts";
import { cache } from "./peers.ts";

const linked = { clusterplane: root, "openapi-fetch": join(root, "node_modules", "openapi-fetch") };

/** The folder of a project called `name`, with `files` in it. */
export function project(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(cache, "projects", name);
  for (const [library, target] of Object.entries(linked)) {
    const link = join(folder, "node_modules", library);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link) || !lstatSync(link).isSymbolicLink()) symlinkSync(target, link);
  }
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name: `bench-${name}`, private: true })}\n`);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
