import { invalidArgument } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
import { jsonText } from "../../http/json-text.ts";
import { type Query, segment } from "../../http/paths.ts";
import type { SecretPath } from "../../http/secrets.ts";
import type { Safety } from "../../http/status.ts";
import { secretsAt, secretsInYaml } from "./known-secrets.ts";
import type { KubernetesObject } from "./object.ts";
import type { DeleteOptions, WriteOptions } from "./options.ts";
import type { Requests } from "./requests.ts";
import { isStatus } from "./status.ts";

/** What a write sends. */
export interface Body {
  readonly text: string;
  readonly type: string;
  /** Name and namespace of the object, as far as they can be seen. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** undefined if it was given as text. */
  readonly object: KubernetesObject | undefined;
  /** What the text says, to be compared with what the server keeps; undefined for YAML, which only the server reads. */
  readonly says: KubernetesObject | undefined;
}

/**
 * The text of an object of this kind, or of another that a subresource takes, and what must be known of it. Text goes out as it is.
 * `goesBack`: the object was read before, so integers that JavaScript may have rounded are refused.
 */
export function bodyOf<T extends KubernetesObject>(
  requests: Requests<T>,
  input: unknown,
  verb: string,
  { kind = requests.kind.kind, goesBack = false } = {},
): Body {
  const { namespace, hooks } = requests;
  const { apiVersion } = requests.kind;
  const { prepare = (object) => object } = hooks;
  if (typeof input === "string") {
    if (input.trim() === "") throw invalidArgument(`${verb} ${kind}`, "expected an object or YAML, got an empty string");
    const says = parsed(input);
    if (says === undefined) {
      return { text: input, type: "application/yaml", name: yamlName(input), namespace: undefined, object: undefined, says };
    }
    const { name, namespace }: { name?: unknown; namespace?: unknown } = isObject(says.metadata) ? says.metadata : {};
    return { text: input, type: "application/json", name: stringOf(name), namespace: stringOf(namespace), object: undefined, says };
  }
  if (!isObject(input)) {
    const got = input === null ? "null" : Array.isArray(input) ? "an array" : typeof input;
    throw invalidArgument(`${verb} ${kind}`, `expected an object or YAML, got ${got}`);
  }
  const object: KubernetesObject = prepare({ apiVersion, kind, ...input }, (value, where) =>
    jsonText(value, where, { exactIntegers: goesBack }),
  );
  if (object.kind !== kind) throw invalidArgument("kind", `expected ${kind}, got ${String(object.kind)}`);
  if (object.apiVersion !== apiVersion) throw invalidArgument("apiVersion", `expected ${apiVersion}, got ${String(object.apiVersion)}`);
  const { metadata } = object;
  if (metadata !== undefined && !isObject(metadata)) throw invalidArgument("metadata", "expected an object");
  if (metadata?.name !== undefined) segment(metadata.name, "metadata.name");
  if (namespace !== undefined && metadata?.namespace && metadata.namespace !== namespace) {
    throw invalidArgument("metadata.namespace", `is ${metadata.namespace}, but this is namespace ${namespace}`);
  }
  requests.api.validate?.("input", kind, object);
  const text = jsonText(object, "", { exactIntegers: goesBack });
  return { text, type: "application/json", name: stringOf(metadata?.name), namespace: stringOf(metadata?.namespace), object, says: object };
}

const stringOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** What the server will make of JSON text; undefined for other text, also for YAML that only begins like JSON (`{kind: Cluster}`). */
function parsed(text: string): KubernetesObject | undefined {
  try {
    const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The name in YAML of the usual layout, where it can be seen; the text itself goes out untouched. */
function yamlName(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^metadata:\s*$/.test(line));
  if (begin < 0) return undefined;
  let indent: string | undefined;
  for (const line of lines.slice(begin + 1)) {
    if (line.trim() === "") continue;
    const space = /^[ \t]+/.exec(line)?.[0];
    if (space === undefined) return undefined;
    indent ??= space;
    // Only at the block's own depth: a label may be called "name" too.
    const name = space === indent ? /^name:[ \t]*["']?([^\s"'#]+)/.exec(line.slice(indent.length))?.[1] : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

export const writeQuery = (options: WriteOptions): Query => ({
  dryRun: options.dryRun ? "All" : undefined,
  fieldManager: options.fieldManager,
  fieldValidation: options.fieldValidation,
});

export const write = (body: Body, options: WriteOptions, secrets: readonly SecretPath[] | undefined) => ({
  query: writeQuery(options),
  headers: { "content-type": body.type },
  body: body.text,
  secrets: () => (body.says === undefined ? secretsInYaml(body.text, secrets) : secretsAt(body.says, secrets)),
});

/** A DELETE, with a body only if one is needed. */
export function deletion(options: Omit<DeleteOptions, "signal" | "timeout">) {
  const { preconditions, gracePeriodSeconds, propagationPolicy, dryRun } = options;
  const wanted = {
    ...(preconditions && { preconditions }),
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    ...(propagationPolicy && { propagationPolicy }),
  };
  const method = "DELETE";
  const query: Query = { dryRun: dryRun ? "All" : undefined };
  if (Object.keys(wanted).length === 0) return { method, query };
  const body = jsonText({ kind: "DeleteOptions", apiVersion: "v1", ...wanted }, "options");
  return { method, query, body, headers: { "content-type": "application/json" } };
}

/** What sending it twice can do. A dry run does nothing, however often. */
export function safetyOf({ dryRun }: { readonly dryRun?: boolean | undefined }, isGuarded: boolean): Safety {
  return dryRun ? "read" : isGuarded ? "guarded" : "write";
}

/** The response to a request that is not kept names its kind, or has one of the parts of an object. */
export const requestMismatch = (kind: string) => (json: unknown) => {
  const isOfKind = isObject(json) && (json["kind"] === kind || ["metadata", "spec", "status"].some((part) => isObject(json[part])));
  return isOfKind && !isStatus(json) ? undefined : `not a ${kind}`;
};
