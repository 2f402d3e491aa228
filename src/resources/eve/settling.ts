/**
 * What became of a write whose answer was lost: it is looked at. Where looking doesn't tell, the error of the lost answer stands, with
 * `effect: "unknown"`.
 */
import { isAlreadyExists, isRequestError, type RequestError } from "../../http/errors.ts";
import { Run } from "../../http/run.ts";
import { holds } from "./changes.ts";
import type { Definition } from "./definition.ts";
import { bareEtag, type StoredDocument, type Version } from "./document.ts";

type Hidden = Definition["hidden"];

interface Creation<T> {
  send(): Promise<T[]>;
  /** The documents that have the names. */
  find(): Promise<T[]>;
  readonly hidden: Hidden;
  readonly signal: AbortSignal | undefined;
}

/** Sends a create until it is known that the documents exist because of it. */
export async function settleCreate<T extends StoredDocument & { name: string }>(
  lost: RequestError,
  documents: readonly { readonly name: string }[],
  { send, find, hidden, signal }: Creation<T>,
): Promise<T[]> {
  let error = lost;
  for (let round = 1; ; round++) {
    const found = await find().catch(() => Promise.reject(error));
    if (found.length > 0) {
      const stored = documents.map((document) => found.find((one) => one.name === document.name && holds(one, document, hidden)));
      if (stored.includes(undefined)) throw error;
      return stored as T[];
    }
    if (isAlreadyExists(error) || round >= 5) throw error;
    await breath(round, signal, error);
    try {
      return await send();
    } catch (failure) {
      // An "already exists" may be the first one, which came late.
      const again = isRequestError(failure) && failure.effect === "unknown" && failure.code !== "Aborted" && failure.code !== "Timeout";
      if (!again && !isAlreadyExists(failure)) throw failure;
      error = failure;
    }
  }
}

interface Written<T> {
  find(): Promise<T>;
  /** Of a PUT: what it would send of a document. More than was sent is what should be gone. */
  readonly replaced: ((now: T) => Record<string, unknown>) | undefined;
  readonly hidden: Hidden;
}

/**
 * The document is the answer when it has left the version that was written to and holds what was sent. After a 412 it is one too when it is
 * still in that version: Eve takes a PUT of what is stored already for one that came too late, when the last PUT was in the same second.
 */
export async function settleWrite<T extends StoredDocument>(
  lost: RequestError,
  version: Version,
  fields: Record<string, unknown>,
  { find, replaced, hidden }: Written<T>,
): Promise<T> {
  const now = await find().catch(() => Promise.reject(lost));
  // A PUT makes a document anew that was deleted meanwhile, as anybody's would: that is not the change which was asked for.
  if (replaced && isAnother(version, now)) throw lost;
  const isMore = replaced !== undefined && !holds(fields, replaced(now), hidden);
  const hasMoved = now._etag !== bareEtag(version._etag);
  // A 412 in answer to the one attempt that was made says that it had no effect: a version that is another is somebody else's.
  const isOurs = lost.effect === "unknown" ? hasMoved : !hasMoved;
  if (isOurs && !isMore && holds(now, fields, hidden)) return now;
  throw lost;
}

/** Whether a document was created at another time than the one that is to be written to, as far as that is known. */
function isAnother(version: Version & { readonly _created?: unknown }, now: Version & { readonly _created?: unknown }): boolean {
  return typeof version._created === "string" && typeof now._created === "string" && version._created !== now._created;
}

/** A pause before a create is sent again: 50 ms, doubled each time, up to half of it left to chance. Ends with `error` when the caller aborts. */
async function breath(round: number, signal: AbortSignal | undefined, error: unknown): Promise<void> {
  const run = new Run(signal, Number.POSITIVE_INFINITY);
  await run
    .pause(50 * 2 ** (round - 1) * (0.5 + Math.random() / 2))
    .catch(() => Promise.reject(error))
    .finally(() => run.close());
}
