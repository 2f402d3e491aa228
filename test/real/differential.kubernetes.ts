// The sandbox and a real API server with the same types side by side: both get the same requests, and their answers are compared.
import { createSandbox } from "../../src/sandbox/index.ts";

/**
 * One request to both. `{{uid:a}}` and `{{rv:a}}` stand for what the server said last of the object called a, `{{first:a}}` for its first
 * version, `{{continue}}` and `{{version}}` for what it said of its last list.
 */
export interface Step {
  method: string;
  /** Below the prefix of the API. */
  path: string;
  headers?: Readonly<Record<string, string | null>>;
  body?: string;
  /** The answer is a stream, to be read as `stream` later. */
  open?: string;
}

/** Reads what has come of an open stream until nothing more comes. */
export interface Reading {
  stream: string;
}

export type Action = Step | Reading;

/** One of the two servers. */
export interface Side {
  readonly origin: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  reset(): void | Promise<void>;
}

const prefix = "/kubernetes/management";

/** The status of a request whose connection the server closed. */
const noResponse = "no response";

/** The headers that matter to a client. */
const compared = ["content-type", "warning", "allow", "retry-after", "x-content-type-options", "cache-control", "vary", "location"];

/** What follows these words is a decoder's own, or names a Go type. */
const tails = [
  "json parse error: ",
  "json: cannot unmarshal ",
  "error decoding patch: ",
  "error converting YAML to JSON: ",
  "): yaml: ",
  " in scheme ",
  "converting (",
  "strconv.",
  "is invalid: patch: Invalid value: ",
  "StorageError: ",
  "continue key is not valid: ",
  "but the requested object is ",
  "expected string, got ",
  "found new finalizers ",
  " in map: ",
  'Invalid value: "map[',
  'Invalid value: "{',
];

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What one side has said so far: ids, versions and made-up names by the order in which they came. */
class Conversation {
  readonly #side: Side;
  readonly #exact: boolean;
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #objects = new Map<string, { uid: string; rv: string; first: string }>();
  readonly #streams = new Map<string, { text: string; ended: boolean; abort: AbortController; at: number }>();
  #continue = "";
  #version = "";
  /** What generated names of the answer begin with. */
  #prefix = "";

  constructor(side: Side, exact: boolean) {
    this.#side = side;
    this.#exact = exact;
  }

  #fill(text: string): string {
    return text.replace(/\{\{(\w+)(?::([^}]*))?\}\}/g, (_, what: string, name: string) => {
      if (what === "continue") return encodeURIComponent(this.#continue);
      if (what === "version") return this.#version;
      const object = this.#objects.get(name);
      return object?.[what as "uid" | "rv" | "first"] ?? `no-${what}`;
    });
  }

  async play(action: Action): Promise<Fields> {
    if ("stream" in action) return this.#read(action.stream);
    const headers = new Headers({ authorization: "Bearer test-token", "user-agent": "differential/1", "accept-encoding": "identity" });
    for (const [name, value] of Object.entries(action.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    if (action.body !== undefined && !headers.has("content-type") && action.headers?.["content-type"] !== null)
      headers.set("content-type", "application/json");
    this.#prefix = /"generateName":"([^"]+)"/.exec(action.body ?? "")?.[1]?.slice(0, 58) ?? "";
    const abort = new AbortController();
    const body = action.body === undefined ? undefined : new TextEncoder().encode(this.#fill(action.body));
    const send = () =>
      this.#side.fetch(this.#side.origin + prefix + this.#fill(action.path), {
        method: action.method,
        headers,
        ...(body && { body }),
        signal: abort.signal,
      });
    // A request that makes the server panic has no response, however often it is sent; other connections end because they were idle.
    const response = await send().catch(() => send().catch(() => undefined));
    if (!response) return { status: noResponse };
    const seen: Fields = {};
    for (const name of compared) {
      const value = response.headers.get(name);
      if (value !== null) seen[name] = name === "allow" ? value.split(/,\s*/).sort().join(", ") : this.#text(value);
    }
    if (action.open !== undefined && response.ok) {
      const stream = { text: "", ended: false, abort, at: 0 };
      this.#streams.set(action.open, stream);
      void collect(response, stream);
      return { status: response.status, headers: seen };
    }
    const text = await response.text();
    const parsed = parse(text);
    this.#learn(parsed);
    return {
      status: response.status,
      headers: seen,
      body: isFields(parsed) || Array.isArray(parsed) ? this.#value(parsed, []) : this.#text(text),
    };
  }

  async #read(name: string): Promise<Fields> {
    const stream = this.#streams.get(name);
    if (!stream) return { stream: "none" };
    let quiet = 0;
    for (let before = stream.text.length; quiet < 6 && !stream.ended; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      if (stream.text.length !== before) quiet = 0;
      before = stream.text.length;
    }
    const lines = stream.text.slice(stream.at).split("\n").filter(Boolean);
    stream.at = stream.text.length;
    const events = lines.map(parse);
    return { events: events.map((event) => this.#value(event, [])), ended: stream.ended };
  }

  end(): void {
    for (const stream of this.#streams.values()) stream.abort.abort();
  }

  /** Remembers what an answer says of objects. */
  #learn(value: unknown): void {
    if (!isFields(value)) return;
    const { metadata, items } = value;
    if (!isFields(metadata)) return;
    if (typeof metadata["continue"] === "string") this.#continue = metadata["continue"];
    if (typeof metadata["resourceVersion"] === "string" && metadata["uid"] === undefined) this.#version = metadata["resourceVersion"];
    const { name, uid, resourceVersion, generateName } = metadata;
    if (typeof name === "string" && typeof uid === "string") {
      const rv = String(resourceVersion ?? "");
      const key = typeof generateName === "string" && name.startsWith(generateName) ? "generated" : name;
      const old = this.#objects.get(key);
      this.#objects.set(key, { uid, rv, first: old?.uid === uid ? old.first : rv });
    }
    if (Array.isArray(items)) for (const item of items) this.#learn(item);
  }

  /** The name that stands for something made up: the same for the same, in the order in which they came. */
  #name(what: string, value: string): string {
    const key = `${what}:${value}`;
    let name = this.#known.get(key);
    if (name === undefined) {
      const count = (this.#counts.get(what) ?? 0) + 1;
      this.#counts.set(what, count);
      name = `<${what}${count}>`;
      this.#known.set(key, name);
    }
    return name;
  }

  /** A list with its generated names in the order in which they came: they are random, and lists go by name. */
  #inOrderMade(items: readonly unknown[]): readonly unknown[] {
    const made = (item: unknown): number => {
      const object = isFields(item) && isFields(item["object"]) ? item["object"] : item;
      const metadata = isFields(object) ? object["metadata"] : undefined;
      const name = isFields(metadata) ? this.#known.get(`made:${metadata["name"]}`) : undefined;
      return Number(name?.slice("<made".length, -1) ?? 0);
    };
    const sorted = items.filter((item) => made(item) > 0).sort((a, b) => made(a) - made(b));
    return items.map((item) => (made(item) > 0 ? sorted.shift() : item));
  }

  #text(text: string): string {
    let out = text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (uid) =>
      uid.startsWith("00000000") ? uid : this.#name("uid", uid),
    );
    out = out
      .replace(/2026-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, "<time>")
      .replace(/current: \d+/, "current: <n>")
      .replace(/too old resource version: (\d+) \(\d+\)/, "too old resource version: $1 (<n>)");
    out = out
      .replace(/resourceVersion: "\d+"/g, 'resourceVersion: "<rv>"')
      .replace(/in record \(\d+\)/, "in record (<rv>)")
      .replace(/in the precondition \(\d+\)/, "in the precondition (<rv>)")
      .replace(/continue: \S+/, "continue: <continue>");
    // A version that a patch has copied elsewhere.
    out = out.replace(/\d{2,}/g, (digits) => this.#known.get(`rv:${digits}`) ?? digits);
    for (const [key, name] of this.#known) if (key.startsWith("made:")) out = out.replaceAll(key.slice(5), name);
    for (let at = out.indexOf(this.#prefix); this.#prefix && at >= 0; at = out.indexOf(this.#prefix, at + 1)) {
      const rest = out.slice(at + this.#prefix.length);
      if (/^[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9])/.test(rest)) out = `${out.slice(0, at)}${this.#prefix}<made>${rest.slice(5)}`;
    }
    if (this.#exact) return out;
    // YAML folds long lines, in the middle of these words too.
    if (out.startsWith("apiVersion: v1\n")) out = out.replaceAll("\n  ", " ");
    for (const tail of tails) if (out.includes(tail)) out = `${out.slice(0, out.indexOf(tail) + tail.length)}…`;
    return out;
  }

  #value(value: unknown, path: readonly string[]): unknown {
    const last = path.at(-1);
    if (typeof value === "string") {
      if (value === "") return value;
      if (last === "resourceVersion" && path.at(-2) === "metadata") return this.#name("rv", value);
      if (last === "continue" && path.at(-2) === "metadata") return "<continue>";
      return this.#text(value);
    }
    if (Array.isArray(value)) {
      // Conflicts come in any order.
      const items =
        last === "causes" && isFields(value[0]) && value[0]["reason"] === "FieldManagerConflict"
          ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
          : last === "managedFields"
            ? [...value].sort((a, b) => (managerKey(a) < managerKey(b) ? -1 : 1))
            : last === "items" || last === "rows"
              ? this.#inOrderMade(value)
              : value;
      return items.map((item, i) => this.#value(item, [...path, String(i)]));
    }
    if (!isFields(value)) return value;
    const { generateName, name } = value;
    if (last === "metadata" && typeof generateName === "string" && typeof name === "string" && name.startsWith(generateName.slice(0, 58))) {
      this.#name("made", name);
    }
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .filter((key) => !(key === "description" && path.at(-2) === "columnDefinitions") && !(key === "paths" && path.length === 0))
        // Names of the items of a list in managed fields are values too.
        .map((key) => [/^[kv]:/.test(key) ? this.#text(key) : key, this.#value(value[key], [...path, key])]),
    );
  }
}

const managerKey = (entry: unknown) =>
  isFields(entry) ? JSON.stringify([entry["operation"], entry["manager"], entry["subresource"] ?? "", entry["apiVersion"]]) : "";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function collect(response: Response, stream: { text: string; ended: boolean }): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) stream.text += decoder.decode(chunk as Uint8Array, { stream: true });
  } catch {
    // Closed by us.
  }
  stream.ended = true;
}

/** What the two said differently. */
export interface Difference {
  action: Action;
  index: number;
  where: string;
  sandbox: unknown;
  real: unknown;
}

const discovery = /^\/apis?(\/[^/?]+){0,2}\/?(\?|$)/;

const both = ({ sandbox, real }: Difference, words: RegExp) => [sandbox, real].every((text) => words.test(String(text)));

/** Why the two may differ: the whole list, at most five. What is not here is a mistake of the sandbox. */
export const reasons: Readonly<Record<string, (difference: Difference) => boolean>> = {
  "the YAML reader has words of its own": (difference) => both(difference, /yaml: /),
  "Go reads a map in any order, and stops at the first field that is not declared": (difference) =>
    letters(difference.sandbox) === letters(difference.real) ||
    both(difference, /\): errors:\n/) ||
    (both(difference, /failed to create typed patch object/) &&
      /not declared in schema/.test(String(difference.real) + difference.sandbox)),
  "a request that makes the real server panic has no response; the sandbox's is 500": ({ where, sandbox, real }) =>
    where === "/status" && sandbox === 500 && real === noResponse,
  "the sandbox has no discovery in protobuf": ({ action, real }) =>
    "path" in action && discovery.test(action.path) && /protobuf/.test(`${action.headers?.["accept"]} ${real}`),
};

/** A value whose parts may have come in another order. */
const letters = (value: unknown) => [...(JSON.stringify(value) ?? "")].sort().join("");

/** The sandbox and a real server. */
export class Pair {
  /** How often each reason has explained a difference. */
  readonly explained = new Map<string, number>();
  readonly #real: Side;
  readonly #exact: boolean;

  /** `exact`: hold decoders' own words and the names of Go types too. */
  constructor(real: Side, options: { exact?: boolean } = {}) {
    this.#real = real;
    this.#exact = options.exact === true;
  }

  /** Plays the same on both, and says what differs. The real server's caches may lag behind: what does not happen again is none. */
  async differences(actions: readonly Action[]): Promise<Difference[]> {
    const found = await this.#play(actions);
    if (!found.length) return found;
    const again = new Set((await this.#play(actions)).map(({ index, where }) => `${index} ${where}`));
    return found.filter(({ index, where }) => again.has(`${index} ${where}`));
  }

  async #play(actions: readonly Action[]): Promise<Difference[]> {
    using sandbox = createSandbox({
      bare: true,
      clock: "real",
      tokens: { admin: "test-token", readonly: "readonly-token" },
      // The real server has no garbage collector.
      durations: { platform: { garbageCollection: "never" } },
    });
    await this.#real.reset();
    const ours = new Conversation(
      { origin: sandbox.platform.url, fetch: (url, init) => sandbox.fetch(url, init), reset: () => {} },
      this.#exact,
    );
    const theirs = new Conversation(this.#real, this.#exact);
    const found: Difference[] = [];
    try {
      for (const [index, action] of actions.entries()) {
        const [a, b] = await Promise.all([ours.play(action), theirs.play(action)]);
        const here: Difference[] = [];
        if (b["status"] === noResponse) here.push({ action, index, where: "/status", sandbox: a["status"], real: noResponse });
        else compare(a, b, "", (where, x, y) => here.push({ action, index, where, sandbox: x, real: y }));
        for (const difference of here) {
          const reason = Object.keys(reasons).find((name) => reasons[name]?.(difference));
          if (reason === undefined) found.push(difference);
          else this.explained.set(reason, (this.explained.get(reason) ?? 0) + 1);
        }
        // From here on they have different objects.
        if (here.some((difference) => difference.where === "/status")) break;
      }
    } finally {
      ours.end();
      theirs.end();
    }
    return found;
  }
}

function compare(a: unknown, b: unknown, where: string, differ: (where: string, a: unknown, b: unknown) => void): void {
  if (a === b) return;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    for (const [i, item] of a.entries()) compare(item, b[i], `${where}/${i}`, differ);
  } else if (isFields(a) && isFields(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) compare(a[key], b[key], `${where}/${key}`, differ);
  } else if (JSON.stringify(a) !== JSON.stringify(b)) differ(where, a, b);
}
