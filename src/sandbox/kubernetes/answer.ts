import type { Output } from "./negotiate.ts";
import { negotiate, prefersProtobuf } from "./negotiate.ts";
import { protobufType, statusProtobuf } from "./protobuf.ts";
import type { ApiError, Status } from "./status.ts";
import { toYaml } from "./yaml-writer.ts";

/** Answers longer than this are compressed when the client can read that. */
const gzipThreshold = 128 * 1024;

/** Writes answers to one request. */
export class Answers {
  readonly #request: Request;
  readonly #auditId: string;
  /** Texts for Warning headers, each once. */
  readonly warnings = new Set<string>();
  /** The request has come as far as the handler of its resource; until then, the server itself answers. */
  isHandled = false;

  constructor(request: Request, auditId: string) {
    this.#request = request;
    this.#auditId = auditId;
  }

  headers(contentType: string, extra: Readonly<Record<string, string>> = {}): Headers {
    const headers = new Headers({
      "audit-id": this.#auditId,
      "cache-control": "no-cache, private",
      "content-type": contentType,
      ...extra,
    });
    for (const text of shortened([...this.warnings])) {
      headers.append("warning", `299 - "${bytes(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
    }
    return headers;
  }

  /** JSON text in the form that was negotiated. */
  json(code: number, json: string, output: Output, extra?: Readonly<Record<string, string>>): Response {
    if (output.yaml) return this.text(code, toYaml(JSON.parse(json)), "application/yaml", extra);
    const pretty = output.pretty || this.#isForPeople();
    return this.text(code, `${pretty ? JSON.stringify(JSON.parse(json), null, 2) : json}\n`, "application/json", extra);
  }

  text(code: number, text: string, contentType: string, extra?: Readonly<Record<string, string>>): Response {
    const headers = this.headers(contentType, extra);
    if (text.length > gzipThreshold && this.#acceptsGzip()) {
      headers.set("content-encoding", "gzip");
      headers.set("vary", "Accept-Encoding");
      const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
      return new Response(stream, { status: code, headers });
    }
    return new Response(text, { status: code, headers });
  }

  status(status: Status, code: number, extra?: Readonly<Record<string, string>>): Response {
    let output: Output = { yaml: false, pretty: false };
    try {
      output = negotiate(this.#request.headers.get("accept"), false);
    } catch {
      // What cannot be negotiated is answered in JSON.
    }
    return this.json(code, JSON.stringify(status), output, extra);
  }

  error(error: ApiError): Response {
    if (!this.isHandled && prefersProtobuf(this.#request.headers.get("accept"))) {
      const headers = this.headers(protobufType, error.headers);
      return new Response(statusProtobuf(error.status) as BodyInit, { status: error.code, headers });
    }
    return this.status(error.status, error.code, error.headers);
  }

  #acceptsGzip(): boolean {
    return (this.#request.headers.get("accept-encoding") ?? "").split(",").some((e) => e.split(";")[0]?.trim() === "gzip");
  }

  /** Browsers and command line tools are shown indented text; `pretty` in the query decides before that. */
  #isForPeople(): boolean {
    const at = this.#request.url.indexOf("pretty=");
    if (at > 0) {
      const value = new URL(this.#request.url).searchParams.get("pretty");
      if (value) return ["1", "t", "T", "true", "TRUE", "True"].includes(value);
    }
    return /^(curl|Wget|Mozilla\/5\.0)/.test(this.#request.headers.get("user-agent") ?? "");
  }
}

const warningsLimit = 4096;
const warningLimit = 256;

/** Warnings that are too long together are each cut, and end where the limit is reached. */
function shortened(texts: string[]): string[] {
  const sendable = texts.filter((text) => !/\p{Cc}/u.test(text));
  if (sendable.reduce((sum, text) => sum + text.length, 0) <= warningsLimit) return sendable;
  let left = warningsLimit;
  return sendable
    .map((text) => text.slice(0, warningLimit))
    .filter((text) => {
      const fits = left > 0;
      left -= text.length;
      return fits;
    });
}

/** A header's value is bytes: text as UTF-8, one character a byte. */
const bytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
