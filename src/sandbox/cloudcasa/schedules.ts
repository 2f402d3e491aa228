import { type Draft, type EveEngine, type Hooks, isDict, Unsupported, type WireDocument } from "../eve/index.ts";
import { type Cron, isZone, nextTime, parseCron } from "./cron.ts";
import type { Timers } from "./timers.ts";

/** What a schedule asks of a run that it starts. */
export interface Scheduled {
  policy: string;
  retention: { retainDays: number; numAlwaysRetain: number };
}

/** Starts a run of a definition, as the run action does. */
type Start = (resource: string, definition: WireDocument, scheduled: Scheduled) => void;

/**
 * The crontab line of a schedule: `cronSpec`, or else its five parts. One that is left out is any, but for those finer than all that are
 * given, which are their first: `hour` alone is that hour's first minute, and not each of them. Undefined without any.
 */
function lineOf(schedule: unknown): string | undefined {
  const { cronSpec, minute, hour, dayOfMonth, month, dayOfWeek } = (isDict(schedule) ? schedule : {}) as Record<string, string | undefined>;
  if (cronSpec) return cronSpec;
  if (!(minute || hour || dayOfMonth || month || dayOfWeek)) return undefined;
  const day = dayOfMonth || (minute || hour || dayOfWeek ? "*" : "1");
  return [minute || "0", hour || (minute ? "*" : "0"), day, month || "*", dayOfWeek || "*"].join(" ");
}

const zoneOf = (policy: Draft): string => String(policy["timezone"] ?? "UTC");

interface Due {
  at: number;
  schedule: Draft;
}

/** The schedules of policies: at their times, every definition runs that goes by the policy. */
export class Schedules {
  readonly #engine: () => EveEngine;
  readonly #timers: Timers;
  readonly #start: Start;

  constructor(engine: () => EveEngine, timers: Timers, start: Start) {
    this.#engine = engine;
    this.#timers = timers;
    this.#start = start;
  }

  /** Times that can't be read would never come, and nobody would see why. */
  readonly hooks: Hooks = {
    validate: (policy, _, issues) => {
      if (!issues.empty) return;
      const zone = policy["timezone"];
      if (zone !== undefined && !isZone(String(zone)))
        throw new Unsupported(
          "policy-timezone",
          `the time zone ${JSON.stringify(zone)} of a policy`,
          "runs the schedules by the clocks of a zone; what it makes of a name that is none is not known",
          'Use an IANA name such as "Europe/Berlin".',
        );
      for (const entry of (policy["schedules"] ?? []) as Draft[]) {
        const line = lineOf(entry["schedule"]);
        if (line !== undefined && !parseCron(line))
          throw new Unsupported(
            "policy-schedule",
            `the schedule ${JSON.stringify(line)} of a policy`,
            "runs by it; what it makes of times that are no crontab's is not known",
            'Use five parts of numbers, names, ranges, lists and steps, such as "0 3 * * MON-FRI".',
          );
      }
    },
  };

  /** Plans the runs of every policy. */
  start(): void {
    for (const policy of this.#engine().list("policies")) this.follow(policy._id, this.#timers.now());
  }

  /** Plans the next runs of a policy after a time, and calls off what was planned; for one that is gone, nothing more. */
  follow(id: string, after: number): void {
    const key = `policy ${id}`;
    this.#timers.cancel(key);
    const policy = this.#engine().get("policies", id);
    const due = policy ? next(policy, after) : [];
    const at = due[0]?.at;
    if (at === undefined) return;
    const run = () => {
      for (const { schedule } of due) this.#run(id, schedule);
      this.follow(id, at);
    };
    this.#timers.after(key, at - this.#timers.now(), run, true);
  }

  #run(policy: string, { retainDays, numAlwaysRetain }: Draft): void {
    const engine = this.#engine();
    if ((engine.get("policies", policy)?.["status"] as Draft | undefined)?.["suspended"] === true) return;
    const retention = { retainDays: Number(retainDays ?? 7), numAlwaysRetain: Number(numAlwaysRetain ?? 0) };
    for (const resource of ["kubebackups", "kubeoffloads"])
      for (const definition of engine.list(resource, { policy, trigger_type: "SCHEDULED" }))
        if (definition["pause"] !== true) this.#start(resource, definition, { policy, retention });
  }
}

/** The schedules of a policy that come next: those of one time. */
function next(policy: Draft, after: number): Due[] {
  const zone = zoneOf(policy);
  const due = ((policy["schedules"] ?? []) as Draft[]).flatMap((entry): Due[] => {
    const line = lineOf(entry["schedule"]);
    const cron: Cron | undefined = line === undefined ? undefined : parseCron(line);
    const at = cron && isZone(zone) ? nextTime(cron, zone, after) : undefined;
    return at === undefined ? [] : [{ at, schedule: entry }];
  });
  const first = Math.min(...due.map(({ at }) => at));
  return due.filter(({ at }) => at === first);
}

/** Whether what a schedule leaves can't be deleted before its time (SafeLock): one of its policy that keeps as long says so. */
export function isLocked(engine: EveEngine, job: WireDocument): boolean {
  const policy = job["policy_id"] === undefined ? undefined : engine.get("policies", String(job["policy_id"]));
  const { retainDays, numAlwaysRetain } = (job["retention"] ?? {}) as Draft;
  return ((policy?.["schedules"] ?? []) as Draft[]).some(
    (entry) => entry["locked"] === true && entry["retainDays"] === retainDays && (entry["numAlwaysRetain"] ?? 0) === numAlwaysRetain,
  );
}
