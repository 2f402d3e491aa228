import { type Duration, milliseconds } from "../../http/duration.ts";
import {
  ClusterplaneError,
  invalidArgument,
  isAlreadyExists,
  isConflict,
  isNotFound,
  isRequestError,
  RequestError,
} from "../../http/errors.ts";
import type { Answer, Call, CallOptions, Http, Validate } from "../../http/http.ts";
import { checkPatch, type JsonPatch } from "../../http/json-patch.ts";
import { type Query, segment } from "../../http/paths.ts";
import { hideFromConsole, type SecretPath } from "../../http/secrets.ts";
import type { Stream } from "../../http/stream.ts";
import type { Cache, CacheOptions } from "./cache.ts";
import { contains, isCreated, isWritten } from "./compare.ts";
import type { GoneCondition, WaitCondition, WaitOptions } from "./conditions.ts";
import { type List, listOf } from "./list.ts";
import {
  fieldSelectorText,
  json,
  type KubernetesList,
  type KubernetesObject,
  labelSelectorText,
  type Named,
  type Status,
  type Stored,
  type Versioned,
} from "./object.ts";
import type {
  ApplyOptions,
  DeleteCollectionOptions,
  DeleteOptions,
  EditOptions,
  ListOptions,
  PatchOptions,
  ReadOptions,
  Selectors,
  UpdateOptions,
  WatchOptions,
  WriteOptions,
} from "./options.ts";
import { isGuarded, patchType } from "./patch.ts";
import { eventError, isStatus } from "./status.ts";
import type { MergePatch, Ref, Resource } from "./verbs.ts";
import { type Watch, watchLater } from "./watch.ts";

/** What the client knows of a kind. */
export interface Kind {
  readonly kind: string;
  readonly plural: string;
  /** `group/version`; of the core group only the version. */
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** The verbs the server has for it; all when left out. */
  readonly verbs?: readonly string[] | undefined;
  /** Fields that are not to be printed by accident. */
  readonly secrets?: readonly SecretPath[] | undefined;
}

/** A Kubernetes-style API: where it is and how to talk to it. */
export interface Api {
  readonly http: Http;
  /** Path before `/api` and `/apis`: `/kubernetes/management`. */
  readonly base: string;
  readonly validate: Validate | undefined;
}

/** A namespace, or how to learn its name. */
export type Namespace = string | (() => string | Promise<string>);

interface Body {
  readonly text: string;
  readonly type: string;
  readonly name: string | undefined;
  /** undefined when it was given as text. */
  readonly object: KubernetesObject | undefined;
}

type Request = Omit<Call, "describe" | "method" | "path"> & {
  readonly method?: string;
  readonly name?: string;
  readonly subresource?: string;
};

/**
 * What every kind can do, as requests. What follows an object for longer or changes it in several steps (watch, cache, waitFor, edit) is
 * loaded when it is first used: a page or a script that reads and writes starts without it. The types give each kind only the verbs it has (`verbs.ts`); this class has them all, and tells
 * those who have no types when a verb is not the kind's.
 */
export class ResourceClient<T extends KubernetesObject, In = T> implements Resource<T, In> {
  readonly #api: Api;
  readonly #kind: Kind;
  readonly #namespace: Namespace | undefined;
  /** Path of the collection, once it is known. */
  #collection: string | undefined;

  constructor(api: Api, kind: Kind, namespace?: Namespace) {
    this.#api = api;
    this.#kind = kind;
    this.#namespace = namespace;
  }

  async get(name: string, options: ReadOptions = {}): Promise<Stored<T>> {
    this.#allow("get");
    return this.#object(await this.send("get", { name: nameOf(name), safety: "read", query: options.query, ...time(options) }));
  }

  async find(name: string, options: ReadOptions = {}): Promise<Stored<T> | undefined> {
    try {
      return await this.get(name, options);
    } catch (error) {
      // Only "no such object" is an answer; a 404 that isn't the API's (a wrong base URL, a proxy) must not look like one.
      if (isNotFound(error) && error.reason === "NotFound") return undefined;
      throw error;
    }
  }

  list(options: ListOptions = {}): List<Stored<T>> {
    this.#allow("list");
    const query = { ...selectors(options), ...options.query };
    const { resourceVersion, resourceVersionMatch } = options;
    return listOf<Stored<T>>(
      // A continue token carries its version; the server refuses a second one.
      (page) =>
        this.#page({ ...query, ...(page.continue === undefined && { resourceVersion, resourceVersionMatch }), ...page }, time(options)),
      options,
    );
  }

  watch(options: WatchOptions = {}): Watch<Stored<T>> {
    this.#allow("watch");
    return watchLater<Stored<T>>(
      {
        resource: this.#kind.kind,
        list: (query, signal) => this.#page(query, { signal, retry: false }),
        open: async (query, signal, silence) => {
          const path = await this.path();
          const describe = { verb: "watch", resource: this.#kind.kind };
          const call: Call = { method: "GET", path, query, safety: "read", describe, signal, retry: false };
          return { stream: await this.#api.http.stream(call, silence), path };
        },
        pass: (object) => this.#hide(object),
      },
      { ...selectors(options), ...options.query },
      options,
    );
  }

  async cache(options: CacheOptions<Stored<T>> = {}): Promise<Cache<Stored<T>>> {
    const { cacheOf } = await import("./cache.ts");
    return cacheOf(this.watch(options), typeof this.#namespace === "string" ? this.#namespace : undefined, options);
  }

  async create(input: Named<In> | In | string, options: WriteOptions = {}): Promise<Stored<T>> {
    this.#allow("create");
    const body = this.#body(input, "create");
    // What can be deleted is kept under its name; other kinds only answer.
    const keeps = this.#kind.verbs === undefined || this.#kind.verbs.includes("delete");
    if (keeps && body.object !== undefined && !hasName(body.object))
      throw invalidArgument("metadata.name", "expected a name, or metadata.generateName");
    const send = (timeout: Duration | undefined) =>
      this.send("create", {
        method: "POST",
        ...write(body, options),
        safety: options.dryRun ? "guarded" : "write",
        ...(body.name !== undefined && { describeName: body.name }),
        ...time(options),
        ...(timeout !== undefined && { timeout }),
      });
    const settles = keeps && body.name !== undefined && body.object !== undefined;
    return this.#object(settles ? await this.#once(send, body, options) : await send(undefined));
  }

  async update(input: Versioned<In> | string, options: UpdateOptions = {}): Promise<Stored<T>> {
    this.#allow("update");
    const body = this.#body(input, "update");
    const name = options.name ?? body.name;
    if (name === undefined) throw invalidArgument(body.object ? "metadata.name" : "name", "expected the object's name");
    if (body.object !== undefined && !body.object.metadata?.resourceVersion) {
      throw invalidArgument(
        "metadata.resourceVersion",
        "expected the version the object was read with; read it first, or use edit, patch or apply",
      );
    }
    try {
      return this.#object(
        await this.send("update", { method: "PUT", name: nameOf(name), ...write(body, options), safety: "guarded", ...time(options) }),
      );
    } catch (error) {
      // A lost answer followed by a conflict is often the echo of our own change.
      if (body.object !== undefined && isConflict(error) && error.effect === "unknown") {
        const found = await this.find(name, time(options));
        if (found !== undefined && isWritten(found, body.object)) return found;
      }
      throw error;
    }
  }

  async patch(ref: Ref, change: JsonPatch | MergePatch<In>, options: PatchOptions = {}): Promise<Stored<T>> {
    this.#allow("patch");
    if (Array.isArray(change)) checkPatch(change);
    else if (typeof change !== "object" || change === null)
      throw invalidArgument("patch", "expected an array (JSON patch) or an object (merge patch)");
    const name = nameOf(ref);
    const prepared = Array.isArray(change) ? change : this.prepare(change as unknown as KubernetesObject);
    const send = async (patch: unknown) =>
      this.#object(
        await this.send("patch", {
          method: "PATCH",
          name,
          query: writeQuery(options),
          headers: { "content-type": patchType(patch) },
          body: json(patch, "patch"),
          safety: isGuarded(patch) || options.dryRun ? "guarded" : "write",
          ...time(options),
        }),
      );
    try {
      return await send(prepared);
    } catch (error) {
      if (Array.isArray(change) && options.createParents !== false && isRequestError(error) && error.status === 422) {
        return this.#patchWithParents(name, change as JsonPatch, options, send, error);
      }
      if (!Array.isArray(change) && isConflict(error) && error.effect === "unknown") {
        const found = await this.find(name, time(options));
        const { metadata: { resourceVersion: _version, ...metadata } = {}, ...rest } = prepared as KubernetesObject;
        if (found !== undefined && contains(found, { ...rest, metadata })) return found;
      }
      throw error;
    }
  }

  async apply(input: Named<In> | string, options: ApplyOptions = {}): Promise<Stored<T>> {
    this.#allow("patch");
    const body = this.#body(input, "apply");
    const name = options.name ?? body.name;
    if (name === undefined) throw invalidArgument(body.object ? "metadata.name" : "name", "expected the object's name");
    const query = { ...writeQuery(options), fieldManager: options.fieldManager ?? "clusterplane", force: options.force ? true : undefined };
    return this.#object(
      await this.send("apply", {
        method: "PATCH",
        name: nameOf(name),
        query,
        headers: { "content-type": "application/apply-patch+yaml" },
        body: body.text,
        // Applying the same twice is applying it once.
        safety: "guarded",
        ...time(options),
      }),
    );
  }

  async edit(ref: Ref, change: (draft: Stored<T>) => unknown, options: EditOptions = {}): Promise<Stored<T>> {
    this.#allow("patch");
    const name = nameOf(ref);
    const { edit } = await import("./edit.ts");
    return edit<T>(
      {
        get: (timeout) => this.get(name, { signal: options.signal, timeout }),
        patch: (patch, timeout) => this.patch(name, patch, { ...options, timeout, createParents: false }),
      },
      change,
      options,
    );
  }

  async delete(ref: Ref, options: DeleteOptions = {}): Promise<Stored<T> | Status> {
    this.#allow("delete");
    const name = nameOf(ref);
    const uid = typeof ref === "string" ? undefined : ref.metadata?.uid;
    const preconditions = { ...(uid !== undefined && { uid }), ...options.preconditions };
    const isGuard = preconditions.uid !== undefined || preconditions.resourceVersion !== undefined;
    const call = deletion({ ...options, preconditions: isGuard ? preconditions : undefined });
    try {
      const answer = await this.send("delete", {
        name,
        ...call,
        safety: isGuard || options.dryRun ? "guarded" : "write",
        ...time(options),
      });
      return this.#hide(answer.json as Stored<T> | Status);
    } catch (error) {
      if (!isRequestError(error) || error.effect !== "unknown") throw error;
      // The answer was lost. Nothing, or another object, of that name now: it is done.
      const found = isNotFound(error) ? undefined : await this.find(name, { signal: options.signal }).catch(() => Promise.reject(error));
      if (found === undefined || (preconditions.uid !== undefined && found.metadata.uid !== preconditions.uid)) {
        const message = "deleted; the answer that said so was lost";
        return { kind: "Status", apiVersion: "v1", status: "Success", message, details: { name, kind: this.#kind.plural } };
      }
      if (found.metadata.deletionTimestamp) return found;
      throw error;
    }
  }

  async deleteCollection(options: DeleteCollectionOptions = {}): Promise<Status> {
    this.#allow("deletecollection");
    const { query, ...call } = deletion(options);
    const answer = await this.send("delete all", {
      ...call,
      query: { ...selectors(options), ...query },
      safety: "write",
      ...time(options),
    });
    return answer.json as Status;
  }

  waitFor(ref: Ref, condition: GoneCondition, options?: WaitOptions<T>): Promise<undefined>;
  waitFor(ref: Ref, condition: WaitCondition<T>, options?: WaitOptions<T>): Promise<Stored<T>>;
  async waitFor(ref: Ref, condition: WaitCondition<T> | GoneCondition, options: WaitOptions<T> = {}): Promise<Stored<T> | undefined> {
    const name = nameOf(ref);
    const { verbs } = this.#kind;
    const { waitFor } = await import("./wait.ts");
    const watches = verbs === undefined || (verbs.includes("watch") && verbs.includes("list"));
    return waitFor<T>(
      {
        resource: this.#kind.kind,
        name,
        uid: typeof ref === "string" ? undefined : ref.metadata?.uid,
        find: (signal) => this.find(name, { signal }),
        watch: watches ? (signal) => this.watch({ signal, fieldSelector: { "metadata.name": name } }) : undefined,
      },
      condition,
      options,
    );
  }

  /** What is changed in an object before it is sent; kinds with methods of their own add to it. */
  protected prepare(object: KubernetesObject): KubernetesObject {
    return object;
  }

  /** Sends a call to this kind, an object of it, or a subresource. */
  protected send(verb: string, request: Request & { readonly describeName?: string | undefined }): Promise<Answer> {
    const { method = "GET", name, subresource, describeName, ...call } = request;
    const resource = subresource === undefined ? this.#kind.kind : `${this.#kind.kind}/${subresource}`;
    const describe = { verb, resource, name: name ?? describeName };
    const path = this.path(name, subresource);
    const { http } = this.#api;
    if (typeof path === "string") return http.request({ method, path, describe, ...call });
    return path.then((path) => http.request({ method, path, describe, ...call }));
  }

  /** POST of a subresource: a question with an object in it, or something to be done. Text goes out as YAML. */
  protected async ask<A>(name: string, subresource: string, kind: string, object: unknown, options: WriteOptions): Promise<A> {
    const call = {
      method: "POST",
      name: nameOf(name),
      subresource,
      safety: options.dryRun ? "guarded" : "write",
      ...time(options),
    } as const;
    const answer = await this.send("create", { ...call, ...write(this.#bodyOf(object, kind, "create"), options) });
    this.#api.validate?.("answer", kind, answer.json);
    return answer.json as A;
  }

  /** GET of a subresource. */
  protected async look<A>(name: string, subresource: string, options: ReadOptions): Promise<A> {
    const answer = await this.send("get", { name: nameOf(name), subresource, safety: "read", query: options.query, ...time(options) });
    return answer.json as A;
  }

  /** GET of something that comes as a stream; `silence` in milliseconds ends it when nothing comes any more. */
  protected async open(
    verb: string,
    request: Pick<Request, "name" | "subresource" | "query">,
    options: CallOptions,
    silence: number,
  ): Promise<Stream> {
    const { name, subresource, query } = request;
    const describe = { verb, resource: this.#kind.kind, name };
    const path = await this.path(name, subresource);
    return this.#api.http.stream(
      { method: "GET", path, query, safety: "read", describe, headers: { accept: "*/*" }, ...time(options) },
      silence,
    );
  }

  /** Where the kind, an object or a subresource is. Only the namespace may have to be asked for, and only once. */
  protected path(name?: string, subresource?: string): string | Promise<string> {
    const rest = name === undefined ? "" : `/${segment(name, "name")}${subresource === undefined ? "" : `/${subresource}`}`;
    if (this.#collection !== undefined) return this.#collection + rest;
    const namespace = typeof this.#namespace === "function" ? this.#namespace() : this.#namespace;
    if (typeof namespace === "object") return namespace.then((known) => this.#place(known) + rest);
    return this.#place(namespace) + rest;
  }

  #place(namespace: string | undefined): string {
    const { apiVersion, plural, namespaced } = this.#kind;
    let path = `${this.#api.base}/${apiVersion.includes("/") ? "apis" : "api"}/${apiVersion}`;
    if (namespaced && namespace !== undefined) path += `/namespaces/${segment(namespace, "namespace")}`;
    this.#collection = `${path}/${plural}`;
    return this.#collection;
  }

  async #page(query: Query, options: CallOptions & { readonly retry?: false }): Promise<KubernetesList<Stored<T>>> {
    const { json } = await this.send("list", { safety: "read", query, ...options });
    const list = json as KubernetesList<Stored<T>> | null;
    if (isStatus(list)) throw eventError(list, "list", this.#kind.kind, await this.path());
    const isObject = typeof list === "object" && list !== null;
    // A Go server may write an empty list as null.
    if (isObject && list.items === null) list.items = [];
    if (!isObject || !Array.isArray(list.items)) throw await this.#unexpected("list", "a list with items");
    this.#api.validate?.("answer", `${this.#kind.kind}List`, list);
    if (this.#kind.secrets) for (const item of list.items) this.#hide(item);
    return list;
  }

  #object({ json }: Pick<Answer, "json">): Stored<T> {
    if (typeof json !== "object" || json === null || Array.isArray(json) || isStatus(json)) {
      throw new ClusterplaneError("NotJson", `${this.#kind.kind}: the answer is JSON but no ${this.#kind.kind}`);
    }
    this.#api.validate?.("answer", this.#kind.kind, json);
    return this.#hide(json as Stored<T>);
  }

  #hide<O>(object: O): O {
    return this.#kind.secrets ? hideFromConsole(object, this.#kind.secrets) : object;
  }

  async #unexpected(verb: string, due: string): Promise<RequestError> {
    const call = { verb, resource: this.#kind.kind };
    return new RequestError({
      code: "NotJson",
      message: `the answer is JSON, but not ${due}`,
      call,
      method: "GET",
      path: await this.path(),
    });
  }

  #allow(verb: string): void {
    const { kind, verbs } = this.#kind;
    if (verbs !== undefined && !verbs.includes(verb)) {
      throw new ClusterplaneError("InvalidArgument", `${kind} has no ${verb}; the server only has ${verbs.join(", ")} for it`);
    }
    if (this.#kind.namespaced && this.#namespace === undefined && verb !== "list" && verb !== "watch") {
      throw invalidArgument("namespace", `${kind} is a kind in namespaces; name a project or a namespace to ${verb}`);
    }
  }

  /** The text of an object of this kind, and what must be known of it. */
  #body(input: unknown, verb: string): Body {
    return this.#bodyOf(input, this.#kind.kind, verb);
  }

  #bodyOf(input: unknown, kind: string, verb: string): Body {
    if (typeof input === "string") {
      if (input.trim() === "") throw invalidArgument(`${verb} ${kind}`, "expected an object or YAML text, got an empty text");
      return {
        text: input,
        type: /^\s*\{/.test(input) ? "application/json" : "application/yaml",
        name: yamlName(input),
        object: undefined,
      };
    }
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      const got = input === null ? "null" : Array.isArray(input) ? "an array" : typeof input;
      throw invalidArgument(`${verb} ${kind}`, `expected an object or YAML text, got ${got}`);
    }
    const { apiVersion } = this.#kind;
    const object: KubernetesObject = this.prepare({ apiVersion, kind, ...(input as KubernetesObject) });
    if (object.kind !== kind) throw invalidArgument("kind", `expected ${kind}, got ${String(object.kind)}`);
    if (object.apiVersion !== apiVersion) throw invalidArgument("apiVersion", `expected ${apiVersion}, got ${String(object.apiVersion)}`);
    const { metadata } = object;
    if (metadata !== undefined && (typeof metadata !== "object" || metadata === null))
      throw invalidArgument("metadata", "expected an object");
    if (metadata?.name !== undefined) segment(metadata.name, "metadata.name");
    if (typeof this.#namespace === "string" && metadata?.namespace && metadata.namespace !== this.#namespace) {
      throw invalidArgument("metadata.namespace", `is ${metadata.namespace}, but this is namespace ${this.#namespace}`);
    }
    this.#api.validate?.("input", kind, object);
    return { text: json(object, kind), type: "application/json", name: metadata?.name, object };
  }

  /** Sends a named create until it is known that the object exists because of it. */
  async #once(send: (timeout: Duration | undefined) => Promise<Answer>, body: Body, options: WriteOptions): Promise<Pick<Answer, "json">> {
    const ends = options.timeout === undefined ? undefined : performance.now() + milliseconds(options.timeout, "timeout");
    const left = () => (ends === undefined ? undefined : Math.max(0.001, (ends - performance.now()) / 1000));
    let lost: RequestError | undefined;
    for (let round = 1; ; round++) {
      let error: RequestError;
      try {
        return await send(left());
      } catch (failure) {
        if (!isRequestError(failure)) throw failure;
        error = failure;
      }
      const unclear =
        error.effect === "unknown" && (error.code === "Connection" || error.code === "NotJson" || error.code === "Unavailable");
      if (!unclear && !(lost !== undefined && isAlreadyExists(error))) throw error;
      lost ??= error;
      const found = await this.find(body.name!, { signal: options.signal, timeout: left() }).catch(() => Promise.reject(error));
      if (found !== undefined) {
        if (isCreated(found, body.object)) return { json: found };
        throw error;
      }
      // Not there, so it was lost on the way there. The pause gives a request that still lingers in a gateway time to arrive.
      if (round >= 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** round));
    }
  }

  async #patchWithParents(
    name: string,
    patch: JsonPatch,
    options: PatchOptions,
    send: (patch: unknown) => Promise<Stored<T>>,
    refusal: RequestError,
  ): Promise<Stored<T>> {
    if (!patch.some((one) => one.op === "add" && one.path.indexOf("/", 1) > 0)) throw refusal;
    const { withParents } = await import("./parents.ts");
    for (let round = 1; ; round++) {
      const current = await this.find(name, time(options));
      const whole = current && (await withParents(current, patch));
      // Whatever the server has against it, it isn't a missing parent. (Later they may all be there: somebody else made them.)
      if (!whole || (round === 1 && whole.length === patch.length)) throw refusal;
      // Guarded, so that a parent somebody adds in between is never replaced by an empty one; a version of the caller's own is guard enough.
      const version = { op: "replace", path: "/metadata/resourceVersion", value: current.metadata.resourceVersion };
      try {
        return await send(isGuarded(patch) ? whole : [version, ...whole]);
      } catch (error) {
        if (!isConflict(error) || isGuarded(patch) || error.effect === "unknown" || round >= 10) throw error;
      }
    }
  }
}

const time = ({ signal, timeout }: CallOptions): CallOptions => ({ signal, timeout });

const selectors = (options: Selectors): Query => ({
  labelSelector: labelSelectorText(options.labelSelector),
  fieldSelector: fieldSelectorText(options.fieldSelector),
});

const writeQuery = (options: WriteOptions): Query => ({
  dryRun: options.dryRun ? "All" : undefined,
  fieldManager: options.fieldManager,
  fieldValidation: options.fieldValidation,
});

const write = (body: Body, options: WriteOptions) => ({
  query: writeQuery(options),
  headers: { "content-type": body.type },
  body: body.text,
});

function deletion(options: Omit<DeleteOptions, keyof CallOptions>) {
  const { preconditions, gracePeriodSeconds, propagationPolicy, dryRun } = options;
  const wanted = {
    ...(preconditions && { preconditions }),
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    ...(propagationPolicy && { propagationPolicy }),
  };
  const method = "DELETE";
  const query: Query = { dryRun: dryRun ? "All" : undefined };
  if (Object.keys(wanted).length === 0) return { method, query };
  const body = JSON.stringify({ kind: "DeleteOptions", apiVersion: "v1", ...wanted });
  return { method, query, body, headers: { "content-type": "application/json" } };
}

function nameOf(ref: Ref): string {
  const name = typeof ref === "object" && ref !== null ? ref.metadata?.name : ref;
  segment(name, "name");
  return name as string;
}

function hasName({ metadata }: KubernetesObject): boolean {
  return Boolean(metadata?.name || metadata?.generateName);
}

/** The name in YAML text in the usual layout, where it is plain to see; the text itself goes out untouched. */
function yamlName(text: string): string | undefined {
  const block = /^metadata:[ \t]*\r?\n((?:(?:[ \t]+[^\n]*)?\r?\n|[ \t]+[^\n]*$)*)/m.exec(text)?.[1];
  const indent = block && /^[ \t]+/m.exec(block)?.[0];
  // Only at the block's own depth: a label may be called "name" too.
  const line = indent && block.split(/\r?\n/).find((one) => one.startsWith(`${indent}name:`));
  return line ? /name:[ \t]*["']?([^\s"'#]+)/.exec(line)?.[1] : undefined;
}
