import type { JsonPatchOperation } from "../../http/json-patch.ts";

/**
 * The operations that turn one value into the other. Items of lists are told by what Kubernetes merges such lists by (`name`, `uid` or
 * `type`), texts by themselves: one that comes or goes is one operation, and a changed one is changed in its place.
 */
export async function diff(before: unknown, after: unknown): Promise<JsonPatchOperation[]> {
  return (await import("./on-demand.ts")).difference(before, after);
}
