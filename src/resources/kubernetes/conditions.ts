import type { Duration } from "../../http/duration.ts";
import type { CallOptions } from "../../http/http.ts";
import { known } from "../../http/known.ts";
import type { KubernetesObject, Stored } from "./object.ts";

/** What a condition thinks of an object: it holds, it may still come, or it never will. */
export type Verdict =
  | { readonly state: "met" }
  | { readonly state: "waiting" }
  /** `code` is the error's; default `"Failed"`. */
  | { readonly state: "failed"; readonly why: string; readonly code?: "NotFound" };

/** Something to wait for. */
export interface WaitCondition<T> {
  /** Completes "wait until it …": `is ready`. */
  readonly description: string;
  /**
   * Looks at the object; undefined when there is none (404). `uid` is the one of the object that is waited for, as soon as it is known:
   * another one may take its name.
   */
  check(object: Stored<T> | undefined, uid?: string): Verdict;
}

/** The condition `deleted()`: there is no object to return when it holds. */
export interface GoneCondition {
  readonly description: string;
  check(object: unknown, uid?: string): Verdict;
  readonly gone: true;
}

export interface WaitOptions<T = unknown> extends Pick<CallOptions, "signal"> {
  /** How long in all. Default `"10m"`. */
  readonly timeout?: Duration | undefined;
  /** How often to look, where the kind can't be watched. Default: after 1 s, later 5 s. */
  readonly interval?: Duration | undefined;
  /** Called with the first state and each one after it. */
  readonly onProgress?: ((progress: WaitProgress<T>) => void) | undefined;
}

/** Where a wait stands. */
export interface WaitProgress<T = unknown> {
  readonly phase: string | undefined;
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** Conditions that are not True. */
  readonly conditions: readonly FailingCondition[];
  /** Seconds since the wait began. */
  readonly elapsed: number;
  /** undefined while there is none. */
  readonly object: Stored<T> | undefined;
}

/** A condition of an object's status that is not True. */
export interface FailingCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

interface WithStatus extends KubernetesObject {
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly {
      readonly type?: string;
      readonly status?: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

const statusOf = (object: unknown) => (object as WithStatus | undefined)?.status;

/** Phase, reason, message and failing conditions of an object, as far as it has them. */
export function stateOf(object: unknown): Pick<WaitProgress, "phase" | "reason" | "message" | "conditions"> {
  const status = statusOf(object);
  const conditions = (status?.conditions ?? [])
    .filter((condition) => condition.status !== "True")
    .map(({ type = "", status = "", reason, message }) => ({
      type,
      status,
      ...(reason && { reason }),
      ...(message && { message }),
    }));
  return { phase: status?.phase || undefined, reason: status?.reason || undefined, message: status?.message || undefined, conditions };
}

/** Everything known about an object's state, as one line. */
export function describeState(object: unknown): string {
  const { phase, reason, message, conditions } = stateOf(object);
  const parts = [`phase ${phase ?? "not set yet"}`];
  if (reason) parts.push(`reason ${reason}`);
  if (message) parts.push(message);
  for (const { type, status, reason, message } of conditions) {
    parts.push(`${type} is ${status}${reason || message ? ` (${[reason, message].filter(Boolean).join(": ")})` : ""}`);
  }
  return parts.join("; ");
}

const met: Verdict = { state: "met" };
const waiting: Verdict = { state: "waiting" };
const missing: Verdict = { state: "failed", why: "there is no such object", code: "NotFound" };

/** A condition of your own. Return true when it holds, or a text when it never will: the text says why. */
export function satisfies<T>(description: string, test: (object: Stored<T>) => boolean | string): WaitCondition<T> {
  return {
    description,
    check: (object) => {
      if (object === undefined) return missing;
      const verdict = test(object);
      if (typeof verdict === "string") return { state: "failed", why: verdict };
      return verdict ? met : waiting;
    },
  };
}

/** Phase Ready (of a Cluster: Initialized). Phase Failed ends the wait. Sleeping is neither: see `orSleeping`. */
export function ready<T extends KubernetesObject>(options: { readonly orSleeping?: boolean } = {}): WaitCondition<T> {
  known(options, "orSleeping", "ready");
  const good = new Set(["Ready", "Initialized", ...(options.orSleeping ? ["Sleeping"] : [])]);
  return inPhase(options.orSleeping ? "is ready or asleep" : "is ready", (phase) => good.has(phase));
}

/** Phase Initialized, which a connected Cluster gets to. Phase Failed ends the wait. */
export function initialized<T extends KubernetesObject>(): WaitCondition<T> {
  return inPhase("is initialized", (current) => current === "Initialized");
}

/** Phase Sleeping. Phase Failed ends the wait. */
export function sleeping<T extends KubernetesObject>(): WaitCondition<T> {
  return inPhase("is asleep", (phase) => phase === "Sleeping");
}

/** A phase by its name. Phase Failed ends the wait, unless it is the one asked for. */
export function phase<T extends KubernetesObject>(name: string): WaitCondition<T> {
  return inPhase(`is in phase ${name}`, (current) => current === name);
}

function inPhase<T extends KubernetesObject>(description: string, good: (phase: string) => boolean): WaitCondition<T> {
  return satisfies(description, (object) => {
    const current = statusOf(object)?.phase ?? "";
    if (good(current)) return true;
    return current === "Failed" ? describeState(object) : false;
  });
}

/** A condition of `status.conditions` has this status (default `"True"`). */
export function condition<T extends KubernetesObject>(type: string, status = "True"): WaitCondition<T> {
  return satisfies(
    `has ${type}=${status}`,
    (object) => statusOf(object)?.conditions?.some((one) => one.type === type && one.status === status) ?? false,
  );
}

/** The object is gone: the server answers 404, or another one has taken its name. Nothing else counts. */
export function deleted(): GoneCondition {
  return {
    description: "is gone",
    gone: true,
    check: (object, uid) => {
      const found = (object as KubernetesObject | undefined)?.metadata?.uid;
      const isAnother = uid !== undefined && found !== undefined && found !== uid;
      return object === undefined || isAnother ? met : waiting;
    },
  };
}

/** All of them hold at the same time; one that failed fails all. */
export function allOf<T>(...conditions: readonly WaitCondition<T>[]): WaitCondition<T> {
  return {
    description: conditions.map((one) => one.description).join(" and "),
    check: (object, uid) => {
      const verdicts = conditions.map((one) => one.check(object, uid));
      const failed = verdicts.find(({ state }) => state === "failed");
      return failed ?? (verdicts.every(({ state }) => state === "met") ? met : waiting);
    },
  };
}

/** One of them holds; only when all have failed does it fail. */
export function anyOf<T>(...conditions: readonly WaitCondition<T>[]): WaitCondition<T> {
  return {
    description: conditions.map((one) => one.description).join(" or "),
    check: (object, uid) => {
      const verdicts = conditions.map((one) => one.check(object, uid));
      if (verdicts.some(({ state }) => state === "met")) return met;
      return verdicts.every(({ state }) => state === "failed") ? (verdicts[0] ?? waiting) : waiting;
    },
  };
}

/** The condition doesn't hold, be it not yet or never. */
export function not<T>(other: WaitCondition<T>): WaitCondition<T> {
  return {
    description: `not (${other.description})`,
    check: (object, uid) => (object === undefined ? missing : other.check(object, uid).state === "met" ? waiting : met),
  };
}
