import { PythonSyntaxError, type Token, tokenize } from "./python-tokens.ts";

/** A Python expression. What Eve does not look into (`other`) keeps its parts only. */
export type Expression =
  | { type: "name"; name: string }
  | { type: "attribute"; value: Expression; name: string }
  | { type: "string"; value: string }
  | { type: "number"; value: number; whole: boolean }
  | { type: "constant"; value: true | false | null | "..." }
  | { type: "unary"; op: string; operand: Expression }
  | { type: "binary"; op: string; left: Expression; right: Expression }
  | { type: "compare"; left: Expression; ops: string[]; comparators: Expression[] }
  | { type: "bool"; op: "and" | "or"; values: Expression[] }
  | { type: "call"; func: Expression; args: Expression[] }
  | { type: "list" | "tuple" | "set"; items: Expression[] }
  | { type: "dict"; keys: Expression[]; values: Expression[] }
  | { type: "bytes" }
  | { type: "other"; parts: Expression[] };

const keywords = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
    "lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);
const comparisons = new Set(["==", "!=", "<", ">", "<=", ">="]);
/** The left-associative operators, the loosest first. */
const levels = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "//", "%", "@"]];
/** Python gives up at 200 parentheses within one another. */
const maxDepth = 200;

class Parser {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get #next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #take(type: Token["type"], text: string): boolean {
    if (this.#next.type !== type || this.#next.text !== text) return false;
    this.#at++;
    return true;
  }

  #op(text: string): boolean {
    return this.#take("op", text);
  }

  #word(text: string): boolean {
    return this.#take("name", text);
  }

  #need(text: string): void {
    if (!this.#op(text)) throw new PythonSyntaxError(`expected ${text}`);
  }

  get atEnd(): boolean {
    return this.#next.type === "end";
  }

  /** Skips empty lines; false when something follows them. */
  skipNewlines(): boolean {
    while (this.#op("\n"));
    return this.atEnd;
  }

  /** Skips what ends a statement; false when something else follows. */
  skipEnds(): boolean {
    const before = this.#at;
    while (this.#op("\n") || this.#op(";"));
    return this.atEnd || this.#at > before;
  }

  /** One or more expressions with commas between: several, or a comma at the end, make a tuple. */
  list(): Expression {
    const first = this.expression();
    if (this.#next.text !== "," || this.#next.type !== "op") return first;
    const items = [first];
    while (this.#op(",")) if (this.#starts()) items.push(this.expression());
    return { type: "tuple", items };
  }

  #starts(): boolean {
    const { type, text } = this.#next;
    if (type === "end") return false;
    if (type === "op") return ["(", "[", "{", "-", "+", "~", "..."].includes(text);
    return type !== "name" || !keywords.has(text) || ["None", "True", "False", "not", "lambda"].includes(text);
  }

  expression(): Expression {
    if (++this.#depth > maxDepth) throw new PythonSyntaxError("too many nested parentheses");
    let value = this.#bool("or", () => this.#bool("and", () => this.#not()));
    if (this.#word("if")) {
      const condition = this.#bool("or", () => this.#bool("and", () => this.#not()));
      if (!this.#word("else")) throw new PythonSyntaxError("expected else");
      value = { type: "other", parts: [condition, value, this.expression()] };
    }
    this.#depth--;
    return value;
  }

  #bool(op: "and" | "or", inner: () => Expression): Expression {
    const first = inner();
    if (this.#next.type !== "name" || this.#next.text !== op) return first;
    const values = [first];
    while (this.#word(op)) values.push(inner());
    return { type: "bool", op, values };
  }

  #not(): Expression {
    if (!this.#word("not")) return this.#comparison();
    if (++this.#depth > maxDepth) throw new PythonSyntaxError("too many nested operators");
    const operand = this.#not();
    this.#depth--;
    return { type: "unary", op: "not", operand };
  }

  #comparisonOperator(): string | undefined {
    const { type, text } = this.#next;
    if (type === "op" && comparisons.has(text)) {
      this.#at++;
      return text;
    }
    if (this.#word("in")) return "in";
    if (this.#word("is")) return this.#word("not") ? "is not" : "is";
    if (this.#word("not")) {
      if (!this.#word("in")) throw new PythonSyntaxError("expected in");
      return "not in";
    }
    return undefined;
  }

  #comparison(): Expression {
    const left = this.#binary(0);
    const ops: string[] = [];
    const comparators: Expression[] = [];
    for (let op = this.#comparisonOperator(); op !== undefined; op = this.#comparisonOperator()) {
      ops.push(op);
      comparators.push(this.#binary(0));
    }
    return ops.length === 0 ? left : { type: "compare", left, ops, comparators };
  }

  #binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#factor();
    let left = this.#binary(level + 1);
    while (this.#next.type === "op" && operators.includes(this.#next.text)) {
      const op = this.#next.text;
      this.#at++;
      left = { type: "binary", op, left, right: this.#binary(level + 1) };
    }
    return left;
  }

  #factor(): Expression {
    for (const op of ["-", "+", "~"]) {
      if (!this.#op(op)) continue;
      if (++this.#depth > maxDepth) throw new PythonSyntaxError("too many nested operators");
      const operand = this.#factor();
      this.#depth--;
      return { type: "unary", op, operand };
    }
    const base = this.#primary();
    return this.#op("**") ? { type: "binary", op: "**", left: base, right: this.#factor() } : base;
  }

  #primary(): Expression {
    let value = this.#atom();
    for (;;) {
      if (this.#op(".")) {
        const { type, text } = this.#next;
        if (type !== "name" || keywords.has(text)) throw new PythonSyntaxError("expected a name");
        this.#at++;
        value = { type: "attribute", value, name: text };
      } else if (this.#op("(")) value = { type: "call", func: value, args: this.#items(")") };
      else if (this.#op("[")) {
        const parts = this.#items("]");
        if (parts.length === 0) throw new PythonSyntaxError("expected an index");
        value = { type: "other", parts: [value, ...parts] };
      } else return value;
    }
  }

  #items(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#op(close)) {
      items.push(this.expression());
      if (this.#op(close)) break;
      this.#need(",");
    }
    return items;
  }

  #atom(): Expression {
    const token = this.#next;
    this.#at++;
    switch (token.type) {
      case "number":
        return { type: "number", value: token.value as number, whole: /^(?:0[xX].*|0[oO].*|0[bB].*|[\d_]+)$/.test(token.text) };
      case "bytes":
        return { type: "bytes" };
      case "string": {
        let value = token.text;
        while (this.#next.type === "string") value += (this.#tokens[this.#at++] as Token).text;
        return { type: "string", value };
      }
      case "name":
        if (token.text === "None") return { type: "constant", value: null };
        if (token.text === "True" || token.text === "False") return { type: "constant", value: token.text === "True" };
        if (keywords.has(token.text)) throw new PythonSyntaxError(`unexpected ${token.text}`);
        return { type: "name", name: token.text };
    }
    switch (token.text) {
      case "...":
        return { type: "constant", value: "..." };
      case "(": {
        if (this.#op(")")) return { type: "tuple", items: [] };
        const value = this.list();
        this.#need(")");
        return value;
      }
      case "[":
        return { type: "list", items: this.#items("]") };
      case "{":
        return this.#braces();
    }
    throw new PythonSyntaxError(`unexpected ${token.text || "end"}`);
  }

  #braces(): Expression {
    if (this.#op("}")) return { type: "dict", keys: [], values: [] };
    const first = this.expression();
    if (!this.#op(":")) {
      if (this.#op("}")) return { type: "set", items: [first] };
      this.#need(",");
      return { type: "set", items: [first, ...this.#items("}")] };
    }
    const keys = [first];
    const values = [this.expression()];
    while (!this.#op("}")) {
      this.#need(",");
      if (this.#op("}")) break;
      keys.push(this.expression());
      this.#need(":");
      values.push(this.expression());
    }
    return { type: "dict", keys, values };
  }
}

/** The one expression that a text is; throws `PythonSyntaxError`. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text.replace(/^[ \t]+/, ""));
  const value = parser.list();
  if (!parser.skipNewlines()) throw new PythonSyntaxError("more than an expression");
  return value;
}

/** The expressions that a text has as statements; throws `PythonSyntaxError`. */
export function parseStatements(text: string): Expression[] {
  // White space before a statement is an indentation, which nothing here asks for.
  if (/^[ \t]+\S/.test(text)) throw new PythonSyntaxError("unexpected indent");
  const parser = new Parser(text);
  const statements: Expression[] = [];
  parser.skipEnds();
  while (!parser.atEnd) {
    statements.push(parser.list());
    if (!parser.skipEnds()) throw new PythonSyntaxError("more than an expression");
  }
  return statements;
}
