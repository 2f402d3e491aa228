/** The states of one object as they come, for a wait. */
import type { Deadline } from "../../http/deadline.ts";
import type { Duration } from "../../http/duration.ts";
import { isRequestError } from "../../http/errors.ts";
import { polled } from "../common/wait.ts";
import type { Stored } from "./object.ts";
import type { Target } from "./ref.ts";
import type { Watch } from "./watch.ts";

/** What a wait needs to see its object. */
interface StateSource<T> {
  /** Name and uid of the object that is meant; the uid is known if the caller gave the object. */
  readonly target: Pick<Target, "name" | "uid">;
  find(deadline: Deadline): Promise<Stored<T> | undefined>;
  /** The object's own watch; undefined if the kind can't be watched. */
  readonly watch: ((signal: AbortSignal) => Watch<Stored<T>>) | undefined;
  readonly interval: Duration | undefined;
}

/**
 * Watches the object. Where watching is not allowed or not there, reads it again and again. Another object that has taken the name of one
 * that was given counts as none.
 */
export async function* kubernetesStates<T>(
  { target, find, watch, interval }: StateSource<T>,
  deadline: Deadline,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  const meant = (object: Stored<T> | undefined) => {
    const uid = object?.metadata.uid;
    return target.uid && uid && uid !== target.uid ? undefined : object;
  };
  if (watch !== undefined) {
    try {
      for await (const object of watched(watch(deadline.signal), target.name, onTrouble)) yield meant(object);
      return;
    } catch (error) {
      // 400: a server that can't select by name.
      const isRefused = isRequestError(error) && [400, 403, 404, 405, 501].includes(error.status ?? 0);
      if (!isRefused || deadline.ended !== undefined) throw error;
    }
  }
  let seen: string | undefined;
  for await (const object of polled(() => find(deadline), interval, deadline, onTrouble)) {
    // Given only if it is another state; a server without versions counts as changing each time.
    const version = object === undefined ? "gone" : object.metadata.resourceVersion;
    if (!version || version !== seen) yield meant(object);
    seen = version;
  }
}

async function* watched<T>(
  watch: Watch<Stored<T>>,
  name: string,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<Stored<T> | undefined, void, undefined> {
  let found: Stored<T> | undefined;
  for await (const event of watch) {
    // A server may know nothing of the selector.
    if ("object" in event && event.object.metadata.name !== name) continue;
    if (event.type === "init") found = undefined;
    else if (event.type === "initApply") found = event.object;
    else if (event.type === "initDone") yield found;
    else if (event.type === "apply") yield event.object;
    else if (event.type === "delete") yield undefined;
    else onTrouble(event.error);
  }
}
