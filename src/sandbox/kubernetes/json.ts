import { define, type Json } from "./objects.ts";
import { quote } from "./quote.ts";

/** Text that is no JSON, in the words of the server's decoder. */
export class JsonSyntaxError extends Error {}

/** A member of an object in a text: its path, such as `spec.displayName` or `spec.access[0].name`. */
export interface Member {
  path: string;
  /** It has been there before. */
  again: boolean;
}

/** A parsed document. */
export interface Document {
  value: Json;
  /** Every member in the order of the text, when one of them occurs twice; otherwise empty. */
  members: readonly Member[];
}

/** The paths of the members that occur twice. */
export const duplicates = (members: readonly Member[]): string[] => [...new Set(members.filter((m) => m.again).map((m) => m.path))];

/** A number whose text matters: to an integer 1.0 is no integer, and beyond 2^53 its digits count. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const whitespace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** How deep a document may be nested, as in the server's decoder. */
const depthLimit = 10_000;

/** How a document is read. */
export interface Reading {
  /**
   * It is read into an object of the API: of a member that occurs twice the second is laid over the first where both are objects,
   * and numbers that are not plain integers come as NumberText. Otherwise the last one counts, and numbers are numbers.
   */
  typed?: boolean;
}

const plainInteger = /^-?\d{1,15}$/;

/**
 * Reads JSON as the server does: members that occur twice are noted, `__proto__` is a member like any other, halves of a
 * surrogate pair become U+FFFD. JSON.parse alone can say none of it; it still does the reading of literals, and of simple documents.
 */
export function parseJson(text: string, reading: Reading = {}): Document {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new JsonSyntaxError(syntaxError(text));
  }
  if (!hasSuspects(text, value, reading)) return { value, members: [] };
  const reader = new Reader(text, reading.typed === true);
  value = reader.document();
  return { value, members: reader.members.some((m) => m.again) ? reader.members : [] };
}

/** A number that is no integer of a few digits, or the beginning of an escaped surrogate. */
const suspects = /[:,[]\s*-?\d+[.eE]|\d{16}|\\u[dD][89a-fA-F]/;

/** Whether a document has fewer members than its text has colons behind names (then one occurs twice), or something else to be looked at. */
function hasSuspects(text: string, value: Json, { typed }: Reading): boolean {
  if (text.includes("__proto__") || /\p{Surrogate}/u.test(text)) return true;
  if (typed ? suspects.test(text) : /\\u[dD][89a-fA-F]/.test(text)) return true;
  let written = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      // Skips a string.
      i++;
      while (text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
    } else if (code === 0x3a) written++;
  }
  return written !== countMembers(value);
}

function countMembers(value: Json): number {
  let count = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === "object" && item !== null) open.push(item);
    } else {
      for (const key in next) {
        count++;
        const item = next[key] as Json;
        if (typeof item === "object" && item !== null) open.push(item);
      }
    }
  }
  return count;
}

/** A small reader for text that is known to be JSON. */
class Reader {
  readonly members: Member[] = [];
  readonly #text: string;
  readonly #typed: boolean;
  #at = 0;

  constructor(text: string, typed: boolean) {
    this.#text = text;
    this.#typed = typed;
  }

  document(): Json {
    const value = this.#value("", 0);
    return (value as unknown) instanceof NumberText ? Number((value as unknown as NumberText).text) : value;
  }

  #skip(): void {
    while (whitespace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #value(path: string, depth: number): Json {
    if (depth > depthLimit) throw new JsonSyntaxError("exceeded max depth");
    this.#skip();
    const c = this.#text[this.#at];
    if (c === "{") return this.#object(path, depth);
    if (c === "[") return this.#array(path, depth);
    if (c === '"') return this.#string();
    const start = this.#at;
    while (this.#at < this.#text.length && !",]} \n\r\t".includes(this.#text[this.#at] as string)) this.#at++;
    const literal = this.#text.slice(start, this.#at);
    // Objects of the API know what to do with it; it never leaves their decoder.
    if (this.#typed && /^[-\d]/.test(literal) && !plainInteger.test(literal)) return new NumberText(literal) as unknown as Json;
    return JSON.parse(literal) as Json;
  }

  #string(): string {
    const start = this.#at++;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    return (JSON.parse(this.#text.slice(start, ++this.#at)) as string).replace(/\p{Surrogate}/gu, "\ufffd");
  }

  #object(path: string, depth: number): Json {
    const out: { [key: string]: Json } = {};
    this.#at++;
    this.#skip();
    while (this.#text[this.#at] !== "}") {
      this.#skip();
      const key = this.#string();
      const at = path ? `${path}.${key}` : key;
      this.#skip();
      this.#at++;
      const again = Object.hasOwn(out, key);
      this.members.push({ path: at, again });
      const value = this.#value(at, depth + 1);
      define(out, key, again && this.#typed ? laidOver(out[key] as Json, value) : value);
      this.#skip();
      if (this.#text[this.#at] === ",") this.#at++;
    }
    this.#at++;
    return out;
  }

  #array(path: string, depth: number): Json {
    const out: Json[] = [];
    this.#at++;
    this.#skip();
    while (this.#text[this.#at] !== "]") {
      out.push(this.#value(`${path}[${out.length}]`, depth + 1));
      this.#skip();
      if (this.#text[this.#at] === ",") this.#at++;
    }
    this.#at++;
    return out;
  }
}

const isPlain = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !((value as unknown) instanceof NumberText);

/** An object that is read twice is the same object: what the second does not name stays. */
function laidOver(first: Json, second: Json): Json {
  if (!isPlain(first) || !isPlain(second)) return second;
  const out = { ...first };
  for (const key in second)
    define(out, key, Object.hasOwn(out, key) ? laidOver(out[key] as Json, second[key] as Json) : (second[key] as Json));
  return out;
}

/** Why a text is no JSON, in the words of the server's decoder. */
const syntaxError = (text: string): string => new Checker(text).error();

const simpleEscapes = 'bfnrt\\/"';

/** Reads a text up to what is wrong with it. */
class Checker {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  error(): string {
    try {
      this.#value();
      this.#skip();
      this.#bad("after top-level value");
    } catch (error) {
      if (error instanceof JsonSyntaxError) return error.message;
      throw error;
    }
  }

  /** The character that is looked at does not belong there; without one, the text has ended too early. */
  #bad(where: string): never {
    const c = this.#text[this.#at];
    if (c === undefined) throw new JsonSyntaxError("unexpected end of JSON input");
    const shown = c === "'" ? "'\\''" : c === '"' ? "'\"'" : `'${quote(c).slice(1, -1)}'`;
    throw new JsonSyntaxError(`invalid character ${shown} ${where}`);
  }

  #skip(): void {
    while (whitespace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #value(): void {
    this.#skip();
    const c = this.#text[this.#at] ?? "";
    if (c === "{") this.#object();
    else if (c === "[") this.#array();
    else if (c === '"') this.#string();
    else if (c !== "" && "-0123456789".includes(c)) this.#number();
    else {
      const literal = ["true", "false", "null"].find((word) => word[0] === c);
      if (!literal) this.#bad("looking for beginning of value");
      for (let i = 1; i < literal.length; i++) {
        this.#at++;
        if (this.#text[this.#at] !== literal[i]) this.#bad(`in literal ${literal} (expecting '${literal[i]}')`);
      }
      this.#at++;
    }
  }

  #object(): void {
    this.#at++;
    this.#skip();
    if (this.#take("}")) return;
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] !== '"') this.#bad("looking for beginning of object key string");
      this.#string();
      this.#skip();
      if (!this.#take(":")) this.#bad("after object key");
      this.#value();
      this.#skip();
      if (this.#take("}")) return;
      if (!this.#take(",")) this.#bad("after object key:value pair");
    }
  }

  #array(): void {
    this.#at++;
    this.#skip();
    if (this.#take("]")) return;
    for (;;) {
      this.#value();
      this.#skip();
      if (this.#take("]")) return;
      if (!this.#take(",")) this.#bad("after array element");
    }
  }

  #take(c: string): boolean {
    if (this.#text[this.#at] !== c) return false;
    this.#at++;
    return true;
  }

  #string(): void {
    for (this.#at++; !this.#take('"'); this.#at++) {
      const c = this.#text[this.#at];
      if (c === undefined || c < " ") this.#bad("in string literal");
      if (c !== "\\") continue;
      this.#at++;
      const escaped = this.#text[this.#at] ?? "";
      if (escaped !== "" && simpleEscapes.includes(escaped)) continue;
      if (escaped !== "u") this.#bad("in string escape code");
      for (let i = 0; i < 4; i++) {
        this.#at++;
        if (!/^[\da-fA-F]$/.test(this.#text[this.#at] ?? "")) this.#bad("in \\u hexadecimal character escape");
      }
    }
  }

  #digits(where: string): void {
    if (!/^\d$/.test(this.#text[this.#at] ?? "")) this.#bad(where);
    while (/^\d$/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #number(): void {
    this.#take("-");
    if (!this.#take("0")) this.#digits("in numeric literal");
    if (this.#take(".")) this.#digits("after decimal point in numeric literal");
    if (this.#take("e") || this.#take("E")) {
      if (!this.#take("+")) this.#take("-");
      this.#digits("in exponent of numeric literal");
    }
  }
}
