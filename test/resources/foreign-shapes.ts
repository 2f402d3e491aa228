// Property: whatever shape a response has, a call gives a result or an error of this package.
import { CloudCasa, isClusterplaneError, isRequestError, isWaitError, Platform, until } from "../../src/index.ts";
import type { FuzzOutcome } from "../fuzz/outcome.ts";
import { Words } from "../fuzz/words.ts";
import { jumpingClock, networkError } from "../http/fake.ts";
import { vc } from "./kubernetes/fake.ts";

const keys = [
  ...["kind", "apiVersion", "metadata", "items", "status", "code", "reason", "message", "details", "causes", "retryAfterSeconds", "field"],
  ...[
    "continue",
    "resourceVersion",
    "remainingItemCount",
    "uid",
    "name",
    "namespace",
    "spec",
    "rows",
    "columnDefinitions",
    "type",
    "object",
  ],
  ...["_id", "_etag", "_items", "_meta", "_links", "_error", "_issues", "_status", "_created", "total", "page", "max_results", "next"],
  ...[
    "key",
    "agentURL",
    "state",
    "jobid",
    "conditions",
    "phase",
    "projectNamespacePrefix",
    "annotations",
    "kubeConfig",
    "images",
    "copydef",
  ],
  ...["constructor", "__proto__", "toString", "toJSON", "then", "length"],
];

const document = {
  _id: "5eb599e603f7a77d5223efee",
  _etag: "a".repeat(40),
  name: "dev",
  status: { state: "REGISTERED", agentURL: "https://casa.example.com/x.yaml" },
};
const list = { kind: "VirtualClusterInstanceList", metadata: { resourceVersion: "10", continue: "t" }, items: [vc("dev"), vc("b")] };
const event = { type: "ADDED", object: vc("dev", 11) };
const refusal = {
  kind: "Status",
  status: "Failure",
  reason: "Conflict",
  code: 409,
  message: "no",
  details: { causes: [{ reason: "x", message: "y", field: "z" }], retryAfterSeconds: 1 },
};
/** Shapes that the server might send, to be changed in one place. */
const plausible: readonly unknown[] = [
  ...[
    vc("dev"),
    list,
    { ...list, metadata: { resourceVersion: "10" } },
    { kind: "Table", columnDefinitions: [], rows: [{ cells: ["x"], object: vc("dev") }] },
  ],
  ...[refusal, event, { ...event, type: "ERROR", object: refusal }, { ...event, type: "BOOKMARK" }],
  ...[
    document,
    { _items: [document], _meta: { page: 1, max_results: 25, total: 60 }, _links: { next: { href: "x" } } },
    { _items: [document] },
  ],
  { _status: "ERR", _error: { code: 422, message: "no" }, _issues: { name: ["required field"], tags: { a: "unknown field" } } },
  ...[
    { images: ["a:1"] },
    { status: { projectNamespacePrefix: "p-" } },
    { kind: "Kubeconfig", status: { kubeConfig: "x" } },
    { accessKey: "k" },
  ],
];

/** Makes responses, each of another form. */
class Responses {
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  next(): Response | Error {
    const words = this.#words;
    if (words.chance(0.03)) return networkError(words.pick(["ECONNRESET", "ECONNREFUSED"]));
    const status = words.chance(0.6)
      ? 200
      : words.pick([
          200, 201, 202, 204, 206, 299, 302, 304, 400, 401, 403, 404, 405, 408, 409, 410, 412, 415, 418, 422, 428, 429, 500, 501, 502, 503,
          504, 599,
        ]);
    const headers = new Headers({
      "content-type": words.chance(0.85)
        ? "application/json"
        : words.pick(["text/html", "text/plain", "", "application/json; charset=x", "a/b+json"]),
    });
    if (words.chance(0.1))
      headers.set("retry-after", words.pick(["1", "-1", "1e9", "99999999999", "soon", "Fri, 31 Dec 9999 23:59:59 GMT", ""]));
    if (words.chance(0.05)) headers.set("warning", words.pick(['299 - "x"', "nonsense", `299 - "${"\\".repeat(2000)}`]));
    if (words.chance(0.05)) headers.set("location", words.pick(["/login", "http://", "::", "https://elsewhere.example.com/x?token=y"]));
    return new Response(status === 204 || status === 304 ? null : this.#body(), { status, headers });
  }

  #body(): string | Uint8Array<ArrayBuffer> {
    const words = this.#words;
    const kind = words.below(20);
    if (kind === 0) return "";
    if (kind === 1)
      return words.pick([
        "<html><body>sign in</body></html>",
        "404 page not found",
        "null",
        "0",
        '"x"',
        "[]",
        "{}",
        "[null]",
        "\ufeff{}",
        "NaN",
        "\u0000",
      ]);
    if (kind === 2) return `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    if (kind === 3) return `${'{"items":[{"metadata":'.repeat(2000)}{}${"}]}".repeat(2000)}`;
    if (kind === 4) return new Uint8Array([0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28]);
    if (kind < 8) return JSON.stringify(words.value(keys));
    const text = JSON.stringify(this.#changed(words.pick(plausible)));
    if (kind === 8) return text.slice(0, words.below(text.length));
    return words.chance(0.3) ? `${text}\n${JSON.stringify(this.#changed(event))}\n` : text;
  }

  /** A copy in which one value, anywhere, is another. */
  #changed(value: unknown): unknown {
    const words = this.#words;
    if (words.chance(0.15)) return value;
    if (typeof value !== "object" || value === null || words.chance(0.15)) return words.value(keys, 2);
    const copy = structuredClone(value) as Record<string, unknown>;
    const key = words.pick([...Object.keys(copy), ...(words.chance(0.2) ? keys : [])]);
    if (words.chance(0.1)) delete copy[key];
    else if (key !== undefined && key !== "__proto__") copy[key] = this.#changed(copy[key]);
    return copy;
  }
}

type Call = (clients: { readonly platform: Platform; readonly casa: CloudCasa; readonly signal: AbortSignal }) => PromiseLike<unknown>;

/** Reads what there is, at most so many values. */
async function drained(values: AsyncIterable<unknown>, most = 20): Promise<unknown[]> {
  const given: unknown[] = [];
  for await (const value of values) {
    given.push(value);
    if (given.length >= most) break;
  }
  return given;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Calls whose results are none of the objects that the API keeps. */
const others =
  /^(list table|delete|kubeconfig|log|access key|download|import|connect|token|version|project|request|casa (delete|images|agent|request))/;

/** The objects in a result: those of an array or a page, that of an event or of `ensure`, or the result itself. */
function objectsIn(result: unknown): unknown[] {
  if (result === undefined) return [];
  if (Array.isArray(result)) return result.flatMap(objectsIn);
  if (!isObject(result)) return [result];
  if ("raw" in result || "hasNext" in result) return result["items"] as unknown[];
  if ("outcome" in result) return [result["object"] ?? result["document"]];
  if ("type" in result && !("metadata" in result || "_id" in result)) return "object" in result ? [result["object"]] : [];
  return [result];
}

/** What of a result lacks the form that every object of its API has. */
function misshapen(name: string, result: unknown): unknown[] {
  if (others.test(name)) return [];
  const isRight = (one: unknown) =>
    isObject(one) && (name.startsWith("casa ") ? typeof one["_id"] === "string" : isObject(one["metadata"]));
  return objectsIn(result).filter((one) => !isRight(one));
}

const vcs = (platform: Platform) => platform.namespace("loft-p-demo").virtualClusterInstances;
const stored = { ...document, description: "d" };
const wait = { timeout: "30s", interval: "1s" } as const;

const calls: Readonly<Record<string, Call>> = {
  get: ({ platform }) => vcs(platform).get("dev"),
  find: ({ platform }) => vcs(platform).find("dev"),
  list: ({ platform }) => vcs(platform).list(),
  "list all": ({ platform, signal }) => vcs(platform).list({ signal }).all(),
  "list pages": ({ platform }) => drained(vcs(platform).list({ limit: 2 }).pages()),
  "list items": ({ platform, signal }) => drained(vcs(platform).list({ signal, onExpired: "restart" })),
  "list metadata": ({ platform }) => vcs(platform).listMetadata(),
  "list table": ({ platform }) => vcs(platform).listTable({ includeObject: "Object" }),
  watch: ({ platform, signal }) => drained(vcs(platform).watch({ signal })),
  "watch stream": ({ platform, signal }) => drained(vcs(platform).watch({ signal, initial: "stream" })),
  "watch from": ({ platform, signal }) => drained(vcs(platform).watch({ signal, resourceVersion: "5" })),
  cache: async ({ platform, signal }) => (await vcs(platform).cache({ signal, labels: ["a"] })).close(),
  "wait ready": ({ platform }) => vcs(platform).waitFor("dev", until.ready({ wake: true }), wait),
  "wait deleted": ({ platform }) => vcs(platform).waitFor(vc("dev"), until.deleted(), wait),
  create: ({ platform }) => vcs(platform).create({ metadata: { name: "dev" }, spec: { displayName: "x" } }),
  "create unnamed": ({ platform }) => vcs(platform).create({ metadata: { generateName: "dev-" } }),
  "create YAML": ({ platform }) => vcs(platform).create("metadata:\n  name: dev\n"),
  ensure: ({ platform }) => vcs(platform).ensure({ metadata: { name: "dev" } }),
  update: ({ platform }) => vcs(platform).update(vc("dev")),
  "patch merge": ({ platform }) => vcs(platform).patch("dev", { metadata: { resourceVersion: "1" }, spec: { displayName: "x" } }),
  "patch JSON": ({ platform }) => vcs(platform).patch("dev", [{ op: "add", path: "/metadata/annotations/a", value: "b" }]),
  apply: ({ platform }) => vcs(platform).apply({ metadata: { name: "dev" } }),
  edit: ({ platform }) =>
    vcs(platform).edit("dev", (draft) => void Object.assign(draft, { spec: { displayName: "x" } }), { timeout: "30s" }),
  delete: ({ platform }) => vcs(platform).delete(vc("dev")),
  "delete all": ({ platform }) => vcs(platform).deleteCollection({ labelSelector: { a: "b" } }),
  kubeconfig: ({ platform }) => vcs(platform).kubeconfig("dev"),
  log: ({ platform }) => drained(vcs(platform).log("dev")),
  sleep: ({ platform }) => vcs(platform).sleep("dev"),
  "wake up": ({ platform }) => vcs(platform).wakeUp("dev"),
  "access key": ({ platform }) => platform.clusters.accessKey("eu"),
  download: ({ platform }) => platform.usageDownload.download(),
  import: ({ platform }) =>
    platform.projects.importVirtualCluster("demo", { sourceVirtualCluster: { name: "a", namespace: "b", cluster: "c" } }),
  connect: ({ platform }) => platform.clusterConnect.create({ metadata: { name: "eu" }, spec: { config: "x" } }),
  token: ({ platform }) => platform.directClusterEndpointTokens.create({ spec: {} }),
  version: ({ platform }) => platform.version(),
  project: ({ platform }) => platform.project("demo").namespace(),
  "project of": ({ platform }) => platform.projectOf({ metadata: { name: "a", namespace: "p-demo" } }),
  request: ({ platform }) => platform.request("GET", "/x"),
  "request text": ({ platform }) => platform.request("POST", "/x", { body: {}, answer: "text" }),
  "casa get": ({ casa }) => casa.kubeclusters.get("1"),
  "casa find": ({ casa }) => casa.kubeclusters.find("1"),
  "casa find by name": ({ casa }) => casa.kubeclusters.find({ name: "dev" }),
  "casa embedded": ({ casa }) => casa.kubebackups.get("1", { embedded: ["cluster"] }),
  "casa list": ({ casa }) => casa.kubeclusters.list(),
  "casa list all": ({ casa, signal }) => casa.kubeclusters.list({ signal }).all(),
  "casa list pages": ({ casa }) => drained(casa.kubeclusters.list().pages()),
  "casa list items": ({ casa }) => drained(casa.kubeclusters.list({ prefetch: true }), 200),
  "casa refresh": ({ casa }) => casa.kubeclusters.refresh(stored as never),
  "casa wait": ({ casa }) => casa.kubeclusters.waitFor("1", until.active(), wait),
  "casa create": ({ casa }) => casa.kubeclusters.create({ name: "dev" }),
  "casa create many": ({ casa }) => casa.kubeclusters.createMany([{ name: "dev" }, { name: "b" }]),
  "casa ensure": ({ casa }) => casa.kubeclusters.ensure({ name: "dev", tags: { a: "b" } }),
  "casa update": ({ casa }) => casa.kubeclusters.update(stored as never),
  "casa patch": ({ casa }) => casa.kubeclusters.patch(stored, { description: "x" }),
  "casa patch nested": ({ casa }) => casa.kubeclusters.patch(stored, { tags: { a: "b" } }),
  "casa patch JSON": ({ casa }) => casa.kubeclusters.patch(stored, [{ op: "add", path: "/description", value: "x" }]),
  "casa edit": ({ casa }) => casa.kubeclusters.edit("1", (draft) => void Object.assign(draft, { description: "x" }), { timeout: "30s" }),
  "casa edit away": ({ casa }) =>
    casa.kubeclusters.edit("1", (draft) => void delete (draft as { description?: string }).description, { timeout: "30s" }),
  "casa delete": ({ casa }) => casa.kubeclusters.delete("1", { timeout: "30s" }),
  "casa delete version": ({ casa }) => casa.kubeclusters.delete(stored),
  "casa images": ({ casa }) => casa.kubeclusters.images(),
  "casa agent URL": ({ casa }) => casa.kubeclusters.agentURL("1", wait),
  "casa agent manifest": ({ casa }) => casa.kubeclusters.agentManifest("1", wait),
  "casa run": ({ casa }) => casa.kubebackups.run("1", wait),
  "casa job": ({ casa }) => casa.jobs.wait("1", wait),
  "casa restore": ({ casa }) => casa.kuberestores.wait("1", wait),
  "casa request": ({ casa }) => casa.request("DELETE", "/api/v1/x"),
};

/** Makes so many calls, each against responses of its own. `stored`: calls that gave a result. */
export async function foreignShapes(seed: number, rounds: number): Promise<FuzzOutcome> {
  const words = new Words(seed);
  const responses = new Responses(words);
  const problems: string[] = [];
  let fulfilled = 0;
  const names = Object.keys(calls);
  for (let round = 0; round < rounds && problems.length === 0; round++) {
    const name = names[round % names.length]!;
    const stop = new AbortController();
    const given: string[] = [];
    const fetch = async (): Promise<Response> => {
      // Loops that only the signal ends must end too.
      if (given.length >= 40) stop.abort();
      const response = responses.next();
      if (response instanceof Error) throw response;
      const text = response.body === null ? "" : await response.clone().text();
      given.push(`${response.status} ${[...response.headers]} ${text.length > 500 ? `${text.slice(0, 200)}… (${text.length})` : text}`);
      return response;
    };
    const options = {
      token: "t-o-k-e-n",
      fetch,
      clock: jumpingClock(),
      retry: { attempts: 3, minDelay: "1ms" },
      onWarning: () => undefined,
    } as const;
    const platform = new Platform({ ...options, baseUrl: "https://platform.example.com" });
    const casa = new CloudCasa({ ...options, baseUrl: "https://casa.example.com" });
    const label = () => `round ${round}, ${name}: ${given.slice(-5).join("\n  ")}`;
    try {
      const result = await calls[name]!({ platform, casa, signal: stop.signal });
      fulfilled++;
      for (const wrong of misshapen(name, result)) problems.push(`${JSON.stringify(wrong)} is given as an object after ${label()}`);
    } catch (error) {
      if (!isClusterplaneError(error)) problems.push(`${String((error as Error)?.stack ?? error)} after ${label()}`);
      else if (isRequestError(error)) {
        const isNamed = typeof error.method === "string" && typeof error.path === "string" && typeof error.verb === "string";
        if (!isNamed) problems.push(`${error} names no call after ${label()}`);
        if (error.status !== undefined && (!Number.isInteger(error.status) || error.status < 0))
          problems.push(`status ${error.status} after ${label()}`);
      } else if (!isWaitError(error) && error.code !== "AnswerTooLarge" && error.code !== "InvalidArgument") {
        problems.push(`${error} (${error.code}) is no error of a call after ${label()}`);
      }
      if (String((error as Error).message).length > 10_000)
        problems.push(`a message of ${(error as Error).message.length} characters after ${label()}`);
    }
  }
  return { seed, problems, stored: fulfilled };
}
