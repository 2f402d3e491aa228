/** Waiting for an object to reach a state: always with a deadline, and with the reason if it does not. */
import type { Deadline } from "../../http/deadline.ts";
import { type Duration, milliseconds } from "../../http/duration.ts";
import { invalidArgument, isRequestError } from "../../http/errors.ts";
import { foreignText } from "../../http/explain/redact.ts";
import { isFinal } from "../../http/lost.ts";
import { isNotFound } from "../../http/predicates.ts";
import { notify } from "../../http/user-code.ts";
import { type ObjectState, WaitError } from "../../http/wait-error.ts";
import { checkConditions, verdictOf, type WaitCondition, type Waited, type WaitOptions } from "./condition.ts";
import { shownState } from "./shown-state.ts";
import { describeState } from "./state.ts";

/** What a wait needs of its resource. */
export interface WaitTarget<T> {
  readonly resource: string;
  /** Of Kubernetes objects. */
  readonly apiVersion?: string;
  /** Name or id. */
  readonly name: string;
  /** Of the object that is meant, if the caller gave it; a condition may need it. */
  readonly uid?: string | undefined;
  /** The states of the object as they come, undefined for none. Ends when the deadline does. */
  states(deadline: Deadline, onTrouble: (error: unknown) => void): AsyncIterable<T | undefined>;
  stateOf(object: T | undefined): ObjectState;
  /** What must not show up in errors. */
  secrets(): readonly string[];
  /** Wakes the object; undefined if its kind does not sleep. */
  readonly wake?: (() => Promise<unknown>) | undefined;
}

/** Default time of a wait, in milliseconds. */
export const defaultWait = 600_000;

/** Returns the object when the condition holds. Throws a WaitError when it can't hold any more, or the deadline ends before. */
export async function waitUntil<T, IsGone extends boolean>(
  target: WaitTarget<T>,
  condition: WaitCondition<T, IsGone>,
  deadline: Deadline,
  options: Pick<WaitOptions<T>, "onProgress">,
): Promise<Waited<T, IsGone>> {
  checkConditions([condition], "condition");
  let last: T | undefined;
  let { uid } = target;
  let trouble: unknown;
  let isWoken = false;
  const what = `waiting until ${target.resource} "${target.name}" ${condition.description}`;
  const stateOf = (object: T | undefined) => shownState(target.stateOf(object), target.secrets());
  const failure = (code: WaitError["code"], message: string, cause?: unknown) =>
    new WaitError({ code, message, resource: target.resource, name: target.name, state: stateOf(last), object: last, cause });

  for await (const object of target.states(deadline, (error) => {
    trouble = error;
  })) {
    trouble = undefined;
    last = object ?? last;
    notify(options.onProgress, { ...stateOf(object), object, elapsed: deadline.elapsed / 1000 });
    uid ??= (object as { metadata?: { uid?: string } } | undefined)?.metadata?.uid;
    const verdict = verdictOf(condition, object, { uid, kind: target.resource, apiVersion: target.apiVersion });
    if (verdict.state === "met") return (condition.isGone ? undefined : object) as Waited<T, IsGone>;
    if (verdict.state === "failed")
      throw failure(verdict.code ?? "Failed", `${what} failed: ${foreignText(verdict.why, target.secrets())}`);
    if (verdict.state === "asleep" && !isWoken) {
      if (target.wake === undefined) throw invalidArgument("condition", `${target.resource} can't be woken; leave out wake`);
      isWoken = true;
      await target.wake();
    }
  }
  const state = describeState(last === undefined ? undefined : stateOf(last));
  if (deadline.ended === "aborted") throw failure("Aborted", `aborted ${what} (${state})`, deadline.reason);
  const why = trouble instanceof Error ? `; last error: ${trouble.message}` : "";
  throw failure("Timeout", `timed out after ${deadline.timeout / 1000} s ${what} (${state})${why}`, trouble);
}

/**
 * Reads the object again and again, first after 1 s and less often later, up to every 5 s, or every `interval`. What may pass (a failing
 * server, a broken connection) does not end it.
 */
export async function* polled<T>(
  read: () => Promise<T | undefined>,
  interval: Duration | undefined,
  deadline: Deadline,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<T | undefined, void, undefined> {
  const fixed = interval === undefined ? undefined : milliseconds(interval, "interval");
  for (let pause = fixed ?? 1000; deadline.ended === undefined; pause = fixed ?? Math.min(5000, pause * 1.3)) {
    let asked = 0;
    let found: { readonly object: T | undefined } | undefined;
    try {
      found = { object: await read() };
    } catch (error) {
      if (deadline.ended !== undefined) return;
      // "No such object" is a state, which is not thrown. Another 404 is a gateway's: it says nothing of the object, and may pass.
      if (isFinal(error) && !isNotFound(error)) throw error;
      onTrouble(error);
      asked = isRequestError(error) ? (error.retryAfter ?? 0) * 1000 : 0;
    }
    if (found !== undefined) yield found.object;
    // A pause of none would ask at full speed.
    await deadline.pause(Math.max(pause, asked, 10));
  }
}
