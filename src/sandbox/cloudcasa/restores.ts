import type { Draft, EveEngine, Hooks, WireDocument } from "../eve/index.ts";
import type { Durations } from "./durations.ts";
import { createJob, final } from "./jobs.ts";
import type { Timers } from "./timers.ts";

const statusOf = (document: WireDocument): Draft => (document["status"] ?? {}) as Draft;

/** Restores: each starts by being created, and gets a job when its recovery point and its cluster allow it. */
export class Restores {
  readonly #engine: () => EveEngine;
  readonly #timers: Timers;
  readonly #durations: Durations;

  constructor(engine: () => EveEngine, timers: Timers, durations: Durations) {
    this.#engine = engine;
    this.#timers = timers;
    this.#durations = durations;
  }

  readonly hooks: Hooks = {
    insert: (restore) => {
      restore["status"] = { state: "PENDING" };
    },
  };

  /** Whether a restore into this cluster is under way. */
  using(cluster: string): boolean {
    return this.#engine()
      .list("kuberestores", { cluster })
      .some((restore) => {
        const { state, jobid } = statusOf(restore);
        return state === "PENDING" || (state === "JOB_CREATED" && !final.has(this.#engine().get("jobs", String(jobid))?.["state"]));
      });
  }

  /** Starts every restore that waits for its job; `started` is told the jobs' ids. */
  start(started: (job: string) => void): void {
    for (const restore of this.#engine().list("kuberestores", { "status.state": "PENDING" })) this.follow(restore._id, started);
  }

  follow(id: string, started: (job: string) => void): void {
    this.#timers.after(`restore ${id}`, this.#durations.restoreStart, () => {
      const restore = this.#engine().get("kuberestores", id);
      if (restore && statusOf(restore)["state"] === "PENDING") this.#begin(restore, started);
    });
  }

  #begin(restore: WireDocument, started: (job: string) => void): void {
    const engine = this.#engine();
    const point = engine.get("backupinstances", String(restore["backup_inst"]));
    const cluster = engine.get("kubeclusters", String(restore["cluster"]));
    const refused =
      point?.["state"] !== "READY" ? "The recovery point is not READY." : cluster ? undefined : "There is no cluster to restore into.";
    if (refused !== undefined) {
      engine.update("kuberestores", restore._id, { status: { state: "FAILED", message: refused } });
      return;
    }
    const now = this.#timers.seconds();
    const job = createJob(engine, {
      name: restore["name"],
      type: "RESTORE",
      display_type: "RESTORE",
      state: "PENDING",
      start_time: now,
      cluster: restore["cluster"],
      cluster_name: cluster?.["name"],
      restoredef: restore._id,
      restoredef_name: restore["name"],
      backup_inst: restore["backup_inst"],
    });
    engine.update("kuberestores", restore._id, { status: { state: "JOB_CREATED", jobid: job._id, last_job_run_time: now } });
    started(job._id);
  }
}
