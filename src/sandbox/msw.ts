import { HttpResponse, http, type RequestHandler } from "msw";
import { ConnectionReset } from "./connection.ts";
import type { Sandbox } from "./sandbox.ts";

/** Which hosts the handlers take over. */
export interface HandlerOptions {
  /** Origin of the platform, as the code under test knows it. Default: `sandbox.platform.url`. */
  platform?: string;
  /** Origin of CloudCasa, as the code under test knows it. Default: `sandbox.cloudcasa.url`. */
  cloudcasa?: string;
}

const origin = (name: string, given: string): string => {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    throw new TypeError(`handlers: ${name} must be a URL such as https://platform.example.com`);
  }
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`handlers: ${name} must be an http or https URL`);
  return url.origin;
};

/**
 * The sandbox as handlers of Mock Service Worker (2.10 or later, and 3): `setupServer(...handlers(sandbox))`,
 * `setupWorker(...handlers(sandbox))`. They answer every path of the two hosts, so that nothing goes on to a real server.
 * For https URLs the interception costs milliseconds a request; where the code under test takes a `fetch`, `sandbox.fetch` is faster.
 */
export function handlers(sandbox: Sandbox, options: HandlerOptions = {}): RequestHandler[] {
  for (const key of Object.keys(options)) {
    if (key !== "platform" && key !== "cloudcasa")
      throw new TypeError(`handlers: option ${JSON.stringify(key)} is none of platform, cloudcasa`);
  }
  const hosts = [
    origin("platform", options.platform ?? sandbox.platform.url),
    origin("cloudcasa", options.cloudcasa ?? sandbox.cloudcasa.url),
  ];
  return [...new Set(hosts)].map((host) =>
    http.all(`${host}/*`, async ({ request }) => {
      try {
        return await sandbox.handle(request);
      } catch (error) {
        if (error instanceof ConnectionReset) return HttpResponse.error();
        throw error;
      }
    }),
  );
}
