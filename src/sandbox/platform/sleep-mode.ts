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
export function fallAsleep(draft: Instance, now: number): void {
  const { metadata, status } = draft;
  metadata.annotations = { ...metadata.annotations, [annotations.sleepingSince]: String(Math.floor(now / 1000)) };
  status.phase = "Sleeping";
  sleepOn(draft);
}

const sleepType = (notes: Readonly<Record<string, string>>): string =>
  Number(notes[annotations.forceDuration] ?? 0) > 0 ? "forcedDurationSleep" : "forcedSleep";

/** Says how an instance sleeps that was put to sleep, perhaps once more and for another time. */
export function sleepOn({ metadata, status }: Instance): void {
  const notes = metadata.annotations ?? {};
  metadata.annotations = { ...notes, [annotations.sleepType]: sleepType(notes) };
  status.sleepModeConfig = sleepModeConfig(metadata.annotations);
}

/** Whether a sleeping instance was put to sleep once more, and does not say so yet. */
export function sleepsOtherwise({ metadata, status }: Instance): boolean {
  const notes = metadata.annotations ?? {};
  const { forceSleepDuration } = sleepModeConfig(notes).spec;
  return status.sleepModeConfig !== undefined && forceSleepDuration !== status.sleepModeConfig.spec?.forceSleepDuration;
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
