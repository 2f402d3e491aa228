/** The state of a Kubernetes object, whatever the types of its fields are. */
import { isObject } from "../../http/json.ts";
import type { ObjectState } from "../../http/wait-error.ts";

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
export const countOf = (value: unknown) => (typeof value === "number" ? value : 0);
export const statusOf = (object: unknown): Fields => fieldsOf(fieldsOf(object)["status"]);

interface StatusCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** The conditions of an object, as far as they have the form of one. */
export function conditionsOf(object: unknown): StatusCondition[] {
  const { conditions } = statusOf(object);
  if (!Array.isArray(conditions)) return [];
  return conditions.filter(isObject).map(({ type, status, reason, message }) => ({
    type: textOf(type) ?? "",
    status: textOf(status) ?? "",
    ...(textOf(reason) !== undefined && { reason: textOf(reason)! }),
    ...(textOf(message) !== undefined && { message: textOf(message)! }),
  }));
}

/** Phase, reason, message and failing conditions of an object, as far as it has them. */
export function stateOf(object: unknown): ObjectState {
  const { phase, reason, message } = statusOf(object);
  const conditions = conditionsOf(object).filter(({ status }) => status !== "True");
  return { phase: textOf(phase), reason: textOf(reason), message: textOf(message), conditions };
}
