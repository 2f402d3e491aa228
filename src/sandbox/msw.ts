import { HttpResponse, http, type RequestHandler } from "msw";
import { isConnectionReset } from "./connection.ts";
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
 * The answer as MSW sends it best. One that is whole says its length, as the real servers do: MSW would else send it in chunks, which costs more.
 * A stream begins with an empty piece: MSW sends the headers of an answer only with the first of its body, and a watch may be silent.
 */
async function sent(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (!response.body) return response;
  if (headers.get("transfer-encoding") !== "chunked") {
    const body = await response.arrayBuffer();
    headers.set("content-length", String(body.byteLength));
    return new Response(body, { status, headers });
  }
  const reader = response.body.getReader();
  const body = new ReadableStream(
    {
      start: (controller) => controller.enqueue(new Uint8Array(0)),
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status, headers });
}

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
        return await sent(await sandbox.handle(request));
      } catch (error) {
        if (isConnectionReset(error)) return HttpResponse.error();
        throw error;
      }
    }),
  );
}
