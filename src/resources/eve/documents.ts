/** What every resource of an Eve API can do. */
import type { CallOptions } from "../../http/call.ts";
import type { JsonPatch } from "../../http/json-patch.ts";
import { load } from "../../lazy/load.ts";
import type { Changes, EnsuredDocument, New, Reference, StoredDocument, Version } from "./document.ts";
import type { Relations } from "./query.ts";
import { ReadableDocuments } from "./reader.ts";

/** A resource that can be read and written. Whatever changes a stored document carries its etag: it can't be forgotten. */
export class Documents<
  T extends StoredDocument & { name: string },
  In extends { name: string } = New<T>,
  R = Relations,
> extends ReadableDocuments<T, R> {
  /**
   * Creates a document and returns it as stored. Throws AlreadyExists if its name is taken, Invalid with `causes` if the server refuses it.
   * If the response is lost, the document is looked up by its name, and returned if it is there and equal. Otherwise, and where it holds
   * what the server never returns (credentials, an API key), the error is thrown with `effect: "unknown"`: the document may be there, or
   * come later. Nothing is sent twice.
   */
  async create(document: In, options: CallOptions = {}): Promise<T> {
    return (await (await load()).createDocuments(this.requests, [document], options, false))[0] as T;
  }

  /**
   * Creates several documents in one call, and returns them in the same order. All or none: if the server refuses one, nothing is stored,
   * and the error's `causes` name the document by its index (`1.name`).
   */
  async createMany(documents: readonly In[], options: CallOptions = {}): Promise<T[]> {
    return (await load()).createDocuments(this.requests, documents, options, true);
  }

  /**
   * Returns the document of this name, and creates it if there is none. Safe if several callers do it at once: one document stays. (Eve looks
   * for the name and then stores, so each of several may get to store one; all but the first take theirs back.)
   */
  async ensure(document: In, options: CallOptions = {}): Promise<EnsuredDocument<T>> {
    return (await load()).ensureDocument(this.requests, document, options);
  }

  /**
   * Replaces a document (PUT): what is left out is gone. The version in `_etag` must still be the stored one, or it throws Conflict; NotFound
   * if the document is gone. Eve's own fields and `status` are not sent. A document that was read with `projection` or `embedded` is
   * InvalidArgument: fields that it lacks would be gone. (A copy of one, `{ ...document }`, can't be told from a whole document.)
   */
  async update(document: Version & In, options: CallOptions = {}): Promise<T> {
    return (await load()).updateDocument(this.requests, document, options);
  }

  /**
   * Changes a document (PATCH): the given fields are set, nested objects are merged, arrays replaced. The version in `_etag` must still be
   * the stored one, or it throws Conflict. With a nested object the document is read first: Eve would reset the fields beside those given.
   *
   * An array is a JSON patch (RFC 6902). Eve knows none, so it is applied to the document here and sent as PUT: this way fields can be
   * removed.
   */
  async patch(version: Version, change: Changes<In> | JsonPatch, options: CallOptions = {}): Promise<T> {
    return (await load()).patchDocument(this.requests, version, change, options);
  }

  /**
   * Reads a document, lets `change` work on a draft of it, and sends the least that makes the difference: nothing, a PATCH, or a PUT if a
   * field must go. If somebody else was faster (412), it reads and changes again, until the deadline. `change` may therefore run several
   * times.
   */
  async edit(id: Reference, change: (draft: T) => unknown, options: CallOptions = {}): Promise<T> {
    return (await load()).editDocumentBy(this.requests, id, change, options);
  }

  /**
   * Deletes a document. Given an object with `_etag`, it throws Conflict if that is not the stored version any more; given an id, it reads
   * first and deletes what is there. Throws InUse if something refers to it.
   */
  async delete(document: string | Version, options: CallOptions = {}): Promise<void> {
    return (await load()).deleteDocument(this.requests, document, options);
  }
}
