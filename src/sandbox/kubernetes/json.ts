import { define, type Json } from "./objects.ts";

/** Text that is no JSON, in the words of the server's decoder. */
export class JsonSyntaxError extends Error {}

/** A parsed document, and the members that occur twice in it (the last one counts). */
export interface Document {
  value: Json;
  /** Paths such as `spec.displayName` or `spec.access[0].name`. */
  duplicates: string[];
}

const whitespace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** How deep a document may be nested, as in the server's decoder. */
const depthLimit = 10_000;

/**
 * Reads JSON as the server does: members that occur twice are noted, `__proto__` is a member like any other.
 * JSON.parse alone can say neither; it still does the reading of literals, and of documents without duplicates.
 */
export function parseJson(text: string): Document {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new JsonSyntaxError(syntaxError(text));
  }
  const duplicates: string[] = [];
  if (!hasSuspects(text, value)) return { value, duplicates };
  return { value: new Reader(text, duplicates).document(), duplicates };
}

/** Whether a document has fewer members than its text has colons behind names: then one occurs twice. */
function hasSuspects(text: string, value: Json): boolean {
  if (text.includes("__proto__")) return true;
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
  readonly #text: string;
  readonly #duplicates: string[];
  #at = 0;

  constructor(text: string, duplicates: string[]) {
    this.#text = text;
    this.#duplicates = duplicates;
  }

  document(): Json {
    return this.#value("", 0);
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
    return JSON.parse(this.#text.slice(start, this.#at)) as Json;
  }

  #string(): string {
    const start = this.#at++;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    return JSON.parse(this.#text.slice(start, ++this.#at)) as string;
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
      const value = this.#value(at, depth + 1);
      if (Object.hasOwn(out, key) && !this.#duplicates.includes(at)) this.#duplicates.push(at);
      define(out, key, value);
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

/** Why a text is no JSON, in the words of the server's decoder. */
function syntaxError(text: string): string {
  const trimmed = text.trimStart();
  if (!trimmed) return "unexpected end of JSON input";
  const first = trimmed[0] as string;
  if (!'{["-0123456789tfn'.includes(first)) return `invalid character '${first}' looking for beginning of value`;
  for (const literal of ["true", "false", "null"]) {
    if (first !== literal[0] || trimmed.startsWith(literal)) continue;
    for (let i = 1; i < literal.length; i++) {
      if (trimmed[i] === undefined) return "unexpected end of JSON input";
      if (trimmed[i] !== literal[i]) return `invalid character '${trimmed[i]}' in literal ${literal} (expecting '${literal[i]}')`;
    }
  }
  return isCut(trimmed) ? "unexpected end of JSON input" : `invalid character in JSON text of ${text.length} characters`;
}

/** Whether brackets or a string are still open at the end. */
function isCut(text: string): boolean {
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '"') {
      i++;
      while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
      if (i >= text.length) return true;
    } else if (c === "{" || c === "[") open++;
    else if (c === "}" || c === "]") open--;
  }
  return open > 0;
}
