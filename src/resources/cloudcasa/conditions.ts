/** What can be waited for with `waitFor`. */
import type { Job, Kubecluster } from "../../generated/cloudcasa.ts";
import type { DocumentCondition } from "../eve/wait.ts";

/** The cluster's agent is connected and backups are possible. */
export function active(): DocumentCondition<Kubecluster> {
  return {
    description: "ACTIVE",
    check: (cluster) => ({ done: cluster?.status?.state === "ACTIVE", state: cluster?.status?.state, message: cluster?.status?.message }),
  };
}

/** States in which a job stays. The second spelling of CANCELED is what one of the service's own clients expects. */
const final: ReadonlySet<string> = new Set(["COMPLETED", "PARTIAL", "FAILED", "SKIPPED", "CANCELED", "CANCELLED"]);

/**
 * The job is COMPLETED. Any other final state (PARTIAL, FAILED, SKIPPED, CANCELED) ends the wait with a Failed error whose `reason` is the
 * state, unless `accept` names it.
 */
export function completed(
  options: { readonly accept?: ReadonlyArray<"PARTIAL" | "SKIPPED" | "FAILED" | "CANCELED"> } = {},
): DocumentCondition<Job> {
  const good: ReadonlySet<string> = new Set(["COMPLETED", ...(options.accept ?? [])]);
  return {
    description: [...good].join(" or "),
    check: (job) => {
      const state = job?.state;
      const message = job?.message;
      if (state === undefined) return { message };
      if (good.has(state === "CANCELLED" ? "CANCELED" : state)) return { done: true, state, message };
      return {
        state,
        message,
        ...(final.has(state) && { failed: `the job ended ${state}${message === undefined ? "" : `: ${message}`}` }),
      };
    },
  };
}
