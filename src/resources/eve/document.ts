/** A document of an Eve API, and what the server adds to it. */

/** What every stored document has. Objects are passed on as they came: nothing is renamed, no unknown field is dropped. */
export interface StoredDocument {
  /** 24 hex digits, given by the server. */
  _id: string;
  /** The version. It changes with every write, also with one that changes nothing, and is sent as `If-Match`. */
  _etag: string;
}

/** A document in one known version: enough to change it or to delete it. Any document that was read or written is one. */
export interface Version {
  _id: string;
  _etag: string;
}

/** A document by its id, or by an object that holds it. */
export type Reference = string | { readonly _id: string };

/** The fields in which Eve speaks about a document. They are never part of it and a server refuses them in a body. */
type MetaField =
  | "_id"
  | "_etag"
  | "_created"
  | "_updated"
  | "_links"
  | "_status"
  | "_issues"
  | "_error"
  | "_version"
  | "_latest_version"
  | "_deleted";

/** What `create` takes of a resource without a type for its input: the document without what the server adds. */
export type New<T> = Omit<T, MetaField | "status" | "name"> & { name: string };

/** What `patch` takes: some of the fields, nested objects in part. Lists are replaced whole. */
export type Changes<T> = {
  [K in keyof T]?: T[K] extends readonly unknown[] | undefined ? T[K] : T[K] extends object | null | undefined ? Changes<T[K]> : T[K];
};

/** The id of a reference, or undefined for anything else. */
export function idOf(reference: unknown): string | undefined {
  const id = typeof reference === "object" && reference !== null ? (reference as { _id?: unknown })._id : reference;
  return typeof id === "string" ? id : undefined;
}

/** What `ensure` found or created. */
export interface EnsuredDocument<T> {
  readonly document: T;
  /** `created`: by this call. `found`: it existed, and holds all that was asked for. `different`: it existed, and differs. */
  readonly outcome: "created" | "found" | "different";
  /** The dotted paths at which it differs. */
  readonly differences: readonly string[];
}
