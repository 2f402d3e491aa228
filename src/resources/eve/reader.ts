import { type CallOptions, callOptions } from "../../http/call.ts";
import { isNoSuchObject } from "../../http/predicates.ts";
import { printAs } from "../../http/secrets.ts";
import { load } from "../../lazy/load.ts";
import type { WaitCondition, Waited, WaitOptions } from "../common/condition.ts";
import { List } from "../common/list.ts";
import { getDocument } from "./calls/get.ts";
import type { Definition, EveApi } from "./definition.ts";
import type { Reference, StoredDocument } from "./document.ts";
import type { DocumentPage } from "./paging.ts";
import type { CollectionQuery, Embedded, ItemQuery, Projected, Projection, Relations, Where } from "./query.ts";
import { DocumentRequests } from "./requests.ts";

/** Documents of a collection: a promise of the first page, an async iterable of all. See `List`. */
export type DocumentList<T> = List<T, DocumentPage<T>>;

const itemOptions = { ...callOptions, projection: true, embedded: true } as const;

/** A resource that can be read. Reading one document is part of the core; other calls are in `calls/`, loaded when they are first used. */
export class ReadableDocuments<T extends StoredDocument, R = Relations> {
  readonly #requests: DocumentRequests<T>;

  constructor(api: EveApi, definition: Definition) {
    this.#requests = new DocumentRequests(api, definition);
    printAs(this, () => `Documents<${definition.name}>`);
  }

  // A getter, so that printing a resource does not show it.
  protected get requests(): DocumentRequests<T> {
    return this.#requests;
  }

  /** Returns one document by its id. Throws NotFound if there is none. */
  async get<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    id: Reference,
    options: CallOptions & ItemQuery<P, E> = {},
  ): Promise<Embedded<Projected<T, P>, R, E>> {
    const requests = this.#requests;
    requests.checkOptions(options, itemOptions, "get");
    const name = requests.id(id, "get");
    const isPart = options.projection !== undefined || options.embedded !== undefined;
    const found = isPart
      ? (await load()).getDocumentPart(requests, name, options)
      : requests.within(options, (deadline) => getDocument(requests, name, deadline));
    return (await found) as unknown as Embedded<Projected<T, P>, R, E>;
  }

  /** Returns one document by its id, or the first that a filter such as `{ name: "prod" }` finds. Undefined if there is none. */
  async find<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    idOrWhere: string | Where<T>,
    options: CallOptions & ItemQuery<P, E> = {},
  ): Promise<Embedded<Projected<T, P>, R, E> | undefined> {
    this.#requests.checkOptions(options, itemOptions, "find");
    if (typeof idOrWhere === "object") return (await this.list({ ...options, where: idOrWhere, max_results: 1 })).items[0];
    try {
      return await this.get(idOrWhere, options);
    } catch (error) {
      if (isNoSuchObject(error)) return undefined;
      throw error;
    }
  }

  /**
   * Lists documents of the collection. `await`: one page. `for await`: every document. `.pages()`: page after page. `.all()`: every document,
   * as an array. Nothing is sent before the list is used; each page is a call of its own with the `timeout` given here.
   *
   * Documents move between pages while others come and go. Iterating never gives a document twice, and reads earlier pages again after
   * deletions: deleting what the loop is given is safe. A loop that changes the field it is sorted by should take `.all()` first.
   */
  list<const P extends Projection<T> = never, const E extends readonly (keyof R & string)[] = never>(
    options: CallOptions & CollectionQuery<T, P, E> = {},
  ): DocumentList<Embedded<Projected<T, P>, R, E>> {
    return new List(async () => (await load()).listDocuments<T, Embedded<Projected<T, P>, R, E>>(this.#requests, options), options?.signal);
  }

  /** Returns the document as it is now: the same object if the server says that it is unchanged (If-None-Match, 304). */
  async refresh(document: T, options: CallOptions = {}): Promise<T> {
    return (await load()).refreshDocument(this.#requests, document, options);
  }

  /**
   * Waits until a condition holds, and returns the document: `until.active()`, `until.satisfies(…)`. Reads once a second, and less often
   * later. Throws a `WaitError` with the last state if it can't hold any more, or not in time (default `"10m"`).
   */
  async waitFor<IsGone extends boolean = false>(
    id: Reference,
    condition: WaitCondition<T, IsGone>,
    options: WaitOptions<T> = {},
  ): Promise<Waited<T, IsGone>> {
    return (await load()).waitForDocument(this.#requests, id, condition, options);
  }
}
