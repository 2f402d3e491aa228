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
} from "../eve/index.ts";
import type { Timers } from "./timers.ts";

/** Names the worker of a job. */
export const jobRunner = "rig";

/** A definition that runs by schedule needs a policy, unless its copy definition has one. */
export const backupHooks: Hooks = {
  validate(document, { operation }, issues) {
    if (operation === "update" || document["trigger_type"] !== "SCHEDULED") return;
    if (!Object.hasOwn(document, "policy") && !document["copydef"]) issues.add(["policy"], "required", "required field");
  },
};

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

/**
 * POST kubebackups/{id}/action/run: answers the definition, not the job; the job is found by `backupdef` and `start_time`.
 * `started` is told the job's id; without it nothing moves the job, and it is RUNNING from the start.
 */
export function runRoute(engine: () => EveEngine, timers: Timers, started: ((job: string) => void) | undefined): Route {
  return {
    methods: ["POST"],
    path: /^v1\/kubebackups\/([a-f0-9]{24})\/action\/run$/,
    async handle({ request, groups: [id = ""] }) {
      if (!engine().get("kubebackups", id)) throw new EveError(404);
      const read = await readRun(request);
      if ("refused" in read) return read.refused;
      const { run } = read;
      const backup = engine().get("kubebackups", id);
      if (!backup) throw new EveError(404);
      const now = timers.seconds();
      const job = engine().create("jobs", {
        name: backup["name"],
        type: "K8S_SNAP",
        state: started ? "PENDING" : "RUNNING",
        start_time: now,
        cluster: backup["cluster"],
        backupdef: id,
        ...(started && run["retention"] !== undefined && { retention: run["retention"] }),
        jobrunner: jobRunner,
        activity: [],
      });
      engine().update("kubebackups", id, { status: { last_job_run_time: now } });
      started?.(job._id);
      return { status: 200, body: { ...engine().present("kubebackups", id), _status: "OK" } };
    },
  };
}
