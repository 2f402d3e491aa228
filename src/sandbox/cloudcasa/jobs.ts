import type { Draft, EveEngine, WireDocument } from "../eve/index.ts";
import type { Durations } from "./durations.ts";
import type { Timers } from "./timers.ts";
import type { Work } from "./work.ts";

/** The states in which a job has ended. */
export const final: ReadonlySet<unknown> = new Set(["COMPLETED", "PARTIAL", "FAILED", "SKIPPED", "CANCELED"]);

/** How a job ends. */
export type FinalState = "COMPLETED" | "PARTIAL" | "FAILED" | "SKIPPED" | "CANCELED";

/** How a job that is still to come ends. */
export interface Outcome {
  state: FinalState;
  reason?: string;
  /** Only of a job of this type, such as `RESTORE`. */
  type?: string;
}

/** The outcomes that were asked for, as a value. */
export interface OutcomesSnapshot {
  /** Of the next jobs, in order. */
  next: readonly Outcome[];
  /** Of jobs that have begun, by id. */
  of: Readonly<Record<string, Outcome>>;
}

/** Names the worker of a job. */
const jobRunner = "rig";

/** Stores a new job, assigned to a worker. */
export const createJob = (engine: EveEngine, values: Draft): WireDocument =>
  engine.create("jobs", { ...values, jobrunner: jobRunner, activity: [] });

/** What a job says that ends so for no reason that was given. */
const defaultReasons: Readonly<Record<FinalState, string | undefined>> = {
  COMPLETED: undefined,
  PARTIAL: "Some volumes could not be backed up.",
  FAILED: "The job failed.",
  SKIPPED: "There is nothing to do.",
  CANCELED: "The job was canceled.",
};

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
  #next: Outcome[] = [];
  #outcomes = new Map<string, Outcome>();

  constructor(engine: EveEngine, timers: Timers, durations: Durations, works: Readonly<Record<string, Work>>) {
    this.#engine = engine;
    this.#timers = timers;
    this.#durations = durations;
    this.#works = works;
  }

  /** Plans how the next job, of a type if one is given, ends. */
  plan(outcome: Outcome): void {
    this.#next.push(outcome);
  }

  outcomes(): OutcomesSnapshot {
    return { next: [...this.#next], of: Object.fromEntries(this.#outcomes) };
  }

  restoreOutcomes({ next, of }: OutcomesSnapshot): void {
    this.#next = [...next];
    this.#outcomes = new Map(Object.entries(of));
  }

  /** Ends a job at once. Throws an Error for one that is not there, or has ended. */
  finish(id: string, outcome: Outcome): void {
    const job = this.#engine.get("jobs", id);
    if (!job) throw new Error(`there is no job with the id ${JSON.stringify(id)}`);
    if (final.has(job["state"])) throw new Error(`job ${id} has ended already: ${String(job["state"])}`);
    this.#timers.cancel(`job ${id}`);
    const work = this.#works[String(job["type"])];
    const hasBegun = ["RUNNING", "CATALOG"].includes(String(job["state"])) && job["start_time"] !== undefined;
    const leavesSomething = outcome.state === "COMPLETED" || outcome.state === "PARTIAL";
    if (work && !hasBegun && leavesSomething) this.#write(job, { state: "RUNNING", ...(work.begin(job) as Draft) }, `${work.name} started`);
    this.#conclude(this.#engine.get("jobs", id) as WireDocument, work, outcome, {});
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
    const planned = this.#next.findIndex(({ type }) => type === undefined || type === job["type"]);
    const [outcome] = planned < 0 ? [] : this.#next.splice(planned, 1);
    if (outcome?.state === "SKIPPED") {
      this.#conclude(job, undefined, outcome, {});
      return;
    }
    if (outcome) this.#outcomes.set(id, outcome);
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
        this.#outcomes.delete(id);
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
    this.#conclude(job, work, this.#outcomes.get(job._id) ?? { state: "COMPLETED" }, changes);
  }

  /** Writes how a job ended, and what it leaves: nothing, when it failed or was cancelled. */
  #conclude(job: WireDocument, work: Work | undefined, { state, reason }: Outcome, changes: Draft): void {
    this.#outcomes.delete(job._id);
    const name = work?.name ?? "Job";
    const message = reason ?? defaultReasons[state];
    const leavesSomething = state === "COMPLETED" || state === "PARTIAL";
    if (!leavesSomething) work?.fail(job);
    const left = leavesSomething && work ? work.end(job) : {};
    const errors = { num_errors: state === "FAILED" ? 1 : 0, num_warnings: state === "PARTIAL" ? 1 : 0 };
    const partly = state === "PARTIAL" && left["phase"] !== undefined && { phase: "OFFLOAD_PARTIAL" };
    const line = message === undefined ? `${name} ${state.toLowerCase()}` : `${name} ${state.toLowerCase()}: ${message}`;
    const end = {
      state,
      end_time: this.#timers.seconds(),
      ...changes,
      ...left,
      ...errors,
      ...partly,
      ...(message !== undefined && { message }),
    };
    this.#write(job, end, line);
  }
}
