import { foreignText } from "../../http/redact.ts";
import type { ObjectState } from "../../http/wait-error.ts";

/** So many conditions are kept for a message, and so many characters of each text. */
const mostConditions = 30;
const mostCharacters = 500;

/** The state as it may be shown: servers also write secrets, and whole logs, into an object's status. */
export function shownState({ phase, reason, message, conditions }: ObjectState, secrets: readonly string[]): ObjectState {
  const shown = (text: string) => foreignText(text, secrets, mostCharacters);
  const shownIfAny = (text: string | undefined) => (text === undefined ? undefined : shown(text));
  return {
    phase: shownIfAny(phase),
    reason: shownIfAny(reason),
    message: shownIfAny(message),
    conditions: conditions.slice(0, mostConditions).map((one) => ({
      type: shown(one.type),
      status: shown(one.status),
      ...(one.reason !== undefined && { reason: shown(one.reason) }),
      ...(one.message !== undefined && { message: shown(one.message) }),
    })),
  };
}

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
