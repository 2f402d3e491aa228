import { formatHttpDate } from "./http-date.ts";
import { isDict, ObjectId } from "./values.ts";

const quoted = (text: string): string => {
  // Python prefers single quotes, and takes double ones when that saves escaping.
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    if (c === "\\" || c === quote) out += `\\${c}`;
    else if (c === "\n") out += "\\n";
    else if (c === "\r") out += "\\r";
    else if (c === "\t") out += "\\t";
    else if (c === " " || !/[\p{C}\p{Z}]/u.test(c)) out += c;
    else if (code < 0x100) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, "0")}`;
    else out += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return out + quote;
};

const number = (n: number): string => {
  if (n === Number.POSITIVE_INFINITY) return "inf";
  if (n === Number.NEGATIVE_INFINITY) return "-inf";
  if (Number.isNaN(n)) return "nan";
  if (Number.isInteger(n) && Math.abs(n) < 1e21) return BigInt(n).toString();
  // 1e-7 is 1e-07 in Python, and 0.00001 is 1e-05.
  const text = Math.abs(n) < 1e-4 && n !== 0 ? n.toExponential() : String(n);
  return text.replace(/e([+-])(\d)$/, "e$10$2");
};

/** A value as Python's `repr` writes it, since Eve's messages quote values so. */
export function repr(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return number(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof ObjectId) return `ObjectId('${value.hex}')`;
  if (value instanceof Date) return quoted(formatHttpDate(value));
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  if (isDict(value))
    return `{${Object.entries(value)
      .map(([k, v]) => `${quoted(k)}: ${repr(v)}`)
      .join(", ")}}`;
  return String(value);
}

/** A value as Python's `str` writes it: texts and ids bare, all else as `repr`. */
export const str = (value: unknown): string => (typeof value === "string" ? value : value instanceof ObjectId ? value.hex : repr(value));

/** A tuple as `repr` writes it. */
export const tuple = (values: readonly unknown[]): string => `(${values.map(repr).join(", ")}${values.length === 1 ? "," : ""})`;
