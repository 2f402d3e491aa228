/** Lints both documents in openapi/ by the rules in openapi/redocly.yaml. Exits 1 on any problem. */
import { fileURLToPath } from "node:url";
import { lint, loadConfig } from "@redocly/openapi-core";
import { documentPath } from "./generate/document.ts";

/** One line for each problem: where, which rule, what. */
export async function problems(path: string): Promise<string[]> {
  const config = await loadConfig({ configPath: fileURLToPath(new URL("../openapi/redocly.yaml", import.meta.url)) });
  const found = await lint({ ref: path, config });
  return found.map((problem) => {
    const at = problem.location[0];
    const file = at?.source.absoluteRef.replace(/^.*\/openapi\//, "openapi/") ?? path;
    return `${file}${at?.pointer ?? ""}: ${problem.ruleId}: ${problem.message}`;
  });
}

if (import.meta.main) {
  const found = [...(await problems(documentPath("platform"))), ...(await problems(documentPath("cloudcasa")))];
  for (const line of found) console.error(line);
  if (found.length > 0) console.error(`${found.length} problems in openapi/`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
