/** JSON patches (RFC 6902) for callers: apply one, make one. */
import type { JsonPatch, JsonPatchOperation } from "./http/json-patch.ts";
import { load } from "./lazy/load.ts";

/**
 * Applies a JSON patch to a copy of a value and returns the copy. Throws InvalidArgument, with the operation, if one of them can't be
 * applied; the value given is never changed.
 */
export async function applyPatch<T>(value: T, patch: JsonPatch): Promise<T> {
  return (await load()).patched(value, patch);
}

/**
 * Returns the operations that turn one value into the other. Items of lists are matched by what Kubernetes merges such lists by (`name`,
 * `uid` or `type`), strings by themselves: an item that comes or goes is one operation, and a changed one is changed in its place.
 */
export async function diff(before: unknown, after: unknown): Promise<JsonPatchOperation[]> {
  return (await load()).difference(before, after);
}
