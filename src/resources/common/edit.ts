import type { Deadline } from "../../http/deadline.ts";
import { invalidArgument, type RequestError } from "../../http/errors.ts";
import { isObject } from "../../http/json.ts";
import { isLost } from "../../http/lost.ts";
import { isConflict, isNoSuchObject } from "../../http/predicates.ts";
import { sameJson } from "../../http/same-json.ts";
import { conflictPause } from "./contention.ts";
import { ended } from "./settle.ts";

/** One change that is to be stored, made from one state of the object. */
export interface Plan<T> {
  /** Sends it, guarded by the version that was read. */
  send(): Promise<T>;
  /** Whether an object that was read later, in another version, holds the change, and no other. */
  isStored(now: T): boolean;
  /** Whether an object that was read later is still in the version that the change was made from. */
  isUntouched(now: T): boolean;
  /** Whether running the caller's function once more could do no harm: on its own result it changes nothing. */
  isRepeatable(): Promise<boolean>;
}

/** What an edit needs of its resource. */
export interface EditSteps<T> {
  read(): Promise<T>;
  /** Runs the caller's function on a draft; undefined if the function changed nothing. */
  plan(base: T): Promise<Plan<T> | undefined>;
}

/**
 * Runs the caller's function on a draft, until the deadline ends. `before` is what the draft was made of: a function that changes nothing
 * and returns another object wanted that to be stored, as a reducer does; InvalidArgument is thrown. Without `before` that is not checked.
 */
export async function changeDraft<D>(draft: D, change: (draft: D) => unknown, deadline: Deadline, before?: unknown): Promise<void> {
  const returned = await deadline.run(() => change(draft));
  if (before === undefined || !isObject(returned) || !sameJson(before, draft)) return;
  if (isPartOf(draft, returned) || sameJson(draft, returned)) return;
  throw invalidArgument("change", "returned an object and left the draft as it was; change the draft itself, what is returned is not used");
}

function isPartOf(whole: unknown, part: object): boolean {
  if (whole === part) return true;
  return typeof whole === "object" && whole !== null && Object.values(whole).some((inner) => isPartOf(inner, part));
}

/**
 * Reads, changes and writes until the change is stored on top of everybody else's, or the deadline ends.
 *
 * A write whose response was lost is settled by reading. The object is still in the version that was read: the write did not arrive, so it
 * is sent again. It holds the change: done. Anything else: the caller's function runs again only if that can do no harm; otherwise the
 * error of the lost response is thrown, since a function that counts up must not run twice on a guess.
 */
export async function editObject<T>(steps: EditSteps<T>, deadline: Deadline): Promise<T> {
  let lost: { readonly error: RequestError; readonly plan: Plan<T> } | undefined;
  let conflict: RequestError | undefined;
  const endOf = (error: unknown): unknown => {
    if (deadline.ended === "timeout") return lost?.error ?? conflict ?? error;
    return (lost && ended(deadline, lost.error)) ?? error;
  };
  for (let round = 1; ; round++) {
    const began = deadline.elapsed;
    let base: T;
    try {
      base = await steps.read();
    } catch (error) {
      throw endOf(error);
    }
    if (lost !== undefined) {
      const { plan, error } = lost;
      const hasChanged = !plan.isUntouched(base);
      if (hasChanged && plan.isStored(base)) return base;
      if (hasChanged && !(await plan.isRepeatable().catch(() => false))) throw endOf(error);
    }
    let plan: Plan<T> | undefined;
    try {
      plan = await steps.plan(base);
    } catch (error) {
      // The caller's function outlived the deadline: a read, which is not sent any more, says how the call ended.
      throw deadline.ended === undefined
        ? error
        : endOf(
            await steps.read().then(
              () => error,
              (end: unknown) => end,
            ),
          );
    }
    if (plan === undefined) return base;
    try {
      return await plan.send();
    } catch (error) {
      if (isConflict(error)) conflict = error;
      else if (!isLost(error) || isNoSuchObject(error)) throw error;
      // A conflict with an unknown effect: an earlier attempt of the same write may be what changed the version.
      if (isLost(error)) lost = { error, plan };
    }
    const failure = lost?.error ?? (conflict as RequestError);
    const pause = conflictPause(round, deadline.elapsed - began, deadline.remaining);
    if (pause === undefined) throw failure;
    await deadline.sleep(pause).catch(() => {
      if (deadline.ended !== "aborted") throw failure;
    });
  }
}
