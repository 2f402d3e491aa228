import { Observed } from "../observed.ts";
import type { ResourceDefinition } from "./schema.ts";
import { type Document, deepFreeze, ObjectId } from "./values.ts";

/** A change of a stored document. */
export interface Change {
  type: "created" | "updated" | "deleted";
  resource: string;
  id: string;
  /** As it is now, or was before it was deleted. */
  document: Document;
  /** As it was before it was updated. */
  before?: Document;
}

/** Is told of changes. */
export type Witness = (change: Change) => void;

type Collection = ReadonlyMap<string, Document>;

/** The state of a store at one time: a value that can be kept and restored; the documents are shared. */
export type StoreSnapshot = ReadonlyMap<string, Collection>;

/** Documents by resource and id, in the order they were made. What is stored is frozen, so it is never copied to be read. */
export class Store extends Observed<Parameters<Witness>> {
  #collections = new Map<string, Map<string, Document>>();
  readonly #names: readonly string[];
  #changes = 0;

  constructor(resources: readonly ResourceDefinition[]) {
    super();
    this.#names = resources.map((r) => r.name);
    this.clear();
  }

  #collection(resource: string): Map<string, Document> {
    const collection = this.#collections.get(resource);
    if (!collection) throw new Error(`there is no resource ${resource}`);
    return collection;
  }

  /** Grows with every change, a restored snapshot included. */
  get changes(): number {
    return this.#changes;
  }

  has(resource: string): boolean {
    return this.#collections.has(resource);
  }

  get(resource: string, id: ObjectId | string): Document | undefined {
    return this.#collection(resource).get(String(id));
  }

  all(resource: string): Iterable<Document> {
    return this.#collection(resource).values();
  }

  /** Adds a document under its `_id`; throws when that is taken. */
  insert(resource: string, document: Document): Document {
    const id = this.#id(document);
    const collection = this.#collection(resource);
    if (collection.has(id)) throw new Error(`${resource}/${id} is there already`);
    collection.set(id, deepFreeze(document));
    this.#changes++;
    this.tell({ type: "created", resource, id, document });
    return document;
  }

  /** Puts another version in the place of the stored one. */
  replace(resource: string, document: Document): Document {
    const id = this.#id(document);
    const collection = this.#collection(resource);
    const before = collection.get(id);
    if (!before) throw new Error(`${resource}/${id} is not there`);
    collection.set(id, deepFreeze(document));
    this.#changes++;
    this.tell({ type: "updated", resource, id, document, before });
    return document;
  }

  remove(resource: string, id: ObjectId | string): void {
    const collection = this.#collection(resource);
    const document = collection.get(String(id));
    if (!document) return;
    collection.delete(String(id));
    this.#changes++;
    this.tell({ type: "deleted", resource, id: String(id), document });
  }

  #id(document: Document): string {
    if (!(document["_id"] instanceof ObjectId)) throw new Error("a stored document has an ObjectId as its _id");
    return document["_id"].hex;
  }

  /** Empties every resource, without a word to listeners. */
  clear(): void {
    this.#changes++;
    this.#collections = new Map(this.#names.map((name) => [name, new Map()]));
  }

  snapshot(): StoreSnapshot {
    return new Map([...this.#collections].map(([name, collection]) => [name, new Map(collection)]));
  }

  /** Goes back to a snapshot, without a word to listeners. */
  restore(snapshot: StoreSnapshot): void {
    this.#changes++;
    this.#collections = new Map([...snapshot].map(([name, collection]) => [name, new Map(collection)]));
  }
}
