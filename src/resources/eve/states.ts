/** The states of one document as they come, for a wait. */
import type { Deadline } from "../../http/deadline.ts";
import type { Duration } from "../../http/duration.ts";
import { polled } from "../common/wait.ts";

/** Reads the document again and again; given is only a document that differs from the last one. */
export async function* documentStates<T>(
  read: () => Promise<T | undefined>,
  interval: Duration | undefined,
  deadline: Deadline,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<T | undefined, void, undefined> {
  let last: { readonly document: T | undefined } | undefined;
  for await (const document of polled(read, interval, deadline, onTrouble)) {
    if (last === undefined || last.document !== document) yield document;
    last = { document };
  }
}
