import {
  type Answer,
  type Draft,
  type EveEngine,
  EveError,
  type Hooks,
  isDict,
  type Route,
  readBody,
  type Schema,
  validate,
  type WireDocument,
} from "../eve/index.ts";
import { createJob } from "./jobs.ts";
import type { RecoveryPoints } from "./recovery-points.ts";
import type { Scheduled } from "./schedules.ts";
import type { Timers } from "./timers.ts";

/** A definition that runs by schedule needs a policy, unless its copy definition has one. */
const needsPolicy: NonNullable<Hooks["validate"]> = (document, { operation }, issues) => {
  if (operation === "update" || document["trigger_type"] !== "SCHEDULED") return;
  if (!Object.hasOwn(document, "policy") && !document["copydef"]) issues.add(["policy"], "required", "required field");
};

/** Ignores an empty status: the vendor's Terraform provider sends one with each write. */
const receive: NonNullable<Hooks["receive"]> = (document) => {
  const { status } = document;
  if (isDict(status) && Object.keys(status).length === 0) delete document["status"];
};

export const backupHooks: Hooks = { receive, validate: needsPolicy };

/** A copy definition is of the same cluster as its backup definition. */
export const offloadHooks = (engine: () => EveEngine): Hooks => ({
  receive,
  validate: needsPolicy,
  insert(document) {
    const backup = engine().core.store.get("kubebackups", String(document["backupdef"]));
    if (backup?.["cluster"]) document["cluster"] ??= backup["cluster"];
  },
});

/** The body of a run. */
const runSchema: Schema = {
  retention: {
    type: "dict",
    schema: { retainDays: { type: "integer", default: 7, min: 1 }, numAlwaysRetain: { type: "integer", default: 0, min: 0, max: 30 } },
  },
  runBackup: { type: "boolean" },
};

/** What a run asks for; a run without a body keeps its recovery point as long as by default. Or the answer that refuses it. */
async function readRun(request: Request): Promise<{ run: Draft } | { refused: Answer }> {
  const empty = (await request.clone().text()) === "";
  const run = empty ? {} : await readBody(request);
  if (!isDict(run)) throw new EveError(400);
  const issues = validate(run, runSchema, { operation: "create", exists: () => false, taken: () => false });
  if (issues.empty) return { run };
  const message = "Insertion failure: 1 document(s) contain(s) error(s)";
  return { refused: { status: 422, body: { _status: "ERR", _issues: issues.toJSON(), _error: { code: 422, message } } } };
}

/** What makes a job of a definition's run. */
interface Making {
  engine: () => EveEngine;
  timers: Timers;
  points: RecoveryPoints;
  /** Told the job's id; without it nothing moves the job, and it is RUNNING from the start. */
  started: ((job: string) => void) | undefined;
}

/** Runs of backup and of copy definitions, told by hand or due by schedule. */
export class Runs {
  readonly #making: Making;

  constructor(making: Making) {
    this.#making = making;
  }

  /** POST …/action/run of both. */
  get routes(): Route[] {
    return ["kubebackups", "kubeoffloads"].map((resource) => this.#route(resource));
  }

  /** A schedule's time has come. */
  scheduled(resource: string, definition: WireDocument, { policy, retention }: Scheduled): void {
    // What a copy does with an older snapshot is said by its definition; by hand it is said by the run.
    this.#start(resource, definition, { retention, runBackup: definition["run_backup"] === true }, { policy_id: policy });
  }

  /**
   * Answers the definition, not the job. Its `last_job_run_time` is that of the run before: clients find the new job by `backupdef` and a
   * `start_time` after it.
   */
  #route(resource: string): Route {
    const { engine } = this.#making;
    return {
      methods: ["POST"],
      path: new RegExp(`^v1/${resource}/([a-f0-9]{24})/action/run$`),
      handle: async ({ request, groups: [id = ""], witness }) => {
        if (!engine().get(resource, id)) throw new EveError(404);
        const read = await readRun(request);
        if ("refused" in read) return read.refused;
        const definition = engine().get(resource, id);
        if (!definition) throw new EveError(404);
        engine().core.store.witnessed(witness, () => this.#start(resource, definition, read.run));
        const body = engine().present(resource, id) ?? {};
        const previous = (definition["status"] as Draft | undefined)?.["last_job_run_time"] ?? 0;
        const status = { ...(body["status"] as Draft), last_job_run_time: previous };
        return { status: 200, body: { ...body, status, _status: "OK" } };
      },
    };
  }

  /** Makes the job. */
  #start(resource: string, definition: WireDocument, run: Draft, more: Draft = {}): void {
    const { engine, timers, started } = this.#making;
    const now = timers.seconds();
    const ofType = resource === "kubebackups" ? { type: "K8S_SNAP", backupdef: definition._id } : this.#copy(definition, run);
    const job = createJob(engine(), {
      name: definition["name"],
      state: started ? "PENDING" : "RUNNING",
      start_time: now,
      ...(definition["cluster"] !== undefined && { cluster: definition["cluster"] }),
      ...ofType,
      ...(started && { display_type: ofType.type }),
      ...(started && run["retention"] !== undefined && { retention: run["retention"] }),
      ...more,
    });
    const named = resource === "kubeoffloads" && { state: "JOB_CREATED", jobid: job._id };
    engine().update(resource, definition._id, { status: { ...named, last_job_run_time: now } });
    started?.(job._id);
  }

  #copy(definition: WireDocument, run: Draft): Draft & { type: string } {
    const backupdef = definition["backupdef"] as string | undefined;
    // A new snapshot is taken where the run says so; else the newest that is there is copied.
    const fresh = run["runBackup"] === true && backupdef !== undefined;
    const source = fresh ? undefined : (definition["backup_inst"] ?? (backupdef && this.#making.points.latest(backupdef)?._id));
    return {
      type: "K8S_COPY",
      offloaddef: definition._id,
      offloaddef_name: definition["name"],
      ...(backupdef && { backupdef }),
      ...(source && { backup_inst: source }),
      record_offload_snapshot_job: fresh,
    };
  }
}
