/** What every resource of an Eve API can do. */
export type { Changes, New, Reference, StoredDocument, Version } from "./document.ts";
export { Documents, type Ensured, ReadableDocuments } from "./documents.ts";
export { isInUse } from "./errors.ts";
export type { DocumentList, DocumentPage } from "./pager.ts";
export type { CollectionQuery, Embedded, ItemQuery, Operators, Path, Projected, Projection, Sort, Where } from "./query.ts";
export { epochSeconds, httpDate, readTime } from "./time.ts";
export type { DocumentCondition, DocumentProgress, DocumentVerdict, DocumentWaitOptions } from "./wait.ts";
