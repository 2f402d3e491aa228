/** A document of a text, and where it begins. */
export interface Piece {
  text: string;
  /** Offset in the whole text. */
  offset: number;
}

/** Splits at lines that begin with `---`, as kubectl does; the rest of such a line belongs to the document after it. */
export function splitDocuments(text: string): Piece[] {
  const pieces: Piece[] = [];
  const start = text.startsWith("\ufeff") ? 1 : 0;
  let from = start;
  for (const mark of text.matchAll(/^\ufeff?---(?=\s|$)/gm)) {
    const at = mark.index;
    // What stands before the first mark is a document only if there is something.
    if (pieces.length > 0 || text.slice(start, at).trim() !== "") pieces.push({ text: text.slice(from, at), offset: from });
    from = at + mark[0].length;
  }
  pieces.push({ text: text.slice(from), offset: from });
  return pieces;
}

/** The JSON objects that stand one after the other in a text; undefined when it is anything else. */
export function splitJson(piece: Piece): Piece[] | undefined {
  const { text } = piece;
  const pieces: Piece[] = [];
  let depth = 0;
  let from = -1;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "{" || c === "[") {
      if (depth++ === 0) from = i;
    } else if (c === "}" || c === "]") {
      if (--depth === 0) pieces.push({ text: text.slice(from, i + 1), offset: piece.offset + from });
      if (depth < 0) return undefined;
    } else if (depth === 0 && !/\s/.test(c as string)) return undefined;
  }
  return depth === 0 && !quoted ? pieces : undefined;
}
