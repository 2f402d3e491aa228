import { type Call, type ClientOptions, Http } from "../../src/http/http.ts";

export interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Answers one after the other; the last one again and again. An Error is thrown, as fetch does when the network fails. */
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
    retry: { minDelay: 0.001, maxDelay: 0.002 },
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

/** The error of a promise that must fail. */
export async function failure(promise: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("it went well, which it must not");
}
