import { quote } from "./quote.ts";

/** What the server says of a text that is no duration such as `1m30s`; undefined for one that is. */
export function durationError(text: string): string | undefined {
  const invalid = `time: invalid duration ${quote(text)}`;
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return undefined;
  if (rest === "") return invalid;
  while (rest) {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    if (!unit) return `time: missing unit in duration ${quote(text)}`;
    if (!["ns", "us", "µs", "μs", "ms", "s", "m", "h"].includes(unit))
      return `time: unknown unit ${quote(unit)} in duration ${quote(text)}`;
    rest = rest.slice(unit.length);
  }
  return undefined;
}
