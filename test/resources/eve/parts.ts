export type { Definition } from "../../../src/resources/eve/definition.ts";
export type { StoredDocument } from "../../../src/resources/eve/document.ts";
export { Documents } from "../../../src/resources/eve/documents.ts";
