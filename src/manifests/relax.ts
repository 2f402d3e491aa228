/** A text with the same meaning, and where each of its characters was before. */
export interface Relaxed {
  text: string;
  /** The offset in the original text of a character of this one. */
  original: (offset: number) => number;
}

/** Replaces the characters `from` to `to` of the original text. */
interface Change {
  from: number;
  to: number;
  text: string;
}

/** Lines are indented no further, so that the text stays in proportion. */
const widest = 200;

const isSpace = (c: string | undefined) => c === " " || c === "\t" || c === "\r" || c === "\n";
const isSpaceOrEnd = (c: string | undefined) => c === undefined || isSpace(c);
const isFlowIndicator = (c: string | undefined) => c === "," || c === "[" || c === "]" || c === "{" || c === "}";

/**
 * Rewrites what kubectl's YAML reader takes and js-yaml refuses: lines in flow collections and quoted strings that are not indented deeper
 * than their key, tabs between the tokens of flow collections, `\'` in double quotes, and `*name:` with the colon close by. Undefined if
 * the text has none of them.
 *
 * Only a text that js-yaml refused is given to it. It follows the structure of the text no further than it must to know where flow
 * collections and quoted strings begin and end; whether the text is YAML is for js-yaml to say.
 */
export function relax(text: string): Relaxed | undefined {
  const changes = new Scanner(text).changes();
  return changes.length === 0 ? undefined : apply(text, changes);
}

class Scanner {
  private readonly found: Change[] = [];
  /** The columns of the block collections that are open, the innermost last. */
  private readonly columns: number[] = [];
  private at = 0;
  private lineStart = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  changes(): Change[] {
    while (this.at < this.text.length) this.line();
    return this.found;
  }

  /** Reads a line that begins outside of flow collections and scalars, and all that its last node goes on with. */
  private line(): void {
    this.lineStart = this.at;
    this.skipBlanks();
    if (!this.atLineEnd()) while ((this.columns.at(-1) ?? -1) > this.column()) this.columns.pop();
    /** Where the last node of the line began, if it can be a key. */
    let key: number | undefined;
    while (!this.atLineEnd()) {
      const c = this.text[this.at] as string;
      const column = this.column();
      if ((c === "-" || c === "?" || c === ":") && isSpaceOrEnd(this.text[this.at + 1])) {
        this.open(c === ":" ? (key ?? column) : column);
        key = undefined;
        this.at++;
      } else if (c === "&" || c === "!" || c === "*") {
        key ??= column;
        this.property();
      } else if (c === "[" || c === "{") {
        key ??= column;
        this.flow();
      } else if (c === '"' || c === "'") {
        key ??= column;
        this.quoted();
      } else if (c === "|" || c === ">") {
        this.blockScalar();
        return;
      } else if (this.plain()) key ??= column;
      else return;
      this.skipBlanks();
    }
    this.nextLine();
  }

  private column(): number {
    return this.at - this.lineStart;
  }

  private open(column: number): void {
    if (column > (this.columns.at(-1) ?? -1)) this.columns.push(column);
  }

  /** How far the lines of a node must be indented. */
  private indentation(): number {
    return (this.columns.at(-1) ?? -1) + 1;
  }

  private skipBlanks(): void {
    while (this.text[this.at] === " " || this.text[this.at] === "\t") this.at++;
  }

  /** Whether the line says nothing more: at its end, or at a comment. */
  private atLineEnd(): boolean {
    const c = this.text[this.at];
    return c === undefined || c === "\n" || c === "\r" || (c === "#" && (this.at === this.lineStart || isSpace(this.text[this.at - 1])));
  }

  private nextLine(): void {
    const end = this.text.indexOf("\n", this.at);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  /** A tag, an anchor or an alias. */
  private property(): void {
    const isAlias = this.text[this.at] === "*";
    while (!isSpaceOrEnd(this.text[this.at]) && !isFlowIndicator(this.text[this.at])) this.at++;
    // js-yaml takes the colon for a part of the name.
    if (isAlias && this.text[this.at - 1] === ":") this.found.push({ from: --this.at, to: this.at, text: " " });
  }

  /** Indents the line that begins here, if it is not indented enough. */
  private indent(): void {
    const from = this.at;
    this.lineStart = from;
    this.skipBlanks();
    const blanks = this.text.slice(from, this.at);
    const missing = Math.min(this.indentation(), widest) - blanks.length;
    if (missing > 0 || blanks.includes("\t")) {
      this.found.push({ from, to: this.at, text: " ".repeat(blanks.length + Math.max(missing, 0)) });
    }
  }

  private quoted(): void {
    const quote = this.text[this.at++];
    while (this.at < this.text.length) {
      const c = this.text[this.at++];
      if (c === quote) {
        if (quote === '"' || this.text[this.at] !== quote) return;
        this.at++;
      } else if (c === "\n") this.indent();
      else if (c === "\\" && quote === '"') {
        const escaped = this.text[this.at];
        if (escaped === "'") this.found.push({ from: this.at - 1, to: this.at, text: "" });
        if (escaped !== "\n" && escaped !== "\r") this.at++;
      }
    }
  }

  private flow(): void {
    let depth = 0;
    do {
      const c = this.text[this.at] as string;
      if (c === "[" || c === "{") depth++;
      else if (c === "]" || c === "}") depth--;
      if (c === '"' || c === "'") this.quoted();
      else if (c === "&" || c === "!" || c === "*") this.property();
      else if (c === "#" && isSpace(this.text[this.at - 1])) this.nextLineOfFlow();
      else if (c === "\n") this.nextLineOfFlow();
      else if (c === "\t") this.found.push({ from: this.at, to: ++this.at, text: " " });
      else if (c === "?" && isSpaceOrEnd(this.text[this.at + 1])) this.at++;
      else if (isSpace(c) || isFlowIndicator(c) || c === ":") this.at++;
      else this.flowPlain();
    } while (depth > 0 && this.at < this.text.length);
  }

  private nextLineOfFlow(): void {
    this.nextLine();
    this.indent();
  }

  private flowPlain(): void {
    for (; this.at < this.text.length; this.at++) {
      const c = this.text[this.at];
      const next = this.text[this.at + 1];
      if (c === "\n" || c === "\t" || isFlowIndicator(c)) return;
      if (c === ":" && (isSpaceOrEnd(next) || isFlowIndicator(next))) return;
      if (c === "#" && isSpace(this.text[this.at - 1])) return;
    }
  }

  /** A plain scalar: true if it can be a key, false if it was read with the lines that it goes on with. */
  private plain(): boolean {
    for (; !this.atLineEnd(); this.at++) if (this.text[this.at] === ":" && isSpaceOrEnd(this.text[this.at + 1])) return true;
    let commented = this.text[this.at] === "#";
    this.nextLine();
    while (!commented && this.at < this.text.length) {
      this.lineStart = this.at;
      this.skipBlanks();
      const isBlank = this.text[this.at] === "\n" || this.text[this.at] === "\r";
      if (!isBlank && (this.atLineEnd() || this.column() < this.indentation())) {
        this.at = this.lineStart;
        break;
      }
      while (!this.atLineEnd()) this.at++;
      commented = this.text[this.at] === "#";
      this.nextLine();
    }
    return false;
  }

  private blockScalar(): void {
    const digit = /^[|>][-+]?([1-9])/.exec(this.text.slice(this.at, this.at + 3))?.[1];
    const parent = this.indentation();
    let indentation = digit === undefined ? undefined : Math.max(parent - 1, 0) + Number(digit);
    this.nextLine();
    while (this.at < this.text.length) {
      this.lineStart = this.at;
      while (this.text[this.at] === " ") this.at++;
      if (this.text[this.at] !== "\n" && this.text[this.at] !== "\r") {
        indentation ??= Math.max(this.column(), parent);
        if (this.column() < indentation) {
          this.at = this.lineStart;
          return;
        }
      }
      this.nextLine();
    }
  }
}

function apply(text: string, changes: readonly Change[]): Relaxed {
  const parts: string[] = [];
  let end = 0;
  for (const { from, to, text: instead } of changes) {
    parts.push(text.slice(end, from), instead);
    end = to;
  }
  parts.push(text.slice(end));
  const original = (offset: number) => {
    let added = 0;
    for (const { from, to, text: instead } of changes) {
      if (offset < from + added + instead.length) return Math.min(offset - added, to);
      added += instead.length - (to - from);
    }
    return offset - added;
  };
  return { text: parts.join(""), original };
}
