import type { SavedCloudCasa } from "./cloudcasa/index.ts";
import type { SavedPlatform } from "./platform/index.ts";

/** Marks the form of a saved state. */
export const format = "clusterplane-sandbox/1";

/**
 * The state of a sandbox as JSON: what {@link Sandbox.save} gives and the option `from` takes. It has the access keys and credentials that the
 * sandbox needs to go on: treat it like them.
 */
export interface SavedState {
  format: typeof format;
  /** The time of the sandbox (RFC 3339). */
  time: string;
  bare: boolean;
  projectNamespacePrefix: string;
  platform: SavedPlatform;
  cloudcasa: SavedCloudCasa;
  /** How long simulated steps take, milliseconds; null for never. */
  durations: object;
  /** Where ids and chances go on. */
  randoms: readonly number[];
}

/** Throws a TypeError for what is no saved state. */
export function checkSaved(value: unknown): void {
  const wanted = {
    time: "string",
    bare: "boolean",
    projectNamespacePrefix: "string",
    platform: "object",
    cloudcasa: "object",
    durations: "object",
  };
  const { format: form, ...fields } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  if (form !== format) throw new TypeError(`createSandbox: from must be what sandbox.save() gives (its format is ${format})`);
  for (const [name, type] of Object.entries(wanted)) {
    if (typeof fields[name] !== type || fields[name] === null) throw new TypeError(`createSandbox: from.${name} must be of type ${type}`);
  }
  if (Number.isNaN(Date.parse(String(fields["time"])))) throw new TypeError("createSandbox: from.time must be a time");
  const randoms = fields["randoms"];
  if (!Array.isArray(randoms) || randoms.length !== 2 || !randoms.every(Number.isInteger))
    throw new TypeError("createSandbox: from.randoms must be two numbers");
}

/** Durations as JSON has them: null for Infinity, which it does not know. */
export const savedDurations = (durations: object): object => JSON.parse(JSON.stringify(durations)) as object;

/** The durations of which `savedDurations` made JSON. */
export function durationsOf(saved: object): object {
  return Object.fromEntries(
    Object.entries(saved).map(([name, value]) => [
      name,
      value === null ? Number.POSITIVE_INFINITY : typeof value === "object" ? durationsOf(value) : value,
    ]),
  );
}
