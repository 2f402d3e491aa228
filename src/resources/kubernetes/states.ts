/** The states of one object as they come, for a wait. */
import type { Deadline } from "../../http/deadline.ts";
import type { Duration } from "../../http/duration.ts";
import { isRequestError } from "../../http/errors.ts";
import { polled } from "../common/wait.ts";
import type { Stored } from "./object.ts";
import type { Watch } from "./watch.ts";

/** What a wait needs to see its object. */
interface StateSource<T> {
  find(deadline: Deadline): Promise<Stored<T> | undefined>;
  /** The object's own watch; undefined if the kind can't be watched. */
  readonly watch: ((signal: AbortSignal) => Watch<Stored<T>>) | undefined;
  readonly interval: Duration | undefined;
}

/** Watches the object. Where watching is not allowed or not there, reads it again and again. */
export async function* kubernetesStates<T>(
  { find, watch, interval }: StateSource<T>,
  deadline: Deadline,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  if (watch !== undefined) {
    try {
      yield* watched(watch(deadline.signal), onTrouble);
      return;
    } catch (error) {
      const isRefused = isRequestError(error) && [403, 404, 405, 501].includes(error.status ?? 0);
      if (!isRefused || deadline.ended !== undefined) throw error;
    }
  }
  let seen: string | undefined;
  for await (const object of polled(() => find(deadline), interval, deadline, onTrouble)) {
    // Given only if it is another state; a server without versions counts as changing each time.
    const version = object === undefined ? "gone" : object.metadata.resourceVersion;
    if (!version || version !== seen) yield object;
    seen = version;
  }
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
