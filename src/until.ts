import { active, completed } from "./resources/cloudcasa/conditions.ts";
import { allOf, anyOf, not, satisfies } from "./resources/common/condition.ts";
import { complete, condition, deleted, initialized, phase, ready, rolledOut, sleeping } from "./resources/kubernetes/conditions.ts";

/** Conditions for `waitFor`, of both APIs: `waitFor("dev", until.ready())`. Not a namespace import: bundlers keep those whole, used or not. */
export const until = {
  /**
   * Phase Ready (of a Cluster: Initialized), or, for kinds outside of the platform, condition Ready=True. Phase Failed ends the wait. So does
   * a sleeping object, unless it was woken or an option says otherwise, and an object that has neither phase nor condition Ready.
   */
  ready,
  /** Phase Initialized, which a connected Cluster reaches. Phase Failed ends the wait. */
  initialized,
  /** Phase Sleeping. Phase Failed ends the wait. */
  sleeping,
  /** A phase by its name. Phase Failed ends the wait, unless it is the one asked for. */
  phase,
  /** A condition of `status.conditions` has this status (default `"True"`). */
  condition,
  /** The object is gone: the server responds 404, or another object has its name. `waitFor` returns undefined. */
  deleted,
  /** A Deployment, StatefulSet, DaemonSet or ReplicaSet runs its newest version with all replicas available. */
  rolledOut,
  /** A Kubernetes Job is complete. A failed Job ends the wait. */
  complete,
  /** A CloudCasa cluster is ACTIVE: its agent is connected. */
  active,
  /** A CloudCasa job is COMPLETED. Another final state ends the wait, unless `accept` names it. */
  completed,
  /** A condition of your own. Return true if it holds, false if it may still come, or a string that says why it never will. */
  satisfies,
  /** All of them hold at the same time; one that failed fails all. */
  allOf,
  /** One of them holds; it fails only if all have failed. */
  anyOf,
  /** The condition does not hold, not yet or never. */
  not,
} as const;
