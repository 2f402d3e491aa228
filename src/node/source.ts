/** The bytes of a body. They are pulled, so that a slow reader slows the server. */
export interface Source {
  /** Returns the next bytes, undefined at the end. Rejects if the body breaks. One call at a time. */
  read(): Promise<Uint8Array | undefined>;
  /** Drops what is left. */
  cancel(): void;
}

/** Reads to the end. */
export async function collect(source: Source): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let part = await source.read(); part !== undefined; part = await source.read()) parts.push(part);
  const [only] = parts;
  return parts.length === 1 && Buffer.isBuffer(only) ? only : Buffer.concat(parts);
}

/** Yields the bytes; cancels the source when the caller stops early. */
export async function* chunksOf(source: Source): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let part = await source.read(); part !== undefined; part = await source.read()) yield part;
  } finally {
    source.cancel();
  }
}
