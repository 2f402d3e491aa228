import { annotations } from "./annotations.ts";
import type { Instance, SleepModeConfig } from "./objects.ts";

/** Time until which an instance has to sleep, milliseconds since 1970; Infinity until somebody wakes it, undefined if it has to be awake. */
export function sleepUntil({ metadata }: Instance): number | undefined {
  const notes = metadata.annotations ?? {};
  if (notes[annotations.force] !== "true") return undefined;
  const duration = Number(notes[annotations.forceDuration] ?? 0);
  const since = Number(notes[annotations.sleepingSince] ?? 0);
  return duration > 0 && since > 0 ? (since + duration) * 1000 : Number.POSITIVE_INFINITY;
}

/** Puts an instance to sleep; `now` in milliseconds since 1970. */
export function fallAsleep({ metadata, status }: Instance, now: number): void {
  const notes = metadata.annotations ?? {};
  const type = Number(notes[annotations.forceDuration] ?? 0) > 0 ? "forcedDurationSleep" : "forcedSleep";
  metadata.annotations = { ...notes, [annotations.sleepingSince]: String(Math.floor(now / 1000)), [annotations.sleepType]: type };
  status.phase = "Sleeping";
  status.sleepModeConfig = sleepModeConfig(metadata.annotations);
}

/** Wakes an instance; `now` in milliseconds since 1970. */
export function wakeUp({ metadata, status }: Instance, now: number): void {
  const {
    [annotations.sleepingSince]: _,
    [annotations.sleepType]: __,
    [annotations.force]: ___,
    [annotations.forceDuration]: ____,
    ...rest
  } = metadata.annotations ?? {};
  metadata.annotations = { ...rest, [annotations.lastActivity]: String(Math.floor(now / 1000)) };
  status.phase = "Ready";
  delete status.sleepModeConfig;
}

/** The sleep mode of a sleeping instance, as its annotations say it. */
export function sleepModeConfig(notes: Readonly<Record<string, string>>): SleepModeConfig {
  const duration = notes[annotations.forceDuration];
  const lastActivity = Number(notes[annotations.lastActivity] ?? 0);
  return {
    spec: {
      ...(notes[annotations.force] === "true" && { forceSleep: true }),
      ...(duration !== undefined && { forceSleepDuration: Number(duration) }),
    },
    status: {
      ...(lastActivity && { lastActivity }),
      sleepingSince: Number(notes[annotations.sleepingSince]),
      sleepType: notes[annotations.sleepType] ?? "",
    },
  };
}
