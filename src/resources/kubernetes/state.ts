/** The state of a Kubernetes object, whatever the types of its fields are. */
import { isObject } from "../../http/json.ts";
import type { ObjectState } from "../../http/wait-error.ts";

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
export const countOf = (value: unknown) => (typeof value === "number" ? value : 0);
export const statusOf = (object: unknown): Fields => fieldsOf(fieldsOf(object)["status"]);

/**
 * Whether something with this `observedGeneration` describes an older generation of the object than there is now. Default: its status.
 * Without an `observedGeneration` it counts as current.
 */
export function isOutdated(object: unknown, observed = statusOf(object)["observedGeneration"]): boolean {
  return typeof observed === "number" && observed < countOf(fieldsOf(fieldsOf(object)["metadata"])["generation"]);
}

interface StatusCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The conditions of an object, as far as they have the form of one. */
export function conditionsOf(object: unknown, isWanted: (condition: Fields) => boolean = () => true): StatusCondition[] {
  const { conditions } = statusOf(object);
  if (!Array.isArray(conditions)) return [];
  return conditions
    .filter((one) => isObject(one) && isWanted(one))
    .map(({ type, status, reason, message }) => ({
      type: textOf(type) ?? "",
      status: textOf(status) ?? "",
      ...(textOf(reason) !== undefined && { reason: textOf(reason)! }),
      ...(textOf(message) !== undefined && { message: textOf(message)! }),
    }));
}

/** Those that describe the present generation of the object: by their own `observedGeneration`, else by that of the status. */
export const currentConditionsOf = (object: unknown) =>
  conditionsOf(object, ({ observedGeneration }) => !isOutdated(object, observedGeneration ?? undefined));

/** Phase, reason, message and failing conditions of an object, as far as it has them. */
export function stateOf(object: unknown): ObjectState {
  const { phase, reason, message } = statusOf(object);
  const conditions = conditionsOf(object).filter(({ status }) => status !== "True");
  return { phase: textOf(phase), reason: textOf(reason), message: textOf(message), conditions };
}
