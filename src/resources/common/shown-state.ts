import { foreignText } from "../../http/explain/redact.ts";
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
