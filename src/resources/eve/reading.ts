import { type CallDescription, type ErrorCode, invalidArgument, isNotFound, RequestError } from "../../http/errors.ts";
import type { Answer, Call, CallOptions, Http } from "../../http/http.ts";
import { callOptions, known } from "../../http/known.ts";
import { isObject } from "../../http/object.ts";
import { segment } from "../../http/paths.ts";
import { hideFromConsole } from "../../http/secrets.ts";
import type { Definition, Home } from "./definition.ts";
import { bareEtag, idOf, quotedEtag, type Reference, type StoredDocument } from "./document.ts";
import { DocumentList, type DocumentPage, pageOf } from "./pager.ts";
import {
  type CollectionQuery,
  type Embedded,
  type ItemQuery,
  itemOptions,
  listOptions,
  type Projected,
  type Projection,
  queryParameters,
  type Relations,
  type Where,
} from "./query.ts";
import { type DocumentCondition, type DocumentWaitOptions, waitOptions, waitUntil } from "./wait.ts";

/** A resource that can be read. */
export class ReadableDocuments<T extends StoredDocument, R = Relations> {
  readonly #definition: Definition;
  readonly #home: Home;

  constructor(home: Home, definition: Definition) {
    this.#home = home;
    this.#definition = definition;
  }

  // Getters, so that printing a resource shows neither.
  protected get definition(): Definition {
    return this.#definition;
  }

  protected get http(): Http {
    return this.#home.http;
  }

  /** One document by its id. Throws NotFound when there is none. */
  async get<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    id: Reference,
    options: CallOptions & ItemQuery<P, E> = {},
  ): Promise<Embedded<Projected<T, P>, R, E>> {
    this.knows(options, itemOptions, "get");
    const query = queryParameters(options);
    const call = { method: "GET", query, safety: "read", mismatch: notDocument } as const;
    const answer = await this.send("get", this.id(id, "get"), call, options);
    return this.document(answer.json, isWhole(query)) as unknown as Embedded<Projected<T, P>, R, E>;
  }

  /** One document by its id, or the first that a filter such as `{ name: "prod" }` finds. Undefined when there is none. */
  async find<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    idOrWhere: string | Where<T>,
    options: CallOptions & ItemQuery<P, E> = {},
  ): Promise<Embedded<Projected<T, P>, R, E> | undefined> {
    this.knows(options, itemOptions, "find");
    if (typeof idOrWhere === "object") return this.list({ ...options, where: idOrWhere, max_results: 1 }).then(({ items }) => items[0]);
    try {
      return await this.get(idOrWhere, options);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /**
   * Documents of the collection. Nothing is sent before the result is used: `await` reads one page, `for await` every document, `.pages()`
   * page after page, `.all()` everything into an array. Each page is a call of its own with the `timeout` given here.
   */
  list<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    options: CallOptions & CollectionQuery<T, P, E> = {},
  ): DocumentList<Embedded<Projected<T, P>, R, E>> {
    this.knows(options, listOptions, "list");
    const { signal, timeout, prefetch, page, ...query } = options;
    const parameters = queryParameters({ ...query, ...(page !== undefined && { page }) });
    return new DocumentList((number) => this.#page(parameters, number, { signal, timeout }), {
      ...(page !== undefined && { first: page }),
      ...(prefetch !== undefined && { prefetch }),
    });
  }

  /** The document as it is now: the same object when the server says that it is unchanged (If-None-Match, 304). */
  async refresh(document: T, options: CallOptions = {}): Promise<T> {
    this.knows(options, callOptions, "refresh");
    const etag = this.#etag(document, "refresh");
    const headers = { "if-none-match": quotedEtag(etag) };
    const answer = await this.send(
      "refresh",
      this.id(document, "refresh"),
      { method: "GET", headers, safety: "read", accept: [304], mismatch: notDocument },
      options,
    );
    return answer.status === 304 ? document : this.document(answer.json);
  }

  /**
   * Waits until a condition holds, looking once a second and less often later, and gives the document. Throws Timeout with the last state
   * when it does not in time, Failed when the state is final and another one, NotFound when there is no such document.
   */
  async waitFor(id: Reference, condition: DocumentCondition<T>, options: DocumentWaitOptions<T> = {}): Promise<T> {
    this.knows(options, waitOptions, "waitFor");
    const text = this.id(id, "waitFor");
    const read = (last: T | undefined, call: CallOptions) => (last === undefined ? this.get(text, call) : this.refresh(last, call));
    return waitUntil({ resource: this.definition.name, id: text, path: this.path(text), read }, condition, options);
  }

  /** Refuses options that a call has not. */
  protected knows(options: object, names: string, call: string): void {
    known(options, names, `${call} ${this.definition.name}`);
  }

  /** The path of the collection, of a document, or of something below it; every part is encoded. */
  protected path(...parts: readonly string[]): string {
    const below = parts.map((part) => `/${segment(part, `${this.definition.name} id`)}`).join("");
    return `${this.#home.root}/${this.definition.name}${below}`;
  }

  /** Sends a call about a document, or about the collection (`undefined`). */
  protected send(
    verb: string,
    id: string | undefined,
    call: Omit<Call, "path" | "describe"> & {
      readonly below?: readonly string[];
      readonly name?: string | undefined;
      readonly path?: string;
    },
    options: CallOptions,
  ): Promise<Answer> {
    const { below = [], name, ...rest } = call;
    const path = call.path ?? this.path(...(id === undefined ? [] : [id]), ...below);
    const describe: CallDescription = { verb, resource: this.definition.name, name: id ?? name };
    return this.#home.http.request({ ...rest, path, describe, signal: options.signal, timeout: options.timeout });
  }

  /** The document in an answer. */
  protected document(json: unknown, whole = true): T {
    if (whole) this.validate("answer", json);
    return this.#hidden(json) as T;
  }

  protected failure(
    code: ErrorCode,
    message: string,
    verb: string,
    about: Reference | undefined,
    more: { status?: number; method?: string; cause?: unknown } = {},
  ): RequestError {
    const name = idOf(about);
    const path = this.path(...(name === undefined ? [] : [name]));
    const call = { verb, resource: this.definition.name, name };
    return new RequestError({ code, message, call, path, method: more.method ?? "GET", status: more.status, cause: more.cause });
  }

  protected validate(what: "input" | "answer", value: unknown): void {
    this.#home.validate?.(what, this.definition.name, value);
  }

  protected id(about: Reference, verb: string): string {
    const id = idOf(about);
    if (id === undefined) throw invalidArgument(`${verb} ${this.definition.name}`, "expected an id, or a document with _id");
    return id;
  }

  #hidden<D>(document: D): D {
    const { secrets } = this.definition;
    return secrets === undefined ? document : hideFromConsole(document, secrets);
  }

  #etag(document: unknown, verb: string): string {
    const etag = bareEtag((document as { _etag?: unknown } | null | undefined)?._etag);
    if (etag === undefined) {
      throw invalidArgument(
        `${verb} ${this.definition.name}`,
        "expected a document with _id and _etag; edit() and delete() also take an id",
      );
    }
    return etag;
  }

  /** The version a change is made from, as a header. */
  protected ifMatch(document: unknown, verb: string): Record<string, string> {
    return { "if-match": this.#etag(document, verb) };
  }

  async #page<D>(query: Record<string, string>, page: number, options: CallOptions): Promise<DocumentPage<D>> {
    const call = {
      method: "GET",
      query: page > 1 ? { ...query, page: String(page) } : query,
      safety: "read",
      mismatch: (json: unknown) => (isObject(json) && Array.isArray(json["_items"]) ? undefined : "not a list: it has no _items"),
    } as const;
    const found = pageOf<D>((await this.send("list", undefined, call, options)).json as { _items: D[] }, page);
    const whole = isWhole(query);
    for (const item of found.items) {
      if (whole) this.validate("answer", item);
      this.#hidden(item);
    }
    return found;
  }
}

/** What JSON is not, unless it is a document. */
export const notDocument = (json: unknown): string | undefined =>
  isObject(json) && typeof json["_id"] === "string" ? undefined : "not a document: it has no _id";

/** Whether answers hold documents in full, as their schema says. */
function isWhole(query: Record<string, string>): boolean {
  return query["projection"] === undefined && query["embedded"] === undefined;
}
