import type { ObjectMeta } from "../../generated/platform.ts";
import { invalidArgument } from "../../http/errors.ts";

/** What all objects of a Kubernetes-style API have. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/** Metadata as the server keeps it: what it always fills in is there. */
export interface StoredMeta extends ObjectMeta {
  name: string;
  uid: string;
  resourceVersion: string;
}

/** An object as the server keeps it. */
export type Stored<T> = T & { metadata: StoredMeta };

/** An object to be created: it has a name, or asks the server to make one up. */
export type Named<T> = T & { metadata: ObjectMeta & ({ name: string } | { generateName: string }) };

/** An object to be written back: it says which one it is and which version it was made from. */
export type Versioned<T> = T & { metadata: ObjectMeta & { name: string; resourceVersion: string } };

/** A list as the server sends it. Fields beyond these stay in it untouched. */
export interface KubernetesList<T> {
  apiVersion?: string;
  kind?: string;
  metadata?: { resourceVersion?: string; continue?: string; remainingItemCount?: number };
  items: T[];
}

/** The server's own account of a success or failure. */
export interface Status {
  kind?: string;
  apiVersion?: string;
  metadata?: { continue?: string };
  status?: "Success" | "Failure" | (string & {});
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: Array<{ reason?: string; message?: string; field?: string }>;
    retryAfterSeconds?: number;
  };
}

/** `{ app: "web", tier: ["a", "b"], canary: true, old: false }`: equals, is one of, exists, doesn't exist. Or the selector's own text. */
export type LabelSelector = string | Readonly<Record<string, string | readonly string[] | boolean>>;

/** `{ "metadata.name": "web" }`, or the selector's own text. */
export type FieldSelector = string | Readonly<Record<string, string>>;

export function labelSelectorText(selector: LabelSelector | undefined): string | undefined {
  if (selector === undefined || typeof selector === "string") return selector || undefined;
  const terms = Object.entries(selector).map(([key, value]) => {
    if (value === true) return key;
    if (value === false) return `!${key}`;
    return typeof value === "string" ? `${key}=${value}` : `${key} in (${value.join(",")})`;
  });
  return terms.join(",") || undefined;
}

export function fieldSelectorText(selector: FieldSelector | undefined): string | undefined {
  if (selector === undefined || typeof selector === "string") return selector || undefined;
  // In a field selector a backslash escapes what would end the value.
  const terms = Object.entries(selector).map(([key, value]) => `${key}=${value.replace(/[\\,=]/g, "\\$&")}`);
  return terms.join(",") || undefined;
}

/** JSON text, or an error that says what could not be written. */
export function json(value: unknown, what: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw invalidArgument(what, `can't be written as JSON: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
  }
}
