import { isObject, type Json } from "./objects.ts";

const escapes: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Text in quotes as the server's messages have it: printable characters stay, control characters are escaped. */
export function quote(text: string): string {
  let out = '"';
  for (const c of text) {
    const code = c.codePointAt(0) as number;
    if (escapes[c]) out += escapes[c];
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (/[\p{C}\p{Zl}\p{Zp}]/u.test(c) || (/\p{Zs}/u.test(c) && c !== " ")) {
      out += code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
    } else out += c;
  }
  return `${out}"`;
}

/** A value as Go prints it where it expects text. */
export function goString(value: Json): string {
  if (typeof value === "string" || typeof value === "object") return value === null ? "%!s(<nil>)" : goText(value);
  if (typeof value === "boolean") return `%!s(bool=${value})`;
  return `%!s(${Number.isInteger(value) ? "int64" : "float64"}=${value})`;
}

/** A value as Go prints it. */
export function goText(value: Json): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (isObject(value))
    return `map[${Object.keys(value)
      .sort()
      .map((key) => `${key}:${goText(value[key] as Json)}`)
      .join(" ")}]`;
  return String(value);
}
