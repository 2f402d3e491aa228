import { ManualClock } from "../../../src/sandbox/clock.ts";
import { type CloudCasaOptions, createCloudCasaSandbox } from "../../../src/sandbox/cloudcasa/index.ts";
import { Random } from "../../../src/sandbox/random.ts";

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A CloudCasa sandbox on a clock that stands still, and a way to ask it. */
export function casa(options: Partial<CloudCasaOptions> = {}) {
  const clock = new ManualClock(Date.parse("2026-01-01T00:00:00Z"));
  const tokens = { lookup: (token: string) => (token === "t" ? { name: "admin", readOnly: false } : undefined) };
  const sandbox = createCloudCasaSandbox({ clock, random: new Random(1), bare: false, tokens, ...options });
  const ask = async (path: string, { method, headers = {}, body }: Ask = {}) => {
    const url = new URL(path, "https://casa.test/api/v1/");
    const text = body === undefined ? null : JSON.stringify(body);
    const request = new Request(url, {
      method: method ?? (text === null ? "GET" : "POST"),
      headers: { authorization: "Bearer t", ...(text === null ? {} : { "content-type": "application/json" }), ...headers },
      body: text,
    });
    const response = await sandbox.handle(request, url);
    const answer = await response.text();
    const json = response.headers.get("content-type") === "application/json" && answer !== "";
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(answer) : answer) as any };
  };
  /** The id of what the fixture has under a name. */
  const idOf = (resource: string, name: string): string => sandbox.engine.list(resource, { name })[0]?._id ?? `no ${name}`;
  return { sandbox, clock, ask, idOf };
}
