import type { FinalState } from "./cloudcasa/index.ts";
import type { DurationOptions } from "./durations.ts";
import type { FaultRule } from "./fault-rules.ts";
import type { Failure } from "./platform/index.ts";
import type { Control, Sandbox } from "./sandbox.ts";
import type { RequestMatch } from "./vocabulary.ts";

/** One operation of a sandbox: what a method of the same name does in process, over `sandbox.fetch` and over HTTP. */
interface Operation {
  method: "GET" | "POST" | "DELETE";
  /** Below `/_sandbox/`; `{id}` stands for one segment. */
  path: string;
  /** Whether it takes a JSON object as its body, or any text. Default: no body. */
  body?: "json" | "text";
  /** What it returns is the JSON of the response; nothing is 204. `names` are the segments that `{…}` stand for. */
  run(sandbox: Sandbox, body: Record<string, unknown>, names: readonly string[], text: string): unknown;
}

const clock = (sandbox: Sandbox) => ({ mode: sandbox.clock.mode, now: new Date(sandbox.clock.now()).toISOString() });

const only = (body: Record<string, unknown>, ...keys: string[]) => {
  for (const key of Object.keys(body))
    if (!keys.includes(key)) throw new TypeError(`${JSON.stringify(key)} is none of ${keys.join(", ") || "no keys at all"}`);
};

/** What an operation is about does not exist. */
class NotThere extends Error {}

const there = (run: () => void): void => {
  try {
    run();
  } catch (error) {
    if (error instanceof TypeError) throw error;
    throw new NotThere((error as Error).message);
  }
};

/** Every operation of a sandbox; docs and tests read this table too. */
export const operations: readonly Operation[] = [
  { method: "POST", path: "reset", run: (s) => s.reset() },
  { method: "POST", path: "clear", run: (s) => s.clear() },
  { method: "POST", path: "settle", run: (s) => s.settle() },
  { method: "POST", path: "verify", run: (s) => s.verify() },
  { method: "GET", path: "clock", run: clock },
  {
    method: "POST",
    path: "clock",
    body: "json",
    run: (s, body) => {
      only(body, "advance");
      s.clock.advance(body["advance"] as string);
      return clock(s);
    },
  },
  { method: "GET", path: "faults", run: (s) => ({ items: s.faults.list() }) },
  { method: "POST", path: "faults", body: "json", run: (s, body) => s.faults.add(body as unknown as FaultRule) },
  { method: "DELETE", path: "faults", run: (s) => s.faults.clear() },
  {
    method: "DELETE",
    path: "faults/{id}",
    run: (s, _, [id = ""]) => {
      if (!s.faults.remove(id)) throw new NotThere(`there is no fault ${id}`);
    },
  },
  { method: "POST", path: "durations", body: "json", run: (s, body) => s.setDurations(body as DurationOptions) },
  { method: "GET", path: "requests", run: (s) => ({ items: s.requests, dropped: s.droppedRequests }) },
  {
    method: "POST",
    path: "calls",
    body: "json",
    run: (s, body) => {
      const items = s.calls(body as RequestMatch);
      return { items, count: items.count };
    },
  },
  { method: "GET", path: "unsupported", run: (s) => ({ items: s.unsupported }) },
  { method: "GET", path: "state", run: (s) => s.state() },
  { method: "GET", path: "save", run: (s) => s.save() },
  { method: "POST", path: "seed", body: "text", run: (s, _, __, text) => s.seed(text) },
  { method: "POST", path: "platform/compact", run: (s) => s.platform.compact() },
  { method: "POST", path: "platform/dropWatches", run: (s) => s.platform.dropWatches() },
  { method: "POST", path: "platform/expireKeys", run: (s) => s.platform.expireKeys() },
  {
    method: "POST",
    path: "platform/instances/{project}/{name}/fail",
    body: "json",
    run: (s, body, [project = "", name = ""]) => s.platform.instance(project, name).fail(body as unknown as Failure),
  },
  {
    method: "POST",
    path: "platform/instances/{project}/{name}/recover",
    run: (s, _, [project = "", name = ""]) => s.platform.instance(project, name).recover(),
  },
  {
    method: "POST",
    path: "platform/instances/{project}/{name}/connect",
    run: (s, _, [project = "", name = ""]) => there(() => s.platform.instance(project, name).connect()),
  },
  {
    method: "POST",
    path: "platform/templates/{name}/fail",
    body: "json",
    run: (s, body, [name = ""]) => s.platform.template(name).fail(body as unknown as Failure),
  },
  { method: "POST", path: "platform/templates/{name}/recover", run: (s, _, [name = ""]) => s.platform.template(name).recover() },
  { method: "POST", path: "agents/{id}/connect", run: (s, _, [id = ""]) => there(() => s.cloudcasa.agent(id).connect()) },
  { method: "POST", path: "agents/{id}/disconnect", run: (s, _, [id = ""]) => there(() => s.cloudcasa.agent(id).disconnect()) },
  {
    method: "POST",
    path: "jobs/{id}/finish",
    body: "json",
    run: (s, { state, ...end }, [id = ""]) => there(() => s.cloudcasa.job(id).finish(state as FinalState, end)),
  },
  {
    method: "POST",
    path: "nextJob/finish",
    body: "json",
    run: (s, { state, ...end }) => s.cloudcasa.nextJob.finish(state as FinalState, end),
  },
];

const prefix = "/_sandbox/";

const answer = (status: number, message: string, headers: Record<string, string> = {}) => Response.json({ message }, { status, headers });

/** The segments that stand where an operation has names; undefined if the path is not its own. */
const fits = (operation: Operation, path: string): string[] | undefined => {
  const wanted = operation.path.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const names: string[] = [];
  for (const [i, segment] of wanted.entries()) {
    if (segment.startsWith("{")) names.push(decodeURIComponent(given[i] as string));
    else if (segment !== given[i]) return undefined;
  }
  return names;
};

/** Answers `/_sandbox/…`. No token is needed: it only ever reaches the sandbox's own memory. */
export const control: Control = async (sandbox, request, url) => {
  let path: string;
  try {
    path = url.pathname.slice(prefix.length).replace(/\/$/, "");
    const here = operations.map((operation) => ({ operation, found: fits(operation, path) })).filter((o) => o.found);
    if (here.length === 0) {
      const all = operations.map((o) => `${o.method} ${prefix}${o.path}`).join(", ");
      return answer(404, `the sandbox has no ${url.pathname}; it has ${all}`);
    }
    const match = here.find((o) => o.operation.method === request.method);
    if (!match) {
      const allow = here.map((o) => o.operation.method).join(", ");
      return answer(405, `${url.pathname} takes ${allow}`, { allow });
    }
    const parameters = [...new Set(url.searchParams.keys())].map((name) => JSON.stringify(name));
    if (parameters.length) throw new TypeError(`${url.pathname} takes no query parameters; ${parameters.join(", ")} given`);
    const text = await request.text();
    const takes = match.operation.body;
    const body = takes === "json" || (text && takes === undefined) ? jsonObject(text) : {};
    if (takes === undefined) only(body);
    const result = await match.operation.run(sandbox, body, match.found ?? [], text);
    return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof NotThere) return answer(404, message);
    return answer(error instanceof TypeError || error instanceof URIError ? 400 : 409, message);
  }
};

function jsonObject(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new TypeError("the body must be a JSON object");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new TypeError("the body must be a JSON object");
  return body as Record<string, unknown>;
}
