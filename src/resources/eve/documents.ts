/** What every resource of an Eve API can do. */
import { conflictPause } from "../../http/contention.ts";
import { milliseconds } from "../../http/duration.ts";
import {
  type ErrorCode,
  invalidArgument,
  isAlreadyExists,
  isConflict,
  isNotFound,
  isRequestError,
  type RequestError,
} from "../../http/errors.ts";
import type { CallOptions } from "../../http/http.ts";
import { applyPatch, type JsonPatch } from "../../http/json-patch.ts";
import { callOptions } from "../../http/known.ts";
import { isObject } from "../../http/object.ts";
import { Run } from "../../http/run.ts";
import { sameJson } from "./changes.ts";
import { bareEtag, type Changes, content, type New, type Reference, type StoredDocument, type Version } from "./document.ts";
import { editDocument, refuseLosingSecrets } from "./edit.ts";
import { bodyText, type Relations, type Sort, type Where } from "./query.ts";
import { notDocument, ReadableDocuments } from "./reading.ts";
import { settleCreate, settleWrite } from "./settling.ts";

export { ReadableDocuments };

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
    this.knows(options, callOptions, "create");
    return (await this.#create([document], false, options))[0] as T;
  }

  /**
   * Creates several documents in one call, and gives them in the same order. All or none: when the server refuses one, nothing is stored,
   * and the error's `causes` name the document by its index (`1.name`).
   */
  async createMany(documents: readonly In[], options: CallOptions = {}): Promise<T[]> {
    this.knows(options, callOptions, "createMany");
    if (!Array.isArray(documents)) throw invalidArgument("documents", "expected a list");
    return documents.length === 0 ? [] : this.#create(documents, true, options);
  }

  /**
   * The document of this name, created when there is none. One that exists is given as it is. Safe when several do it at once: one document
   * stays. (Eve looks for the name and then stores, so each of several may get to store one: all but the first take theirs back.)
   */
  async ensure(document: In, options: CallOptions = {}): Promise<Ensured<T>> {
    this.knows(options, callOptions, "ensure");
    const where = { name: document?.name } as Where<T>;
    const first = async () => (await this.list({ ...options, where, sort: "_id" as Sort<T>, max_results: 1 })).items[0] as T | undefined;
    const found = await first();
    if (found !== undefined) return { document: found, created: false };
    const began = performance.now();
    let made: T | undefined;
    let refused: unknown;
    try {
      made = await this.create(document, options);
    } catch (error) {
      if (!isAlreadyExists(error)) throw error;
      refused = error;
    }
    // Who looked for the name before this one was stored has stored by now, or will in about the time that this took.
    const run = new Run(options.signal, Number.POSITIVE_INFINITY);
    await run.pause(Math.min(1000, performance.now() - began)).catch(() => {});
    run.close();
    const winner = (await first()) ?? made;
    if (winner === undefined) throw refused; // something other than the name was taken
    if (winner._id === made?._id) return { document: made, created: true };
    if (made !== undefined) {
      await this.delete(made._id, options).catch((error: unknown) => {
        if (!isNotFound(error)) throw error; // somebody else took it back
      });
    }
    return { document: winner, created: false };
  }

  /**
   * Replaces a document (PUT): what is left out is gone. The version in `_etag` must still be the stored one, or it throws Conflict; NotFound
   * when the document is gone. Eve's own fields and `status` are not sent.
   */
  async update(document: Version & In, options: CallOptions = {}): Promise<T> {
    this.knows(options, callOptions, "update");
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
    this.knows(options, callOptions, "patch");
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
    this.knows(options, callOptions, "edit");
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
    this.knows(options, callOptions, "delete");
    if (typeof document !== "string") return this.#delete(document, this.ifMatch(document, "delete"), options);
    const { signal } = options;
    const run = new Run(signal, milliseconds(options.timeout ?? 60, "timeout"));
    try {
      for (let round = 1; ; round++) {
        const began = performance.now();
        const left = { signal, timeout: Math.max(0.001, run.left / 1000) };
        const { _id, _etag } = await this.get(document, left);
        try {
          return await this.#delete(_id, this.ifMatch({ _etag }, "delete"), left);
        } catch (error) {
          // Changed between the two calls. Whoever gives an id means the document, not a version.
          const pause = isConflict(error) ? conflictPause(round, performance.now() - began, run.left) : undefined;
          if (pause === undefined) throw error;
          await run.pause(pause).catch(() => {
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
    const mismatch = (json: unknown) => notCreated(json, documents.length);
    const call = { method: "POST", body, headers: json, safety: "write", name: bulk ? undefined : documents[0]?.name, mismatch } as const;
    const send = async () =>
      itemsOf((await this.send("create", undefined, call, { signal: options.signal, timeout })).json).map((item) => this.document(item));
    try {
      return await send();
    } catch (error) {
      if (this.definition.shownOnce || !isLost(error)) throw error;
      const names = documents.map((document) => document.name);
      const where = { name: names.length === 1 ? names[0] : { $in: names } } as Where<T>;
      const find = () => this.list({ where, signal: options.signal, timeout: options.timeout }).all();
      return settleCreate<T>(error, documents, {
        send,
        find,
        hidden: this.definition.hidden,
        signal: options.signal,
      });
    }
  }

  #put(version: Version, fields: Record<string, unknown>, verb: string, options: CallOptions): Promise<T> {
    const replaced = (now: T) => this.#content(now);
    return this.#settled(version, fields, replaced, options, () => this.#sendPut(version, fields, verb, options));
  }

  #patch(version: Version, fields: Record<string, unknown>, options: CallOptions): Promise<T> {
    return this.#settled(version, fields, undefined, options, () => this.#sendPatch(version, fields, "patch", options));
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
    const call = { method, headers, body: bodyText(fields), safety, mismatch: notDocument };
    const answer = await this.send(verb, this.id(version, verb), call, options);
    const document = this.document(answer.json);
    if (method === "PUT" && answer.status === 201) await this.#takeBack(document, verb, options);
    return document;
  }

  /** Eve makes a document that is gone anew when it is replaced, whatever If-Match says. What was asked for was a change. */
  async #takeBack(made: T, verb: string, options: CallOptions): Promise<void> {
    const { _created, _updated } = made as { _created?: unknown; _updated?: unknown };
    if (_created !== _updated) return;
    const gone = (words: string, cause?: unknown) => this.failure("NotFound", words, verb, made, { method: "PUT", status: 404, cause });
    await this.#delete(made, this.ifMatch(made, verb), options).catch((cause: unknown) => {
      throw gone("it was deleted before; the server made it anew, and that could not be taken back", cause);
    });
    throw gone("it was deleted before");
  }

  /** A write whose answer may get lost. `replaced` of a PUT: what it would send of a document. */
  async #settled(
    version: Version,
    fields: Record<string, unknown>,
    replaced: ((now: T) => Record<string, unknown>) | undefined,
    options: CallOptions,
    write: () => Promise<T>,
  ): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!isLost(error) && !(replaced && isConflict(error))) throw error;
      return settleWrite<T>(error, version, fields, { find: () => this.get(version, options), replaced, hidden: this.definition.hidden });
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

/** The write may have taken effect, and there is time left to find out. */
function isLost(error: unknown): error is RequestError {
  return isRequestError(error) && error.effect === "unknown" && error.code !== "Aborted" && error.code !== "Timeout";
}

/** The documents in the answer to a create: a list of one is answered as a single document. */
function itemsOf(json: unknown): unknown[] {
  return isObject(json) && Array.isArray(json["_items"]) ? json["_items"] : [json];
}

function notCreated(json: unknown, count: number): string | undefined {
  const items = itemsOf(json);
  if (items.length !== count) return `${count} documents were sent and ${items.length} came back`;
  return items.map(notDocument).find((words) => words !== undefined);
}

const json = { "content-type": "application/json" };
