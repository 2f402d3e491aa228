import { differences } from "./compare.ts";
import { Names } from "./placeholders.ts";

interface RecordedRequest {
  method?: string;
  path: string;
  /** null leaves out a header that is sent otherwise. */
  headers?: Record<string, string | null>;
  body?: unknown;
  /** A body that is a list of equal items. */
  repeat?: { of: unknown; times: number };
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  events?: unknown[];
  ended?: boolean;
  statuses?: number[];
}

/** One thing to do, and what came of it when a real server was asked (test/conformance/recordings/README.md). */
interface Step {
  about?: string;
  request?: RecordedRequest;
  parallel?: RecordedRequest[];
  open?: string;
  read?: string;
  close?: string;
  count?: number;
  untilEnd?: boolean;
  timeoutMs?: number;
  sleepMs?: number;
  retryMs?: number;
  bind?: Record<string, string>;
  ignore?: string[];
  response?: Answer;
}

export interface Scenario {
  name: string;
  steps: Step[];
  ignore?: string[];
}

/** What is replayed against: a sandbox with a manual clock (`onSandbox`), or a server somewhere. */
export interface Replayed {
  readonly token: string;
  readonly platform: { readonly url: string };
  readonly cloudcasa: { readonly url: string };
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Lets time pass on the server. */
  pass(milliseconds: number): void | Promise<void>;
}

/** A stream that was opened: its lines as they come. */
interface Stream {
  lines: string[];
  ended: boolean;
  close(): void;
}

interface Ticking {
  readonly clock: { advance(duration: `${number}ms`): unknown };
}

/** A turn of the event loop: whatever waits for nothing else happens. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A sandbox with a manual clock, to replay on: time passes on it as the replay wants. */
export function onSandbox(sandbox: Pick<Replayed, "token" | "platform" | "cloudcasa" | "fetch"> & Ticking): Replayed {
  const { token, platform, cloudcasa, fetch } = sandbox;
  return { token, platform, cloudcasa, fetch, pass: (milliseconds) => void sandbox.clock.advance(`${milliseconds}ms`) };
}

/** Replays a scenario on a server; what differs from the recording comes back as text. */
export async function replay(scenario: Scenario, server: Replayed): Promise<string[]> {
  const player = new Player(server);
  const problems: string[] = [];
  for (const [i, step] of scenario.steps.entries()) {
    const label = `step ${i + 1}${step.about ? ` (${step.about})` : ""}${step.request ? ` ${step.request.method ?? "GET"} ${step.request.path}` : ""}`;
    let wrong: string[];
    try {
      const actual = await player.play(step);
      wrong = actual && step.response ? compare(step, actual, player.names, [...(scenario.ignore ?? []), ...(step.ignore ?? [])]) : [];
    } catch (error) {
      problems.push(`${label}: no answer: ${error}`);
      break;
    }
    problems.push(...wrong.map((w) => `${label}: ${w}`));
    // What an answer failed to give can't be sent on: the rest would only say so again.
    const rest = JSON.stringify(scenario.steps.slice(i + 1).map((s) => s.request ?? s.parallel ?? {}));
    const names = wrong.length > 0 ? player.names.missing(rest).filter((name) => JSON.stringify(step.response).includes(`:${name}}}`)) : [];
    if (names.length > 0) {
      problems.push(`${label}: later steps need ${names.join(", ")}; stopped`);
      break;
    }
  }
  player.end();
  return problems;
}

function compare({ response = {}, open }: Step, actual: Answer, names: Names, ignore: string[]): string[] {
  if (response.status !== undefined && response.status !== actual.status) {
    return [`status: expected ${response.status}, got ${actual.status} ${JSON.stringify(actual.body)?.slice(0, 300) ?? ""}`];
  }
  const wrong: string[] = [];
  for (const [name, recorded] of Object.entries(response.headers ?? {})) {
    const plain = (text: string) => (name === "content-type" ? text.replace(/;\s*charset=[^;]*/i, "") : text);
    const given = actual.headers?.[name];
    const mismatch = given === undefined ? `missing, expected ${recorded}` : names.mismatch(plain(recorded), plain(given));
    if (mismatch) wrong.push(`header ${name}: ${mismatch}`);
  }
  if ("body" in response) wrong.push(...differences(response.body, actual.body, names, ignore));
  else if (response.status !== undefined && actual.body !== undefined && !open)
    wrong.push(`expected no body, got ${JSON.stringify(actual.body).slice(0, 200)}`);
  if (response.events) wrong.push(...differences(response.events, actual.events, names, ignore, "/events"));
  if (response.statuses) wrong.push(...differences(response.statuses, actual.statuses, names, ignore, "/statuses"));
  if (response.ended !== undefined && response.ended !== actual.ended) wrong.push(`ended: expected ${response.ended}, got ${actual.ended}`);
  return wrong;
}

class Player {
  readonly names = new Names();
  readonly #server: Replayed;
  readonly #streams = new Map<string, Stream>();

  constructor(server: Replayed) {
    this.#server = server;
  }

  /** Does a step; undefined when it has no answer. */
  async play(step: Step): Promise<Answer | undefined> {
    // Time passes between requests, as it does on a real server.
    await this.#server.pass(step.sleepMs ?? 5);
    if (step.close) return void this.#streams.get(step.close)?.close();
    let actual: Answer | undefined;
    if (step.read) actual = await this.#read(step);
    else if (step.open) actual = await this.#open(step.open, step.request as RecordedRequest);
    else if (step.parallel) {
      const answers = await Promise.all(step.parallel.map((request) => this.#call(request)));
      actual = { statuses: answers.map((a) => a.status as number).sort() };
    } else if (step.request) {
      actual = await this.#call(step.request);
      for (let waited = 0; actual.status !== step.response?.status && waited < (step.retryMs ?? 0); waited += 200) {
        await this.#server.pass(200);
        actual = await this.#call(step.request);
      }
    }
    for (const [name, pointer] of Object.entries(step.bind ?? {})) {
      const value = at(actual, pointer);
      if (value !== undefined) this.names.set(name, value);
    }
    return actual;
  }

  end(): void {
    for (const stream of this.#streams.values()) stream.close();
  }

  async #call(request: RecordedRequest): Promise<Answer> {
    const response = await this.#send(request);
    const headers = this.#headersOf(response);
    const text = await response.text();
    let body: unknown = text;
    if (headers["content-type"]?.includes("json")) {
      try {
        body = JSON.parse(text);
      } catch {
        // Compared as text.
      }
    }
    return { status: response.status, headers, ...(text !== "" && { body }) };
  }

  async #open(name: string, request: RecordedRequest): Promise<Answer> {
    const abort = new AbortController();
    const response = await this.#send(request, abort.signal);
    const stream: Stream = { lines: [], ended: false, close: () => abort.abort() };
    this.#streams.set(name, stream);
    void collect(response, stream);
    return { status: response.status, headers: this.#headersOf(response) };
  }

  /** Waits for lines of a stream, for at most `timeoutMs` of the server's time. */
  async #read({ read, count = 1, untilEnd = false, timeoutMs = 5000 }: Step): Promise<Answer> {
    const stream = this.#streams.get(read as string);
    if (!stream) throw new Error(`no stream ${read} is open`);
    const enough = () => stream.ended || (!untilEnd && stream.lines.length >= count);
    for (let waited = 0; !enough() && waited < timeoutMs; waited += 50) {
      for (let i = 0; i < 3 && !enough(); i++) await turn();
      if (!enough()) await this.#server.pass(50);
    }
    const lines = stream.lines.splice(0, untilEnd ? stream.lines.length : count);
    return { events: lines.map(parsed), ...(untilEnd && { ended: stream.ended }) };
  }

  async #send(recorded: RecordedRequest, signal?: AbortSignal): Promise<Response> {
    const request = this.names.fill(recorded);
    const headers = new Headers({ authorization: `Bearer ${this.#server.token}` });
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const content = request.repeat ? Array(request.repeat.times).fill(request.repeat.of) : request.body;
    const body = content === undefined || typeof content === "string" ? content : JSON.stringify(content);
    if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
    const { cloudcasa, platform } = this.#server;
    const base = request.path.startsWith("/api/") ? cloudcasa.url : platform.url;
    let done = false;
    const answer = this.#server
      .fetch(base + request.path, {
        method: request.method ?? "GET",
        headers,
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      })
      .finally(() => {
        done = true;
      });
    answer.catch(() => {});
    // An answer that the server holds back (a version of the future) needs time to pass.
    for (let turns = 0; !done; turns++) {
      await turn();
      if (turns > 50) await Promise.race([answer.catch(() => {}), this.#server.pass(50)]);
    }
    return answer;
  }

  /** Headers as recordings have them: methods in order, a Location on the server itself as its path. */
  #headersOf(response: Response): Record<string, string> {
    const headers = Object.fromEntries(response.headers);
    const { allow, location } = headers;
    if (allow) {
      const methods = allow.split(",").map((method) => method.trim());
      headers["allow"] = methods.sort().join(", ");
    }
    const home = `${this.#server.cloudcasa.url}/`;
    if (location?.startsWith(home)) headers["location"] = location.slice(home.length - 1);
    return headers;
  }
}

async function collect(response: Response, stream: Stream): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk as Uint8Array, { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() as string;
      stream.lines.push(...lines.filter((line) => line.trim() !== ""));
    }
    if (rest.trim() !== "") stream.lines.push(rest);
  } catch {
    // Closed by a step.
  }
  stream.ended = true;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** The value at a JSON pointer. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const segment of pointer.split("/").slice(1)) {
    found = (found as Record<string, unknown> | null | undefined)?.[segment.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return found;
}
