/** The text of percent-encoded bytes. Those that are no UTF-8 stay encoded, as Werkzeug leaves them. */
function decoded(text: string): string {
  return text.replaceAll("+", " ").replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split("%"), (hex) => Number.parseInt(hex, 16));
    let out = "";
    for (let at = 0; at < bytes.length; ) {
      const { length, text: character } = characterAt(bytes, at);
      out += character;
      at += length;
    }
    return out;
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The character that begins at a byte; the byte itself, encoded, when none does. */
function characterAt(bytes: Uint8Array, at: number): { length: number; text: string } {
  const first = bytes[at] as number;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  try {
    if (at + length <= bytes.length) return { length, text: utf8.decode(bytes.subarray(at, at + length)) };
  } catch {
    // No character.
  }
  return { length: 1, text: `%${first.toString(16).toUpperCase().padStart(2, "0")}` };
}

/** Names and values of a query or of a form, in their order. */
export function parseUrlEncoded(text: string): [name: string, value: string][] {
  return text
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [decoded(part), ""] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
    });
}
