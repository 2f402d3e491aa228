/** Random values of one sandbox, from a seed: the same seed gives the same ids in the same order. */
export class Random {
  #marked: number;
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
    this.#marked = this.#state;
  }

  /** Values start from here after a reset. */
  mark(): void {
    this.#marked = this.#state;
  }

  /** Gives the values since the mark (or the beginning) over again. */
  reset(): void {
    this.#state = this.#marked;
  }

  /** Where it is. */
  get state(): number {
    return this.#state;
  }

  /** Goes on from where another one was. */
  set state(state: number) {
    this.#state = state >>> 0;
  }

  /** At least 0, below 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Text of `length` characters out of `alphabet`. */
  text(length: number, alphabet: string): string {
    let out = "";
    for (let i = 0; i < length; i++) out += alphabet[Math.floor(this.next() * alphabet.length)];
    return out;
  }

  /** So many lower-case hex digits. */
  hex(length: number): string {
    return this.text(length, "0123456789abcdef");
  }

  /** A version 4 UUID. */
  uuid(): string {
    const h = this.hex(32);
    const variant = "89ab"[Math.floor(this.next() * 4)];
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  }
}
