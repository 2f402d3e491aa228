import { invalidArgument } from "./errors.ts";

/** Refuses what is no whole number from 1, such as the size of a page. `where` names the option. */
export function wholeFrom1(value: unknown, where: string): void {
  if (!Number.isSafeInteger(value) || (value as number) < 1)
    throw invalidArgument(
      where,
      `expected a whole number from 1, got ${typeof value === "number" ? value : (JSON.stringify(value) ?? typeof value)}`,
    );
}
