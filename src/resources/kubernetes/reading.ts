import { isNotFound, RequestError } from "../../http/errors.ts";
import type { Call, CallOptions } from "../../http/http.ts";
import { isObject } from "../../http/object.ts";
import type { Query } from "../../http/paths.ts";
import { wholeFrom1 } from "../../http/whole.ts";
import { nameOf, time } from "./body.ts";
import type { Cache, CacheOptions } from "./cache.ts";
import type { GoneCondition, WaitCondition, WaitOptions } from "./conditions.ts";
import { type List, listOf, type WantedPage } from "./list.ts";
import { fieldSelectorText, type KubernetesList, type KubernetesObject, labelSelectorText, type Stored } from "./object.ts";
import {
  cacheOptions,
  type ListOptions,
  listOptions,
  type ReadOptions,
  readOptions,
  type Selectors,
  tableOptions,
  type WatchOptions,
  waitOptions,
  watchOptions,
} from "./options.ts";
import { Requests } from "./requests.ts";
import { eventError, isStatus } from "./status.ts";
import type { IncludeObject, PartialObjectMetadata, RowObject, Table, TableOptions } from "./table.ts";
import type { Ref } from "./verbs.ts";
import { type Watch, watchLater } from "./watch.ts";

/**
 * What reads objects, and follows them. What does so for longer (watch, cache, waitFor) is loaded when it is first used: a page or a script
 * that reads and writes starts without it.
 */
export class Reading<T extends KubernetesObject> extends Requests<T> {
  async get(name: string, options: ReadOptions = {}): Promise<Stored<T>> {
    this.allow("get");
    this.knows(options, readOptions, "get");
    return this.object(await this.send("get", { name: nameOf(name), safety: "read", query: options.query, ...time(options) }));
  }

  async find(name: string, options: ReadOptions = {}): Promise<Stored<T> | undefined> {
    this.knows(options, readOptions, "find");
    try {
      return await this.get(name, options);
    } catch (error) {
      // Only "no such object" is an answer; a 404 that isn't the API's (a wrong base URL, a proxy) must not look like one.
      if (isNotFound(error) && error.reason === "NotFound") return undefined;
      throw error;
    }
  }

  list(options: ListOptions = {}): List<Stored<T>> {
    return this.#list(options, "list");
  }

  listMetadata(options: ListOptions = {}): List<PartialObjectMetadata> {
    return this.#list(options, "listMetadata", as("PartialObjectMetadataList"));
  }

  async listTable<I extends IncludeObject = "Metadata">(options: TableOptions<I> = {}): Promise<Table<RowObject<T, I>>> {
    this.allow("list");
    this.knows(options, tableOptions, "listTable");
    if (options.limit !== undefined) wholeFrom1(options.limit, "limit");
    const { resourceVersion, resourceVersionMatch, limit, continue: token, includeObject } = options;
    const query = { ...selectors(options), resourceVersion, resourceVersionMatch, limit, continue: token, includeObject, ...options.query };
    const call = { safety: "read", query, headers: as("Table"), mismatch: notTable, ...time(options) } as const;
    const table = (await this.send("list", call)).json as Table<RowObject<T, I>>;
    // A Go server may write an empty list as null.
    table.rows ??= [];
    for (const row of table.rows) this.hide(row.object);
    return table;
  }

  watch(options: WatchOptions = {}): Watch<Stored<T>> {
    this.knows(options, watchOptions, "watch");
    return this.#watch(options);
  }

  #watch(options: WatchOptions): Watch<Stored<T>> {
    this.allow("watch");
    return watchLater<Stored<T>>(
      {
        resource: this.kind.kind,
        list: (query, signal) => this.#page(query, { signal, retry: false }),
        open: async (query, signal, silence) => {
          const path = await this.path();
          const describe = { verb: "watch", resource: this.kind.kind };
          const call: Call = { method: "GET", path, query, safety: "read", describe, signal, retry: false };
          return { stream: await this.api.http.stream(call, silence), path };
        },
        pass: (object) => this.hide(object),
      },
      { ...selectors(options), ...options.query },
      options,
    );
  }

  async cache(options: CacheOptions<Stored<T>> = {}): Promise<Cache<Stored<T>>> {
    this.knows(options, cacheOptions, "cache");
    const { cacheOf } = await import("./on-demand.ts");
    return cacheOf(this.#watch(options), this.acrossNamespaces, options);
  }

  waitFor(ref: Ref, condition: GoneCondition, options?: WaitOptions<T>): Promise<undefined>;
  waitFor(ref: Ref, condition: WaitCondition<T>, options?: WaitOptions<T>): Promise<Stored<T>>;
  async waitFor(ref: Ref, condition: WaitCondition<T> | GoneCondition, options: WaitOptions<T> = {}): Promise<Stored<T> | undefined> {
    this.knows(options, waitOptions, "waitFor");
    const name = nameOf(ref);
    const { kind, verbs } = this.kind;
    const { waitFor } = await import("./on-demand.ts");
    const watches = verbs === undefined || (verbs.includes("watch") && verbs.includes("list"));
    return waitFor<T>(
      {
        resource: kind,
        name,
        uid: typeof ref === "string" ? undefined : ref.metadata?.uid,
        find: (signal) => this.find(name, { signal }),
        watch: watches ? (signal) => this.watch({ signal, fieldSelector: { "metadata.name": name } }) : undefined,
      },
      condition,
      options,
    );
  }

  #list<O>(options: ListOptions, call: string, headers?: Headers): List<O> {
    this.allow("list");
    this.knows(options, listOptions, call);
    if (options.limit !== undefined) wholeFrom1(options.limit, "limit");
    const { resourceVersion, resourceVersionMatch } = options;
    const query = (page: WantedPage): Query => ({
      ...selectors(options),
      ...options.query,
      // A continue token carries its version; the server refuses a second one.
      ...(page.continue === undefined && { resourceVersion, resourceVersionMatch }),
      ...page,
    });
    const { http, validate } = this.api;
    const { kind } = this.kind;
    const describe = { verb: "list", resource: kind };
    return listOf<O>(
      {
        signal: options.signal,
        fetch: (page, signal = options.signal) => this.#page(query(page), { ...time(options), signal }, headers),
        open:
          !http.readsInParts || (validate && headers === undefined)
            ? undefined
            : async (page, signal) =>
                http.stream({
                  method: "GET",
                  path: await this.path(),
                  query: query(page),
                  safety: "read",
                  describe,
                  headers,
                  ...time(options),
                  signal,
                }),
        pass: (item) => this.hide(item),
        brokenOff: async () => {
          const message = "the answer broke off after some of its items";
          return new RequestError({ code: "NotJson", message, call: describe, method: "GET", path: await this.path() });
        },
      },
      options,
    );
  }

  async #page<O>(query: Query, options: CallOptions & { readonly retry?: false }, headers?: Headers): Promise<KubernetesList<O>> {
    const { json } = await this.send("list", { safety: "read", query, headers, mismatch: notList, ...options });
    if (isStatus(json)) throw eventError(json, "list", this.kind.kind, await this.path());
    const list = json as KubernetesList<O>;
    // A Go server may write an empty list as null.
    list.items ??= [];
    if (headers === undefined) this.api.validate?.("answer", `${this.kind.kind}List`, list);
    if (this.kind.secrets) for (const item of list.items) this.hide(item);
    return list;
  }
}

const notTable = (json: unknown) => ((json as Table | null)?.kind === "Table" ? undefined : "not a Table");

/** A Status says for itself what is wrong. */
function notList(json: unknown): string | undefined {
  const items = isObject(json) ? json["items"] : undefined;
  return items === null || Array.isArray(items) || isStatus(json) ? undefined : "not a list with items";
}

type Headers = Readonly<Record<string, string>>;

/** Asks for another form of the objects. A server that has it not says so (406). */
const as = (form: string): Headers => ({ accept: `application/json;as=${form};g=meta.k8s.io;v=v1` });

export const selectors = (options: Selectors): Query => ({
  labelSelector: labelSelectorText(options.labelSelector),
  fieldSelector: fieldSelectorText(options.fieldSelector),
});
