import type { CallOptions } from "../../http/call.ts";
import type { Duration } from "../../http/duration.ts";
import { invalidArgument } from "../../http/errors.ts";
import type { ObjectState } from "../../http/wait-error.ts";

/** What a condition finds in an object: it holds, it may still come, the object must be woken first, or it never will hold. */
export type Verdict =
  | { readonly state: "met" }
  | { readonly state: "waiting" }
  | { readonly state: "asleep" }
  /** `code` is that of the error; default `"Failed"`. */
  | { readonly state: "failed"; readonly why: string; readonly code?: "NotFound" };

/** What a wait knows beside the object, which may lack its kind when it comes from a list. */
export interface WaitContext {
  /** The uid of the object that is waited for, as soon as it is known: another object may take its name. */
  readonly uid?: string | undefined;
  /** Kind of a Kubernetes object, or name of a CloudCasa resource. */
  readonly kind: string;
  /** API version of a Kubernetes object. */
  readonly apiVersion?: string | undefined;
}

/** Something to wait for with `waitFor`. `IsGone`: it holds when there is no object. */
export interface WaitCondition<T, IsGone extends boolean = false> {
  /** Completes "waiting until the object …": `is ready`. */
  readonly description: string;
  /** Looks at the object; undefined if there is none (404). */
  // Not a method: the types of a method's parameters are compared loosely, and a condition for jobs would fit clusters.
  readonly check: (object: T | undefined, context: WaitContext) => Verdict;
  /** The condition holds when there is no object: the wait returns undefined. */
  readonly isGone?: IsGone;
}

/** What a wait returns: the object, or nothing if it is gone. */
export type Waited<T, IsGone extends boolean> = IsGone extends true ? undefined : T;

export interface WaitOptions<T = unknown> extends Pick<CallOptions, "signal"> {
  /** How long in all. Default `"10m"`. */
  readonly timeout?: Duration | undefined;
  /** How often to read the object, if it can't be watched. Default: after 1 s, later up to every 5 s. */
  readonly interval?: Duration | undefined;
  /** Called with the first state and each one after it. */
  readonly onProgress?: ((progress: WaitProgress<T>) => void) | undefined;
}

/** Where a wait stands. */
export interface WaitProgress<T = unknown> extends ObjectState {
  /** Seconds since the wait began. */
  readonly elapsed: number;
  /** The object; undefined while there is none. */
  readonly object: T | undefined;
}

export const met: Verdict = { state: "met" };
export const waiting: Verdict = { state: "waiting" };
/** Waiting, since what is known describes an older state of the object: neither the condition nor its opposite holds. */
export const undecided: Verdict = { state: "waiting" };
const stillWaiting = (verdicts: readonly Verdict[]) => (verdicts.includes(undecided) ? undecided : waiting);
export const missing: Verdict = { state: "failed", why: "there is no such object", code: "NotFound" };

/** What a condition finds. Throws InvalidArgument for a `check` that returns no verdict: one that is asynchronous would wait for ever. */
export function verdictOf<T>(
  condition: Pick<WaitCondition<T>, "description" | "check">,
  object: T | undefined,
  context: WaitContext,
): Verdict {
  const verdict = condition.check(object, context) as Verdict | undefined;
  if (/^(met|waiting|asleep|failed)$/.test(verdict?.state ?? "")) return verdict as Verdict;
  // What an asynchronous one throws later is of no use to anybody any more.
  if (typeof (verdict as Partial<PromiseLike<unknown>> | undefined)?.then === "function") Promise.resolve(verdict).catch(() => undefined);
  throw invalidArgument(
    `condition "${condition.description}"`,
    "returned no verdict (true, false, or a string that says why it never holds); it can't be async",
  );
}

/** A condition of your own. Return true if it holds, false if it may still come, or a string that says why it never will. */
export function satisfies<T>(description: string, test: (object: T, context: WaitContext) => boolean | string): WaitCondition<T> {
  return {
    description,
    check: (object, context) => {
      if (object === undefined) return missing;
      const verdict: unknown = test(object, context);
      if (typeof verdict === "boolean") return verdict ? met : waiting;
      // What is no verdict is refused where it is read: a forgotten return would wait for ever, a promise would always hold.
      return typeof verdict === "string" ? { state: "failed", why: verdict } : (verdict as Verdict);
    },
  };
}

/** All of them hold at the same time; one that failed fails all. */
export function allOf<T>(...conditions: readonly WaitCondition<T>[]): WaitCondition<T> {
  checkConditions(conditions, "until.allOf");
  return {
    description: conditions.map((one) => one.description).join(" and "),
    check: (object, context) => {
      const verdicts = conditions.map((one) => verdictOf(one, object, context));
      const decisive = verdicts.find(({ state }) => state === "failed") ?? verdicts.find(({ state }) => state === "asleep");
      return decisive ?? (verdicts.every(({ state }) => state === "met") ? met : stillWaiting(verdicts));
    },
  };
}

/** One of them holds; it fails only if all have failed. */
export function anyOf<T>(...conditions: readonly WaitCondition<T>[]): WaitCondition<T> {
  checkConditions(conditions, "until.anyOf");
  return {
    description: conditions.map((one) => one.description).join(" or "),
    check: (object, context) => {
      const verdicts = conditions.map((one) => verdictOf(one, object, context));
      const decisive = verdicts.find(({ state }) => state === "met") ?? verdicts.find(({ state }) => state === "asleep");
      if (decisive !== undefined) return decisive;
      return verdicts.every(({ state }) => state === "failed") ? verdicts[0]! : stillWaiting(verdicts);
    },
  };
}

/** The condition does not hold, not yet or never. */
export function not<T>(other: WaitCondition<T>): WaitCondition<T> {
  checkConditions([other], "until.not");
  return {
    description: `not (${other.description})`,
    check: (object, context) => {
      if (object === undefined) return missing;
      const verdict = verdictOf(other, object, context);
      return verdict === undecided ? undecided : verdict.state === "met" ? waiting : met;
    },
  };
}

/** Throws InvalidArgument for none, and for what is no condition, such as `until.ready` without its brackets. */
export function checkConditions(conditions: readonly unknown[], where: string): void {
  const areConditions = conditions.every((one) => typeof (one as Partial<WaitCondition<unknown>> | undefined)?.check === "function");
  if (conditions.length === 0 || !areConditions) throw invalidArgument(where, "expected a condition such as until.ready()");
}
