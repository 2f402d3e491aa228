import { invalidArgument } from "../../http/errors.ts";
import type { CallOptions, Validate } from "../../http/http.ts";
import { type Query, segment } from "../../http/paths.ts";
import { json, type KubernetesObject } from "./object.ts";
import type { DeleteOptions, WriteOptions } from "./options.ts";
import type { Ref } from "./verbs.ts";

/** What a write sends. */
export interface Body {
  readonly text: string;
  readonly type: string;
  /** The object's name, as far as it is plain to see. */
  readonly name: string | undefined;
  /** undefined when it was given as text. */
  readonly object: KubernetesObject | undefined;
  /** What the text says, to be compared with what the server keeps; undefined for YAML, which only the server reads. */
  readonly says: KubernetesObject | undefined;
}

/** What an object must agree with. */
interface BodyRules {
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace: string | undefined;
  prepare(object: KubernetesObject): KubernetesObject;
  readonly validate: Validate | undefined;
}

/** The text of an object, and what must be known of it. Text goes out as it is. */
export function bodyOf(input: unknown, rules: BodyRules, verb: string): Body {
  const { kind, apiVersion, namespace } = rules;
  if (typeof input === "string") {
    if (input.trim() === "") throw invalidArgument(`${verb} ${kind}`, "expected an object or YAML text, got an empty text");
    const says = parsed(input);
    if (says === undefined) return { text: input, type: "application/yaml", name: yamlName(input), object: undefined, says };
    const name = says.metadata?.name;
    return { text: input, type: "application/json", name: typeof name === "string" ? name : undefined, object: undefined, says };
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const got = input === null ? "null" : Array.isArray(input) ? "an array" : typeof input;
    throw invalidArgument(`${verb} ${kind}`, `expected an object or YAML text, got ${got}`);
  }
  const object: KubernetesObject = rules.prepare({ apiVersion, kind, ...(input as KubernetesObject) });
  if (object.kind !== kind) throw invalidArgument("kind", `expected ${kind}, got ${String(object.kind)}`);
  if (object.apiVersion !== apiVersion) throw invalidArgument("apiVersion", `expected ${apiVersion}, got ${String(object.apiVersion)}`);
  const { metadata } = object;
  if (metadata !== undefined && (typeof metadata !== "object" || metadata === null))
    throw invalidArgument("metadata", "expected an object");
  if (metadata?.name !== undefined) segment(metadata.name, "metadata.name");
  if (namespace !== undefined && metadata?.namespace && metadata.namespace !== namespace) {
    throw invalidArgument("metadata.namespace", `is ${metadata.namespace}, but this is namespace ${namespace}`);
  }
  rules.validate?.("input", kind, object);
  return { text: json(object, kind), type: "application/json", name: metadata?.name, object, says: object };
}

/** What the server will make of JSON text; undefined for other text, also for YAML that only begins like JSON (`{kind: Cluster}`). */
function parsed(text: string): KubernetesObject | undefined {
  try {
    const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
    return value as KubernetesObject | undefined;
  } catch {
    return undefined;
  }
}

/** The name in YAML text in the usual layout, where it is plain to see; the text itself goes out untouched. */
function yamlName(text: string): string | undefined {
  const block = /^metadata:[ \t]*\r?\n((?:(?:[ \t]+[^\n]*)?\r?\n|[ \t]+[^\n]*$)*)/m.exec(text)?.[1];
  const indent = block && /^[ \t]+/m.exec(block)?.[0];
  // Only at the block's own depth: a label may be called "name" too.
  const line = indent && block.split(/\r?\n/).find((one) => one.startsWith(`${indent}name:`));
  return line ? /name:[ \t]*["']?([^\s"'#]+)/.exec(line)?.[1] : undefined;
}

/** The name of an object that is given by its name or as itself. */
export function nameOf(ref: Ref): string {
  const name = typeof ref === "object" && ref !== null ? ref.metadata?.name : ref;
  segment(name, "name");
  return name as string;
}

export const time = ({ signal, timeout }: CallOptions): CallOptions => ({ signal, timeout });

export const writeQuery = (options: WriteOptions): Query => ({
  dryRun: options.dryRun ? "All" : undefined,
  fieldManager: options.fieldManager,
  fieldValidation: options.fieldValidation,
});

export const write = (body: Body, options: WriteOptions) => ({
  query: writeQuery(options),
  headers: { "content-type": body.type },
  body: body.text,
});

/** A DELETE, with a body only where one is needed. */
export function deletion(options: Omit<DeleteOptions, keyof CallOptions>) {
  const { preconditions, gracePeriodSeconds, propagationPolicy, dryRun } = options;
  const wanted = {
    ...(preconditions && { preconditions }),
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    ...(propagationPolicy && { propagationPolicy }),
  };
  const method = "DELETE";
  const query: Query = { dryRun: dryRun ? "All" : undefined };
  if (Object.keys(wanted).length === 0) return { method, query };
  const body = JSON.stringify({ kind: "DeleteOptions", apiVersion: "v1", ...wanted });
  return { method, query, body, headers: { "content-type": "application/json" } };
}
