import type { Draft, EveEngine, WireDocument } from "../eve/index.ts";
import type { Durations } from "./durations.ts";
import type { Timers } from "./timers.ts";
import type { Work } from "./work.ts";

/** The states in which a job has ended. */
export const final: ReadonlySet<unknown> = new Set(["COMPLETED", "PARTIAL", "FAILED", "SKIPPED", "CANCELED"]);

/** Stores a new job, assigned to a worker. */
export const createJob = (engine: EveEngine, values: Draft): WireDocument =>
  engine.create("jobs", { ...values, jobrunner: "rig", activity: [] });

/** Its parts take a quarter of `durations.jobRunning` each. */
const quarters = 4;

/**
 * Takes jobs through their states: PENDING until the cluster is ACTIVE, then RUNNING with progress, CATALOG where they leave a recovery point,
 * then COMPLETED.
 */
export class Jobs {
  readonly #engine: EveEngine;
  readonly #timers: Timers;
  readonly #durations: Durations;
  readonly #works: Readonly<Record<string, Work>>;

  constructor(engine: EveEngine, timers: Timers, durations: Durations, works: Readonly<Record<string, Work>>) {
    this.#engine = engine;
    this.#timers = timers;
    this.#durations = durations;
    this.#works = works;
  }

  /** Starts, or goes on with, every job that has not ended. */
  start(): void {
    for (const job of this.#engine.list("jobs")) if (!final.has(job["state"])) this.follow(job._id);
  }

  /** Takes up one job where it stands. */
  follow(id: string): void {
    const job = this.#engine.get("jobs", id);
    const work = this.#works[String(job?.["type"])];
    if (!job || !work || final.has(job["state"])) return;
    if (job["state"] === "RUNNING") this.#advance(id, work);
    else if (job["state"] === "CATALOG") this.#catalog(id, work);
    else this.#timers.after(`job ${id}`, this.#durations.jobPending, () => this.#begin(id, work));
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

  #begin(id: string, work: Work): void {
    const job = this.#engine.get("jobs", id);
    // Without an agent it stays PENDING; it begins when the cluster is ACTIVE again.
    if (!job || !this.#active(job)) return;
    const begun = work.begin(job);
    if (typeof begun === "string") {
      this.#write(job, { state: "SKIPPED", end_time: this.#timers.seconds(), message: begun }, begun);
      return;
    }
    this.#write(job, { state: "RUNNING", ...begun }, `${work.name} started`);
    this.#advance(id, work);
  }

  #advance(id: string, work: Work): void {
    this.#timers.after(`job ${id}`, this.#durations.jobRunning / quarters, () => {
      const job = this.#engine.get("jobs", id);
      if (!job) return;
      if (!this.#active(job)) {
        work.fail(job);
        const end = { end_time: this.#timers.seconds(), num_errors: 1 };
        this.#write(job, { state: "FAILED", ...end, message: "The agent is not connected." }, "The agent is not connected");
        return;
      }
      const now = work.done(job) + 1;
      const { changes, line } = work.part(job, now);
      if (now < work.parts(job)) {
        this.#write(job, changes, line);
        this.#advance(id, work);
      } else if (work.catalogs) {
        this.#write(job, { state: "CATALOG", ...changes }, line);
        this.#catalog(id, work);
      } else {
        this.#end(job, work, changes);
      }
    });
  }

  /** What was saved is listed, without the agent. */
  #catalog(id: string, work: Work): void {
    this.#timers.after(`job ${id}`, this.#durations.jobCatalog, () => {
      const job = this.#engine.get("jobs", id);
      if (job) this.#end(job, work, {});
    });
  }

  #end(job: WireDocument, work: Work, changes: Draft): void {
    const totals = { ...work.end(job), num_errors: 0, num_warnings: 0 };
    this.#write(job, { state: "COMPLETED", end_time: this.#timers.seconds(), ...changes, ...totals }, `${work.name} completed`);
  }
}
