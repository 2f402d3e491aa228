import type { TypeData } from "./tables.ts";

/** Types of the machinery, the same in every API. */
export const metaTypes = {
  DeleteOptions: {
    fields: {
      kind: { type: "string" },
      apiVersion: { type: "string" },
      gracePeriodSeconds: { type: "int64", pointer: true },
      preconditions: { type: "object", ref: "Preconditions" },
      orphanDependents: { type: "boolean", pointer: true },
      propagationPolicy: { type: "string", pointer: true },
      dryRun: { type: "array", items: { type: "string" } },
      ignoreStoreReadErrorWithClusterBreakingPotential: { type: "boolean", pointer: true },
    },
  },
  Preconditions: { fields: { uid: { type: "string", pointer: true }, resourceVersion: { type: "string", pointer: true } } },
  Status: {
    fields: {
      kind: { type: "string" },
      apiVersion: { type: "string" },
      metadata: { type: "object", ref: "ListMeta" },
      status: { type: "string" },
      message: { type: "string" },
      reason: { type: "string" },
      details: { type: "object", ref: "StatusDetails" },
      code: { type: "int32" },
    },
  },
  StatusDetails: {
    fields: {
      name: { type: "string" },
      group: { type: "string" },
      kind: { type: "string" },
      uid: { type: "string" },
      causes: { type: "array", items: { type: "object", ref: "StatusCause" } },
      retryAfterSeconds: { type: "int32" },
    },
  },
  StatusCause: { fields: { reason: { type: "string" }, message: { type: "string" }, field: { type: "string" } } },
  ListMeta: {
    fields: {
      selfLink: { type: "string" },
      resourceVersion: { type: "string" },
      continue: { type: "string" },
      remainingItemCount: { type: "int64", pointer: true },
    },
  },
} as const satisfies Readonly<Record<string, TypeData>>;
