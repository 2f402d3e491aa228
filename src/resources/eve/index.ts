/** The public names of what every resource of an Eve API can do. */
export type { Changes, EnsuredDocument, New, Reference, StoredDocument, Version } from "./document.ts";
export { Documents } from "./documents.ts";
export { isInUse } from "./errors.ts";
export type { DocumentPage } from "./paging.ts";
export type { CollectionQuery, Embedded, ItemQuery, Operators, Path, Projected, Projection, Sort, Where } from "./query.ts";
export { type DocumentList, ReadableDocuments } from "./reader.ts";
export { epochSeconds, httpDate, readTime } from "./time.ts";
