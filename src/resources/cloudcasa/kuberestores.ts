/** Restores of recovery points. A restore starts by being created. */
import type { Job, Kuberestore, KuberestoreInput } from "../../generated/cloudcasa.ts";
import { load } from "../../lazy/load.ts";
import type { EveApi } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import { DocumentRequests } from "../eve/requests.ts";
import { definitions, type KuberestoreRelations } from "./definitions.ts";
import type { JobWaitOptions } from "./options.ts";

export class Kuberestores extends Documents<Kuberestore, KuberestoreInput, KuberestoreRelations> {
  readonly #jobs: DocumentRequests<Job>;

  constructor(api: EveApi) {
    super(api, definitions.kuberestores);
    this.#jobs = new DocumentRequests(api, definitions.jobs);
  }

  /**
   * Follows a restore to its end and returns its job: first until the service has created one, then as `jobs.wait`. COMPLETED is success; a
   * restore that can't start, and a job that ends PARTIAL, FAILED, SKIPPED or CANCELED, throw a `WaitError`, unless `accept` names the
   * state. Default timeout of the whole `"10m"`.
   */
  async wait(restore: Reference, options: JobWaitOptions = {}): Promise<Job> {
    return (await load()).waitForRestore(this.requests, this.#jobs, restore, options);
  }
}
