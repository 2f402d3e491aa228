import type { FinalState, Outcome } from "./cloudcasa/index.ts";
import { checkNames, hint, type OptionNames } from "./option-names.ts";
import type { Failure } from "./platform/index.ts";

/** How a job ends: its state, and why. */
export interface JobEnd {
  /** What its `message` says. Default: a text that fits the state. */
  reason?: string;
}

/** A job of CloudCasa. */
export interface SandboxJob {
  /** Ends the job at once. Throws an Error for one that is not there, or has ended. */
  finish(state: FinalState, options?: JobEnd): void;
}

/** The next job of CloudCasa that begins. */
export interface SandboxNextJob {
  /** The job ends so when its time has come; SKIPPED ends it before it begins. `type`: only a job of this type, such as `RESTORE`. */
  finish(state: FinalState, options?: JobEnd & { type?: JobType }): void;
}

/** The types of jobs that the sandbox plays: backup, copy, restore. */
export type JobType = "K8S_SNAP" | "K8S_COPY" | "RESTORE";

/** Something of the platform that can be made to fail, also before it is there. */
export interface SandboxFailable {
  /** Fails from now on, at once. A sleeping instance fails when it wakes, one that does not exist yet when it would become Ready. */
  fail(failure: Failure): void;
  /** Works again. */
  recover(): void;
}

/** A virtual cluster or space of a project. */
export interface SandboxInstance extends SandboxFailable {
  /**
   * A virtual cluster with `spec.external`, which the platform did not deploy, connects to it: it stays Pending until then, unless its
   * `clusterRef` says where it is. Throws an Error if there is none of that name.
   */
  connect(): void;
}

const failureNames = { reason: true, message: true, condition: true } satisfies OptionNames<Failure>;

/** What `fail` and `recover` do; `where` names it in errors. */
export function failable(where: string, set: (failure: Failure | undefined) => void): SandboxFailable {
  return {
    fail(failure) {
      checkNames(failure, failureNames, where);
      for (const name of ["reason", "message"] as const)
        if (typeof failure[name] !== "string" || failure[name] === "")
          throw new TypeError(`${where}: ${name} must be a string that is not empty`);
      set({ ...failure });
    },
    recover: () => set(undefined),
  };
}

const finalStates: readonly string[] = ["COMPLETED", "PARTIAL", "FAILED", "SKIPPED", "CANCELED"] satisfies FinalState[];
const jobTypes: readonly string[] = ["K8S_SNAP", "K8S_COPY", "RESTORE"] satisfies JobType[];

/** How a job is to end, checked; `where` names the call in errors. */
export function outcomeOf(
  where: string,
  state: FinalState,
  end: JobEnd & { type?: JobType },
  names: Readonly<Record<string, true>>,
): Outcome {
  checkNames(end, names, `${where}.finish`);
  const { reason, type } = end;
  if (!finalStates.includes(state))
    throw new TypeError(`${where}.finish: no job ends ${JSON.stringify(state)}${hint(String(state), finalStates)}`);
  if (reason !== undefined && (typeof reason !== "string" || reason === ""))
    throw new TypeError(`${where}.finish: reason must be a string that is not empty`);
  if (type !== undefined && !jobTypes.includes(type))
    throw new TypeError(`${where}.finish: no job of type ${JSON.stringify(type)}${hint(String(type), jobTypes)}`);
  return { state, ...(reason !== undefined && { reason }), ...(type !== undefined && { type }) };
}
