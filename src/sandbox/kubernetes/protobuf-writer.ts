const utf8 = new TextEncoder();

/** A whole number in the wire format; not for negative ones. */
export function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return [...out, rest];
}

/** Parts of a message, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A field that holds bytes: text, or a message by its parts. */
export function field(number: number, content: string | readonly Uint8Array[]): Uint8Array {
  const bytes = typeof content === "string" ? utf8.encode(content) : joined(content);
  return joined([Uint8Array.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
}

/** A field that holds a whole number, or a truth value as 0 or 1. */
export const integer = (number: number, value: number): Uint8Array => Uint8Array.from([...varint(number << 3), ...varint(value)]);
