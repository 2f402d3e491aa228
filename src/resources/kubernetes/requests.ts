import type { Answer } from "../../http/answer.ts";
import type { Call, CallOptions } from "../../http/call.ts";
import type { Deadline } from "../../http/deadline.ts";
import { invalidArgument } from "../../http/errors.ts";
import { failsBefore } from "../../http/failure.ts";
import { checkOptions } from "../../http/options.ts";
import { segment } from "../../http/paths.ts";
import { hideFromConsole, type SecretPath } from "../../http/secrets.ts";
import type { Api, Kind, Namespace } from "./kind.ts";
import type { KubernetesObject, Stored } from "./object.ts";
import { type Ref, type Target, targetOf } from "./ref.ts";
import { failureIn, mismatchOf } from "./status.ts";

export type ResourceRequest = Omit<Call, "describe" | "method" | "path" | "deadline"> & {
  readonly method?: string;
  /** The object that the request is about; the collection if left out. */
  readonly target?: { readonly [K in keyof Target]?: Target[K] | undefined } | undefined;
  readonly subresource?: string;
};

/** Writes a value as JSON text, and throws InvalidArgument for what JSON does not have. Given by the calls, so that the core does without. */
export type WriteJson = (value: unknown, where: string) => string;

/** What a kind with methods of its own adds to the calls of every kind. */
export interface KindHooks {
  /** What is changed in an object before it is sent. */
  readonly prepare?: (object: KubernetesObject, write: WriteJson) => KubernetesObject;
  /** The same for a value that a JSON patch puts at this path of an object. */
  readonly prepareAt?: (path: string, value: unknown, write: WriteJson) => unknown;
  /** Wakes an object; only kinds that sleep have it. */
  readonly wake?: <T extends KubernetesObject>(requests: Requests<T>, target: Target, deadline: Deadline) => Promise<unknown>;
}

/** kubectl keeps the whole object in an annotation. */
const withLastApplied = (secrets: readonly SecretPath[] | undefined): readonly SecretPath[] | undefined =>
  secrets && [...secrets, ["metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"]];

/** Requests to a kind, an object of it or a subresource: where they go, and what the response must be. */
export class Requests<T extends KubernetesObject> {
  readonly api: Api;
  readonly kind: Kind;
  /** Known as soon as a call is loaded that needs them. */
  hooks: KindHooks = {};
  /** Fields that are not to be printed by accident. */
  readonly secrets: readonly SecretPath[] | undefined;
  readonly #namespace: Namespace | undefined;
  /** Path of the collection, once it is known. */
  #collection: string | undefined;
  /** What JSON is not, if an object of the kind was due. Kept, so that a call makes no function of its own. */
  readonly #mismatch: (json: unknown) => string | undefined;

  constructor(api: Api, kind: Kind, namespace?: Namespace) {
    this.api = api;
    this.kind = kind;
    this.secrets = withLastApplied(api.secretsOf(kind));
    this.#namespace = namespace;
    this.#mismatch = mismatchOf(kind.kind, this.isKept);
  }

  /** The namespace, if it is known without a request. */
  get namespace(): string | undefined {
    return typeof this.#namespace === "string" ? this.#namespace : undefined;
  }

  /** Whether the server keeps objects of this kind under their names; of other kinds it only responds to requests. */
  get isKept(): boolean {
    return this.kind.verbs === undefined || this.kind.verbs.includes("delete");
  }

  /** Whether this is a namespaced kind without its namespace: names may be there twice. */
  get isAcrossNamespaces(): boolean {
    return this.kind.namespaced && this.#namespace === undefined;
  }

  /** Throws, for callers without types, if the kind does not support the verb, or a namespace is missing. */
  assertVerb(verb: string, namespace?: string): void {
    const { kind, verbs } = this.kind;
    if (verbs !== undefined && !verbs.includes(verb)) {
      throw invalidArgument(`${verb} ${kind}`, `the server has only ${verbs.join(", ")} for this kind`);
    }
    if (this.isAcrossNamespaces && namespace === undefined && verb !== "list" && verb !== "watch") {
      throw invalidArgument("namespace", `${kind} is namespaced; give an object with metadata.namespace, or use the handle of a project`);
    }
  }

  /** Throws, likewise, for options that a call does not have. */
  checkOptions(options: object, names: Readonly<Record<string, true>>, call: string): void {
    checkOptions(options, names, `${call} ${this.kind.kind}`);
  }

  /** The object that a reference leads to. Throws if the kind does not support the verb. */
  target(ref: Ref, verb: string): Target {
    const target = targetOf(ref);
    this.assertVerb(verb, target.namespace);
    return target;
  }

  /** Does something that takes several requests, with one deadline for all of them. */
  within<R>(options: CallOptions, work: (deadline: Deadline) => Promise<R>, timeout?: number): Promise<R> {
    return this.api.http.within(options, work, timeout);
  }

  /** The path of the collection, of an object or of a subresource. Only the namespace may have to be requested, and only once. */
  path(
    target: ResourceRequest["target"] = {},
    subresource?: string,
    deadline?: Deadline,
    isCollection = target.name === undefined,
  ): string | Promise<string> {
    const rest = isCollection ? "" : `/${segment(target.name, "name")}${subresource === undefined ? "" : `/${subresource}`}`;
    const { namespace } = target;
    if (this.#namespace === undefined) return this.#place(this.kind.namespaced ? namespace : undefined) + rest;
    const place = (own: string) => {
      if (namespace !== undefined && namespace !== own) {
        throw invalidArgument("metadata.namespace", `is ${namespace}, but this is namespace ${own}`);
      }
      this.#collection ??= this.#place(own);
      return this.#collection + rest;
    };
    const own = typeof this.#namespace === "function" ? this.#namespace(deadline) : this.#namespace;
    return typeof own === "object" ? own.then(place) : place(own);
  }

  #place(namespace: string | undefined): string {
    const { apiVersion, plural, namespaced } = this.kind;
    const version = apiVersion.split("/").map((part) => segment(part, "apiVersion"));
    let path = `${this.api.base}/${version.length > 1 ? "apis" : "api"}/${version.join("/")}`;
    if (namespaced && namespace !== undefined) path += `/namespaces/${segment(namespace, "namespace")}`;
    return `${path}/${segment(plural, "plural")}`;
  }

  /** Sends a request. A POST goes to the collection, also with a target: its name is only known for messages. */
  send(verb: string, request: ResourceRequest, deadline: Deadline): Promise<Answer> {
    const { method = "GET", target, subresource, mismatch = this.#mismatch, ...call } = request;
    const resource = subresource === undefined ? this.kind.kind : `${this.kind.kind}/${subresource}`;
    const describe = { verb, resource, name: target?.name };
    const secretFields = this.secrets?.map((path) => path.at(-1)!);
    const isCollection = target?.name === undefined || (method === "POST" && subresource === undefined);
    const path = this.path(target, subresource, deadline, isCollection);
    const { http } = this.api;
    const complete = { method, describe, ...call, mismatch, failureIn, secretFields, deadline };
    const send = (path: string) => http.request({ ...complete, path });
    return typeof path === "string" ? send(path) : path.then(send, failsBefore({ ...complete, path: "" }));
  }

  /** The object in a response. */
  object({ json }: Pick<Answer, "json">): Stored<T> {
    this.api.validate?.("answer", this.kind.kind, json);
    return this.hide(json as Stored<T>);
  }

  /** The same object, whose secrets the console does not show. */
  hide<O>(object: O): O {
    return this.secrets ? hideFromConsole(object, this.secrets) : object;
  }
}
