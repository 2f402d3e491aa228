/** What became of a write whose response was lost. If reading does not tell, the error is thrown, with `effect: "unknown"`. */
import type { RequestError } from "../../http/errors.ts";
import { holds } from "./changes.ts";
import type { Definition } from "./definition.ts";
import type { StoredDocument, Version } from "./document.ts";
import { bareEtag } from "./etag.ts";

interface Written<T> {
  find(): Promise<T>;
  /** Of a PUT: what it would send of a document. More than was sent is what should be gone. */
  readonly replaced: ((now: T) => Record<string, unknown>) | undefined;
  readonly hidden: Definition["hidden"];
}

/**
 * The document is returned if it has left the version that was written to and holds what was sent. After a 412 it is also returned if it is
 * still in that version: Eve takes a PUT of what is stored already for one that came too late, if the last PUT was in the same second.
 */
export async function settleWrite<T extends StoredDocument>(
  lost: RequestError,
  version: Version,
  fields: Record<string, unknown>,
  { find, replaced, hidden }: Written<T>,
): Promise<T> {
  const now = await find().catch(() => Promise.reject(lost));
  // A PUT makes a document anew that was deleted meanwhile, as anybody's would: that is not the change that was asked for.
  if (replaced && isAnother(version, now)) throw lost;
  const isMore = replaced !== undefined && !holds(fields, replaced(now), hidden);
  const hasMoved = now._etag !== bareEtag(version._etag);
  // A 412 to the only attempt says that it had no effect: another version is somebody else's.
  const isOurs = lost.effect === "unknown" ? hasMoved : !hasMoved;
  if (isOurs && !isMore && holds(now, fields, hidden)) return now;
  throw lost;
}

/** Whether a document was created at another time than the one that is to be written to, as far as that is known. */
function isAnother(version: Version & { readonly _created?: unknown }, now: Version & { readonly _created?: unknown }): boolean {
  return typeof version._created === "string" && typeof now._created === "string" && version._created !== now._created;
}
