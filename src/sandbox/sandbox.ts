import { resources } from "../generated/sandbox/cloudcasa.ts";
import { kinds } from "../generated/sandbox/platform.ts";
import { type Call, describeCall } from "./calls.ts";
import { ManualClock, type MovableClock, RealClock, SetBack } from "./clock.ts";
import { type CloudCasaSandbox, type CloudCasaSnapshot, createCloudCasaSandbox } from "./cloudcasa/index.ts";
import { abortable, abortableBody, abortReason, ConnectionReset, cutBody } from "./connection.ts";
import { control } from "./control.ts";
import { type Duration, milliseconds } from "./duration.ts";
import { type DurationOptions, setDurations } from "./durations.ts";
import { apiError, bug, gatewayPage, nothingThere, type Reason, statusOf } from "./errors.ts";
import type { Change as DocumentChange } from "./eve/index.ts";
import { type Fault, Faults } from "./faults.ts";
import { followAgents } from "./installed-agents.ts";
import type { Change as ObjectChange } from "./kubernetes/index.ts";
import { checkOptions, type SandboxOptions } from "./options.ts";
import { createPlatformSandbox, type PlatformSandbox, type PlatformSnapshot } from "./platform/index.ts";
import { Random } from "./random.ts";
import { type Logged, type LoggedRequest, RequestLog } from "./requests.ts";
import { type Tokens, tokenTable } from "./tokens.ts";
import { disturbedWatch } from "./watch-events.ts";

/** Where the two APIs of a sandbox are, in process: names that no real server can have (RFC 6761). */
const platformUrl = "https://platform.sandbox.clusterplane.invalid";
const cloudcasaUrl = "https://cloudcasa.sandbox.clusterplane.invalid";

/** The fast clock's pace. */
const fast = 10;

/** The time of a sandbox. */
export interface SandboxClock {
  /** `manual`, `real` or `fast`. */
  readonly mode: "manual" | "real" | "fast";
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Moves on by a number of seconds, or by text such as "90s", "10m": all that falls due on the way happens, in order. */
  advance(by: Duration): void;
}

/** Something that the sandbox was asked for and does not simulate. */
export interface Unsupported {
  /** The feature, as in the answer's `x-sandbox` header. */
  id: string;
  method: string;
  path: string;
  /** What the answer said. */
  message: string;
}

/** Everything that a sandbox stores. */
export interface SandboxState {
  platform: Record<string, object[]>;
  cloudcasa: Record<string, object[]>;
  /** Of each cluster behind the platform that was asked: `cluster/eu`, `project/demo/virtualcluster/dev`. */
  clusters: Record<string, Record<string, object[]>>;
}

/** An agent of a CloudCasa cluster. */
export interface SandboxAgent {
  /** The cluster becomes ACTIVE. */
  connect(): void;
  /** The cluster falls back to PENDING. */
  disconnect(): void;
}

/** Where a fork begins. */
interface Origin {
  now: number;
  platform: PlatformSnapshot;
  cloudcasa: CloudCasaSnapshot;
  randoms: readonly Random[];
  durations: object;
}

/** Both APIs, stateful, in memory. Make one with {@link createSandbox}; a test can have as many as it likes. */
export class Sandbox {
  /** The bearer token of `admin`, who may do all. */
  readonly token: string;
  /** The bearer token of `readonly`, who may only read. */
  readonly readonlyToken: string;
  /** The platform's API. */
  readonly platform: {
    /** Base URL for clients that use `sandbox.fetch`. */
    readonly url: string;
    /** Forgets the history of changes: older versions to watch from, and lists under way, answer 410 from now on. */
    compact(): void;
    /** Ends every watch, as a restart of the server would. */
    dropWatches(): void;
    /** Ends every access key that was made here, as the server does at the end of its time: 401 from now on. */
    expireKeys(): void;
  };
  /** CloudCasa's API. */
  readonly cloudcasa: {
    /** Base URL for clients that use `sandbox.fetch`. */
    readonly url: string;
    /** The agent of the cluster with this id. */
    agent(id: string): SandboxAgent;
  };
  /** The one clock of phases, keys, jobs, timestamps and watches. */
  readonly clock: SandboxClock;
  /** Faults to play. */
  readonly faults: Faults;
  /**
   * As the global fetch, but answered by this sandbox. Hosts other than `platform.url` and `cloudcasa.url` are refused:
   * nothing is ever passed on. Can be handed around without its object.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

  readonly #tokens: Tokens;
  readonly #time: MovableClock;
  readonly #randoms: readonly Random[];
  readonly #log = new RequestLog();
  /** As long as the simulated steps took at the start, milliseconds. */
  readonly #durations: object;
  readonly #origin: Origin | undefined;
  readonly #options: SandboxOptions;
  readonly #platform: PlatformSandbox;
  readonly #cloudcasa: CloudCasaSandbox;
  #unsupported: Unsupported[] = [];
  #bugs: Unsupported[] = [];
  #disposed = false;
  #dateAt = -1;
  #date = "";

  /** Use {@link createSandbox}. */
  constructor(options: SandboxOptions, origin?: Origin) {
    checkOptions(options);
    this.#options = options;
    this.#origin = origin;
    const tokens = tokenTable(options.tokens);
    this.#tokens = tokens;
    this.token = tokens.admin;
    this.readonlyToken = tokens.readonly;
    const mode = options.clock ?? "manual";
    const time =
      mode === "manual"
        ? new ManualClock(origin?.now ?? Date.parse(options.startTime ?? "2026-01-01T00:00:00Z"))
        : new RealClock(mode === "fast" ? fast : 1, origin?.now);
    this.#time = time;
    const seed = options.seed ?? 1;
    const [random, other] = [origin?.randoms[0] ?? new Random(seed), origin?.randoms[1] ?? new Random(seed ^ 0xca5a)];
    const shared = { clock: time, bare: options.bare ?? false, tokens };
    const { projectNamespacePrefix = "loft-p-", certificateAuthority, lenient = {} } = options;
    this.#platform = createPlatformSandbox({
      ...shared,
      random,
      projectNamespacePrefix,
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      ...(origin && { seedFixture: false }),
    });
    this.#cloudcasa = createCloudCasaSandbox({ ...shared, random: other, lenient, ...(origin && { from: origin.cloudcasa }) });
    if (!options.bare) followAgents(this.#platform, this.#cloudcasa);
    // What is there at the start keeps its ids: after a reset new ones follow on them as they did at first.
    this.#randoms = [random, other];
    for (const r of this.#randoms) r.mark();
    const platform = this.#platform;
    this.platform = {
      url: platformUrl,
      compact: () => platform.compact(),
      dropWatches: () => platform.dropWatches(),
      expireKeys: () => platform.expireKeys(),
    };
    this.cloudcasa = { url: cloudcasaUrl, agent: (id) => this.#cloudcasa.agent(id) };
    this.clock = { mode, now: () => time.now(), advance: (by) => time.advance(milliseconds(by, "sandbox.clock.advance: the time")) };
    if (origin) {
      overwrite(this.#allDurations(), origin.durations);
      platform.restore(origin.platform);
      this.#cloudcasa.restore(origin.cloudcasa);
    } else if (options.durations) this.setDurations(options.durations);
    this.#durations = structuredClone(this.#allDurations());
    this.faults = new Faults(new Random(seed ^ 0x5eed));
    this.fetch = (input, init) => this.#fetch(input, init);
  }

  /** The latest 1,000 requests, oldest first, without tokens and secrets: for assertions by plain predicates. */
  get requests(): LoggedRequest[] {
    return this.#log.all();
  }

  /** What was asked for and is not simulated, since the start or the last reset. */
  get unsupported(): Unsupported[] {
    return [...this.#unsupported];
  }

  /** Back to how it started: state, request log, faults, clock and ids. Watches end; lists under way answer 410. */
  reset(): void {
    this.#time.reset();
    for (const random of this.#randoms) random.reset();
    this.faults.reset();
    this.#log.clear();
    this.#unsupported = [];
    this.#bugs = [];
    overwrite(this.#allDurations(), this.#durations);
    if (this.#origin) this.#platform.restore(this.#origin.platform);
    else this.#platform.reset();
    this.#cloudcasa.reset();
  }

  /**
   * Another sandbox that starts from the present state of this one: its objects, its time, its durations, what is under way. From then on
   * neither knows of the other: clock, request log, faults and new ids are each one's own, and `reset` brings the fork back to where it
   * began. Watches and requests under way stay with this one. Costs little, since unchanged objects are shared: make one sandbox for all
   * tests, and a fork for each.
   *
   * ```ts
   * using sandbox = base.fork();
   * ```
   */
  fork(): Sandbox {
    if (this.#disposed) throw new Error("this sandbox was disposed of");
    return new Sandbox(this.#options, {
      now: this.#time.now(),
      platform: this.#platform.snapshot(),
      cloudcasa: this.#cloudcasa.snapshot(),
      randoms: this.#randoms.map((random) => random.fork()),
      durations: structuredClone(this.#allDurations()),
    });
  }

  /**
   * Changes how long simulated steps take; it holds for steps that begin from now on, until a reset. `never` freezes a phase:
   * `sandbox.setDurations({ platform: { virtualClusterInstances: { ready: "never" } } })`.
   */
  setDurations(durations: DurationOptions): void {
    if (this.#options.bare) throw new TypeError("durations have no effect in a bare sandbox: nothing changes by itself there");
    setDurations(this.#allDurations(), durations);
  }

  #allDurations() {
    return { platform: this.#platform.durations, cloudcasa: this.#cloudcasa.durations };
  }

  /** Empties both APIs; log, faults and clock stay. */
  clear(): void {
    this.#platform.clear();
    this.#cloudcasa.clear();
  }

  /** What is stored now: of the platform by plural, of CloudCasa by resource, of clusters by plural (and group). Empty ones are left out. */
  state(): SandboxState {
    const filled = <T>(names: readonly string[], list: (name: string) => T[]): Record<string, T[]> =>
      Object.fromEntries(names.map((name) => [name, list(name)] as const).filter(([, items]) => items.length > 0));
    const stored = kinds.filter((kind) => !kind.requestOnly).map((kind) => kind.plural);
    return {
      platform: filled(stored, (plural) => this.#platform.engine.list(plural)),
      cloudcasa: filled(
        resources.map((resource) => resource.name),
        (name) => this.#cloudcasa.engine.list(name),
      ),
      clusters: this.#platform.clusters(),
    };
  }

  /** Runs what is due; resolves when nothing is. A manual clock is not moved on, a running one is waited for. */
  settle(): Promise<void> {
    return this.#time.settle();
  }

  /**
   * For the end of a test: throws when something was asked for that is not simulated, when the sandbox itself failed, or when
   * a fault that was planned for a counted request (`next`, `nth`, `times`) never hit.
   */
  verify(): void {
    const problems = [
      ...this.#unsupported.map((u) => `not simulated (${u.id}): ${u.method} ${u.path}: ${u.message}`),
      ...this.#bugs.map((b) => `bug of the sandbox: ${b.method} ${b.path}: ${b.message}`),
      ...this.faults
        .list()
        .filter((f) => f.hits === 0 && (f.rule.nth !== undefined || f.rule.times !== undefined))
        .map((f) => `${f.id} never hit: ${JSON.stringify(f.rule)}`),
    ];
    if (problems.length)
      throw new Error(`sandbox.verify: ${problems.length} problem${problems.length > 1 ? "s" : ""}\n- ${problems.join("\n- ")}`);
  }

  /** Ends watches and planned work. Requests fail from now on. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#platform.dropWatches();
    this.#time.reset();
  }

  /** Answers a request whatever its host is: what the doors (MSW, HTTP) are built on. */
  async handle(request: Request): Promise<Response> {
    return this.#handle(request, new URL(request.url), undefined, request.signal);
  }

  async #fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== platformUrl && url.origin !== cloudcasaUrl) {
      throw new Error(`sandbox.fetch answers for ${platformUrl} and ${cloudcasaUrl} only; ${url.origin} was refused and nothing was sent`);
    }
    const request = input instanceof Request && !init ? input : new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    return this.#handle(request, url, typeof init?.body === "string" ? init.body : undefined, signal);
  }

  /** `signal` is the one that the caller gave, if any: not to listen to one that never fires is cheaper. */
  async #handle(request: Request, url: URL, text: string | undefined, signal: AbortSignal | undefined): Promise<Response> {
    if (this.#disposed) throw new Error("this sandbox was disposed of");
    if (signal?.aborted) throw abortReason(signal);
    const call = describeCall(request.method, url, request.headers.get("x-http-method-override"));
    if (call.api === "control") return control(this, request, url);
    let body = text;
    let asked = request;
    if (body === undefined && request.body) {
      // The log wants the body too: it is read once, and the API gets it as it came.
      const bytes = await abortable(request.arrayBuffer(), signal);
      body = new TextDecoder().decode(bytes);
      asked = new Request(request.url, { method: request.method, headers: request.headers, body: bytes, signal: request.signal });
    }
    const entry = this.#note(request, url, call, body);
    const fault = this.faults.hit(call);
    if (fault) entry.fault = fault.id;
    const answer = fault ? this.#faulty(fault, asked, url, call, entry).catch(lost) : this.#answer(asked, url, call, entry);
    const response = await abortable(answer, signal);
    entry.status = response.status;
    const mark = response.headers.get("x-sandbox");
    if (mark && !mark.startsWith("fault")) await this.#collect(mark, entry, response);
    if (!response.headers.has("date")) response.headers.set("date", this.#now());
    return call.verb === "watch" || call.subresource === "log" ? abortableBody(response, signal) : response;
  }

  /** The API's own answer. */
  async #answer(request: Request, url: URL, call: Call, entry: Logged): Promise<Response> {
    try {
      if (call.api === "platform" && url.origin !== cloudcasaUrl) {
        return await this.#platform.handle(request, url, (resource, change) => noteObject(entry, resource, change));
      }
      if (call.api === "cloudcasa" && url.origin !== platformUrl) {
        return await this.#cloudcasa.handle(request, url, (change) => noteDocument(entry, change));
      }
      return nothingThere(url);
    } catch (error) {
      if (request.signal.aborted) throw error;
      if (error instanceof SetBack) return lost(error);
      return bug(call, error);
    }
  }

  async #faulty(fault: Fault, request: Request, url: URL, call: Call, entry: Logged): Promise<Response> {
    const { rule } = fault;
    const replaced = rule.status !== undefined || rule.html || rule.body !== undefined || rule.reset;
    const before = rule.when !== "after";
    const delay = rule.latency === undefined ? 0 : milliseconds(rule.latency, "latency");
    if (delay && before) await this.#wait(delay, request.signal);
    let response: Response | undefined;
    if (!replaced || !before) response = await this.#answer(request, url, call, entry);
    if (delay && !before) await this.#wait(delay, request.signal);
    if (replaced) {
      response?.body?.cancel().catch(() => {});
      response = faultAnswer(fault, call);
    }
    if (rule.cutAfter !== undefined && response) response = cutBody(response, rule.cutAfter);
    if (response && (rule.duplicate || rule.late !== undefined)) {
      const late = rule.late === undefined ? 0 : milliseconds(rule.late, "late");
      response = disturbedWatch(response, { duplicate: rule.duplicate === true, late }, this.#time);
    }
    if (request.method === "HEAD") response = new Response(null, response as Response);
    const marked = response as Response;
    marked.headers.set("x-sandbox", `fault; id=${fault.id}`);
    return marked;
  }

  /** Until the sandbox's clock has moved on by so much. */
  #wait(delay: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#time.after(delay, resolve, () => reject(new SetBack()));
      signal.addEventListener("abort", () => {
        timer.cancel();
        reject(abortReason(signal));
      });
    });
  }

  #note(request: Request, url: URL, call: Call, body: string | undefined) {
    const { headers } = request;
    const authorization = headers.get("authorization");
    const token = authorization?.slice(authorization.indexOf(" ") + 1) || undefined;
    return this.#log.add(
      {
        call,
        at: this.#time.now(),
        method: request.method,
        path: url.pathname + url.search,
        user: token && this.#tokens.lookup(token)?.name,
        contentType: body ? (headers.get("content-type") ?? undefined) : undefined,
        ifMatch: headers.get("if-match") ?? undefined,
        body,
      },
      token,
    );
  }

  /** Notes an answer that is not the API's. */
  async #collect(mark: string, entry: Logged, response: Response): Promise<void> {
    const id = /id=([^;\s]+)/.exec(mark)?.[1] ?? mark;
    const text = await response.clone().text();
    const message = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.slice(0, 200);
    const noted = { id, method: entry.method, path: entry.path, message };
    if (mark.startsWith("unsupported")) {
      entry.unsupported = id;
      this.#unsupported.push(noted);
    } else this.#bugs.push(noted);
  }

  /** The time as a Date header has it. */
  #now(): string {
    const second = Math.floor(this.#time.now() / 1000);
    if (second !== this.#dateAt) {
      this.#dateAt = second;
      this.#date = new Date(second * 1000).toUTCString();
    }
    return this.#date;
  }
}

const kubernetesChanges = { ADDED: "created", MODIFIED: "updated", DELETED: "deleted" } as const;

/** Notes what a request did to an object of the platform. */
function noteObject(entry: Logged, key: string, { type, object: { metadata } }: ObjectChange): void {
  const { namespace, name = "", resourceVersion: version = "" } = metadata;
  // Of a cluster's kinds the group stands behind the plural.
  const [resource = key] = key.split(".");
  entry.changed ??= [];
  entry.changed.push({ change: kubernetesChanges[type], resource, ...(namespace && { namespace }), name, version });
}

/** Notes what a request did to a document of CloudCasa. */
function noteDocument(entry: Logged, { type: change, resource, id: name, document }: DocumentChange): void {
  entry.changed ??= [];
  entry.changed.push({ change, resource, name, version: String(document["_etag"]) });
}

/** What becomes of a request whose server starts anew before it has answered: the proxy before it says so. No client sends a write again after that. */
function lost(error: unknown): Response {
  if (error instanceof SetBack) return gatewayPage(502);
  throw error;
}

/** Writes the numbers of one tree of objects into another of the same form. */
function overwrite(into: object, from: object): void {
  for (const [key, value] of Object.entries(from)) {
    const fields = into as Record<string, unknown>;
    if (typeof value === "object") overwrite(fields[key] as object, value as object);
    else fields[key] = value;
  }
}

function faultAnswer({ rule }: Fault, call: Call): Response {
  if (rule.reset) throw new ConnectionReset();
  const status = typeof rule.status === "string" ? statusOf(rule.status) : rule.status;
  if (rule.html) return gatewayPage(status ?? 502);
  if (rule.body !== undefined)
    return new Response(rule.body, { status: status ?? 200, headers: { "content-type": rule.contentType ?? "application/json" } });
  return apiError(call, status as number, typeof rule.status === "string" ? (rule.status as Reason) : undefined, rule.retryAfter);
}
