import { conflictPause } from "../../http/contention.ts";
import { milliseconds } from "../../http/duration.ts";
import { isConflict, RequestError } from "../../http/errors.ts";
import { type JsonPatch, plain } from "../../http/json-patch.ts";
import { isWritten } from "./compare.ts";
import { difference } from "./difference.ts";
import type { Stored } from "./object.ts";
import type { EditOptions } from "./options.ts";
import { guarded } from "./patch.ts";

/** What an edit needs of its resource. */
interface EditTarget<T> {
  /** What of a changed draft can be sent. */
  prepare(draft: unknown): Stored<T>;
  get(timeout: number): Promise<Stored<T>>;
  patch(change: JsonPatch, timeout: number): Promise<Stored<T>>;
}

/** Read, change, send the difference; on a conflict from the start, until the deadline. */
export async function edit<T, In>(target: EditTarget<T>, change: (draft: Stored<In>) => unknown, options: EditOptions): Promise<Stored<T>> {
  const ends = performance.now() + milliseconds(options.timeout ?? 60, "timeout");
  // Seconds, as timeouts of calls are given.
  const left = () => Math.max(0.001, (ends - performance.now()) / 1000);
  for (let round = 1; ; round++) {
    const began = performance.now();
    const current = await target.get(left());
    const changed = plain(current);
    await change(changed as unknown as Stored<In>);
    const draft = target.prepare(changed);
    const patch = difference(current, draft);
    if (patch.length === 0) return current;
    try {
      return await target.patch(guarded(patch, current.metadata.resourceVersion), left());
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (error.effect === "unknown") {
        const settled = await settle(target, error, current, draft, left());
        if (settled !== undefined) return settled;
      }
      const now = performance.now();
      const pause = conflictPause(round, now - began, ends - now);
      if (pause === undefined) throw error;
      await sleep(pause, options.signal, error);
    }
  }
}

/**
 * An attempt's answer was lost, and the next one met a conflict: was it our own change that came between? Found as we wanted it: yes. Still
 * as it was read: no, try again. Anything else can't be told apart, and changing again might change twice.
 */
async function settle<T>(
  target: EditTarget<T>,
  error: RequestError,
  before: Stored<T>,
  draft: Stored<T>,
  timeout: number,
): Promise<Stored<T> | undefined> {
  const found = await target.get(timeout);
  if (isWritten(found, draft)) return found;
  if (found.metadata.resourceVersion === before.metadata.resourceVersion) return undefined;
  throw error;
}

function sleep(delay: number, signal: AbortSignal | undefined, error: RequestError): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(
        new RequestError({
          code: "Aborted",
          message: "ended by its signal",
          call: { verb: "edit", resource: error.resource, name: error.resourceName },
          method: error.method,
          path: error.path,
          cause: signal?.reason,
        }),
      );
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, delay);
    if (signal?.aborted) aborted();
    else signal?.addEventListener("abort", aborted, { once: true });
  });
}
