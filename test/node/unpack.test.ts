import { randomBytes } from "node:crypto";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { collect, type Source } from "../../src/node/source.ts";
import { readCodings, unpacked } from "../../src/node/unpack.ts";

/** Gives the parts one by one, then the failure if there is one. */
function sourceOf(parts: readonly Uint8Array[], failure?: unknown): Source & { cancelled: number; left: () => number } {
  const left = [...parts];
  return {
    cancelled: 0,
    left: () => left.length,
    async read() {
      const part = left.shift();
      if (part === undefined && failure !== undefined) throw failure;
      return part;
    },
    cancel() {
      this.cancelled++;
    },
  };
}

const text = "the text, ".repeat(1000);
const read = async (source: Source, header: string) => (await collect(unpacked(source, readCodings(header)))).toString();
const bytes = (data: Buffer, size = data.length) =>
  Array.from({ length: Math.ceil(data.length / size) }, (_, at) => data.subarray(at * size, (at + 1) * size));

describe("codings", () => {
  test.each([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["GZip", gzipSync(text)],
    [" gzip ", gzipSync(text)],
    ["deflate", deflateSync(text)],
    // As some servers read the name.
    ["deflate", deflateRawSync(text)],
    ["Deflate", deflateSync(text, { level: 9 })],
    ["br", brotliCompressSync(text)],
    ["BR", brotliCompressSync(text)],
    ["gzip, identity", gzipSync(text)],
    ["deflate, gzip", gzipSync(deflateSync(text))],
    ["gzip,br,,deflate", deflateSync(brotliCompressSync(gzipSync(text)))],
    // Two files in one, as gzip allows.
    ["gzip", Buffer.concat([gzipSync(text.slice(0, 5000)), gzipSync(text.slice(5000))])],
  ])("%s", async (header, coded) => {
    for (const size of [coded.length, 7, 1]) expect(await read(sourceOf(bytes(coded, size)), header)).toBe(text);
    expect(await read(sourceOf([Buffer.alloc(0), coded]), header)).toBe(text);
  });

  test.each(["gzip", "x-gzip", "deflate", "br", "gzip, br"])("an empty body is not coded: %s", async (header) => {
    expect(await read(sourceOf([]), header)).toBe("");
    expect(await read(sourceOf([Buffer.alloc(0)]), header)).toBe("");
    expect(await read(sourceOf(["gzip", "x-gzip"].includes(header) ? [gzipSync("")] : []), header)).toBe("");
  });

  test.each(["", "identity", "zork", "gzip, zork", "constructor", "__proto__", "gzip,gzip,gzip,gzip,gzip,gzip"])(
    "%j is none that is unpacked",
    (header) => {
      expect(readCodings(header)).toEqual([]);
    },
  );
});

describe("a body that is broken is an error, never a shorter body", () => {
  const gzip = gzipSync(text);
  test.each([
    ["cut", "gzip", gzip.subarray(0, -1)],
    ["cut in the head", "gzip", gzip.subarray(0, 5)],
    ["cut in the middle", "gzip", gzip.subarray(0, gzip.length >> 1)],
    ["cut", "deflate", deflateSync(text).subarray(0, -1)],
    ["cut", "deflate", deflateRawSync(text).subarray(0, -1)],
    ["cut", "br", brotliCompressSync(text).subarray(0, -1)],
    ["no gzip", "gzip", Buffer.from("text")],
    ["another checksum", "gzip", Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(4), gzip.subarray(-4)])],
    ["another length", "gzip", Buffer.concat([gzip.subarray(0, -4), Buffer.alloc(4)])],
    ["cut inside", "gzip, deflate", deflateSync(gzip.subarray(0, -1))],
  ])("%s: %s", async (_what, header, coded) => {
    const source = sourceOf(bytes(coded, 100));
    await expect(read(source, header)).rejects.toThrow(expect.objectContaining({ name: "TypeError", message: "terminated" }));
    // The connection is of no more use.
    expect(source.cancelled).toBeGreaterThan(0);
  });

  test.each([new TypeError("terminated"), "a reason of the caller", undefined])("the source's own failure counts: %s", async (reason) => {
    const failing = { read: () => Promise.reject(reason), cancel: () => undefined };
    expect(await read(failing, "gzip").catch((error: unknown) => [error])).toEqual([reason]);
    const later = sourceOf([gzip.subarray(0, 20)], reason ?? "none");
    expect(await read(later, "gzip").catch((error: unknown) => [error])).toEqual([reason ?? "none"]);
  });
});

test("only as much is read as somebody wants", async () => {
  const parts = bytes(gzipSync(randomBytes(1 << 20)), 1000);
  const source = sourceOf(parts);
  const plain = unpacked(source, ["gzip"]);
  expect((await plain.read())?.byteLength).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(source.left()).toBeGreaterThan(parts.length / 2);
  plain.cancel();
  expect(source.cancelled).toBe(1);
});
