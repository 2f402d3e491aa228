import type { KubernetesList, Stored, StoredMeta } from "./object.ts";
import type { ListOptions } from "./options.ts";

/** An object of which only the metadata was asked for: a fraction of its size, for who needs names, labels, owners or versions only. */
export interface PartialObjectMetadata {
  /** `meta.k8s.io/v1`: that of this form, not of the object. */
  apiVersion?: string;
  /** `PartialObjectMetadata`. */
  kind?: string;
  metadata: StoredMeta;
}

/** A list as the server would print it: what `kubectl get` shows. */
export interface Table<Row = PartialObjectMetadata> {
  /** `meta.k8s.io/v1`. */
  apiVersion?: string;
  kind: "Table";
  metadata?: NonNullable<KubernetesList<unknown>["metadata"]>;
  /** What the cells of each row are, in their order. */
  columnDefinitions: TableColumnDefinition[];
  rows: TableRow<Row>[];
}

export interface TableColumnDefinition {
  name: string;
  /** As in OpenAPI: `string`, `integer`, `date` … */
  type: string;
  /** What the text means: `name` is the column with the object's name. */
  format: string;
  description: string;
  /** 0 for what is always shown, more for what only wide output shows (`kubectl get -o wide`). */
  priority: number;
}

export interface TableRow<Row = PartialObjectMetadata> {
  /** One for each column: texts, numbers, booleans or null. Dates are times or, from some servers, ages (`5m`). */
  cells: unknown[];
  /** Says of a row that its object is done (`Completed`). */
  conditions?: Array<{ type: string; status: string; reason?: string; message?: string }>;
  object: Row;
}

/** What each row of a table carries of its object beside the cells. */
export type IncludeObject = "None" | "Metadata" | "Object";

export interface TableOptions<I extends IncludeObject = IncludeObject> extends Omit<ListOptions, "onExpired"> {
  /** Default `"Metadata"`. */
  readonly includeObject?: I | undefined;
}

/** What a row carries of its object. */
export type RowObject<T, I extends IncludeObject> = I extends "Object" ? Stored<T> : I extends "Metadata" ? PartialObjectMetadata : null;
