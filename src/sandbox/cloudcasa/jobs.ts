import type { Draft, EveEngine, WireDocument } from "../eve/index.ts";
import type { Durations } from "./durations.ts";
import type { Timers } from "./timers.ts";

/** The states in which a job has ended. */
const final = new Set<unknown>(["COMPLETED", "PARTIAL", "FAILED", "SKIPPED", "CANCELED"]);

/** What a simulated backup finds in a cluster. */
const volumes = 4;
const resources = 128;

/** Takes jobs through their states: PENDING until the cluster is ACTIVE, then RUNNING with progress, then COMPLETED. */
export class Jobs {
  readonly #engine: EveEngine;
  readonly #timers: Timers;
  readonly #durations: Durations;

  constructor(engine: EveEngine, timers: Timers, durations: Durations) {
    this.#engine = engine;
    this.#timers = timers;
    this.#durations = durations;
  }

  /** Starts, or goes on with, every job that has not ended. */
  start(): void {
    for (const job of this.#engine.list("jobs")) if (!final.has(job["state"])) this.follow(job._id);
  }

  /** Takes up one job where it stands. */
  follow(id: string): void {
    const job = this.#engine.get("jobs", id);
    if (!job || final.has(job["state"])) return;
    if (job["state"] === "RUNNING") this.#advance(id, 0);
    else this.#timers.after(`job ${id}`, this.#durations.jobPending, () => this.#begin(id));
  }

  /** Jobs that waited for this cluster. */
  clusterActive(cluster: string): void {
    for (const job of this.#engine.list("jobs", { cluster, state: "PENDING" }))
      if (!this.#timers.has(`job ${job._id}`)) this.follow(job._id);
  }

  #active(job: WireDocument): boolean {
    const cluster = this.#engine.get("kubeclusters", String(job["cluster"]));
    return (cluster?.["status"] as Draft | undefined)?.["state"] === "ACTIVE";
  }

  #write(job: WireDocument, changes: Draft, line: string): void {
    const activity = [...((job["activity"] as string[] | undefined) ?? []), line];
    this.#engine.update("jobs", job._id, { ...changes, activity });
    if (changes["state"]) this.#tellBackup(job, String(changes["state"]), String(changes["message"] ?? ""));
  }

  /** The definition lists its latest jobs. */
  #tellBackup(job: WireDocument, state: string, message: string): void {
    const backup = this.#engine.get("kubebackups", String(job["backupdef"]));
    if (!backup) return;
    const before = ((backup["status"] as Draft | undefined)?.["jobs"] ?? []) as Draft[];
    const entry = { jobid: job._id, state, ...(message && { message }) };
    const jobs = before.some((j) => j["jobid"] === job._id) ? before.map((j) => (j["jobid"] === job._id ? entry : j)) : [entry, ...before];
    this.#engine.update("kubebackups", backup._id, { status: { jobs: jobs.slice(0, 3) } });
  }

  #begin(id: string): void {
    const job = this.#engine.get("jobs", id);
    // Without an agent it stays PENDING; it begins when the cluster is ACTIVE again.
    if (!job || !this.#active(job)) return;
    this.#write(job, { state: "RUNNING", kube_snapshot_progress: progress(0) }, "Backup started");
    this.#advance(id, 0);
  }

  #advance(id: string, done: number): void {
    this.#timers.after(`job ${id}`, this.#durations.jobRunning / volumes, () => {
      const job = this.#engine.get("jobs", id);
      if (!job) return;
      const end = { end_time: this.#timers.seconds() };
      if (!this.#active(job)) {
        this.#write(job, { state: "FAILED", ...end, num_errors: 1, message: "The agent is not connected." }, "The agent is not connected");
        return;
      }
      const now = done + 1;
      const counts = { num_volume_snapshots_completed: now, kube_snapshot_progress: progress(now) };
      if (now < volumes) {
        this.#write(job, counts, `Snapshot ${now} of ${volumes} taken`);
        this.#advance(id, now);
        return;
      }
      const totals = {
        num_total_resources: resources,
        num_backup_resources: resources,
        num_total_snapshots: volumes,
        num_volume_snapshots_attempted: volumes,
      };
      this.#write(job, { state: "COMPLETED", ...end, ...counts, ...totals, num_errors: 0, num_warnings: 0 }, "Backup completed");
    });
  }
}

const progress = (done: number): Draft => ({
  total_pvs: volumes,
  pending_pvs: Math.max(0, volumes - done - 1),
  active_pvs: done < volumes ? 1 : 0,
  completed_pvs: done,
  failed_pvs: 0,
  skipped_pvs: 0,
});
