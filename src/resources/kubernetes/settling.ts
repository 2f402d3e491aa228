/**
 * What became of a write whose answer was lost. Loaded when it happens. Each looks at what the server keeps: as it was sent, it is done;
 * where that can't be told, the error stands and says `effect: "unknown"`.
 */
import { isAlreadyExists, isConflict, isNotFound, isRequestError, type RequestError } from "../../http/errors.ts";
import type { Answer } from "../../http/http.ts";
import type { JsonPatch } from "../../http/json-patch.ts";
import type { Body } from "./body.ts";
import { contains, isCreated, isWritten } from "./compare.ts";
import type { KubernetesObject, Status, Stored } from "./object.ts";
import { withParents } from "./parents.ts";
import { guarded, isGuarded } from "./patch.ts";

/** Reads the object that was written. */
type Find<T> = () => Promise<Stored<T> | undefined>;

/** The answer to a request may have been lost on its way back. */
export function isUnclear(error: unknown): error is RequestError {
  return isRequestError(error) && error.effect === "unknown" && /^(Connection|NotJson|Unavailable)$/.test(error.code);
}

/** Sends a named create until it is known that the object exists because of it. */
export async function settleCreate<T>(
  lost: RequestError,
  body: Body,
  find: Find<T>,
  send: () => Promise<Answer>,
): Promise<Pick<Answer, "json">> {
  let error = lost;
  for (let round = 1; ; round++) {
    const found = await find().catch(() => Promise.reject(error));
    if (found !== undefined) {
      // YAML can't be compared here. What is there may be ours.
      if (body.says === undefined) throw lost;
      if (isCreated(found, body.says)) return { json: found };
      throw error;
    }
    // Not there, so it was lost on the way there. The pause gives a request that still lingers in a gateway time to arrive.
    if (round >= 5) throw error;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100 * 2 ** round));
    try {
      return await send();
    } catch (failure) {
      // An "already exists" may be the first one, which came late.
      if (!isUnclear(failure) && !isAlreadyExists(failure)) throw failure;
      error = failure;
    }
  }
}

/** A lost answer followed by a conflict is often the echo of our own change. */
export async function settleUpdate<T>(error: RequestError, body: Body, find: Find<T>): Promise<Stored<T>> {
  const found = body.says && (await find());
  if (found !== undefined && isWritten(found, body.says)) return found;
  throw error;
}

/** The same for a merge patch. */
export async function settlePatch<T>(error: RequestError, patch: KubernetesObject, find: Find<T>): Promise<Stored<T>> {
  const found = await find();
  const { metadata: { resourceVersion: _version, ...metadata } = {}, ...rest } = patch;
  if (found !== undefined && contains(found, { ...rest, metadata })) return found;
  throw error;
}

/** Nothing, or another object, of that name now: it is deleted. */
export async function settleDelete<T>(
  error: RequestError,
  details: { readonly name: string; readonly kind: string; readonly uid: string | undefined },
  find: Find<T>,
): Promise<Stored<T> | Status> {
  const found = isNotFound(error) ? undefined : await find().catch(() => Promise.reject(error));
  if (found === undefined || (details.uid !== undefined && found.metadata.uid !== details.uid)) {
    const message = "deleted; the answer that said so was lost";
    return { kind: "Status", apiVersion: "v1", status: "Success", message, details: { name: details.name, kind: details.kind } };
  }
  if (found.metadata.deletionTimestamp) return found;
  throw error;
}

/** A JSON patch that was refused, with the parents that its `add` operations miss. */
export async function patchWithParents<T>(
  refusal: RequestError,
  patch: JsonPatch,
  find: Find<T>,
  send: (patch: JsonPatch) => Promise<Stored<T>>,
): Promise<Stored<T>> {
  if (!patch.some((one) => one.op === "add" && one.path.indexOf("/", 1) > 0)) throw refusal;
  for (let round = 1; ; round++) {
    const current = await find();
    const whole = current && (await withParents(current, patch));
    // Whatever the server has against it, it isn't a missing parent. (Later they may all be there: somebody else made them.)
    if (!whole || (round === 1 && whole.length === patch.length)) throw refusal;
    try {
      // Guarded, so that a parent somebody adds in between is never replaced by an empty one; a version of the caller's own is guard enough.
      return await send(isGuarded(patch) ? whole : guarded(whole, current.metadata.resourceVersion));
    } catch (error) {
      if (!isConflict(error) || isGuarded(patch) || error.effect === "unknown" || round >= 10) throw error;
    }
  }
}
