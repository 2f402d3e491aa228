/** MongoDB keeps at most so many levels; what is deeper is refused before anything walks into it. */
const maxDepth = 100;

/** Python reads no whole number with more. */
const maxDigits = 4300;

const numbers = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const blanks = /[ \t\n\r]*/y;
const constants: Readonly<Record<string, unknown>> = { null: null, true: true, false: false };
/** What JSON has no words for and Python's reader knows. */
const floats: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** A whole number as the database could keep it, or as it is: so that it can be told from one that fits. */
export function wholeNumber(value: bigint): number | bigint {
  return BigInt.asIntN(64, value) === value ? Number(value) : value;
}

/** Reads what `JSON.parse` can't: whole numbers wider than 64 bits, and (when asked to) NaN and infinities. */
class Reader {
  readonly #text: string;
  readonly #floats: boolean;
  #at = 0;

  constructor(text: string, withFloats: boolean) {
    this.#text = text;
    this.#floats = withFloats;
  }

  read(): unknown {
    const value = this.#value();
    this.#blank();
    if (this.#at < this.#text.length) throw this.#wrong();
    return value;
  }

  #wrong(): SyntaxError {
    return new SyntaxError(`unexpected text at ${this.#at}`);
  }

  #blank(): void {
    blanks.lastIndex = this.#at;
    blanks.exec(this.#text);
    this.#at = blanks.lastIndex;
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #need(text: string): void {
    this.#blank();
    if (!this.#take(text)) throw this.#wrong();
  }

  #value(): unknown {
    this.#blank();
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
    }
    for (const [word, value] of Object.entries(this.#floats ? { ...constants, ...floats } : constants)) if (this.#take(word)) return value;
    numbers.lastIndex = this.#at;
    const found = numbers.exec(this.#text);
    if (!found) throw this.#wrong();
    this.#at = numbers.lastIndex;
    if (found[1] !== undefined || found[2] !== undefined) return Number(found[0]);
    if (found[0].length > maxDigits) throw this.#wrong();
    return wholeNumber(BigInt(found[0]));
  }

  #string(): string {
    const from = this.#at++;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#text[this.#at] === "\\") this.#at++;
      else if (this.#text[this.#at] === '"') return JSON.parse(this.#text.slice(from, ++this.#at)) as string;
    }
    throw this.#wrong();
  }

  #array(): unknown[] {
    const list: unknown[] = [];
    this.#need("[");
    this.#blank();
    if (this.#take("]")) return list;
    for (;;) {
      list.push(this.#value());
      this.#blank();
      if (this.#take("]")) return list;
      this.#need(",");
    }
  }

  #object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#need("{");
    this.#blank();
    if (this.#take("}")) return {};
    for (;;) {
      this.#blank();
      if (this.#text[this.#at] !== '"') throw this.#wrong();
      const key = this.#string();
      this.#need(":");
      entries.push([key, this.#value()]);
      this.#blank();
      if (this.#take("}")) return Object.fromEntries(entries);
      this.#need(",");
    }
  }
}

function checkDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "{" || c === "[") {
      if (++depth > maxDepth) throw new SyntaxError(`nested deeper than ${maxDepth} levels`);
    } else if (c === "}" || c === "]") depth--;
  }
}

function parse(text: string, withFloats: boolean): unknown {
  checkDepth(text);
  // Nearly always the text has nothing that the faster reader would lose.
  const special = withFloats ? /\d{19}|NaN|Infinity/ : /\d{19}/;
  return special.test(text) ? new Reader(text, withFloats).read() : (JSON.parse(text) as unknown);
}

/**
 * JSON in a parameter or in a text, as Eve reads it; throws for text that is none, or is nested deeper than a database could keep.
 * Whole numbers wider than 64 bits are `bigint`. A byte order mark is passed over.
 */
export const parseJson = (text: string): unknown => parse(text.replace(/^\ufeff/, ""), false);

/** How the bytes of a JSON text are encoded: by its mark, or by where its zeros are. */
function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (bytes.length < 2 || (a !== 0 && b !== 0)) return "utf-8";
  return a === 0 ? "utf-16be" : "utf-16le";
}

/** The JSON of a body: Python's own reader takes NaN and infinities too. Throws for what is no JSON, or no text. */
export function parseJsonBody(bytes: Uint8Array): unknown {
  return parse(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes), true);
}
