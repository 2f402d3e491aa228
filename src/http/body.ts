/** Reading the body of a response: all of it, or as much as is wanted. */
import type { Deadline } from "./deadline.ts";

/** As much is read of a response that is not the JSON that was due: enough for a message. */
const excerptBytes = 64 * 1024;

export interface Body {
  readonly text: string;
  /** It was larger than `maxBytes`; the rest was cancelled unread. */
  readonly isTooLarge: boolean;
}

export function isJsonType(headers: Headers): boolean {
  const type = headers.get("content-type");
  return type !== null && /[/+]json\b/i.test(type.slice(0, 200));
}

/** A response that should be JSON. One with another type is read up to 64 KiB, unless it begins like JSON after all. */
export function readJson(response: Response, maxBytes: number | undefined, deadline: Deadline): Promise<Body | string> {
  // The fast path: no reader, no chunks.
  if (maxBytes === undefined && isJsonType(response.headers)) return response.text();
  return readChunks(response, maxBytes ?? Number.POSITIVE_INFINITY, isJsonType(response.headers), deadline);
}

/** A response whose text was asked for. */
export function readText(response: Response, maxBytes: number | undefined, deadline: Deadline): Promise<Body | string> {
  return maxBytes === undefined ? response.text() : readChunks(response, maxBytes, true, deadline);
}

/** The beginning of a response that only serves an error message. */
export function readExcerpt(response: Response, deadline: Deadline): Promise<Body> {
  return readChunks(response, excerptBytes, true, deadline);
}

async function readChunks(response: Response, maxBytes: number, isWanted: boolean, deadline: Deadline): Promise<Body> {
  if (response.body === null) return { text: "", isTooLarge: false };
  const reader = response.body.getReader();
  // Not awaited: some transports only settle this once the connection is gone.
  const cancel = () => void reader.cancel().catch(() => undefined);
  const forget = deadline.onEnd(cancel);
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let most = maxBytes;
  let isDecided = isWanted;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (deadline.ended !== undefined) throw deadline.signal.reason;
      if (done) return { text: text + decoder.decode(), isTooLarge: false };
      const room = Math.max(0, most - bytes);
      bytes += value.byteLength;
      const part = decoder.decode(value.byteLength > room ? value.subarray(0, room) : value, { stream: true });
      text += part;
      // What begins with many blanks is not JSON either.
      if (!isDecided && (/\S/.test(part) || bytes > excerptBytes)) {
        isDecided = true;
        if (!/^\s*[[{"]/.test(part)) most = Math.min(most, excerptBytes);
      }
      if (bytes > most) {
        cancel();
        return { text: text.slice(0, most), isTooLarge: most === maxBytes };
      }
    }
  } finally {
    forget();
    reader.releaseLock();
  }
}
