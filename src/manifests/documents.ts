/** A part of a text, and where it begins. */
export interface Piece {
  text: string;
  /** Offset in the whole text. */
  offset: number;
}

const byteOrderMark = "\ufeff";

/**
 * Splits at lines that begin with `---`, as kubectl does. The rest of such a line belongs to the document after it. A byte order mark
 * before a document is left out.
 */
export function splitDocuments(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const mark of text.matchAll(/(?<![^\n])\ufeff?---(?![^ \t\r\n])/g)) {
    const piece = pieceOf(text, from, mark.index);
    // The text before the first mark is a document only if it has content.
    if (from > 0 || piece.text.trim() !== "") pieces.push(piece);
    from = mark.index + mark[0].length;
  }
  pieces.push(pieceOf(text, from, text.length));
  return pieces;
}

function pieceOf(text: string, from: number, to: number): Piece {
  const piece = { text: text.slice(from, to), offset: from };
  const content = firstContent(piece.text);
  if (piece.text[content] !== byteOrderMark) return piece;
  return { text: piece.text.slice(content + 1), offset: from + content + 1 };
}

/** Where a text says something: after blank lines, comments and the blanks of its first line. */
export function firstContent(text: string): number {
  let at = 0;
  for (;;) {
    while (/[ \t\r\n]/.test(text[at] ?? "")) at++;
    if (text[at] !== "#") return at;
    const end = text.indexOf("\n", at);
    at = end < 0 ? text.length : end;
  }
}

/** The JSON objects that follow one another in a text; undefined if the text is anything else. */
export function splitJson({ text, offset }: Piece): Piece[] | undefined {
  const pieces: Piece[] = [];
  let depth = 0;
  let from = -1;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "{" || c === "[") {
      if (depth++ === 0) from = i;
    } else if (c === "}" || c === "]") {
      if (--depth === 0) pieces.push({ text: text.slice(from, i + 1), offset: offset + from });
      if (depth < 0) return undefined;
    } else if (depth === 0 && !/\s/.test(c)) return undefined;
  }
  return depth === 0 && !quoted ? pieces : undefined;
}
