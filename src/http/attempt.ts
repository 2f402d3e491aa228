import type { Call } from "./call.ts";
import type { Deadline } from "./deadline.ts";
import { type CallDescription, type ErrorCode, RequestError, type RequestErrorInit } from "./errors.ts";

/** One call under way: what its attempts have in common, and where they stand. */
export class Attempt {
  readonly call: Call;
  readonly deadline: Deadline;
  /** Counted from 1. */
  number: number;
  token: string | undefined;
  /** Every token that was sent. */
  readonly tokens = new Set<string>();
  /** The headers of this attempt, without the token. */
  headers: Readonly<Record<string, string>> = {};
  /** What the fetch knows of its own that errors must not show. */
  fetchSecrets: readonly string[] = [];
  /** fetch was called: from here on the request may have reached the server. */
  isSent = false;
  /** An earlier attempt may have taken effect. */
  isLost = false;

  constructor(call: Call, deadline: Deadline) {
    this.call = call;
    this.number = 1 + (call.attempts ?? 0);
    this.deadline = deadline;
  }

  get describe(): CallDescription {
    return this.call.describe;
  }

  /** What a request without a clear response may have done. */
  get effect(): "none" | "unknown" {
    return this.call.safety === "read" ? "none" : "unknown";
  }

  error(facts: Omit<RequestErrorInit, "call" | "method" | "path" | "attempts"> & { readonly code: ErrorCode }): RequestError {
    const { call } = this;
    return new RequestError({
      ...facts,
      effect: this.isLost ? "unknown" : facts.effect,
      call: call.describe,
      method: call.method,
      path: call.describe.path ?? call.path,
      attempts: this.number,
    });
  }
}
