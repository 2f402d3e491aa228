/** Restores of recovery points. A restore starts by being created. */
import type { Job, Kuberestore, KuberestoreInput } from "../../generated/cloudcasa.ts";
import { milliseconds } from "../../http/duration.ts";
import type { Home } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import type { DocumentCondition } from "../eve/wait.ts";
import { definitions, type KuberestoreRelations } from "./definitions.ts";
import { type Jobs, type JobWaitOptions, jobWaitOptions } from "./jobs.ts";

/** The service made a job of the restore. FAILED means that it could not. */
const started: DocumentCondition<Kuberestore> = {
  description: "has a job",
  check: ({ status }) => {
    if (status?.state === "FAILED") {
      return { state: "failed", reason: "FAILED", why: `the restore did not start${status.message ? `: ${status.message}` : ""}` };
    }
    return { state: status?.jobid ? "met" : "waiting" };
  },
};

export class Kuberestores extends Documents<Kuberestore, KuberestoreInput, KuberestoreRelations> {
  readonly #jobs: Jobs;

  constructor(home: Home, jobs: Jobs) {
    super(home, definitions.kuberestores);
    this.#jobs = jobs;
  }

  /**
   * Follows a restore to its end and gives its job: first until the service has made one, then as `jobs.wait`. COMPLETED is success; a
   * restore that can't start, and a job that ends PARTIAL, FAILED, SKIPPED or CANCELED, throw a Failed error whose `reason` is the state,
   * unless `accept` names it. Default timeout of the whole `"10m"`.
   */
  async wait(restore: Reference, options: JobWaitOptions = {}): Promise<Job> {
    this.knows(options, jobWaitOptions, "wait for");
    const { interval, signal } = options;
    const timeout = milliseconds(options.timeout ?? "10m", "timeout");
    const began = performance.now();
    const { status } = await this.waitFor(restore, started, { timeout: timeout / 1000, interval, signal });
    const left = Math.max(1, timeout - (performance.now() - began));
    return this.#jobs.wait(status?.jobid as string, { ...options, timeout: left / 1000 });
  }
}
