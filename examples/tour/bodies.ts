import { readFileSync } from "node:fs";

/** An example body of a reference page, as the page prints it. */
export function body(file: string): string {
  return readFileSync(new URL(`../pages/${file}`, import.meta.url), "utf8");
}
