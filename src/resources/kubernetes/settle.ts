/**
 * What became of a write whose response was lost. Loaded when that happens. Each function reads what the server keeps: as it was sent, it is
 * done; if that can't be told, the error is thrown and says `effect: "unknown"`.
 */

import { patched } from "../../http/apply-patch.ts";
import type { RequestError } from "../../http/errors.ts";
import { isObject, own } from "../../http/json.ts";
import { type JsonPatch, type JsonPatchOperation, pointer, pointerParts } from "../../http/json-patch.ts";
import { isConflict, isNoSuchObject } from "../../http/predicates.ts";
import type { Body } from "./body.ts";
import { holdsMerged, isWritten } from "./compare.ts";
import type { KubernetesObject, Status, Stored } from "./object.ts";
import { guarded, isGuarded } from "./patch.ts";

/** Reads the object that was written. */
type Find<T> = () => Promise<Stored<T> | undefined>;

/** A lost response followed by a conflict is often the echo of the caller's own change. */
export async function settleUpdate<T>(error: RequestError, body: Body, find: Find<T>): Promise<Stored<T>> {
  const found = body.says && (await find().catch(() => Promise.reject(error)));
  if (found !== undefined && hasMoved(found, body.says) && isWritten(found, body.says)) return found;
  throw error;
}

/** Still in the version that was sent, it was not written: what the server may drop (`false`, `""`) would look as if it were stored. */
const hasMoved = <T>(found: Stored<T>, sent: KubernetesObject | undefined): boolean =>
  found.metadata.resourceVersion !== sent?.metadata?.resourceVersion;

/** The same for a merge patch. */
export async function settlePatch<T>(error: RequestError, patch: KubernetesObject, find: Find<T>): Promise<Stored<T>> {
  const found = await find().catch(() => Promise.reject(error));
  const { metadata: { resourceVersion: _version, ...metadata } = {}, ...rest } = patch;
  if (found !== undefined && hasMoved(found, patch) && holdsMerged(found, { ...rest, metadata })) return found;
  throw error;
}

/** No object of that name, or another one: it is deleted. */
export async function settleDelete<T>(
  error: RequestError,
  details: { readonly name: string; readonly kind: string; readonly uid: string | undefined },
  find: Find<T>,
): Promise<Stored<T> | Status> {
  const found = isNoSuchObject(error) ? undefined : await find().catch(() => Promise.reject(error));
  if (found === undefined || (details.uid !== undefined && found.metadata.uid !== details.uid)) {
    const message = "deleted; the response that said so was lost";
    return { kind: "Status", apiVersion: "v1", status: "Success", message, details: { name: details.name, kind: details.kind } };
  }
  if (found.metadata.deletionTimestamp) return found;
  throw error;
}

/** Sends a JSON patch that was refused once more, with the parents that its `add` operations miss. */
export async function addParents<T>(
  refusal: RequestError,
  patch: JsonPatch,
  find: Find<T>,
  send: (patch: JsonPatch) => Promise<Stored<T>>,
): Promise<Stored<T>> {
  if (!patch.some((one) => one.op === "add" && one.path.indexOf("/", 1) > 0)) throw refusal;
  for (let round = 1; ; round++) {
    const current = await find();
    const complete = current && withParents(current, patch);
    // What the server objects to is no missing parent. (Later they may all be there: somebody else made them.)
    if (!complete || (round === 1 && complete.length === patch.length)) throw refusal;
    try {
      // Guarded, so that a parent that somebody adds in between is never replaced by an empty one; a version of the caller's own is guard enough.
      return await send(isGuarded(patch) ? complete : guarded(complete, current));
    } catch (error) {
      if (!isConflict(error) || isGuarded(patch) || error.effect === "unknown" || round >= 10) throw error;
    }
  }
}

/** The same patch with operations that add missing parents; undefined if it does not fit the object for another reason. */
function withParents(object: unknown, patch: JsonPatch): JsonPatch | undefined {
  const operations: JsonPatchOperation[] = [];
  let current = object;
  for (const operation of patch) {
    const parents = operation.op === "add" ? missingParents(current, pointerParts(operation.path)) : [];
    const next = [...parents, operation];
    try {
      current = patched(current, next);
    } catch {
      return undefined;
    }
    operations.push(...next);
  }
  return operations;
}

function missingParents(object: unknown, parts: readonly string[]): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  let current = object;
  for (let depth = 0; depth < parts.length - 1; depth++) {
    const inside = isObject(current) || Array.isArray(current) ? own(current, parts[depth]!) : undefined;
    if (inside !== undefined && inside !== null) {
      current = inside;
      continue;
    }
    // What goes to "-" or index 0 goes into an array.
    const value = /^(-|0)$/.test(parts[depth + 1]!) ? [] : {};
    operations.push({ op: "add", path: pointer(parts.slice(0, depth + 1)), value });
    current = value;
  }
  return operations;
}
