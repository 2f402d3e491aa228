const newline = 0x0a;
/** Bytes that are decoded at once, if lines are shorter: a slow consumer keeps the rest outside of the collected memory. */
const mostAtOnce = 16 * 1024;

/**
 * Splits a stream of bytes into lines at the byte 0x0A, before decoding: neither a character divided between chunks nor U+2028 inside a string
 * can break a line. A chunk is decoded some lines at a time, when they are requested.
 */
export class LineDecoder {
  readonly #decoder = new TextDecoder();
  readonly #longest: number;
  readonly #tooLarge: (message: string) => Error;
  /** A line that is not complete yet: its parts are joined once, however many chunks it comes in. */
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  /** `longest`: bytes that a line may have. A longer one throws what `tooLarge` makes. */
  constructor(longest = Number.POSITIVE_INFINITY, tooLarge = (message: string): Error => new RangeError(message)) {
    this.#longest = longest;
    this.#tooLarge = tooLarge;
  }

  /** The lines that this chunk completes. Read them all before the next chunk. */
  *push(chunk: Uint8Array): Generator<string, void, undefined> {
    const last = chunk.lastIndexOf(newline);
    if (last < 0) {
      this.#pending.push(chunk);
      this.#pendingBytes += chunk.length;
      this.#check(this.#pendingBytes);
      return;
    }
    let begin = 0;
    let first: string | undefined;
    if (this.#pending.length > 0) {
      const end = chunk.indexOf(newline);
      this.#check(this.#pendingBytes + end);
      first = this.#decoder.decode(join(this.#pending, chunk.subarray(0, end)));
      begin = end + 1;
    }
    // A copy: a piece of it would keep the whole chunk in memory until the line is complete.
    this.#pending = last + 1 < chunk.length ? [chunk.slice(last + 1)] : [];
    this.#pendingBytes = chunk.length - last - 1;
    this.#check(this.#pendingBytes);
    if (first !== undefined) yield first;
    while (begin <= last) {
      let end = begin + mostAtOnce < last ? chunk.lastIndexOf(newline, begin + mostAtOnce) : last;
      if (end < begin) end = chunk.indexOf(newline, begin);
      if (end - begin > this.#longest) this.#checkLines(chunk, begin, end);
      const lines = this.#decoder.decode(chunk.subarray(begin, end));
      begin = end + 1;
      let at = 0;
      for (let stop = lines.indexOf("\n"); stop >= 0; stop = lines.indexOf("\n", at)) {
        yield lines.slice(at, stop);
        at = stop + 1;
      }
      yield lines.slice(at);
    }
  }

  /** What is left after the last line feed. */
  end(): string {
    const rest = this.#decoder.decode(join(this.#pending, new Uint8Array(0)));
    this.#pending = [];
    return rest;
  }

  #check(bytes: number): void {
    if (bytes > this.#longest) throw this.#tooLarge(`the response has a line longer than maxBytes (${this.#longest})`);
  }

  #checkLines(chunk: Uint8Array, begin: number, end: number): void {
    for (let at = begin; at < end; ) {
      const found = chunk.indexOf(newline, at);
      const stop = found < 0 || found > end ? end : found;
      this.#check(stop - at);
      at = stop + 1;
    }
  }
}

function join(parts: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  let size = last.length;
  for (const part of parts) size += part.length;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  whole.set(last, at);
  return whole;
}
