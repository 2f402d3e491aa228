/** Conditions for Kubernetes objects. */
import { checkOptions } from "../../http/options.ts";
import { met, missing, satisfies, undecided, type Verdict, type WaitCondition, type WaitContext, waiting } from "../common/condition.ts";
import { describeState } from "../common/state.ts";
import { conditionsOf, countOf, currentConditionsOf, fieldsOf, isOutdated, stateOf, statusOf } from "./state.ts";

const failed = (object: unknown): Verdict => ({ state: "failed", why: describeState(stateOf(object)) });

function phaseCondition<T>(
  description: string,
  judge: (phase: string | undefined, object: T, context: WaitContext) => Verdict,
): WaitCondition<T> {
  return {
    description,
    check: (object, context) => {
      if (object === undefined) return missing;
      const { phase } = stateOf(object);
      if (phase !== undefined && isOutdated(object)) return undecided;
      const verdict = judge(phase, object, context);
      return verdict.state === "waiting" && phase === "Failed" ? failed(object) : verdict;
    },
  };
}

export interface ReadyOptions {
  /** A sleeping object is good enough. Default false: it ends the wait, since it does not get ready by itself. */
  readonly orSleeping?: boolean;
  /** Wakes a sleeping object, once, and waits on. Default false. */
  readonly wake?: boolean;
}

/**
 * Phase Ready (of a Cluster: Initialized), or, for other kinds, condition Ready=True. Phase Failed ends the wait. So does a sleeping object,
 * unless it was woken or an option says otherwise, and an object that has neither phase nor condition Ready.
 */
export function ready<T>(options: ReadyOptions = {}): WaitCondition<T> {
  checkOptions(options, { orSleeping: true, wake: true }, "until.ready");
  return phaseCondition(options.orSleeping ? "is ready or asleep" : "is ready", (phase, object, context) => {
    if (phase === "Ready" || phase === "Initialized") return met;
    if (phase === "Sleeping") {
      if (options.orSleeping) return met;
      if (isWaking(object)) return waiting;
      if (options.wake) return { state: "asleep" };
      const why = `${describeState(stateOf(object))}; wake it, or wait until.ready({ wake: true }) or until.ready({ orSleeping: true })`;
      return { state: "failed", why };
    }
    // Kinds of the platform have a phase, though not yet when they are new.
    if (/^(?:management|storage)\.loft\.sh\//.test(context.apiVersion ?? "")) return waiting;
    const verdict = conditionVerdict(object, "Ready", "True");
    const hasNeither = phase === undefined && !conditionsOf(object).some(({ type }) => type === "Ready");
    if (verdict !== waiting || !hasNeither) return verdict;
    return isOutdated(object) ? undecided : { state: "failed", why: notReadable(context) };
  });
}

/** Whether a sleeping object has been told to wake up since it fell asleep: its phase follows some time later. */
function isWaking(object: unknown): boolean {
  const annotations = fieldsOf(fieldsOf(fieldsOf(object)["metadata"])["annotations"]);
  const note = (name: string) => annotations[`sleepmode.loft.sh/${name}`];
  // Waking takes the force away. A sleep for another reason only ends by a later activity.
  const isLater = Number(note("last-activity")) >= Number(note("sleeping-since"));
  return note("force") !== "true" && (isLater || /^forced/.test(String(note("sleep-type"))));
}

/** What to wait for in place of `until.ready()`. A CloudCasa document has no API version. */
function notReadable({ kind, apiVersion }: WaitContext): string {
  if (apiVersion === undefined) return `${kind} have no condition Ready; use until.active() or until.completed()`;
  const workloads = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/;
  const better = workloads.test(kind)
    ? "until.rolledOut()"
    : kind === "Job"
      ? "until.complete()"
      : 'until.condition("…") or until.phase("…")';
  return `${kind} has neither a phase nor a condition Ready; use ${better}`;
}

/** Phase Initialized, which a connected Cluster reaches. Phase Failed ends the wait. */
export function initialized<T>(): WaitCondition<T> {
  return phaseCondition("is initialized", (phase) => (phase === "Initialized" ? met : waiting));
}

/** Phase Sleeping. Phase Failed ends the wait. */
export function sleeping<T>(): WaitCondition<T> {
  return phaseCondition("is asleep", (phase) => (phase === "Sleeping" ? met : waiting));
}

/** A phase by its name. Phase Failed ends the wait, unless it is the one asked for. */
export function phase<T>(name: string): WaitCondition<T> {
  return phaseCondition(`is in phase ${name}`, (current) => (current === name ? met : waiting));
}

/** A condition of `status.conditions` has this status (default `"True"`). */
export function condition<T>(type: string, status = "True"): WaitCondition<T> {
  return {
    description: `has ${type}=${status}`,
    check: (object) => (object === undefined ? missing : conditionVerdict(object, type, status)),
  };
}

function conditionVerdict(object: unknown, type: string, status: string): Verdict {
  const isMeant = (one: { readonly type: string }) => one.type === type;
  const current = currentConditionsOf(object).filter(isMeant);
  if (current.some((one) => one.status === status)) return met;
  return current.length < conditionsOf(object).filter(isMeant).length ? undecided : waiting;
}

/** The object is gone: the server responds 404, or another object has its name. Nothing else counts. */
export function deleted(): WaitCondition<unknown, true> {
  return {
    description: "is gone",
    isGone: true,
    check: (object, { uid }) => {
      const found = fieldsOf(fieldsOf(object)["metadata"])["uid"];
      const isAnother = uid !== undefined && found !== undefined && found !== uid;
      return object === undefined || isAnother ? met : waiting;
    },
  };
}

/**
 * A Deployment, StatefulSet, DaemonSet or ReplicaSet runs its newest version with all replicas available. A rollout that passed its progress
 * deadline ends the wait.
 */
export function rolledOut<T>(): WaitCondition<T> {
  return satisfies("is rolled out", (object, { kind }) => {
    const { spec } = object as { spec?: unknown };
    const status = statusOf(object);
    if (isOutdated(object, countOf(status["observedGeneration"]))) return false;
    const late = currentConditionsOf(object).find(({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded");
    if (late !== undefined) return describeState(stateOf(object));
    if (status["desiredNumberScheduled"] !== undefined) {
      const wanted = countOf(status["desiredNumberScheduled"]);
      return countOf(status["updatedNumberScheduled"]) >= wanted && countOf(status["numberAvailable"]) >= wanted;
    }
    const wanted = typeof fieldsOf(spec)["replicas"] === "number" ? countOf(fieldsOf(spec)["replicas"]) : 1;
    const updated = countOf(status["updatedReplicas"]);
    const hasRevisions = status["updateRevision"] !== undefined;
    const isReplicaSet = kind === "ReplicaSet";
    const partition = countOf(fieldsOf(fieldsOf(fieldsOf(spec)["updateStrategy"])["rollingUpdate"])["partition"]);
    const isUpdated = isReplicaSet || updated >= Math.max(0, wanted - partition);
    const isOldGone = hasRevisions || countOf(status["replicas"]) <= (isReplicaSet ? wanted : updated);
    const available = status["availableReplicas"] ?? (hasRevisions ? status["readyReplicas"] : undefined);
    return isUpdated && isOldGone && countOf(available) >= wanted;
  });
}

/** A Job is complete. A failed Job ends the wait. */
export function complete<T>(): WaitCondition<T> {
  return satisfies("is complete", (object) => {
    const conditions = currentConditionsOf(object).filter(({ status }) => status === "True");
    if (conditions.some(({ type }) => type === "Complete")) return true;
    const failure = conditions.find(({ type }) => type === "Failed" || type === "FailureTarget");
    return failure === undefined ? false : [failure.type, failure.reason, failure.message].filter(Boolean).join(": ");
  });
}
