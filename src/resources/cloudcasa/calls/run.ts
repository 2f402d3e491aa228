/** Running a backup. */

import type { Job, Kubebackup, RunBackup } from "../../../generated/cloudcasa.ts";
import type { Deadline } from "../../../http/deadline.ts";
import { deadlineOf, milliseconds } from "../../../http/duration.ts";
import type { ErrorCode, RequestError } from "../../../http/errors.ts";
import { isLost } from "../../../http/lost.ts";
import { checkPositiveInteger, type OptionNames } from "../../../http/options.ts";
import { segment } from "../../../http/paths.ts";
import { getDocument } from "../../eve/calls/get.ts";
import { readDocuments } from "../../eve/calls/list.ts";
import type { Reference } from "../../eve/document.ts";
import { failureOf } from "../../eve/failure.ts";
import { queryParameters, type Where } from "../../eve/query.ts";
import type { DocumentRequests } from "../../eve/requests.ts";
import type { RunOptions } from "../options.ts";

const runOptions = { retainDays: true, timeout: true, interval: true, signal: true } satisfies OptionNames<RunOptions>;

/** Jobs of a backup definition that are no runs of it. */
const housekeeping = ["DELETE_BACKUP", "AWSRDS_BACKUP_DELETE", "AGENT_UPDATE"];

type Backups = DocumentRequests<Kubebackup>;
type Jobs = DocumentRequests<Job>;

/** Runs a backup and returns its job: the one whose id was not there before. */
export async function runBackup(requests: Backups, jobs: Jobs, backup: Reference, options: RunOptions): Promise<Job> {
  requests.checkOptions(options, runOptions, "run");
  const { retainDays = 7 } = options;
  checkPositiveInteger(retainDays, "retainDays");
  const interval = milliseconds(options.interval ?? "1s", "interval");
  const timeout = deadlineOf(options.timeout ?? "2m", "timeout");
  const id = requests.id(backup, "run");
  return requests.within(
    options,
    async (deadline) => {
      const definition = await getDocument(requests, id, deadline);
      const before = new Set((await latestRuns(jobs, id, deadline)).map((job) => job._id));
      const lost = await start(requests, definition, retainDays, deadline);
      try {
        for (;;) {
          const job = (await latestRuns(jobs, id, deadline)).filter(({ _id }) => !before.has(_id)).at(-1);
          if (job !== undefined) return job;
          await deadline.sleep(Math.max(10, interval));
        }
      } catch (cause) {
        throw lost && deadline.ended !== "aborted" ? lost : notFollowed(requests, id, cause, deadline);
      }
    },
    timeout,
  );
}

/** The error of a run that was started and has no job yet. */
function notFollowed(requests: Backups, id: string, cause: unknown, deadline: Deadline): RequestError {
  const failure = (code: ErrorCode, message: string, cause: unknown, status?: number) =>
    failureOf(requests, code, message, "run", id, { method: "POST", effect: "unknown", cause, status });
  if (deadline.ended === "aborted") return failure("Aborted", "run aborted", deadline.reason);
  const started = "the run was started, but";
  if (deadline.ended === "timeout") return failure("Timeout", `${started} no job appeared within ${deadline.timeout / 1000} s`, undefined);
  const { code, message, status } = cause as RequestError;
  return failure(code, `${started} its job was not found: ${message}`, cause, status);
}

/** Starts a run. Returns the error if its response was lost: the job will show whether it started. */
async function start(
  requests: Backups,
  { _id: id, copydef }: Pick<Kubebackup, "_id" | "copydef">,
  retainDays: number,
  deadline: Deadline,
): Promise<Error | undefined> {
  const input: RunBackup = { retention: { retainDays }, runBackup: true };
  // A definition with a copy is run through the copy.
  const path = copydef ? `${requests.api.root}/kubeoffloads/${segment(copydef, "copydef")}/action/run` : requests.path(id, "action", "run");
  const headers = { "content-type": "application/json" };
  const call = { method: "POST", headers, body: JSON.stringify(input), safety: "write", answer: "optional" } as const;
  try {
    await requests.send("run", { id, path }, call, deadline);
    return undefined;
  } catch (error) {
    if (isLost(error)) return error;
    throw error;
  }
}

/** The newest runs of a definition, newest first. */
async function latestRuns(jobs: Jobs, id: string, deadline: Deadline): Promise<Job[]> {
  const where: Where<Job> = { backupdef: id, type: { $nin: housekeeping } };
  const query = queryParameters({ where, sort: "-start_time", max_results: 50 });
  return (await readDocuments(jobs, query, 1, deadline)).items;
}
