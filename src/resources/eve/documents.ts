/** What every resource of an Eve API can do. */
import { milliseconds } from "../../http/duration.ts";
import {
  type CallDescription,
  type ErrorCode,
  invalidArgument,
  isAlreadyExists,
  isConflict,
  isNotFound,
  isRequestError,
  RequestError,
} from "../../http/errors.ts";
import type { Answer, Call, CallOptions, Http } from "../../http/http.ts";
import { applyPatch, type JsonPatch } from "../../http/json-patch.ts";
import { segment } from "../../http/paths.ts";
import { Run } from "../../http/run.ts";
import { hideFromConsole } from "../../http/secrets.ts";
import { holds, isObject, sameJson } from "./changes.ts";
import type { Definition, Home } from "./definition.ts";
import {
  bareEtag,
  type Changes,
  content,
  idOf,
  type New,
  quotedEtag,
  type Reference,
  type StoredDocument,
  type Version,
} from "./document.ts";
import { editDocument, refuseLosingSecrets } from "./edit.ts";
import { DocumentList, type DocumentPage, pageOf } from "./pager.ts";
import {
  bodyText,
  type CollectionQuery,
  type Embedded,
  type ItemQuery,
  type Projected,
  type Projection,
  queryParameters,
  type Relations,
  type Where,
} from "./query.ts";
import { type DocumentCondition, type DocumentWaitOptions, waitUntil } from "./wait.ts";

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
    const query = queryParameters(options);
    const answer = await this.send("get", this.id(id, "get"), { method: "GET", query, safety: "read" }, options);
    return this.document(answer, "get", id, "GET", isWhole(query)) as unknown as Embedded<Projected<T, P>, R, E>;
  }

  /** One document by its id, or the first that a filter such as `{ name: "prod" }` finds. Undefined when there is none. */
  async find<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    idOrWhere: string | Where<T>,
    options: CallOptions & ItemQuery<P, E> = {},
  ): Promise<Embedded<Projected<T, P>, R, E> | undefined> {
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
    const { signal, timeout, prefetch, page, ...query } = options;
    const parameters = queryParameters({ ...query, ...(page !== undefined && { page }) });
    return new DocumentList((number) => this.#page(parameters, number, { signal, timeout }), {
      ...(page !== undefined && { first: page }),
      ...(prefetch !== undefined && { prefetch }),
    });
  }

  /** The document as it is now: the same object when the server says that it is unchanged (If-None-Match, 304). */
  async refresh(document: T, options: CallOptions = {}): Promise<T> {
    const etag = this.#etag(document, "refresh");
    const headers = { "if-none-match": quotedEtag(etag) };
    const answer = await this.send(
      "refresh",
      this.id(document, "refresh"),
      { method: "GET", headers, safety: "read", accept: [304] },
      options,
    );
    return answer.status === 304 ? document : this.document(answer, "refresh", document);
  }

  /**
   * Waits until a condition holds, looking once a second and less often later, and gives the document. Throws Timeout with the last state
   * when it does not in time, Failed when the state is final and another one, NotFound when there is no such document.
   */
  async waitFor(id: Reference, condition: DocumentCondition<T>, options: DocumentWaitOptions<T> = {}): Promise<T> {
    const text = this.id(id, "waitFor");
    const read = (last: T | undefined, call: CallOptions) => (last === undefined ? this.get(text, call) : this.refresh(last, call));
    return waitUntil({ resource: this.definition.name, id: text, path: this.path(text), read }, condition, options);
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
  protected document(answer: Answer, verb: string, about: Reference | undefined, method = "GET", whole = true): T {
    const document = answer.json;
    if (!isObject(document) || typeof document["_id"] !== "string") {
      throw this.failure("NotJson", "the answer is not a document: it has no _id", verb, about, { status: answer.status, method });
    }
    if (whole) this.validate("answer", document);
    return this.#hidden(document) as unknown as T;
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
    const call = { method: "GET", query: page > 1 ? { ...query, page: String(page) } : query, safety: "read" } as const;
    const answer = await this.send("list", undefined, call, options);
    const found = isObject(answer.json) ? pageOf<D>(answer.json, page) : undefined;
    if (found === undefined)
      throw this.failure("NotJson", "the answer is not a list: it has no _items", "list", undefined, { status: answer.status });
    const whole = isWhole(query);
    for (const item of found.items) {
      if (whole) this.validate("answer", item);
      this.#hidden(item);
    }
    return found;
  }
}

/** What `ensure` found or made. */
export interface Ensured<T> {
  readonly document: T;
  /** Whether this call created it. */
  readonly created: boolean;
}

/** A resource that can be read and written. Whatever changes a stored document carries its etag: it can't be forgotten. */
export class Documents<
  T extends StoredDocument & { name: string },
  In extends { name: string } = New<T>,
  R = Relations,
> extends ReadableDocuments<T, R> {
  /**
   * Creates a document and gives it as stored. Throws AlreadyExists when its name is taken, Invalid with `causes` when the server refuses it.
   * When the answer is lost, the document is looked up by its name: given back when it is there and equal, sent again when it is not there.
   * But for API keys: only the lost answer held the key, so its error is thrown; delete what is there under the name, and create again.
   */
  async create(document: In, options: CallOptions = {}): Promise<T> {
    return (await this.#create([document], false, options))[0] as T;
  }

  /**
   * Creates several documents in one call, and gives them in the same order. All or none: when the server refuses one, nothing is stored,
   * and the error's `causes` name the document by its index (`1.name`).
   */
  async createMany(documents: readonly In[], options: CallOptions = {}): Promise<T[]> {
    if (!Array.isArray(documents)) throw invalidArgument("documents", "expected a list");
    return documents.length === 0 ? [] : this.#create(documents, true, options);
  }

  /** The document of this name, created when there is none. One that exists is given as it is. Safe when several do it at once. */
  async ensure(document: In, options: CallOptions = {}): Promise<Ensured<T>> {
    const where = { name: document?.name } as Where<T>;
    const found = await this.find(where, options);
    if (found !== undefined) return { document: found, created: false };
    try {
      return { document: await this.create(document, options), created: true };
    } catch (error) {
      if (!isAlreadyExists(error)) throw error;
      const other = await this.find(where, options);
      if (other === undefined) throw error; // something other than the name was taken
      return { document: other, created: false };
    }
  }

  /**
   * Replaces a document (PUT): what is left out is gone. The version in `_etag` must still be the stored one, or it throws Conflict.
   * Eve's own fields and `status` are not sent.
   */
  async update(document: Version & In, options: CallOptions = {}): Promise<T> {
    this.ifMatch(document, "update");
    return this.#put(document, this.#content(document), "update", options);
  }

  /**
   * Changes a document (PATCH): the given fields are set, nested objects are merged, lists replaced. The version in `_etag` must still be
   * the stored one, or it throws Conflict.
   *
   * A list is a JSON patch (RFC 6902). Eve knows none, so it is applied to the document here and sent as PUT: this way fields can be removed.
   */
  async patch(version: Version, change: Changes<In> | JsonPatch, options: CallOptions = {}): Promise<T> {
    if (Array.isArray(change)) return this.#jsonPatch(version, change, options);
    if (!isObject(change)) throw invalidArgument("change", "expected an object of fields to set, or a JSON patch");
    return this.#patch(version, content(change), options);
  }

  /**
   * Reads a document, lets `change` work on a draft of it, and sends the least that makes the difference: nothing, a PATCH, or a PUT where a
   * field must go. When somebody else was faster (412), it reads again and changes again. `change` may therefore run several times.
   * Default timeout of the whole: `"60s"`.
   */
  async edit(id: Reference, change: (draft: T) => unknown, options: CallOptions = {}): Promise<T> {
    if (typeof change !== "function") throw invalidArgument("change", "expected a function that changes the draft it is given");
    const { signal } = options;
    const timeout = milliseconds(options.timeout ?? 60, "timeout");
    const steps = {
      read: (left: number) => this.get(id, { signal, timeout: left }),
      patch: (base: T, body: Record<string, unknown>, left: number) => this.#sendPatch(base, body, "edit", { signal, timeout: left }),
      put: (base: T, body: Record<string, unknown>, left: number) => this.#sendPut(base, body, "edit", { signal, timeout: left }),
      failure: (code: ErrorCode, message: string, cause?: unknown) => this.failure(code, message, "edit", id, { cause }),
    };
    return editDocument(this.definition, steps, change, { signal, timeout });
  }

  /**
   * Deletes a document. Given an object with `_etag`, it throws Conflict when that is not the stored version any more; given an id, it reads
   * first and deletes what is there. Throws InUse when something refers to it.
   */
  async delete(document: string | Version, options: CallOptions = {}): Promise<void> {
    if (typeof document !== "string") return this.#delete(document, this.ifMatch(document, "delete"), options);
    const { signal } = options;
    const run = new Run(signal, milliseconds(options.timeout ?? 60, "timeout"));
    try {
      for (let round = 1; ; round++) {
        const left = { signal, timeout: Math.max(0.001, run.left / 1000) };
        const { _id, _etag } = await this.get(document, left);
        try {
          return await this.#delete(_id, this.ifMatch({ _etag }, "delete"), left);
        } catch (error) {
          // Changed between the two calls. Whoever gives an id means the document, not a version.
          if (!isConflict(error) || round >= 10) throw error;
          await run.pause(Math.random() * 20 * round).catch(() => {
            throw error;
          });
        }
      }
    } finally {
      run.close();
    }
  }

  async #delete(document: Reference, headers: Record<string, string>, options: CallOptions): Promise<void> {
    try {
      await this.send("delete", this.id(document, "delete"), { method: "DELETE", headers, safety: "guarded", answer: "any" }, options);
    } catch (error) {
      // An earlier attempt did it and its answer was lost.
      if (isNotFound(error) && error.effect === "unknown") return;
      throw error;
    }
  }

  async #create(documents: readonly In[], bulk: boolean, options: CallOptions): Promise<T[]> {
    for (const document of documents) {
      if (!isObject(document)) throw invalidArgument(`create ${this.definition.name}`, "expected an object");
      if (typeof document.name !== "string" || document.name === "")
        throw invalidArgument("name", "expected a text; every document has a name");
      this.validate("input", document);
    }
    const body = bodyText(bulk ? documents : documents[0]);
    const timeout = options.timeout ?? this.definition.createTimeout;
    const call = { method: "POST", body, headers: json, safety: "write", name: bulk ? undefined : documents[0]?.name } as const;
    let lost = false;
    for (let round = 1; ; round++) {
      try {
        const answer = await this.send("create", undefined, call, { signal: options.signal, timeout });
        return this.#created(answer, documents.length);
      } catch (error) {
        if (this.definition.shownOnce) throw error;
        // After a lost answer, "already exists" may mean our own document.
        if (!isLost(error) && !(lost && isAlreadyExists(error))) throw error;
        lost = true;
        const stored = await this.#lookUp(documents, options).catch(() => {
          throw error;
        });
        if (typeof stored !== "string") return stored;
        if (stored === "differs" || isAlreadyExists(error) || round >= 5) throw error;
        await breath(round, options.signal, error);
      }
    }
  }

  #created(answer: Answer, count: number): T[] {
    // A list of one is answered as a single document.
    const items = isObject(answer.json) && Array.isArray(answer.json["_items"]) ? (answer.json["_items"] as unknown[]) : [answer.json];
    if (items.length !== count) {
      throw this.failure("NotJson", `${count} documents were sent and ${items.length} came back`, "create", undefined, {
        method: "POST",
        status: answer.status,
      });
    }
    return items.map((item) => this.document({ ...answer, json: item }, "create", undefined, "POST"));
  }

  /** What became of documents whose creation got no answer. */
  async #lookUp(documents: readonly In[], options: CallOptions): Promise<T[] | "absent" | "differs"> {
    const names = documents.map((document) => document.name);
    const where = { name: names.length === 1 ? names[0] : { $in: names } } as Where<T>;
    const found = await this.list({ where, signal: options.signal, timeout: options.timeout }).all();
    if (found.length === 0) return "absent";
    const stored = documents.map((document) =>
      found.find((candidate) => candidate.name === document.name && holds(candidate, document, this.definition.hidden)),
    );
    return stored.includes(undefined) ? "differs" : (stored as T[]);
  }

  #put(version: Version, fields: Record<string, unknown>, verb: string, options: CallOptions): Promise<T> {
    return this.#settled(version, fields, verb, options, () => this.#sendPut(version, fields, verb, options));
  }

  #patch(version: Version, fields: Record<string, unknown>, options: CallOptions): Promise<T> {
    return this.#settled(version, fields, "patch", options, () => this.#sendPatch(version, fields, "patch", options));
  }

  async #sendPut(version: Version, fields: Record<string, unknown>, verb: string, options: CallOptions): Promise<T> {
    this.validate("input", fields);
    return this.#write("PUT", version, fields, "guarded", verb, options);
  }

  #sendPatch(version: Version, fields: Record<string, unknown>, verb: string, options: CallOptions): Promise<T> {
    return this.#write("PATCH", version, fields, "write", verb, options);
  }

  async #write(
    method: "PUT" | "PATCH",
    version: Version,
    fields: Record<string, unknown>,
    safety: "guarded" | "write",
    verb: string,
    options: CallOptions,
  ): Promise<T> {
    const headers = { ...json, ...this.ifMatch(version, verb) };
    const answer = await this.send(verb, this.id(version, verb), { method, headers, body: bodyText(fields), safety }, options);
    return this.document(answer, verb, version, method);
  }

  /**
   * After a lost answer the document is read: it is the answer when it has left the version that was written to and holds what was sent.
   * Otherwise nobody can tell, and the error of the lost answer is thrown.
   */
  async #settled(
    version: Version,
    fields: Record<string, unknown>,
    verb: string,
    options: CallOptions,
    write: () => Promise<T>,
  ): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!isLost(error)) throw error;
      const now = await this.get(version, options).catch(() => {
        throw error;
      });
      const replaced = verb === "update" && Object.keys(this.#content(now)).some((name) => !(name in fields));
      if (now._etag !== bareEtag(version._etag) && !replaced && holds(now, fields, this.definition.hidden)) return now;
      throw error;
    }
  }

  async #jsonPatch(version: Version, patch: JsonPatch, options: CallOptions): Promise<T> {
    this.ifMatch(version, "patch");
    const stored = await this.get(version, options);
    if (stored._etag !== bareEtag(version._etag)) {
      throw this.failure("Conflict", "the stored document is not in the version given (_etag); read it again", "patch", version, {
        method: "PUT",
        status: 412,
      });
    }
    const before = this.#content(stored);
    const after = await applyPatch(before, patch);
    if (!isObject(after)) throw invalidArgument("patch", "turns the document into something else");
    if (sameJson(before, after)) return stored;
    refuseLosingSecrets(this.definition, after);
    return this.#put(version, after, "patch", options);
  }

  /** What a PUT of the document sends. */
  #content(document: object): Record<string, unknown> {
    return content(document, this.definition.serverWritten ?? ["status"]);
  }
}

/** Whether answers hold documents in full, as their schema says. */
function isWhole(query: Record<string, string>): boolean {
  return query["projection"] === undefined && query["embedded"] === undefined;
}

/** A pause before a create is sent again: 50 ms, doubled each time, up to half of it left to chance. Ends with `error` when the caller aborts. */
async function breath(round: number, signal: AbortSignal | undefined, error: unknown): Promise<void> {
  const run = new Run(signal, Number.POSITIVE_INFINITY);
  await run
    .pause(50 * 2 ** (round - 1) * (0.5 + Math.random() / 2))
    .catch(() => {
      throw error;
    })
    .finally(() => run.close());
}

/** The write may have taken effect, and there is time left to find out. */
function isLost(error: unknown): boolean {
  return isRequestError(error) && error.effect === "unknown" && error.code !== "Aborted" && error.code !== "Timeout";
}

const json = { "content-type": "application/json" };
