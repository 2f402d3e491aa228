import { RE2JS } from "re2js";
import { Unsupported } from "./errors.ts";
import { BadPattern, translate, Untranslated } from "./pcre.ts";
import { isDict, setKey } from "./values.ts";

/** MongoDB refuses longer patterns. */
const longestPattern = 32_764;

/**
 * The most work of one query, in instructions of its patterns times characters: one or two seconds at worst. RE2 takes linear time, which is long
 * for a large pattern and many long texts.
 */
const mostWork = 50_000_000;

/** To compile an instruction takes about as long as to run it on so many characters. */
const compilation = 200;

/** The work that a query may still do. */
export class Effort {
  #left = mostWork;

  /** Throws a 501 if a query does too much. */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0)
      throw notPlayed("regex-effort", "a $regex that takes this long", "Filter by a shorter pattern, or by other fields first.");
  }
}

const notPlayed = (id: string, asked: string, advice: string) => new Unsupported(id, asked, "finds what fits", advice);

/** A compiled `$regex`. */
export class Pattern {
  readonly #compiled: RE2JS;
  readonly #size: number;
  readonly #effort: Effort;

  /** Throws a {@link BadPattern} for what MongoDB refuses, a 501 for what RE2 can't express. */
  constructor(pattern: string, options: string, effort: Effort) {
    if (pattern.length > longestPattern || pattern.includes("\0")) throw new BadPattern("the pattern is too long, or has a null byte");
    this.#compiled = compiled(pattern, options);
    this.#size = this.#compiled.programSize();
    this.#effort = effort;
    effort.spend(this.#size * compilation);
  }

  test(text: string): boolean {
    this.#effort.spend(this.#size * (text.length + 1));
    return this.#compiled.test(text);
  }
}

function compiled(pattern: string, options: string): RE2JS {
  let reason = "this size";
  try {
    return RE2JS.compile(translate(pattern, options));
  } catch (error) {
    if (error instanceof BadPattern) throw error;
    if (error instanceof Untranslated) reason = error.message;
  }
  throw notPlayed("regex-syntax", `a $regex with ${reason}`, "Write the pattern without it.");
}

/** The operator that stands in place of `$regex` and `$options`, which mingo would make a RegExp of. */
export const patternOperator = "$pattern";

/** A query whose `$regex` and `$options` are compiled. */
export function withPatterns(value: unknown, effort: Effort): unknown {
  if (Array.isArray(value)) return value.map((item) => withPatterns(item, effort));
  if (!isDict(value)) return value;
  const out: Record<string, unknown> = {};
  const { $regex, $options = "" } = value;
  const isPattern = typeof $regex === "string" && typeof $options === "string";
  for (const [key, item] of Object.entries(value)) {
    if (isPattern && key === "$options") continue;
    if (isPattern && key === "$regex") out[patternOperator] = new Pattern($regex, $options, effort);
    else setKey(out, key, withPatterns(item, effort));
  }
  return out;
}
