import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/pack.ts";

export interface Snippet {
  /** The heading it stands under, and its number there. */
  name: string;
  /** Where the file that runs it lies. */
  file: string;
  /** What it should print, if the README says so. */
  prints: string | undefined;
}

/**
 * Writes each TypeScript block of a Markdown file into a file of its own and lists them.
 * `<!-- before: code -->` in front of a block is run before it (what a reader knows from earlier blocks);
 * `<!-- prints: text -->` says what it must print.
 */
export function snippetsOf(markdown: string): Snippet[] {
  const folder = join(root, ".cache", "snippets", markdown.replace(/\W+/g, "-"));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(join(root, markdown), "utf8");
  const blocks = text.matchAll(
    /^#+ (?<heading>.+)$|(?:<!-- before: (?<before>[\s\S]*?)-->\n)?(?:<!-- prints: (?<prints>[\s\S]*?)-->\n)?^```ts\n(?<code>[\s\S]*?)^```$/gm,
  );
  const snippets: Snippet[] = [];
  let heading = markdown;
  for (const { groups } of blocks) {
    if (groups?.["heading"]) heading = groups["heading"];
    if (groups?.["code"] === undefined) continue;
    const code = `${groups["before"] ?? ""}\n${groups["code"]}`;
    // Imports go to the top of a module whichever part they come from; the rest keeps its order.
    const imports = code.split("\n").filter((line) => /^import .* from ".+";$/.test(line.trim()));
    const rest = code.split("\n").filter((line) => !/^import .* from ".+";$/.test(line.trim()));
    const file = join(folder, `${snippets.length}.ts`);
    writeFileSync(file, `${[...new Set(imports)].join("\n")}\n${rest.join("\n")}\nexport {};\n`);
    snippets.push({ name: `${heading} (${snippets.length})`, file, prints: groups["prints"]?.trim() });
  }
  return snippets;
}
