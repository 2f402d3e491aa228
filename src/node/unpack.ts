/** Content codings (RFC 9110, section 8.4.1). */
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { chunksOf, type Source } from "./source.ts";

/** Each is made when the first byte is there. */
const decoders: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  // Some servers leave out the zlib header, which begins with compression method 8.
  deflate: (first) => ((first & 15) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
};

/** A longer chain would only serve to make a small body huge. */
const mostCodings = 5;

/**
 * Returns the codings that a Content-Encoding header names, in the order in which they were applied. Returns none if one of them is
 * unknown: the body is then passed on as it is, as fetch does.
 */
export function readCodings(header: string): readonly string[] {
  const codings = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  return codings.length <= mostCodings && codings.every((name) => Object.hasOwn(decoders, name)) ? codings : [];
}

/** Returns the body as it was before it was coded. Rejects if the coded body is cut or broken. */
export function unpacked(source: Source, codings: readonly string[]): Source {
  let failure: { readonly reason: unknown } | undefined;
  const watched: Source = {
    read: () =>
      source.read().catch((reason) => {
        failure = { reason };
        throw new Error("the connection failed");
      }),
    cancel: () => source.cancel(),
  };
  const chunks = codings.reduceRight((coded, coding) => decode(coded, coding), chunksOf(watched));
  return {
    async read() {
      try {
        return (await chunks.next()).value ?? undefined;
      } catch (error) {
        source.cancel();
        // The source's own reason counts: streams replace a reason that is not an Error.
        throw failure === undefined ? new TypeError("terminated", { cause: error }) : failure.reason;
      }
    },
    cancel: () => source.cancel(),
  };
}

async function* decode(coded: AsyncGenerator<Uint8Array>, coding: string): AsyncGenerator<Uint8Array, void, undefined> {
  let first: Uint8Array | undefined;
  do first = (await coded.next()).value ?? undefined;
  while (first?.byteLength === 0);
  // Servers name the coding for empty bodies too, which are not coded.
  if (first === undefined) return;
  const decoder = decoders[coding]!(first[0]!);
  const whole = async function* () {
    yield first;
    yield* coded;
  };
  // Errors reach the reader through the decoder.
  pipeline(whole(), decoder, () => undefined);
  yield* decoder;
}
