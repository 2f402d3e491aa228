/** Answers preflight requests and marks responses for the browsers' cross-origin checks. */
export class Cors {
  readonly #origins: ReadonlySet<string>;

  /** Throws a TypeError for what is no origin; `where` is the option, for the message. */
  constructor(origins: readonly string[], where: string) {
    if (!Array.isArray(origins)) throw new TypeError(`${where}: expected a list of origins such as ["http://localhost:5173"]`);
    for (const origin of origins) checkOrigin(origin, where);
    this.#origins = new Set(origins);
  }

  /** Whether pages of this origin may call the APIs. */
  allows(origin: string): boolean {
    return this.#origins.has("*") || this.#origins.has(origin);
  }

  /** Whether this origin is listed by itself, not by "*". */
  names(origin: string): boolean {
    return this.#origins.has(origin);
  }

  /** The response to a preflight request of an allowed origin; undefined for any other request. */
  preflight(request: Request): Response | undefined {
    const { headers } = request;
    const method = headers.get("access-control-request-method");
    const origin = headers.get("origin");
    if (request.method !== "OPTIONS" || method === null || origin === null || !this.allows(origin)) return undefined;
    const response = new Response(null, {
      status: 204,
      headers: { "access-control-allow-methods": method, "access-control-max-age": "600" },
    });
    const asked = headers.get("access-control-request-headers");
    if (asked !== null) response.headers.set("access-control-allow-headers", asked);
    if (headers.has("access-control-request-private-network")) response.headers.set("access-control-allow-private-network", "true");
    return this.mark(request, response);
  }

  /** Lets the page that sent `request` read `response`; the response is changed. */
  mark(request: Request, response: Response): Response {
    const origin = request.headers.get("origin");
    if (origin === null || !this.allows(origin)) return response;
    response.headers.set("access-control-expose-headers", [...response.headers.keys()].join(", "));
    response.headers.set("access-control-allow-origin", origin);
    response.headers.append("vary", "Origin");
    return response;
  }
}

function checkOrigin(origin: unknown, where: string): void {
  if (origin === "*" || origin === "null") return;
  const isOrigin = typeof origin === "string" && URL.canParse(origin) && new URL(origin).origin === origin;
  if (!isOrigin) throw new TypeError(`${where}: ${JSON.stringify(origin)} is no origin such as "http://localhost:5173", and not "*"`);
}
