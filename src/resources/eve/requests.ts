import type { Answer } from "../../http/answer.ts";
import type { Call, CallOptions } from "../../http/call.ts";
import type { Deadline } from "../../http/deadline.ts";
import { type CallDescription, invalidArgument } from "../../http/errors.ts";
import type { Http } from "../../http/http.ts";
import { isObject } from "../../http/json.ts";
import { checkOptions } from "../../http/options.ts";
import { segment } from "../../http/paths.ts";
import { hideFromConsole, type SecretPath } from "../../http/secrets.ts";
import { type Definition, type EveApi, secretsOf } from "./definition.ts";
import { idOf, type Reference, type StoredDocument } from "./document.ts";

/** What a request is about: a document, a part of it, or the collection. */
interface Place {
  readonly id?: string | undefined;
  /** Parts of the path below it. */
  readonly below?: readonly string[];
  /** Named in errors only. */
  readonly name?: string | undefined;
  /** A path of its own in place of all that. */
  readonly path?: string;
}

/** Requests to a resource: where they go, and what the response must be. */
export class DocumentRequests<T extends StoredDocument> {
  readonly api: EveApi;
  readonly definition: Definition;
  readonly #secrets: readonly SecretPath[];

  constructor(api: EveApi, definition: Definition) {
    this.api = api;
    this.definition = definition;
    this.#secrets = secretsOf(definition);
  }

  get http(): Http {
    return this.api.http;
  }

  /** Throws for options that a call does not have. */
  checkOptions(options: object, names: Readonly<Record<string, true>>, call: string): void {
    checkOptions(options, names, `${call} ${this.definition.name}`);
  }

  /** Does something that takes several requests, with one deadline for all of them. */
  within<Out>(options: CallOptions, work: (deadline: Deadline) => Promise<Out>, timeout?: number): Promise<Out> {
    return this.http.within(options, work, timeout);
  }

  /** The path of the collection, of a document, or of something below it; every part is encoded. */
  path(...parts: readonly string[]): string {
    const below = parts.map((part) => `/${segment(part, `${this.definition.name} id`)}`).join("");
    return `${this.api.root}/${this.definition.name}${below}`;
  }

  async send(
    verb: string,
    { id, below = [], name, path = this.path(...(id === undefined ? [] : [id]), ...below) }: Place,
    call: Omit<Call, "path" | "describe" | "deadline">,
    deadline: Deadline,
  ): Promise<Answer> {
    const describe: CallDescription = { verb, resource: this.definition.name, name: id ?? name };
    const mismatch = (json: unknown) => (isRefusal(json) ? undefined : call.mismatch?.(json));
    const answer = await this.http.request({ ...call, mismatch, path, describe, deadline });
    if (isRefusal(answer.json)) throw await this.api.refusal(answer, { method: call.method, path, describe });
    return answer;
  }

  /** The document in a response. `query` says which parts of it were requested. */
  document(json: unknown, query: Readonly<Record<string, string>> = {}): T {
    if (query["projection"] === undefined && query["embedded"] === undefined) this.validate("answer", json);
    return this.hide(json as T);
  }

  /** The same document, whose secrets the console does not show. */
  hide<D>(document: D): D {
    return hideFromConsole(document, this.#secrets);
  }

  validate(what: "input" | "answer", value: unknown): void {
    this.api.validate?.(what, this.definition.name, value);
  }

  id(about: Reference, verb: string): string {
    const id = idOf(about);
    if (id === undefined) throw invalidArgument(`${verb} ${this.definition.name}`, "expected an id, or a document with _id");
    return id;
  }
}

/** Whether a response says that the request failed, whatever its status is. */
const isRefusal = (json: unknown): boolean => isObject(json) && json["_status"] === "ERR";

/** Tells what JSON is not, if a document was due. */
export const documentMismatch = (json: unknown): string | undefined =>
  isObject(json) && typeof json["_id"] === "string" ? undefined : "not a document: it has no _id";
