// Regular expressions in the dialect of MongoDB (PCRE2, UTF-8, newline LF), translated to RE2's, which runs in linear time. Both engines are
// asked only whether they find a match, so that greediness and captures do not matter.

/** A pattern that PCRE2 does not compile. */
export class BadPattern extends Error {}

/** A pattern, or a part of one, that the sandbox does not translate. */
export class Untranslated extends Error {}

/** What `i`, `m`, `s`, `x`, `xx` and `J` say at a place of the pattern. */
interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
  xx: boolean;
  n: boolean;
  J: boolean;
}

type Range = readonly [from: number, to: number];

type Node =
  /** Source for RE2 that consumes exactly one character. */
  | { type: "one"; source: string }
  /** Source for RE2 that consumes nothing. */
  | { type: "assertion"; source: string }
  /** `$` outside of multi-line mode, and `\Z`: at the end, or before a line feed there. */
  | { type: "end" }
  /** `^` in multi-line mode: PCRE2 has no line after the last line feed, RE2 has. */
  | { type: "lineStart" }
  | { type: "group"; alternatives: Node[][] }
  | { type: "repeat"; node: Node; min: number; max: number };

const top = 0x10ffff;
const letter = /^[A-Za-z]$/;

const ascii = {
  digit: [[0x30, 0x39]],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
} as const satisfies Record<string, readonly Range[]>;

const horizontal: readonly Range[] = [
  [0x09, 0x09],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const vertical: readonly Range[] = [
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
const lineFeed: readonly Range[] = [[0x0a, 0x0a]];

const posix: Readonly<Record<string, readonly Range[]>> = {
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  lower: [[0x61, 0x7a]],
  upper: [[0x41, 0x5a]],
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: ascii.digit,
  graph: [[0x21, 0x7e]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: ascii.space,
  word: ascii.word,
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};

/** The general categories that both engines know by the same name; PCRE2's `C` and `Cn` hold what no version has assigned yet. */
const categories = new Set("L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs Cc Cf Co".split(" "));

/** All characters outside of the ranges, which are in order. */
function complement(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) out.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= top) out.push([next, top]);
  return out;
}

const hexEscape = (code: number): string => `\\x{${code.toString(16)}}`;
const rangesSource = (ranges: readonly Range[]): string =>
  ranges.map(([from, to]) => (from === to ? hexEscape(from) : `${hexEscape(from)}-${hexEscape(to)}`)).join("");

/** The content of a character class: what case does not matter for, and what it does. */
class Content {
  readonly cased: Range[] = [];
  readonly uncased: Range[] = [];
  /** Source for RE2 of Unicode properties. */
  properties = "";

  /** One character for RE2. */
  source(negated: boolean, i: boolean): string {
    const not = negated ? "^" : "";
    const fixed = rangesSource(this.uncased) + this.properties;
    if (!i || this.cased.length === 0) return this.#class(not, rangesSource(this.cased) + fixed);
    if (fixed === "") return `(?i:[${not}${rangesSource(this.cased)}])`;
    if (!negated) return `(?:(?i:[${rangesSource(this.cased)}])|[${fixed}])`;
    if (this.cased.some(([, to]) => to > 0x7f)) throw new Untranslated("a negated class with letters beyond ASCII and other classes in it");
    return this.#class(not, rangesSource(this.cased.flatMap(bothCases)) + fixed);
  }

  #class(not: string, content: string): string {
    // An empty class is none in RE2.
    if (content === "") return not ? `[${hexEscape(0)}-${hexEscape(top)}]` : `[^${hexEscape(0)}-${hexEscape(top)}]`;
    return `[${not}${content}]`;
  }
}

/** A range of ASCII with the other case of its letters; two of these have a third form beyond ASCII. */
function bothCases(range: Range): Range[] {
  const out: Range[] = [range];
  for (let code = range[0]; code <= range[1]; code++) {
    const character = String.fromCharCode(code);
    if (!letter.test(character)) continue;
    const other = code ^ 0x20;
    out.push([other, other]);
    if (/k/i.test(character)) out.push([0x212a, 0x212a]);
    if (/s/i.test(character)) out.push([0x17f, 0x17f]);
  }
  return out;
}

const isOne = (node: Node): boolean => node.type === "one";

/** Whether a node can match without consuming anything. */
function canBeEmpty(node: Node): boolean {
  if (node.type === "group") return node.alternatives.some((nodes) => nodes.every(canBeEmpty));
  if (node.type === "repeat") return node.min === 0 || canBeEmpty(node.node);
  return !isOne(node);
}

/** PCRE2's limits: the nesting of groups, the number of a quantifier. RE2's own limit of a quantifier is 1,000. */
const maxNesting = 250;
const maxCount = 65_535;
const maxRepeat = 1000;

class Parser {
  readonly #text: readonly string[];
  #at = 0;
  #depth = 0;
  #groups = 0;
  readonly #names = new Set<string>();
  readonly #references: number[] = [];

  constructor(pattern: string) {
    this.#text = [...pattern];
  }

  parse(flags: Flags): Node {
    while (this.#takes("(*UTF8)") || this.#takes("(*UTF)"));
    const node = this.#alternatives({ ...flags });
    if (this.#at < this.#text.length) throw new BadPattern("unmatched closing parenthesis");
    for (const reference of this.#references) {
      if (reference > this.#groups) throw new BadPattern("reference to a group that does not exist");
    }
    if (this.#references.length > 0) throw new Untranslated("a reference back to a group");
    return node;
  }

  #peek(offset = 0): string | undefined {
    return this.#text[this.#at + offset];
  }

  #next(): string {
    const character = this.#text[this.#at++];
    if (character === undefined) throw new BadPattern("the pattern ends too early");
    return character;
  }

  #takes(words: string): boolean {
    if (!this.#sees(words)) return false;
    this.#at += words.length;
    return true;
  }

  #sees(words: string): boolean {
    for (let i = 0; i < words.length; i++) if (this.#text[this.#at + i] !== words[i]) return false;
    return true;
  }

  /** What stands up to `end`, which is passed. */
  #until(end: string): string {
    const from = this.#at;
    while (!this.#sees(end)) this.#next();
    const words = this.#text.slice(from, this.#at).join("");
    this.#at += end.length;
    return words;
  }

  /** What matches `form` from here on, character by character. */
  #while(form: RegExp, most = Number.POSITIVE_INFINITY): string {
    let words = "";
    while (words.length < most && form.test(this.#peek() ?? "")) words += this.#next();
    return words;
  }

  #skipBlanks(flags: Flags): void {
    for (;;) {
      if (this.#takes("\\E")) continue;
      if (this.#takes("(?#")) {
        this.#until(")");
        continue;
      }
      if (!flags.x) return;
      if (/^[\t\n\v\f\r \u0085\u200e\u200f\u2028\u2029]$/.test(this.#peek() ?? "")) this.#at++;
      else if (this.#peek() === "#") {
        while (this.#peek() !== undefined && this.#peek() !== "\n") this.#at++;
      } else return;
    }
  }

  /** Alternatives up to a closing parenthesis or the end; flags that are set within hold for all that follow. */
  #alternatives(flags: Flags): Node {
    if (++this.#depth > maxNesting) throw new BadPattern("parentheses are nested too deeply");
    const alternatives: Node[][] = [[]];
    for (;;) {
      this.#skipBlanks(flags);
      const character = this.#peek();
      if (character === undefined || character === ")") break;
      if (character === "|") {
        this.#at++;
        alternatives.push([]);
        continue;
      }
      const nodes = alternatives.at(-1) as Node[];
      const atom = this.#atom(flags);
      for (const [index, node] of atom.entries()) nodes.push(index === atom.length - 1 ? this.#quantified(node, flags) : node);
    }
    this.#depth--;
    return { type: "group", alternatives };
  }

  #quantified(node: Node, flags: Flags): Node {
    this.#skipBlanks(flags);
    const quantifier = this.#quantifier();
    if (!quantifier) return node;
    if (node.type !== "one" && node.type !== "group") throw new Untranslated("a quantifier behind an assertion");
    this.#skipBlanks(flags);
    if (this.#takes("+")) throw new Untranslated("a possessive quantifier");
    this.#takes("?");
    this.#skipBlanks(flags);
    if (/^[*+?]$/.test(this.#peek() ?? "")) throw new BadPattern("a quantifier behind a quantifier");
    const at = this.#at;
    if (this.#quantifier()) throw new Untranslated("a quantifier behind a quantifier");
    this.#at = at;
    const { min, max } = quantifier;
    if (min > maxRepeat || (max !== Number.POSITIVE_INFINITY && max > maxRepeat)) throw new Untranslated(`a quantifier above ${maxRepeat}`);
    return { type: "repeat", node, min, max };
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#takes("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#takes("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#takes("?")) return { min: 0, max: 1 };
    if (this.#peek() !== "{") return undefined;
    const rest = this.#text.slice(this.#at, this.#at + 40).join("");
    // Newer versions of PCRE2 than 10.42 know blanks and a missing least number; older ones take both for text.
    if (/^\{ *, *\d+ *\}/.test(rest) || (/^\{ *\d+ *(, *\d* *)?\}/.test(rest) && /^\{[^}]* /.test(rest)))
      throw new Untranslated("a quantifier in the form of newer versions");
    const [all, least, comma, most] = /^\{(\d+)(,(\d*))?\}/.exec(rest) ?? [];
    if (all === undefined) return undefined;
    this.#at += all.length;
    const min = Number(least);
    const max = comma === undefined ? min : most === "" ? Number.POSITIVE_INFINITY : Number(most);
    if (min > maxCount || (max !== Number.POSITIVE_INFINITY && max > maxCount))
      throw new BadPattern("the number of a quantifier is too large");
    if (min > max) throw new BadPattern("the numbers of a quantifier are out of order");
    return { min, max };
  }

  /** One item, or the characters of a quotation. */
  #atom(flags: Flags): Node[] {
    const character = this.#next();
    switch (character) {
      case "(":
        return this.#group(flags);
      case "[":
        return [{ type: "one", source: this.#class(flags) }];
      case ".":
        return [{ type: "one", source: flags.s ? "(?s:.)" : `[^${hexEscape(0x0a)}]` }];
      case "^":
        return [flags.m ? { type: "lineStart" } : { type: "assertion", source: "\\A" }];
      case "$":
        return [flags.m ? { type: "assertion", source: "(?m:$)" } : { type: "end" }];
      case "\\":
        return this.#escape(flags);
      case "*":
      case "+":
      case "?":
        throw new BadPattern("a quantifier behind nothing");
      case "{": {
        this.#at--;
        if (this.#quantifier()) throw new BadPattern("a quantifier behind nothing");
        this.#at++;
        return [literal(0x7b, flags)];
      }
      default:
        return [literal(character.codePointAt(0) as number, flags)];
    }
  }

  #group(flags: Flags): Node[] {
    if (this.#peek() === "*") throw new Untranslated("a verb");
    if (!this.#takes("?")) {
      if (!flags.n) this.#groups++;
      return [this.#body({ ...flags })];
    }
    for (const [opening, feature] of [
      [">", "an atomic group"],
      ["=", "a look ahead"],
      ["!", "a look ahead"],
      ["<=", "a look behind"],
      ["<!", "a look behind"],
      ["(", "a condition"],
      ["R", "a recursion"],
      ["&", "a recursion"],
      ["P>", "a recursion"],
      ["P=", "a reference back to a group"],
      ["C", "a callout"],
      ["*", "a verb"],
    ] as const) {
      if (this.#sees(opening)) throw new Untranslated(feature);
    }
    if (/^[+-]?\d/.test(`${this.#peek()}${this.#peek(1)}`)) throw new Untranslated("a recursion");
    if (this.#takes(":") || this.#takes("|")) return [this.#body({ ...flags })];
    for (const [opening, closing] of [
      ["P<", ">"],
      ["<", ">"],
      ["'", "'"],
    ] as const) {
      if (!this.#takes(opening)) continue;
      const name = this.#until(closing);
      if (!/^[\p{L}_][\p{L}\p{Nd}_]{0,127}$/u.test(name)) throw new BadPattern("the name of a group");
      if (this.#names.has(name) && !flags.J) throw new BadPattern("two groups have one name");
      this.#names.add(name);
      this.#groups++;
      return [this.#body({ ...flags })];
    }
    const changed = { ...flags };
    this.#options(changed);
    if (this.#takes(":")) return [this.#body(changed)];
    if (!this.#takes(")")) throw new BadPattern("unrecognized character behind (?");
    Object.assign(flags, changed);
    // Nothing can be repeated here.
    if (this.#quantifierFollows()) throw new BadPattern("a quantifier behind nothing");
    return [];
  }

  #quantifierFollows(): boolean {
    const at = this.#at;
    const follows = this.#quantifier() !== undefined;
    this.#at = at;
    return follows;
  }

  #options(flags: Flags): void {
    if (this.#takes("^")) Object.assign(flags, { i: false, m: false, s: false, x: false, xx: false, n: false });
    let on = true;
    for (;;) {
      const character = this.#peek();
      if (character === ")" || character === ":") return;
      this.#at++;
      if (character === "-" && on) on = false;
      else if (character === "x") {
        flags.x = on;
        flags.xx = on && this.#takes("x");
      } else if (character === "i" || character === "m" || character === "s" || character === "n" || character === "J")
        flags[character] = on;
      else if (character === "a" || character === "r") throw new Untranslated("an option of newer versions");
      else if (character !== "U") throw new BadPattern("unrecognized character behind (?");
    }
  }

  #body(flags: Flags): Node {
    const node = this.#alternatives(flags);
    if (!this.#takes(")")) throw new BadPattern("missing closing parenthesis");
    return node;
  }

  #escape(flags: Flags): Node[] {
    const character = this.#next();
    const one = (ranges: readonly Range[]): Node[] => [{ type: "one", source: `[${rangesSource(ranges)}]` }];
    switch (character) {
      case "A":
      case "G":
        return [{ type: "assertion", source: "\\A" }];
      case "z":
        return [{ type: "assertion", source: "\\z" }];
      case "Z":
        return [{ type: "end" }];
      case "b":
      case "B":
        return [{ type: "assertion", source: `\\${character}` }];
      case "N":
        if (this.#peek() === "{" && !this.#quantifierFollows()) return [literal(this.#named(), flags)];
        return one(complement(lineFeed));
      case "p":
      case "P": {
        const content = new Content();
        this.#property(character, flags, content);
        return [{ type: "one", source: content.source(false, false) }];
      }
      case "Q":
        return this.#quoted().map((code) => literal(code, flags));
      case "K":
      case "R":
      case "X":
      case "C":
        throw new Untranslated(`\\${character}`);
      case "g":
      case "k":
        throw new Untranslated("a reference back to a group");
      default: {
        const ranges = builtIn(character);
        if (ranges) return one(ranges);
        if (/^[1-9]$/.test(character)) {
          const more = this.#while(/^\d$/);
          if (more) throw new Untranslated("a number of several digits behind a backslash");
          this.#references.push(Number(character));
          return [literal(0, flags)];
        }
        return [literal(this.#character(character), flags)];
      }
    }
  }

  /** The character that a backslash and `character` stand for. */
  #character(character: string): number {
    const simple: Readonly<Record<string, number>> = { a: 0x07, e: 0x1b, f: 0x0c, n: 0x0a, r: 0x0d, t: 0x09 };
    const known = Object.hasOwn(simple, character) ? simple[character] : undefined;
    if (known !== undefined) return known;
    if (character === "0") return Number.parseInt(`0${this.#while(/^[0-7]$/, 2)}`, 8);
    if (character === "o") return this.#braced(8);
    if (character === "x") {
      if (this.#peek() === "{") return this.#braced(16);
      return Number.parseInt(`0${this.#while(/^[\da-f]$/i, 2)}`, 16);
    }
    if (character === "c") {
      const of = this.#next();
      if (!/^[\x20-\x7e]$/.test(of)) throw new BadPattern("\\c must be followed by a printable ASCII character");
      return of.toUpperCase().charCodeAt(0) ^ 0x40;
    }
    if (/^[A-Za-z0-9]$/.test(character)) throw new BadPattern("unrecognized character behind a backslash");
    return character.codePointAt(0) as number;
  }

  #braced(base: 8 | 16): number {
    if (!this.#takes("{")) throw new BadPattern("a brace is missing behind a backslash");
    const digits = this.#until("}");
    if (!(base === 8 ? /^[0-7]+$/ : /^[\da-f]+$/i).test(digits)) {
      if (/^ *[\da-f]+ *$/i.test(digits)) throw new Untranslated("blanks in braces");
      throw new BadPattern("no digits in braces");
    }
    return codePoint(Number.parseInt(digits.slice(-20), base));
  }

  #named(): number {
    this.#takes("{");
    const [, digits] = /^U\+([\da-f]+)$/i.exec(this.#until("}")) ?? [];
    if (digits === undefined) throw new BadPattern("\\N{name} is not supported");
    return codePoint(Number.parseInt(digits, 16));
  }

  #quoted(): number[] {
    const from = this.#at;
    while (this.#peek() !== undefined && !this.#sees("\\E")) this.#at++;
    const codes = this.#text.slice(from, this.#at).map((character) => character.codePointAt(0) as number);
    this.#takes("\\E");
    return codes;
  }

  #property(character: string, { i }: Flags, content: Content): void {
    let negated = character === "P";
    let name = this.#next();
    if (name === "{") name = this.#until("}").replace(/[\s_-]/g, "");
    else if (!letter.test(name)) throw new BadPattern("malformed \\p");
    if (name.startsWith("^")) {
      negated = !negated;
      name = name.slice(1);
    }
    const lower = name.toLowerCase();
    const category = [...categories].find((known) => known.toLowerCase() === lower);
    if (name === "") throw new BadPattern("malformed \\p");
    if (i && (lower === "l&" || /^l[ult]$/.test(lower))) throw new Untranslated("\\p of one case where case does not matter");
    if (lower === "any") {
      if (!negated) content.uncased.push([0, top]);
    } else if (category) content.properties += `\\${negated ? "P" : "p"}{${category}}`;
    else if (lower === "l&" && !negated) content.properties += "\\p{Lu}\\p{Ll}\\p{Lt}";
    // Since PCRE2 10.40 the name of a script means its extensions, which RE2 does not know.
    else throw new Untranslated(`\\p{${name.slice(0, 40)}}`);
  }

  /** A class in brackets, as source for RE2. */
  #class(flags: Flags): string {
    const negated = this.#takes("^");
    const content = new Content();
    let first = true;
    for (;;) {
      if (this.#takes("\\E") || (flags.xx && (this.#takes(" ") || this.#takes("\t")))) continue;
      if (this.#peek() === "]" && !first) break;
      first = false;
      const from = this.#classItem(flags, content);
      const [dash, behind] = [this.#peek(), this.#peek(1)];
      if (dash !== "-" || behind === "]" || behind === undefined) {
        for (const code of from ?? []) content.cased.push([code, code]);
        continue;
      }
      if (from === undefined || flags.xx || this.#sees("-\\E") || this.#sees("-\\Q")) {
        if (from === undefined) throw new BadPattern("invalid range in a class");
        throw new Untranslated("a range between quotations or blanks");
      }
      this.#at++;
      const to = this.#classItem(flags, content);
      if (to === undefined || to.length !== 1) throw new BadPattern("invalid range in a class");
      for (const code of from.slice(0, -1)) content.cased.push([code, code]);
      const range: Range = [from.at(-1) as number, to[0] as number];
      if (range[0] > range[1]) throw new BadPattern("range out of order in a class");
      content.cased.push(range);
    }
    this.#at++;
    return content.source(negated, flags.i);
  }

  /** The characters of one item of a class; undefined for an item that is a class itself, which is added to `content`. */
  #classItem({ i, ...flags }: Flags, content: Content): number[] | undefined {
    const character = this.#next();
    if (character === "[" && /^[:.=]$/.test(this.#peek() ?? "")) {
      const kind = this.#peek() as string;
      const rest = this.#text.slice(this.#at + 1, this.#at + 40).join("");
      const [all, not, name] = /^(\^?)([a-z]*):\]/.exec(rest) ?? [];
      if (kind !== ":" && rest.includes(`${kind}]`)) throw new BadPattern("collating elements are not supported");
      if (kind === ":" && all !== undefined) {
        const known = Object.hasOwn(posix, name as string)
          ? posix[i && /^(lower|upper)$/.test(name as string) ? "alpha" : (name as string)]
          : undefined;
        if (!known) throw new BadPattern("unknown POSIX class");
        this.#at += 1 + all.length;
        content.uncased.push(...(not ? complement(known) : known));
        return undefined;
      }
    }
    if (character !== "\\") return [character.codePointAt(0) as number];
    const escaped = this.#next();
    if (escaped === "Q") return this.#quoted();
    if (escaped === "b") return [0x08];
    if (escaped === "N" && this.#peek() === "{") return [this.#named()];
    if (/^[BNRX]$/.test(escaped)) throw new BadPattern(`\\${escaped} is not allowed in a class`);
    if (escaped === "p" || escaped === "P") {
      this.#property(escaped, { i, ...flags }, content);
      return undefined;
    }
    const ranges = builtIn(escaped);
    if (ranges) {
      content.uncased.push(...ranges);
      return undefined;
    }
    if (/^[1-9]$/.test(escaped)) throw new Untranslated("a number behind a backslash in a class");
    return [this.#character(escaped)];
  }
}

/** The characters of `\d`, `\D` and their kin. */
function builtIn(character: string): readonly Range[] | undefined {
  const known: Readonly<Record<string, readonly Range[]>> = { d: ascii.digit, s: ascii.space, w: ascii.word, h: horizontal, v: vertical };
  const lower = character.toLowerCase();
  if (!Object.hasOwn(known, lower)) return undefined;
  const ranges = known[lower] as readonly Range[];
  return character === lower ? ranges : complement(ranges);
}

function codePoint(code: number): number {
  if (code > top || (code >= 0xd800 && code <= 0xdfff)) throw new BadPattern("the number of a character is too large, or a surrogate's");
  return code;
}

const literal = (code: number, { i }: Flags): Node => ({ type: "one", source: i ? `(?i:${hexEscape(code)})` : hexEscape(code) });

/**
 * A node as source for RE2. `last` is whether nothing stands behind it, `consumes` whether what stands behind it consumes at least one
 * character.
 */
function written(node: Node, last: boolean, consumes: boolean): string {
  switch (node.type) {
    case "one":
    case "assertion":
      return node.source;
    case "end":
      if (!last) throw new Untranslated("$ or \\Z with something behind it");
      return `(?:${hexEscape(0x0a)}?\\z)`;
    case "lineStart":
      if (!consumes) throw new Untranslated("^ with nothing behind it, in multi-line mode");
      return "(?m:^)";
    case "group":
      return `(?:${node.alternatives.map((nodes) => sequence(nodes, last, consumes)).join("|")})`;
    case "repeat": {
      const { min, max } = node;
      const inner = written(node.node, last && max <= 1, consumes);
      if (max === Number.POSITIVE_INFINITY && min <= 1) return `(?:${inner})${min === 0 ? "*" : "+"}`;
      return `(?:${inner}){${min}${max === min ? "" : `,${max === Number.POSITIVE_INFINITY ? "" : max}`}}`;
    }
  }
}

function sequence(nodes: readonly Node[], last: boolean, consumes: boolean): string {
  let source = "";
  let [isLast, doesConsume] = [last, consumes];
  for (const node of nodes.toReversed()) {
    source = written(node, isLast, doesConsume) + source;
    isLast = false;
    doesConsume ||= !canBeEmpty(node);
  }
  return source;
}

/** About as many instructions as RE2 makes of a node: each quantifier repeats what it stands behind. */
function sizeOf(node: Node): number {
  if (node.type === "group") return node.alternatives.flat().reduce((sum, inner) => sum + sizeOf(inner), 1);
  if (node.type !== "repeat") return 1;
  const times = node.max === Number.POSITIVE_INFINITY ? Math.max(1, node.min) : Math.max(1, node.max);
  return times * sizeOf(node.node);
}

/** Larger patterns take too long to compile. */
const maxSize = 20_000;

/**
 * A pattern of PCRE2 as one of RE2. Throws {@link BadPattern} for a pattern that PCRE2 refuses, {@link Untranslated} for one that is not
 * translated.
 */
export function translate(pattern: string, options: string): string {
  const has = (option: string) => options.includes(option);
  const flags: Flags = { i: has("i"), m: has("m"), s: has("s"), x: has("x"), xx: false, n: false, J: false };
  const node = new Parser(pattern).parse(flags);
  if (sizeOf(node) > maxSize) throw new Untranslated("this size");
  return written(node, true, false);
}
