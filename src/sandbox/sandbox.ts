import { resources } from "../generated/sandbox/cloudcasa.ts";
import { kinds } from "../generated/sandbox/platform.ts";
import { type Attachment, type AttachOptions, attachment, checkCluster, serverAccess } from "./attach.ts";
import { AutoClock } from "./auto-clock.ts";
import { type Call, describeCall } from "./calls.ts";
import { type ClientOptions, clientClock } from "./client-options.ts";
import { type MovableClock, SetBack } from "./clock.ts";
import { type ClockMode, clockOf } from "./clock-modes.ts";
import { type CloudCasaSandbox, type CloudCasaSnapshot, createCloudCasaSandbox, type SavedCloudCasa } from "./cloudcasa/index.ts";
import { abortable, abortableBody, abortReason, Lifetime } from "./connection.ts";
import { addDispose, type Dispose } from "./disposable.ts";
import { type Duration, milliseconds } from "./duration.ts";
import { type DurationOptions, setDurations } from "./durations.ts";
import { bug, gatewayPage, nothingThere, otherRoute } from "./errors.ts";
import type { Change as DocumentChange } from "./eve/index.ts";
import { faultRequest, faultyAnswer, isStream } from "./fault-effects.ts";
import { type Fault, Faults } from "./faults.ts";
import { followAgents } from "./installed-agents.ts";
import type { KubeObject, Change as ObjectChange } from "./kubernetes/index.ts";
import { checkNames, type OptionNames } from "./option-names.ts";
import { checkOptions, type SandboxOptions } from "./options.ts";
import { failable, outcomeOf, type SandboxFailable, type SandboxInstance, type SandboxJob, type SandboxNextJob } from "./outcomes.ts";
import { createPlatformSandbox, type PlatformSandbox, type PlatformSnapshot, platformSnapshot, savedPlatform } from "./platform/index.ts";
import { Random } from "./random.ts";
import { Redaction } from "./redact.ts";
import { readBytes } from "./request-body.ts";
import { type Calls, defaultRequestLimit, findCalls, type Logged, type LoggedRequest, RequestLog } from "./requests.ts";
import { durationsOf, format, type SavedState, savedDurations } from "./saved.ts";
import { planted, type Seed, type SeedObject } from "./seed.ts";
import { type Tokens, tokenTable } from "./tokens.ts";
import { checkMicrotasks } from "./turn.ts";
import { checkMatch, type RequestMatch } from "./vocabulary.ts";

const callNames = {
  api: true,
  verb: true,
  cluster: true,
  resource: true,
  subresource: true,
  namespace: true,
  name: true,
} satisfies OptionNames<RequestMatch>;

/** Where the two APIs of a sandbox are, in process: names that no real server can have (RFC 6761). */
const platformUrl = "https://platform.sandbox.clusterplane.invalid";
const cloudcasaUrl = "https://cloudcasa.sandbox.clusterplane.invalid";

/** The time of a sandbox. */
export interface SandboxClock {
  /** `manual`, `auto`, `real` or `fast`. */
  readonly mode: ClockMode;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Moves the clock by a duration such as "90s" or "10m" and runs everything that falls due on the way, in order. */
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

/** Where a fork, or a sandbox with the option `from`, begins. */
interface Origin {
  now: number;
  platform: PlatformSnapshot;
  cloudcasa: CloudCasaSnapshot | SavedCloudCasa;
  randoms: readonly number[];
  durations: object;
}

/** Answers the requests to a sandbox that are about itself: `/_sandbox/…`. */
export type Control = (sandbox: Sandbox, request: Request, url: URL) => Promise<Response>;

// The constructor adds the dispose method: as a member of the class it would not compile where the `lib` lacks its symbol.
export interface Sandbox extends Dispose {}

/** Both APIs, stateful, in memory. Make one with {@link createSandbox}; a test can have as many as it likes. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface has nothing but that method
export class Sandbox {
  /** The bearer token of `admin`, who may do all. */
  readonly token: string;
  /** The bearer token of `readonly`, who may only read. */
  readonly readonlyToken: string;
  /** The platform's API. */
  readonly platform: {
    /** Base URL for clients that use `sandbox.fetch`. */
    readonly url: string;
    /** Options for a client of `admin` that uses `sandbox.fetch` and pauses on the sandbox's clock. */
    readonly options: ClientOptions;
    /**
     * Forgets the history of changes: watches from every version so far, and lists under way, answer 410 from now on. Open watches go on. Objects
     * keep their versions; the version of the whole grows by one.
     */
    compact(): void;
    /** Ends every watch, as a restart of the server would. */
    dropWatches(): void;
    /**
     * A virtual cluster or space of a project: `fail` brings it into the phase Failed with a reason and a message, `connect` lets one that the
     * platform did not deploy register itself.
     */
    instance(project: string, name: string): SandboxInstance;
    /** A template: `fail` keeps its objects from being synchronised (TemplateSynced=False); instances of it get Ready all the same. */
    template(name: string): SandboxFailable;
    /** Ends every access key that was made here, as the server does at the end of its time: 401 from now on. */
    expireKeys(): void;
  };
  /** CloudCasa's API. */
  readonly cloudcasa: {
    /** Base URL for clients that use `sandbox.fetch`. */
    readonly url: string;
    /** Options for a client of `admin` that uses `sandbox.fetch` and pauses on the sandbox's clock. */
    readonly options: ClientOptions;
    /** The agent of the cluster with this id. */
    agent(id: string): SandboxAgent;
    /** The job with this id. */
    job(id: string): SandboxJob;
    /** The next job that begins; asked several times, the ones after it. */
    readonly nextJob: SandboxNextJob;
  };
  /** The one clock of phases, keys, jobs, timestamps and watches. */
  readonly clock: SandboxClock;
  /** Faults to play. */
  readonly faults: Faults;
  /** Aborts when the sandbox is disposed of. */
  get signal(): AbortSignal {
    return this.#life.signal;
  }
  /**
   * As the global fetch, but answered by this sandbox. Hosts other than `platform.url` and `cloudcasa.url` are refused:
   * nothing is ever passed on. Can be handed around without its object.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

  readonly #tokens: Tokens;
  readonly #time: MovableClock;
  readonly #randoms: readonly Random[];
  readonly #log: RequestLog;
  /** As long as the simulated steps took at the start, milliseconds. */
  readonly #durations: object;
  readonly #origin: Origin | undefined;
  readonly #options: SandboxOptions;
  readonly #fixed: { readonly bare: boolean; readonly projectNamespacePrefix: string };
  readonly #platform: PlatformSandbox;
  readonly #cloudcasa: CloudCasaSandbox;
  #unsupported: Unsupported[] = [];
  #bugs: Unsupported[] = [];
  readonly #life = new Lifetime();
  #dateAt = -1;
  readonly #control: Control;
  #date = "";

  /** Use {@link createSandbox}. */
  constructor(options: SandboxOptions, control: Control, forkedFrom?: Origin) {
    checkOptions(options);
    this.#control = control;
    addDispose(this, () => this.#dispose());
    this.#options = options;
    const { from } = options;
    const origin = forkedFrom ?? (from && originOf(from));
    this.#origin = origin;
    this.#log = new RequestLog(options.requestLimit ?? defaultRequestLimit);
    const tokens = tokenTable(options.tokens);
    this.#tokens = tokens;
    this.token = tokens.admin;
    this.readonlyToken = tokens.readonly;
    const mode = options.clock ?? "manual";
    const startTime = options.startTime === undefined ? undefined : Date.parse(options.startTime);
    // The real clock shows the wall's time, whatever a saved state says; a fork goes on from its base.
    const time = clockOf(mode, mode === "real" && !forkedFrom ? undefined : (origin?.now ?? startTime));
    this.#time = time;
    const seed = options.seed ?? 1;
    const [random, other] = [new Random(seed), new Random(seed ^ 0xca5a)];
    const bare = from?.bare ?? options.bare ?? false;
    const shared = { clock: time, bare, tokens };
    const { certificateAuthority, lenient = {} } = options;
    const projectNamespacePrefix = from?.projectNamespacePrefix ?? options.projectNamespacePrefix ?? "loft-p-";
    this.#fixed = { bare, projectNamespacePrefix };
    this.#platform = createPlatformSandbox({
      ...shared,
      random,
      projectNamespacePrefix,
      ...(certificateAuthority !== undefined && { certificateAuthority }),
      ...(origin && { seedFixture: false }),
    });
    this.#cloudcasa = createCloudCasaSandbox({ ...shared, random: other, lenient, ...(origin && { from: origin.cloudcasa }) });
    if (!bare) followAgents(this.#platform, this.#cloudcasa);
    this.#randoms = [random, other];
    const platform = this.#platform;
    this.fetch = (input, init) => this.#fetch(input, init);
    const client = { token: this.token, fetch: this.fetch, clock: clientClock(time, this.#life) };
    this.platform = {
      url: platformUrl,
      options: { baseUrl: platformUrl, ...client },
      compact: () => platform.compact(),
      dropWatches: () => platform.dropWatches(),
      expireKeys: () => platform.expireKeys(),
      instance: (project, name) => ({
        ...failable(`sandbox.platform.instance(${JSON.stringify(project)}, ${JSON.stringify(name)}).fail`, (failure) =>
          platform.failInstance(project, name, failure),
        ),
        connect: () => platform.connectInstance(project, name),
      }),
      template: (name) =>
        failable(`sandbox.platform.template(${JSON.stringify(name)}).fail`, (failure) => platform.failTemplate(name, failure)),
    };
    this.cloudcasa = {
      url: cloudcasaUrl,
      options: { baseUrl: cloudcasaUrl, ...client },
      agent: (id) => this.#cloudcasa.agent(id),
      job: (id) => ({
        finish: (state, end = {}) => this.#cloudcasa.finishJob(id, outcomeOf("sandbox.cloudcasa.job", state, end, { reason: true })),
      }),
      nextJob: {
        finish: (state, end = {}) =>
          this.#cloudcasa.planJob(outcomeOf("sandbox.cloudcasa.nextJob", state, end, { reason: true, type: true })),
      },
    };
    this.clock = { mode, now: () => time.now(), advance: (by) => time.advance(milliseconds(by, "sandbox.clock.advance")) };
    if (origin) {
      overwrite(this.#allDurations(), origin.durations);
      platform.restore(origin.platform);
      for (const [i, r] of this.#randoms.entries()) r.state = origin.randoms[i] as number;
    }
    // What is there at the start keeps its ids: after a reset new ones follow on them as they did at first.
    for (const r of this.#randoms) r.mark();
    if (options.durations && !forkedFrom) this.setDurations(options.durations);
    this.#durations = structuredClone(this.#allDurations());
    this.faults = new Faults(
      new Random(seed ^ 0x5eed),
      () => platform.customResources(),
      () => platform.places(),
    );
  }

  /** The latest requests (`requestLimit`, default 1,000), oldest first, without tokens and secrets. */
  get requests(): LoggedRequest[] {
    return this.#log.all();
  }

  /** How many requests the log has let go since the start or the last reset: those before `requests`. */
  get droppedRequests(): number {
    return this.#log.dropped;
  }

  /**
   * The requests that fit in everything that is given, with parsed bodies: `calls({ verb: "create", resource: "virtualclusterinstances" }).count`.
   * `name` is the one in the path, or that of the object which the request is about. Throws a TypeError for a match that no request can fit, and
   * an Error when the log has let requests go, because a count would be wrong.
   */
  calls(match: RequestMatch = {}): Calls {
    checkNames(match, callNames, "sandbox.calls");
    const { name: _, ...rest } = match;
    checkMatch(rest, "sandbox.calls", this.#platform.customResources());
    if (this.droppedRequests > 0) {
      throw new Error(
        `sandbox.calls: the log keeps ${this.#options.requestLimit ?? defaultRequestLimit} requests and has let ${this.droppedRequests} go: raise the option requestLimit, or reset the sandbox before`,
      );
    }
    return findCalls(this.#log.all(), match);
  }

  /** What was asked for and is not simulated, since the start or the last reset. */
  get unsupported(): Unsupported[] {
    return [...this.#unsupported];
  }

  /**
   * Back to how it started: state, request log, faults, clock, durations and ids. Watches end, requests under way get a proxy's 502, and pauses of
   * clients on the sandbox's clock end. Versions only grow, so lists under way and watches from older versions answer 410.
   */
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
    this.#life.check();
    return new Sandbox(this.#options, this.#control, {
      now: this.#time.now(),
      platform: this.#platform.snapshot(),
      cloudcasa: this.#cloudcasa.snapshot(),
      randoms: this.#randoms.map((random) => random.state),
      durations: structuredClone(this.#allDurations()),
    });
  }

  /**
   * Changes how long simulated steps take; it holds for steps that begin from now on, until a reset. `never` freezes a phase:
   * `sandbox.setDurations({ platform: { virtualClusterInstances: { ready: "never" } } })`.
   */
  setDurations(durations: DurationOptions): void {
    const steps = Object.keys({ ...durations?.platform, ...durations?.cloudcasa });
    if (this.#fixed.bare && steps.some((step) => step !== "garbageCollection"))
      throw new TypeError("only platform.garbageCollection has an effect in a bare sandbox: nothing else changes by itself there");
    setDurations(this.#allDurations(), durations);
  }

  #allDurations() {
    return { platform: this.#platform.durations, cloudcasa: this.#cloudcasa.durations };
  }

  /**
   * Empties both APIs and the clusters behind the platform; log, faults, clock and durations stay. Watches end without an event for each object;
   * lists under way and watches from older versions answer 410. Ids of new documents go on from those before.
   */
  clear(): void {
    this.#platform.clear();
    this.#cloudcasa.clear();
  }

  /**
   * The stored objects: of the platform by plural, of CloudCasa by resource, of clusters by plural (and group). Empty ones are left out. Tokens,
   * keys and other secrets are replaced; {@link save} has them.
   */
  state(): SandboxState {
    const redaction = new Redaction();
    const shown = (lists: Record<string, object[]>) =>
      Object.fromEntries(Object.entries(lists).map(([key, items]) => [key, redaction.value(items, key.split(".")[0]) as object[]]));
    const { platform, cloudcasa, clusters } = this.#stored();
    return {
      platform: shown(platform),
      cloudcasa: shown(cloudcasa),
      clusters: Object.fromEntries(Object.entries(clusters).map(([name, lists]) => [name, shown(lists)])),
    };
  }

  /**
   * The whole state as JSON, for the option `from` or `--state`: objects, time, durations, failures that were asked for, and what is under way
   * (a step that has begun begins again). The request log, faults and the tokens of the two users are not in it. It has the access keys and
   * credentials that the sandbox needs to go on: treat it like them.
   */
  save(): SavedState {
    return {
      format,
      time: new Date(this.#time.now()).toISOString(),
      ...this.#fixed,
      platform: savedPlatform(this.#platform.snapshot()),
      cloudcasa: this.#cloudcasa.save(),
      durations: savedDurations(this.#allDurations()),
      randoms: this.#randoms.map((random) => random.state),
    };
  }

  /**
   * Stores objects as they are, status and creation time included, in place of those of their names and ids: objects of the platform by their
   * kind, documents of CloudCasa and objects of clusters under `cloudcasa` and `clusters`, or all of it as YAML. Nobody is asked, and no hook runs;
   * what is under way in them goes on. A Failed instance stays Failed until `sandbox.platform.instance(…).recover()`. Throws a TypeError, and stores
   * nothing, for a kind, resource or field that is none.
   *
   * ```ts
   * sandbox.seed({ cloudcasa: { jobs: [{ name: "nightly", type: "K8S_SNAP", state: "FAILED", jobrunner: "rig", start_time: 1767225600 }] } });
   * ```
   */
  seed(objects: string | Seed | readonly Seed[]): void {
    const { platform, cloudcasa, clusters } = planted(objects);
    const before = { platform: this.#platform.snapshot(), cloudcasa: this.#cloudcasa.snapshot() };
    try {
      for (const { plural, object } of platform) this.#platform.seed(plural, withoutKind(object));
      for (const { cluster, object } of clusters) this.#platform.seedCluster(cluster, object);
      for (const { resource, document } of cloudcasa) this.#cloudcasa.seed(resource, document);
    } catch (error) {
      this.#platform.restore(before.platform);
      this.#cloudcasa.restore(before.cloudcasa);
      throw new TypeError(`sandbox.seed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    this.#cloudcasa.resume();
  }

  /**
   * Lets a real API server (kind, envtest, a vcluster) stand for a cluster behind the platform, `cluster/NAME` or
   * `project/PROJECT/virtualcluster/NAME`: what goes to that cluster through the platform is passed on to it, under the credentials given here,
   * once the sandbox has let its sender in. Readiness, sleep and faults still apply. It stays through `reset` and `clear`; forks and saved
   * states are without it. Needs Node 20.16, 22.3 or newer, Deno or Bun. Throws a TypeError for what can't be used.
   *
   * ```ts
   * using attached = sandbox.attach("cluster/eu", { kubeconfig: await readFile("kind.yaml", "utf8") });
   * ```
   */
  attach(cluster: string, options: AttachOptions): Attachment {
    this.#life.check();
    checkCluster(cluster);
    return attachment(this.#platform.attach(cluster, serverAccess(options)));
  }

  #stored(): SandboxState {
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
   * For the end of a test: throws when something was asked for that is not simulated, when the sandbox itself failed, or when a fault that was
   * planned for counted requests (`next`, `nth`, `times`) hit fewer of them; the message names requests that nearly fitted.
   */
  verify(): void {
    const problems = [
      ...this.#unsupported.map((u) => `not simulated (${u.id}): ${u.method} ${u.path}: ${u.message}`),
      ...this.#bugs.map((b) => `bug of the sandbox: ${b.method} ${b.path}: ${b.message}`),
      ...this.faults.problems(this.#log.all()),
    ];
    if (problems.length)
      throw new Error(`sandbox.verify: ${problems.length} problem${problems.length > 1 ? "s" : ""}\n- ${problems.join("\n- ")}`);
  }

  /**
   * Ends everything: open watches and requests under way fail, planned work is dropped, servers of `listen` stop. They and every later request
   * fail with a TypeError whose `code` is `SANDBOX_DISPOSED`; clients do not retry after it.
   */
  #dispose(): void {
    if (!this.#life.end()) return;
    this.#platform.dropWatches();
    this.#time.reset();
  }

  /** Answers a request whatever its host is: what the doors (MSW, HTTP) are built on. */
  async handle(request: Request): Promise<Response> {
    if (this.#time instanceof AutoClock) this.#time.throughSockets();
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
    this.#life.check();
    if (signal?.aborted) throw abortReason(signal);
    await checkMicrotasks();
    const call = describeCall(request.method, url, request.headers.get("x-http-method-override"));
    const answered = this.#time.answering(call.verb === "watch");
    try {
      return await (call.api === "control" ? this.#control(this, request, url) : this.#respond(call, request, url, text, signal));
    } finally {
      answered();
    }
  }

  async #respond(call: Call, request: Request, url: URL, text: string | undefined, signal: AbortSignal | undefined): Promise<Response> {
    let body = text;
    let asked = request;
    if (body === undefined && request.body) {
      // The log wants the body too: it is read once, and the API gets it as it came.
      const bytes = await abortable(readBytes(request), signal, this.#life);
      body = new TextDecoder().decode(bytes);
      asked = new Request(request.url, { method: request.method, headers: request.headers, body: bytes, signal: request.signal });
    }
    const entry = this.#note(request, url, call, body);
    const fault = this.faults.hit({
      call,
      isAuthenticated: () => this.#isAuthenticated(request, url, call),
      request: () => faultRequest(request, url, call, body),
    });
    if (fault) entry.fault = fault.id;
    const answer = fault ? this.#faulty(fault, asked, url, call, entry).catch(lost) : this.#answer(asked, url, call, entry);
    const response = await abortable(answer, signal, this.#life);
    entry.status = response.status;
    const mark = response.headers.get("x-sandbox");
    if (mark && !mark.startsWith("fault")) await this.#collect(mark, entry, response);
    if (!response.headers.has("date")) response.headers.set("date", this.#now());
    return isStream(call) ? abortableBody(response, signal, this.#life) : response;
  }

  #isAuthenticated(request: Request, url: URL, { api }: Call): boolean {
    if (api === "platform") return this.#platform.isAuthenticated(request, url);
    return api !== "cloudcasa" || this.#cloudcasa.isAuthenticated(request, url);
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
      return nothingThere(url) ?? otherRoute(request.method, url);
    } catch (error) {
      if (request.signal.aborted) throw error;
      if (error instanceof SetBack) return lost(error);
      return bug(call, error);
    }
  }

  #faulty(fault: Fault, request: Request, url: URL, call: Call, entry: Logged): Promise<Response> {
    const answer = () => this.#answer(request, url, call, entry);
    const missed = () => {
      this.faults.missed(fault);
      delete entry.fault;
    };
    return faultyAnswer(fault, { call, request, body: entry.body, time: this.#time, answer, missed });
  }

  #note(request: Request, url: URL, call: Call, body: string | undefined) {
    const { headers } = request;
    const authorization = headers.get("authorization");
    const token = authorization?.slice(authorization.indexOf(" ") + 1) || undefined;
    return this.#log.add({
      call,
      token,
      at: this.#time.now(),
      method: request.method,
      path: url.pathname + url.search,
      user: token && this.#tokens.lookup(token)?.name,
      contentType: body ? (headers.get("content-type") ?? undefined) : undefined,
      version: headers.get("if-match") ?? undefined,
      body,
    });
  }

  /** Notes an answer that is not the API's. */
  async #collect(mark: string, entry: Logged, response: Response): Promise<void> {
    const id = /id=([^;\s]+)/.exec(mark)?.[1] ?? mark;
    const text = await response.clone().text();
    const message = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.slice(0, 200);
    const redaction = new Redaction([entry.token]);
    const noted = { id, method: entry.method, path: redaction.path(entry.path), message: redaction.text(message) };
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

/** Where a saved state begins. */
const originOf = (from: SavedState): Origin => ({
  now: Date.parse(from.time),
  platform: platformSnapshot(structuredClone(from.platform)),
  cloudcasa: structuredClone(from.cloudcasa),
  randoms: from.randoms,
  durations: durationsOf(from.durations),
});

/** An object of the platform as its engine keeps it. */
function withoutKind({ kind: _, apiVersion: __, ...object }: SeedObject): KubeObject {
  return object as unknown as KubeObject;
}
