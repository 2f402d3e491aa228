/** A client on a sandbox of its own. */
import { CloudCasa, type CloudCasaOptions } from "../../../src/cloudcasa.ts";
import { ManualClock } from "../../../src/sandbox/clock.ts";
import { createCloudCasaSandbox } from "../../../src/sandbox/cloudcasa/index.ts";
import { Random } from "../../../src/sandbox/random.ts";
import { tokenTable } from "../../../src/sandbox/tokens.ts";

export function world(options: { bare?: boolean; client?: Partial<CloudCasaOptions> } = {}) {
  const clock = new ManualClock(Date.UTC(2026, 10, 20));
  const tokens = tokenTable();
  const sandbox = createCloudCasaSandbox({ clock, random: new Random(1), bare: options.bare ?? false, tokens });
  const requests: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const request = new Request(url, init);
    requests.push(`${request.method} ${new URL(url).pathname}`);
    return sandbox.handle(request, new URL(url));
  };
  const baseUrl = "https://cloudcasa.sandbox.invalid";
  const casa = new CloudCasa({ baseUrl, token: tokens.admin, fetch, retry: { minDelay: "1ms" }, ...options.client });
  /** Moves the clock on by `step` milliseconds after each request, while something is waited for. */
  const moving = async <T>(work: Promise<T>, step = 500): Promise<T> => {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (let seen = requests.length; !done; ) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      for (; seen < requests.length; seen++) clock.advance(step);
    }
    return work;
  };
  return { casa, sandbox, clock, requests, moving, fetch, baseUrl, tokens };
}
