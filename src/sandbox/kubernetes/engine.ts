import type { Clock } from "../clock.ts";
import type { Random } from "../random.ts";
import { Answers } from "./answer.ts";
import type { Call, Rooms } from "./call.ts";
import { Decoder } from "./decode.ts";
import { isOverflow, tooDeep } from "./depth.ts";
import type { FieldError } from "./field-errors.ts";
import { GarbageCollector } from "./gc.ts";
import { durationError } from "./go-duration.ts";
import { type Action, runAction } from "./handlers/action.ts";
import { getObject, listObjects, watchObjects } from "./handlers/read.ts";
import { getScale, patchScale, updateScale } from "./handlers/scale.ts";
import { createObject, deleteObject, deleteObjects, patchObject, patchTypes, updateObject } from "./handlers/write.ts";
import { type Impersonated, type Impersonation, impersonates, impersonation, NobodyToImpersonate } from "./impersonate.ts";
import { checkAccept, listTypes, mediaType, negotiate, type Output } from "./negotiate.ts";
import { copy, type JsonObject, type KubeObject } from "./objects.ts";
import type { Served } from "./openapi/paths.ts";
import { checkParameters, type Verb } from "./parameters.ts";
import { quote } from "./quote.ts";
import { type Admission, type Preparation, Registry } from "./registry.ts";
import { groupVersion, type Resource, resourcesOf } from "./resource.ts";
import { type RequestInfo, requestInfo } from "./route.ts";
import { isPublic, ServerPaths, type ServerVersion } from "./server-paths.ts";
import { ApiError, badRequest, forbidden, methodNotAllowed, pathNotFound, unauthorized, unsupported } from "./status.ts";
import { keyOf, Store, type StoreSnapshot, type Witness } from "./store.ts";
import type { KindData, SubresourceData, Tables, TypeData } from "./tables.ts";
import { anonymous, bearerToken, isSpacedToken, spacedToken, type User } from "./user.ts";
import { Watches } from "./watch.ts";

export type { Action, ActionCall } from "./handlers/action.ts";
export type { ServerVersion } from "./server-paths.ts";

export interface EngineOptions {
  clock: Clock;
  random: Random;
  /**
   * The API to play, or several group versions: objects of the first group go by their plural, those of the others by `plural.group`.
   * All versions of a kind are one, kept without conversion.
   */
  tables: Tables | readonly Tables[];
  /** Where it is served, such as `/kubernetes/management`; "" for the root. */
  prefix: string;
  /** What GET /version answers. */
  serverVersion: ServerVersion;
  /**
   * The user of a request, from its bearer token (undefined: none was sent). Undefined for a token that is not known: 401.
   * May throw an ApiError to answer in other words.
   */
  authenticate: (token: string | undefined) => User | undefined;
  /** Whether a user may do that. Default: everybody but the anonymous may do all. */
  authorize?: (user: User, info: RequestInfo) => boolean;
  /**
   * Somebody as whom another one makes a request, as `authorize` and actions know him. Who may do so is asked of `authorize` (verb
   * `impersonate`). Default: as the headers say.
   */
  impersonate?: (as: Impersonated) => User;
  /** A header with groups joined by ", ", beside Impersonate-Group: browsers cannot send that one more than once. */
  joinedGroupHeader?: string;
  /** Answers a request of somebody who may make it, in place of the engine; undefined leaves it to the engine. */
  forward?: (request: Request, url: URL) => Promise<Response> | undefined;
  /** Converts what a client sends into what is kept, and sets defaults. What it sets belongs to the client's field manager. */
  convert?: (resource: Resource, object: KubeObject) => void;
  /** Completes an object that a client writes, before it is validated. Fields that it sets have no field manager. */
  prepare?: (preparation: Preparation) => void;
  /** Called before each write of a client, after validation; throws an ApiError to refuse it. */
  admit?: (admission: Admission) => void;
  /** Whether an object that is deleted has to wait for more than its finalizers. Default: never. */
  holds?: (resource: Resource, object: KubeObject) => boolean;
  /** Writes what a kind of its own says of an object that waits to be deleted, in the same update; false for a kind that says nothing. */
  terminate?: (resource: Resource, draft: KubeObject) => boolean;
  /** What is wrong with an object beyond what would be wrong with the metadata of any. Default: nothing. */
  validate?: (resource: Resource, object: KubeObject) => readonly FieldError[];
  /** The fields of metadata that a write of the status of a kind can't change; undefined: none of metadata can be. Default: undefined. */
  frozenByStatus?: (resource: Resource) => readonly string[] | undefined;
  /** What kinds that are asked, and subresources, answer: by `POST selves`, `GET clusters/accesskey`. */
  actions?: Readonly<Record<string, Action>>;
  /** Whether server-side apply of a status makes an object that is not there, as aggregated API servers do. Default: true. */
  statusCreates?: boolean;
  /** Whether strategic merge patches are served. Default: true. */
  strategicMergePatch?: boolean;
  /** How long the garbage collector takes, milliseconds; Infinity: it never comes. Default: 50. */
  garbageCollection?: number | (() => number);
  /** How many changes of a resource are remembered for watches and pages. Default: 10,000. */
  history?: number;
}

/** The contents of an engine at one moment. */
export type EngineSnapshot = StoreSnapshot;

/** A stateful Kubernetes-style API server in memory: it knows the rules of such servers, and of the API only what its tables say. */
export class KubernetesEngine {
  readonly #options: EngineOptions;
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #watches: Watches;
  readonly #collector: GarbageCollector;
  /** Resources by the name under which their objects are kept. */
  readonly #resources = new Map<string, Resource>();
  readonly #groups = new Map<string, Group>();
  readonly #types: Record<string, TypeData> = {};
  #paths!: () => ServerPaths;
  readonly #patchTypes: readonly string[];

  constructor(options: EngineOptions) {
    this.#options = options;
    const { clock, random } = options;
    this.#store = new Store({ ...(options.history !== undefined && { history: options.history }) });
    this.#registry = new Registry({
      store: this.#store,
      decoder: new Decoder(this.#types),
      clock,
      random,
      convert: options.convert ?? (() => {}),
      prepare: options.prepare ?? (() => {}),
      admit: options.admit ?? (() => {}),
      holds: options.holds ?? (() => false),
      terminate: options.terminate ?? (() => false),
      validate: options.validate ?? (() => []),
      frozenByStatus: options.frozenByStatus ?? (() => undefined),
    });
    this.#watches = new Watches({ store: this.#store, clock, empty: (resource) => this.#registry.empty(resource) });
    const { garbageCollection: delay = 50 } = options;
    this.#collector = new GarbageCollector({
      registry: this.#registry,
      resources: this.#resources,
      kindOf: (apiVersion, kind) => this.#keptKind(apiVersion, kind),
      clock,
      delay: () => (typeof delay === "function" ? delay() : delay),
    });
    this.#patchTypes = Object.values(patchTypes).filter((type) => options.strategicMergePatch !== false || type !== patchTypes.strategic);
    this.serve("group" in options.tables ? [options.tables] : options.tables);
  }

  /** Plays these group versions from now on. What is kept of other kinds stays, out of sight. */
  serve(all: readonly Tables[]): void {
    for (const map of [this.#resources, this.#groups]) map.clear();
    const home = all[0]?.group;
    for (const tables of all) {
      Object.assign(this.#types, tables.types);
      const resources = resourcesOf(tables, home);
      const rooms: Rooms = {
        registry: this.#registry,
        watches: this.#watches,
        group: tables.group,
        version: tables.version,
        knownKinds: knownKinds(tables),
        statusCreates: this.#options.statusCreates !== false,
        random: () => this.#options.random.next(),
      };
      this.#groups.set(groupVersion(tables), { rooms, resources: new Map([...resources.values()].map((r) => [r.resource, r])) });
      for (const [key, resource] of resources) if (!this.#resources.has(key)) this.#resources.set(key, resource);
    }
    const { serverVersion: version } = this.#options;
    // Made when somebody asks: most of those who have a cluster never do.
    let paths: ServerPaths | undefined;
    const served: Served = {
      patchTypes: (data) => this.#patchTypesOf(data),
      plays: (tables, data, method, at) => this.#plays(tables, data, method, at),
    };
    this.#paths = () => (paths ??= new ServerPaths(all, { served, version }));
  }

  /** A kind of which objects are kept; undefined if none is served under that name. */
  #keptKind(apiVersion: string, kind: string): Resource | undefined {
    for (const resource of this.#groups.get(apiVersion)?.resources.values() ?? []) {
      if (resource.kind === kind && resource.type !== undefined && !resource.data.requestOnly) return resource;
    }
    return undefined;
  }

  /** Whether a method is answered at one of the paths of a kind, and not refused with 501. */
  #plays(tables: Tables, data: KindData, method: string, at: Parameters<Served["plays"]>[3]): boolean {
    const resource = this.#groups.get(groupVersion(tables))?.resources.get(data.plural);
    const info: RequestInfo = {
      ...requestInfo(method, "", new URLSearchParams()),
      namespace: data.namespaced && at !== "all" ? "any" : "",
      name: at === "all" || at === "collection" ? "" : "any",
      subresource: typeof at === "object" ? at.name : "",
    };
    return resource !== undefined && this.#methods(resource, info)[method]?.run !== undefined;
  }

  #patchTypesOf(data: KindData): readonly string[] {
    return data.custom ? this.#patchTypes.filter((type) => type !== patchTypes.strategic) : this.#patchTypes;
  }

  /** Answers a request below the prefix; `witness` is told what it changes. */
  async handle(request: Request, url: URL, witness?: Witness): Promise<Response> {
    const response = await this.#response(request, url, witness);
    if (request.method !== "HEAD") return response;
    await response.body?.cancel();
    return new Response(null, response);
  }

  async #response(request: Request, url: URL, witness: Witness | undefined): Promise<Response> {
    const answers = new Answers(request, this.#options.random.uuid());
    try {
      return await this.#answer(request, url, answers, witness);
    } catch (error) {
      if (error instanceof ApiError) return answers.error(error);
      if (isOverflow(error)) return answers.error(tooDeep());
      throw error;
    }
  }

  #answer(request: Request, url: URL, answers: Answers, witness: Witness | undefined): Response | Promise<Response> {
    const path = decodePath(url.pathname.slice(this.#options.prefix.length)) || "/";
    const query = url.searchParams;
    const info = requestInfo(request.method, path, query);
    const sender = this.#user(request);
    if (isSpacedToken(request.headers.get("authorization"))) answers.warnings.add(spacedToken);
    let as: Impersonation | undefined;
    try {
      as = impersonation(request.headers, this.#options.joinedGroupHeader);
    } catch (error) {
      if (!(error instanceof NobodyToImpersonate)) throw error;
      const text = `Internal Server Error: ${quote(url.pathname.slice(this.#options.prefix.length) + url.search)}: ${error.message}\n`;
      return answers.text(500, text, "text/plain; charset=utf-8");
    }
    for (const part of as?.parts ?? []) {
      const wanted = impersonates(part, info);
      if (!this.#allowed(sender, wanted)) throw refusal(sender, wanted);
    }
    const user = as ? (this.#options.impersonate?.(as.as) ?? as.as) : sender;
    if (!this.#allowed(user, info)) throw refusal(user, info);
    const forwarded = this.#options.forward?.(request, url);
    if (forwarded) return forwarded;
    const timeout = query.get("timeout");
    const wrong = timeout ? durationError(timeout) : undefined;
    if (wrong) throw badRequest(`invalid timeout specified in the request URL - ${wrong}`);
    const group = info.isResource && this.#groups.get(groupVersion(info));
    if (!group) return this.#paths().answer(path, request, url, answers);
    return this.#resource(group, request, url, info, user, answers, witness);
  }

  #user(request: Request): User {
    const token = bearerToken(request.headers.get("authorization"));
    const user = this.#options.authenticate(token);
    if (!user) throw unauthorized();
    return user;
  }

  #allowed(user: User, info: RequestInfo): boolean {
    if (!info.isResource && isPublic(info.path)) return true;
    return this.#options.authorize ? this.#options.authorize(user, info) : user !== anonymous;
  }

  #resource(
    { rooms, resources }: Group,
    request: Request,
    url: URL,
    asked: RequestInfo,
    user: User,
    answers: Answers,
    witness: Witness | undefined,
  ): Response | Promise<Response> {
    const resource = resources.get(asked.resource);
    // To authorisation a namespace lies in itself.
    const info = resource?.resource === "namespaces" && !resource.namespaced ? { ...asked, namespace: "" } : asked;
    const handler = resource && !info.tooDeep ? this.#route(resource, request.method, info) : undefined;
    if (!resource || !handler) throw pathNotFound();
    if (handler === "no such method") throw methodNotAllowed();
    const accept = request.headers.get("accept");
    if (info.verb === "patch" && !this.#patchTypesOf(resource.data).includes(mediaType(request.headers.get("content-type")))) {
      if (!resource.data.custom) throw new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", {});
      const types = this.#patchTypesOf(resource.data).join(", ");
      const words = `the body of the request was in an unknown format - accepted media types include: ${types}`;
      throw new ApiError(415, "UnsupportedMediaType", words);
    }
    if (handler.raw) checkAccept(accept, ["*/*", ...listTypes, "text/plain"]);
    else checkAccept(accept, info.verb === "list" || info.verb === "watch" ? listTypes : undefined);
    checkParameters(info.verb as Verb, url.searchParams);
    if (!handler.run) throw notDescribed(resource, info);
    const output: Output = handler.raw ? { yaml: false, pretty: false } : negotiate(accept, true);
    if (output.convert) output.convert.now = () => this.#registry.now;
    answers.isHandled = true;
    return handler.run({ rooms, request, url, query: url.searchParams, info, resource, user, answers, output, witness });
  }

  /** Who answers a method on a path: undefined when there is no such path. */
  #route(resource: Resource, method: string, info: RequestInfo): Route | "no such method" | undefined {
    const methods = this.#methods(resource, info);
    if (!Object.keys(methods).length) return undefined;
    return methods[method] ?? "no such method";
  }

  #methods(resource: Resource, info: RequestInfo): Partial<Record<string, Route>> {
    const { data } = resource;
    const isAll = data.namespaced && !info.namespace;
    if (!data.namespaced && info.namespace) return {};
    const has = (verb: string) => data.verbs.includes(verb);
    const isNamed = info.name !== "" && !isSelected(info);
    if (info.isOldWatch) {
      if (!has("watch") || info.subresource || (isAll && isNamed)) return {};
      return { GET: this.#kept(resource, watchObjects) };
    }
    if (!isNamed) {
      const list = has("list") && { GET: this.#kept(resource, (call) => (info.verb === "watch" ? watchObjects(call) : listObjects(call))) };
      if (isAll) return { ...list };
      return {
        ...list,
        ...(has("create") && { POST: this.#action(resource, "POST") ?? this.#kept(resource, createObject) }),
        ...(has("deletecollection") && { DELETE: this.#kept(resource, deleteObjects) }),
      };
    }
    if (isAll) return {};
    if (info.subresource) return this.#subresource(resource, info);
    return {
      ...(has("get") && { GET: this.#action(resource, "GET") ?? this.#kept(resource, getObject) }),
      ...(has("update") && { PUT: this.#kept(resource, updateObject) }),
      ...(has("patch") && { PATCH: this.#kept(resource, patchObject) }),
      ...(has("delete") && { DELETE: this.#kept(resource, deleteObject) }),
    };
  }

  #subresource(resource: Resource, info: RequestInfo): Partial<Record<string, Route>> {
    const sub = resource.data.subresources.find((s) => s.name === info.subresource);
    if (!sub) return {};
    const has = (verb: string) => sub.verbs.includes(verb);
    if (sub.name === "status") {
      return {
        ...(has("get") && { GET: this.#kept(resource, getObject) }),
        ...(has("update") && { PUT: this.#kept(resource, updateObject) }),
        ...(has("patch") && { PATCH: this.#kept(resource, patchObject) }),
      };
    }
    if (sub.name === "scale" && resource.data.scale) {
      return {
        ...(has("get") && { GET: this.#kept(resource, getScale) }),
        ...(has("update") && { PUT: this.#kept(resource, updateScale) }),
        ...(has("patch") && { PATCH: this.#kept(resource, patchScale) }),
      };
    }
    const raw = sub.raw !== undefined;
    return {
      ...(has("create") && { POST: this.#action(resource, "POST", sub) ?? { raw, run: undefined } }),
      ...(has("get") && { GET: this.#action(resource, "GET", sub) ?? { raw, run: undefined } }),
      ...(has("update") && { PUT: { raw, run: undefined } }),
      ...(has("patch") && { PATCH: { raw, run: undefined } }),
    };
  }

  /**
   * Objects of kinds without a schema are not served: taken without one, anything would be accepted as it is,
   * and a test against such a fake would prove nothing.
   */
  #kept(resource: Resource, run: NonNullable<Route["run"]>): Route {
    return { raw: false, run: resource.type === undefined || resource.data.requestOnly ? undefined : run };
  }

  #action(resource: Resource, method: "GET" | "POST", subresource?: SubresourceData): Route | undefined {
    const key = `${method} ${resource.key}${subresource ? `/${subresource.name}` : ""}`;
    const action = this.#options.actions?.[key];
    if (!action) return undefined;
    const { kind, type } = subresource ?? resource;
    if (type === undefined && method === "POST") return { raw: false, run: undefined };
    return { raw: subresource?.raw !== undefined, run: (call) => runAction(call, action, { kind, type, subresource }) };
  }

  /** The kinds that are served now, by the names under which their objects are kept. */
  get resources(): ReadonlyMap<string, Resource> {
    return this.#resources;
  }

  /** The resource of a plural name; throws when there is none. */
  #named(plural: string): Resource {
    const resource = this.#resources.get(plural);
    if (!resource) throw new Error(`No resource ${plural} in the tables`);
    return resource;
  }

  /** The kept object, frozen and shared; undefined when there is none. `namespace` is "" for kinds that have none. */
  get(plural: string, namespace: string, name: string): KubeObject | undefined {
    return this.#store.get(this.#named(plural).key, keyOf(namespace, name));
  }

  /** The kept objects of a resource, or of one namespace of it, sorted. */
  list(plural: string, namespace = ""): KubeObject[] {
    return this.#store.all(this.#named(plural).key, namespace);
  }

  /**
   * Creates an object as the server's own controllers do: its status counts, and nobody is asked.
   * Throws an ApiError when it is there or its metadata is wrong, an Error for fields that the kind does not have.
   */
  create(plural: string, object: object): KubeObject {
    const resource = this.#named(plural);
    const unknown: string[] = [];
    const decoded = this.#registry.decoder.decode(copy(object) as JsonObject, resource.type as string, unknown);
    if (unknown.length) throw new Error(`${resource.kind} has no field ${unknown.join(", ")}`);
    delete decoded.kind;
    delete decoded.apiVersion;
    return this.#registry.createAs(resource, decoded);
  }

  /** Changes an object as a controller does: any part of it. Writes nothing when nothing changes; undefined when it is not there. */
  update(plural: string, namespace: string, name: string, change: (draft: KubeObject) => void): KubeObject | undefined {
    return this.#registry.updateAs(this.#named(plural), namespace, name, change);
  }

  /** Deletes an object as a controller does: finalizers are waited for. Nothing happens when it is not there. */
  delete(plural: string, namespace: string, name: string): void {
    const resource = this.#named(plural);
    if (!this.#store.get(resource.key, keyOf(namespace, name))) return;
    const options = {
      dryRun: false,
      propagation: "Background",
      orphanDependents: undefined,
      uid: undefined,
      resourceVersion: undefined,
    } as const;
    this.#registry.delete(resource, namespace, name, options, { user: controller, manager: "", dryRun: false });
  }

  /** Does `write`, and tells a witness of every change that it makes. */
  witnessed<T>(witness: Witness | undefined, write: () => T): T {
    return this.#store.witnessed(witness, write);
  }

  /** Calls back on every change until the returned function is called. */
  subscribe(listener: Witness): () => void {
    return this.#store.subscribe(listener);
  }

  /** The version of the last write. */
  get version(): number {
    return this.#store.version;
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Forgets the past: older versions answer "too old" from here on. */
  compact(): void {
    this.#store.compact();
  }

  /** Ends every watch. */
  dropWatches(): void {
    this.#watches.drop();
  }

  /** Everything that is kept, as a value, at no cost. */
  snapshot(): EngineSnapshot {
    return this.#store.snapshot();
  }

  /** Goes back to a snapshot: watches end, the version grows, lists under way are told that they are too old. */
  restore(snapshot: EngineSnapshot): void {
    this.#watches.drop();
    this.#store.restore(snapshot);
    this.#collector.reset();
  }

  /** Becomes empty. */
  clear(): void {
    this.restore({ version: 0, tables: new Map() });
  }
}

/** What is served of one group version. */
interface Group {
  rooms: Rooms;
  /** By plural. */
  resources: ReadonlyMap<string, Resource>;
}

interface Route {
  /** Not an object of the API: no negotiation. */
  raw: boolean;
  /** Undefined: known, not simulated. */
  run: ((call: Call) => Response | Promise<Response>) | undefined;
}

const controller: User = { name: "system:controller", groups: [] };

/** Whether the name of a request is only that of its field selector. */
const isSelected = (info: RequestInfo) => (info.verb === "list" || info.verb === "watch") && !info.isOldWatch;

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest("the path of the request is not well encoded");
  }
}

function refusal(user: User, info: RequestInfo): ApiError {
  if (!info.isResource)
    return forbidden({ group: "", resource: "" }, "", `User ${quote(user.name)} cannot ${info.verb} path ${quote(info.path)}`);
  const what = info.subresource ? `${info.resource}/${info.subresource}` : info.resource;
  const where = info.namespace ? `in the namespace ${quote(info.namespace)}` : "at the cluster scope";
  const why = `User ${quote(user.name)} cannot ${info.verb} resource ${quote(what)} in API group ${quote(info.group)} ${where}`;
  return forbidden({ group: info.group, resource: info.resource }, info.name, why);
}

function notDescribed(resource: Resource, info: RequestInfo): ApiError {
  const what = info.subresource ? `${resource.resource}/${info.subresource}` : resource.resource;
  return unsupported(`kubernetes.resource.${what}`, {
    asked: `${info.verb} of ${what}`,
    real: "serves it (documented)",
    instead: "Ask another resource, or the real server.",
  });
}

function knownKinds(tables: Tables): ReadonlySet<string> {
  const kinds = new Set(["CreateOptions", "DeleteOptions", "GetOptions", "ListOptions", "PatchOptions", "UpdateOptions", "WatchEvent"]);
  for (const data of tables.kinds) {
    kinds.add(data.kind).add(data.listKind ?? `${data.kind}List`);
    for (const sub of data.subresources) kinds.add(sub.kind);
  }
  return kinds;
}
