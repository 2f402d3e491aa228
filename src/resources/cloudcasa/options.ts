/** The options of what resources can do beside the verbs. */
import type { Job } from "../../generated/cloudcasa.ts";
import type { CallOptions } from "../../http/call.ts";
import type { Duration } from "../../http/duration.ts";
import type { WaitOptions } from "../common/condition.ts";
import type { Unfinished } from "./conditions.ts";

export interface JobWaitOptions extends WaitOptions<Job> {
  /** Final states beside COMPLETED that end the wait without an error. Default: none. */
  readonly accept?: readonly Unfinished[];
}

/** How to run a backup. */
export interface RunOptions {
  /** Days to keep what this run saves. Default 7. */
  readonly retainDays?: number;
  /** How long to wait for the job to appear. Default `"2m"`. */
  readonly timeout?: Duration | undefined;
  /** Pause between two reads of the jobs. Default `"1s"`. */
  readonly interval?: Duration | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How to wait for the agent's address, which the service makes by itself. */
export interface AgentOptions extends Pick<CallOptions, "signal"> {
  /** How long in all. Default `"1m"`. */
  readonly timeout?: Duration | undefined;
  /** How often to read the cluster. Default: after 1 s, later up to every 5 s. */
  readonly interval?: Duration | undefined;
}
