/** Backup definitions, and running them. */
import type { Job, Kubebackup, KubebackupInput } from "../../generated/cloudcasa.ts";
import { load } from "../../lazy/load.ts";
import type { EveApi } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import { DocumentRequests } from "../eve/requests.ts";
import { definitions, type KubebackupRelations } from "./definitions.ts";
import type { RunOptions } from "./options.ts";

export class Kubebackups extends Documents<Kubebackup, KubebackupInput, KubebackupRelations> {
  readonly #jobs: DocumentRequests<Job>;

  constructor(api: EveApi) {
    super(api, definitions.kubebackups);
    this.#jobs = new DocumentRequests(api, definitions.jobs);
  }

  /**
   * Runs a backup now and returns its job, to be followed with `jobs.wait(job)`. Throws Timeout if no job appears in time.
   *
   * The service does not say which job it started. It is the one whose id was not there before the run, so no clock is compared with
   * another. Another caller's run of the same definition at the same moment can be mistaken for this one.
   */
  async run(backup: Reference, options: RunOptions = {}): Promise<Job> {
    return (await load()).runBackup(this.requests, this.#jobs, backup, options);
  }
}
