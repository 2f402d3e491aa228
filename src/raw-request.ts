import { createQuerySerializer } from "openapi-fetch";
import { callOptions } from "./http/call.ts";
import { invalidArgument } from "./http/errors.ts";
import { headersOf } from "./http/headers.ts";
import type { Http } from "./http/http.ts";
import { typeName } from "./http/json.ts";
import { jsonText } from "./http/json-text.ts";
import { checkOptions, type OptionNames } from "./http/options.ts";
import { checkQuery, encoded, segment } from "./http/paths.ts";
import { checkPath } from "./http/raw-path.ts";
import type { RawAnswer, RawOptions, RawQuery } from "./raw.ts";

const rawOptions = {
  ...callOptions,
  params: true,
  body: true,
  headers: true,
  answer: true,
} satisfies OptionNames<RawOptions>;

const rawParams = { path: true, query: true } satisfies OptionNames<NonNullable<RawOptions["params"]>>;

/**
 * A request to any path of the server, for what has no method here. Token, retry, deadlines and errors are those of every call; a response
 * is given as it came, secrets included.
 */
export async function rawRequest<T>(http: Http, method: string, path: string, options: RawOptions = {}): Promise<RawAnswer<T>> {
  checkOptions(options, rawOptions, "request");
  const { params = {}, body } = options;
  checkOptions(params, rawParams, "request params");
  const verb = typeof method === "string" ? method.toUpperCase() : "";
  if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(verb)) {
    throw invalidArgument("method", `${typeof method === "string" ? JSON.stringify(method) : typeName(method)} is no method`);
  }
  if (typeof path !== "string") throw invalidArgument("path", "expected a path that begins with /");
  const isRead = verb === "GET" || verb === "HEAD" || verb === "OPTIONS";
  if (body !== undefined && (verb === "GET" || verb === "HEAD")) throw invalidArgument("body", `a ${verb} request has none`);
  if (options.answer !== undefined && options.answer !== "json" && options.answer !== "text") {
    throw invalidArgument("answer", 'expected "json" or "text"');
  }
  const written = path.replace(/\{([^{}]*)\}/g, (_, name: string) => segment(params.path?.[name], `params.path.${name}`));
  const query = searchOf(params.query);
  // A path may have a query already.
  const url = query === "" ? written : `${written}${written.includes("?") ? "&" : "?"}${query}`;
  checkPath(url);
  const [place = "", ...search] = url.split("?");
  const headers = headersOf(options.headers);
  const text = body === undefined || typeof body === "string" ? body : jsonText(body, "body");
  if (text !== undefined && typeof body !== "string") headers["content-type"] ??= "application/json";
  return http.within(options, async (deadline) => {
    const answer = await http.request({
      method: verb,
      path: place,
      search: search.length === 0 ? undefined : `?${search.join("?")}`,
      hidesQuery: true,
      headers,
      body: text,
      safety: isRead ? "read" : "write",
      describe: { verb: "request", resource: `${verb} ${path.split("?", 1)[0]}` },
      answer: options.answer === "text" ? "text" : verb === "GET" ? "json" : verb === "HEAD" ? "any" : "optional",
      deadline,
    });
    return { status: answer.status, headers: answer.headers, data: (options.answer === "text" ? answer.text : answer.json) as T };
  });
}

const serialize = createQuerySerializer();

function searchOf(query: RawQuery | undefined): string {
  if (query === undefined || query === null) return "";
  checkQuery(query);
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  for (const [name, value] of entries) for (const one of [value].flat()) encoded(one, `query.${name}`);
  // It encodes values, not names.
  return serialize(Object.fromEntries(entries.map(([name, value]) => [encoded(name, "query"), value])));
}
