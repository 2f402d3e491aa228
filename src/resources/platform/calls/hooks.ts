/** What kinds with rules of their own add to the calls of every kind. */
import type { VirtualClusterInstance } from "../../../generated/platform.ts";
import { isObject } from "../../../http/json.ts";
import type { Kind } from "../../kubernetes/kind.ts";
import type { KindHooks, Requests, WriteJson } from "../../kubernetes/requests.ts";
import { apiVersion } from "../definitions.ts";
import { wakeUp } from "./virtual-cluster.ts";

/** The hooks of a kind, by whatever handle it is used. */
export function hooksOf({ apiVersion: version, kind }: Pick<Kind, "apiVersion" | "kind">): KindHooks {
  return version === apiVersion && kind === "VirtualClusterInstance" ? { ...parametersAsText, wake } : {};
}

const wake: NonNullable<KindHooks["wake"]> = (requests, { name, namespace }, { signal }) => {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return wakeUp(requests as unknown as Requests<VirtualClusterInstance>, { metadata }, { signal });
};

/** `spec.parameters` may be given as an object. JSON is YAML, and keeps "yes" and "1.20" the strings they are. */
const parametersAsText: KindHooks = {
  prepare: (object, write) => withField(object, "spec", (spec) => withField(spec, "parameters", textBy(write))),
  prepareAt: (path, value, write) => {
    if (path === "/spec/parameters") return textBy(write)(value);
    if (path === "/spec") return withField(value, "parameters", textBy(write));
    return path === "" ? withField(value, "spec", (spec) => withField(spec, "parameters", textBy(write))) : value;
  },
};

const textBy = (write: WriteJson) => (given: unknown) =>
  typeof given === "object" && given !== null ? write(given, "spec.parameters") : given;

/** The object with another value in one own field, or itself if it has none. */
function withField<O>(object: O, field: string, change: (value: unknown) => unknown): O {
  if (!isObject(object) || !Object.hasOwn(object, field)) return object;
  const value = change(object[field]);
  return value === object[field] ? object : { ...object, [field]: value };
}
