/**
 * Writes YAML as API servers do (and kubectl shows it): sorted keys, lists not indented, times and numbers that are text in double
 * quotes, other text that needs quotes in single ones, text of several lines as it is, long lines folded.
 */

type Style = "plain" | "single" | "double" | "literal";

const foldBehind = 80;

/** Words and forms that are no text when they stand without quotes. */
const words = new Set(
  "y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF".split(
    " ",
  ),
);
const numbers = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^[-+]?0[xX][\da-fA-F]+$|^[-+]?0[oO]?[0-7]+$|^[-+]?0[bB][01]+$/;
const dates = /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]| +)\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const sexagesimals = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;

const looksLikeMore = (text: string) =>
  text === "" ||
  words.has(text) ||
  (/^[-+.\d]/.test(text) && (numbers.test(text.replaceAll("_", "")) || dates.test(text) || sexagesimals.test(text)));

/** Line breaks: U+0085, U+2028 and U+2029 are some, too. */
const breaks = /[\r\n\u0085\u2028\u2029]/;
const unprintable = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** How a text can be written. */
function styleOf(text: string, isKey: boolean): Style {
  const special = unprintable.test(text) || / [\r\n\u0085\u2028\u2029]/.test(text);
  const several = breaks.test(text);
  if (several && isKey) return "double";
  if (text.includes("\n")) return special || text.endsWith(" ") ? "double" : "literal";
  if (looksLikeMore(text)) return "double";
  const indicated = /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-](?:[\s]|$)|:(?:\s|$)|\s#/.test(text);
  if (!special && !several && !indicated && !/^ | $/.test(text)) return "plain";
  return special || /[\r\u0085\u2028\u2029] /.test(text) ? "double" : "single";
}

const escapes: Readonly<Record<number, string>> = {
  0: "0",
  7: "a",
  8: "b",
  9: "t",
  10: "n",
  11: "v",
  12: "f",
  13: "r",
  27: "e",
  34: '"',
  92: "\\",
  133: "N",
  160: "_",
  8232: "L",
  8233: "P",
};

function escaped(c: string): string {
  const code = c.codePointAt(0) as number;
  const short = escapes[code];
  if (short !== undefined) return `\\${short}`;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

class Writer {
  readonly #lines: string[] = [];
  #line = "";
  /** The line is empty, and is one all the same. */
  #isOpen = false;

  text(): string {
    if (this.#line || this.#isOpen) this.#end();
    return `${this.#lines.join("\n")}\n`;
  }

  #end(): void {
    this.#isOpen = false;
    this.#lines.push(this.#line);
    this.#line = "";
  }

  #put(text: string): void {
    this.#line += this.#line === "" || /[ ]$/.test(this.#line) ? text : ` ${text}`;
  }

  /** A value; `indent` is that of the lines below it. */
  value(value: unknown, indent: number, inMapping: boolean): void {
    if (Array.isArray(value)) this.#list(value, inMapping ? indent - 2 : indent, inMapping);
    else if (typeof value === "object" && value !== null) this.#mapping(value as Record<string, unknown>, indent, inMapping);
    else this.#scalar(value, inMapping || indent > 0 ? indent : 2, false);
  }

  #list(items: readonly unknown[], indent: number, inMapping: boolean): void {
    if (!items.length) {
      this.#put("[]");
      return;
    }
    if (inMapping) this.#end();
    for (const [i, item] of items.entries()) {
      if (i > 0) this.#end();
      // The first item of a list in a list stands behind the dash of that.
      if (i > 0 || inMapping || this.#line === "") this.#line = `${" ".repeat(indent)}-`;
      else this.#line += "-";
      this.#line += " ";
      this.value(item, indent + 2, false);
    }
  }

  #mapping(members: Record<string, unknown>, indent: number, inMapping: boolean): void {
    const keys = Object.keys(members).sort(naturally);
    if (!keys.length) {
      this.#put("{}");
      return;
    }
    if (inMapping) this.#end();
    for (const [i, key] of keys.entries()) {
      if (i > 0) this.#end();
      if (i > 0 || inMapping || this.#line === "") this.#line = " ".repeat(indent);
      const isLong = key.length > 128 || breaks.test(key);
      if (isLong) this.#line += "? ";
      this.#scalar(key, indent + 2, !isLong);
      if (isLong) {
        this.#end();
        this.#line = " ".repeat(indent);
      }
      this.#line += isLong ? ": " : ":";
      this.value(members[key], indent + 2, !isLong);
    }
  }

  #scalar(value: unknown, indent: number, isKey: boolean): void {
    if (typeof value !== "string") {
      this.#put(typeof value === "number" ? String(value).replace(/e([+-])(\d)$/, "e$10$2") : String(value));
      return;
    }
    const style = styleOf(value, isKey);
    if (style === "literal") this.#literal(value, indent);
    else if (style === "double") this.#double(value, indent, isKey);
    else this.#folded(style === "single" ? "'" : "", value, indent, isKey);
  }

  /** Text without escapes: a space behind the limit becomes a line break, unless more spaces are beside it. */
  #folded(quote: string, text: string, indent: number, isKey: boolean): void {
    this.#put(quote);
    let spaced = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i] as string;
      const isInside = quote === "" || (i > 0 && i < text.length - 1);
      if (c === " " && !isKey && !spaced && this.#line.length > foldBehind && isInside && text[i + 1] !== " ") {
        this.#end();
        this.#line = " ".repeat(indent);
      } else this.#line += c === "'" && quote ? "''" : c;
      spaced = c === " ";
    }
    this.#line += quote;
  }

  #double(text: string, indent: number, isKey: boolean): void {
    this.#put('"');
    let spaced = false;
    const characters = [...text];
    for (const [i, c] of characters.entries()) {
      if (c === '"' || c === "\\" || unprintable.test(c) || breaks.test(c)) this.#line += escaped(c);
      else if (c === " " && !isKey && !spaced && this.#line.length > foldBehind && i > 0 && i < characters.length - 1) {
        this.#end();
        this.#line = `${" ".repeat(indent)}${characters[i + 1] === " " ? "\\" : ""}`;
      } else this.#line += c;
      spaced = c === " ";
    }
    this.#line += '"';
  }

  #literal(text: string, indent: number): void {
    const hint = /^[ \n]/.test(text) ? "2" : "";
    const chomp = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
    this.#put(`|${hint}${chomp}`);
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const line of lines) {
      this.#end();
      this.#line = line === "" ? "" : " ".repeat(indent) + line;
    }
    this.#isOpen = this.#line === "";
  }
}

const isLetter = (c: string) => /\p{L}/u.test(c);
const isDigit = (c: string | undefined) => c !== undefined && /\p{Nd}/u.test(c);

/** Orders keys as people do: numbers in them by their value, letters behind all else. */
function naturally(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [c, d] = [x[i] as string, y[i] as string];
    if (c === d) continue;
    const [p, q] = [isLetter(c), isLetter(d)];
    if (p && q) return c < d ? -1 : 1;
    if (p || q) return q ? -1 : 1;
    let before = 0;
    if (c === "0" || d === "0") for (let j = i - 1; j >= 0 && isDigit(x[j]); j--) if (x[j] !== "0") before = 1;
    const digits = (of: string[]) => {
      let end = i;
      while (isDigit(of[end])) end++;
      return of.slice(i, end).join("");
    };
    const [m, n] = [digits(x), digits(y)];
    const [v, w] = [BigInt(`${before}${m}`), BigInt(`${before}${n}`)];
    if (v !== w) return v < w ? -1 : 1;
    if (m.length !== n.length) return m.length - n.length;
    return c < d ? -1 : 1;
  }
  return x.length - y.length;
}

/** Writes JSON as YAML. */
export function toYaml(value: unknown): string {
  const writer = new Writer();
  writer.value(value, 0, false);
  return writer.text();
}
