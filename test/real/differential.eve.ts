// The sandbox and a real Eve server side by side: both get the same requests, and their answers are compared.
import { createSandbox } from "../../src/sandbox/index.ts";

/** One request to both. `{{id1}}`, `{{etag1}}`, `{{old1}}`, `{{updated1}}` stand for what the server said of the first document it made, and so on. */
export interface Step {
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** An answer without what differs from run to run. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** One of the two servers. */
export interface Side {
  readonly origin: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  reset(): void | Promise<void>;
}

/** The headers that matter to a client. */
const compared = (
  "allow cache-control content-type etag last-modified link location vary www-authenticate x-total-count " +
  "access-control-allow-origin access-control-allow-methods access-control-allow-headers access-control-max-age"
).split(" ");

const idPattern = /(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])/g;
const datePattern = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT/g;

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a server makes up: an API key and its end. */
const made = (key: string, value: unknown): unknown =>
  key === "snippet" || (key === "key" && String(value).length > 99) ? `<${key}>` : value;

/** The same value with its keys in order, so that equal values are equal texts. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isFields(value)) return value;
  // Not by assignment: a key may be called __proto__.
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, made(key, ordered(value[key]))]),
  );
}

/** What one side has said so far: ids and versions by the order in which its documents came. */
class Conversation {
  readonly #side: Side;
  readonly #literals: ReadonlySet<string>;
  readonly #ids: string[] = [];
  readonly #etags = new Map<string, string[]>();
  readonly #updated = new Map<string, string>();

  /** `literals` are the ids and times that the requests themselves have: these are no server's own. */
  constructor(side: Side, literals: ReadonlySet<string>) {
    this.#side = side;
    this.#literals = literals;
  }

  #fill(text: string, encode = (value: string) => value): string {
    return text.replace(/\{\{(id|etag|old|updated)(\d+)\}\}/g, (_, what: string, number: string) => {
      const id = this.#ids[Number(number) - 1] ?? "f".repeat(24);
      const etags = this.#etags.get(id) ?? [];
      if (what === "id") return id;
      if (what === "updated") return encode(this.#updated.get(id) ?? "Thu, 01 Jan 2026 00:00:00 GMT");
      return (what === "etag" ? etags.at(-1) : etags.at(-2)) ?? "0".repeat(40);
    });
  }

  async ask(step: Step): Promise<Answer> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(step.headers ?? {})) headers.set(name, this.#fill(value));
    const body = typeof step.body === "string" ? this.#fill(step.body) : step.body;
    const path = this.#fill(step.path, encodeURIComponent);
    const response = await this.#side.fetch(this.#side.origin + path, {
      method: step.method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    const text = await response.text().catch(() => "no body came");
    const type = (response.headers.get("content-type") ?? "").split(";")[0];
    let parsed: unknown = text;
    if (type === "application/json" && text !== "") {
      try {
        parsed = ordered(JSON.parse(text));
        this.#learn(parsed);
      } catch {
        parsed = `not JSON: ${text}`;
      }
    }
    const given: Record<string, string> = {};
    for (const name of compared) {
      const value = response.headers.get(name);
      if (value !== null)
        given[name] = name === "content-type" ? (type as string) : name === "allow" ? value.split(/, */).sort().join(", ") : value;
    }
    return { status: response.status, headers: this.#neutral(given) as Record<string, string>, body: this.#neutral(parsed) };
  }

  /** Notes ids and versions of the documents in an answer. */
  #learn(value: unknown): void {
    if (Array.isArray(value)) for (const inner of value) this.#learn(inner);
    if (!isFields(value)) return;
    const { _id: id, _etag: etag, _updated: updated } = value;
    if (typeof id === "string" && /^[0-9a-f]{24}$/.test(id)) {
      if (!this.#ids.includes(id)) this.#ids.push(id);
      const etags = this.#etags.get(id) ?? [];
      if (typeof etag === "string" && etags.at(-1) !== etag) this.#etags.set(id, [...etags, etag]);
      if (typeof updated === "string") this.#updated.set(id, updated);
    }
    for (const inner of Object.values(value)) this.#learn(inner);
  }

  /** The value with names in the place of ids, versions, times and addresses. */
  #neutral(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((inner) => this.#neutral(inner));
    if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [this.#text(key), this.#neutral(inner)]));
    return typeof value === "string" ? this.#text(value) : value;
  }

  #text(text: string): string {
    return text
      .replace(/https?:\/\/[^"]*\/kubeclusteragents\/[^"<]*\.yaml/g, "<agent>")
      .replaceAll(this.#side.origin, "")
      .replace(/<(key|snippet)>[^<]+<\/\1>/g, "<$1></$1>")
      .replace(/(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/g, (etag) => (this.#literals.has(etag) ? etag : "<etag>"))
      .replace(idPattern, (id) => (this.#literals.has(id) ? id : `<id${this.#ids.indexOf(id) + 1}>`))
      .replace(datePattern, (date) => (this.#literals.has(date) ? date : "<time>"));
  }
}

/** Ids, versions and times that a sequence of requests has itself. */
function literals(steps: readonly Step[]): Set<string> {
  const found = new Set<string>();
  for (const { path, body, headers } of steps) {
    let query = path;
    try {
      query = decodeURIComponent(path.replaceAll("+", " "));
    } catch {
      // Compared as it stands.
    }
    const text = `${path} ${query} ${typeof body === "string" ? body.replaceAll("+", " ") : ""} ${Object.values(headers ?? {}).join(" ")}`;
    for (const pattern of [idPattern, datePattern, /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/g])
      for (const [literal] of text.matchAll(pattern)) found.add(literal);
  }
  return found;
}

/** Where two answers differ, as `pointer: real → sandbox`. */
export function differencesOf(real: unknown, sandbox: unknown, at = ""): string[] {
  if (Object.is(real, sandbox)) return [];
  if (Array.isArray(real) && Array.isArray(sandbox) && real.length === sandbox.length)
    return real.flatMap((inner, i) => differencesOf(inner, sandbox[i], `${at}/${i}`));
  if (isFields(real) && isFields(sandbox)) {
    return [...new Set([...Object.keys(real), ...Object.keys(sandbox)])].flatMap((key) =>
      Object.hasOwn(real, key) !== Object.hasOwn(sandbox, key)
        ? [`${at}/${key}: ${short(real[key])} → ${short(sandbox[key])}`]
        : differencesOf(real[key], sandbox[key], `${at}/${key}`),
    );
  }
  return [`${at}: ${short(real)} → ${short(sandbox)}`];
}

const short = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 400);

/** What the two made of one step. */
export interface Compared {
  step: Step;
  real: Answer;
  sandbox: Answer;
  /** As `pointer: real → sandbox`; empty when they agree. */
  differences: string[];
  /** Whether a document was deleted before. */
  deleted: boolean;
}

/** Both servers, and what they say to a sequence of requests, each time from empty. */
export class Pair {
  readonly #real: Side;
  readonly #sandbox: Side;

  constructor(real: Side, sandbox: Side = sandboxSide()) {
    this.#real = real;
    this.#sandbox = sandbox;
  }

  /** Runs the steps; `seen` looks at each, and ends the run by false. */
  async run(steps: readonly Step[], seen: (compared: Compared) => boolean): Promise<void> {
    await Promise.all([this.#real.reset(), this.#sandbox.reset()]);
    const own = literals(steps);
    const left = new Conversation(this.#real, own);
    const right = new Conversation(this.#sandbox, own);
    let deleted = false;
    for (const step of steps) {
      const [real, sandbox] = await Promise.all([left.ask(step), right.ask(step)]);
      const differences =
        real.status === sandbox.status
          ? differencesOf({ headers: real.headers, body: real.body }, { headers: sandbox.headers, body: sandbox.body })
          : [`/status: ${real.status} ${short(real.body)} → ${sandbox.status} ${short(sandbox.body)}`];
      if (!seen({ step, real, sandbox, differences, deleted })) return;
      deleted ||= real.status === 204;
    }
  }
}

/** The sandbox in process, bare, as the recordings are replayed on it. */
export function sandboxSide(): Side {
  const sandbox = createSandbox({ bare: true, tokens: { admin: "test-token", readonly: "readonly-token" } });
  return {
    origin: sandbox.cloudcasa.url,
    fetch: sandbox.fetch,
    reset: () => sandbox.reset(),
  };
}

/** Why the two may differ. The list is closed: what fits none of these is a bug, of the sandbox or here. */
export const reasons = {
  "product rule": "A rule of CloudCasa's own, which a stock Eve server does not have.",
  "not simulated": "The sandbox says so, with 501.",
  places: "The store gives the places of deleted documents, and so their order in lists, to the next ones.",
  "same second": "A PUT of what is stored already, in the same second, changes nothing, and the real server takes that for a lost race.",
} as const;

/** The reason for which the answers to one step may differ; undefined when there is none. */
export function reasonFor({ step, real, sandbox, differences, deleted }: Compared): keyof typeof reasons | undefined {
  if (sandbox.status === 501) return "not simulated";
  if (step.method === "PUT" && real.status === 412 && sandbox.status === 200) return "same second";
  if (
    deleted &&
    real.status === 200 &&
    sandbox.status === 200 &&
    differences.every((d) => /^\/body(\/_items\/\d|: "<resource)|^\/headers\/last-modified/.test(d))
  )
    return "places";
  const { path } = step;
  const body = JSON.stringify(sandbox.body);
  if (path.includes("/kubeclusters") && sandbox.status === 409 && real.status === 204) return "product rule";
  if (/\/kube(backups|offloads)/.test(path) && /policy(":(\[.*)?"|>)required field/.test(body)) return "product rule";
  if (path.includes("/kubeoffloads") && differences.every((d) => /\/cluster(: nothing|$)/.test(d))) return "product rule";
  return undefined;
}

/** Whether a step changes nothing, so that the two can go on though they differ. */
export const isRead = ({ method, headers }: Step): boolean =>
  (method === "GET" || method === "HEAD") && !headers?.["x-http-method-override"];

/**
 * Runs steps until the answers to one differ without a reason: what that was, and after how many steps. An accepted difference of a
 * write ends it. The reasons that were met are added to `met`.
 */
export async function firstDifference(
  pair: Pair,
  steps: readonly Step[],
  met = new Set<string>(),
): Promise<{ at: number; compared: Compared } | undefined> {
  let found: { at: number; compared: Compared } | undefined;
  let at = 0;
  await pair.run(steps, (compared) => {
    at++;
    if (compared.differences.length === 0) return true;
    const reason = reasonFor(compared);
    if (reason) {
      met.add(reason);
      return isRead(compared.step);
    }
    found = { at, compared };
    return false;
  });
  return found;
}

/** Fewer steps that end in the same difference: none of those that are left can be left out. */
export async function shortest(pair: Pair, steps: readonly Step[], wrong: string): Promise<Step[]> {
  let left = [...steps];
  for (let i = left.length - 2; i >= 0; i--) {
    const fewer = left.filter((_, at) => at !== i);
    const found = await firstDifference(pair, fewer);
    if (found && found.at === fewer.length && found.compared.differences.join() === wrong) left = fewer;
  }
  return left;
}
