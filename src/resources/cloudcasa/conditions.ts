/** What can be waited for with `waitFor`. */
import type { Job, Kubecluster } from "../../generated/cloudcasa.ts";
import { known } from "../../http/known.ts";
import type { DocumentCondition } from "../eve/wait.ts";

/** The cluster's agent is connected and backups are possible: state ACTIVE. It can fall back to PENDING later. */
export function active(): DocumentCondition<Kubecluster> {
  return { description: "is ACTIVE", check: (cluster) => ({ state: cluster.status?.state === "ACTIVE" ? "met" : "waiting" }) };
}

/** Final states of a job that are no success. */
export type Unfinished = "PARTIAL" | "SKIPPED" | "FAILED" | "CANCELED";

/** The second spelling is the one that a client of the service expects. */
const unfinished: ReadonlySet<string> = new Set(["PARTIAL", "SKIPPED", "FAILED", "CANCELED", "CANCELLED"]);

/**
 * The job is COMPLETED. Any other final state (PARTIAL, FAILED, SKIPPED, CANCELED) ends the wait with a Failed error whose `reason` is the
 * state, unless `accept` names it.
 */
export function completed(options: { readonly accept?: readonly Unfinished[] } = {}): DocumentCondition<Job> {
  known(options, "accept", "completed");
  const good: ReadonlySet<string> = new Set(["COMPLETED", ...(options.accept ?? [])]);
  return {
    description: `is ${[...good].join(" or ")}`,
    check: ({ state = "", message }) => {
      if (good.has(state === "CANCELLED" ? "CANCELED" : state)) return { state: "met" };
      if (!unfinished.has(state)) return { state: "waiting" };
      return { state: "failed", reason: state, why: `the job ended ${state}${message ? `: ${message}` : ""}` };
    },
  };
}
