const newline = 0x0a;
/** Bytes that are decoded in one go, where lines are shorter: a slow consumer keeps the rest outside of the collected memory. */
const mostAtOnce = 16 * 1024;

/**
 * Cuts a stream of bytes into lines. The cut is made at the byte 0x0A before decoding, so that neither a character split between chunks
 * nor U+2028 inside a string can break a line. What a chunk holds beside its first line is decoded where it lies, some lines at a time, when
 * they are asked for.
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
    // A copy: a piece of it would keep the whole chunk in memory until the line is complete.
    this.#pending = last + 1 < chunk.length ? [chunk.slice(last + 1)] : [];
    if (first !== undefined) yield first;
    while (begin <= last) {
      let end = begin + mostAtOnce < last ? chunk.lastIndexOf(newline, begin + mostAtOnce) : last;
      if (end < begin) end = chunk.indexOf(newline, begin);
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
