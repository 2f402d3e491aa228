/** Text that is no Python expression. */
export class PythonSyntaxError extends Error {}

export interface Token {
  type: "name" | "number" | "string" | "bytes" | "op" | "end";
  /** The text of a name or operator, the content of a string; "\n" as operator ends a statement. */
  text: string;
  /** Of a number. */
  value?: number;
}

const names = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const numbers =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const strings = /([rRbBuUfF]{0,2})("""|'''|"|')/y;
const operators = /\*\*|\/\/|<<|>>|<=|>=|==|!=|->|:=|\.\.\.|[-+*/%@&|^~<>()[\]{},:.;=]/y;
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
};

function readNumber(text: string): number {
  const plain = text.replaceAll("_", "");
  // A decimal with leading zeros is an error in Python, unless it is zero or a fraction.
  if (/^0+[1-9]\d*$/.test(plain)) throw new PythonSyntaxError("leading zeros");
  return Number(plain.replace(/[jJ]$/, ""));
}

/** The content of a string that starts at `at`, behind its opening quote, and where it ends. */
function readString(text: string, at: number, quote: string, raw: boolean): { content: string; end: number } {
  let content = "";
  for (let i = at; i < text.length; i++) {
    if (text.startsWith(quote, i)) return { content, end: i + quote.length };
    const c = text[i] as string;
    if (c === "\n" && quote.length === 1) break;
    if (c !== "\\") {
      content += c;
      continue;
    }
    const next = text[++i];
    if (next === undefined) break;
    if (raw) {
      content += c + next;
      continue;
    }
    const coded = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})/y;
    coded.lastIndex = i;
    const found = coded.exec(text);
    if (found) {
      const code =
        found[4] === undefined ? Number.parseInt((found[1] ?? found[2] ?? found[3]) as string, 16) : Number.parseInt(found[4], 8);
      if (code > 0x10ffff) throw new PythonSyntaxError("no such character");
      content += String.fromCodePoint(code);
      i += found[0].length - 1;
    } else if ("xuUN".includes(next)) throw new PythonSyntaxError("cut escape");
    else content += escapes[next] ?? c + next;
  }
  throw new PythonSyntaxError("a string without end");
}

/** The tokens of a Python expression; throws `PythonSyntaxError`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  let i = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = i;
    return pattern.exec(text);
  };
  while (i < text.length) {
    const c = text[i] as string;
    if (c === "#") {
      while (i < text.length && text[i] !== "\n") i++;
      continue;
    }
    if (c === "\n" || c === "\r") {
      if (depth === 0 && tokens.length > 0) tokens.push({ type: "op", text: "\n" });
      i++;
      continue;
    }
    if (c === " " || c === "\t" || c === "\f") {
      i++;
      continue;
    }
    const quote = match(strings);
    if (quote) {
      const prefix = (quote[1] as string).toLowerCase();
      const { content, end } = readString(text, i + quote[0].length, quote[2] as string, prefix.includes("r"));
      tokens.push({ type: prefix.includes("b") ? "bytes" : "string", text: content });
      i = end;
      continue;
    }
    const number = match(numbers);
    if (number && number[0] !== "") {
      i += number[0].length;
      if (match(names)) throw new PythonSyntaxError("a number that goes on as a name");
      tokens.push({ type: "number", text: number[0], value: readNumber(number[0]) });
      continue;
    }
    const name = match(names);
    if (name) {
      tokens.push({ type: "name", text: name[0] });
      i += name[0].length;
      continue;
    }
    const op = match(operators);
    if (!op) throw new PythonSyntaxError(`unexpected ${c}`);
    if ("([{".includes(op[0])) depth++;
    if (")]}".includes(op[0])) depth--;
    tokens.push({ type: "op", text: op[0] });
    i += op[0].length;
  }
  tokens.push({ type: "end", text: "" });
  return tokens;
}
