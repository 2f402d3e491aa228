import { type ClockMode, clockModes } from "./clock-modes.ts";
import type { DurationOptions } from "./durations.ts";
import { checkSaved, type SavedState } from "./saved.ts";
import { type TokenOptions, tokenTable } from "./tokens.ts";

/** How a sandbox starts. */
export interface SandboxOptions {
  /**
   * `manual` (default): time stands still until `sandbox.clock.advance()`. `auto`: when no request is answered and only timers of the sandbox, or
   * of clients that share its clock, are left, time jumps to the next of them. `real`: wall time. `fast`: wall time ten times as fast, so that
   * a minute takes six seconds.
   */
  clock?: ClockMode;
  /** The time at which the clock starts (RFC 3339); not with `real`. Default: 2026-01-01T00:00:00Z, with `fast` the present. */
  startTime?: string;
  /** Empty, and nothing changes by itself: no fixture, no simulated controllers, agents or jobs. Default: false. */
  bare?: boolean;
  /** The tokens of the users `admin` and `readonly`. */
  tokens?: TokenOptions;
  /** Ids, generated names and the chances of faults come from this number; the same seed gives the same ones. Default: 1. */
  seed?: number;
  /** What the namespaces of projects begin with, before the project's name. Default: `loft-p-`. */
  projectNamespacePrefix?: string;
  /** The certificate authority (PEM) of the address that the sandbox is served at: the kubeconfigs that it makes carry it. */
  certificateAuthority?: string;
  /** How long simulated steps take. Default: a few seconds from creation to Ready, ACTIVE or COMPLETED. */
  durations?: DurationOptions;
  /**
   * A state to start from: what `save()` of a sandbox gave. Time (but with the clock `real`), `bare` and `projectNamespacePrefix` are those of that
   * sandbox; `reset` leads back here.
   */
  from?: SavedState;
  /** How many requests the log keeps, the latest ones. Default: 1,000. */
  requestLimit?: number;
  /** Where CloudCasa's server may be more lenient than stock Eve, feature by feature. */
  lenient?: LenientOptions;
}

/** Features in which CloudCasa's API may be more lenient, or stricter, than stock Eve. */
export interface LenientOptions {
  /** DELETE without If-Match is accepted. Default: it is refused with 428. */
  deleteWithoutIfMatch?: true;
  /** PUT to an id that does not exist is refused with 404. Default: it creates the document (201). */
  putToUnknownId?: 404;
}

const known: readonly (keyof SandboxOptions)[] = [
  "clock",
  "startTime",
  "bare",
  "tokens",
  "seed",
  "projectNamespacePrefix",
  "certificateAuthority",
  "durations",
  "from",
  "requestLimit",
  "lenient",
];

const bad = (what: string): never => {
  throw new TypeError(`createSandbox: ${what}`);
};

const onlyKeys = (value: object, keys: readonly string[], what: string): void => {
  for (const key of Object.keys(value)) if (!keys.includes(key)) bad(`${what}${JSON.stringify(key)} is none of ${keys.join(", ")}`);
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Throws when an option is unknown, has a value that can't be, or would have no effect beside the others. */
export function checkOptions(options: SandboxOptions): void {
  if (!isObject(options)) bad("the options are an object");
  onlyKeys(options, known, "option ");
  for (const [key, value] of Object.entries(options)) if (value === undefined) bad(`option ${key} is undefined: leave it out`);
  const { clock = "manual", startTime, bare, tokens, seed, projectNamespacePrefix, certificateAuthority, requestLimit, lenient } = options;
  if (!clockModes.includes(clock)) bad('clock must be "manual", "auto", "real" or "fast"');
  if (startTime !== undefined) {
    if (typeof startTime !== "string" || Number.isNaN(Date.parse(startTime))) bad("startTime must be a time such as 2026-01-01T00:00:00Z");
    if (clock === "real") bad("startTime has no effect with the real clock");
  }
  if (bare !== undefined && typeof bare !== "boolean") bad("bare must be true or false");
  if (seed !== undefined && !Number.isSafeInteger(seed)) bad("seed must be a whole number");
  if (tokens !== undefined) {
    if (!isObject(tokens)) bad("tokens must be an object with admin, readonly or both");
    onlyKeys(tokens, ["admin", "readonly"], "tokens.");
  }
  tokenTable(tokens);
  if (options.from !== undefined) {
    checkSaved(options.from);
    for (const name of ["startTime", "bare", "projectNamespacePrefix"] as const)
      if (options[name] !== undefined) bad(`${name} has no effect beside from, which says it`);
  }
  if (projectNamespacePrefix !== undefined && !/^[a-z0-9][a-z0-9-]{0,30}$/.test(projectNamespacePrefix)) {
    bad("projectNamespacePrefix must be a beginning of a namespace, as loft-p-");
  }
  if (requestLimit !== undefined && !(Number.isSafeInteger(requestLimit) && requestLimit > 0))
    bad("requestLimit must be a whole number from 1 on");
  if (certificateAuthority !== undefined && !/^-----BEGIN CERTIFICATE-----\r?\n/m.test(String(certificateAuthority))) {
    bad("certificateAuthority must be a certificate in PEM");
  }
  if (lenient !== undefined) {
    if (!isObject(lenient)) bad("lenient must be an object that names features");
    onlyKeys(lenient, ["deleteWithoutIfMatch", "putToUnknownId"], "lenient.");
    if (lenient.deleteWithoutIfMatch !== undefined && lenient.deleteWithoutIfMatch !== true) {
      bad("lenient.deleteWithoutIfMatch can only be true: without it the server is strict");
    }
    if (lenient.putToUnknownId !== undefined && lenient.putToUnknownId !== 404) bad("lenient.putToUnknownId can only be 404");
  }
}
