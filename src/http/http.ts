import { normaliseBaseUrl } from "./base-url.ts";
import { type Body, excerpt, isJsonType, readExcerpt, readJson, readText } from "./body.ts";
import { connectionFailure } from "./connection-failure.ts";
import { type Duration, milliseconds } from "./duration.ts";
import {
  type CallDescription,
  type ErrorCode,
  invalidArgument,
  isClusterplaneError,
  RequestError,
  type RequestErrorInit,
} from "./errors.ts";
import { known } from "./known.ts";
import { type Query, queryString } from "./paths.ts";
import { redact, redactValue, safeCause, secretsIn } from "./redact.ts";
import { mayRepeatStatus, type RetryOptions, type RetryPolicy, retryAfterSeconds, retryPolicy, type Safety } from "./retry.ts";
import { Run } from "./run.ts";
import { codeOf, type ErrorFacts, type ParseError, warningTexts } from "./status.ts";
import { Silence, type Stream, streamChunks } from "./stream.ts";
import { type Token, type TokenContext, TokenSource } from "./token.ts";
import { version } from "./version.ts";

/** `globalThis.fetch`, or anything that behaves like it: a proxy's, a sandbox's, one with other certificates. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A server's Warning header. */
export interface Warning extends CallDescription {
  readonly text: string;
}

/** Looks at what is sent and what came. Throwing in `"input"` keeps the request from being sent. */
export type Validate = (what: "input" | "answer", kind: string, value: unknown) => void;

/** What every client of this package takes. */
export interface ClientOptions {
  /** Where the API is. `https://` is added when missing; `http://` is for loopback, or with `allowHttp`. */
  readonly baseUrl: string;
  /** Bearer token, or a function that gives one for each attempt. Leave it out to send none. */
  readonly token?: Token | undefined;
  /** The fetch to use. Default: `globalThis.fetch`, looked up anew for each call. */
  readonly fetch?: Fetch | undefined;
  /** Deadline of a call with all its attempts. Default `"60s"`. Streams only have it until they begin. */
  readonly timeout?: Duration | undefined;
  /** How failed calls are repeated; `false` for never. */
  readonly retry?: RetryOptions | false | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Put before our own User-Agent. Browsers forbid setting one. */
  readonly userAgent?: string | undefined;
  /** Refuses larger answers. Default: no limit. */
  readonly maxBytes?: number | undefined;
  /** Allows `http://` to hosts that are not this machine: the token is readable on the way. Default false. */
  readonly allowHttp?: boolean | undefined;
  /** Gets each warning a server sends along with an answer. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
  /** Checks input before it is sent and answers as they come; see `clusterplane/schemas`. */
  readonly validate?: Validate | undefined;
}

/** What every call takes. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of this call with all its attempts. Default: the client's. */
  readonly timeout?: Duration | undefined;
}

/** The names of what every client takes. */
export const clientOptions = "baseUrl token fetch timeout retry headers userAgent maxBytes allowHttp onWarning validate";

/** What an API's client adds to its user's options. */
interface HttpDialect {
  /** The client's name. */
  readonly name?: string;
  /** The names of its options, where it has more than every client. */
  readonly options?: string;
  /** What people paste behind the address. */
  readonly cut?: RegExp;
  readonly parseError?: ParseError;
  /** Sent with reads only. */
  readonly readHeaders?: Readonly<Record<string, string>>;
}

export interface Call extends CallOptions {
  readonly method: string;
  /** Encoded, from the base URL on: `/api/v1/kubeclusters`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** A query that is encoded already, with its question mark; instead of `query`. */
  readonly search?: string | undefined;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  readonly safety: Safety;
  readonly describe: CallDescription;
  readonly maxBytes?: number | undefined;
  /** Statuses beside 2xx that are an answer and no error: 304. */
  readonly accept?: readonly number[] | undefined;
  /** What is due: JSON (default), a text, or nothing in particular (JSON is parsed if it comes). */
  readonly answer?: "json" | "text" | "any" | undefined;
  /** What JSON that came is not (`"not a list"`); undefined when it is what was due. */
  readonly mismatch?: ((json: unknown) => string | undefined) | undefined;
  /** False: one attempt only; the caller repeats by rules of its own. */
  readonly retry?: false | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON; undefined when the call asked for a text, or nothing came. */
  readonly json: unknown;
  readonly attempts: number;
}

/** What an attempt needs to know of its call. */
interface Attempt {
  readonly call: Call;
  readonly run: Run;
  number: number;
  token: string | undefined;
  /** fetch was called: from here on the request may have reached the server. */
  sent: boolean;
  /** An earlier attempt may have taken effect. */
  lost: boolean;
}

function firstAttempt(call: Call, run: Run): Attempt {
  return { call, run, number: 1, token: undefined, sent: false, lost: false };
}

const jsonHeaders = { accept: "application/json" };

/** One server and how to talk to it: base URL, token, retry, deadlines, limits. Knows no API. */
export class Http {
  readonly baseUrl: string;
  readonly #token: TokenSource;
  readonly #fetch: Fetch | undefined;
  readonly #timeout: number;
  readonly #retry: RetryPolicy;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #readHeaders: Readonly<Record<string, string>>;
  readonly #maxBytes: number | undefined;
  readonly #onWarning: ((warning: Warning) => void) | undefined;
  readonly #parseError: ParseError | undefined;

  constructor(options: ClientOptions, dialect: HttpDialect = {}) {
    if (typeof options !== "object" || options === null) throw invalidArgument("options", "expected an object with baseUrl and token");
    known(options, dialect.options ?? clientOptions, dialect.name ?? "options");
    this.baseUrl = normaliseBaseUrl(options.baseUrl, { ...(dialect.cut && { cut: dialect.cut }), allowHttp: options.allowHttp });
    this.#token = new TokenSource(options, this.baseUrl);
    if (options.fetch !== undefined && typeof options.fetch !== "function") throw invalidArgument("fetch", "expected a function");
    this.#fetch = options.fetch;
    this.#timeout = milliseconds(options.timeout ?? 60, "timeout");
    this.#retry = retryPolicy(options.retry);
    this.#headers = { ...jsonHeaders, ...userAgent(options.userAgent), ...lowerCase(options.headers) };
    this.#readHeaders = { ...dialect.readHeaders, ...this.#headers };
    this.#maxBytes = options.maxBytes;
    this.#onWarning = options.onWarning;
    this.#parseError = dialect.parseError;
  }

  /** Sends a call, again where that is safe, and reads its answer. Every failure is a `RequestError`. */
  async request(call: Call): Promise<Answer> {
    const run = new Run(call.signal, this.#timeoutOf(call));
    const attempt = firstAttempt(call, run);
    try {
      // Nearly every call ends here; what it costs beyond fetch is measured by bench/.
      const response = await run.race(this.#send(attempt, "request"));
      if (!response.ok || this.#onWarning !== undefined) await this.#check(response, attempt);
      return this.#parse(response, await run.race(this.#body(response, call)), attempt);
    } catch (failure) {
      return await this.#again(failure, attempt, async (response) => this.#parse(response, await this.#body(response, call), attempt));
    } finally {
      run.close();
    }
  }

  /** Whether an answer may be used before it is whole: not where its size is limited, nor where a broken one is not asked for again. */
  get readsInParts(): boolean {
    return this.#maxBytes === undefined && this.#retry.attempts > 1;
  }

  /**
   * Opens a stream. The deadline ends once it begins; then `silence` (milliseconds without data, by default as many as the deadline) or the
   * signal end it.
   */
  async stream(call: Call, silence = this.#timeoutOf(call)): Promise<Stream> {
    const run = new Run(call.signal, this.#timeoutOf(call));
    const attempt = firstAttempt(call, run);
    const open = async (response: Response): Promise<Stream> => {
      run.release();
      const fail = (error: unknown) => this.#failure(error, attempt);
      return { status: response.status, headers: response.headers, ...streamChunks(response, run, silence, fail) };
    };
    try {
      const response = await run.race(this.#send(attempt, "request"));
      await this.#check(response, attempt);
      return await open(response);
    } catch (failure) {
      return await this.#again(failure, attempt, open).catch((error) => {
        run.close();
        throw error;
      });
    }
  }

  #timeoutOf(call: Call): number {
    return call.timeout === undefined ? this.#timeout : milliseconds(call.timeout, "timeout");
  }

  /** What follows a failed attempt: further ones where that is safe, or the error. */
  async #again<T>(first: unknown, attempt: Attempt, read: (response: Response) => Promise<T>): Promise<T> {
    const { call, run } = attempt;
    let renewed = false;
    for (let failure = first; ; ) {
      const error = this.#failure(failure, attempt);
      if (run.ended !== undefined) throw error;
      let reason: TokenContext["reason"] = "retry";
      if (error.status === 401 && this.#token.renewable && !renewed) {
        renewed = true;
        reason = "unauthorized";
      } else {
        if (!error.retryable || call.retry === false || attempt.number >= this.#retry.attempts) throw error;
        const delay = Math.max(this.#retry.delay(attempt.number), (error.retryAfter ?? 0) * 1000);
        // Waiting past the deadline would only turn a clear error into a timeout.
        if (delay >= run.left) throw error;
        attempt.lost ||= error.effect === "unknown";
        try {
          await run.pause(delay);
        } catch (ended) {
          throw this.#failure(ended, attempt);
        }
      }
      attempt.number++;
      try {
        return await run.race(this.#once(attempt, reason, read));
      } catch (again) {
        failure = again;
      }
    }
  }

  async #once<T>(attempt: Attempt, reason: TokenContext["reason"], read: (response: Response) => Promise<T>): Promise<T> {
    const response = await this.#send(attempt, reason);
    await this.#check(response, attempt);
    return read(response);
  }

  #send(attempt: Attempt, reason: TokenContext["reason"]): Promise<Response> {
    attempt.sent = false;
    const refused = reason === "unauthorized" ? attempt.token : undefined;
    const token = this.#token.get(reason, attempt.run.signal, refused);
    return typeof token === "object" ? token.then((text) => this.#fetchWith(attempt, text)) : this.#fetchWith(attempt, token);
  }

  #fetchWith(attempt: Attempt, token: string | undefined): Promise<Response> {
    const { call, run } = attempt;
    attempt.token = token;
    const headers: Record<string, string> = { ...(call.safety === "read" ? this.#readHeaders : this.#headers), ...call.headers };
    if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
    const fetch = this.#fetch ?? globalThis.fetch;
    if (typeof fetch !== "function") throw invalidArgument("fetch", "this runtime has none; give one as an option");
    // A redirect is a login page or a wrong address; following it would send a body, or get a page, that nobody meant.
    const init: RequestInit = { method: call.method, headers, signal: run.signal, redirect: "manual" };
    if (call.body !== undefined) init.body = call.body;
    if (run.ended !== undefined) throw run.signal.reason;
    attempt.sent = true;
    const response = fetch(this.baseUrl + call.path + (call.search ?? queryString(call.query)), init);
    return this.#fetch === undefined ? response : response.then((late) => cancelLate(late, run));
  }

  /** Refuses an answer that says no. */
  async #check(response: Response, attempt: Attempt): Promise<void> {
    const { call } = attempt;
    if (this.#onWarning !== undefined) this.#warn(response, call);
    if (!response.ok && !call.accept?.includes(response.status)) throw await this.#refusal(response, attempt);
  }

  #body(response: Response, call: Call): Promise<Body | string> {
    const maxBytes = call.maxBytes ?? this.#maxBytes;
    return call.answer === "text" ? readText(response, maxBytes) : readJson(response, maxBytes);
  }

  #parse(response: Response, body: Body | string, attempt: Attempt): Answer {
    const { call } = attempt;
    const { status, headers } = response;
    const maxBytes = call.maxBytes ?? this.#maxBytes;
    const due = status === 304 ? "any" : (call.answer ?? "json");
    const text = typeof body === "string" ? body : body.text;
    if (typeof body !== "string" && body.truncated && maxBytes !== undefined && (due !== "any" || isJsonType(headers))) {
      throw this.#error(attempt, {
        code: "AnswerTooLarge",
        message: `the answer is larger than maxBytes (${maxBytes})`,
        status,
        effect: effectOf(call),
      });
    }
    if (due === "text") return { status, headers, text, json: undefined, attempts: attempt.number };
    if (text === "" && due === "any") return { status, headers, text, json: undefined, attempts: attempt.number };
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      if (due === "any" && !isJsonType(headers)) return { status, headers, text, json: undefined, attempts: attempt.number };
      throw this.#notJson(attempt, status, headers, text, error);
    }
    const mismatch = call.mismatch?.(json);
    if (mismatch !== undefined) {
      const message = `the answer is JSON, but ${mismatch}`;
      throw this.#error(attempt, { code: "NotJson", message, status, effect: effectOf(call), requestId: requestId(headers) });
    }
    return { status, headers, text, json, attempts: attempt.number };
  }

  #notJson(attempt: Attempt, status: number, headers: Headers, text: string, error: unknown): RequestError {
    const { call } = attempt;
    const cut = isCut(text, error);
    const type = headers.get("content-type")?.split(";")[0] ?? "no content type";
    let message: string;
    if (/^\s*$/.test(text)) message = "the answer is empty where JSON was due";
    else if (cut) message = `the answer was cut: its JSON ends after ${text.length} characters`;
    else message = `the answer is not JSON (${type}): ${excerpt(text, this.#secrets(attempt))}`;
    return this.#error(attempt, {
      code: "NotJson",
      message,
      status,
      // A cut answer is a broken connection that went unnoticed.
      retryable: cut && call.safety !== "write",
      effect: effectOf(call),
      requestId: requestId(headers),
    });
  }

  /** An answer that says no. */
  async #refusal(response: Response, attempt: Attempt): Promise<RequestError> {
    const { call } = attempt;
    const { status, headers } = response;
    const opaque = response.type === "opaqueredirect";
    if (opaque || (status >= 300 && status < 400)) {
      response.body?.cancel().catch(() => undefined);
      const to = redirectTarget(headers.get("location"), this.baseUrl);
      const message = `the server redirects${to} instead of answering; is the base URL right, and the token valid?`;
      return this.#error(attempt, { code: "Redirected", message, status: opaque ? undefined : status });
    }
    let body: Body;
    try {
      body = await readExcerpt(response);
    } catch {
      body = { text: "", truncated: true };
    }
    const secrets = this.#secrets(attempt);
    let json: unknown;
    try {
      json = redactValue(JSON.parse(body.text), secrets);
    } catch {
      json = undefined;
    }
    const facts: ErrorFacts = this.#parseError?.({ method: call.method, status, headers, text: body.text, json }) ?? {};
    const retryAfter = retryAfterSeconds(headers) ?? facts.retryAfter;
    const words = facts.message ?? (excerpt(body.text, secrets) || response.statusText || "no words came with it");
    const unsupported = status === 501 && headers.get("x-sandbox")?.startsWith("unsupported") === true;
    return this.#error(attempt, {
      code: unsupported ? "Unsupported" : (facts.code ?? codeOf(status)),
      message: redact(words, secrets),
      status,
      reason: facts.reason,
      causes: facts.causes,
      requestId: requestId(headers),
      retryable: facts.undone || mayRepeatStatus(status, call.safety, retryAfter),
      retryAfter,
      effect: status >= 500 && status !== 501 && status !== 503 && !facts.undone ? effectOf(call) : "none",
      body: json ?? excerpt(body.text, secrets),
    });
  }

  /** Whatever was thrown, as an error of ours. */
  #failure(failure: unknown, attempt: Attempt): RequestError {
    const { call, run } = attempt;
    const lost = attempt.sent ? effectOf(call) : "none";
    if (run.ended === "aborted")
      return this.#error(attempt, { code: "Aborted", message: "ended by its signal", cause: run.reason, effect: lost });
    if (run.ended === "timeout") {
      const message = `no answer within ${this.#timeoutOf(call) / 1000} s`;
      return this.#error(attempt, { code: "Timeout", message, effect: lost, retryable: call.safety !== "write" });
    }
    // A token function's error, or a refused argument: raised as it is, but for what the caller can't know.
    if (isClusterplaneError(failure)) return failure as RequestError;
    if (failure instanceof Silence) return this.#error(attempt, { code: "Timeout", message: failure.message, retryable: true });
    const { sent, hopeless } = connectionFailure(failure);
    const broke = attempt.sent && sent;
    const cause = safeCause(failure, this.#secrets(attempt));
    const why = innermost(cause);
    return this.#error(attempt, {
      code: "Connection",
      message: `${broke ? "the connection failed" : "no connection could be made"}${why === "" ? "" : `: ${why}`}`,
      cause,
      retryable: !hopeless && (call.safety !== "write" || !broke),
      effect: broke ? lost : "none",
    });
  }

  #error(
    attempt: Attempt,
    facts: Omit<RequestErrorInit, "call" | "method" | "path" | "attempts"> & { readonly code: ErrorCode },
  ): RequestError {
    const { call } = attempt;
    return new RequestError({
      ...facts,
      effect: attempt.lost ? "unknown" : facts.effect,
      call: call.describe,
      method: call.method,
      path: call.describe.path ?? call.path,
      attempts: attempt.number,
    });
  }

  #secrets(attempt: Attempt): string[] {
    return [...(attempt.token === undefined ? [] : [attempt.token]), ...secretsIn(attempt.call.body)];
  }

  #warn(response: Response, call: Call): void {
    const header = response.headers.get("warning");
    if (header === null) return;
    const secrets = secretsIn(call.body);
    try {
      for (const text of warningTexts(header)) this.#onWarning?.({ ...call.describe, text: redact(text, secrets) });
    } catch (error) {
      // Not the call's failure: what was answered is an answer, and nothing is to be sent again.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** Whether JSON is only the beginning of JSON: engines say in different words that it ended too early. */
function isCut(text: string, error: unknown): boolean {
  const whole = text.trim();
  if (!/^[[{]/.test(whole)) return false;
  const ends = whole.startsWith("{") ? "}" : "]";
  const position = /at position (\d+)/.exec(String(error))?.[1];
  return !whole.endsWith(ends) || position === String(text.length) || /end of (JSON|data)|Unterminated|EOF/i.test(String(error));
}

/** An answer that a fetch which ignores its signal gives after the call has ended: nobody will read it. */
function cancelLate(response: Response, run: Run): Response {
  if (run.ended !== undefined) response.body?.cancel().catch(() => undefined);
  return response;
}

/** What a request that got no clear answer may have done. */
function effectOf(call: Call): "none" | "unknown" {
  return call.safety === "read" ? "none" : "unknown";
}

function requestId(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("audit-id") ?? undefined;
}

function redirectTarget(location: string | null, base: string): string {
  if (location === null) return "";
  try {
    const { origin, pathname } = new URL(location, base);
    return ` to ${origin}${pathname}`.slice(0, 200);
  } catch {
    return "";
  }
}

function innermost(cause: Error | undefined): string {
  let deepest = cause;
  while (deepest?.cause instanceof Error && deepest.cause.message !== "") deepest = deepest.cause;
  return deepest?.message ?? "";
}

function lowerCase(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (name.toLowerCase() === "authorization") throw invalidArgument("headers", "holds Authorization; give the token as token");
    lower[name.toLowerCase()] = value;
  }
  return lower;
}

/** Browsers forbid the header, and asking for it would cost a CORS preflight. */
function userAgent(own: string | undefined): Record<string, string> {
  const runtime = globalThis as { document?: unknown; importScripts?: unknown; Bun?: unknown; Deno?: unknown };
  if (runtime.document !== undefined || runtime.importScripts !== undefined) return {};
  const name = runtime.Bun !== undefined ? "bun" : runtime.Deno !== undefined ? "deno" : "node";
  const ours = `clusterplane/${version} (${name})`;
  return { "user-agent": own === undefined ? ours : `${own} ${ours}` };
}
