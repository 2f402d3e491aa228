import { ClusterplaneError, invalidArgument } from "./errors.ts";

/**
 * Where a client takes its time from: deadlines, pauses between attempts, waits and back-off. Default: the platform's timers. A sandbox's
 * clock (`sandbox.platform.options`) makes all of them cost no wall time.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Resolves when so many milliseconds of this clock have passed. Rejects with the signal's reason when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Called before code of yours is awaited (a token function, the function of an edit): a clock that moves by itself stands still until the
   * returned function is called.
   */
  hold?(): () => void;
}

/** Throws InvalidArgument if the option is no clock. */
export function checkClock(clock: Clock | undefined): void {
  if (clock !== undefined && (typeof clock?.now !== "function" || typeof clock.sleep !== "function")) {
    throw invalidArgument("clock", "expected an object with now() and sleep()");
  }
}

/** The time of a clock. Throws InvalidArgument if it gives none. */
export function nowOf(clock: Clock): number {
  return ofClock("now", () => clock.now(), Number.isFinite);
}

/** A pause on a clock. Throws InvalidArgument if it gives none. */
export function sleepOf(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  const pause = ofClock(
    "sleep",
    () => clock.sleep(milliseconds, signal),
    (given) => typeof given?.then === "function",
  );
  return pause.then(undefined, (cause: unknown) => {
    throw signal.aborted ? signal.reason : failed("sleep", "rejected", cause);
  });
}

const failed = (name: string, how: string, cause: unknown): ClusterplaneError =>
  new ClusterplaneError("InvalidArgument", `clock.${name}: ${how}; its error is the cause`, { cause });

function ofClock<T>(name: string, ask: () => T, fits: (value: T) => boolean): T {
  let value: T;
  try {
    value = ask();
  } catch (cause) {
    throw failed(name, "threw", cause);
  }
  if (!fits(value)) throw invalidArgument(`clock.${name}`, name === "now" ? "gave no number" : "gave no promise");
  return value;
}
