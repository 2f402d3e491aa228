/** Following jobs and restores to their end. */
import type { Job, Kuberestore } from "../../../generated/cloudcasa.ts";
import type { Deadline } from "../../../http/deadline.ts";
import type { OptionNames } from "../../../http/options.ts";
import { met, missing, type WaitCondition, waiting } from "../../common/condition.ts";
import { waitWithin, withinWait } from "../../eve/calls/wait.ts";
import type { Reference } from "../../eve/document.ts";
import type { DocumentRequests } from "../../eve/requests.ts";
import { waitOptions } from "../../eve/state.ts";
import { completed } from "../conditions.ts";
import type { JobWaitOptions } from "../options.ts";

const jobWaitOptions = { ...waitOptions, accept: true } satisfies OptionNames<JobWaitOptions>;

/** Follows a job to its end. */
export async function waitForJob(requests: DocumentRequests<Job>, job: Reference, options: JobWaitOptions): Promise<Job> {
  requests.checkOptions(options, jobWaitOptions, "wait for");
  return withinWait(requests, options, (deadline) => follow(requests, job, options, deadline));
}

function follow(requests: DocumentRequests<Job>, job: Reference, options: JobWaitOptions, deadline: Deadline): Promise<Job> {
  const { accept } = options;
  return waitWithin(requests, job, completed(accept === undefined ? {} : { accept }), options, deadline);
}

/** The service created a job for the restore. FAILED means that it could not. */
const started: WaitCondition<Kuberestore> = {
  description: "has a job",
  check: (restore) => {
    if (restore === undefined) return missing;
    const { status } = restore;
    if (status?.state !== "FAILED") return status?.jobid ? met : waiting;
    return { state: "failed", why: `the restore did not start${status.message ? `: ${status.message}` : ""}` };
  },
};

/** Follows a restore to its end: first until the service has created a job, then the job. */
export async function waitForRestore(
  requests: DocumentRequests<Kuberestore>,
  jobs: DocumentRequests<Job>,
  restore: Reference,
  options: JobWaitOptions,
): Promise<Job> {
  requests.checkOptions(options, jobWaitOptions, "wait for");
  return withinWait(requests, options, async (deadline) => {
    const { status } = await waitWithin(requests, restore, started, { interval: options.interval }, deadline);
    return follow(jobs, status?.jobid as string, options, deadline);
  });
}
