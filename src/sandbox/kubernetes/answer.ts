import type { Output } from "./negotiate.ts";
import { negotiate } from "./negotiate.ts";
import type { ApiError, Status } from "./status.ts";
import { toYaml } from "./yaml.ts";

/** Answers longer than this are compressed when the client can read that. */
const gzipThreshold = 128 * 1024;

/** Writes answers to one request. */
export class Answers {
  readonly #request: Request;
  readonly #now: number;
  readonly #auditId: string;
  /** Texts for Warning headers, each once. */
  readonly warnings = new Set<string>();

  constructor(request: Request, now: number, auditId: string) {
    this.#request = request;
    this.#now = now;
    this.#auditId = auditId;
  }

  headers(contentType: string, extra: Readonly<Record<string, string>> = {}): Headers {
    const headers = new Headers({
      "audit-id": this.#auditId,
      "cache-control": "no-cache, private",
      "content-type": contentType,
      date: new Date(this.#now).toUTCString(),
      ...extra,
    });
    for (const text of this.warnings) {
      // Header values are bytes: what is none is left out.
      const clean = text
        .replace(/[^\x20-\x7e]/g, "")
        .replaceAll("\\", "\\\\")
        .replaceAll('"', '\\"');
      headers.append("warning", `299 - "${clean}"`);
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
    return new Response(this.#request.method === "HEAD" ? null : text, { status: code, headers });
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
