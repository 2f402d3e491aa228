import { invalidArgument } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
import { segment } from "../../http/paths.ts";

/** An object, or its name alone. */
export type Ref = string | { readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly uid?: string } };

/** An object that knows its namespace, as every listed object does. */
export interface NamespacedRef {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly uid?: string };
}

/** What a reference leads to. */
export interface Target {
  readonly name: string;
  /** Of an object that was given as itself. */
  readonly namespace: string | undefined;
  readonly uid: string | undefined;
}

/** Throws InvalidArgument if the reference names no object. */
export function targetOf(ref: Ref): Target {
  if (typeof ref === "string") {
    segment(ref, "name");
    return { name: ref, namespace: undefined, uid: undefined };
  }
  const metadata: unknown = isObject(ref) ? ref["metadata"] : undefined;
  if (!isObject(metadata)) throw invalidArgument("name", "expected a name, or an object with metadata.name");
  const { name, namespace, uid } = metadata;
  segment(name, "metadata.name");
  if (namespace !== undefined && namespace !== "") segment(namespace, "metadata.namespace");
  return {
    name: name as string,
    namespace: (namespace as string | undefined) || undefined,
    uid: typeof uid === "string" ? uid : undefined,
  };
}
