import { vi } from "vitest";
import type { Answer } from "../../src/http/answer.ts";
import type { Call, CallOptions } from "../../src/http/call.ts";
import type { ClientOptions } from "../../src/http/client-options.ts";
import type { Clock } from "../../src/http/clock.ts";
import { Http } from "../../src/http/http.ts";
import { openStream, type Stream, type StreamLimits } from "../../src/http/stream.ts";

export interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Sends the responses one after the other, the last one again and again. Throws an Error, as fetch does when the network fails. */
export function script(...answers: (Response | Error | ((sent: Sent) => Response | Promise<Response>))[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request: Sent = {
      method: init.method!,
      url,
      headers: init.headers as Record<string, string>,
      body: init.body as string | undefined,
    };
    sent.push(request);
    const answer = answers[Math.min(sent.length, answers.length) - 1]!;
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(request) : answer.clone();
  };
  return { fetch, sent };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => Response.json(body, { status, headers });

/** What Node's fetch throws when the connection fails. */
export function networkError(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`${code} 127.0.0.1:1`), { code }) });
}

export function client(fetch: (url: string, init: RequestInit) => Promise<Response>, options: Partial<ClientOptions> = {}) {
  return new Http({
    baseUrl: "https://api.example.com",
    token: "the-token",
    retry: { minDelay: "1ms", maxDelay: "2ms" },
    ...options,
    fetch,
  });
}

export const read: Call = { method: "GET", path: "/things", safety: "read", describe: { verb: "get", resource: "Thing", name: "a" } };
export const write: Call = {
  ...read,
  method: "POST",
  body: "{}",
  safety: "write",
  describe: { verb: "create", resource: "Thing", name: "a" },
};
export const guarded: Call = {
  ...read,
  method: "PUT",
  body: "{}",
  safety: "guarded",
  describe: { verb: "update", resource: "Thing", name: "a" },
};

/** Sends a call with the caller's signal and timeout, as the methods of the clients do. */
export function request(http: Http, call: Call, options: CallOptions): Promise<Answer> {
  return http.within(options, (deadline) => http.request({ ...call, deadline }));
}

/** Opens a stream, likewise. */
export async function open(http: Http, call: Call, limits: StreamLimits, options: CallOptions = {}): Promise<Stream> {
  return openStream(http, { ...call, deadline: http.deadline(options) }, limits);
}

/** Catches what is thrown in microtasks of their own: errors that `notify` reports as uncaught. To be restored by `vi.unstubAllGlobals()`. */
export function uncaughtErrors(): unknown[] {
  const thrown: unknown[] = [];
  const { queueMicrotask } = globalThis;
  vi.stubGlobal("queueMicrotask", (task: () => void) =>
    queueMicrotask(() => {
      try {
        task();
      } catch (error) {
        thrown.push(error);
      }
    }),
  );
  return thrown;
}

/** A clock that jumps to the next sleeper as soon as nothing else is under way, so that pauses take no time. */
export function jumpingClock(): Clock & { readonly sleepers: number } {
  let now = Date.parse("2026-01-01T00:00:00Z");
  let isJumping = false;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const jump = (): void => {
    const [next] = [...sleepers].sort((a, b) => a.at - b.at);
    isJumping = next !== undefined;
    if (next === undefined) return;
    now = Math.max(now, next.at);
    sleepers.delete(next);
    next.wake();
    setImmediate(jump);
  };
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + milliseconds, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
        if (!isJumping) setImmediate(jump);
        isJumping = true;
      }),
    get sleepers() {
      return sleepers.size;
    },
  };
}

/** The error of a promise that must fail. */
export async function failure(promise: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("the promise was fulfilled; it should have been rejected");
}
