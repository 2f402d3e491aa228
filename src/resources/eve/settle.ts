/** What became of a write whose response was lost. If reading does not tell, the error is thrown, with `effect: "unknown"`. */
import type { Deadline } from "../../http/deadline.ts";
import type { RequestError } from "../../http/errors.ts";
import { ended } from "../common/settle.ts";
import { holds, holdsAny } from "./changes.ts";
import type { Definition } from "./definition.ts";
import type { StoredDocument, Version } from "./document.ts";
import { bareEtag } from "./etag.ts";

/** What settling a create needs of its resource. */
interface Creation<T> {
  /** What is stored under each name that was sent. */
  find(): Promise<readonly (T | undefined)[]>;
  /** Whether a document is what was sent under this index. */
  isCreated(found: T, index: number): boolean;
}

/** The shortest time that is looked for documents, in milliseconds: a server needs some to store what it has received. */
const shortestSearch = 200;

/**
 * Looks for the documents of a create, for as long as the call has taken until now. All there, and as they were sent: returns them. One is
 * different, or missing in the end: throws the error of the lost response. Never sends again: Eve looks for a name and then stores, so a
 * request that a gateway still keeps may be stored beside a second one.
 */
export async function settleCreate<T>(lost: RequestError, { find, isCreated }: Creation<T>, deadline: Deadline): Promise<T[]> {
  const began = deadline.elapsed;
  const until = began + Math.max(shortestSearch, began);
  for (let pause = shortestSearch / 2; ; pause *= 2) {
    const found = await find().catch(() => Promise.reject(ended(deadline, lost) ?? lost));
    if (found.every((one, index) => one !== undefined && isCreated(one, index))) return found as T[];
    const isOther = found.some((one, index) => one !== undefined && !isCreated(one, index));
    if (isOther || deadline.elapsed >= until) throw lost;
    await deadline.sleep(Math.min(pause, until - deadline.elapsed)).catch(() => Promise.reject(ended(deadline, lost) ?? lost));
  }
}

interface Written<T> {
  find(): Promise<T>;
  /** Of a PUT: what it would send of a document. More than was sent is what should be gone. */
  readonly replaced: ((now: T) => Record<string, unknown>) | undefined;
  readonly hidden: Definition["hidden"];
}

/**
 * The document is returned if it has left the version that was written to and holds what was sent. After a 412 it is also returned if it is
 * still in that version: Eve takes a PUT of what is stored already for one that came too late, if the last PUT was in the same second.
 * Fields that the server hides can't be compared: somebody else may have written the version that is there.
 */
export async function settleWrite<T extends StoredDocument>(
  lost: RequestError,
  version: Version,
  fields: Record<string, unknown>,
  { find, replaced, hidden }: Written<T>,
): Promise<T> {
  if (holdsAny(fields, hidden)) throw lost;
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
