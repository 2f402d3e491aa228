import { aggregate, type FieldError, invalidField } from "./field-errors.ts";
import { keyErrors, labelValueErrors } from "./names.ts";

type Operator = "in" | "notin" | "=" | "==" | "!=" | "gt" | "lt" | "exists" | "!";

interface Requirement {
  key: string;
  operator: Operator;
  values: string[];
}

type Token = {
  kind: "end" | "identifier" | "error" | "in" | "notin" | "(" | ")" | "," | "!" | "=" | "==" | "!=" | ">" | "<";
  text: string;
};

/** A label selector that is not one, in the words of the server. */
export class SelectorError extends Error {}

/** Whether labels fit. */
export type LabelMatcher = (labels: Readonly<Record<string, string>> | undefined) => boolean;

/** Reads a label selector such as `app in (web,db),!canary`. Undefined when it asks for nothing. */
export function parseLabelSelector(text: string): LabelMatcher | undefined {
  const requirements = new Parser(scan(text)).all();
  if (!requirements.length) return undefined;
  return (labels = {}) => requirements.every((r) => fits(r, Object.hasOwn(labels, r.key) ? labels[r.key] : undefined));
}

function fits({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case "in":
    case "=":
    case "==":
      return value !== undefined && values.includes(value);
    case "notin":
    case "!=":
      return value === undefined || !values.includes(value);
    case "exists":
      return value !== undefined;
    case "!":
      return value === undefined;
    case "gt":
    case "lt": {
      if (value === undefined || !/^[+-]?\d+$/.test(value)) return false;
      const [mine, other] = [BigInt(value.replace(/^\+/, "")), BigInt((values[0] as string).replace(/^\+/, ""))];
      return operator === "gt" ? mine > other : mine < other;
    }
  }
}

const specials = "=!(),><";
const symbols = new Set([")", ",", "!", "==", "=", ">", "<", "!=", "("]);

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at] as string;
    if (" \t\r\n".includes(c)) {
      at++;
    } else if (specials.includes(c)) {
      const two = text.slice(at, at + 2);
      const symbol = symbols.has(two) ? two : c;
      tokens.push({ kind: symbol as Token["kind"], text: symbol });
      at += symbol.length;
    } else {
      const start = at;
      while (at < text.length && !`${specials} \t\r\n`.includes(text[at] as string)) at++;
      const word = text.slice(start, at);
      tokens.push({ kind: word === "in" || word === "notin" ? word : "identifier", text: word });
    }
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

class Parser {
  readonly #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  /** The next token; `in` and `notin` are words like any other but where an operator is expected. */
  #peek(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token;
    return token.kind === "in" || token.kind === "notin" ? { kind: "identifier", text: token.text } : token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  all(): Requirement[] {
    const out: Requirement[] = [];
    for (;;) {
      const token = this.#peek();
      if (token.kind === "end") return out;
      if (token.kind !== "identifier" && token.kind !== "!") {
        throw new SelectorError(`found '${token.text}', expected: !, identifier, or 'end of string'`);
      }
      try {
        out.push(this.#requirement());
      } catch (error) {
        throw new SelectorError(`unable to parse requirement: ${(error as Error).message}`);
      }
      const next = this.#take();
      if (next.kind === "end") return out;
      if (next.kind !== ",") throw new SelectorError(`found '${next.text}', expected: ',' or 'end of string'`);
      const after = this.#peek();
      if (after.kind !== "identifier" && after.kind !== "!")
        throw new SelectorError(`found '${after.text}', expected: identifier after ','`);
    }
  }

  #requirement(): Requirement {
    let token = this.#take();
    const not = token.kind === "!";
    if (not) token = this.#take();
    if (token.kind !== "identifier") throw new SelectorError(`found '${token.text}', expected: identifier`);
    const key = token.text;
    check(
      keyErrors(key)
        .map((e) => invalidField("<nil>", key, e))
        .slice(0, 1),
    );
    const end = this.#peek().kind;
    if (not || end === "end" || end === ",") return { key, operator: not ? "!" : "exists", values: [] };
    const operator = this.#operator();
    const values = operator === "in" || operator === "notin" ? this.#list() : [this.#exact()];
    const sorted = [...new Set(values)].sort();
    const errors: FieldError[] = [];
    if ((operator === "gt" || operator === "lt") && !/^[+-]?\d+$/.test(sorted[0] as string)) {
      errors.push(invalidField("values[0]", sorted[0], "for 'Gt', 'Lt' operators, the value must be an integer"));
    }
    sorted.forEach((value, i) => {
      const wrong = labelValueErrors(value);
      if (wrong.length) errors.push(invalidField(`values[${i}][${key}]`, value, wrong.join("; ")));
    });
    check(errors);
    return { key, operator, values: sorted };
  }

  #operator(): Operator {
    const { kind, text } = this.#tokens[this.#at++] as Token;
    switch (kind) {
      case "in":
      case "notin":
      case "=":
      case "==":
      case "!=":
        return kind;
      case ">":
        return "gt";
      case "<":
        return "lt";
      default:
        throw new SelectorError(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
    }
  }

  #list(): string[] {
    const open = this.#take();
    if (open.kind !== "(") throw new SelectorError(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind === ")") {
      this.#at++;
      return [""];
    }
    if (first.kind !== "identifier" && first.kind !== ",")
      throw new SelectorError(`found '${first.text}', expected: ',', ')' or identifier`);
    const values: string[] = [];
    for (;;) {
      const token = this.#take();
      if (token.kind === "identifier") {
        values.push(token.text);
        const next = this.#peek();
        if (next.kind === ")") break;
        if (next.kind !== ",") throw new SelectorError(`found '${next.text}', expected: ',' or ')'`);
      } else if (token.kind === ",") {
        if (!values.length) values.push("");
        const next = this.#peek();
        if (next.kind === ")" || next.kind === ",") values.push("");
        if (next.kind === ")") break;
      } else throw new SelectorError(`found '${token.text}', expected: ',', or identifier`);
    }
    this.#at++;
    return values;
  }

  #exact(): string {
    const next = this.#peek();
    if (next.kind === "end" || next.kind === ",") return "";
    this.#at++;
    if (next.kind !== "identifier") throw new SelectorError(`found '${next.text}', expected: identifier`);
    return next.text;
  }
}

function check(errors: readonly FieldError[]): void {
  if (errors.length) throw new SelectorError(aggregate(errors));
}
