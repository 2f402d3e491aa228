import { invalidArgument } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
import type { JsonPatch } from "../../http/json-patch.ts";

/** Content type of a change, by its form: it can't be forgotten or wrong. */
export function patchType(change: unknown): string {
  return Array.isArray(change) ? "application/json-patch+json" : "application/merge-patch+json";
}

/** Whether the server accepts a change only while the object is in the version that it names: then sending it twice does no harm. */
export function isGuarded(change: unknown): boolean {
  if (Array.isArray(change)) {
    return (change as JsonPatch).some((one) => one.path === "/metadata/resourceVersion" && (one.op === "replace" || one.op === "test"));
  }
  const metadata = isObject(change) ? change["metadata"] : undefined;
  return isObject(metadata) && typeof metadata["resourceVersion"] === "string" && metadata["resourceVersion"] !== "";
}

/**
 * Makes a patch fail with Conflict if the object has changed. A `test` would do so too, but with 422 as if the patch were wrong; a stale
 * version in the object is what the server calls a conflict. Throws if the object that was read has no version.
 */
export function guarded(patch: JsonPatch, { metadata }: { readonly metadata: { readonly resourceVersion?: unknown } }): JsonPatch {
  const { resourceVersion } = metadata;
  if (typeof resourceVersion !== "string" || resourceVersion === "") {
    throw invalidArgument("metadata.resourceVersion", "the server's object has none, so the change can't be guarded; it was not sent");
  }
  return [{ op: "replace", path: "/metadata/resourceVersion", value: resourceVersion }, ...patch];
}
