import { control } from "./control.ts";
import type { SandboxOptions } from "./options.ts";
import { Sandbox } from "./sandbox.ts";

/**
 * Both APIs, stateful, in this process: nothing is sent anywhere, and each sandbox is its own world. Throws when an option is
 * unknown, can't be, or would have no effect.
 *
 * ```ts
 * const sandbox = createSandbox({ clock: "manual" });
 * const platform = new Platform({ baseUrl: sandbox.platform.url, token: sandbox.token, fetch: sandbox.fetch });
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  return new Sandbox(options, control);
}

export type { AttachedByKubeconfig, AttachedByServer, Attachment, AttachOptions } from "./attach.ts";
export type { Call } from "./calls.ts";
export type { ClientClock, ClientOptions } from "./client-options.ts";
export type { ClockMode } from "./clock-modes.ts";
export type { FinalState } from "./cloudcasa/index.ts";
export type { Dispose } from "./disposable.ts";
export type { Duration } from "./duration.ts";
export type { DurationOptions, StepDuration } from "./durations.ts";
export type { Reason } from "./errors.ts";
export type { FaultCount, FaultEffect, FaultMatch, FaultRequest, FaultRule, Refusal, SomeEffect } from "./fault-rules.ts";
export type { Fault, Faults } from "./faults.ts";
export type { LenientOptions, SandboxOptions } from "./options.ts";
export type { JobEnd, JobType, SandboxFailable, SandboxInstance, SandboxJob, SandboxNextJob } from "./outcomes.ts";
export type { Failure } from "./platform/index.ts";
export type { Calls, ChangedObject, LoggedRequest, SandboxCall } from "./requests.ts";
export type { Sandbox, SandboxAgent, SandboxClock, SandboxState, Unsupported } from "./sandbox.ts";
export type { SavedState } from "./saved.ts";
export type { Seed, SeedObject } from "./seed.ts";
export type { TokenOptions } from "./tokens.ts";
export type { RequestMatch } from "./vocabulary.ts";
