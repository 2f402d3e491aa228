import type { Call } from "./calls.ts";

/** What a request did to an object. */
export interface ChangedObject {
  change: "created" | "updated" | "deleted";
  /** The plural, or CloudCasa's resource. */
  resource: string;
  namespace?: string;
  /** The object's name (platform), or the document's id (CloudCasa). */
  name: string;
  /** Its version afterwards: resourceVersion or etag; of a deleted document the last one. */
  version: string;
}

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
  /** What it changed, in order: what simulated controllers and agents do of it later is not among it. Absent when it changed nothing. */
  changed?: ChangedObject[];
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

/** Kinds that keep secrets, under whatever names. */
const secretKinds = new Set(["secrets", "projectsecrets", "sharedsecrets"]);
/** What is shown of such an object, and of an operation of a JSON patch to it. */
const plainFields = ["apiVersion", "kind", "metadata", "type", "op", "path", "from"];
/** What is shown of its metadata: not the annotations, where clients keep what they applied last. */
const plainMetadata = ["name", "generateName", "namespace", "uid", "resourceVersion", "labels"];

/** A body for a kind of secrets without all that may be one. */
function withoutSecrets(body: string): string {
  const only = (names: readonly string[], value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "[redacted]";
    const shown = ([name, field]: [string, unknown]) => {
      if (!names.includes(name)) return [name, "[redacted]"];
      return [name, name === "metadata" ? only(plainMetadata, field) : field];
    };
    return Object.fromEntries(Object.entries(value).map(shown));
  };
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(Array.isArray(value) ? value.map((item) => only(plainFields, item)) : only(plainFields, value));
  } catch {
    // YAML or protobuf.
    return "[redacted]";
  }
}

/** What the log keeps: what costs time to make is made when somebody looks. */
export interface Logged {
  id: number;
  call: Call;
  /** Milliseconds since 1970 UTC. */
  at: number;
  method: string;
  path: string;
  user?: string | undefined;
  contentType?: string | undefined;
  ifMatch?: string | undefined;
  body?: string | undefined;
  status?: number;
  changed?: ChangedObject[];
  fault?: string;
  unsupported?: string;
}

/** The latest requests to one sandbox. Tokens and secrets are replaced before anything is kept. */
export class RequestLog {
  #kept: Logged[] = [];
  #first = 0;
  #count = 0;

  /** Notes a request; what is known only later (status, fault …) is set on the entry that this returns. */
  add(entry: Omit<Logged, "id">, token: string | undefined): Logged {
    const kept = { ...entry, id: ++this.#count, path: redactPath(entry.path, token) };
    if (entry.body) {
      const body = secretKinds.has(entry.call.resource ?? "") ? withoutSecrets(entry.body) : entry.body;
      kept.body = redact(body.length > bodyLimit ? body.slice(0, bodyLimit) : body, token);
    }
    if (this.#kept.length < capacity) this.#kept.push(kept);
    else {
      this.#kept[this.#first] = kept;
      this.#first = (this.#first + 1) % capacity;
    }
    return kept;
  }

  /** The latest requests, oldest first, as copies. */
  all(): LoggedRequest[] {
    return [...this.#kept.slice(this.#first), ...this.#kept.slice(0, this.#first)].map(shown);
  }

  /** Forgets all; ids begin at 1 again. */
  clear(): void {
    this.#kept = [];
    this.#first = 0;
    this.#count = 0;
  }
}

function redactPath(path: string, token: string | undefined): string {
  const cut = path.includes("?") ? path.replace(secretQuery, "$1[redacted]") : path;
  return token && cut.includes(token) ? cut.replaceAll(token, "[redacted]") : cut;
}

function shown({ call, at, ifMatch, changed, ...entry }: Logged): LoggedRequest {
  const copies = changed?.map((object) => ({ ...object }));
  const shown = { ...call, time: new Date(at).toISOString(), version: ifMatch ?? versionOf(entry.body), ...entry, changed: copies };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined && value !== "")) as unknown as LoggedRequest;
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
