import { authenticate, type Caller } from "./authenticate.ts";
import type { Answer, Call } from "./call.ts";
import { patch, put } from "./change.ts";
import { coerce } from "./coerce.ts";
import { Core, type EveOptions } from "./core.ts";
import { create } from "./create.ts";
import { EveError, InternalServerError } from "./errors.ts";
import { cast, find } from "./query.ts";
import { readItem, readList } from "./read.ts";
import { removeAll, removeItem } from "./remove.ts";
import { contentType, type Format, render } from "./render.ts";
import type { Resource } from "./schema.ts";
import type { StoreSnapshot, Witness } from "./store.ts";
import { copy, type Document, type Draft, deepFreeze, isDict, ObjectId, setKey, toWire } from "./values.ts";
import { escaped } from "./xml.ts";

/** A path of the API that is no resource's. */
export interface Route {
  methods: readonly string[];
  /** Matched against the path below the root, without slashes at its ends: `v1/kubebackups/5f…/action/run`. */
  path: RegExp;
  /** Answered without a token. Default: false. */
  open?: boolean;
  handle(context: RouteContext): Answer | Response | Promise<Answer | Response>;
}

export interface RouteContext {
  request: Request;
  url: URL;
  /** What the path's groups matched. */
  groups: readonly string[];
  /** Absent on open routes. */
  caller?: Caller;
  /** Wants to know what the request changes. */
  witness?: Witness | undefined;
}

/** A document as it is on the wire, hidden fields included. */
export type WireDocument = Draft & { _id: string; _etag: string; _created: string; _updated: string };

/** The state of an engine at one time. */
export interface EngineSnapshot {
  readonly documents: StoreSnapshot;
  readonly ids: number;
  readonly writes: number;
}

/** The state of an engine as JSON. */
export interface SavedEngine {
  /** By resource, in the order in which they were made. */
  documents: Record<string, WireDocument[]>;
  ids: number;
  writes: number;
}

/** A whole server of an Eve API, in memory. */
export class EveEngine {
  readonly core: Core;
  readonly #routes: readonly Route[];
  readonly #realm: string;

  constructor(options: EveOptions & { routes?: readonly Route[] }) {
    this.core = new Core(options);
    this.#routes = options.routes ?? [];
    this.#realm = options.realm ?? "eve";
  }

  /** Answers one request; `url` is the request's, parsed. `witness` is told what it changes. */
  async handle(request: Request, url: URL, witness?: Witness): Promise<Response> {
    const method = (request.headers.get("x-http-method-override") ?? request.method).toUpperCase();
    const format = formatOf(method, request, url);
    try {
      const answer = await this.#route(method, request, url, witness);
      return answer instanceof Response ? answer : respond(answer, format);
    } catch (error) {
      // Eve answers OPTIONS before it looks at what went wrong.
      if (error instanceof EveError && method === "OPTIONS") return new Response(null, { status: 200, headers: optionsType });
      if (error instanceof EveError) return refusal(error, format);
      throw error;
    }
  }

  #path(url: URL): string | undefined {
    const root = this.core.options.root ?? "";
    if (url.pathname !== root && !url.pathname.startsWith(`${root}/`)) return undefined;
    try {
      return decodeURIComponent(url.pathname.slice(root.length)).replace(/^\/+/, "");
    } catch {
      return undefined;
    }
  }

  async #route(method: string, request: Request, url: URL, witness: Witness | undefined): Promise<Answer | Response> {
    const written = this.#path(url);
    if (written === undefined) throw new EveError(404);
    if (written.includes("//")) return this.#merged(written.replace(/\/{2,}/g, "/"), method, url);
    const path = written.replace(/\/$/, "");
    if (path === "") return this.#home(method, request);
    for (const route of this.#routes) {
      const found = route.path.exec(path);
      if (!found) continue;
      const allowed = allowing(route.methods);
      if (method === "OPTIONS") return options(allowed);
      if (!allowed.includes(method)) throw new EveError(405);
      const caller = route.open ? undefined : this.#authenticate(method, request);
      return await route.handle({ request, url, groups: found.slice(1).map((g) => g ?? ""), ...(caller && { caller }), witness });
    }
    return this.#resource(path, method, request, url, witness);
  }

  /** A path with slashes in a row leads to the one without, if that leads anywhere and takes the method. */
  #merged(path: string, method: string, url: URL): Response {
    const to = path.replace(/\/$/, "");
    const routed = this.#routes.find((route) => route.path.test(to));
    const allowed = routed ? allowing(routed.methods) : this.#target(to)?.routed;
    if (!allowed) throw new EveError(404);
    if (method !== "OPTIONS" && !allowed.includes(method)) throw new EveError(405);
    return redirect(
      method === "HEAD",
      `${url.origin}${this.core.options.root ?? ""}/${path.split("/").map(encodeURIComponent).join("/")}${url.search}`,
    );
  }

  /**
   * The resource at a path, or one of its documents, and the methods that it takes. One more leads to a document: POST stands for
   * another, named in a header.
   */
  #target(path: string): { resource: Resource; hex?: string; allowed: string[]; routed: string[] } | undefined {
    const prefix = `${this.core.urls.prefix}/`;
    if (!path.startsWith(prefix)) return undefined;
    const rest = path.slice(prefix.length);
    const collection = this.core.resources.get(rest);
    if (collection) {
      const allowed = allowing(collection.resourceMethods);
      return { resource: collection, allowed, routed: allowed };
    }
    const [, name = "", hex = ""] = /^(.+)\/([a-f0-9]{24})$/.exec(rest) ?? [];
    const resource = this.core.resources.get(name);
    if (!resource) return undefined;
    const allowed = allowing(resource.itemMethods);
    return { resource, hex, allowed, routed: allowed.includes("PATCH") ? [...allowed, "POST"] : allowed };
  }

  async #resource(path: string, method: string, request: Request, url: URL, witness: Witness | undefined): Promise<Answer> {
    const target = this.#target(path);
    if (!target) throw new EveError(404);
    const { resource, hex, allowed, routed } = target;
    if (method === "OPTIONS") return options(routed);
    if (!allowed.includes(method)) throw new EveError(405);
    this.#authenticate(method, request);
    const call: Call = { core: this.core, resource, method, request, url, witness };
    return hex === undefined ? this.#onCollection(call) : this.#onItem({ ...call, id: new ObjectId(hex) });
  }

  #onCollection(call: Call): Answer | Promise<Answer> {
    if (call.method === "POST") return create(call);
    return call.method === "DELETE" ? removeAll(call) : readList(call);
  }

  #onItem(call: Call): Answer | Promise<Answer> {
    if (call.method === "PATCH") return patch(call);
    if (call.method === "PUT") return put(call);
    return call.method === "DELETE" ? removeItem(call) : readItem(call);
  }

  #authenticate(method: string, request: Request): Caller {
    return authenticate(method, request.headers, this.core.options.authenticate, this.#realm);
  }

  /** The entry point: links to every resource. */
  #home(method: string, request: Request): Answer {
    if (method === "OPTIONS") return options(["GET", "HEAD"]);
    if (method !== "GET" && method !== "HEAD") throw new EveError(405);
    this.#authenticate(method, request);
    const child = [...this.core.resources.keys()].map((name) => {
      const href = `/${this.core.urls.prefix}/${name}`;
      return { href, title: href };
    });
    return { status: 200, body: { _links: { child } } };
  }

  #need(name: string): Resource {
    const resource = this.core.resources.get(name);
    if (!resource) throw new Error(`there is no resource ${name}`);
    return resource;
  }

  /** A stored document, or undefined. */
  get(resource: string, id: string): WireDocument | undefined {
    const found = this.core.store.get(resource, id);
    return found && (toWire(found) as WireDocument);
  }

  /** The stored documents that fit a Mongo query, in the order they were made. */
  list(resource: string, query: Draft = {}): WireDocument[] {
    return find(this.core.store.all(resource), cast(query) as Draft, []).map((document) => toWire(document) as WireDocument);
  }

  /** Stores a document as the server itself would: without validation, defaults and hooks. What is undefined is left out. */
  create(resource: string, values: Draft): WireDocument {
    const document = this.#typed(resource, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
    document["_created"] ??= this.core.now();
    document["_updated"] ??= document["_created"];
    document["_etag"] ??= this.core.newEtag();
    document["_id"] ??= this.core.newId();
    return toWire(this.core.store.insert(resource, document)) as WireDocument;
  }

  /**
   * Changes a stored document as the server itself would: sub-documents are merged, undefined takes a key away; a new etag,
   * as every write makes. Undefined when the document is gone.
   */
  update(resource: string, id: string, changes: Draft): WireDocument | undefined {
    const before = this.core.store.get(resource, id);
    if (!before) return undefined;
    const document = mergeOver(copy(before) as Draft, this.#typed(resource, changes));
    document["_updated"] = this.core.now();
    document["_etag"] = this.core.newEtag();
    return toWire(this.core.store.replace(resource, document)) as WireDocument;
  }

  delete(resource: string, id: string): void {
    this.core.store.remove(resource, id);
  }

  /** A document as the API shows it, with links and without hidden fields; undefined when it is not there. */
  present(resource: string, id: string): Draft | undefined {
    const found = this.core.store.get(resource, id);
    return found && this.core.present(this.#need(resource), found, []);
  }

  #typed(resource: string, values: Draft): Draft {
    const document = copy(values);
    coerce(document, this.#need(resource).fields);
    for (const key of ["_created", "_updated"]) if (typeof document[key] === "string") document[key] = new Date(document[key]);
    return document;
  }

  /** Calls `listener` after every change of a document, whoever makes it; the result ends that. */
  subscribe(listener: Witness): () => void {
    return this.core.store.subscribe(listener);
  }

  /** Removes every document. */
  clear(): void {
    this.core.store.clear();
  }

  /** The state as a value: documents are shared, so this costs little. */
  snapshot(): EngineSnapshot {
    return { documents: this.core.store.snapshot(), ids: this.core.idCount, writes: this.core.writeCount };
  }

  /** The state as JSON. */
  save(): SavedEngine {
    const names = [...this.core.resources.keys()];
    const filled = names.map((name) => [name, this.list(name)] as const).filter(([, documents]) => documents.length > 0);
    return { documents: Object.fromEntries(filled), ids: this.core.idCount, writes: this.core.writeCount };
  }

  /** The state of which `save` made JSON. */
  loaded({ documents, ids, writes }: SavedEngine): EngineSnapshot {
    const collections = [...this.core.resources.keys()].map((name) => {
      const stored = (documents[name] ?? []).map((document) => [document._id, deepFreeze(this.#typed(name, document))] as const);
      return [name, new Map(stored)] as const;
    });
    return { documents: new Map(collections), ids, writes };
  }

  /** Goes back to a state. */
  restore(snapshot: EngineSnapshot): void {
    this.core.store.restore(snapshot.documents);
    this.core.idCount = snapshot.ids;
    // Etags only ever move on: one of before must not fit again.
    this.core.writeCount = Math.max(this.core.writeCount, snapshot.writes);
  }
}

function mergeOver(into: Draft, changes: Document): Draft {
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    const before = Object.hasOwn(into, key) ? into[key] : undefined;
    if (value === undefined) delete into[key];
    else setKey(into, key, isDict(value) && isDict(before) ? mergeOver(before, value) : value);
  }
  return into;
}

const formatOf = (method: string, request: Request, url: URL): Format => ({
  accept: request.headers.get("accept"),
  pretty: method === "GET" && url.searchParams.has("pretty"),
  // Whatever a header makes of it, HTTP takes no body for an answer to it.
  head: method === "HEAD" || request.method === "HEAD",
});

/** An error as the server writes it. */
export function refusal(error: EveError, format: Format): Response {
  if (!(error instanceof InternalServerError)) return render(error.status, error.body, error.headers, format);
  return new Response(format.head ? null : InternalServerError.page, {
    status: 500,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

/** Where one may GET, one may HEAD. */
const allowing = (methods: readonly string[]): string[] => (methods.includes("GET") ? [...methods, "HEAD"] : [...methods]);

function redirect(head: boolean, to: string): Response {
  const page =
    "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n" +
    `<p>You should be redirected automatically to the target URL: <a href="${escaped(to)}">${escaped(to)}</a>. If not, click the link.\n`;
  return new Response(head ? null : page, { status: 308, headers: { location: to, "content-type": "text/html; charset=utf-8" } });
}

/** Nothing comes with it, but the type of a page. */
const optionsType = { "content-type": "text/html; charset=utf-8" };

const options = (methods: readonly string[]): Answer => ({
  status: 200,
  headers: { allow: [...methods, "OPTIONS"].sort().join(", "), ...optionsType },
});

function respond({ status, body, headers = {} }: Answer, format: Format): Response {
  if (body) return render(status, body, headers, format);
  // Nothing is written, but its type is said.
  const written = status === 204 ? { "content-type": contentType(format.accept) } : {};
  return new Response(null, { status, headers: { ...written, ...headers } });
}
