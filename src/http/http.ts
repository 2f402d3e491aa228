/** One server and how to talk to it: base URL, token, retry, deadlines, limits, hooks. Knows neither API. */
import type { Answer } from "./answer.ts";
import { Attempt } from "./attempt.ts";
import { normaliseBaseUrl } from "./base-url.ts";
import type { Call, CallOptions } from "./call.ts";
import { type ClientOptions, clientOptions, fetchSecrets, type RequestEvent } from "./client-options.ts";
import { type Clock, checkClock, nowOf } from "./clock.ts";
import { Deadline } from "./deadline.ts";
import { deadlineOf } from "./duration.ts";
import { invalidArgument, type RequestError } from "./errors.ts";
import { explanation, prepareExplanation, unexplained } from "./explanation.ts";
import { endOf, failureOf } from "./failure.ts";
import { headersOf, headerValue } from "./headers.ts";
import { checkOptions, checkPositiveInteger } from "./options.ts";
import { queryString } from "./paths.ts";
import { answerOf, readBody } from "./read-answer.ts";
import { type RetryPolicy, retryPolicy } from "./retry.ts";
import { codeOf, mayRepeatStatus, type ParseError } from "./status.ts";
import { errorParts } from "./thrown.ts";
import { type TokenContext, TokenSource } from "./token.ts";
import { notify } from "./user-code.ts";
import { version } from "./version.ts";

/** What the client of an API adds to its user's options. */
interface HttpDialect {
  /** The client's name, for messages. */
  readonly name?: string;
  /** The names of its options, if it has more than every client. */
  readonly options?: Readonly<Record<string, true>>;
  /** What people paste behind the address. */
  readonly cut?: RegExp;
  /** Loads what reads the API's own form of errors: needed when something fails. */
  readonly parseError?: () => Promise<ParseError>;
  /** Sent with reads only. */
  readonly readHeaders?: Readonly<Record<string, string>>;
}

export class Http {
  readonly baseUrl: string;
  readonly clock: Clock | undefined;
  readonly maxBytes: number | undefined;
  readonly retry: RetryPolicy;
  readonly #options: ClientOptions;
  readonly #token: TokenSource;
  readonly #timeout: number;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #readHeaders: Readonly<Record<string, string>>;
  readonly #init: RequestInit;
  readonly #parseError: HttpDialect["parseError"];
  /** False once fetch has refused a signal: an environment such as jsdom replaces AbortController and leaves fetch as it is. */
  #givesSignal = true;

  constructor(options: ClientOptions, dialect: HttpDialect = {}) {
    checkOptions(options, dialect.options ?? clientOptions, dialect.name ?? "options");
    this.baseUrl = normaliseBaseUrl(options.baseUrl, { ...(dialect.cut && { cut: dialect.cut }), allowHttp: options.allowHttp });
    this.#token = new TokenSource(options, this.baseUrl);
    for (const name of ["fetch", "onWarning", "onRequest", "onResponse", "validate"] as const) {
      if (options[name] !== undefined && typeof options[name] !== "function") throw invalidArgument(name, "expected a function");
    }
    checkClock(options.clock);
    if (options.maxBytes !== undefined) checkPositiveInteger(options.maxBytes, "maxBytes");
    this.#options = options;
    this.clock = options.clock;
    this.maxBytes = options.maxBytes;
    this.#timeout = deadlineOf(options.timeout ?? "60s", "timeout");
    this.retry = retryPolicy(options.retry);
    this.#headers = { accept: "application/json", ...userAgent(options.userAgent), ...headersOf(options.headers) };
    this.#readHeaders = { ...dialect.readHeaders, ...this.#headers };
    this.#init = requestInit();
    this.#parseError = dialect.parseError;
  }

  /** What every request carries: errors must not show it. A getter, so that printing a client does not show it. */
  get carried(): { readonly token: string | undefined; readonly headers: Readonly<Record<string, string>> } {
    return { token: this.#token.known, headers: this.#headers };
  }

  /** Milliseconds since 1970, by the client's clock. */
  get now(): number {
    return this.clock === undefined ? Date.now() : nowOf(this.clock);
  }

  /** Whether a response may be used before it is complete: not if its size is limited, nor if a broken one is not asked for again. */
  get readsInParts(): boolean {
    return this.maxBytes === undefined && this.retry.attempts > 1;
  }

  /** Milliseconds that a call has. */
  timeoutOf(options: CallOptions): number {
    return options.timeout === undefined ? this.#timeout : deadlineOf(options.timeout, "timeout");
  }

  /** The time that a call has. To be closed when the call is done. */
  deadline(options: CallOptions, timeout = this.timeoutOf(options)): Deadline {
    return new Deadline(options.signal, timeout, this.clock);
  }

  /** Does something that takes several requests, with one deadline for all of them. */
  async within<T>(options: CallOptions, work: (deadline: Deadline) => Promise<T>, timeout?: number): Promise<T> {
    const deadline = this.deadline(options, timeout);
    try {
      return await work(deadline);
    } finally {
      deadline.close();
    }
  }

  /** Sends a call, again if that is safe, and reads its response. Every failure is a `RequestError`. */
  async request(call: Call): Promise<Answer> {
    const deadline = call.deadline ?? this.deadline({});
    const attempt = new Attempt(call, deadline);
    const maxBytes = call.maxBytes ?? this.maxBytes;
    try {
      return await this.send(attempt, async (response) => {
        const answer = await answerOf(response, await deadline.race(readBody(response, attempt, maxBytes)), attempt, maxBytes);
        if (answer.status >= 400) throw await this.#refusal(new Response(answer.text, answer), attempt);
        return answer;
      });
    } finally {
      if (call.deadline === undefined) deadline.close();
    }
  }

  /** Sends a call, again if that is safe, until a response is read or no attempt may follow. */
  async send<T>(attempt: Attempt, read: (response: Response) => T | Promise<T>): Promise<T> {
    let reason: TokenContext["reason"] = "request";
    for (;;) {
      const began = this.#options.onResponse === undefined ? 0 : performance.now();
      let response: Response | undefined;
      let error: RequestError;
      try {
        if (reason !== "unauthorized") await this.#takeToken(attempt, reason);
        response = await attempt.deadline.race(this.#fetch(attempt));
        prepareExplanation();
        if (this.#options.onWarning !== undefined) await this.#warn(response, attempt);
        if (!response.ok && !attempt.call.accept?.includes(response.status)) throw await this.#refusal(response, attempt);
        const result = await read(response);
        if (this.#options.onResponse !== undefined) await this.#tell(attempt, began, response);
        return result;
      } catch (thrown) {
        if (this.#givesSignal && isSignalRefused(thrown, attempt)) {
          // The deadline ends the call all the same; only the transport is not told.
          this.#givesSignal = false;
          continue;
        }
        error = await failureOf(thrown, attempt);
      }
      // Only for what onRequest told: a token function that throws, or an early abort, ends the attempt before it is sent.
      if (this.#options.onResponse !== undefined && attempt.isSent) await this.#tell(attempt, began, response, error);
      reason = await this.#next(error, attempt, reason);
      attempt.number++;
    }
  }

  /** Waits until the next attempt may be sent, or throws the error if none may. */
  async #next(error: RequestError, attempt: Attempt, last: TokenContext["reason"]): Promise<TokenContext["reason"]> {
    const { call, deadline } = attempt;
    if (deadline.ended !== undefined) throw error;
    if (error.status === 401 && this.#token.isRenewable && last !== "unauthorized") {
      const refused = attempt.token;
      try {
        await this.#takeToken(attempt, "unauthorized", refused);
      } catch (thrown) {
        throw await failureOf(thrown, attempt);
      }
      // The same token would be refused again.
      if (attempt.token === refused) throw error;
      return "unauthorized";
    }
    if (!error.retryable || error.status === 401 || call.retry === false || attempt.number >= this.retry.attempts) throw error;
    const delay = Math.max(this.retry.delay(attempt.number), (error.retryAfter ?? 0) * 1000);
    // Waiting past the deadline would only turn a clear error into a timeout.
    if (delay >= deadline.remaining) throw error;
    attempt.isLost ||= error.effect === "unknown";
    try {
      await deadline.sleep(delay);
    } catch (ended) {
      throw await failureOf(ended, attempt);
    }
    return "retry";
  }

  async #takeToken(attempt: Attempt, reason: TokenContext["reason"], refused?: string): Promise<void> {
    attempt.isSent = false;
    const token = this.#token.get(reason, attempt.deadline, refused);
    attempt.token = typeof token === "object" ? await attempt.deadline.run(() => token) : token;
    if (attempt.token !== undefined) attempt.tokens.add(attempt.token);
  }

  #fetch(attempt: Attempt): Promise<Response> {
    const { call, deadline, token } = attempt;
    const given = this.#options.fetch;
    const fetch = given ?? globalThis.fetch;
    if (typeof fetch !== "function") throw invalidArgument("fetch", "this runtime has no fetch; give one as an option");
    attempt.fetchSecrets = (fetch as { [fetchSecrets]?: readonly string[] })[fetchSecrets] ?? [];
    attempt.headers = { ...(call.safety === "read" ? this.#readHeaders : this.#headers), ...call.headers };
    const headers = token === undefined ? attempt.headers : { ...attempt.headers, authorization: `Bearer ${token}` };
    const url = this.baseUrl + call.path + (call.search ?? queryString(call.query));
    const init: RequestInit = { ...this.#init, method: call.method, headers };
    if (this.#givesSignal) init.signal = deadline.signal;
    if (call.body !== undefined) init.body = call.body;
    if (deadline.ended !== undefined) throw deadline.signal.reason;
    if (this.#options.onRequest !== undefined) notify(this.#options.onRequest, eventOf(attempt));
    attempt.isSent = true;
    const response = fetch(url, init);
    if (given === undefined && this.#givesSignal) return response;
    return Promise.resolve(response).then((late) => {
      checkResponse(late);
      return cancelLate(late, deadline);
    });
  }

  async #refusal(response: Response, attempt: Attempt): Promise<RequestError> {
    const { isRenewable } = this.#token;
    const explain = await explanation(attempt);
    if (explain !== undefined)
      return explain.refusal(response, attempt, { parseError: this.#parseError, now: this.now, base: this.baseUrl, isRenewable });
    response.body?.cancel().catch(() => undefined);
    const { status } = response;
    const isRedirect = status < 400;
    return (
      endOf(attempt) ??
      attempt.error({
        code: isRedirect ? "Redirected" : codeOf(status),
        message: unexplained,
        status,
        retryable: (status === 401 && isRenewable) || mayRepeatStatus(status, attempt.call.safety, undefined),
        effect: isRedirect || status === 408 || status >= 499 ? attempt.effect : "none",
      })
    );
  }

  async #warn(response: Response, attempt: Attempt): Promise<void> {
    const header = response.headers.get("warning");
    if (header === null) return;
    const explain = await explanation(attempt);
    for (const text of explain?.warnings(header, attempt) ?? [unexplained]) notify(this.#options.onWarning, { ...attempt.describe, text });
  }

  async #tell(attempt: Attempt, began: number, response: Response | undefined, error?: RequestError): Promise<void> {
    const duration = (performance.now() - began) / 1000;
    const explain = response && (await explanation(attempt));
    notify(this.#options.onResponse, {
      ...eventOf(attempt),
      status: response?.status ?? error?.status,
      duration,
      requestId: response && explain?.requestId(response.headers, attempt),
      errorCode: error?.code,
    });
  }
}

/** A write is only sent again if the runtime's own Request refuses the signal too: what a fetch says in such words may come after sending. */
function isSignalRefused(thrown: unknown, { call, deadline }: Attempt): boolean {
  const { name, message } = errorParts(thrown);
  if (name !== "TypeError" || !/\bAbortSignal\b/.test(message) || !/instance|type/i.test(message)) return false;
  if (call.safety === "read") return true;
  try {
    new Request("http://localhost", { signal: deadline.signal });
    return false;
  } catch {
    return true;
  }
}

function eventOf(attempt: Attempt): RequestEvent {
  const { call, number } = attempt;
  const { verb, resource, name, path } = call.describe;
  return { verb, resource, name, method: call.method, path: path ?? call.path, attempt: number };
}

/** Throws if a fetch of the caller's gave no response, or one that says that the network failed. */
function checkResponse(given: Response | undefined): void {
  if (given?.type === "error") throw new Error("fetch gave Response.error()");
  if (typeof given?.status !== "number" || typeof given.headers?.get !== "function") throw new TypeError("fetch gave no Response");
}

/** A response that a fetch which ignores its signal gives after the call has ended: nobody will read it. */
function cancelLate(response: Response, deadline: Deadline): Response {
  if (deadline.ended !== undefined) response.body?.cancel().catch(() => undefined);
  return response;
}

/** What is the same in every request. */
function requestInit(): RequestInit {
  const isWorkerd = (globalThis as { navigator?: { userAgent?: string } }).navigator?.userAgent === "Cloudflare-Workers";
  // A redirect is a login page or a wrong address; following it would send a body, or get a page, that nobody meant. A response from a
  // browser's cache may be old, and so would be the version in it; Workers have no such cache and refuse the option.
  return isWorkerd ? { redirect: "manual" } : { redirect: "manual", cache: "no-store" };
}

/** Browsers forbid the header, and asking for it would cost a CORS preflight. */
function userAgent(own: string | undefined): Record<string, string> {
  const checked = own === undefined ? undefined : headerValue(own, "userAgent");
  const runtime = globalThis as { document?: unknown; importScripts?: unknown; Bun?: unknown; Deno?: unknown };
  if (runtime.document !== undefined || runtime.importScripts !== undefined) return {};
  const name = runtime.Bun !== undefined ? "bun" : runtime.Deno !== undefined ? "deno" : "node";
  const ours = `clusterplane/${version} (${name})`;
  return { "user-agent": checked === undefined ? ours : `${checked} ${ours}` };
}
