import type { Call } from "./calls.ts";
import { parse, Redaction } from "./redact.ts";
import { misfits, type RequestMatch } from "./vocabulary.ts";

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
  /**
   * The version that guards a change: If-Match, `metadata.resourceVersion` of the body, `preconditions.resourceVersion` of a deletion, or what a
   * JSON patch writes to `/metadata/resourceVersion` or tests it for.
   */
  version?: string;
  /** The preconditions of a deletion. */
  preconditions?: { uid?: string; resourceVersion?: string };
  /** The tests of a JSON patch. */
  tests?: { path: string; value: unknown }[];
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

/** A request of the log with its body parsed: the value of JSON or YAML, else the text. */
export interface SandboxCall extends Omit<LoggedRequest, "body"> {
  body?: unknown;
}

/** The requests that {@link Sandbox.calls} found, oldest first. */
export class Calls extends Array<SandboxCall> {
  // What `map` and `filter` make of it is an array.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** How many there are. */
  get count(): number {
    return this.length;
  }

  /** The oldest one. */
  get first(): SandboxCall | undefined {
    return this[0];
  }

  /** The latest one. */
  get last(): SandboxCall | undefined {
    return this.at(-1);
  }
}

/** So many requests are kept unless `requestLimit` says otherwise. */
export const defaultRequestLimit = 1000;
/** So many characters of a body are kept. */
const bodyLimit = 64 * 1024;
/** Longer bodies wait as they came until somebody looks, so many characters together: to look for secrets in one takes a while. */
const waitingLimit = 16 * 1024 * 1024;

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
  preconditions?: { uid?: string; resourceVersion?: string };
  tests?: { path: string; value: unknown }[];
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
  /** Entries with long bodies whose secrets are not hidden yet, oldest first. */
  #waiting: Logged[] = [];
  readonly #limit: number;

  /** Keeps the latest `limit` requests. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many requests it has let go. */
  get dropped(): number {
    return this.#count - this.#kept.length;
  }

  /** Notes a request; what is known only later (status, fault …) is set on the entry that this returns. */
  add(entry: Omit<Logged, "id">): Logged {
    const kept: Logged = { ...entry, id: ++this.#count };
    if (entry.body !== undefined && entry.body.length > bodyLimit) this.#wait(kept);
    if (this.#kept.length < this.#limit) this.#kept.push(kept);
    else {
      this.#kept[this.#first] = kept;
      this.#first = (this.#first + 1) % this.#limit;
    }
    return kept;
  }

  #wait(entry: Logged): void {
    this.#waiting = [...this.#waiting.filter(({ isHidden }) => !isHidden), entry];
    let length = this.#waiting.reduce((sum, { body = "" }) => sum + body.length, 0);
    while (length > waitingLimit) {
      const oldest = this.#waiting.shift() as Logged;
      length -= oldest.body?.length ?? 0;
      hideSecrets(oldest);
    }
  }

  /** The latest requests, oldest first, as copies without secrets. */
  all(): LoggedRequest[] {
    return [...this.#kept.slice(this.#first), ...this.#kept.slice(0, this.#first)].map(shown);
  }

  /** Forgets all; ids begin at 1 again. */
  clear(): void {
    this.#kept = [];
    this.#waiting = [];
    this.#first = 0;
    this.#count = 0;
  }
}

/** Replaces what was sent by what is shown of it, once. */
function hideSecrets(entry: Logged): void {
  if (entry.isHidden) return;
  const redaction = new Redaction([entry.token]);
  const parsed = entry.body && mayBeGuarded.test(entry.body) ? parse(entry.body) : undefined;
  entry.version ??= guardsOf(parsed).version;
  const { preconditions, tests } = guardsOf(redaction.value(parsed, entry.call.resource));
  Object.assign(entry, preconditions && { preconditions }, tests && { tests });
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

/** Looks for the calls of a match; `name` is the one in the path, or that of the object which the request is about. */
export function findCalls(requests: readonly LoggedRequest[], match: RequestMatch): Calls {
  const { name, ...rest } = match;
  const found = new Calls();
  for (const { body: text, ...request } of requests) {
    if (request.api === "control" || misfits(rest, request).length > 0) continue;
    const body = text === undefined ? undefined : (parse(text) ?? text);
    if (name !== undefined && !namesOf(request, body).includes(name)) continue;
    found.push({ ...request, ...(body !== undefined && { body }) });
  }
  return found;
}

function namesOf({ name, changed }: SandboxCall, body: unknown): unknown[] {
  const { metadata, name: ofDocument } = (body ?? {}) as { metadata?: { name?: unknown } | null; name?: unknown };
  return [name, ofDocument, metadata?.name, ...(changed ?? []).map((object) => object.name)];
}

const mayBeGuarded = /resourceVersion|"?preconditions"?\s*:|"op"/;

/** What guards a change, by its body. */
function guardsOf(body: unknown): Pick<Logged, "version" | "preconditions" | "tests"> {
  if (Array.isArray(body)) {
    const operations: { op: unknown; path: string; value: unknown }[] = body.filter((operation) => typeof operation?.path === "string");
    const tests = operations.filter(({ op }) => op === "test").map(({ path, value }) => ({ path, value }));
    const version = operations.findLast(
      ({ op, path }) => path === "/metadata/resourceVersion" && (op === "test" || op === "add" || op === "replace"),
    )?.value;
    return { ...(tests.length > 0 && { tests }), ...(typeof version === "string" && { version }) };
  }
  const { metadata, preconditions } = (body ?? {}) as {
    metadata?: { resourceVersion?: unknown } | null;
    preconditions?: Logged["preconditions"] | null;
  };
  const version = metadata?.resourceVersion || preconditions?.resourceVersion;
  return { ...(preconditions && { preconditions }), ...(typeof version === "string" && { version }) };
}
