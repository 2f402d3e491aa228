const newline = 0x0a;

/**
 * Cuts a stream of bytes into lines. The cut is made at the byte 0x0A before decoding, so that neither a character split between chunks
 * nor U+2028 inside a string can break a line. What a chunk holds beside its first line is decoded in one go and never copied; a line is cut
 * out when it is asked for.
 */
export class LineDecoder {
  readonly #decoder = new TextDecoder();
  /** A line that is not complete yet: its parts are joined once, however many chunks it comes in. */
  #pending: Uint8Array[] = [];

  /** The lines this chunk completes. To be read to their end before the next chunk. */
  *push(chunk: Uint8Array): Generator<string, void, undefined> {
    const last = chunk.lastIndexOf(newline);
    if (last < 0) {
      this.#pending.push(chunk);
      return;
    }
    let begin = 0;
    let first: string | undefined;
    if (this.#pending.length > 0) {
      const end = chunk.indexOf(newline);
      first = this.#decoder.decode(join(this.#pending, chunk.subarray(0, end)));
      begin = end + 1;
    }
    const whole = begin <= last ? this.#decoder.decode(chunk.subarray(begin, last)) : undefined;
    // A copy: a piece of it would keep the whole chunk in memory until the line is complete.
    this.#pending = last + 1 < chunk.length ? [chunk.slice(last + 1)] : [];
    if (first !== undefined) yield first;
    if (whole === undefined) return;
    let at = 0;
    for (let end = whole.indexOf("\n"); end >= 0; end = whole.indexOf("\n", at)) {
      yield whole.slice(at, end);
      at = end + 1;
    }
    yield whole.slice(at);
  }

  /** What is left after the last line feed. */
  end(): string {
    const rest = this.#decoder.decode(join(this.#pending, new Uint8Array(0)));
    this.#pending = [];
    return rest;
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
