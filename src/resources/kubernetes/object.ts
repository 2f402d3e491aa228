import type { ObjectMeta } from "../../generated/platform.ts";

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

/** An object of a namespaced kind as the server keeps it. */
export type StoredIn<T> = T & { metadata: StoredMeta & { namespace: string } };

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
