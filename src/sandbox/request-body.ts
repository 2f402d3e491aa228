/**
 * The most bytes of a request body that are kept: 3 MiB, the limit of API servers, and of the sandbox for CloudCasa. A longer body is cut one byte
 * behind the limit, so that the API that reads it answers 413 in its own words.
 */
const maxBody = 3 * 1024 * 1024;

/** The body of a request, at most `maxBody` bytes and one more; the rest is not read. */
export async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (length <= maxBody) return new Uint8Array(await request.arrayBuffer());
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= maxBody) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    chunks.push(value);
    size += value.length;
  }
  reader.cancel().catch(() => {});
  return joined(chunks, maxBody + 1);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.subarray(0, size - at), at);
    at += chunk.length;
  }
  return all;
}
