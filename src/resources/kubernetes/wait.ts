import { milliseconds } from "../../http/duration.ts";
import { invalidArgument, isNotFound, isRequestError } from "../../http/errors.ts";
import { describeState, type GoneCondition, stateOf, type WaitCondition, type WaitOptions } from "./conditions.ts";
import type { Stored } from "./object.ts";
import { WaitError } from "./wait-error.ts";
import type { Watch } from "./watch.ts";

/** What a wait needs of its resource. */
interface WaitTarget<T> {
  readonly resource: string;
  readonly name: string;
  /** Of the object that is meant, if the caller gave it. */
  readonly uid: string | undefined;
  find(signal: AbortSignal): Promise<Stored<T> | undefined>;
  /** The object's own watch; undefined when the kind has none. */
  readonly watch: ((signal: AbortSignal) => Watch<Stored<T>>) | undefined;
}

export async function waitFor<T>(
  target: WaitTarget<T>,
  condition: WaitCondition<T> | GoneCondition,
  options: WaitOptions<T>,
): Promise<Stored<T> | undefined> {
  if (typeof condition?.check !== "function") throw invalidArgument("condition", "expected a condition such as ready()");
  const timeout = milliseconds(options.timeout ?? "10m", "timeout");
  const began = performance.now();
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  if (options.signal?.aborted) stop.abort();
  options.signal?.addEventListener("abort", onAbort, { once: true });
  const timer = timeout > 0x7fffffff ? undefined : setTimeout(onAbort, timeout);
  let last: Stored<T> | undefined;
  let uid = target.uid;
  let trouble: unknown;
  try {
    for await (const object of states(target, options, stop.signal, (error) => {
      trouble = error;
    })) {
      last = object ?? last;
      options.onProgress?.({ ...stateOf(object), object, elapsed: (performance.now() - began) / 1000 });
      uid ??= object?.metadata.uid;
      const verdict = condition.check(object, uid);
      if (verdict.state === "met") return "gone" in condition ? undefined : object;
      if (verdict.state === "failed") throw new WaitError(verdict.code ?? "Failed", verdict.why, target, last);
    }
    const state = last === undefined ? "nothing was seen of it" : describeState(last);
    const why = trouble instanceof Error ? `; last failure: ${trouble.message}` : "";
    if (options.signal?.aborted) {
      throw new WaitError(
        "Aborted",
        `ended by its signal before it ${condition.description}; ${state}`,
        target,
        last,
        options.signal.reason,
      );
    }
    const message = `not within ${timeout / 1000} s that it ${condition.description}; ${state}${why}`;
    throw new WaitError("Timeout", message, target, last);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", onAbort);
    stop.abort();
  }
}

/** The states of one object as they come, undefined for none. Ends when the signal aborts. */
async function* states<T>(
  target: WaitTarget<T>,
  options: WaitOptions<T>,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  if (target.watch !== undefined) {
    try {
      yield* watched(target.watch(signal), onTrouble);
      return;
    } catch (error) {
      // Somebody may be allowed to get an object and not to list or watch; then looking has to do.
      const refused =
        isRequestError(error) && (error.status === 403 || error.status === 405 || error.status === 501 || error.status === 404);
      if (!refused) throw error;
    }
  }
  yield* polled(target, options, signal, onTrouble);
}

async function* watched<T>(
  watch: Watch<Stored<T>>,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  let found: Stored<T> | undefined;
  for await (const event of watch) {
    if (event.type === "init") found = undefined;
    else if (event.type === "initApply") found = event.object;
    else if (event.type === "initDone") yield found;
    else if (event.type === "apply") yield event.object;
    else if (event.type === "delete") yield undefined;
    else onTrouble(event.error);
  }
}

async function* polled<T>(
  target: WaitTarget<T>,
  options: WaitOptions<T>,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  const fixed = options.interval === undefined ? undefined : milliseconds(options.interval, "interval");
  let seen: string | undefined;
  for (let delay = fixed ?? 1000; !signal.aborted; delay = fixed ?? Math.min(5000, delay * 1.3)) {
    try {
      const object = await target.find(signal);
      // Told only when it is another state; a server without versions counts as changing each time.
      const version = object === undefined ? "gone" : object.metadata.resourceVersion;
      if (version === undefined || version !== seen) yield object;
      seen = version;
    } catch (error) {
      if (signal.aborted) return;
      if (!isRequestError(error) || (!error.retryable && !isNotFound(error))) throw error;
      onTrouble(error);
    }
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, delay);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
