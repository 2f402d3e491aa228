import { invalidArgument } from "./errors.ts";
import type { CallOptions, Http } from "./http.ts";
import { callOptions, known } from "./known.ts";
import { type Query, segment } from "./paths.ts";

export interface RawOptions extends CallOptions {
  readonly params?: {
    /** What stands in braces in the path. Encoded, and refused where it would leave its place. */
    readonly path?: Readonly<Record<string, string>>;
    readonly query?: Query;
  };
  /** Sent as JSON; a text is sent as it is, with the content type given in `headers`. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is due: JSON (default), or a text. */
  readonly answer?: "json" | "text";
}

export const rawOptions = `${callOptions} params body headers answer` as const;

export interface RawAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
}

/**
 * A request to any path of the server, for what has no method here. Token, retry, deadlines and errors are the same as everywhere. The URL is
 * built by openapi-fetch, which is only loaded by those who come here.
 */
export async function rawRequest<T>(http: Http, method: string, path: string, options: RawOptions = {}): Promise<RawAnswer<T>> {
  known(options, rawOptions, "request");
  if (options.params !== undefined) known(options.params, "path query", "request params");
  const verb = method.toUpperCase();
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(verb)) throw invalidArgument("method", `${JSON.stringify(method)} is none`);
  if (typeof path !== "string" || !path.startsWith("/")) throw invalidArgument("path", "expected a path that begins with /");
  if (path.split("/").some((part) => /^(\.|%2e){1,2}$/i.test(part))) throw invalidArgument("path", "holds . or ..");
  const names = new Set([...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]!));
  for (const name of names) segment(options.params?.path?.[name], `params.path.${name}`);
  const { body } = options;
  const { createFinalURL, createQuerySerializer, defaultPathSerializer } = await import("./final-url.ts");
  const url = createFinalURL(path, {
    baseUrl: "",
    params: { path: { ...options.params?.path }, query: { ...options.params?.query } },
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
  });
  const headers: Record<string, string> = body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" };
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = value;
  const answer = await http.request({
    method: verb,
    path: url.split("?")[0]!,
    search: url.includes("?") ? url.slice(url.indexOf("?")) : undefined,
    headers,
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    safety: verb === "GET" || verb === "HEAD" || verb === "OPTIONS" ? "read" : "write",
    describe: { verb: "request", resource: `${verb} ${path}` },
    answer: options.answer === "text" ? "text" : verb === "HEAD" ? "any" : "json",
    signal: options.signal,
    timeout: options.timeout,
  });
  return { status: answer.status, headers: answer.headers, data: (options.answer === "text" ? answer.text : answer.json) as T };
}
