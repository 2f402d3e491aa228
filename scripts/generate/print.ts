/** Prints plain data as TypeScript, short things on one line. */
const WIDTH = 140;

export function print(value: unknown, indent = ""): string {
  const line = printLine(value);
  if (indent.length + line.length <= WIDTH - 20) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => `${inner}${print(item, inner)},\n`).join("")}${indent}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${inner}${printKey(key)}: ${print(item, inner)},\n`);
    return `{\n${entries.join("")}${indent}}`;
  }
  return line;
}

function printLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printLine).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printLine(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return JSON.stringify(value);
}

export function printKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
