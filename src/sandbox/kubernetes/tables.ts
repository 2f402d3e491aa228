/** What a field holds and how the server writes it. */
export interface FieldData {
  type: "string" | "boolean" | "int32" | "int64" | "number" | "time" | "quantity" | "intOrString" | "any" | "object" | "array" | "map";
  /** Name in the table of types, for an object. */
  ref?: string;
  /** What an array or a map holds. */
  items?: FieldData;
  required?: true;
  /** Written even when it is empty. */
  always?: true;
  /** An array or a map that is written as null when it is unset. */
  nullWhenUnset?: true;
  enum?: readonly string[];
}

/** The fields of an object, in the order in which the server writes them. */
export interface TypeData {
  fields: Readonly<Record<string, FieldData>>;
}

/** A path below an object: `…/{plural}/{name}/{subresource}`. */
export interface SubresourceData {
  name: string;
  kind: string;
  verbs: readonly string[];
  /** Absent: its schema is not described. */
  type?: string;
  /** Not an object but a stream, an upgraded connection or a file. */
  raw?: string;
}

/** A kind of object, and what may be done with it. */
export interface KindData {
  kind: string;
  listKind?: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames?: readonly string[];
  /** Absent: its schema is not described. */
  type?: string;
  /** Is asked (POST), not kept. */
  requestOnly?: true;
  statusSubresource?: true;
  since?: string;
  removedAfter?: string;
  subresources: readonly SubresourceData[];
}

/** The API that an engine plays. */
export interface Tables {
  group: string;
  version: string;
  kinds: readonly KindData[];
  types: Readonly<Record<string, TypeData>>;
}
