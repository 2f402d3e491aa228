/** Backup definitions, and running them. */
import type { Job, Kubebackup, KubebackupInput, RunBackup } from "../../generated/cloudcasa.ts";
import { type Duration, milliseconds } from "../../http/duration.ts";
import { isRequestError } from "../../http/errors.ts";
import { segment } from "../../http/paths.ts";
import { Run } from "../../http/run.ts";
import { wholeFrom1 } from "../../http/whole.ts";
import type { Home } from "../eve/definition.ts";
import type { Reference } from "../eve/document.ts";
import { Documents } from "../eve/documents.ts";
import type { Where } from "../eve/query.ts";
import { definitions, type KubebackupRelations } from "./definitions.ts";
import type { Jobs } from "./jobs.ts";

export interface RunOptions {
  /** Days to keep what this run saves. Default 7. */
  readonly retainDays?: number;
  /** How long to wait for the job to appear. Default `"2m"`. */
  readonly timeout?: Duration | undefined;
  /** Pause between two looks for it. Default `"1s"`. */
  readonly interval?: Duration | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const runOptions = "retainDays timeout interval signal";

/** Jobs of a backup definition that are no runs of it. */
const housekeeping = ["DELETE_BACKUP", "AWSRDS_BACKUP_DELETE", "AGENT_UPDATE"];

export class Kubebackups extends Documents<Kubebackup, KubebackupInput, KubebackupRelations> {
  readonly #jobs: Jobs;

  constructor(home: Home, jobs: Jobs) {
    super(home, definitions.kubebackups);
    this.#jobs = jobs;
  }

  /**
   * Runs a backup now and gives its job, to be followed with `jobs.wait(job)`.
   *
   * The service does not say which job it started. It is told by its id not having been there before the run, so no clock is compared with
   * another. Somebody else's run of the same definition at the same moment can be mistaken for this one.
   */
  async run(backup: Reference, options: RunOptions = {}): Promise<Job> {
    this.knows(options, runOptions, "run");
    const { retainDays = 7, signal } = options;
    wholeFrom1(retainDays, "retainDays");
    const timeout = milliseconds(options.timeout ?? "2m", "timeout");
    const interval = milliseconds(options.interval ?? "1s", "interval");
    const run = new Run(signal, timeout);
    const call = () => ({ signal, timeout: Math.max(0.001, run.left / 1000) });
    try {
      const { _id, copydef } = await this.get(backup, call());
      const before = new Set((await this.#latest(_id, call())).map((job) => job._id));
      const lost = await this.#start(_id, copydef, retainDays, call());
      for (;;) {
        const job = (await this.#latest(_id, call())).filter(({ _id: id }) => !before.has(id)).at(-1);
        if (job !== undefined) return job;
        const overdue = () =>
          lost ?? this.failure("Timeout", `the run was started, but no job appeared within ${timeout / 1000} s`, "run", backup);
        if (run.left <= interval) throw overdue();
        await run.pause(interval).catch(() => {
          throw run.ended === "aborted" ? this.failure("Aborted", "ended by its signal", "run", backup, { cause: run.reason }) : overdue();
        });
      }
    } finally {
      run.close();
    }
  }

  /** Starts a run. Gives the error when its answer was lost: the job will show whether it started. */
  async #start(
    id: string,
    copydef: string | undefined,
    retainDays: number,
    options: { signal: AbortSignal | undefined; timeout: number },
  ): Promise<Error | undefined> {
    const input: RunBackup = { retention: { retainDays }, runBackup: true };
    const body = JSON.stringify(input);
    // A definition with a copy is run through the copy.
    const path = copydef === undefined ? this.path(id, "action", "run") : `/api/v1/kubeoffloads/${segment(copydef, "copydef")}/action/run`;
    const headers = { "content-type": "application/json" };
    const describe = { verb: "run", resource: "kubebackups", name: id };
    try {
      await this.http.request({ method: "POST", path, headers, body, safety: "write", answer: "any", describe, ...options });
      return undefined;
    } catch (error) {
      if (isRequestError(error) && error.effect === "unknown" && error.code !== "Aborted" && error.code !== "Timeout") return error;
      throw error;
    }
  }

  /** The newest runs of a definition, newest first. */
  async #latest(id: string, options: { signal: AbortSignal | undefined; timeout: number }): Promise<Job[]> {
    const where: Where<Job> = { backupdef: id, type: { $nin: housekeeping } };
    return (await this.#jobs.list({ where, sort: "-start_time", max_results: 50, ...options })).items;
  }
}
