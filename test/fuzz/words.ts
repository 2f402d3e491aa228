import { Random } from "../../src/sandbox/random.ts";

/** What values are made of. */
export const scalars = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  101,
  1e300,
  "",
  "x",
  "a",
  "5",
  "true",
  "it's",
  "ü\u0000🚀",
  "Fri, 08 May 2020 17:41:58 GMT",
  "0123456789abcdef01234567",
  "aaaaaaaaaaaaaaaaaaaaaaa9",
  "abc1",
  "$x",
  "__proto__",
];
export const operators = [
  "$gt",
  "$lt",
  "$ne",
  "$in",
  "$nin",
  "$exists",
  "$not",
  "$size",
  "$all",
  "$elemMatch",
  "$regex",
  "$options",
  "$mod",
  "$type",
  "$or",
  "$and",
  "$expr",
  "$near",
  "$where",
  "$foo",
  "$bitsAllSet",
];

/** Random JSON out of words that the engine knows. */
export class Words {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random.next() * of.length)] as T;
  }

  chance(p: number): boolean {
    return this.#random.next() < p;
  }

  value(keys: readonly string[], depth = 0): unknown {
    if (depth > 3 || this.chance(0.5)) return this.pick(scalars);
    const size = Math.floor(this.#random.next() * 4);
    if (this.chance(0.4)) return Array.from({ length: size }, () => this.value(keys, depth + 1));
    return this.object(keys, size, depth + 1);
  }

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    return Math.floor(this.#random.next() * end);
  }

  object(keys: readonly string[], size: number, depth = 0): Record<string, unknown> {
    const entries = Array.from({ length: size }, () => [this.pick(keys), this.value(keys, depth)] as const);
    return Object.fromEntries(entries);
  }
}
