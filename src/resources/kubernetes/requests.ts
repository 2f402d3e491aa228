import { ClusterplaneError, invalidArgument } from "../../http/errors.ts";
import type { Answer, Call, CallOptions } from "../../http/http.ts";
import { known } from "../../http/known.ts";
import { segment } from "../../http/paths.ts";
import { hideFromConsole } from "../../http/secrets.ts";
import type { Stream } from "../../http/stream.ts";
import { type Body, bodyOf, nameOf, time, write } from "./body.ts";
import type { Api, Kind, Namespace } from "./kind.ts";
import type { KubernetesObject, Stored } from "./object.ts";
import type { ReadOptions, WriteOptions } from "./options.ts";
import { notA } from "./status.ts";

type Request = Omit<Call, "describe" | "method" | "path"> & {
  readonly method?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** Named in errors only. */
  readonly describeName?: string | undefined;
};

/** Calls to a kind, an object of it or a subresource: where it is, what may be sent, and what is made of the answer. */
export class Requests<T extends KubernetesObject> {
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

  // Getters, so that printing a resource shows none of them.
  protected get api(): Api {
    return this.#api;
  }

  protected get kind(): Kind {
    return this.#kind;
  }

  /** The namespace, where it is known without asking. */
  protected get namespace(): string | undefined {
    return typeof this.#namespace === "string" ? this.#namespace : undefined;
  }

  /** Whether what is listed and watched here comes from all namespaces, so that names may be there twice. */
  protected get acrossNamespaces(): boolean {
    return this.#kind.namespaced && this.#namespace === undefined;
  }

  /** What is changed in an object before it is sent; kinds with methods of their own add to it. */
  protected prepare(object: KubernetesObject): KubernetesObject {
    return object;
  }

  /** The same for a value that a JSON patch puts at this path of an object. */
  protected prepareAt(path: string, value: unknown): unknown {
    return path === "" ? this.prepare(value as KubernetesObject) : value;
  }

  /** Refuses, for those who have no types, what the kind has not. */
  protected allow(verb: string): void {
    const { kind, verbs } = this.#kind;
    if (verbs !== undefined && !verbs.includes(verb)) {
      throw new ClusterplaneError("InvalidArgument", `${kind} has no ${verb}; the server only has ${verbs.join(", ")} for it`);
    }
    if (this.#kind.namespaced && this.#namespace === undefined && verb !== "list" && verb !== "watch") {
      throw invalidArgument("namespace", `${kind} is a kind in namespaces; name a project or a namespace to ${verb}`);
    }
  }

  /** Refuses, likewise, options that a call has not. */
  protected knows(options: object, names: string, call: string): void {
    known(options, names, `${call} ${this.#kind.kind}`);
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
    if (typeof apiVersion !== "string") throw invalidArgument("apiVersion", 'expected a text such as "apps/v1"');
    const version = apiVersion.split("/").map((part) => segment(part, "apiVersion"));
    let path = `${this.#api.base}/${version.length > 1 ? "apis" : "api"}/${version.join("/")}`;
    if (namespaced && namespace !== undefined) path += `/namespaces/${segment(namespace, "namespace")}`;
    this.#collection = `${path}/${segment(plural, "plural")}`;
    return this.#collection;
  }

  protected send(verb: string, request: Request): Promise<Answer> {
    const { method = "GET", name, subresource, describeName, ...call } = request;
    const resource = subresource === undefined ? this.#kind.kind : `${this.#kind.kind}/${subresource}`;
    const describe = { verb, resource, name: name ?? describeName };
    const path = this.path(name, subresource);
    const { http } = this.#api;
    const { mismatch = this.#mismatch } = call;
    if (typeof path === "string") return http.request({ method, path, describe, ...call, mismatch });
    return path.then((path) => http.request({ method, path, describe, ...call, mismatch }));
  }

  /** What JSON is not, where an object of the kind was due. Kept, so that a call makes no function of its own. */
  readonly #mismatch = (json: unknown): string | undefined => notA(this.#kind.kind, json);

  /** POST of a subresource: a question with an object in it, or something to be done. Text goes out as YAML. */
  protected async ask<A>(name: string, subresource: string, kind: string, object: unknown, options: WriteOptions): Promise<A> {
    const mismatch = (json: unknown) => notA(kind, json);
    const safety = options.dryRun ? "read" : "write";
    const call = { method: "POST", name: nameOf(name), subresource, safety, mismatch, ...time(options) } as const;
    const answer = await this.send("create", { ...call, ...write(this.body(object, "create", kind), options) });
    this.#api.validate?.("answer", kind, answer.json);
    return answer.json as A;
  }

  /** GET of a subresource. */
  protected async look<A>(name: string, subresource: string, options: ReadOptions): Promise<A> {
    const { query } = options;
    const mismatch = (json: unknown) => notA(subresource, json);
    const call = { name: nameOf(name), subresource, safety: "read", query, mismatch, ...time(options) } as const;
    return (await this.send("get", call)).json as A;
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
    const headers = { accept: "*/*" };
    return this.#api.http.stream({ method: "GET", path, query, safety: "read", describe, headers, ...time(options) }, silence);
  }

  /** The text of an object of this kind, or of another that a subresource takes. */
  protected body(input: unknown, verb: string, kind = this.#kind.kind): Body {
    const { apiVersion } = this.#kind;
    const prepare = (object: KubernetesObject) => this.prepare(object);
    return bodyOf(input, { kind, apiVersion, namespace: this.namespace, prepare, validate: this.#api.validate }, verb);
  }

  /** The object in an answer. */
  protected object({ json }: Pick<Answer, "json">): Stored<T> {
    this.#api.validate?.("answer", this.#kind.kind, json);
    return this.hide(json as Stored<T>);
  }

  /** The same object, whose secrets the console does not show. */
  protected hide<O>(object: O): O {
    return this.#kind.secrets ? hideFromConsole(object, this.#kind.secrets) : object;
  }
}
