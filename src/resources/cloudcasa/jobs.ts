/** Runs of backups, restores and housekeeping. Jobs are made by the service: they can be read and followed. */
import type { Job } from "../../generated/cloudcasa.ts";
import type { Home } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { ReadableDocuments } from "../eve/documents.ts";
import { type DocumentWaitOptions, waitOptions } from "../eve/wait.ts";
import { completed, type Unfinished } from "./conditions.ts";
import { definitions, type JobRelations } from "./definitions.ts";

export interface JobWaitOptions extends DocumentWaitOptions<Job> {
  /** Final states beside COMPLETED that are taken as an end and not as an error. Default: none. */
  readonly accept?: readonly Unfinished[];
}

export const jobWaitOptions = `${waitOptions} accept` as const;

export class Jobs extends ReadableDocuments<Job, JobRelations> {
  constructor(home: Home) {
    super(home, definitions.jobs);
  }

  /**
   * Follows a job to its end and gives it. COMPLETED is success; PARTIAL, FAILED, SKIPPED and CANCELED throw a Failed error whose `reason`
   * is the state, unless `accept` names it. Default timeout `"10m"`.
   */
  async wait(job: Reference, options: JobWaitOptions = {}): Promise<Job> {
    this.knows(options, jobWaitOptions, "wait for");
    const { accept, ...rest } = options;
    return this.waitFor(job, completed(accept === undefined ? {} : { accept }), rest);
  }
}
