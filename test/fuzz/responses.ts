// Both clients against a server that responds with anything: foreign shapes, broken bodies, odd headers, failing connections, and secrets
// of the request repeated in every place. Each call must end in time, with a value or an error of this package, and no error may show a
// secret.
import { inspect } from "node:util";
import type { Clock } from "../../src/http/clock.ts";
import { isClusterplaneError, isRequestError } from "../../src/http/errors.ts";
import { CloudCasa, Platform, until } from "../../src/index.ts";
import { jumpingClock } from "../http/fake.ts";
import type { FuzzOutcome } from "./outcome.ts";
import { scalars, Words } from "./words.ts";

/** What the requests carry: in the token, a header, a body, the query of a raw request. */
const secrets = { token: "TOKEN-canary-7f3a", header: "HEADER-canary-81bc", body: 'BODY-canary/"9d+2', query: "QUERY-canary-44ee" };

const id = "5eb599e603f7a77d5223efee";

const keys = [
  "kind",
  "apiVersion",
  "status",
  "code",
  "reason",
  "message",
  "details",
  "causes",
  "field",
  "retryAfterSeconds",
  "metadata",
  "name",
  "namespace",
  "uid",
  "resourceVersion",
  "continue",
  "remainingItemCount",
  "items",
  "spec",
  "conditions",
  "phase",
  "type",
  "object",
  "rows",
  "_items",
  "_meta",
  "_id",
  "_etag",
  "_status",
  "_error",
  "_issues",
  "_links",
  "__proto__",
  "constructor",
];
const texts = [
  "Status",
  "Failure",
  "Success",
  "NotFound",
  "Invalid",
  "Expired",
  "ERR",
  "OK",
  "Ready",
  "Table",
  "1",
  "dev",
  "v1",
  "-1",
  "NaN",
];
const statuses = [
  200, 200, 200, 200, 201, 204, 205, 301, 302, 304, 400, 401, 403, 404, 405, 408, 409, 410, 412, 413, 422, 428, 429, 500, 501, 502, 503,
  504, 599,
];
const types = [
  "application/json",
  "application/json",
  "application/json",
  "Application/JSON; charset=utf-8",
  "text/html",
  "text/plain",
  "",
  "application/problem+json",
];
const pauses = ["0", "1", "-1", "9999999999999", "soon", "Fri, 31 Dec 9999 23:59:59 GMT", "NaN", "1e9"];

class Server {
  readonly #words: Words;
  /** What the request carries. */
  readonly #secrets: readonly string[];
  readonly #url: URL;

  constructor(words: Words, url: string, init: RequestInit) {
    this.#words = words;
    this.#url = new URL(url);
    const request = `${decodeURIComponent(url)} ${JSON.stringify(init.headers)} ${init.body}`;
    const quoted = (secret: string) => JSON.stringify(secret).slice(1, -1);
    this.#secrets = Object.values(secrets).filter((secret) => request.includes(secret) || request.includes(quoted(secret)));
  }

  #secret(): string {
    return this.#disguised(this.#words.pick(this.#secrets));
  }

  /** A secret as servers repeat it. */
  #disguised(secret: string): string {
    const encoded = Buffer.from(`x:${secret}:y`).toString("base64");
    const quoted = JSON.stringify(JSON.stringify({ key: secret }));
    return this.#words.pick([secret, secret, `refused "${secret}"`, encodeURIComponent(secret), encoded, quoted, secret.toUpperCase()]);
  }

  #text(): string {
    return this.#words.chance(0.4) ? this.#secret() : this.#words.pick(texts);
  }

  #value(depth: number): unknown {
    const words = this.#words;
    if (depth > 5 || words.chance(0.3)) return words.chance(0.6) ? this.#text() : words.pick([...scalars, 410, 409, 1e21]);
    if (words.chance(0.3)) return Array.from({ length: words.below(4) }, () => this.#value(depth + 1));
    return this.#object(depth);
  }

  #object(depth: number): Record<string, unknown> {
    const entries = Array.from({ length: 1 + this.#words.below(7) }, () => [this.#words.pick(keys), this.#value(depth + 1)] as const);
    return Object.fromEntries(entries);
  }

  /** What is due at this address, or nearly so. */
  #due(): unknown {
    const words = this.#words;
    const { pathname, searchParams } = this.#url;
    const spoil = (value: object): object => {
      // Names and ids are no secrets: a call goes on with those that a server gives.
      const { _id, name, namespace, ...odd } = words.chance(0.15) ? this.#object(3) : {};
      return { ...value, ...odd };
    };
    const phase = words.pick(["Pending", "Ready", "Sleeping", "Failed"]);
    const metadata = spoil({ name: "dev", namespace: "p-a", uid: "u1", resourceVersion: words.pick(["1", "2"]), labels: { a: "b" } });
    const object = spoil({ apiVersion: "management.loft.sh/v1", kind: "VirtualClusterInstance", metadata, spec: {}, status: { phase } });
    const state = words.pick(["ACTIVE", "PENDING", "COMPLETED", "FAILED"]);
    const document = spoil({
      _id: id,
      _etag: words.pick(["e1", "e2"]),
      name: "dev",
      state,
      status: { state, message: this.#text() },
      failure_reason: this.#text(),
    });
    const isOne = /\/(dev|5eb599e603f7a77d5223efee)(\/|$)/.test(pathname);
    if (pathname.startsWith("/api/v1/"))
      return isOne ? document : spoil({ _items: [document], _meta: { total: 1, page: 1, max_results: 25 } });
    if (searchParams.has("watch")) return { type: words.pick(["ADDED", "MODIFIED", "DELETED"]), object };
    return isOne ? object : spoil({ kind: "List", metadata: { resourceVersion: "9" }, items: [object] });
  }

  /** A body of a form that is known, though seldom the one that was due. */
  #likely(): unknown {
    const words = this.#words;
    if (words.chance(0.5)) return this.#due();
    // Names and ids are no secrets: a call goes on with those that a server gives.
    const metadata = { uid: "u1", resourceVersion: words.pick(["1", "2", "", 3, null]), ...this.#object(4), name: "dev", namespace: "p-a" };
    const object = {
      apiVersion: "management.loft.sh/v1",
      kind: "VirtualClusterInstance",
      metadata,
      status: this.#value(3),
      ...this.#object(4),
    };
    const document = { _etag: "e1", status: this.#value(3), ...this.#object(4), _id: id, name: "dev" };
    const status = {
      kind: "Status",
      status: "Failure",
      reason: this.#text(),
      message: this.#text(),
      details: this.#value(2),
      code: words.pick(statuses),
    };
    const event = {
      type: words.pick(["ADDED", "MODIFIED", "DELETED", "BOOKMARK", "ERROR", "NEW", 7]),
      object: words.pick([object, status, null]),
    };
    return words.pick<unknown>([
      object,
      object,
      document,
      document,
      status,
      event,
      {
        items: [object, ...(words.chance(0.3) ? [this.#value(3)] : [])],
        metadata: { resourceVersion: "9", continue: words.pick(["", "t1", 7]) },
      },
      {
        _items: [document, ...(words.chance(0.3) ? [this.#value(3)] : [])],
        _meta: words.pick([{ total: 3, page: 1 }, null, "x"]),
        _links: this.#value(3),
      },
      { _status: "ERR", _error: this.#value(3), _issues: this.#value(3) },
    ]);
  }

  #body(): string {
    const words = this.#words;
    if (words.chance(0.1)) return words.pick(["", "null", "[]", "{}", "0", '"x"', "[".repeat(5000), "<html><body>Sign in</body></html>"]);
    const text = JSON.stringify(words.chance(0.7) ? this.#likely() : this.#value(0));
    if (words.chance(0.1)) return text.slice(0, words.below(text.length));
    if (words.chance(0.1)) return `<p>${this.#secret()}</p>${text}`;
    return words.chance(0.2) ? `${text}\n${text}\n` : text;
  }

  /** `health`: how often a response is what was due. */
  respond(health: number): Response {
    const words = this.#words;
    if (words.chance(health)) return Response.json(this.#due(), { status: 200 });
    if (words.chance(0.05))
      throw words.pick([
        undefined,
        "broken",
        new TypeError("fetch failed", { cause: new Error(this.#secret()) }),
        { code: this.#secret() },
      ]);
    const status = words.pick(statuses);
    const headers = new Headers();
    const type = words.pick(types);
    if (type !== "") headers.set("content-type", words.chance(0.1) ? `text/${this.#ascii()}` : type);
    if (words.chance(0.3)) headers.set("retry-after", words.pick(pauses));
    if (words.chance(0.3)) headers.set("x-request-id", this.#ascii());
    if (words.chance(0.3)) headers.set("warning", `299 - "${this.#ascii().replaceAll('"', '\\"')}"`);
    if (words.chance(0.5))
      headers.set(
        "location",
        `https://other.example.com/kubeclusteragents/${encodeURIComponent(this.#secret())}?x=${encodeURIComponent(this.#secret())}`,
      );
    const body = [204, 205, 304].includes(status) ? null : this.#body();
    return new Response(body, { status, headers });
  }

  #ascii(): string {
    return this.#secret().replace(/[^ -~]/g, "");
  }
}

export type Call = (platform: Platform, casa: CloudCasa, signal: AbortSignal) => Promise<unknown>;
const body = { metadata: { name: "dev" }, spec: { parameters: `a: b\ntoken: ${secrets.body}`, secret: secrets.body } } as never;
const old = { metadata: { name: "dev", namespace: "p-a", resourceVersion: "1", uid: "u1" }, spec: { secret: secrets.body } } as never;
const document = { _id: id, _etag: "e1", name: "dev", password: secrets.body } as never;

/** Some steps of what may go on for ever. */
async function some(values: AsyncIterable<unknown>): Promise<void> {
  let count = 0;
  for await (const _ of values) if (++count >= 10) return;
}

const everyCall: Readonly<Record<string, Call>> = {
  version: (platform) => platform.version(),
  get: (platform) => platform.namespace("p-a").virtualClusterInstances.get("dev"),
  find: (platform) => platform.clusters.find("dev"),
  "project get": (platform) => platform.project("a").virtualClusterInstances.get("dev"),
  list: async (platform) => platform.virtualClusterInstances.list(),
  "list all": (platform) => platform.virtualClusterInstances.list().all(),
  "list items": (platform) => some(platform.virtualClusterInstances.list({ onExpired: "restart" })),
  "list pages": (platform) => some(platform.virtualClusterInstances.list().pages()),
  listTable: (platform) => platform.clusters.listTable(),
  create: (platform) => platform.namespace("p-a").virtualClusterInstances.create(body),
  "create request": (platform) => platform.clusterConnect.create(body),
  ensure: (platform) => platform.namespace("p-a").virtualClusterInstances.ensure(body),
  update: (platform) => platform.namespace("p-a").virtualClusterInstances.update(old),
  patch: (platform) => platform.namespace("p-a").virtualClusterInstances.patch("dev", { spec: { secret: secrets.body } } as never),
  "JSON patch": (platform) =>
    platform.namespace("p-a").virtualClusterInstances.patch("dev", [{ op: "add", path: "/spec/a/key", value: secrets.body }] as never),
  apply: (platform) => platform.namespace("p-a").virtualClusterInstances.apply(body),
  edit: (platform) =>
    platform.virtualClusterInstances.edit(old, (draft) => {
      Object.assign(draft, { spec: { secret: secrets.body } });
    }),
  delete: (platform) => platform.virtualClusterInstances.delete(old),
  deleteCollection: (platform) => platform.teams.deleteCollection({ labelSelector: { a: "b" } }),
  waitFor: (platform, _, signal) =>
    platform.namespace("p-a").virtualClusterInstances.waitFor("dev", until.ready(), { timeout: "2m", signal }),
  watch: (platform, _, signal) => some(platform.virtualClusterInstances.watch({ signal })),
  "watch, list as a stream": (platform, _, signal) => some(platform.virtualClusterInstances.watch({ signal, initial: "stream" })),
  cache: async (platform, _, signal) => (await platform.virtualClusterInstances.cache({ signal })).close(),
  kubeconfig: (platform) => platform.namespace("p-a").virtualClusterInstances.kubeconfig("dev"),
  log: (platform) => some(platform.namespace("p-a").virtualClusterInstances.log("dev")),
  accessKey: (platform) => platform.clusters.accessKey("dev"),
  request: (platform) => platform.request("POST", "/a", { params: { query: { key: secrets.query } }, body: { password: secrets.body } }),
  "Eve get": (_, casa) => casa.kubeclusters.get(id),
  "Eve find": (_, casa) => casa.kubeclusters.find({ name: "dev" }),
  "Eve list": async (_, casa) => casa.kubeclusters.list({ where: { name: "dev" } }),
  "Eve all": (_, casa) => casa.kubeclusters.list().all(),
  "Eve items": (_, casa) => some(casa.kubeclusters.list({ prefetch: true })),
  "Eve create": (_, casa) => casa.objectstores.create({ name: "dev", provider: "s3", secret_key: secrets.body } as never),
  "Eve createMany": (_, casa) => casa.objectstores.createMany([{ name: "dev", secret_key: secrets.body } as never]),
  "Eve ensure": (_, casa) => casa.objectstores.ensure({ name: "dev", secret_key: secrets.body } as never),
  "Eve update": (_, casa) => casa.kubeclusters.update(document),
  "Eve patch": (_, casa) => casa.kubeclusters.patch(document, { backup_provider: { region: "a" }, description: "b" }),
  "Eve JSON patch": (_, casa) => casa.kubeclusters.patch(document, [{ op: "add", path: "/tags", value: { secret: secrets.body } }]),
  "Eve edit": (_, casa) =>
    casa.kubeclusters.edit(id, (draft) => {
      Object.assign(draft, { tags: { secret: secrets.body } });
    }),
  "Eve delete": (_, casa) => casa.kubeclusters.delete(id),
  "Eve refresh": (_, casa) => casa.kubeclusters.refresh(document),
  "Eve waitFor": (_, casa, signal) => casa.kubeclusters.waitFor(id, until.active(), { timeout: "2m", signal }),
  "Eve job": (_, casa, signal) => casa.jobs.wait(id, { timeout: "2m", signal }),
  "Eve run": (_, casa, signal) => casa.kubebackups.run(id, { timeout: "2m", signal }),
};

/** Every way in which an error reaches a log. */
function shown(error: unknown): string {
  const texts: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && depth < 8; at = (at as { cause?: unknown } | null)?.cause, depth++) {
    const { message, stack, body } = at as { message?: unknown; stack?: unknown; body?: unknown };
    texts.push(String(message), String(stack), JSON.stringify(at) ?? "", inspect(at, { depth: 10 }), inspect(body, { depth: 40 }));
  }
  return texts.join("\n");
}

const canary = /canary/i;
/** In base64, at each of the three places in which it may begin. */
const encoded = ["", "x", "xy"].map((before) =>
  Buffer.from(`${before}canary`)
    .toString("base64")
    .slice(before.length === 0 ? 0 : 2 + before.length / 2, -3),
);

/** So many calls from a seed. */
export async function fuzzResponses(seed: number, runs: number, calls = everyCall): Promise<FuzzOutcome & { readonly errors: number }> {
  const words = new Words(seed);
  const problems: string[] = [];
  let values = 0;
  let errors = 0;
  for (let run = 0; run < runs && problems.length === 0; run++) {
    const told: unknown[] = [];
    const name = words.pick(Object.keys(calls));
    const log: string[] = [];
    const health = words.pick([0, 0.3, 0.6, 0.9]);
    let sent = 0;
    let isBroken = false;
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      if (++sent > 2000) throw new Error("asks for ever");
      try {
        const response = new Server(words, url, init).respond(health);
        if (log.length < 8)
          log.push(`${init.method} ${new URL(url).pathname}: ${response.status} ${(await response.clone().text()).slice(0, 500)}`);
        return response;
      } catch (error) {
        isBroken = true;
        if (log.length < 8) log.push(`${init.method}: throws ${inspect(error)}`);
        throw error;
      }
    };
    const clock: Clock = jumpingClock();
    const tell = (event: unknown) => told.push(event);
    const hooks = { onWarning: tell, onRequest: tell, onResponse: tell };
    const options = { token: secrets.token, fetch, clock, headers: { "x-signature": secrets.header }, retry: { attempts: 3 }, ...hooks };
    const platform = new Platform({ ...options, baseUrl: "https://platform.example.com", projectNamespacePrefix: "p-" });
    const casa = new CloudCasa({ ...options, baseUrl: "https://casa.example.com" });
    const stop = new AbortController();
    const done = new AbortController();
    clock.sleep(3_600_000, done.signal).then(
      () => stop.abort(),
      () => undefined,
    );
    const report = (problem: string) => problems.push(`run ${run}, ${name}: ${problem} after\n${log.join("\n")}`);
    try {
      await calls[name]!(platform, casa, stop.signal);
      values++;
    } catch (error) {
      errors++;
      if (!isClusterplaneError(error)) report(`an error that is none of ours: ${inspect(error)}`);
      else if (isRequestError(error) && error.status === undefined && /NotJson|Invalid$|Conflict|NotFound/.test(error.code))
        report(`no status: ${error.message}`);
      if (!isBroken && isRequestError(error) && error.code === "Connection") report(`no connection broke: ${error.message}`);
      const text = shown(error);
      if (canary.test(text)) report(`a secret in ${/.{0,60}canary.{0,20}/i.exec(text)?.[0]}`);
      const found = encoded.find((one) => text.includes(one));
      if (found !== undefined)
        report(`a secret in base64 in ${text.slice(Math.max(0, text.indexOf(found) - 60), text.indexOf(found) + 40)}`);
    }
    done.abort();
    if (sent > 1000) report(`${sent} requests`);
    if (canary.test(JSON.stringify(told))) report(`a secret in what was told: ${/.{0,60}canary.{0,20}/i.exec(JSON.stringify(told))?.[0]}`);
  }
  return { seed, problems, stored: values, errors };
}
