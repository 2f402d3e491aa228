import { ClusterplaneError } from "../../http/errors.ts";
import { type FailingCondition, stateOf } from "./conditions.ts";

/** A wait that failed or did not end in time. */
export class WaitError extends ClusterplaneError {
  override readonly name = "WaitError";
  declare readonly resource: string;
  declare readonly resourceName: string;
  /** The last that was seen: */
  declare readonly phase: string | undefined;
  declare readonly reason: string | undefined;
  declare readonly conditions: readonly FailingCondition[];
  /** The object as it was seen last. */
  declare readonly object: unknown;

  constructor(
    code: "Timeout" | "Failed" | "NotFound" | "Aborted",
    message: string,
    target: { readonly resource: string; readonly name: string },
    object: unknown,
    cause?: unknown,
  ) {
    super(code, `wait for ${target.resource} "${target.name}": ${message}`, { cause });
    const { phase, reason, conditions } = stateOf(object);
    this.resource = target.resource;
    this.resourceName = target.name;
    this.phase = phase;
    this.reason = reason;
    this.conditions = conditions;
    this.object = object;
    Object.defineProperty(this, "object", { enumerable: false });
  }

  override toJSON(): Record<string, unknown> {
    const { resource, resourceName, phase, reason, conditions } = this;
    return { ...super.toJSON(), resource, resourceName, phase, reason, ...(conditions.length > 0 && { conditions }) };
  }
}
