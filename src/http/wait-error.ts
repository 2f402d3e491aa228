import { ClusterplaneError } from "./errors.ts";

/** A condition of an object's status that is not True. */
export interface FailingCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** What is known of an object's state, on either API. */
export interface ObjectState {
  /** `status.phase` of a Kubernetes object, the state of a CloudCasa document or job. */
  readonly phase: string | undefined;
  /** Why, in the server's own word: `status.reason`, or the `failure_reason` of a job. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
  /** The conditions that are not True; a CloudCasa document has none. */
  readonly conditions: readonly FailingCondition[];
}

/** The facts of a wait that failed. */
export interface WaitErrorInit {
  readonly code: "Timeout" | "Failed" | "NotFound" | "Aborted";
  readonly message: string;
  readonly resource: string;
  readonly name: string;
  readonly state: ObjectState;
  /** The object as it was seen last; undefined if it was never seen. */
  readonly object: unknown;
  readonly cause?: unknown;
}

/** A wait that failed, or did not succeed before its deadline. Both APIs throw it; for a job `object` is the job. */
export class WaitError extends ClusterplaneError {
  override readonly name = "WaitError";
  declare readonly code: "Timeout" | "Failed" | "NotFound" | "Aborted";
  declare readonly resource: string;
  /** Name or id of the object. */
  declare readonly resourceName: string;
  /** The phase or state that was seen last. */
  declare readonly phase: string | undefined;
  /** The server's own word for why; `failure_reason` of a job. */
  declare readonly reason: string | undefined;
  /** The conditions that were not True when the object was seen last. */
  declare readonly conditions: readonly FailingCondition[];
  /** The object, document or job as it was seen last; undefined if it was never seen. */
  declare readonly object: unknown;

  constructor({ code, message, resource, name, state, object, cause }: WaitErrorInit) {
    super(code, message, { cause });
    this.resource = resource;
    this.resourceName = name;
    this.phase = state.phase;
    this.reason = state.reason;
    this.conditions = state.conditions;
    this.object = object;
    // Reachable, but a logger that walks an error's properties should not print a whole object.
    Object.defineProperty(this, "object", { enumerable: false });
  }

  override toJSON(): Record<string, unknown> {
    const { resource, resourceName, phase, reason, conditions } = this;
    return { ...super.toJSON(), resource, resourceName, phase, reason, ...(conditions.length > 0 && { conditions }) };
  }
}
