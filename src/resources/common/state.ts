import type { ObjectState } from "../../http/wait-error.ts";

/** Everything that is known of an object's state, as one line: `phase: Pending; Ready=False: ImagePullBackOff`. */
export function describeState(state: ObjectState | undefined): string {
  if (state === undefined) return "the object was never seen";
  const { phase, reason, message, conditions } = state;
  const parts = [`phase: ${phase ?? "none yet"}`];
  if (reason !== undefined || message !== undefined) parts.push([reason, message].filter(Boolean).join(": "));
  for (const { type, status, reason, message } of conditions) {
    const why = [reason, message].filter(Boolean).join(": ");
    parts.push(`${type}=${status}${why === "" ? "" : `: ${why}`}`);
  }
  return parts.join("; ");
}
