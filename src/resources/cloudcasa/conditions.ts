/** Conditions for CloudCasa documents. */
import type { Job, Kubecluster } from "../../generated/cloudcasa.ts";
import { invalidArgument } from "../../http/errors.ts";
import { checkOptions } from "../../http/options.ts";
import { met, missing, type WaitCondition, waiting } from "../common/condition.ts";
import { describeState } from "../common/state.ts";
import { documentState } from "../eve/state.ts";

/** The cluster's agent is connected and backups are possible: state ACTIVE. The state can fall back to PENDING later. */
export function active(): WaitCondition<Kubecluster> {
  return {
    description: "is ACTIVE",
    check: (cluster) => (cluster === undefined ? missing : cluster.status?.state === "ACTIVE" ? met : waiting),
  };
}

/** Final states of a job that are no success. */
export type Unfinished = "PARTIAL" | "SKIPPED" | "FAILED" | "CANCELED";

/** The second spelling is the one that a client of the service expects. */
const unfinished: ReadonlySet<string> = new Set(["PARTIAL", "SKIPPED", "FAILED", "CANCELED", "CANCELLED"]);

/**
 * The job is COMPLETED. Any other final state (PARTIAL, FAILED, SKIPPED, CANCELED) ends the wait with a `WaitError` whose `phase` is the
 * state and whose `reason` is the job's `failure_reason`, unless `accept` names the state.
 */
export function completed(options: { readonly accept?: readonly Unfinished[] } = {}): WaitCondition<Job> {
  checkOptions(options, { accept: true }, "until.completed");
  const { accept = [] } = options;
  if (!Array.isArray(accept)) throw invalidArgument("accept", "expected an array of states");
  const good: ReadonlySet<string> = new Set(["COMPLETED", ...accept]);
  return {
    description: `is ${[...good].join(" or ")}`,
    check: (job) => {
      if (job === undefined) return missing;
      const { state = "" } = job;
      if (good.has(state === "CANCELLED" ? "CANCELED" : state)) return met;
      return unfinished.has(state) ? { state: "failed", why: `the job ended ${state} (${describeState(documentState(job))})` } : waiting;
    },
  };
}
