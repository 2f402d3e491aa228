import { redact } from "./redact.ts";

/** What is read of an answer that is not the JSON we came for: enough for its words, no more. */
const limit = 64 * 1024;

export interface Body {
  readonly text: string;
  /** There was more than was wanted; the rest was cancelled unread. */
  readonly truncated: boolean;
}

export function isJsonType(headers: Headers): boolean {
  const type = headers.get("content-type");
  return type !== null && /[/+]json\b/i.test(type);
}

/** An answer that should be JSON. One with another type is read as far as 64 KiB, unless it begins like JSON after all. */
export function readJson(response: Response, maxBytes: number | undefined): Promise<Body | string> {
  // The fast path: no reader, no chunks.
  if (maxBytes === undefined && isJsonType(response.headers)) return response.text();
  return readChunks(response, maxBytes ?? Number.POSITIVE_INFINITY, isJsonType(response.headers));
}

/** An answer whose text is what was asked for. */
export function readText(response: Response, maxBytes: number | undefined): Promise<Body | string> {
  return maxBytes === undefined ? response.text() : readChunks(response, maxBytes, true);
}

/** The beginning of an answer that only serves an error message. */
export function readExcerpt(response: Response): Promise<Body> {
  return readChunks(response, limit, true);
}

async function readChunks(response: Response, maxBytes: number, wanted: boolean): Promise<Body> {
  if (response.body === null) return { text: "", truncated: false };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let most = maxBytes;
  let decided = wanted;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), truncated: false };
      const room = most - bytes;
      bytes += value.byteLength;
      text += decoder.decode(value.byteLength > room ? value.subarray(0, Math.max(0, room)) : value, { stream: true });
      if (!decided && /\S/.test(text)) {
        decided = true;
        if (!/^\s*[[{"]/.test(text)) most = Math.min(most, limit);
      }
      if (bytes > most) {
        // Not awaited: some transports only settle this once the connection is gone.
        reader.cancel().catch(() => undefined);
        return { text: text.slice(0, most), truncated: true };
      }
    }
  } finally {
    reader.releaseLock();
  }
}

/** The words of an answer on one line, without tags and secrets, at most 200 characters. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
  const body = /<(?:!doctype|html|head|body|title|h1|p)\b/i.test(text) ? htmlWords(text) : text;
  const line = redact(body, secrets)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a foreign answer must not reach a terminal.
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function htmlWords(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(-->|$)/g, " ")
    .replace(/<[^>]*>/g, " ");
}
