/** Runs of backups, restores and housekeeping. The service creates jobs: they can be read and followed. */
import type { Job } from "../../generated/cloudcasa.ts";
import { load } from "../../lazy/load.ts";
import type { EveApi } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { ReadableDocuments } from "../eve/reader.ts";
import { definitions, type JobRelations } from "./definitions.ts";
import type { JobWaitOptions } from "./options.ts";

export class Jobs extends ReadableDocuments<Job, JobRelations> {
  constructor(api: EveApi) {
    super(api, definitions.jobs);
  }

  /**
   * Follows a job to its end and returns it. COMPLETED is success; PARTIAL, FAILED, SKIPPED and CANCELED throw a `WaitError` whose `phase` is
   * the state and whose `object` is the job, unless `accept` names the state. Default timeout `"10m"`.
   */
  async wait(job: Reference, options: JobWaitOptions = {}): Promise<Job> {
    return (await load()).waitForJob(this.requests, job, options);
  }
}
