const newline = 0x0a;

/**
 * Cuts a stream of bytes into lines. The cut is made at the byte 0x0A before decoding, so that neither a character split between chunks
 * nor U+2028 inside a string can break a line; a line is decoded once, however many chunks it came in.
 */
export class LineDecoder {
  readonly #decoder = new TextDecoder();
  #pending: Uint8Array[] = [];

  /** The lines this chunk completes, joined by line feeds; undefined when it completes none. */
  push(chunk: Uint8Array): string | undefined {
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      this.#pending.push(chunk);
      return undefined;
    }
    const whole = this.#join(chunk.subarray(0, end));
    this.#pending = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    return this.#decoder.decode(whole);
  }

  /** What is left after the last line feed. */
  end(): string {
    const rest = this.#decoder.decode(this.#join(new Uint8Array(0)));
    this.#pending = [];
    return rest;
  }

  #join(last: Uint8Array): Uint8Array {
    if (this.#pending.length === 0) return last;
    let size = last.length;
    for (const part of this.#pending) size += part.length;
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of this.#pending) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    return whole;
  }
}
