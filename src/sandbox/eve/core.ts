import type { Clock } from "../clock.ts";
import type { Random } from "../random.ts";
import type { Authenticate } from "./authenticate.ts";
import { embed } from "./embed.ts";
import type { IssueList } from "./issues.ts";
import { documentLinks, type Urls } from "./links.ts";
import type { Pagination } from "./parameters.ts";
import { hide } from "./projection.ts";
import { type Resource, type ResourceDefinition, resourceOf } from "./schema.ts";
import { checkStorable } from "./storable.ts";
import { Store } from "./store.ts";
import type { Validation } from "./validate.ts";
import { copy, type Document, type Draft, equal, isDict, ObjectId, toWire } from "./values.ts";

/** What an API adds to Eve's own behaviour for one resource. */
export interface Hooks {
  /** Before a body is validated: drops what the server takes and ignores. */
  receive?(document: Draft): void;
  /** Rules that a schema can't say; called when the schema's own have been checked. */
  validate?(document: Document, validation: Validation, issues: IssueList): void;
  /** Before a valid document is stored for the first time: may take its time, and throws an `EveError` to refuse. */
  probe?(document: Document): void | Promise<void>;
  /** Before the valid documents of one request are stored for the first time: how many they are; throws an `EveError` to refuse them. */
  admit?(count: number): void;
  /** Right before a document is stored for the first time (POST, or PUT to a new id): sets what the server itself writes. `url` is the request's. */
  insert?(document: Draft, url: URL): void;
  /** Before a document that was asked for by its id is answered: adds what the query of `url` asks for. */
  read?(document: Draft, url: URL): void;
  /** Before a document is removed; throws an `EveError` to refuse. */
  remove?(document: Document): void;
}

/** Where an API is more lenient than stock Eve. */
export interface Leniency {
  /** DELETE of a document without If-Match is accepted. */
  deleteWithoutIfMatch?: true;
  /** PUT to an id that does not exist is refused. Default: it creates the document. */
  putToUnknownId?: 404;
}

export interface EveOptions {
  resources: readonly ResourceDefinition[];
  /** Path of the API's root. Default: none, the root of the host. */
  root?: string;
  /** What resources' URLs begin with, below the root. Default: `v1`. */
  prefix?: string;
  clock: Clock;
  random: Random;
  authenticate: Authenticate;
  /** In the challenge of a 401. Default: `eve`. */
  realm?: string;
  /** Default: 25 a page, at most 50. */
  pagination?: Pagination;
  /** Query operators that are refused. Default: `$where` and `$regex`. */
  blockedOperators?: readonly string[];
  /** Fields that only the server writes survive a PUT that leaves them out. Default: false. */
  keepReadonlyOnPut?: boolean;
  hooks?: Readonly<Record<string, Hooks>>;
  lenient?: Leniency;
}

/** What all verbs share: the store, the schema, ids, etags and times, and how a document is presented. */
export class Core {
  readonly options: EveOptions;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly store: Store;
  readonly urls: Urls;
  readonly pagination: Pagination;
  readonly blockedOperators: ReadonlySet<string>;
  readonly #wire = new WeakMap<Document, Draft>();
  readonly #machine: string;
  readonly #texts = new Map<string, { changes: number; documents: ReadonlyMap<string, readonly Document[]> }>();
  #ids = 0;
  #writes = 0;

  constructor(options: EveOptions) {
    this.options = options;
    this.resources = new Map(options.resources.map((definition) => [definition.name, resourceOf(definition)]));
    this.store = new Store(options.resources);
    this.urls = { prefix: options.prefix ?? "v1", resources: this.resources };
    this.pagination = options.pagination ?? { default: 25, limit: 50 };
    this.blockedOperators = new Set(options.blockedOperators ?? ["$where", "$regex"]);
    this.#machine = options.random.hex(10);
  }

  hooks(resource: Resource): Hooks {
    return this.options.hooks?.[resource.name] ?? {};
  }

  /** Now, in whole seconds as Eve stores times. */
  now(): Date {
    return new Date(Math.floor(this.options.clock.now() / 1000) * 1000);
  }

  /** An id of its time, higher than those before. */
  newId(): ObjectId {
    const seconds = Math.floor(this.options.clock.now() / 1000)
      .toString(16)
      .padStart(8, "0")
      .slice(-8);
    return new ObjectId(`${seconds}${this.#machine}${(++this.#ids).toString(16).padStart(6, "0")}`);
  }

  /** Any 40 digits that no version had before: Eve's own are a hash of the document and the etag before it. */
  newEtag(): string {
    return `${this.options.random.hex(32)}${(++this.#writes).toString(16).padStart(8, "0")}`;
  }

  /** How many ids were made; set it back together with the store, and the same ids come again. */
  get idCount(): number {
    return this.#ids;
  }

  set idCount(count: number) {
    this.#ids = count;
  }

  /** How many versions were written. */
  get writeCount(): number {
    return this.#writes;
  }

  set writeCount(count: number) {
    this.#writes = count;
  }

  /** What a validation has to know of the stored documents. */
  validation(resource: Resource, operation: Validation["operation"], persisted?: Document): Validation {
    const own = persisted?.["_id"];
    return {
      operation,
      ...(persisted && { persisted }),
      exists: (name, id) => {
        const wanted = typeof id === "string" ? ObjectId.parse(id) : id;
        return wanted instanceof ObjectId && this.store.has(name) && this.store.get(name, wanted) !== undefined;
      },
      taken: (path, value) => {
        checkStorable(value);
        const isOther = (other: Document): boolean => !(own !== undefined && equal(other["_id"], own));
        if (typeof value === "string") return this.#byText(resource.name, path).get(value)?.some(isOther) ?? false;
        for (const other of this.store.all(resource.name)) if (equal(at(other, path) ?? null, value) && isOther(other)) return true;
        return false;
      },
    };
  }

  /** The documents of a resource by a string in them: made anew after a change, since one body can bring thousands of documents to compare. */
  #byText(resource: string, path: string): ReadonlyMap<string, readonly Document[]> {
    const key = `${resource} ${path}`;
    const known = this.#texts.get(key);
    if (known?.changes === this.store.changes) return known.documents;
    const documents = new Map<string, Document[]>();
    for (const document of this.store.all(resource)) {
      const text = at(document, path);
      if (typeof text !== "string") continue;
      const same = documents.get(text);
      if (same) same.push(document);
      else documents.set(text, [document]);
    }
    this.#texts.set(key, { changes: this.store.changes, documents });
    return documents;
  }

  /** A document as it is answered: ids and times as text, without hidden fields; shared, not to be changed. */
  wire(resource: Resource, document: Document): Draft {
    let wire = this.#wire.get(document);
    if (!wire) {
      wire = hide(toWire(document) as Draft, resource.fields);
      this.#wire.set(document, wire);
    }
    return wire;
  }

  /** A document with its links, and others embedded in it. */
  present(resource: Resource, document: Document, embedded: readonly string[]): Draft {
    const wire = this.wire(resource, document);
    const out: Draft = { ...wire, _links: documentLinks(this.urls, resource, wire) };
    if (embedded.length === 0) return out;
    const whole = copy(out);
    embed(whole, embedded, resource, this.resources, (name, id) => this.#embeddable(name, id));
    return whole;
  }

  #embeddable(name: string, id: unknown): Draft | undefined {
    const resource = this.resources.get(name);
    const found = resource && typeof id === "string" ? this.store.get(name, id) : undefined;
    return resource && found ? copy(this.wire(resource, found)) : undefined;
  }
}

/** The value at a path of names. */
function at(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const part of path.split(".")) value = isDict(value) ? value[part] : undefined;
  return value;
}
