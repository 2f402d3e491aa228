import { invalidArgument } from "../../../http/errors.ts";
import { type NamespacedRef, targetOf } from "../../kubernetes/ref.ts";
import type { NamespacePrefix } from "../prefix.ts";

/** The project whose namespace an object is in. */
export async function projectOf(prefixes: NamespacePrefix, object: NamespacedRef): Promise<string> {
  const { namespace } = targetOf(object);
  const prefix = await prefixes.prefix();
  if (namespace?.startsWith(prefix) && namespace.length > prefix.length) return namespace.slice(prefix.length);
  throw invalidArgument("metadata.namespace", `${namespace ?? "none"} is not the namespace of a project; those begin with ${prefix}`);
}
