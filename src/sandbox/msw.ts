import { HttpResponse, http, type RequestHandler } from "msw";
import { isConnectionReset } from "./connection.ts";
import { Cors } from "./cors.ts";
import { checkNames, type OptionNames } from "./option-names.ts";
import type { Sandbox } from "./sandbox.ts";

/** Which hosts the handlers take over, and for which pages. */
export interface HandlerOptions {
  /** Origin of the platform, as the code under test knows it. Default: `sandbox.platform.url`. */
  platform?: string;
  /** Origin of CloudCasa, as the code under test knows it. Default: `sandbox.cloudcasa.url`. */
  cloudcasa?: string;
  /** Origins of pages that may read responses, `*` for any: for environments that check as browsers do (happy-dom, jsdom). Default: none. */
  cors?: readonly string[];
}

const names = { platform: true, cloudcasa: true, cors: true } satisfies OptionNames<HandlerOptions>;

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

/** What stands in place of a response when there is none: the connection broke, the request was aborted, or the sandbox was disposed of. */
const isSilent = (request: Request, error: unknown): boolean =>
  isConnectionReset(error) || request.signal.aborted || (error as { code?: unknown } | null)?.code === "SANDBOX_DISPOSED";

/** The paths of each API, where its host has other pages too. */
const paths = {
  platform: ["/kubernetes/*", "/version", "/_sandbox/*"],
  cloudcasa: ["/api/v1/*", "/kubeclusteragents/*", "/_sandbox/*"],
};

/** The origin of the page that this runs in; undefined outside of pages. */
const pageOrigin = (): string | undefined => (globalThis as { location?: { origin?: string } }).location?.origin;

/**
 * The sandbox as handlers of Mock Service Worker (2.10 or later, and 3): `setupServer(...handlers(sandbox))`,
 * `setupWorker(...handlers(sandbox))`. They answer every path of the two hosts, so that nothing goes on to a real server; on the page's own origin
 * they answer the paths of the APIs only. A request that is aborted, or cut off by a fault, fails as on the network, and logs nothing.
 * For https URLs the interception costs milliseconds a request; where the code under test takes a `fetch`, `sandbox.fetch` is faster.
 */
export function handlers(sandbox: Sandbox, options: HandlerOptions = {}): RequestHandler[] {
  checkNames(options, names, "handlers");
  const cors = new Cors(options.cors ?? [], "handlers: cors");
  const answer = async ({ request }: { request: Request }): Promise<Response> => {
    try {
      return await sent(cors.preflight(request) ?? cors.mark(request, await sandbox.handle(request)));
    } catch (error) {
      if (isSilent(request, error)) return HttpResponse.error();
      throw error;
    }
  };
  const predicates = (["platform", "cloudcasa"] as const).flatMap((api) => {
    const host = origin(api, options[api] ?? sandbox[api].url);
    return host === pageOrigin() ? paths[api].map((path) => host + path) : [`${host}/*`];
  });
  return [...new Set(predicates)].map((predicate) => http.all(predicate, answer));
}
