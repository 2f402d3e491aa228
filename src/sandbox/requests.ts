import type { Call } from "./calls.ts";

/** A request as the log keeps it. */
export interface LoggedRequest extends Call {
  /** Counted from 1 since the start or the last reset. */
  id: number;
  /** When it came, on the sandbox's clock (RFC 3339). */
  time: string;
  method: string;
  /** Path and query as they were asked, tokens replaced. */
  path: string;
  /** The user whose token was sent; absent when none was, or an unknown one. */
  user?: string;
  contentType?: string;
  /** The version that guards a change: If-Match, or `metadata.resourceVersion` of a JSON body. */
  version?: string;
  /** The body as text, its first 64 KiB, secrets replaced. */
  body?: string;
  /** Status of the answer; absent while it is on its way, or when the connection broke before it came. */
  status?: number;
  /** Id of the fault that hit it. */
  fault?: string;
  /** What of it the sandbox does not simulate. */
  unsupported?: string;
}

/** So many requests are kept, the latest ones. */
const capacity = 1000;
/** So many characters of a body are kept. */
const bodyLimit = 64 * 1024;

const secretQuery = /([?&](?:[^=&]*token|[^=&]*key|[^=&]*password|[^=&]*secret)=)[^&]*/gi;
const secretName = "(?:[\\w-]*(?:token|password|passwd|secret|secretkey|accesskey|apikey|key-data)|key|config)";
// The value of a field whose name says that it is secret: in JSON, and in YAML or a kubeconfig inside of JSON text.
const secretJson = new RegExp(`("${secretName}"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, "gi");
const secretYaml = new RegExp(`((?:^|\\n|\\\\n)[ \\t]*(?:- )?${secretName}:[ \\t]*)[^\\s"\\\\{}\\[\\]]+`, "gi");

/** Text without the values of secret fields, and without `token`. */
export function redact(text: string, token?: string): string {
  const cut = text.replace(secretJson, "$1[redacted]").replace(secretYaml, "$1[redacted]");
  return token ? cut.replaceAll(token, "[redacted]") : cut;
}

interface Kept extends LoggedRequest {
  ifMatch?: string;
}

/** The latest requests to one sandbox. Tokens and secrets are replaced before anything is kept. */
export class RequestLog {
  #kept: Kept[] = [];
  #first = 0;
  #count = 0;

  /** Notes a request; what is known only later (status, body …) is set on the entry that this returns. */
  add(entry: Omit<Kept, "id" | "body" | "path">, path: string, body: string | undefined, token: string | undefined): Kept {
    const kept: Kept = { ...entry, id: ++this.#count, path: this.#path(path, token) };
    if (body) kept.body = redact(body.length > bodyLimit ? body.slice(0, bodyLimit) : body, token);
    if (this.#kept.length < capacity) this.#kept.push(kept);
    else {
      this.#kept[this.#first] = kept;
      this.#first = (this.#first + 1) % capacity;
    }
    return kept;
  }

  #path(path: string, token: string | undefined): string {
    const cut = path.includes("?") ? path.replace(secretQuery, "$1[redacted]") : path;
    return token && cut.includes(token) ? cut.replaceAll(token, "[redacted]") : cut;
  }

  /** The latest requests, oldest first, as copies. */
  all(): LoggedRequest[] {
    return [...this.#kept.slice(this.#first), ...this.#kept.slice(0, this.#first)].map(({ ifMatch, ...entry }) => {
      const version = ifMatch ?? versionOf(entry.body);
      return version === undefined ? entry : { ...entry, version };
    });
  }

  /** Forgets all; ids begin at 1 again. */
  clear(): void {
    this.#kept = [];
    this.#first = 0;
    this.#count = 0;
  }
}

/** `metadata.resourceVersion` of a JSON body. */
function versionOf(body: string | undefined): string | undefined {
  if (!body?.includes('"resourceVersion"')) return undefined;
  try {
    const version: unknown = JSON.parse(body)?.metadata?.resourceVersion;
    return typeof version === "string" && version !== "" ? version : undefined;
  } catch {
    return undefined;
  }
}
