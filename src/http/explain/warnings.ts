import type { Attempt } from "../attempt.ts";
import { secretsOf } from "./call-secrets.ts";
import { foreignText } from "./redact.ts";

/** What a Warning header says to people, without secrets. */
export function warnings(header: string, attempt: Attempt): string[] {
  const secrets = secretsOf(attempt);
  return warningTexts(header).map((text) => foreignText(text, secrets));
}

/** The texts of a Warning header (`299 - "text"`, several joined by commas). */
export function warningTexts(header: string): string[] {
  const found = header.slice(0, 8192).matchAll(/\d{3}\s+[^\s"]+\s+"((?:[^"\\]|\\.)*)"/g);
  return Array.from(found, (match) => match[1]!.replace(/\\(.)/g, "$1"));
}
