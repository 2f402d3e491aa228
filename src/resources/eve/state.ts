/** The state of a document, for waits. */
import { isObject } from "../../http/json.ts";
import type { OptionNames } from "../../http/options.ts";
import type { ObjectState } from "../../http/wait-error.ts";
import type { WaitOptions } from "../common/condition.ts";

/** The names of the options of a wait. */
export const waitOptions = { signal: true, timeout: true, interval: true, onProgress: true } satisfies OptionNames<WaitOptions>;

/** The state of a document and the server's words about it, where the resources of the API keep them: `status.state`, `state` of a job. */
export function documentState(document: unknown): ObjectState {
  const fields = isObject(document) ? document : {};
  const status = isObject(fields["status"]) ? fields["status"] : {};
  return {
    phase: text(status["state"]) ?? text(fields["state"]),
    reason: text(fields["failure_reason"]) ?? text(status["failure_reason"]),
    message: text(status["message"]) ?? text(fields["message"]),
    conditions: [],
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
