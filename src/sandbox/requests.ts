import type { Call } from "./calls.ts";
import { Redaction } from "./redact.ts";

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

/** What the log keeps. Its secrets are hidden when somebody looks, because most requests are never looked at. */
export interface Logged {
  id: number;
  call: Call;
  /** The token of the request, hidden wherever it stands. */
  token: string | undefined;
  /** Milliseconds since 1970 UTC. */
  at: number;
  method: string;
  path: string;
  user?: string | undefined;
  contentType?: string | undefined;
  version?: string | undefined;
  body?: string | undefined;
  status?: number;
  changed?: ChangedObject[];
  fault?: string;
  unsupported?: string;
  /** Secrets are hidden already. */
  isHidden?: true;
}

/** The latest requests to one sandbox. */
export class RequestLog {
  #kept: Logged[] = [];
  #first = 0;
  #count = 0;

  /** Notes a request; what is known only later (status, fault …) is set on the entry that this returns. */
  add(entry: Omit<Logged, "id">): Logged {
    const kept: Logged = { ...entry, id: ++this.#count };
    if (entry.body !== undefined && entry.body.length > bodyLimit) hideSecrets(kept);
    if (this.#kept.length < capacity) this.#kept.push(kept);
    else {
      this.#kept[this.#first] = kept;
      this.#first = (this.#first + 1) % capacity;
    }
    return kept;
  }

  /** The latest requests, oldest first, as copies without secrets. */
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

/** Replaces what was sent by what is shown of it, once. */
function hideSecrets(entry: Logged): void {
  if (entry.isHidden) return;
  const redaction = new Redaction([entry.token]);
  entry.version ??= versionOf(entry.body);
  entry.path = redaction.path(entry.path);
  if (entry.body) entry.body = redaction.body(entry.body, entry.contentType ?? "", entry.call.resource ?? "").slice(0, bodyLimit);
  if (entry.contentType) entry.contentType = redaction.text(entry.contentType);
  entry.token = undefined;
  entry.isHidden = true;
}

function shown(kept: Logged): LoggedRequest {
  hideSecrets(kept);
  const { call, at, changed, token: _, isHidden: __, ...entry } = kept;
  const copies = changed?.map((object) => ({ ...object }));
  const shown = { ...call, time: new Date(at).toISOString(), ...entry, changed: copies };
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
